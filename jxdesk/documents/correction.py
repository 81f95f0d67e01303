"""卷宗更正单: what of a filed dossier was changed, by whom, when and why; it lies in the dossier itself (R-62)."""

from __future__ import annotations

from dataclasses import dataclass

from jxdesk.documents.house import House
from jxdesk.documents.paragraph import title
from jxdesk.documents.parts import number_line, section, turn_of, under_title
from jxdesk.documents.rows import Field, Row
from jxdesk.documents.sheet import FORM_FRAME, Printed, print_sheet
from jxdesk.documents.signatures import Seal, Signatures, Signer, Signing
from jxdesk.documents.spans import FORM, FORM_FLAT
from jxdesk.documents.strips import Block, Space, WithNext
from jxdesk.documents.wording import foot_date
from jxdesk.rules.case_record import CaseRecord, Correction
from jxdesk.rules.days import chinese_moment

TITLE = "卷宗更正单"
_NOTHING = "（空）"


@dataclass(frozen=True)
class CorrectionPaper:
    """One correction; an empty value says so, for a blank line would read as forgotten."""

    turn: str
    number: str
    what: str
    old: str
    new: str
    why: str
    by: str
    at: str
    date: str | None


def from_case(case: CaseRecord, ordinal: int, house: House) -> CorrectionPaper:
    """The ``ordinal``-th correction, counted from one."""
    found = case.corrections[ordinal - 1] if ordinal <= len(case.corrections) else Correction()
    return CorrectionPaper(
        turn=turn_of(ordinal, len(case.corrections)),
        number=case.number.text or "",
        what=found.what or "",
        old=found.old or _NOTHING,
        new=found.new or _NOTHING,
        why=found.why or "",
        by=found.by or "",
        at=chinese_moment(found.at),
        date=foot_date(house, (found.at or "")[:10] or None),
    )


def draw(paper: CorrectionPaper, house: House) -> Printed:
    """Set the sheet."""
    blocks: list[Block] = [
        title(TITLE), *under_title(paper.turn), number_line(paper.number, "卷号："), Space(4),
        Row((Field("更正的栏目：", paper.what),), FORM_FLAT),
        Row((Field("更正人：", paper.by, 9.0), Field("更正时间：", paper.at)), FORM_FLAT),
        Space(3),
    ]  # fmt: skip
    blocks += section("更正前：", [paper.old], rules=4, style=FORM)
    blocks += section("更正后：", [paper.new], rules=4, style=FORM)
    blocks += section("更正理由：", [paper.why], rules=3, style=FORM, to_signatures=True)
    by = Signing("更正人（签名）", (Signer(),))
    checked = Signing("审核人（签名）", (Signer(),))
    blocks.append(WithNext(Signatures([by], [checked], Seal(date=paper.date, stamped=False))))
    return print_sheet(TITLE, blocks, house, frame=FORM_FRAME)
