"""Checks of the dossier as paper and of the case among others: R-50 to R-52, R-57, R-59 to R-62.

What other cases say and how many pages a paper has is handed in as facts; nothing here asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jxdesk.review.facts import ReviewFacts, complete
from jxdesk.review.finding import Hit
from jxdesk.rules.case_record import CaseRecord, Dossier
from jxdesk.rules.days import chinese_day, day
from jxdesk.rules.effect import WRITTEN
from jxdesk.rules.numbering import folded

CATALOG = "dossier.catalog"
ALTERED = "dossier.changes"
_PAGES = re.compile(r"\s*(\d+)\s*(?:[-–—~至]\s*(\d+)\s*)?\Z")
_UNNUMBERED = ("封面", "目录", "封底")
_SAME_FORM = "人民调解"  # 当事人权利义务告知书 is printed with and without it
REPEATED_FROM = 10


@dataclass(frozen=True)
class _Line:
    """One line of a contents page that came with the case: ``first`` is None where no page stands."""

    title: str
    first: int | None
    last: int | None


def pages_follow(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-50: an old contents page names what is there, and its page numbers run on to the last page.

    The contents that the program prints are counted from the paper itself. Only the pages of evidence and
    receipts are typed by hand, and one that is missing leaves the page column to the pen from there on.
    """
    if not complete(case, facts):
        return
    lines = _lines(case)
    yield from _running_on(lines, case.dossier.total_pages if case.dossier else None)
    if lines:
        named = {_bare(line.title) for line in lines}
        for paper in facts.bound:
            if paper.must and _bare(paper.title) not in named:
                yield Hit(f"卷内目录没有列“{paper.title}”，请补列或者核对。", CATALOG)
    for at, piece in enumerate(case.evidence):
        if not piece.pages:
            yield Hit(
                f"“{piece.name or f'第{at + 1}份证据'}”没有页数，卷内目录后面的页号排不下去，请补填页数。",
                f"evidence[{at}].pages",
            )
    for at, paid in enumerate(case.performance):
        if paid.proof and not paid.pages:
            yield Hit(
                f"第{at + 1}笔履行的凭证没有页数，卷内目录后面的页号排不下去，请补填页数。",
                f"performance[{at}].pages",
            )


def _running_on(lines: list[_Line], total: int | None) -> Iterator[Hit]:
    expected = 1
    for line in lines:
        if line.first is None or line.last is None or line.last < line.first:
            yield Hit(f"卷内目录的“{line.title}”页号看不懂，请改成“3”或者“3-4”。", CATALOG)
            return
        if line.first != expected:
            fault = "与前面重复" if line.first < expected else "与前面不连续"
            yield Hit(
                f"卷内目录的“{line.title}”从第{line.first}页起，{fault}，应当是第{expected}页。", CATALOG
            )
            return
        expected = line.last + 1
    if lines and total is not None and expected - 1 != total:
        yield Hit(f"卷内目录到第{expected - 1}页为止，总页数写的是{total}页，请核对。", CATALOG)


