"""人民调解协议书 (239号格式; 人民调解法 art 29): fixed labels and their order are those of the national form.

The signatures never stand alone: the sentence about the copies and the end of the text before it
go over the page with them, or a page of signatures could be put under another agreement. Where more people
sign than a page holds, the further pages say which agreement it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from jxdesk.documents.house import House
from jxdesk.documents.paragraph import paragraph, title
from jxdesk.documents.parts import number_line, section
from jxdesk.documents.party_block import PartyBlock, party_blocks
from jxdesk.documents.sheet import Printed, print_sheet
from jxdesk.documents.signatures import Seal, Signatures, Signer, Signing
from jxdesk.documents.signers import PARTIES, mediators, party_signers, recorder
from jxdesk.documents.spans import BODY, BODY_FLAT
from jxdesk.documents.strips import Block, Space, WithNext
from jxdesk.documents.wording import copies, foot_date, items, numeral
from jxdesk.rules.case_record import Agreement, CaseRecord
from jxdesk.rules.read_aloud import Paper

TITLE = "人民调解协议书"
ROLES = {"申请人": "当事人", "被申请人": "当事人", "第三人": "当事人"}


@dataclass(frozen=True)
class AgreementPaper:
    """What the form shows; empty texts become ruled lines."""

    number: str
    parties: tuple[PartyBlock, ...]
    facts: str
    responsibility: str
    clauses: tuple[str, ...]
    performance: str
    copies: int
    signers: tuple[Signer, ...]
    mediators: Signing
    date: str | None


def from_case(case: CaseRecord, house: House) -> AgreementPaper:
    """The agreement as it stands, or the form made ready while there is none yet."""
    agreed = case.agreement or Agreement()
    return AgreementPaper(
        number=agreed.number or case.number.text or "",
        parties=party_blocks(case, ROLES, id_number=house.switches.agreement_shows_id_number),
        facts=agreed.facts or "",
        responsibility=agreed.responsibility or "",
        clauses=items([clause.text or "" for clause in agreed.clauses]),
        performance=agreed.performance or "",
        copies=copies(case),
        signers=party_signers(case, case.parties, house, Paper("agreement"), settling=True),
        mediators=mediators(case),
        date=foot_date(house, agreed.agreed_date, agreed.seal_date, agreed.party_sign_date),
    )


def draw(paper: AgreementPaper, house: House) -> Printed:
    """Set the agreement on 三号 FangSong, 22 lines a page."""
    return print_sheet(TITLE, blocks_of(paper), house)


def blocks_of(paper: AgreementPaper) -> list[Block]:
    """What stands on the page, for the paper and for the Word copy: one wording."""
    blocks: list[Block] = [title(TITLE), number_line(paper.number), Space(4)]
    for party in paper.parties:
        blocks += [party.block(BODY_FLAT), Space(3)]
    facts = [paper.facts, f"各方责任：{paper.responsibility}" if paper.responsibility else ""]
    blocks += section("纠纷主要事实、争议事项：", facts, rules=5)
    blocks += section("经调解，自愿达成如下协议：", list(paper.clauses), rules=8)
    blocks += section("履行方式、时限：", [paper.performance], rules=3, to_signatures=True)
    blocks += [
        WithNext(paragraph(f"本协议一式{numeral(paper.copies)}份，当事人、人民调解委员会各持一份。", BODY)),
        Signatures(
            [Signing(PARTIES, paper.signers)],
            [paper.mediators, recorder()],
            Seal(date=paper.date),
            running=f"《{TITLE}》{paper.number}签名续页",
        ),
    ]
    return blocks
