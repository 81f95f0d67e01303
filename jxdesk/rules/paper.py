"""The documents there are, by the ids that charts, catalogues, dossiers and the command line name them by."""

from __future__ import annotations

DOCUMENTS = (
    "application",
    "acceptance",
    "rights-notice",
    "power-of-attorney",
    "investigation",
    "mediation-record",
    "agreement",
    "oral-agreement",
    "termination",
    "follow-up",
    "correction",
    "cover",
    "contents",
    "evidence-list",
    "no-penalty",
    "confirmation-application",
    "closing-report",
    "situation-note",
    "back-cover",
    "acceptance-notice",
    "refusal-notice",
    "mediation-notice",
    "transfer-in",
    "transfer-out",
    "transfer-feedback",
    "service-proof",
    "replacement",
    "extension",
    "receipt",
    "confirmation-notice",
    "reminder",
)
"""All ids; which of them a county uses and how they are bound is its data (``resources/documents``)."""

OUT_OF_NO_STEP = frozenset({"correction"})
"""Documents that come about without a step of the chart."""
