"""What each document of a case must say, told from the case alone: names, amounts, days, texts, ticks.

Written without the drawing modules on purpose: what they leave out, or take from a wrong place, shows here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from jxdesk.rules.case_record import Agreement, CaseRecord, Party

NUMERALS = "一二三四五六七八九十"
ORGANISATION = {"法人", "非法人组织"}


def said_by(document: str, case: CaseRecord, ordinal: int) -> list[str]:
    """What must stand on one document, empty values left out."""
    said = [*SAYS[document](case, ordinal), *_read_aloud(document, case, ordinal)]
    return [words for words in said if words]


def _read_aloud(document: str, case: CaseRecord, ordinal: int) -> Iterator[str]:
    """Who read this paper to somebody who cannot read, and who watched."""
    for one in case.readings:
        if (one.document, one.turn or 1) == (document, ordinal):
            yield from (f"宣读人{one.reader}：", f"见证人{one.witness}：")


def chinese(day: str | None) -> str:
    """``2026-06-05`` as paper has it; "" for no day."""
    if not day:
        return ""
    on = date.fromisoformat(day[:10])
    return f"{on.year}年{on.month}月{on.day}日"


def figures(amount: Decimal | None) -> str:
    """``350.5`` as ``350.50``, whole yuan without decimals."""
    if amount is None:
        return ""
    return f"{int(amount)}" if amount == int(amount) else f"{amount:.2f}"


def _names(case: CaseRecord) -> Iterator[str]:
    yield from (party.name or "" for party in case.parties)


def _number(case: CaseRecord) -> str:
    return case.number.text or ""


def _party(party: Party) -> Iterator[str]:
    yield from (party.name or "", party.phone or "", party.address or "")
    if party.kind in ORGANISATION:
        yield from (party.legal_rep or "", party.legal_rep_title or "")
    else:
        yield from (party.occupation or "", party.nation or "", f"年龄{party.age}")


def _sides(case: CaseRecord, *roles: str) -> Iterator[str]:
    for party in case.parties:
        if party.role in roles:
            yield from _party(party)


def _application(case: CaseRecord, _n: int) -> Iterator[str]:
    assert case.application
    yield from _sides(case, "申请人", "被申请人")
    yield case.application.brief or ""
    yield from (f"{n}、{text}" for n, text in enumerate(case.application.requests, start=1))
    yield chinese(case.application.date)


def _acceptance(case: CaseRecord, _n: int) -> Iterator[str]:
    assert case.acceptance
    yield from _names(case)
    yield from (case.dispute_type or "", _number(case), case.brief(), chinese(case.acceptance.date))


def _rights(case: CaseRecord, _n: int) -> Iterator[str]:
    assert case.rights_notice
    yield from _names(case)
    yield from (case.dispute_type or "", case.committee.name or "", chinese(case.rights_notice.date))
    yield from ("☑书面告知", "☑要求" if case.rights_notice.recusal_requested else "☑不要求")


def _power(case: CaseRecord, n: int) -> Iterator[str]:
    agent = case.agents[n - 1]
    (principal,) = [party for party in case.parties if party.agent_id == agent.agent_id]
    yield from (principal.name or "", principal.address or "", principal.uscc or principal.id_no or "")
    yield from (agent.name or "", agent.id_no or "", agent.relation or "", agent.phone or "")
    yield from (f"☑{power}" for power in agent.powers)
    yield from (f"☑{agent.authority}", chinese(agent.proxy_date), chinese(agent.valid_to))


def _investigation(case: CaseRecord, n: int) -> Iterator[str]:
    found = case.investigations[n - 1]
    assert found.respondent
    yield from (found.place or "", found.respondent.name or "", found.respondent.relation or "")
    yield from (f"{who}：{text}" for who, text in found.qa)
    yield from (found.closing or "", chinese(found.start), *found.others)


def _evidence(case: CaseRecord, _n: int) -> Iterator[str]:
    proofs = ("身份证", "户口", "营业执照", "法人证书", "信用代码")
    for piece in case.evidence:
        if not any(word in (piece.name or "") for word in proofs):
            yield from (piece.name or "", piece.proves or "", piece.provider or "")


def _appointment(case: CaseRecord, n: int) -> Iterator[str]:
    found = case.appointments[n - 1]
    yield from (*found.recipients, found.place or "", *found.bring, chinese(found.at), chinese(found.date))


def _session(case: CaseRecord, n: int) -> Iterator[str]:
    found = case.mediations[n - 1]
    yield from (found.place or "", *found.attendees_parties, *found.record, chinese(found.date))
    yield from (f"{guest['name']}（{guest['identity']}）" for guest in found.invited)
    results = ("调解成功", "调解不成", "有待继续调解")
    for sign, result in zip("①②③", results, strict=True):
        yield f"{'☑' if result == found.result else '☐'}{sign}{result}"


def _extension(case: CaseRecord, n: int) -> Iterator[str]:
    found = case.extensions[n - 1]
    yield from (found.reason or "", chinese(found.until), chinese(found.date), _number(case))


def _settled(case: CaseRecord, _n: int) -> Iterator[str]:
    agreed = case.agreement or Agreement()
    yield from _sides(case, "申请人", "被申请人", "第三人")
    yield from (_number(case), agreed.facts or "", agreed.responsibility or "", agreed.performance or "")
    for numeral, clause in zip(NUMERALS, agreed.clauses, strict=False):
        yield f"{numeral}、{clause.text}"
        for payment in clause.payments:
            yield f"{figures(payment.amount)}元"
            yield from (f"{figures(share)}元" for share in payment.split.values())
    yield chinese(agreed.effective_date)


def _written(case: CaseRecord, n: int) -> Iterator[str]:
    yield from _settled(case, n)
    copies = (case.agreement.copies if case.agreement else None) or len(case.parties) + 1
    yield f"本协议一式{NUMERALS[copies - 1] if copies <= 10 else '十' + NUMERALS[copies - 11]}份"
    for party in case.parties:
        guardian = party.guardian
        yield from (guardian.name or "", guardian.relation or "") if guardian else ()
    for one in (case.agreement.signatures if case.agreement else {}).get("parties", []):
        if isinstance(one, dict) and one.get("read_aloud_by"):
            yield from (f"宣读人{one['read_aloud_by']}：", f"见证人{one['witness']}：")


def _termination(case: CaseRecord, _n: int) -> Iterator[str]:
    assert case.termination
    yield from _names(case)
    yield from (f"☑{case.termination.reason}", chinese(case.termination.date))
    yield from (f"☑{way}" for way in case.termination.remedies_told)
    yield case.termination.escalated_to or ""


def _passed_on(case: CaseRecord, n: int) -> Iterator[str]:
    found = case.transfers[n - 1]
    yield from (*_names(case), found.unit or "", found.reason or "", case.brief(), *found.attachments)
    yield from (chinese(found.date), chinese(found.reply_by))


def _taken_over(case: CaseRecord, _n: int) -> Iterator[str]:
    source = case.source
    yield from (*_names(case), source.transfer_org or "", source.transfer_doc or "")
    yield from (chinese(source.transfer_date), chinese(source.transfer_received), _number(case))


def _feedback(case: CaseRecord, _n: int) -> Iterator[str]:
    yield from (*_names(case), case.source.transfer_org or "", case.source.feedback_note or "")
    yield from (clause.text or "" for clause in (case.agreement or Agreement()).clauses)
    yield chinese(case.source.feedback_date)


def _served(case: CaseRecord, n: int) -> Iterator[str]:
    found = case.deliveries[n - 1]
    yield from (found.document or "", found.recipient or "", f"☑{found.method}", found.place or "")
    yield from (found.received_by or "", found.refused or "", *found.witnesses, chinese(found.at))


def _replacement(case: CaseRecord, _n: int) -> Iterator[str]:
    told = case.rights_notice
    assert told
    yield from (
        told.recusal_by or "",
        told.recusal_of or "",
        f"☑{told.recusal_reason}",
        told.replaced_by or "",
    )


def _receipt(case: CaseRecord, n: int) -> Iterator[str]:
    cash = [one for one in case.performance if one.method == "现金" and one.amount]
    yield from (f"￥{figures(cash[n - 1].amount)}", cash[n - 1].payer or "", cash[n - 1].payee or "")
    yield chinese(cash[n - 1].date)


def _reminder(case: CaseRecord, n: int) -> Iterator[str]:
    found = case.reminders[n - 1]
    yield from (
        f"{found.debtor}：",
        chinese(found.do_by),
        chinese(found.date),
        _number(case),
        "还没有履行的有：应于",
    )


def _no_penalty(case: CaseRecord, _n: int) -> Iterator[str]:
    assert case.security_case
    yield from (party.id_no or "" for party in case.parties)
    yield from (case.security_case.number or "", case.security_case.station or "")
    yield chinese(case.security_case.applied_on)
    yield from (f"给付{figures(one.amount)}元" for one in case.performance)


def _visit(case: CaseRecord, n: int) -> Iterator[str]:
    found = case.visits[n - 1]
    yield from (*_names(case), *found.visited, found.reason or "", found.content or "", chinese(found.date))
    degrees = {5: "☑很满意", 4: "☑满意", 3: "☑一般"}
    yield degrees[found.satisfaction or 0] if found.satisfaction else "☑满意"


def _confirmation_told(case: CaseRecord, _n: int) -> Iterator[str]:
    asked = case.agreement and case.agreement.judicial_confirmation
    assert asked
    yield from (*_names(case), _number(case), asked.court or "", chinese(asked.raw_30th_day))
    yield from (chinese(asked.deadline), chinese(asked.told_on))


def _confirmation_asked(case: CaseRecord, _n: int) -> Iterator[str]:
    agreed = case.agreement
    assert agreed
    assert agreed.judicial_confirmation
    for party in case.parties:
        yield from (party.name or "", party.uscc or party.id_no or "", party.address or "", party.phone or "")
    yield from (agreed.facts or "", _number(case), agreed.judicial_confirmation.court or "")
    yield chinese(agreed.judicial_confirmation.applied_date)


def _closing(case: CaseRecord, _n: int) -> Iterator[str]:
    yield from (*_names(case), _number(case), case.dispute_type or "")
    yield (case.agreement.facts if case.agreement else None) or case.brief()
    for one in case.performance:
        yield f"给付{figures(one.amount)}元" if one.amount else (one.proof or "")
    if case.termination:
        yield from (case.termination.reason or "", *case.termination.remedies_told)


def _cover(case: CaseRecord, _n: int) -> Iterator[str]:
    bound = case.dossier
    assert bound
    yield from (case.committee.name or "", bound.name or "", _number(case), bound.retention or "")
    yield from (chinese(bound.mediation_from), chinese(bound.mediation_to), chinese(bound.filed_date))
    yield from (bound.remark or "", *(mediator.name for mediator in case.mediators))


def _contents(case: CaseRecord, _n: int) -> Iterator[str]:
    yield from (_number(case), "人民调解受理登记表", "结案报告", "卷宗情况说明")


def _note(case: CaseRecord, _n: int) -> Iterator[str]:
    assert case.dossier
    yield from (case.dossier.name or "", _number(case), chinese(case.dossier.filed_date))


def _told_of_acceptance(case: CaseRecord, _n: int) -> Iterator[str]:
    assert case.acceptance
    yield from (*_names(case), _number(case), chinese(case.acceptance.notice_date))


SAYS: dict[str, Callable[[CaseRecord, int], Iterator[str]]] = {
    "application": _application,
    "acceptance": _acceptance,
    "acceptance-notice": _told_of_acceptance,
    "rights-notice": _rights,
    "power-of-attorney": _power,
    "investigation": _investigation,
    "evidence-list": _evidence,
    "mediation-notice": _appointment,
    "mediation-record": _session,
    "extension": _extension,
    "agreement": _written,
    "oral-agreement": _settled,
    "termination": _termination,
    "transfer-out": _passed_on,
    "transfer-in": _taken_over,
    "transfer-feedback": _feedback,
    "service-proof": _served,
    "replacement": _replacement,
    "receipt": _receipt,
    "reminder": _reminder,
    "no-penalty": _no_penalty,
    "follow-up": _visit,
    "confirmation-notice": _confirmation_told,
    "confirmation-application": _confirmation_asked,
    "closing-report": _closing,
    "cover": _cover,
    "contents": _contents,
    "situation-note": _note,
    "back-cover": lambda case, _n: iter((case.committee.name or "", _number(case))),
}
