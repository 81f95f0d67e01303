"""Every rule has its pair, each pair differs in the one place it names, and 去改 leads to where it is cured.

The pairs of R-01 to R-49 stand with their subjects (``test_review_register.py`` …); those of rules that look
beyond the case, and of our own from R-63, stand here.
"""

# ruff: noqa: FBT003 - True and False are answers put into a case here, not switches of a call
from __future__ import annotations

import itertools
import re
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest
import test_review_aftermath
import test_review_agreement
import test_review_names
import test_review_register
import test_review_sessions
from review_bench import TODAY, Pair, facts, fields, found, pair, yardstick
from sample_records import land, neighbours, put, wages

from jxdesk.documents.fonts import missing_glyphs
from jxdesk.flow.engine import walk
from jxdesk.flow.loader import load
from jxdesk.paths import read_resource
from jxdesk.review.engine import CHECKS, check
from jxdesk.review.facts import MissingGlyph, RegisterPlace, RepeatedText
from jxdesk.review.text_walk import texts
from jxdesk.rules.case_record import (
    Acceptance,
    CaseRecord,
    Correction,
    Guardian,
    Investigation,
    Reading,
    Termination,
)
from jxdesk.rules.deadlines import upcoming
from jxdesk.services.reviews import _template as _template_of
from jxdesk.ui.case.field_route import step_of

ANSWERED = test_review_register.ANSWERED.screening
SAYS = "agreement.clauses[3].text"
PARENT = "被申请人按月支付申请人赡养费，赡养方式由兄弟二人商定。"
BOILERPLATE = "双方当事人在调解员的耐心劝说下互谅互让，达成一致意见，握手言和。"
RUNNING = put(land(), "dossier", None)
UNFILED = put(land(), "dossier.filed_date", None)
ENDED = put(
    put(put(land(), "agreement", None), "mediations", []),
    "termination",
    Termination(date="2025-04-10", reason="当事人撤回", remedies_told=["司法"]),
)
CORRECTED = put(
    put(land(), "dossier.locked_at", "2025-07-01T10:00"),
    "corrections",
    [Correction(at="2025-07-02T09:00", by="周某", what="卷宗 立卷人", old="周", new="周某", why="漏字")],
)
READ_TO = put(
    put(land(), "parties[0].literate", False),
    "readings",
    [
        Reading(document=one, listener="张某", reader="陈某", witness="孙某")
        for one in ("rights-notice", "investigation", "mediation-record", "agreement")
    ],
)
HELD = land()  # its contents page came with it
TWO_SIDES = put(wages(), "parties[0].agent_id", None)
WARD = put(put(land(), "parties[1].capacity", "限制民事行为能力"), "parties[1].guardian",
           Guardian(name="李父", relation="父亲"))  # fmt: skip
WARD = put(WARD, "agreement.clauses", [put(c, "obligor", "张某") for c in land().agreement.clauses])


def _register(_case: CaseRecord) -> dict[str, Any]:
    return {"register": RegisterPlace(before=16)}


def _glyphs(case: CaseRecord) -> dict[str, Any]:
    missing = [MissingGlyph(one, path) for path, said in texts(case) for one in missing_glyphs(said)]
    return {"missing_glyphs": tuple(missing)}


def _template(case: CaseRecord) -> dict[str, Any]:
    return {"bound": _template_of(case)}


def _repeated(case: CaseRecord) -> dict[str, Any]:
    """Ten cases of the mediator hold the boilerplate and nothing else of this case."""
    again = [path for path, said in texts(case) if said == BOILERPLATE]
    return {"repeated": tuple(RepeatedText(path, 10) for path in again)}


