"""The three samples pass, what they expect is found, and the engine orders and levels what the rules say."""

from __future__ import annotations

from datetime import date

import pytest
from review_bench import facts, fields, found, yardstick
from sample_records import land, neighbours, put, sample, wages

from jxdesk.errors import UserError
from jxdesk.paths import read_resource
from jxdesk.review.engine import CHECKS, NOT_YET, check
from jxdesk.review.finding import Finding, Hit
from jxdesk.review.lending import Lending, yearly_rates
from jxdesk.review.people import bare, same, signatures
from jxdesk.review.rulebook import RuleBook
from jxdesk.review.watchwords import Watchwords
from jxdesk.rules.case_record import CaseRecord


@pytest.mark.parametrize("key", ["S1", "S2", "S4"])
@pytest.mark.parametrize("archiving", [False, True])
def test_a_sample_has_nothing_that_stops_printing_or_archiving(key: str, *, archiving: bool) -> None:
    findings = check(sample(key), facts(archiving=archiving))
    assert [f for f in findings if f.level in {"P", "A"}] == []


def test_the_land_case_must_be_written() -> None:
    oral = put(put(land(), "agreement.form", "口头"), "agreement.agreed_date", "2025-03-21")
    told = [f for f in check(oral, facts()) if f.field == "agreement.form"]
    assert [(f.rule, f.law) for f in told] == [("R-34", "农村土地承包经营纠纷调解仲裁法第十条")]


def test_the_wages_case_must_be_written_and_its_instalments_add_up() -> None:
    oral = put(put(wages(), "agreement.form", "口头"), "agreement.agreed_date", "2026-05-08")
    assert [f.law for f in found("R-34", oral)] == ["劳动争议调解仲裁法第十四条"]
    assert fields("R-29", wages()) == []


def test_the_rolled_over_last_days_of_the_samples_are_right_and_the_raw_ones_are_not() -> None:
    for case, raw in ((land(), "2025-04-20"), (wages(), "2026-06-07")):
        assert fields("R-39", case) == []
        unrolled = put(case, "agreement.judicial_confirmation.deadline", raw)
        assert fields("R-39", unrolled) == ["agreement.judicial_confirmation.deadline"]


def test_the_fifteenth_day_of_the_wages_case_is_21_may() -> None:
    running = put(put(wages(), "agreement", None), "dossier", None)
    (told,) = found("R-24", running, today=date(2026, 5, 25))
    assert "2026年5月21日" in told.message


def test_the_land_case_may_not_find_whose_land_it_is() -> None:
    text = "双方确认该18.5亩土地承包经营权归张某所有。"
    assert fields("R-41", put(land(), "agreement.clauses[0].text", text)) == ["agreement.clauses[0].text"]


def test_the_neighbours_case_needs_no_application_but_a_signed_register() -> None:
    assert neighbours().application is None
    assert found("R-08", neighbours()) == []
    assert fields("R-08", put(neighbours(), "acceptance.party_signatures", [])) != []


def test_rules_for_written_agreements_do_not_touch_an_oral_one() -> None:
    bare_oral = put(put(neighbours(), "agreement.signatures", {}), "agreement.responsibility", None)
    for rule in ("R-25", "R-26", "R-27"):
        assert found(rule, bare_oral) == [], rule


def test_findings_come_gravest_first_and_once() -> None:
    broken = put(put(land(), "agreement.copies", 9), "dispute_type", None)
    findings = check(put(broken, "evidence[0].pages", None), facts())
    levels = [f.level for f in findings]
    assert levels == sorted(levels, key="PAWI".index)
    assert {"P", "A", "W"} <= set(levels)
    assert len(findings) == len(set(findings))


def test_an_empty_case_can_be_checked() -> None:
    assert check(CaseRecord(), facts()) == ()
    assert check(CaseRecord(), facts(archiving=True)) != ()


def test_about_a_void_case_only_that_is_said() -> None:
    broken = put(put(land(), "agreement.copies", 9), "void_reason", "重复登记")
    (only,) = check(broken, facts(archiving=True))
    assert (only.rule, only.level) == ("R-00", "P")
    assert "作废：重复登记" in only.message
    assert only.concerns("agreement")


