"""请求不予治安处罚申请书 (治安管理处罚法 2025 art 9): the parties ask the police, once the agreement is performed.

Before that there is no such paper, not even a blank one: the law asks for performance first, and a signed
request without it would be untrue. Whether the police agree is theirs to write.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import msgspec

from jxdesk.documents.case_words import day_or_blank, filled, with_blanks
from jxdesk.documents.fonts import Face
from jxdesk.documents.house import House
from jxdesk.documents.paragraph import Paragraph, paragraph, title
from jxdesk.documents.party_block import PartyBlock, party_blocks
from jxdesk.documents.sheet import RECORD_FRAME, Printed, print_sheet
from jxdesk.documents.signatures import Seal, Signatures, Signer, Signing
from jxdesk.documents.signers import party_signers
from jxdesk.documents.spans import SIZE_4, Span, Style
from jxdesk.documents.strips import Block, Space, WithNext
from jxdesk.documents.wording import foot_date, items
from jxdesk.paths import read_resource
from jxdesk.rules.case_record import Agreement, CaseRecord, Performance, SecurityCase
from jxdesk.rules.days import chinese_day
from jxdesk.rules.effect import ORAL
from jxdesk.rules.money import capitals, plain
from jxdesk.rules.read_aloud import Paper

TITLE = "请求不予治安处罚申请书"
ROLES = {"申请人": "申请人", "被申请人": "申请人", "第三人": "申请人"}
SIGNING = "申请人（签名盖章或按指印）"
OTHERS = "其他纠纷"
# Closer than other forms: the request and the signatures below it belong on one page.
_TEXT = Style(Face.FANG, SIZE_4, 23.0, indent=2.0)
_FLAT = Style(Face.FANG, SIZE_4, 23.0)
_BELOW = Style(Face.FANG, SIZE_4, 23.0, indent=4.0)  # the second enclosure under the first, past 附：


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The county's sentences; ``{law}`` in ``request`` is ``law``."""

    version: str
    law: str
    performed: str
    request: str

    @classmethod
    def from_toml(cls, text: str) -> Wording:
        """Read strictly: msgspec.ValidationError names what is unknown or missing."""
        return msgspec.toml.decode(text, type=cls)


@cache
def shipped() -> Wording:
    """The wording that came with the program."""
    return Wording.from_toml(read_resource("documents", "security.toml"))


@dataclass(frozen=True)
class NoPenaltyPaper:
    """What the request shows; ``performed`` are numbered lines, ``enclosed`` what goes with it."""

    station: str
    parties: tuple[PartyBlock, ...]
    matter: str
    case_number: str
    committee: str
    agreed: str | None
    agreement: str
    performed: tuple[str, ...]
    enclosed: tuple[str, ...]
    signers: tuple[Signer, ...]
    date: str | None


def why_not(case: CaseRecord) -> str:
    """What is missing before this paper may exist (R-47), as a short clause; "" when nothing is."""
    security = case.security_case
    if security is None:
        return "本案没有登记治安案件"
    if case.agreement is None:
        return "还没有调解协议"
    if security.performed is not True:
        return "治安案件里没有写明协议已经履行完毕"
    if not any(one.proof for one in case.performance):
        return "还没有登记履行凭证"
    return ""


def from_case(case: CaseRecord, house: House) -> NoPenaltyPaper:
    """The request of all parties; ask ``why_not`` first."""
    security, agreed = case.security_case or SecurityCase(), case.agreement or Agreement()
    oral = agreed.form == ORAL
    number = agreed.number or case.number.text or ""
    return NoPenaltyPaper(
        station=security.station or "",
        parties=party_blocks(case, ROLES, id_number=True),
        matter=_matter(case),
        case_number=security.number or "",
        committee=case.committee.name or "",
        agreed=agreed.agreed_date or agreed.party_sign_date or agreed.seal_date,
        agreement=f"{'口头' if oral else '书面'}人民调解协议" + (f"（{number}）" if number else ""),
        performed=items([_line(one) for one in case.performance], chinese=False),
        enclosed=items(_enclosed(case, oral=oral), chinese=False),
        signers=party_signers(case, case.parties, house, Paper("no-penalty")),
        date=foot_date(house, security.applied_on),
    )


def _matter(case: CaseRecord) -> str:
    """What it was about; 因其他纠纷 would tell the police nothing, so there the case's own words stand."""
    kind = case.dispute_type or ""
    return (case.dispute_subtype or kind) if kind == OTHERS else kind


def _line(one: Performance) -> str:
    """``2025年3月21日，给付8000元（人民币捌仟元整），凭证：收条。``"""
    amount = f"给付{plain(one.amount)}元（{capitals(one.amount)}）" if one.amount else ""
    proof = f"凭证：{one.proof}" if one.proof else ""
    said = [part for part in (chinese_day(one.date), amount, proof) if part]
    return "，".join(said) + "。" if said else ""


def _enclosed(case: CaseRecord, *, oral: bool) -> list[str]:
    paper = "人民调解口头协议登记表" if oral else "人民调解协议书"
    proofs = [one for one in case.performance if one.proof]
    pages = [one.pages for one in proofs if one.pages is not None]
    counted = f"，共{sum(pages)}页" if len(pages) == len(proofs) else ""
    return [f"{paper}复印件", f"履行凭证{len(proofs)}份{counted}"]


def draw(paper: NoPenaltyPaper, house: House) -> Printed:
    """Set the request on 四号 FangSong: for two parties it fits one page."""
    text = shipped()
    blocks: list[Block] = [title(TITLE), Space(6)]
    for party in paper.parties:
        blocks += [party.block(_FLAT), Space(4)]
    blocks += [with_blanks(_lead(paper), _TEXT), WithNext(paragraph(text.performed, _TEXT))]
    blocks += [paragraph(line, _TEXT) for line in paper.performed]
    blocks.append(paragraph(text.request.replace("{law}", text.law), _TEXT))
    first, *others = paper.enclosed
    blocks.append(WithNext(paragraph(f"附：{first}", _TEXT)))
    blocks += [WithNext(paragraph(line, _BELOW)) for line in others]
    blocks += [
        WithNext(paragraph("此致", _TEXT)),
        WithNext(Paragraph([filled(paper.station, 14, _TEXT)], _FLAT)),
    ]
    blocks.append(Signatures([], [Signing(SIGNING, paper.signers)], Seal(date=paper.date, stamped=False)))
    return print_sheet(TITLE, blocks, house, frame=RECORD_FRAME)


def _lead(paper: NoPenaltyPaper) -> list[Span]:
    return [
        Span("申请人之间因"),
        filled(paper.matter, 6, _TEXT),
        Span("引起的治安案件（编号："),
        filled(paper.case_number, 8, _TEXT),
        Span("），经"),
        filled(paper.committee, 10, _TEXT),
        Span("调解，于"),
        *day_or_blank(paper.agreed),
        Span(f"达成{paper.agreement}。"),
    ]
