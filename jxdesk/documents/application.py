"""人民调解申请书 (documents.md §1.3): no number, no seal, no identity number, and no place for agents.

Who cannot come to an application form of their own signs through the lines below it: a guardian
or agent gets a line there, because the form itself has none.
"""

from __future__ import annotations

from dataclasses import dataclass

from jxdesk.documents.house import House
from jxdesk.documents.paragraph import Paragraph, paragraph, title
from jxdesk.documents.parts import section
from jxdesk.documents.party_block import PartyBlock, party_blocks
from jxdesk.documents.rows import Field, Row
from jxdesk.documents.sheet import Printed, print_sheet
from jxdesk.documents.signatures import Seal, Signatures, Signer, Signing
from jxdesk.documents.signers import party_signers
from jxdesk.documents.spans import BODY, BODY_FLAT
from jxdesk.documents.strips import Block, Space, Together, WithNext
from jxdesk.documents.wording import foot_date, items
from jxdesk.rules.case_record import Application, CaseRecord
from jxdesk.rules.read_aloud import Paper

TITLE = "人民调解申请书"
ROLES = {"申请人": "申请人", "被申请人": "被申请人"}
SIGNING = "申请人（签名盖章或按指印）"
# The one sentence of the national form that may not be reworded: told of the rules, and willing.
DECLARATION = "人民调解委员会已将申请人民调解的相关规定告知我，现自愿申请人民调解委员会进行调解。"


@dataclass(frozen=True)
class ApplicationPaper:
    """What the form shows."""

    parties: tuple[PartyBlock, ...]
    brief: str
    requests: tuple[str, ...]
    signers: tuple[Signer, ...]
    date: str | None


def from_case(case: CaseRecord, house: House) -> ApplicationPaper:
    """The application as written down, or made ready from the intake for the applicant to sign."""
    applied = case.application or Application()
    return ApplicationPaper(
        parties=party_blocks(case, ROLES, companions=False),
        brief=case.brief(),
        requests=items(case.requests(), chinese=False),
        signers=party_signers(case, case.applicants(), house, Paper("application"))[
            : None if case.applicants() else 1
        ],
        date=foot_date(house, applied.date),
    )


def draw(paper: ApplicationPaper, house: House) -> Printed:
    """Set the application on 三号 FangSong."""
    blocks: list[Block] = [title(TITLE), Space(6)]
    for party in paper.parties:
        blocks += [party.block(BODY_FLAT), Space(3)]
    blocks += section("纠纷简要情况：", [paper.brief], rules=6)
    blocks += [WithNext(paragraph("当事人申请事项：", BODY_FLAT)), *_requests(paper.requests)]
    blocks += [
        WithNext(paragraph(DECLARATION, BODY)),
        Signatures([], [Signing(SIGNING, paper.signers)], Seal(date=paper.date, stamped=False)),
    ]
    return print_sheet(TITLE, blocks, house)


def _requests(requests: tuple[str, ...]) -> list[Block]:
    """The requests, or three numbered rules as on the form."""
    if not requests:
        return [WithNext(Together([Row((Field(f"{n}、"),), BODY_FLAT) for n in (1, 2, 3)]))]
    written: list[Paragraph] = [paragraph(text, BODY) for text in requests]
    return [*written[:-1], WithNext(written[-1], lines=3)]
