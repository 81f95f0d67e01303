"""What a case says about its first steps: registered, screened, reported, accepted or sent elsewhere.

An old case imported from paper carries an acceptance but none of our intake answers. So each question
about an early step also accepts the later fact that could not be there without it; otherwise every
imported dossier would stand at step two for ever.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from jxdesk.rules import capacity, days
from jxdesk.rules.case_record import CaseRecord, Party, Screening

_DECISIONS = ("受理", "不予受理", "引导")
_MEDIATION_LINE = "矛盾调解"
_LEVELS_ABOVE_TOWNSHIP = ("橙", "红")
_ADULT = 18


def registered(case: CaseRecord) -> bool:
    """登记: who came and what about. A name without a story is still a draft."""
    return accepted(case) or (any(party.name for party in case.parties) and bool(case.brief() or case.title))


def service_chosen(case: CaseRecord) -> bool:
    """分流: one of the five service lines was chosen, or what followed shows it."""
    return bool(case.intake.service_line) or screened(case)


def another_service(case: CaseRecord) -> bool:
    """The matter belongs to another line than mediation, and was not accepted all the same."""
    return not accepted(case) and case.intake.service_line not in (None, "", _MEDIATION_LINE)


def screened(case: CaseRecord) -> bool:
    """受理审查 came to a decision (若干规定 art 22, 24)."""
    return accepted(case) or _answers(case).decision in _DECISIONS or bool(case.refusal and case.refusal.date)


def guided_elsewhere(case: CaseRecord) -> bool:
    """引导: the person is taken to another door instead of being refused."""
    return not accepted(case) and (another_service(case) or _answers(case).decision == "引导")


def guidance_given(case: CaseRecord) -> bool:
    """The door and the day are written down, so that the person can be asked whether it opened."""
    return bool(case.refusal and case.refusal.date and case.refusal.referred_to)


def refused(case: CaseRecord) -> bool:
    """不予受理: decided, or the law leaves no other way (若干规定 art 22, 人民调解法 art 17)."""
    if accepted(case):
        return False
    decided = _answers(case).decision == "不予受理" or case.mode == "不予受理"
    reasons = bool(case.refusal and case.refusal.reasons)
    return (
        decided
        or reasons
        or exclusive_authority(case)
        or already_handled(case)
        or _not_civil(case)
        or consent_refused(case)
    )


def refusal_told(case: CaseRecord) -> bool:
    """A reason and a day stand on the refusal."""
    return bool(case.refusal and case.refusal.date and case.refusal.reasons)


def exclusive_authority(case: CaseRecord) -> bool:
    """若干规定 art 22 (1): only a special authority may handle it, or mediation is prohibited."""
    return _answers(case).exclusive_authority is True


def already_handled(case: CaseRecord) -> bool:
    """若干规定 art 22 (2), unless the authority itself sent the case with a letter."""
    entrusted = bool(case.source.transfer_doc) or (case.source.stat_option or "").endswith("委托移送")
    return _answers(case).already_handled is True and not entrusted


def report_needed(case: CaseRecord) -> bool:
    """A crime, harm to a minor or violence at home is suspected (人民调解法 art 25, 未保法 art 11)."""
    answers = _answers(case)
    return bool(
        answers.crime_suspected or answers.minor_harm_suspected or answers.domestic_violence_suspected
    )


def reported(case: CaseRecord) -> bool:
    """The report is noted, or what is suspected is in the right hands without one.

    A crime the police already have as a case needs no second report. An adult hurt at home decides for
    themselves once told the ways to help: 反家暴法 art 14 orders the report for those who cannot act alone.
    """
    answers = _answers(case)
    if any(_is_made(report) for report in answers.reports):
        return True
    if answers.minor_harm_suspected or (answers.crime_suspected and not case.with_police()):
        return False
    helpless = answers.minor_involved or answers.no_capacity_party
    return not answers.domestic_violence_suspected or bool(not helpless and answers.victim_informed)


def report_missing(case: CaseRecord) -> bool:
    """What must be reported has not been."""
    return report_needed(case) and not reported(case)


def accepted(case: CaseRecord) -> bool:
    """受理: the acceptance register bears a day and the case its number; a day alone was only typed."""
    return bool(case.acceptance and case.acceptance.date and case.number.text)


def never_accepted(case: CaseRecord) -> bool:
    """Nothing was accepted, so there is nothing to terminate, close or archive."""
    return not accepted(case)


def consent_refused(case: CaseRecord) -> bool:
    """人民调解法 art 17: a party clearly refuses; then there must be no mediation."""
    return bool(case.acceptance and case.acceptance.consent_of_all is False)


def guardian_involved(case: CaseRecord) -> bool:
    """A party cannot act alone (民法典 art 19–22), whether the guardian is known yet or not."""
    return any(_needs_guardian(party, case) for party in case.parties)


def guardian_missing(case: CaseRecord) -> bool:
    """A party cannot act alone and nobody stands beside them (民法典 art 23, 27, 28)."""
    alone = [party for party in case.parties if not (party.guardian and party.guardian.name)]
    return any(_needs_guardian(party, case) for party in alone)


def guardians_known(case: CaseRecord) -> bool:
    """Everyone who cannot act alone has a named guardian."""
    return not guardian_missing(case)


def assigned(case: CaseRecord) -> bool:
    """定级分派: a level and somebody to do it; or mediation was already held."""
    named = bool(case.intake.assigned_to or case.mediators)
    held = bool(case.mediations or case.agreement or case.termination)
    return held or (bool(case.intake.response_level) and named)


def above_township(case: CaseRecord) -> bool:
    """橙 or 红: not the township's to settle alone."""
    return (case.intake.response_level or "").startswith(_LEVELS_ABOVE_TOWNSHIP)


def _answers(case: CaseRecord) -> Screening:
    return case.screening or Screening()


def _not_civil(case: CaseRecord) -> bool:
    return _answers(case).civil_dispute is False


def _is_made(report: Any) -> bool:
    return isinstance(report, dict) and bool(report.get("at")) and bool(report.get("to"))


def _needs_guardian(party: Party, case: CaseRecord) -> bool:
    on = _day_of_case(case)
    if not capacity.is_person(party):
        return False
    if on is None:
        noted = party.age is not None and party.age < _ADULT
        return noted or party.capacity in {capacity.LIMITED, capacity.NONE}
    return capacity.capacity_of(party, on) != capacity.FULL


def _day_of_case(case: CaseRecord) -> date | None:
    """The latest day the case names before its end: capacity counts at signing, not at registration."""
    said = [case.intake.registered_at]
    if case.application:
        said.append(case.application.date)
    if case.acceptance:
        said.append(case.acceptance.date)
    said += [session.date or session.start for session in case.mediations]
    if case.agreement:
        said += [case.agreement.agreed_date, case.agreement.party_sign_date]
    return max((found for found in map(days.day, said) if found), default=None)
