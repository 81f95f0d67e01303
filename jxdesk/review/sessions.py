"""Checks of what was told, asked and said: notice, investigations, evidence, sessions (R-16 to R-21, R-23)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from jxdesk.review.facts import ReviewFacts, complete
from jxdesk.review.finding import Hit
from jxdesk.review.people import bare, same, several, shown, signatures, signed_by
from jxdesk.review.register import must_be_whole
from jxdesk.rules.case_record import CaseRecord, Investigation, Mediation
from jxdesk.rules.days import chinese_day, day, moment

_READ_OR_HEARD = ("看过", "宣读", "读给")
_AGREES = ("一致", "无异议", "没有异议", "属实")
_OPEN = "有待继续调解"
_RESULTS = {"调解成功", "调解不成", _OPEN}


def told_before_mediation(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-16: rights and duties were told before the first session, to every party.

    Overlaps with R-22 on the order of days; here the missing notice counts as well.
    """
    notice = case.rights_notice
    if notice is None or not notice.date:
        if must_be_whole(case, facts):
            yield Hit("调解之前没有告知当事人权利义务，请补填告知书。", "rights_notice.date")
        return
    told = day(notice.date)
    first = min((on for m in case.mediations if (on := day(m.start or m.date))), default=None)
    if told and first and told > first:
        yield Hit(
            f"权利义务告知（{chinese_day(told)}）晚于首次调解（{chinese_day(first)}），请核对日期。",
            "rights_notice.date",
        )
    if not must_be_whole(case, facts):
        return
    received = signatures(notice.recipients)
    for at, party in enumerate(case.parties):
        if signed_by(party, case, received) is None:
            yield Hit(f"告知书没有{shown(party, at)}的签收，请补签。", "rights_notice.recipients")