def _pages(case: CaseRecord) -> dict[str, Any]:
    """A page for each thousand characters of the story, as if that were all the paper held."""
    assert case.agreement is not None
    return {"agreement_pages": 1 + len(case.agreement.facts or "") // 1000}


def _twin(case: CaseRecord) -> dict[str, Any]:
    """The same two men have another case about a neighbours' quarrel."""
    return {"twins": ("集福人调字〔2025〕第9号",) if case.dispute_type == "邻里纠纷" else ()}


PAIRS = [
    pair("R-00", "voided", land(), "void_reason", "重复登记", "已作废", "P"),
    pair("R-02", "a number left out", land(), "number.seq", 19, "缺第17号到第18号", "W", see=_register),
    pair("R-06", "two organisations", put(put(wages(), "parties", wages().parties[2:]), "screening", ANSWERED),
         "parties[0].kind", "法人",
         "都是单位", "W", at="parties"),
    pair("R-09", "two who ask and nobody to answer", land(), "parties[1].role", "申请人", "不足两方", "A", at="parties"),
    pair("R-10", "a guardian's number", put(land(), "parties[0].guardian", Guardian(name="张父")),
         "parties[0].guardian.id_no", "230521196305129973", "第18位", "W"),
    pair("R-10", "an agent's number", wages(), "agents[0].id_no", "230521198006099994", "第18位", "W"),
    pair("R-14", "an agent of nobody", put(wages(), "parties[3].agent_id", "G1"), "agents[0].agent_id", "G2",
         "是谁的代理人", "A", at="agents[0].name"),
    pair("R-15", "nothing that proves who heads the company",
         put(put(put(wages(), "agents", []), "parties[3].agent_id", None), "agreement.signatures",
             {"parties": ["吕某", "韩某", "于某", {"name": "集贤县样例米业有限公司（样例）", "mode": "盖章"}]}),
         "evidence[2].name", "授权委托书", "身份证明", "W", at="evidence"),
    pair("R-17", "an investigation taken down without its end", put(RUNNING, "investigations", [Investigation()]),
         "investigations[0].qa", [["问", "甲"]], "结束时间", "A", at="investigations[0].end"),
    pair("R-22", "money that came tomorrow", land(), "performance[1].date", "2027-01-01", "还没有到", "A"),
    pair("R-22", "a cover that ends before it begins", land(), "dossier.mediation_to", "2025-03-16", "早于起日", "A"),
    pair("R-24", "no agreement within thirty days", land(), "agreement.seal_date", "2025-04-17", "超过30日", "W",
         at="acceptance.date"),
    pair("R-26", "a clause that says another number of copies", land(), SAYS, "本协议一式四份。", "应当一式3份", "P"),
    pair("R-32", "an amount in the way of performing that no clause has", land(), "agreement.performance",
         "方式：现金；地点：福利镇；首付款8500元。", "协议条款里没有", "P"),
    pair("R-33", "another committee than the seal's", land(), "committee.name", "集贤县升昌镇人民调解委员会", "不一致",
         "P", see=lambda _case: {"seal_name": "集贤县福利镇人民调解委员会"}),
    pair("R-39", "applied for before it was in force", wages(), "agreement.judicial_confirmation.applied_date",
         "2026-05-07", "早于协议生效", "W"),
    pair("R-50", "a page left out of the contents", HELD, "dossier.catalog[1]", ["人民调解受理登记表", "3"], "不连续",
         "A", at="dossier.catalog", see=_template),
    pair("R-50", "a page listed twice", HELD, "dossier.catalog[2]", ["人民调解当事人权利义务告知书", "2-4"], "重复",
         "A", at="dossier.catalog", see=_template),
    pair("R-50", "another last page than the total", HELD, "dossier.total_pages", 25, "总页数", "A",
         at="dossier.catalog", see=_template),
    pair("R-50", "a paper the contents forget", HELD, "dossier.catalog[7]", ["其他材料", "18-19"], "没有列“人民调解协议书”",
         "A", at="dossier.catalog", see=_template),
    pair("R-50", "evidence nobody counted", land(), "evidence[0].pages", None, "页号排不下去", "A", see=_template),
    pair("R-51", "the agreement before the record", HELD, "dossier.catalog",
         [["人民调解申请书", "1"], ["人民调解协议书", "2-3"], ["人民调解记录", "4-5"]], "应当排在", "A", see=_template),
    pair("R-51", "a cover with a page number", HELD, "dossier.catalog[10]", ["封底", "24"], "不编页号", "A",
         at="dossier.catalog", see=_template),
    pair("R-52", "nobody who put it together", land(), "dossier.filed_by", None, "立卷人", "W"),
    pair("R-52", "filed and inspected by one", land(), "dossier.checked_by", "周某", "换一个人", "W"),
    pair("R-52", "inspected before it was filed", land(), "dossier.checked_date", "2025-11-09", "早于", "W"),
    pair("R-52", "nobody who inspected it", put(put(land(), "dossier.catalog", []), "dossier.checked_by", "陈某"),
         "dossier.checked_by", None, "谁检查", "W"),
    pair("R-60", "the report and the cover begin on two days", land(), "dossier.mediation_from", "2025-03-18",
         "改成一致", "W"),
    pair("R-60", "nobody who handled it", land(), "mediators", [], "承办人", "W"),
    pair("R-54", "two words for one deposit", put(land(), SAYS, "定金由张某收下。"), "agreement.clauses[4].text",
         "订金不退。", "意思不同", "W"),
    pair("R-56", "a character no font has", land(), "parties[0].name", "张\U0003fffd", "没有字形", "P", see=_glyphs),
    pair("R-57", "what ten cases say word for word", land(), "visits[0].content", BOILERPLATE, "一字不差", "I",
         see=_repeated),
    pair("R-59", "an agreement of several pages", UNFILED, "agreement.facts", "双方因租金发生争议。" * 200,
         "骑缝章", "I", at="agreement.seal_date", see=_pages),
    pair("R-61", "the same people, the same kind of matter", land(), "dispute_type", "邻里纠纷", "重复申报", "W", see=_twin),
    pair("R-62", "a correction without its reason", CORRECTED, "corrections[0].why", " ", "没有写为什么", "A",
         at="dossier.changes"),
    pair("R-62", "a correction by nobody", CORRECTED, "corrections[0].by", None, "没有写谁更正的", "A", at="dossier.changes"),
    pair("R-62", "a correction in a dossier that is not locked", CORRECTED, "dossier.locked_at", None, "没有锁", "A",
         at="dossier.changes"),
    pair("R-63", "one agent for both sides", TWO_SIDES, "parties[0].agent_id", "G1", "既代理", "W",
         at="parties[3].agent_id"),
    pair("R-64", "an agreement after a failed session", land(), "mediations[0].result", "调解不成", "已经达成", "A"),
    pair("R-64", "closed as oral and agreed in writing", land(), "mode", "口头", "改成一致", "A"),
    pair("R-64", "closed as written and no agreement", put(ENDED, "mode", "撤回"), "mode", "书面", "没有协议", "A"),
    pair("R-65", "a mediator nobody appointed", land(), "mediators[1].name", "孙某", "刘某某", "W",
         at="agreement.signatures"),
    pair("R-66", "a ward who pays", WARD, "agreement.clauses[2].obligor", "李某", "监护人", "W"),
    pair("R-67", "a receipt entered twice", land(), "performance[2]", land().performance[1], "记了两遍", "W",
         at="performance"),
    pair("R-68", "a son let off", put(land(), SAYS, PARENT), SAYS, "次子今后不再承担赡养义务。", "法律不允许", "W"),
    pair("R-70", "a notice read aloud with nobody watching", READ_TO, "readings[0].witness", None,
         "当事人权利义务告知书", "W", at="readings"),
    pair("R-70", "a record nobody read aloud", READ_TO, "readings[2].reader", None, "：人民调解记录，", "W", at="readings"),
    pair("R-70", "the reader watches himself", READ_TO, "readings[3].witness", "陈某", "另写一位", "W"),
    pair("R-70", "the other side watches", READ_TO, "readings[0].witness", "李某", "当事人", "W"),
]  # fmt: skip

EVERY: list[Any] = [
    *test_review_register.PAIRS,
    *test_review_sessions.PAIRS,
    *test_review_agreement.PAIRS,
    *test_review_aftermath.PAIRS,
    *test_review_names.PAIRS,
    *PAIRS,
]


@pytest.mark.parametrize("two", PAIRS)
def test_the_rule_speaks_of_exactly_the_place_that_differs(two: Pair) -> None:
    two.hold()


def test_no_rule_lacks_its_pair() -> None:
    assert set(CHECKS) == {one.values[0].rule for one in EVERY}


@pytest.mark.parametrize("two", EVERY)
def test_the_two_cases_of_a_pair_differ_in_the_named_field_alone(two: Pair) -> None:
    places = _differences(two.good, two.worse, "")
    assert places
    assert [place for place in places if not re.match(rf"{re.escape(two.path)}(?![a-z_])", place)] == []


def _differences(one: Any, other: Any, path: str) -> list[str]:
    """Every place, as deep as records and lists go, in which two records differ."""
    if one == other:
        return []
    if isinstance(one, msgspec.Struct) and type(one) is type(other):
        names = [(f"{path}.{name}".lstrip("."), name) for name in one.__struct_fields__]
        return [
            at for here, name in names for at in _differences(getattr(one, name), getattr(other, name), here)
        ]
    if isinstance(one, list) and isinstance(other, list):
        both = enumerate(itertools.zip_longest(one, other))
        return [at for number, two in both for at in _differences(*two, f"{path}[{number}]")]
    return [path]


def test_where_a_finding_points_to_there_is_a_step_to_cure_it() -> None:
    flow = load(read_resource("flows", "one_stop.toml"), "one_stop.toml")
    at = yardstick()
    lost = set()
    for one in EVERY:
        two: Pair = one.values[0]
        deadlines = upcoming(two.worse, TODAY, at.calendar, at.limits)
        walked = walk(flow, two.worse, deadlines, TODAY)
        hits = found(two.rule, two.worse, **two.see(two.worse))
        lost |= {hit.field for hit in hits if not step_of(hit.field, walked)}
    assert lost == {"void_reason"}  # 恢复 is a button of the page


def test_a_case_that_ended_before_any_session_needs_no_notice_and_nobodys_consent() -> None:
    case = put(put(ENDED, "rights_notice", None), "acceptance", Acceptance(date="2025-03-17"))
    for rule in ("R-06", "R-07", "R-16"):
        assert [
            f for f in found(rule, put(case, "screening.exclusive_authority", True)) if f.level == "A"
        ] == [], rule
    assert fields("R-07", put(case, "termination", None)) == ["acceptance.consent_of_all"]


@pytest.mark.parametrize("mode", ["撤回", "调解不成"])
def test_a_case_that_ended_without_agreement_can_be_filed(mode: str) -> None:
    """Level A holds back archiving, so nothing may ask for papers that such a case never has."""
    case = put(put(put(ENDED, "mode", mode), "visits", []), "performance", [])
    case = put(put(case, "statistics", {}), "dossier.catalog", [])
    early = put(
        put(put(case, "rights_notice", None), "investigations", []), "acceptance.consent_of_all", None
    )
    for one in (case, put(early, "acceptance.party_signatures", ["张某"])):
        told = check(one, facts(archiving=True))
        assert [f for f in told if f.level in {"P", "A"}] == []


def test_a_visit_after_filing_is_no_fault() -> None:
    later = put(land(), "visits[2]", put(land().visits[1], "date", "2026-03-01"))
    assert fields("R-22", later) == []


def test_a_place_nobody_wrote_down_contradicts_none() -> None:
    case = put(put(land(), "investigations[1].start", "2025-03-19T09:30"), "investigations[1].place", None)
    assert fields("R-23", case) == []


def test_the_new_agreement_that_replaces_another_is_not_taken_for_a_second_claim() -> None:
    twin = {"twins": ("集福人调字〔2025〕第9号",)}
    assert fields("R-61", land(), **twin) == ["dispute_type"]
    for typed in ("集福人调字〔2025〕第9号", "集福人调字[2025]第9号", " 集福人调字（２０２５）第 9 号"):
        assert fields("R-61", put(land(), "supersedes", typed), **twin) == []
    assert fields("R-61", put(land(), "supersedes", "集福人调字〔2025〕第8号"), **twin) == ["dispute_type"]


def test_the_agreement_that_was_replaced_is_not_taken_for_one_either() -> None:
    twin = {"twins": ("集福人调字〔2025〕第9号", "集福人调字〔2026〕第30号")}
    (told,) = found("R-61", land(), **twin, replaced_by=("集福人调字〔2026〕第30号",))
    assert "〔2025〕第9号" in told.message
    assert "〔2026〕第30号" not in told.message


def test_two_cases_at_one_place_of_the_register_are_told() -> None:
    (told,) = found("R-02", land(), register=RegisterPlace(before=16, same_number=("D6-9",)))
    assert "D6-9" in told.message


def test_a_sequence_that_cannot_be_meant_is_told_instead_of_millions_missing() -> None:
    (told,) = found("R-02", put(land(), "number.seq", 10_000), register=RegisterPlace(before=16))
    assert "大得不像真的" in told.message
    (gap,) = found("R-02", put(land(), "number.seq", 9_999), register=RegisterPlace(before=16))
    assert "缺第17号到第9998号" in gap.message


def test_the_first_number_of_a_year_may_be_any() -> None:
    assert found("R-02", land(), register=RegisterPlace(before=None)) == []


def test_periodic_support_has_no_sum_that_could_be_exceeded() -> None:
    monthly = put(land(), "agreement.clauses[2].payments[0].per", "每月")
    assert found("R-67", put(monthly, "performance[1].amount", Decimal(99_000))) == []


def test_an_oral_agreement_needs_no_seal_across_pages() -> None:
    assert found("R-59", put(neighbours(), "dossier", None), agreement_pages=3) == []


def test_what_only_an_archived_case_is_asked_a_running_one_is_not() -> None:
    running = put(put(RUNNING, "evidence[0].pages", None), "supersedes", None)
    for rule in ("R-50", "R-51", "R-52", "R-53", "R-61"):
        assert found(rule, running, twins=("甲",), today=date(2025, 4, 1)) == [], rule
