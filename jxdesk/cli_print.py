"""``jxdesk print``: one document, all of them, the whole dossier in one file, or a folder for the archive."""

from __future__ import annotations

import argparse
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jxdesk.errors import UserError
from jxdesk.progress import Work

if TYPE_CHECKING:
    from jxdesk.desk import Desk
    from jxdesk.review.finding import Finding
    from jxdesk.services.dossiers import Bound


_FILES = frozenset({".pdf", ".docx"})
"""A folder of such a name would be looked for as a file."""


@dataclass(frozen=True)
class Told:
    """What the command says: the value of --json, the lines for people, warnings for stderr, the exit code."""

    value: Any
    lines: list[str]
    warnings: list[str]
    code: int


def add_options(printing: argparse.ArgumentParser) -> None:
    """Which papers, and where to."""
    which = printing.add_mutually_exclusive_group()
    which.add_argument(
        "--document",
        metavar="文书",
        action="append",
        default=[],
        help="文书标识，例如 agreement；要几份就写几次",
    )
    which.add_argument("--all", action="store_true", help="本案已有的全部文书（默认）")
    which.add_argument("--dossier", action="store_true", help="整卷装成一个 PDF：dossier.pdf")
    which.add_argument("--folder", action="store_true", help="整卷一件一个 PDF，加目录表，供归档")
    printing.add_argument("--single-sided", action="store_true", help="整卷单面印：不留空白背面")
    printing.add_argument(
        "--word", action="store_true", help="改写一份 Word（非正本），与 --document agreement 连用"
    )
    printing.add_argument(
        "--large", action="store_true", help="印大字版：内容相同，字放大，给看小字费力的人；文件名后加 -large"
    )
    which.add_argument("--log", action="store_true", help="不印，只列出本案的打印记录（存成文件的不算）")
    printing.add_argument(
        "--out", metavar="文件夹", type=Path, help="写到这个文件夹，一份文书一个文件；除 --log 以外都要"
    )


def run(desk: Desk, options: argparse.Namespace, work: Work) -> Told:
    """Print what was asked. Raises UserError as the services do."""
    if options.log:
        return _log(desk, options)
    if options.out.is_file() or options.out.suffix.lower() in _FILES:
        raise UserError(
            f"--out 要写文件夹，{options.out.name} 是一个文件名，没有打印。",
            "请写成文件夹，例如 --out 文书；文件名由程序起，例如 agreement.pdf。",
        )
    if options.large and (options.word or options.dossier or options.folder):
        raise UserError(
            "Word 和整卷没有大字版。",
            "请去掉 --large，或者写成 --document agreement --large、--all --large。",
        )
    if options.word:
        return _word(desk, options)
    return (
        _dossier(desk, options, work) if options.dossier or options.folder else _papers(desk, options, work)
    )


def _papers(desk: Desk, options: argparse.Namespace, work: Work) -> Told:
    case_id = desk.cases.resolve(options.number)
    written = desk.papers.write(case_id, options.out, options.document, work, large=options.large)
    if not written:
        return Told([], [], ["本案还没有可以印的文书，没有写文件。请先在案件里填写相应的内容。"], 1)
    value = [
        {"document": w.document, "path": str(w.path), "pages": w.pages, "sha256": w.sha256} for w in written
    ]
    faults = {finding.rule: finding for w in written for finding in w.draft}
    said = _drafts(faults.values())
    return Told(value, [f"{w.path}  {w.pages}页" for w in written], said, 1 if faults else 0)


def _word(desk: Desk, options: argparse.Namespace) -> Told:
    named = list(dict.fromkeys(options.document))
    if not named:
        raise UserError("没有说要哪份文书的 Word。", "请写成 --document agreement --word。")
    if len(named) > 1:
        raise UserError("Word 一次只写一份，没有写。", "请写成 --document agreement --word。")
    made = desk.papers.word_of(desk.cases.resolve(options.number), named[0], options.out)
    value = [{"document": made.document, "path": str(made.path), "pages": None, "sha256": made.sha256}]
    faults = {finding.rule: finding for finding in made.draft}
    return Told(value, [f"{made.path}  非正本"], _drafts(faults.values()), 1 if faults else 0)


def _dossier(desk: Desk, options: argparse.Namespace, work: Work) -> Told:
    from jxdesk.services.dossiers import FILE

    case_id = desk.cases.resolve(options.number)
    if options.folder:
        bound = desk.dossiers.file_away(case_id, options.out, work=work)
    else:
        backs = False if options.single_sided else None
        bound = desk.dossiers.bind(case_id, options.out / FILE, blank_backs=backs, work=work)
    lines = [f"{bound.path}  编页{bound.numbered}页"]
    lines += [f"    {part.title}  {_pages(part.first, part.last)}" for part in bound.parts]
    return Told(_value(bound), lines, warnings(bound), 1 if bound.draft or bound.absent else 0)


def _log(desk: Desk, options: argparse.Namespace) -> Told:
    from jxdesk.rules.printouts import kind_of, pages_of, when_of

    listed = desk.print_log.of(desk.cases.resolve(options.number))
    value = [
        {
            "at": one.at, "by": one.by, "document": one.document, "ordinal": one.ordinal, "title": one.title,
            "copies": one.copies, "first": one.first, "last": one.last, "printer": one.printer,
            "draft": one.draft, "large": one.large, "sha256": one.sha256,
        }
        for one in listed
    ]  # fmt: skip
    lines = [
        f"{when_of(one)}  {one.by or '（没有登记）'}  {one.title}  {one.copies}份  {pages_of(one)}  {kind_of(one)}  "
        f"{one.printer or ''}".rstrip()
        for one in listed
    ]
    return Told(value, lines or ["本案还没有打印过。"], [], 0)


def _drafts(faults: Collection[Finding]) -> list[str]:
    if not faults:
        return []
    said = "；".join(f"{f.rule} {f.message}（{f.field}）" for f in faults)
    return [f"有{len(faults)}处要先改，相关文书已印成草稿：{said}"]


def warnings(bound: Bound) -> list[str]:
    """One sentence a matter."""
    from jxdesk.services.dossiers import missing, too_short

    said = _drafts(bound.draft)
    if bound.absent:
        said.append(f"有{len(bound.absent)}件材料不在本机或者已损坏，没有装进去：{'、'.join(bound.absent)}")
    said += too_short(bound.short)
    if bound.unembedded:
        names = "、".join(bound.unembedded)
        said.append(f"这几件 PDF 里有没有嵌入的字体，长期保存可能显示不全，请改交扫描件：{names}")
    if bound.gaps:
        said.append(missing(bound.gaps))
    return said


def _pages(first: int | None, last: int | None) -> str:
    if first is None:
        return "不编页"
    return f"第{first}页" if first == last else f"第{first}—{last}页"


def _value(bound: Bound) -> dict[str, Any]:
    return {
        "path": str(bound.path),
        "numbered_pages": bound.numbered,
        "sha256": bound.sha256,
        "parts": [
            {"title": part.title, "pages": part.pages, "first": part.first, "last": part.last}
            for part in bound.parts
        ],
        "absent": list(bound.absent),
        "unembedded": list(bound.unembedded),
        "short": list(bound.short),
        "missing": [{"title": gap.title, "required": gap.required} for gap in bound.gaps],
    }
