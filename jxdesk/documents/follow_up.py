"""人民调解回访记录 (documents.md §1.12): what the visit found, in the visitor's words or by hand.

Nothing that concludes is ever filled in beforehand: a county's platform once printed the same satisfied
sentence, misspelt, into every record, and that is what dossiers are marked down for.
"""

from __future__ import annotations

from dataclasses import dataclass

from jxdesk.documents.case_words import dispute_name, people
from jxdesk.documents.house import House
from jxdesk.documents.paragraph import paragraph, title
from jxdesk.documents.parts import section, turn_of, under_title
from jxdesk.documents.rows import Field, Row
from jxdesk.documents.sheet import FORM_FRAME, Printed, print_sheet
from jxdesk.documents.signatures import SEAL_LABEL, Seal, Signatures, Signer, Signing
from jxdesk.documents.signers import boxed, read_aloud
from jxdesk.documents.spans import FORM, FORM_FLAT, NOTE
from jxdesk.documents.strips import Block, Space, WithNext
from jxdesk.documents.ticks import Tick, in_line, one_of
from jxdesk.documents.wording import foot_date
from jxdesk.rules.case_record import CaseRecord, Visit
from jxdesk.rules.days import chinese_day
from jxdesk.rules.read_aloud import Paper

TITLE = "人民调解回访记录"
VISITOR = "回访人（签名）"
VISITED = "被回访人（签名）"
WHAT_TO_WRITE = (
    "填写提示：协议履行到哪一步；对处理结果是否满意；起诉的，写明判决结果；有没有错误调解、激化苗头或者"
    "其他遗留问题；采取了什么措施。"
)
NO_AGREEMENT = "无（没有达成协议）"
_RULES = 7
_FAR_AWAY = frozenset({"电话", "视频"})  # nobody is there to sign
_SATISFIED = {True: "4", False: "2"}


@dataclass(frozen=True)
class FollowUpPaper:
    """What the record shows; ``content`` is "" until somebody wrote it."""

    turn: str
    parties: str
    number: str
    reason: str
    date: str
    visited: str
    method: str
    content: str
    satisfaction: tuple[Tick, ...]
    signers: tuple[Signer, ...]
    committee: str
    signed: str | None


def from_case(case: CaseRecord, ordinal: int, house: House) -> FollowUpPaper:
    """The ``ordinal``-th visit; beyond the last one, a form made ready without its findings."""
    found = case.visits[ordinal - 1] if ordinal <= len(case.visits) else Visit()
    agreed = (case.agreement.number or case.number.text) if case.agreement else None
    return FollowUpPaper(
        turn=turn_of(ordinal, len(case.visits)),
        parties=people(party.name for party in case.parties),
        number=agreed or (NO_AGREEMENT if case.termination else ""),
        reason=found.reason or dispute_name(case),
        date=chinese_day(found.date),
        visited=people(found.visited),
        method=found.method or "",
        content=found.content or "",
        satisfaction=_satisfaction(found),
        signers=() if found.method in _FAR_AWAY else _signers(case, found, ordinal, house),
        committee=case.committee.name or "",
        signed=foot_date(house, found.date),
    )


def _signers(case: CaseRecord, found: Visit, ordinal: int, house: House) -> tuple[Signer, ...]:
    readers = read_aloud(case, Paper("follow-up", ordinal), found.visited)
    return (*boxed(case, found.visited, house), *readers)


def _satisfaction(found: Visit) -> tuple[Tick, ...]:
    """The five degrees; where only yes or no was said, 满意 or 不满意."""
    said = None if found.satisfied is None else _SATISFIED[found.satisfied]
    return one_of("satisfaction", said if found.satisfaction is None else str(found.satisfaction))


def draw(paper: FollowUpPaper, house: House) -> Printed:
    """Set the record; one page."""
    blocks: list[Block] = [title(TITLE), *under_title(paper.turn), Space(4)]
    blocks += [
        Row((Field("当事人：", paper.parties),), FORM_FLAT),
        Row((Field("调解协议编号：", paper.number),), FORM_FLAT),
        Row((Field("回访事由：", paper.reason),), FORM_FLAT),
        Row((Field("回访时间：", paper.date, 9.0), Field("回访方式：", paper.method)), FORM_FLAT),
        Row((Field("被回访人：", paper.visited),), FORM_FLAT),
        Space(3),
    ]
    blocks += section("回访情况：", [paper.content], rules=_RULES, style=FORM, to_signatures=True)
    if not paper.content:
        blocks.append(WithNext(paragraph(WHAT_TO_WRITE, NOTE)))
    left = [Signing(VISITED, paper.signers)] if paper.signers else []
    blocks += [
        WithNext(in_line("对处理结果：", paper.satisfaction, FORM)),
        Signatures(
            left,
            [Signing(VISITOR, (Signer(),))],
            Seal(label=f"{paper.committee}（印章）" if paper.committee else SEAL_LABEL, date=paper.signed),
        ),
    ]
    return print_sheet(TITLE, blocks, house, frame=FORM_FRAME)
