"""Cases for the tests of the chart: the three samples, and small ones made by hand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from jxdesk.flow import loader
from jxdesk.flow.definition import Flow
from jxdesk.flow.engine import Walk, walk
from jxdesk.paths import read_resource
from jxdesk.rules.case_file import read_case
from jxdesk.rules.case_record import (
    Acceptance,
    Agreement,
    CaseNumber,
    CaseRecord,
    Clause,
    Intake,
    Mediation,
    Mediator,
    Party,
    RightsNotice,
    Screening,
    Termination,
)
from jxdesk.rules.deadlines import Deadline

SAMPLES = Path(__file__).parents[1] / "data" / "sample_cases.json"
TODAY = date(2026, 7, 20)


def one_stop_text() -> str:
    return read_resource("flows", "one_stop.toml")


def one_stop() -> Flow:
    return loader.load(one_stop_text(), "one_stop.toml")


FLOW = one_stop()


def sample(key: str) -> CaseRecord:
    raw = json.loads(SAMPLES.read_text(encoding="utf-8"))["cases"]
    return read_case(next(case for case in raw if case["case_key"].startswith(key)))


def on_chart(case: CaseRecord, *deadlines: Deadline, today: date = TODAY) -> Walk:
    return walk(FLOW, case, deadlines, today)


def draft(**more: Any) -> CaseRecord:
    """Somebody came and told a story."""
    fields: dict[str, Any] = {
        "parties": [Party(name="赵某", role="申请人", kind="自然人", birth_date="1971-03-08")],
        "intake": Intake(
            brief="两家因界墙争吵", registered_at="2026-06-01T01:00:00Z", service_line="矛盾调解"
        ),
    }
    return CaseRecord(**{**fields, **more})


def accepted(**more: Any) -> CaseRecord:
    """Screened and accepted, with a level and a mediator; nothing told yet."""
    fields: dict[str, Any] = {
        "screening": Screening(exclusive_authority=False, already_handled=False, decision="受理"),
        "acceptance": Acceptance(date="2026-06-02", consent_of_all=True),
        "number": CaseNumber(text="集福人调字〔2026〕第1号"),
        "intake": msgspec.structs.replace(draft().intake, response_level="黄", assigned_to="刘某某"),
    }
    return draft(**{**fields, **more})


def told(**more: Any) -> CaseRecord:
    """Rights told and mediators named: ready to investigate."""
    fields: dict[str, Any] = {
        "rights_notice": RightsNotice(date="2026-06-03"),
        "mediators": [Mediator(name="刘某某")],
    }
    return accepted(**{**fields, **more})


def session(result: str, on: str = "2026-06-10") -> Mediation:
    return Mediation(date=on, result=result, told_rights=True)


def signed(**more: Any) -> Agreement:
    """A written agreement in effect, with 500 yuan to be paid."""
    fields: dict[str, Any] = {
        "form": "书面",
        "clauses": [Clause(no=1, text="王某某支付赵某500元。")],
        "amount_total": 500,
        "party_sign_date": "2026-06-10",
        "mediator_sign_date": "2026-06-10",
        "seal_date": "2026-06-11",
    }
    return Agreement(**{**fields, **more})


def failed(**more: Any) -> CaseRecord:
    """A session without agreement and a termination with the other ways told."""
    fields: dict[str, Any] = {
        "mediations": [session("调解不成")],
        "mode": "调解不成",
        "termination": Termination(
            date="2026-06-11", reason="各方分歧过大，达不成协议", remedies_told=["仲裁", "行政", "司法"]
        ),
    }
    return told(**{**fields, **more})
