"""保管期限: the class a case seems to need by the county's list, and why."""

from __future__ import annotations

from typing import Any

import pytest
from sample_records import land, neighbours, put, wages

from jxdesk.errors import UserError
from jxdesk.paths import read_resource
from jxdesk.rules.case_record import CaseRecord, Party
from jxdesk.rules.codes import Codes
from jxdesk.rules.retention import Retention

TEXT = read_resource("documents", "retention.toml")


@pytest.fixture(scope="module")
def retention() -> Retention:
    return Retention.from_toml(TEXT)


@pytest.mark.parametrize("case", [land(), neighbours(), wages()], ids=["land", "neighbours", "wages"])
def test_the_samples_get_the_class_their_dossiers_bear(retention: Retention, case: CaseRecord) -> None:
    assert case.dossier is not None
    assert retention.propose(case).retention == case.dossier.retention


@pytest.mark.parametrize(
    ("path", "value", "wanted", "because"),
    [
        ("intake.risk_answers", ["death"], "永久", "有人死亡"),
        ("intake.risk_answers", ["injury"], "长期", "人身损害"),
        ("intake.response_level", "红", "永久", "重大影响"),
        ("intake.people_count", 10, "永久", "群体"),
        ("parties", [Party(name=f"样例{n}") for n in range(10)], "永久", "群体"),
        ("intake.people_count", 9, "短期", "没有"),
        ("acceptance.brief", "老人要求三个儿子给付赡养费。", "长期", "赡养"),
        ("dispute_type", "房屋宅基地纠纷", "长期", "土地、房屋"),
        ("dispute_type", "道路交通事故纠纷", "长期", "人身损害"),
    ],
)
def test_one_mark_is_enough_and_says_why(
    retention: Retention, path: str, value: Any, wanted: str, because: str
) -> None:
    proposal = retention.propose(put(neighbours(), path, value))
    assert proposal.retention == wanted
    assert because in proposal.because


def test_payment_in_instalments_and_confirmation_are_kept_long(retention: Retention) -> None:
    plain = put(wages(), "agreement.judicial_confirmation", None)
    assert retention.propose(plain).because == "分期履行"
    assert retention.propose(wages()).because == "申请了司法确认"


def test_the_gravest_mark_holds_whatever_else_fits(retention: Retention) -> None:
    assert retention.propose(put(land(), "intake.risk_answers", ["death", "injury"])).retention == "永久"


def test_years_are_said_where_the_class_has_any(retention: Retention) -> None:
    assert retention.with_years("短期") == "短期（10年）"
    assert retention.with_years("永久") == "永久"
    assert retention.with_years("另定") == "另定"


def test_the_classes_are_those_a_person_can_choose(retention: Retention) -> None:
    words = Codes.from_toml(read_resource("codes", "dictionaries.toml")).dictionary("retention").words()
    assert tuple(one.word for one in retention.classes) == tuple(words)


def test_a_list_that_names_an_unknown_class_or_key_is_refused() -> None:
    with pytest.raises(UserError, match="不认识的“很久”"):
        Retention.from_toml(TEXT.replace('retention = "永久"', 'retention = "很久"'))
    with pytest.raises(UserError, match="colour"):
        Retention.from_toml('colour = "red"\n' + TEXT)
