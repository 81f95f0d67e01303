"""What the case page works out without Qt: where a field stands, what a step offers, what an agreement owes."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from jxdesk.flow import loader
from jxdesk.flow.definition import Flow
from jxdesk.flow.engine import walk
from jxdesk.paths import read_resource
from jxdesk.rules.case_file import read_case
from jxdesk.rules.case_record import Agreement, CaseRecord, Clause, Mediator, Party, Payment, Performance
from jxdesk.rules.response import Proposal, Reason
from jxdesk.rules.retention import Retention
from jxdesk.rules.workdays import Calendar
from jxdesk.ui.case.field_route import step_of
from jxdesk.ui.case.instalment_rows import account
from jxdesk.ui.case.new_parts import beginning
from jxdesk.ui.case.open_case import OpenCase, names_for
from jxdesk.ui.case.step_groups import groups_of
from jxdesk.ui.case.step_notes import Knowledge, notes_for
from jxdesk.ui.forms.suggestions import Names

SAMPLES = Path(__file__).parents[1] / "data" / "sample_cases.json"
TODAY = date(2025, 4, 1)


@pytest.fixture(scope="module")
def flow() -> Flow:
    return loader.load(read_resource("flows", "one_stop.toml"), "one_stop.toml")


@pytest.fixture(scope="module")
def land() -> CaseRecord:
    """S1: written, two instalments."""
    return read_case(json.loads(SAMPLES.read_text(encoding="utf-8"))["cases"][0])


@pytest.fixture(scope="module")
def oral() -> CaseRecord:
    """S2: settled by word of mouth."""
    return read_case(json.loads(SAMPLES.read_text(encoding="utf-8"))["cases"][1])


@pytest.fixture
def knowledge() -> Knowledge:
    """A proposal of 橙, and the shipped calendar."""
    proposal = Proposal("橙", (Reason("橙", "有人受伤"),))
    calendar = Calendar.from_toml(read_resource("holidays", "cn.toml"))
    classes = Retention.from_toml(read_resource("documents", "retention.toml"))
    told = ["调解按什么原则进行", "个人信息怎样处理"]
    return Knowledge(lambda: proposal, calendar, lambda: told, lambda: classes)


def opened(flow: Flow, case: CaseRecord) -> OpenCase:
    """The case as the page holds it."""
    return OpenCase(case, walk(flow, case, [], TODAY), (), None, Names(), "", (), (), TODAY)


@pytest.mark.parametrize(
    ("path", "step"),
    [
        ("parties[0].id_no", "intake"),
        ("screening.reports", "report"),
        ("agreement.clauses[2].payments[0].due", "written"),
        ("agreement.seal_date", "effect"),
        ("agreement.judicial_confirmation.deadline", "confirmation"),
        ("investigations[1].start", "investigation"),
        ("visits", "follow_up"),
        ("performance[0].proof", "performance"),
        ("number.text", "acceptance"),
        ("committee.seal", "triage"),
        ("title", "intake"),
        ("supersedes", "written"),
        ("security_case.station", "screening"),
        ("security_case.performed", "performance"),
    ],
)
def test_a_field_is_found_in_the_step_that_holds_it(
    flow: Flow, land: CaseRecord, path: str, step: str
) -> None:
    assert step_of(path, walk(flow, land, [], TODAY)) == step


def test_clauses_of_an_oral_agreement_stand_in_the_oral_step(flow: Flow, oral: CaseRecord) -> None:
    assert step_of("agreement.clauses[0].text", walk(flow, oral, [], TODAY)) == "oral"


def test_a_path_nobody_knows_has_no_step(flow: Flow, land: CaseRecord) -> None:
    assert step_of("nothing.here", walk(flow, land, [], TODAY)) == ""


def test_every_single_field_of_every_step_stands_under_one_question(flow: Flow) -> None:
    for node in flow.nodes:
        single = [path for path in node.fields if not path.endswith("[]")]
        shown = [path for group in groups_of(node, single) for path in group.paths]
        assert sorted(shown) == sorted(single)


def test_the_level_is_proposed_with_its_reason(flow: Flow, land: CaseRecord, knowledge: Knowledge) -> None:
    note = notes_for(flow.node("assignment"), opened(flow, land), knowledge)[-1]
    assert note.values == {"intake.response_level": "橙", "intake.level_reason": "有人受伤"}
    assert "有人受伤" in note.text


def test_what_the_notice_tells_is_offered_until_it_is_noted(
    flow: Flow, land: CaseRecord, knowledge: Knowledge
) -> None:
    node = flow.node("rights_notice")
    assert notes_for(node, opened(flow, land), knowledge) == []
    offered = notes_for(node, opened(flow, msgspec.structs.replace(land, rights_notice=None)), knowledge)
    assert offered[0].values == {"rights_notice.items": ["调解按什么原则进行", "个人信息怎样处理"]}


def test_copies_are_proposed_as_parties_and_one(flow: Flow, land: CaseRecord, knowledge: Knowledge) -> None:
    agreement = msgspec.structs.replace(land.agreement, copies=None) if land.agreement else None
    case = msgspec.structs.replace(land, agreement=agreement)
    notes = notes_for(flow.node("written"), opened(flow, case), knowledge)
    wanted = [note.values for note in notes if "agreement.copies" in note.values]
    assert wanted == [
        {"agreement.copies": 3, "agreement.copies_to": ["张某", "李某", "集贤县福利镇人民调解委员会"]}
    ]


def test_a_sum_that_differs_from_the_payments_is_said_and_not_overwritten(
    flow: Flow, land: CaseRecord, knowledge: Knowledge
) -> None:
    agreement = msgspec.structs.replace(land.agreement, amount_total=Decimal(1)) if land.agreement else None
    case = msgspec.structs.replace(land, agreement=agreement)
    note = notes_for(flow.node("written"), opened(flow, case), knowledge)[-1]
    assert "12950元（壹万贰仟玖佰伍拾元整）" in note.text
    assert note.values == {}


def test_the_day_of_effect_is_worked_out(flow: Flow, land: CaseRecord, knowledge: Knowledge) -> None:
    note = notes_for(flow.node("effect"), opened(flow, land), knowledge)[-1]
    assert note.text.startswith("协议自2025年3月21日起生效；申请司法确认最晚到2025年4月21日")


def test_an_agreement_not_in_effect_says_what_is_missing(
    flow: Flow, land: CaseRecord, knowledge: Knowledge
) -> None:
    agreement = msgspec.structs.replace(land.agreement, seal_date=None) if land.agreement else None
    note = notes_for(
        flow.node("effect"), opened(flow, msgspec.structs.replace(land, agreement=agreement)), knowledge
    )
    assert note[-1].text == "协议还没有生效，还缺：调委会盖章日期。"


def test_what_the_law_forbids_is_said_first(flow: Flow, land: CaseRecord, knowledge: Knowledge) -> None:
    notes = notes_for(flow.node("oral"), opened(flow, land), knowledge)
    assert "农村土地承包经营纠纷调解仲裁法" in notes[0].text


def test_how_long_to_keep_a_dossier_is_proposed_until_somebody_chose(
    flow: Flow, land: CaseRecord, knowledge: Knowledge
) -> None:
    node = flow.node("archive")
    assert not [n for n in notes_for(node, opened(flow, land), knowledge) if n.values]
    dossier = msgspec.structs.replace(land.dossier, retention=None) if land.dossier else None
    unfiled = msgspec.structs.replace(land, dossier=dossier)
    note = next(n for n in notes_for(node, opened(flow, unfiled), knowledge) if n.values)
    assert note.values == {"dossier.retention": "长期"}
    assert note.text == "建议保管期限定为长期（30年）：分期履行。"


def test_money_that_came_pays_the_oldest_promise_first() -> None:
    payments = [
        Payment(amount=Decimal(100), due="2025-03-01"),
        Payment(amount=Decimal(100), due="2025-03-20"),
    ]
    case = CaseRecord(
        agreement=Agreement(form="书面", clauses=[Clause(payments=payments)]),
        performance=[Performance(amount=Decimal(150), date="2025-03-02")],
    )
    found = account(case, TODAY)
    assert [(row.state, row.words) for row in found.rows] == [
        ("paid", "已付"),
        ("late", "已付50元，迟 12 天"),
    ]
    assert found.sentence == "到今天应付200元，已付150元，还差50元。"


def test_payments_that_run_on_are_shown_a_few_ahead() -> None:
    payment = Payment(amount=Decimal(300), per="每月", start="2025-03-10")
    case = CaseRecord(agreement=Agreement(form="书面", clauses=[Clause(payments=[payment])]))
    found = account(case, TODAY)
    assert [row.state for row in found.rows] == ["late"] + ["ahead"] * 6
    assert found.rows[1].words == "未到期"


def test_an_agreement_without_money_says_so() -> None:
    assert account(CaseRecord(), TODAY).sentence == "协议里没有按日子付的钱。"


def test_a_new_part_begins_with_what_is_known_and_nothing_that_was_said() -> None:
    case = CaseRecord(
        parties=[Party(role="申请人", name="张某")],
        mediators=[Mediator(name="陈某")],
        recorder="周某",
        title="某纠纷",
    )
    assert beginning(case, "investigations") == {"investigators": ["陈某"], "recorder": "周某"}
    assert beginning(case, "parties") == {"role": "被申请人", "kind": "自然人"}
    assert beginning(case, "visits") == {"reason": "某纠纷", "visited": ["张某"]}
    assert beginning(case, "evidence") == {}
    assert beginning(case, "agents") == {"agent_id": "D1"}


def test_names_are_offered_once_and_the_mediators_of_the_case_first() -> None:
    case = CaseRecord(parties=[Party(name="张某")], mediators=[Mediator(name="陈某")], recorder="周某")
    names = names_for(case, ["刘某某", "陈某"])
    assert names.staff == ("陈某", "周某", "刘某某")
    assert names.parties == ("张某",)