def investigations_are_whole(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-17: each investigation has times, place, who asked, who answered and who wrote; nobody writes of himself."""
    for at, record in enumerate(case.investigations):
        if not (_taken_down(record) or complete(case, facts)):
            continue
        path, name = f"investigations[{at}]", f"第{at + 1}次调查记录"
        for missing, field, word in (
            (moment(record.start) is None, "start", "开始时间"),
            (moment(record.end) is None, "end", "结束时间"),
            (not record.place, "place", "地点"),
            (not (record.respondent and record.respondent.name), "respondent.name", "被调查人"),
            (not record.investigators, "investigators", "调查人"),
            (not record.recorder, "recorder", "记录人"),
            (not record.qa, "qa", "记录内容"),
        ):
            if missing:
                yield Hit(f"{name}缺少{word}，请补填。", f"{path}.{field}")
        yield from _duties_apart(record, path, name)


def _taken_down(record: Investigation) -> bool:
    """An investigation that is only planned has a place and a purpose at most; what it lacks is no fault yet."""
    return bool(record.qa or record.closing or record.signatures)


def _duties_apart(record: Investigation, path: str, name: str) -> Iterator[Hit]:
    if record.recorder and any(same(record.recorder, asker) for asker in record.investigators):
        yield Hit(f"{name}的记录人{record.recorder}又是调查人，请核对。", f"{path}.recorder")
    asked = several(record.respondent.name or "") if record.respondent else ()
    if record.recorder and any(same(record.recorder, one) for one in asked):
        yield Hit(f"{name}的记录人与被调查人同名，请核对。", f"{path}.recorder")


def investigations_are_confirmed(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-18: the respondent confirmed at the end that the record was read and is right, and signed."""
    for at, record in enumerate(case.investigations):
        if not (_taken_down(record) or complete(case, facts)):
            continue
        path, closing = f"investigations[{at}]", record.closing or ""
        read = any(word in closing for word in _READ_OR_HEARD)
        if not (read and any(word in closing for word in _AGREES)):
            yield Hit(
                f"第{at + 1}次调查记录结尾没有写明看过或者已宣读、与所说一致，请补写。", f"{path}.closing"
            )
        if not record.signatures:
            yield Hit(f"第{at + 1}次调查记录没有被调查人签名，请补签。", f"{path}.signatures")


def evidence_is_listed(case: CaseRecord, _facts: ReviewFacts) -> Iterator[Hit]:
    """R-19: each piece has pages and a provider, and a copy was compared with its original."""
    for at, piece in enumerate(case.evidence):
        path, name = f"evidence[{at}]", piece.name or f"第{at + 1}份证据"
        if not piece.pages or piece.pages < 1:
            yield Hit(f"请填写“{name}”的页数。", f"{path}.pages")
        if not piece.provider:
            yield Hit(f"请填写“{name}”的提供人。", f"{path}.provider")
        if "复印" in name and not piece.copy_checked:
            yield Hit(f"“{name}”没有与原件核对，请核对后由提供人签名、注明日期。", f"{path}.copy_checked")


def sessions_are_whole(case: CaseRecord, _facts: ReviewFacts) -> Iterator[Hit]:
    """R-20: a finished session has time, place, parties, the fixed sentence, record, result and signatures."""
    for at, session in enumerate(case.mediations):
        if not _finished(session):
            continue
        path, name = f"mediations[{at}]", f"第{at + 1}次调解记录"
        for missing, field, word in (
            (day(session.start or session.date) is None, "start", "时间"),
            (not session.place, "place", "地点"),
            (not session.attendees_parties, "attendees_parties", "到场当事人"),
            (not session.told_rights, "told_rights", "“已告知相关规定”的确认"),
            (not session.record, "record", "调解记录"),
            (session.result not in _RESULTS, "result", "调解结果"),
        ):
            if missing:
                yield Hit(f"{name}缺少{word}，请补填。", f"{path}.{field}")
        yield from _session_signed(session, path, name)


def _finished(session: Mediation) -> bool:
    """A session that is planned has a time and place at most; what it lacks is no fault yet."""
    return bool(session.record or session.result or session.signatures)


def _session_signed(session: Mediation, path: str, name: str) -> Iterator[Hit]:
    parties = signatures(session.signatures.get("parties"))
    if not parties:
        yield Hit(f"{name}没有当事人签名，请补签。", f"{path}.signatures")
    else:
        for attendee in session.attendees_parties:
            if not any(same(one.name, attendee) or same(one.on_behalf, bare(attendee)) for one in parties):
                yield Hit(f"{name}上没有到场的{bare(attendee)}的签名，请补签。", f"{path}.signatures")
    if not signatures(session.signatures.get("mediators")):
        yield Hit(f"{name}没有人民调解员签名，请补签。", f"{path}.signatures")
    if not session.signatures.get("recorder"):
        yield Hit(f"{name}没有记录人签名，请补签。", f"{path}.signatures")


def open_ends_go_on(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-21: a session that left the matter open is followed by another, by an agreement or by termination."""
    ended = case.agreement is not None or case.termination is not None
    for at, session in enumerate(case.mediations):
        last = at == len(case.mediations) - 1
        if session.result == _OPEN and last and not ended and complete(case, facts):
            yield Hit(
                f"第{at + 1}次调解“有待继续调解”，后面没有调解记录、协议或者终止告知，请补填。",
                f"mediations[{at}].result",
            )


@dataclass(frozen=True)
class _Stay:
    """A mediator somewhere for some time."""

    who: str
    start: datetime
    end: datetime
    place: str
    field: str
    name: str


def nobody_is_in_two_places(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-23: a mediator is not at two places at once, in this case or another."""
    stays = [*_stays(case)]
    for at, stay in enumerate(stays):
        for other in stays[at + 1 :]:
            if stay.who == other.who and _elsewhere(stay, other) and _overlap(stay, other):
                yield Hit(
                    f"{stay.who}在{other.name}与{stay.name}的时间重叠，地点却不同，请核对。", other.field
                )
        for away in facts.engagements:
            met = _Stay(away.mediator, away.start, away.end, away.place, "", away.case)
            if stay.who == met.who and _elsewhere(stay, met) and _overlap(stay, met):
                yield Hit(f"{stay.who}在{stay.name}的时间同时在办{met.name}，请核对。", stay.field)


def _stays(case: CaseRecord) -> Iterator[_Stay]:
    for at, record in enumerate(case.investigations):
        start, end = moment(record.start), moment(record.end)
        if start and end:
            for who in record.investigators:
                path, name = f"investigations[{at}].start", f"第{at + 1}次调查"
                yield _Stay(bare(who), start, end, record.place or "", path, name)
    for at, session in enumerate(case.mediations):
        start, end = moment(session.start), moment(session.end)
        if start and end:
            for one in signatures(session.signatures.get("mediators")):
                path, name = f"mediations[{at}].start", f"第{at + 1}次调解"
                yield _Stay(bare(one.name), start, end, session.place or "", path, name)


def _elsewhere(a: _Stay, b: _Stay) -> bool:
    """A place nobody wrote down may be any, so it contradicts none."""
    return bool(a.place and b.place) and a.place != b.place


def _overlap(a: _Stay, b: _Stay) -> bool:
    return a.start < b.end and b.start < a.end
