"""``jxdesk case``: case files in and out, the list, void and restored cases, archiving."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from jxdesk.cli_desk import desk_of, folder_of, progress, show
from jxdesk.errors import UserError
from jxdesk.usage import Parser


def add_commands(case: argparse.ArgumentParser, command: Callable[..., argparse.ArgumentParser]) -> None:
    """Add import, export, list, void, restore and archive to ``jxdesk case``."""
    under = case.add_subparsers(title="命令", metavar="命令", parser_class=Parser, required=True)
    taking = command("import", "导入案件文件", _import, under)
    taking.add_argument("files", metavar="文件", nargs="+", type=Path)
    giving = command("export", "导出案件", _export, under)
    which = giving.add_mutually_exclusive_group(required=True)
    which.add_argument("number", metavar="案号", nargs="?")
    which.add_argument("--all", action="store_true", help="全部已编号的案件")
    giving.add_argument("--out", metavar="文件", required=True, type=Path)
    listing = command("list", "列出案件", _list, under)
    listing.add_argument("--void", action="store_true", help="只列作废的")
    voiding = command("void", "作废登记错了的案件，案号不再用", _void, under)
    voiding.add_argument("number", metavar="案号或短号")
    voiding.add_argument("--reason", metavar="原因", required=True)
    restoring = command("restore", "恢复作废的案件", _void, under)
    restoring.add_argument("number", metavar="案号或短号")
    restoring.set_defaults(reason=None)
    filing = command("archive", "归档：没有归档前要改的，才写立卷日期", _archive, under)
    filing.add_argument("number", metavar="案号或短号")
    filing.add_argument("--on", metavar="日期", help="立卷日期，例如 2026-03-05；不写就是今天")


def _import(options: argparse.Namespace) -> int:
    if not folder_of(options).exists:
        from jxdesk.services.case_files import read_files

        read_files(options.files)  # a file that is none must not leave a practice desk behind
    with desk_of(options, create=True) as desk:
        done = desk.files.import_files(options.files, progress())
    words = {"imported": "已导入", "already": "已有，没有重复导入", "refused": "没有导入"}
    lines = []
    for one in done:
        lines.append(
            f"{one.file} {one.path} {one.label} {words[one.outcome]}{'：' if one.message else ''}{one.message}"
        )
        lines += [f"    {remark.path}：{remark.message}" for remark in one.remarks]
    value = [
        {
            "file": one.file, "path": one.path, "number": one.label, "outcome": one.outcome,
            "message": one.message, "remarks": [{"path": r.path, "message": r.message} for r in one.remarks],
        }
        for one in done
    ]  # fmt: skip
    show(options, value, lines)
    refused = [one for one in done if one.outcome == "refused"]
    if refused:
        first = refused[0]
        print(f"{len(refused)}件没有导入，其余不受影响：{first.path}：{first.message}", file=sys.stderr)
    return 1 if refused else 0


def _export(options: argparse.Namespace) -> int:
    with desk_of(options) as desk:
        ids = desk.files.numbered() if options.all else [desk.cases.resolve(options.number)]
        count = desk.files.export(ids, options.out, progress())
        left_out = desk.files.unnumbered() if options.all else 0
        scans = desk.files.scans(ids)
    if not count and not options.all:
        raise UserError("这件案件还没有案号，不能导出。", "请先受理编号。")
    lines = [f"已导出{count}件到 {options.out}"]
    if left_out:
        lines.append(f"另有{left_out}件没有案号（草稿或者不予受理），没有导出。")
    if scans:
        lines.append(f"有{scans}件扫描件、照片不在里面：案件文件不带材料。")
    value = {"path": str(options.out), "cases": count, "left_out": left_out, "scans_left_out": scans}
    show(options, value, lines)
    return 0


def _void(options: argparse.Namespace) -> int:
    with desk_of(options) as desk:
        case_id = desk.cases.resolve(options.number)
        if options.reason is None:
            desk.cases.unvoid(case_id)
        else:
            desk.cases.void(case_id, options.reason)
    said = "已恢复" if options.reason is None else "已作废，案号不再用，用 case restore 可以恢复："
    show(options, {"number": options.number, "void": options.reason}, [f"{said} {options.number}"])
    return 0


def _list(options: argparse.Namespace) -> int:
    state = "void" if options.void else None
    with desk_of(options) as desk:
        found = desk.table.rows(state=state, order="label", limit=1_000_000)
    value = [
        {
            "number": r.label, "title": r.title, "parties": r.parties, "state": r.state, "step": r.node_title,
            "due": r.due_on,
        }
        for r in found
    ]  # fmt: skip
    lines = [
        f"{r.label}  {r.title}  {r.node_title}{'  ' + r.due_title + ' ' + r.due_on if r.due_on else ''}"
        for r in found
    ]
    show(options, value, lines or ["还没有案件。"])
    return 0


def _archive(options: argparse.Namespace) -> int:
    from jxdesk.services.dossiers import missing

    with desk_of(options) as desk:
        on = desk.archiving.day_named(options.on)
        case_id = desk.cases.resolve(options.number)
        filed = desk.archiving.archive(case_id, on).isoformat()
        lacking = missing(desk.dossiers.gaps(desk.cases.record(case_id)))
    show(options, {"number": options.number, "filed_date": filed}, [f"已归档，立卷日期是{filed}。"])
    if lacking:
        print(lacking, file=sys.stderr)
    return 0
