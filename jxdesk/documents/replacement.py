"""更换调解员申请书 (若干规定 art 25, 人民调解法 art 23): who asks, for whom to be replaced, and who was named instead.

No reason is needed and nobody decides on it: asked, the mediator is replaced. So the form has no place for
an approval, only for who takes over.
"""

from __future__ import annotations

from dataclasses import dataclass

from jxdesk.documents.case_words import dispute_name, filled, party_named, with_blanks
from jxdesk.documents.house import House
from jxdesk.documents.letters import shipped
from jxdesk.documents.paragraph import paragraph, title
from jxdesk.documents.rows import Field, Row
from jxdesk.documents.sheet import FORM_FRAME, Printed, print_sheet
from jxdesk.documents.signatures import Seal, Signatures, Signer, Signing
from jxdesk.documents.signers import party_signers
from jxdesk.documents.spans import FORM, FORM_FLAT, NOTE, Span
from jxdesk.documents.strips import Block, Space, WithNext
from jxdesk.documents.ticks import Tick, in_line, listed, ticks
from jxdesk.documents.wording import foot_date
from jxdesk.rules.case_record import CaseRecord, RightsNotice
from jxdesk.rules.days import chinese_day
from jxdesk.rules.read_aloud import Paper

TITLE = "更换调解员申请书"
ASKING = "申请人（签名盖章或按指印）"
CLERK = "经办人（签名）"
TOLD = "换了谁，告知各方当事人："


@dataclass(frozen=True)
class ReplacementPaper:
    """What the form shows."""

    asking: str
    phone: str
    mediator: str
    role: str
    dispute: str
    committee: str
    reasons: tuple[Tick, ...]
    replaced_by: str
    replaced_on: str
    signers: tuple[Signer, ...]
    date: str | None


def from_case(case: CaseRecord, house: House) -> ReplacementPaper:
    """The request as it was noted, or a form for who wants to make one."""
    told = case.rights_notice or RightsNotice()
    party = party_named(case, told.recusal_by)
    mediator = next((one for one in case.mediators if one.name == told.recusal_of), None)
    return ReplacementPaper(
        asking=told.recusal_by or "",
        phone=(party.phone or "") if party else "",
        mediator=told.recusal_of or "",
        role=(mediator.role or "") if mediator else "",
        dispute=dispute_name(case),
        committee=case.committee.name or "",
        reasons=ticks("recusal_reason", [told.recusal_reason] if told.recusal_reason else []),
        replaced_by=told.replaced_by or "",
        replaced_on=chinese_day(told.replaced_on),
        signers=party_signers(case, [party], house, Paper("replacement"))
        if party
        else (Signer(boxed=house.fingerprint_boxes),),
        date=foot_date(house, told.recusal_on),
    )


def draw(paper: ReplacementPaper, house: House) -> Printed:
    """Set the form; one page."""
    words = shipped().replacement
    blocks: list[Block] = [title(TITLE), Space(6)]
    blocks += [
        Row((Field("申请人：", paper.asking, 12.0), Field("联系方式：", paper.phone)), FORM_FLAT),
        Row((Field("要求更换的调解员：", paper.mediator, 8.0), Field("身份：", paper.role)), FORM_FLAT),
        Row((Field("纠纷名称：", paper.dispute),), FORM_FLAT),
        Space(3),
        with_blanks([filled(paper.committee, 16, FORM), Span("：" + words.request)], FORM),
        WithNext(paragraph("理由（打√；不愿意说理由的可以不填）：", FORM_FLAT)),
        listed(paper.reasons),
        WithNext(paragraph(words.law, NOTE)),
        Signatures([], [Signing(ASKING, paper.signers)], Seal(date=paper.date, stamped=False)),
        Space(8),
        WithNext(paragraph("调委会办理情况", FORM_FLAT)),
        WithNext(
            Row(
                (Field("更换为：", paper.replaced_by, 10.0), Field("更换日期：", paper.replaced_on)),
                FORM_FLAT,
            )
        ),
        WithNext(in_line(TOLD, [Tick("已告知", on=False), Tick("还没有告知", on=False)], FORM)),
        Signatures([], [Signing(CLERK, (Signer(),))]),
    ]
    return print_sheet(TITLE, blocks, house, frame=FORM_FRAME)
