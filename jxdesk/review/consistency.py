"""Checks across documents: names, amounts and dates the same everywhere, no stray words (R-31, R-32, R-54–R-56)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from jxdesk.review.facts import ReviewFacts
from jxdesk.review.finding import Hit
from jxdesk.review.people import bare, same, signatures, stands_for
from jxdesk.review.text_walk import texts
from jxdesk.review.watchwords import found_in
from jxdesk.rules.case_record import Agreement, CaseRecord, Clause
from jxdesk.rules.days import chinese_day, day
from jxdesk.rules.money import figures_in, plain

_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_WAN = Decimal(10_000)
_AT_ONCE = re.compile(r"当场|当日|即时|当天")


def names_agree(case: CaseRecord, _facts: ReviewFacts) -> Iterator[Hit]:
    """R-31: wherever only a party or who acts for one can stand, a known name stands, character by character.

    钟某 where the party is 锺某 is one person to the eye and another to a court.
    """
    known = [name for party in case.parties for name in stands_for(party, case)]
    known += [agent.name for agent in case.agents if agent.name]
    if not known:
        return
    for name, path, place in _named(case):
        if any(same(name, other) for other in known):
            continue
        near = next((other for other in known if _near(bare(name), bare(other))), None)
        hint = f"，是不是“{bare(near)}”" if near else ""
        yield Hit(f"{place}写的“{bare(name)}”不是本案当事人的姓名{hint}，请逐字核对。", path)


def _named(case: CaseRecord) -> Iterator[tuple[str, str, str]]:
    """Each name of a party on paper, with its path and the paper."""
    if case.application:
        for one in signatures(case.application.sign):
            yield one.name, "application.sign", "申请书签名"
    if case.acceptance:
        for one in signatures(case.acceptance.party_signatures):
            yield one.name, "acceptance.party_signatures", "受理登记表签名"
    if case.rights_notice:
        for one in signatures(case.rights_notice.recipients):
            yield one.name, "rights_notice.recipients", "告知书签收"
    for at, session in enumerate(case.mediations):
        for name in session.attendees_parties:
            yield name, f"mediations[{at}].attendees_parties", f"第{at + 1}次调解的到场当事人"
        for one in signatures(session.signatures.get("parties")):
            yield one.name, f"mediations[{at}].signatures", f"第{at + 1}次调解记录签名"
    if case.agreement:
        yield from _named_in_agreement(case.agreement)


def _named_in_agreement(agreement: Agreement) -> Iterator[tuple[str, str, str]]:
    for one in signatures(agreement.signatures.get("parties")):
        yield one.name, "agreement.signatures", "协议签名"
    for at, holder in enumerate(agreement.copies_to):
        if "调解委员会" not in holder and "调委会" not in holder:
            yield holder, f"agreement.copies_to[{at}]", "协议持有人"
    for at, clause in enumerate(agreement.clauses):
        for number, payment in enumerate(clause.payments):
            for name in payment.split:
                path = f"agreement.clauses[{at}].payments[{number}].split"
                yield name, path, f"协议第{at + 1}条的分配"


def _near(a: str, b: str) -> bool:
    """One character differs: what a slip of the pen or a variant character looks like."""
    return len(a) == len(b) > 1 and sum(x != y for x, y in zip(a, b, strict=True)) == 1


def figures_agree(case: CaseRecord, _facts: ReviewFacts) -> Iterator[Hit]:
    """R-32: an amount or a day that stands in two places is the same in both."""
    agreement = case.agreement
    if agreement is None:
        return
    signed = day(agreement.party_sign_date) or day(agreement.agreed_date)
    for at, clause in enumerate(agreement.clauses):
        yield from _days_of_clause(at, clause, signed)
    said = {on for clause in agreement.clauses for on in _days_said(clause)}
    for on in _days_in(agreement.performance or ""):
        if on not in said and on != day(agreement.party_sign_date) and on != day(agreement.agreed_date):
            yield Hit(
                f"履行方式、时限里的{chinese_day(on)}在协议条款里没有，请核对。", "agreement.performance"
            )
    promised = {f.amount for clause in agreement.clauses for f in figures_in(clause.text or "")}
    promised |= {p.amount for clause in agreement.clauses for p in clause.payments if p.amount is not None}
    promised |= {agreement.amount_total} if agreement.amount_total is not None else set()
    for figure in figures_in(agreement.performance or ""):
        if figure.amount not in promised:
            yield Hit(f"履行方式、时限里的{figure.text}在协议条款里没有，请核对。", "agreement.performance")
    wan = case.statistics.get("amount_wan")
    counted = _decimal(wan)
    if counted is not None and agreement.amount_total is not None:
        rounding = Decimal("0.005") * _WAN  # returns give two decimals of 万元
        if abs(counted * _WAN - agreement.amount_total) > rounding:
            yield Hit(
                f"统计填的{wan}万元与协议涉及金额{plain(agreement.amount_total)}元不一致，请核对。",
                "agreement.amount_total",
            )


def _decimal(value: object) -> Decimal | None:
    try:
        return None if value is None else Decimal(str(value))
    except InvalidOperation:
        return None


def _days_of_clause(at: int, clause: Clause, signed: date | None) -> Iterator[Hit]:
    """A day in its field must be among the days of the clause, when the clause names days at all.

    当场付5000元，余款于6月20日前付清: the first day is the day of the agreement, though no date says so.
    """
    written = set(_days_in(clause.text or ""))
    if written and signed is not None and _AT_ONCE.search(clause.text or ""):
        written.add(signed)
    path = f"agreement.clauses[{at}]"
    dues = [(clause.due, f"{path}.due")]
    dues += [(p.due, f"{path}.payments[{n}].due") for n, p in enumerate(clause.payments) if not p.per]
    for text, field in dues:
        due = day(text)
        if due is not None and written and due not in written:
            yield Hit(
                f"协议第{at + 1}条的期限填的是{chinese_day(due)}，条款文字里没有这一天，请改成一致。", field
            )


def _days_said(clause: Clause) -> Iterator[date]:
    yield from _days_in(clause.text or "")
    for text in (clause.due, *(payment.due for payment in clause.payments)):
        if found := day(text):
            yield found


def _days_in(text: str) -> Iterator[date]:
    for match in _DAY.finditer(text):
        year, month, number = (int(part) for part in match.groups())
        if found := day(f"{year:04d}-{month:02d}-{number:02d}"):
            yield found


def no_typos(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-54: words that are often miswritten or confused, and pairs of which a dossier means only one."""
    seen: dict[str, str] = {}
    for path, text in texts(case):
        for words in facts.yardstick.words.confused:
            for word in words:
                other = next((w for w in words if w != word and w in seen), None)
                if word in text and other is not None and word not in seen:
                    yield Hit(f"卷里又写“{other}”又写“{word}”，意思不同，请核对该用哪一个。", path)
                if word in text:
                    seen.setdefault(word, path)
    for path, text in texts(case):
        for wrong, right in facts.yardstick.words.typos.items():
            if wrong in text:
                yield Hit(f"“{wrong}”可能应为“{right}”，请核对。", path)


def no_placeholders(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-55: nothing of a template or a trial is left in what will be printed."""
    for path, text in texts(case):
        found = next(found_in(facts.yardstick.words.placeholders, text), None)
        if found is not None:
            yield Hit(f"还有没填完的“{found}”，请改成真实内容。", path)


def every_character_prints(_case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-56: every character has a glyph; who draws the pages says which have none."""
    for missing in facts.missing_glyphs:
        standard = facts.yardstick.characters.standard(missing.character)
        cure = f"请改成标准字“{standard}”" if standard != missing.character else "请报县里补字"
        point = f"U+{ord(missing.character):04X}"
        yield Hit(f"“{missing.character}”（{point}）没有字形，印不出来，{cure}。", missing.field)
