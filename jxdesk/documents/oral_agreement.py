"""人民调解口头协议登记表 (documents.md §1.11; 人民调解法 art 28): the committee writes down what was agreed.

It binds from the day it was reached whether anybody signs or not (art 30), so the day printed at the foot
is that day. Whether the parties sign here differs by edition and is the county's switch.
"""

from __future__ import annotations

from dataclasses import dataclass

from jxdesk.documents.acceptance import REMARK
from jxdesk.documents.agreement import ROLES
from jxdesk.documents.house import House
from jxdesk.documents.paragraph import paragraph, title
from jxdesk.documents.parts import number_line, section
from jxdesk.documents.party_block import PartyBlock, party_blocks
from jxdesk.documents.sheet import FORM_FRAME, Printed, print_sheet
from jxdesk.documents.signatures import Seal, Signatures, Signer, Signing
from jxdesk.documents.signers import PARTIES, mediators, party_signers, recorder
from jxdesk.documents.spans import FORM, FORM_FLAT, NOTE
from jxdesk.documents.strips import Block, Space, WithNext
from jxdesk.documents.wording import foot_date, items
from jxdesk.rules.case_record import Agreement, CaseRecord
from jxdesk.rules.read_aloud import Paper

TITLE = "人民调解口头协议登记表"


@dataclass(frozen=True)
class OralAgreementPaper:
    """What the form shows; no signers where the county's form has no line for the parties."""

    number: str
    parties: tuple[PartyBlock, ...]
    facts: str
    clauses: tuple[str, ...]
    performance: str
    signers: tuple[Signer, ...]
    mediators: Signing
    date: str | None


def from_case(case: CaseRecord, house: House) -> OralAgreementPaper:
    """The oral agreement as it stands, or the form made ready."""
    agreed = case.agreement or Agreement()
    clauses = [clause.text or "" for clause in agreed.clauses]
    return OralAgreementPaper(
        number=agreed.number or case.number.text or "",
        parties=party_blocks(case, ROLES),
        facts=agreed.facts or "",
        clauses=items(clauses) if len(clauses) > 1 else tuple(clauses),
        performance=agreed.performance or "",
        signers=party_signers(case, case.parties, house, Paper("oral-agreement"), settling=True)
        if house.switches.oral_agreement_signed_by_parties
        else (),
        mediators=mediators(case),
        date=foot_date(house, agreed.agreed_date, agreed.seal_date),
    )


def draw(paper: OralAgreementPaper, house: House) -> Printed:
    """Set the register entry."""
    blocks: list[Block] = [title(TITLE), number_line(paper.number), Space(4)]
    for party in paper.parties:
        blocks += [party.block(FORM_FLAT), Space(3)]
    blocks += section("纠纷主要事实、争议事项：", [paper.facts], rules=4, style=FORM)
    blocks += section("经调解，自愿达成如下口头协议：", list(paper.clauses), rules=5, style=FORM)
    blocks += section("履行方式、时限：", [paper.performance], rules=2, style=FORM, to_signatures=True)
    left = [Signing(PARTIES, paper.signers)] if paper.signers else []
    running = f"《{TITLE}》{paper.number}签名续页"
    signed = Signatures(left, [paper.mediators, recorder()], Seal(date=paper.date), running=running)
    blocks += [
        WithNext(signed, lines=1),
        Space(8),
        paragraph(REMARK, NOTE),
    ]
    return print_sheet(TITLE, blocks, house, frame=FORM_FRAME)