def test_every_rule_is_either_checked_or_named_with_a_reason() -> None:
    every = {f"R-{number:02d}" for number in range(71)}  # R-00 and from R-63 on they are our own
    assert set(CHECKS) | set(NOT_YET) == every
    assert not set(CHECKS) & set(NOT_YET)
    assert set(yardstick().book.rules) == set(CHECKS)


def test_a_finding_knows_which_documents_it_concerns() -> None:
    of_agreement = Finding("R-26", "P", "份数", "agreement.copies", "")
    assert of_agreement.concerns("agreement")
    assert not of_agreement.concerns("follow-up")
    assert Finding("R-31", "P", "姓名", "parties[0].name", "").concerns("follow-up")
    assert Finding("R-37", "A", "回访", "visits[0].date", "").concerns("follow-up")


def test_the_law_sets_a_floor_that_a_county_cannot_lower() -> None:
    text = read_resource("codes", "review.toml")
    lowered = text.replace('level = "P"\nminimum = "P"', 'level = "W"\nminimum = "P"', 1)
    with pytest.raises(UserError, match="由法律规定"):
        RuleBook.from_toml(lowered)


def test_a_county_may_change_what_the_law_leaves_open() -> None:
    book = RuleBook.from_toml('[R-53]\ntitle="甲"\nlaw="乙"\nlevel="W"\nvariants={sensitive="I"}')
    assert book.finding("R-53", Hit("丙", "dossier.retention")).level == "W"
    assert book.finding("R-53", Hit("丙", "dossier.retention", variant="sensitive")).level == "I"


def test_a_broken_rule_file_is_told_in_words() -> None:
    with pytest.raises(UserError, match="检查规则文件有误"):
        RuleBook.from_toml('[R-01]\nlevel="Z"')
    with pytest.raises(UserError, match="检查用词文件有误"):
        Watchwords.from_toml(read_resource("codes", "watchwords.toml").replace('"尽快"', '"尽快("'))
    with pytest.raises(UserError, match="利率表有误"):
        Lending.from_toml("as_of = 1")


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("按月利率2%支付利息", "24"),
        ("月息1.5分", "18"),
        ("年利率12%", "12"),
        ("年息一分", "10"),
        ("每日万分之五", "18.25"),
        ("自逾期之日起按未付金额每日万分之三", "10.95"),
        ("每日按千分之一", "36.5"),
        ("月息一分半", "18"),
        ("每天百分之一", "365"),
    ],
)
def test_a_rate_is_turned_into_a_year(text: str, percent: str) -> None:
    assert [f"{rate.percent.normalize():f}" for rate in yearly_rates(text)] == [percent]


def test_a_sentence_without_rate_has_none() -> None:
    assert list(yearly_rates("李某于2025年10月31日前付清4950元，每亩650元。")) == []


def test_the_ceiling_is_four_times_the_rate_of_the_day() -> None:
    lending = yardstick().lending
    assert lending.ceiling(date(2024, 8, 1)) == lending.multiple * 335 / 100
    assert lending.ceiling(date(2019, 8, 19)) is None


def test_a_bracket_may_belong_to_the_name_or_to_the_signature() -> None:
    company, agent, proxy = signatures(["样例米业有限公司（样例）", "魏某（代公司）", "郑某（代周某乙）"])
    assert same(company.name, "样例米业有限公司（样例）")
    assert bare(agent.name) == "魏某"
    assert (bare(proxy.name), proxy.on_behalf) == ("郑某", "周某乙")
    assert signatures("张某") == ()
    assert signatures([None, {"mode": "盖章"}, " "]) == ()


def test_findings_speak_of_what_to_do() -> None:
    broken = put(put(land(), "agreement.copies", 9), "agreement.clauses[3].text", "李某尽快清理。")
    for finding in check(broken, facts()):
        assert finding.message.endswith("。")
        assert finding.law
        assert finding.field
