"""人民调解受理登记表 (documents.md §1.4): filled by the committee, signed by all sides.

The form prints both ways a case can begin; the one that does not apply is struck out, as is done by
hand. While the source is not known both stand, and the pen decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, repeat

from jxdesk.documents.case_words import day_or_blank
from jxdesk.documents.fonts import one_face
from jxdesk.documents.house import House
from jxdesk.documents.paragraph import Paragraph, paragraph, title
from jxdesk.documents.parts import number_line, section
from jxdesk.documents.rows import Field, Row
from jxdesk.documents.sheet import FORM_FRAME, Printed, print_sheet
from jxdesk.documents.signatures import Seal, Signatures, Signer, Signing
from jxdesk.documents.signers import party_signers
from jxdesk.documents.spans import FORM, FORM_FLAT, NOTE, Span, fill
from jxdesk.documents.strips import Block, Space, WithNext
from jxdesk.documents.wording import foot_date
from jxdesk.rules.case_record import Acceptance, CaseRecord
from jxdesk.rules.days import chinese_day
from jxdesk.rules.read_aloud import Paper

TITLE = "人民调解受理登记表"
APPLIED = "①当事人申请"
OWN_ACCORD = "②人民调解委员会主动调解"
REMARK = "备注：此表由人民调解委员会填写。"
_OPENING = {
    APPLIED: "依当事人申请",
    OWN_ACCORD: "主动调解",
    None: "依当事人申请（人民调解委员会主动调解）",
}


@dataclass(frozen=True)
class AcceptancePaper:
    """What the form shows; ``source`` is a printed option or None, ``number`` None leaves the line out."""

    number: str | None
    date: str
    source: str | None
    names: tuple[str, ...]
    dispute_type: str
    brief: str
    signers: tuple[Signer, ...]
    remark: str
    seal_date: str | None


def from_case(case: CaseRecord, house: House) -> AcceptancePaper:
    """The register entry as it stands."""
    accepted = case.acceptance or Acceptance()
    said = (case.source.form_option or "").strip()
    return AcceptancePaper(
        number=(case.number.text or "") if house.switches.acceptance_shows_number else None,
        date=chinese_day(accepted.date),
        source=next((option for option in (APPLIED, OWN_ACCORD) if said[:1] == option[0]), None),
        names=tuple(party.name or "" for party in case.parties),
        dispute_type=case.dispute_type or "",
        brief=accepted.brief or case.brief(),
        signers=party_signers(case, case.parties, house, Paper("acceptance")),
        remark=accepted.remark or "",
        seal_date=foot_date(house, accepted.seal_date, accepted.date),
    )


def draw(paper: AcceptancePaper, house: House) -> Printed:
    """Set the register entry."""
    blocks: list[Block] = [title(TITLE)]
    blocks += [number_line(paper.number), Space(4)] if paper.number is not None else [Space(8)]
    blocks += [Paragraph(_opening(paper), FORM), Space(3)]
    blocks += [Row((Field("纠纷类型：", paper.dispute_type),), FORM_FLAT), _source(paper.source)]
    blocks += section("纠纷简要情况：", [paper.brief], rules=7, style=FORM, to_signatures=True)
    registrar = Signing("登记人（签名）", (Signer(),))
    blocks += [
        WithNext(
            Signatures([Signing("当事人（签名）", paper.signers)], [registrar], Seal(date=paper.seal_date)),
            lines=1,  # where more sign than a page holds, the rows before the last flow from page to page
        ),
        Space(8),
        paragraph(REMARK + paper.remark, NOTE),
    ]
    return print_sheet(TITLE, blocks, house, frame=FORM_FRAME)


def _opening(paper: AcceptancePaper) -> Sequence[Span]:
    named = [name for name in paper.names if name]
    names = [replace(fill(name, 5), face=one_face(name, FORM.face)) for name in named] or [
        fill("", 5),
        fill("", 5),
    ]
    listed = list(chain.from_iterable(zip(names, repeat(Span("、")), strict=False)))[:-1]
    lead = Span(f"，人民调解委员会{_OPENING[paper.source]}，经当事人同意，调解")
    return [*day_or_blank(paper.date), lead, *listed, Span("之间的纠纷。")]


def _source(chosen: str | None) -> Block:
    """案件来源, the option that does not apply struck out."""
    spans = [Span("案件来源：")]
    for option in (APPLIED, OWN_ACCORD):
        spans += [Span(option, struck=chosen is not None and option != chosen), Span("　")]
    return WithNext(Paragraph(spans[:-1], FORM_FLAT))
