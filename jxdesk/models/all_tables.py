"""Imports every table, which maps them all: relations between them need that."""

from __future__ import annotations

from jxdesk.models.acceptance import Acceptance, Application, Refusal, RightsNotice, Screening
from jxdesk.models.agreement import Agreement, Clause, Dossier, Performance, Visit
from jxdesk.models.case import Case
from jxdesk.models.change import Change, Conflict, SyncBase
from jxdesk.models.correction import Correction
from jxdesk.models.desk import DeskState, NumberEntry, NumberRegister, Organisation, Staff
from jxdesk.models.letters import Appointment, Delivery, Extension, Reminder, Transfer
from jxdesk.models.material import Material
from jxdesk.models.mediation import Evidence, Investigation, Mediation, Termination
from jxdesk.models.paper_trail import Printout, Reading
from jxdesk.models.party import Agent, Party
from jxdesk.models.summary import Summary
from jxdesk.models.tables import Base, CasePart, Tracked

__all__ = [
    "Acceptance", "Agent", "Agreement", "Application", "Appointment", "Base", "Case", "CasePart", "Change",
    "Clause", "Conflict", "Correction", "Delivery", "DeskState", "Dossier", "Evidence", "Extension", "Investigation",
    "Material", "Mediation", "NumberEntry", "NumberRegister", "Organisation", "Party", "Performance", "Printout", "Reading",
    "Refusal", "Reminder", "RightsNotice", "Screening", "Staff", "Summary", "SyncBase", "Termination",
    "Tracked", "Transfer", "Visit",
]  # fmt: skip
