"""The dossier check (案卷评查): every rule R-01 … R-62 that can be answered, our own from R-63, and what cannot be yet.

A rule speaks only about parts that exist or whose stage is reached; completeness is asked for when the
dossier claims it. What is still to come is the chart's to say, not a fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from jxdesk.review import (
    admission,
    aftermath,
    agreement_content,
    agreement_form,
    agreement_money,
    coherence,
    consistency,
    dossier,
    names,
    parties,
    reading,
    register,
    safety,
    sessions,
    timeline,
)
from jxdesk.review.facts import ReviewFacts
from jxdesk.review.finding import Finding, Hit, gravity
from jxdesk.rules.case_record import CaseRecord

__all__ = ["CHECKS", "NOT_YET", "Finding", "ReviewFacts", "check"]

Check = Callable[[CaseRecord, ReviewFacts], Iterator[Hit]]

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "R-00": register.still_stands,
        "R-01": register.one_number,
        "R-02": register.numbers_run_on,
        "R-03": register.dispute_type,
        "R-04": register.sources_agree,
        "R-05": register.transfer_letter,
        "R-06": admission.may_be_mediated,
        "R-07": admission.all_agreed,
        "R-08": admission.asked_and_signed,
        "R-09": parties.particulars,
        "R-10": parties.numbers_are_right,
        "R-11": parties.nobody_is_both_sides,
        "R-12": parties.mediators_are_neutral,
        "R-13": parties.guardians_act,
        "R-14": parties.agents_are_authorised,
        "R-15": parties.organisations_seal,
        "R-16": sessions.told_before_mediation,
        "R-17": sessions.investigations_are_whole,
        "R-18": sessions.investigations_are_confirmed,
        "R-19": sessions.evidence_is_listed,
        "R-20": sessions.sessions_are_whole,
        "R-21": sessions.open_ends_go_on,
        "R-22": timeline.order_of_days,
        "R-23": sessions.nobody_is_in_two_places,
        "R-24": timeline.term_of_mediation,
        "R-25": agreement_form.four_elements,
        "R-26": agreement_form.effect_and_copies,
        "R-27": agreement_form.contents,
        "R-28": agreement_money.payments_are_clear,
        "R-29": agreement_money.sums_agree,
        "R-30": agreement_money.times_are_definite,
        "R-31": names.agree,
        "R-32": consistency.figures_agree,
        "R-33": agreement_form.named_as_the_seal,
        "R-34": agreement_form.form_fits,
        "R-35": aftermath.failure_is_told,
        "R-36": aftermath.performance_is_proved,
        "R-37": aftermath.visits_are_whole,
        "R-38": aftermath.visits_are_timely,
        "R-39": aftermath.confirmation_is_in_time,
        "R-40": agreement_content.no_status,
        "R-41": agreement_content.no_ownership,
        "R-42": agreement_content.no_outsiders,
        "R-43": agreement_content.no_bargain_about_crime,
        "R-44": agreement_content.no_waiver,
        "R-45": agreement_money.rates_are_lawful,
        "R-46": safety.crime_is_reported,
        "R-47": safety.police_case_is_performed,
        "R-48": safety.violence_is_asked,
        "R-49": safety.personal_data_is_told,
        "R-50": dossier.pages_follow,
        "R-51": dossier.order_is_kept,
        "R-52": dossier.note_is_signed,
        "R-53": register.retention,
        "R-54": consistency.no_typos,
        "R-55": consistency.no_placeholders,
        "R-56": consistency.every_character_prints,
        "R-57": dossier.words_are_its_own,
        "R-58": agreement_form.sealed,
        "R-59": dossier.seal_across_pages,
        "R-60": dossier.report_agrees,
        "R-61": dossier.claimed_once,
        "R-62": dossier.corrected_on_a_sheet,
        "R-63": coherence.agents_serve_one_side,
        "R-64": coherence.result_fits_the_end,
        "R-65": coherence.mediators_are_the_same,
        "R-66": coherence.wards_are_not_bound,
        "R-67": coherence.paid_is_not_more_than_promised,
        "R-68": agreement_content.support_is_not_given_up,
        "R-69": names.are_standard,
        "R-70": reading.papers_were_read_aloud,
    }
)

NOT_YET: Mapping[str, str] = MappingProxyType({})
"""Rules that are not checked, and why."""


def check(case: CaseRecord, facts: ReviewFacts) -> tuple[Finding, ...]:
    """Everything the rules have to say about a case, gravest first, then by rule; of a void case, that it is."""
    rules = ("R-00",) if case.void_reason is not None else tuple(CHECKS)
    found = [facts.yardstick.book.finding(rule, hit) for rule in rules for hit in CHECKS[rule](case, facts)]
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: (gravity(finding.level), finding.rule)))
