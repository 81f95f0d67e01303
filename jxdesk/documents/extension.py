"""延期调解同意书: mediation goes on past its usual month because all sides want it to (若干规定 art 33).

The day it was to be over is counted, not typed: from acceptance, or where the last extension ended. The
right to go to arbitration after fifteen days of a labour dispute stays, and the paper says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from jxdesk.documents.case_words import day_or_blank, dispute_name, with_blanks
from jxdesk.documents.house import House
from jxdesk.documents.letter_parts import SMALL, points
from jxdesk.documents.letters import shipped
from jxdesk.documents.paragraph import paragraph, title
from jxdesk.documents.parts import section, turn_of, under_title
from jxdesk.documents.rows import Field, Row
from jxdesk.documents.sheet import FORM_FRAME, Printed, print_sheet
from jxdesk.documents.signatures import Seal, Signatures, Signer, Signing
from jxdesk.documents.signers import PARTIES, mediators, party_signers
from jxdesk.documents.spans import FORM, FORM_FLAT, NOTE, Span
from jxdesk.documents.strips import Block, Space, WithNext
from jxdesk.documents.wording import foot_date
from jxdesk.paths import read_resource
from jxdesk.rules.case_record import CaseRecord, Extension
from jxdesk.rules.days import chinese_day
from jxdesk.rules.deadlines import Limits, mediation_deadline
from jxdesk.rules.read_aloud import Paper

TITLE = "延期调解同意书"


@cache
def _limits() -> Limits:
    return Limits.from_toml(read_resource("codes", "deadlines.toml"))


@dataclass(frozen=True)
class ExtensionPaper:
    """What the form shows; days are ISO text or None where they are left to the pen."""

    turn: str
    number: str
    dispute: str
    accepted: str
    ends: str | None
    until: str | None
    reason: str
    points: tuple[str, ...]
    signers: tuple[Signer, ...]
    mediators: Signing
    date: str | None


def from_case(case: CaseRecord, ordinal: int, house: House) -> ExtensionPaper:
    """The ``ordinal``-th extension; beyond the last one, a form with the day that is now the last."""
    found = case.extensions[ordinal - 1] if ordinal <= len(case.extensions) else Extension()
    ends = mediation_deadline(case, _limits(), ordinal - 1)
    promise = shipped().extension.promise
    return ExtensionPaper(
        turn=turn_of(ordinal, len(case.extensions)),
        number=case.number.text or "",
        dispute=dispute_name(case),
        accepted=chinese_day(case.acceptance.date) if case.acceptance else "",
        ends=ends.isoformat() if ends else None,
        until=found.until,
        reason=found.reason or "",
        points=(*promise, shipped().extension.labour) if _limits().is_labour(case) else promise,
        signers=party_signers(case, case.parties, house, Paper("extension", ordinal)),
        mediators=mediators(case),
        date=foot_date(house, found.date),
    )


def draw(paper: ExtensionPaper, house: House) -> Printed:
    """Set the form; one page for two parties."""
    blocks: list[Block] = [title(TITLE), *under_title(paper.turn), Space(4)]
    blocks += [
        Row((Field("纠纷名称：", paper.dispute),), FORM_FLAT),
        Row((Field("登记编号：", paper.number, 16.0), Field("受理日期：", paper.accepted)), FORM_FLAT),
        Space(3),
        with_blanks(_lead(paper), FORM),
        *section("延期的原因：", [paper.reason], rules=3, style=FORM),
        WithNext(paragraph("各方都知道：", FORM_FLAT)),
        *points(paper.points, SMALL),
        WithNext(paragraph(shipped().extension.law, NOTE)),
        Signatures(
            [Signing(PARTIES, paper.signers)], [paper.mediators], Seal(date=paper.date, stamped=False)
        ),
    ]
    return print_sheet(TITLE, blocks, house, frame=FORM_FRAME)


def _lead(paper: ExtensionPaper) -> list[Span]:
    return [
        Span("本纠纷的调解期限原到"),
        *day_or_blank(paper.ends),
        Span("为止。因在期限内没有调结，各方当事人经商量，一致同意延长到"),
        *day_or_blank(paper.until),
        Span("。"),
    ]
