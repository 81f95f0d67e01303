"""The closed list of conditions a chart may name: a file says ``when = "withdrawn"``; nothing is evaluated.

To add a condition: write the function, name it here. A name that is missing here is refused when the
file is loaded, not when a mediator reaches the step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from jxdesk.flow import admission, outcome, sessions
from jxdesk.rules.case_record import CaseRecord

Predicate = Callable[[CaseRecord], bool]

_ALL: tuple[Predicate, ...] = (
    admission.registered,
    admission.service_chosen,
    admission.another_service,
    admission.screened,
    admission.guided_elsewhere,
    admission.guidance_given,
    admission.refused,
    admission.refusal_told,
    admission.exclusive_authority,
    admission.already_handled,
    admission.report_needed,
    admission.reported,
    admission.report_missing,
    admission.accepted,
    admission.never_accepted,
    admission.consent_refused,
    admission.guardian_involved,
    admission.guardian_missing,
    admission.guardians_known,
    admission.assigned,
    sessions.rights_told,
    sessions.mediators_named,
    sessions.replacement_requested,
    sessions.mediator_replaced,
    sessions.investigated,
    sessions.settled_without_investigation,
    sessions.mediation_concluded,
    sessions.no_agreement,
    sessions.agreed_orally,
    sessions.agreement_written,
    sessions.oral_agreement_recorded,
    sessions.labour_dispute,
    sessions.land_contract_dispute,
    sessions.withdrawn,
    sessions.withdrawal_recorded,
    sessions.mediation_ended,
    sessions.consent_withdrawn,
    sessions.remedies_told,
    outcome.agreement_effective,
    outcome.content_not_confirmable,
    outcome.confirmation_impossible,
    outcome.confirmation_declined,
    outcome.confirmation_closed,
    outcome.confirmation_ruled,
    outcome.performed,
    outcome.performance_refused,
    outcome.visited,
    outcome.escalates,
    outcome.escalated,
    outcome.another_way_taken,
    outcome.closed,
    outcome.archived,
)

PREDICATES: Mapping[str, Predicate] = MappingProxyType({p.__name__: p for p in _ALL})