def order_is_kept(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-51: an old contents page follows the order of the template; cover, contents and back bear no number."""
    if not complete(case, facts):
        return
    place = {_bare(paper.title): paper.order for paper in facts.bound}
    before: _Line | None = None
    for line in _lines(case):
        if any(word in line.title for word in _UNNUMBERED):
            yield Hit(f"“{line.title}”不编页号，请从目录里去掉。", CATALOG)
            continue
        if _bare(line.title) not in place:
            continue  # material the template does not know has its place by custom
        if before is not None and place[_bare(line.title)] < place[_bare(before.title)]:
            yield Hit(f"卷内目录里“{line.title}”应当排在“{before.title}”前面，请调整顺序。", CATALOG)
        before = line


def _lines(case: CaseRecord) -> list[_Line]:
    return [_line(item) for item in case.dossier.catalog] if case.dossier else []


def _line(item: Any) -> _Line:
    """A line as files have it: ``["人民调解申请书", "1-2"]``; anything else is a line without pages."""
    if not isinstance(item, list | tuple) or not item:
        return _Line(str(item), None, None)
    match = _PAGES.match(str(item[1])) if len(item) > 1 else None
    if match is None:
        return _Line(str(item[0]), None, None)
    return _Line(str(item[0]), int(match[1]), int(match[2] or match[1]))


def _bare(title: str) -> str:
    return title.split("（", maxsplit=1)[0].removeprefix(_SAME_FORM)


def note_is_signed(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-52: who put the dossier together and who inspected it is known, and it was inspected after its filing.

    The number of pages is counted from the paper or left to the pen. A dossier that came with a contents
    page of its own has its note in the paper; nothing is said about who inspected it.
    """
    if not complete(case, facts):
        return
    dossier = case.dossier or Dossier()
    if not dossier.filed_by:
        yield Hit("没有写立卷人，请补填。", "dossier.filed_by")
    if not dossier.checked_by and not dossier.catalog:
        yield Hit("没有写谁检查的卷宗，请检查后补填。", "dossier.checked_by")
    filed, checked = day(dossier.filed_date), day(dossier.checked_date)
    if filed and checked and checked < filed:
        yield Hit("检查日期早于立卷日期，请核对。", "dossier.checked_date")
    if dossier.checked_by and dossier.checked_by == dossier.filed_by:
        yield Hit(f"立卷人和检查人都是{dossier.checked_by}，请换一个人检查。", "dossier.checked_by")


def report_agrees(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-60: who handled it and when it came in stand on the closing report as on the cover.

    Number and filing day are taken from the cover; what differs can only be what the two are made from.
    """
    if not complete(case, facts) or case.dossier is None:
        return
    if not any(mediator.name for mediator in case.mediators):
        yield Hit("没有人民调解员，结案报告和封面写不出承办人，请补填。", "mediators")
    came, start = day(case.acceptance.date) if case.acceptance else None, day(case.dossier.mediation_from)
    if came and start and came != start:
        yield Hit(
            f"封面的调解日期从{chinese_day(start)}起，结案报告的受案时间是{chinese_day(came)}，请改成一致。",
            "dossier.mediation_from",
        )


def words_are_its_own(_case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-57: no paragraph stands word for word in ten cases of one mediator."""
    for one in facts.repeated:
        if one.cases >= REPEATED_FROM:
            yield Hit(
                f"这一段与同一调解员办的{one.cases}件案件一字不差，评查会当作套话，请写本案自己的情况。",
                one.field,
            )


def seal_across_pages(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-59: an agreement of several pages is sealed across their edges; said until the dossier is closed."""
    agreement, pages = case.agreement, facts.agreement_pages
    if agreement is None or agreement.form != WRITTEN or pages is None or pages < 2:
        return
    if case.dossier is None or day(case.dossier.filed_date) is None:
        yield Hit(f"协议书有{pages}页，盖章时请加盖骑缝章。", "agreement.seal_date")


def claimed_once(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-61: the same quarrel of the same people is not claimed twice (以案定补).

    That it was performed is R-36, that it reached the county is on the sync page. A new agreement on the
    same matter is meant (人民调解法 art 33 ③) and names the one it replaces, as somebody typed it from the paper;
    the one replaced is not told either (``replaced_by``), or both ends of the chain would be asked for ever.
    """
    if not complete(case, facts):
        return
    known = {folded(number) for number in (case.supersedes or "", *facts.replaced_by)}
    for other in facts.twins:
        if folded(other) not in known:
            yield Hit(
                f"与{other}是同样的当事人、同一类纠纷，请核对是不是同一件事，以案定补不要重复申报。",
                "dispute_type",
            )


def corrected_on_a_sheet(case: CaseRecord, _facts: ReviewFacts) -> Iterator[Hit]:
    """R-62: a dossier with correction sheets is locked, and each sheet says who, when, what and why (个保法 art 46).

    Written here they do, unless nobody sat at the desk; those of another desk or file are as they came. Told
    at 卷宗情况说明, because a sheet itself is not written a second time.
    """
    if case.corrections and (case.dossier is None or not case.dossier.locked_at):
        yield Hit("有更正单，卷却没有锁，请核对后按“锁卷”。", ALTERED)
    for turn, sheet in enumerate(case.corrections, start=1):
        said = {"谁更正的": sheet.by, "什么时候": sheet.at, "改了什么": sheet.what, "为什么": sheet.why}
        missing = "、".join(name for name, value in said.items() if not (value or "").strip())
        if missing:
            yield Hit(
                f"第{turn}张更正单没有写{missing}，请在纸上补写签名，并在卷宗情况说明里写一句。", ALTERED
            )
