"""结案报告 (documents.md §1.15): when it came in, when it was done with, who, what about, and how it ended.

Number, filing day and mediators are those of the cover and the day of acceptance that of the register; a
dossier in which two papers differ is marked down. The result is put together from what the case records,
and says nothing of performance that nobody recorded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jxdesk.documents import cover
from jxdesk.documents.fonts import Face
from jxdesk.documents.house import House
from jxdesk.documents.paragraph import title
from jxdesk.documents.parts import section
from jxdesk.documents.party_block import ORGANISATIONS
from jxdesk.documents.rows import Field, Row
from jxdesk.documents.sheet import RECORD_FRAME, Printed, print_sheet
from jxdesk.documents.signatures import Seal, Signatures, Signer, Signing
from jxdesk.documents.spans import SIZE_SMALL_4, Style
from jxdesk.documents.strips import Block, Space
from jxdesk.documents.wording import foot_date, numeral
from jxdesk.rules.case_record import Agreement, CaseRecord, Party, Termination
from jxdesk.rules.days import chinese_day, day
from jxdesk.rules.effect import ORAL
from jxdesk.rules.money import plain

TITLE = "结案报告"
HANDLER = "承办人（签名）"
_DONE = {"True": "协议已经履行完毕。", "履行中": "协议还在履行。"}
_TEXT = Style(Face.FANG, SIZE_SMALL_4, 20.0, indent=2.0)
_FLAT = Style(Face.FANG, SIZE_SMALL_4, 21.0)


@dataclass(frozen=True)
class ClosingPaper:
    """What the report shows; days in Chinese, "" where they are left to the pen. ``parties``: role and facts."""

    number: str
    filled_on: str
    committee: str
    handlers: str
    accepted: str
    closed: str
    dispute_type: str
    parties: tuple[tuple[str, str], ...]
    source: str
    facts: str
    result: tuple[str, ...]
    lines: int
    date: str | None


def from_case(case: CaseRecord, house: House) -> ClosingPaper:
    """The report of a case that is closed, or the form of one that will be."""
    front = cover.from_case(case, house)
    return ClosingPaper(
        number=front.number,
        filled_on=front.filed_date,
        committee=front.committee,
        handlers=front.mediators,
        accepted=chinese_day(case.acceptance.date) if case.acceptance else "",
        closed=chinese_day(closed_on(case)),
        dispute_type=case.dispute_type or "",
        parties=tuple(_party(party) for party in case.parties) or (("申请人", ""), ("被申请人", "")),
        source=_source(case),
        facts=(case.agreement.facts if case.agreement else None) or case.brief(),
        result=tuple(_result(case)),
        lines=max(len(case.mediators), 1),
        date=foot_date(house, case.dossier.filed_date if case.dossier else None),
    )


def _party(party: Party) -> tuple[str, str]:
    """Role and one line of facts, as a form of one page has room for."""
    if party.kind in ORGANISATIONS:
        head = f"法定代表人或负责人{party.legal_rep}" if party.legal_rep else ""
        facts = [party.name, head, party.phone, party.address]
    else:
        age = "" if party.age is None else f"{party.age}岁"
        facts = [party.name, party.sex, age, party.nation, party.occupation, party.phone, party.address]
    return party.role or "申请人", "，".join(fact for fact in facts if fact)


def _source(case: CaseRecord) -> str:
    """The statistics' word, which is finer than the form's, and who sent the case."""
    said = case.source.stat_option or (case.source.form_option or "").lstrip("①②")
    return f"{said}（{case.source.transfer_org}）" if said and case.source.transfer_org else said


def closed_on(case: CaseRecord) -> str | None:
    """结案时间: the day the last was performed, or mediation was terminated; None while neither is known.

    A dossier may be filed while payments run on (每月 赡养费) or instalments are still to come: the last payment
    so far is not the end, and neither is the last day of mediation.
    """
    if case.termination is not None and case.agreement is None:
        return case.termination.date
    if case.agreement is None or not _fulfilled(case, case.agreement):
        return None
    done = [on for one in case.performance if (on := day(one.date))]
    return max(done).isoformat() if done else None


def _fulfilled(case: CaseRecord, agreed: Agreement) -> bool:
    """Whether all was performed: said so, or paid in full, or done where no money was promised."""
    said = case.statistics.get("performed")
    payments = [payment for clause in agreed.clauses for payment in clause.payments]
    if said is not None or any(payment.per for payment in payments):
        return said is True
    promised = agreed.amount_total or sum(one.amount for one in payments if one.amount is not None)
    return sum(one.amount for one in case.performance if one.amount is not None) >= promised


def _result(case: CaseRecord) -> Iterator[str]:
    """Paragraphs: what was agreed, performed, confirmed; or why it ended and what was told."""
    if case.agreement is None:
        if case.termination is not None or case.mode in {"调解不成", "撤回"}:
            yield _ended(case, case.termination or Termination())
        return
    yield from _agreed(case, case.agreement)
    yield from _performed(case)
    asked = case.agreement.judicial_confirmation
    if asked and asked.applied_date:
        court = asked.court or "人民法院"
        ruled = f"，{chinese_day(asked.ruling_date)}{asked.result or '作出裁定'}" if asked.ruling_date else ""
        yield f"{chinese_day(asked.applied_date)}共同向{court}申请司法确认{ruled}。"


def _agreed(case: CaseRecord, agreed: Agreement) -> Iterator[str]:
    """What was reached and where it is written: a report that repeats the clauses invites a second wording."""
    oral = agreed.form == ORAL
    number = agreed.number or case.number.text
    on = chinese_day(agreed.agreed_date or agreed.party_sign_date or agreed.seal_date)
    parts = [f"调解成功，{on}达成{'口头' if oral else '书面'}协议{f'（{number}）' if number else ''}"]
    if agreed.clauses:
        parts.append(f"共{numeral(len(agreed.clauses))}条")
    if agreed.amount_total is not None:
        parts.append(f"涉及金额{plain(agreed.amount_total)}元")
    paper = "人民调解口头协议登记表" if oral else "人民调解协议书"
    yield "，".join(parts) + f"，内容见卷内{paper}。"


def _performed(case: CaseRecord) -> Iterator[str]:
    said = [
        chinese_day(one.date)
        + (f"给付{plain(one.amount)}元" if one.amount is not None else "履行")
        + (f"（{one.proof}）" if one.proof else "")
        for one in case.performance
    ]
    done = _DONE.get(str(case.statistics.get("performed")), "")
    if said or done:
        yield (f"履行情况：{'；'.join(said)}。" if said else "") + done


def _ended(case: CaseRecord, ended: Termination) -> str:
    what = "当事人撤回申请" if case.mode == "撤回" else "调解不成"
    parts = [f"{what}，{chinese_day(ended.date)}终止调解"]
    if ended.reason:
        parts.append(f"终止原因：{ended.reason.rstrip('。')}")
    if ended.remedies_told:
        parts.append(f"已告知当事人可以依法通过{'、'.join(ended.remedies_told)}途径解决")
    if ended.escalated_to:
        parts.append(f"已上转{ended.escalated_to}")
    return "；".join(parts) + "。"


def draw(paper: ClosingPaper, house: House) -> Printed:
    """Set the report on 小四 FangSong; most cases fit one page."""
    blocks: list[Block] = [title(TITLE), Space(2)]
    blocks += [
        Row((Field("卷号：", paper.number),), _FLAT),
        Row((Field("填表时间：", paper.filled_on, 11.0), Field("纠纷类型：", paper.dispute_type)), _FLAT),
        Row((Field("承办单位：", paper.committee),), _FLAT),
        Row((Field("承办人：", paper.handlers),), _FLAT),
        Row((Field("受案时间：", paper.accepted, 11.0), Field("结案时间：", paper.closed)), _FLAT),
    ]
    blocks += [Row((Field(f"{role}：", facts),), _FLAT) for role, facts in paper.parties]
    blocks += [Row((Field("案件来源：", paper.source),), _FLAT), Space(3)]
    blocks += section("纠纷简要事实：", [paper.facts], rules=6, style=_TEXT)
    blocks += section("处理结果：", list(paper.result), rules=6, style=_TEXT, to_signatures=True)
    blocks.append(Signatures([Signing(HANDLER, (Signer(),) * paper.lines)], [], Seal(date=paper.date)))
    return print_sheet(TITLE, blocks, house, frame=RECORD_FRAME)
