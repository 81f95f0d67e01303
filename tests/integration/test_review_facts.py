"""What the checks are told of other cases comes out of a real file, and a void case counts for nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jxdesk.desk import Desk
from jxdesk.models import Case

SAMPLES = Path(__file__).parents[1] / "data" / "sample_cases.json"
S1 = "集福人调字〔2025〕第17号"
SAME_WORDS = "分别做工作后，双方就每亩700元、分两次付款及补贴归属达成一致。"


def document(**changed: Any) -> dict[str, Any]:
    """S1 as a file holds it, with parts of it replaced."""
    case = json.loads(SAMPLES.read_text(encoding="utf-8"))["cases"][0]
    return {**case, **changed}


def numbered(seq: int, **changed: Any) -> dict[str, Any]:
    text = f"集福人调字〔2025〕第{seq}号"
    number = {**document()["number"], "seq": seq, "text": text}
    agreement = {**document()["agreement"], "number": text}
    return document(**{"number": number, "agreement": agreement, **changed})


@pytest.fixture
def take(desk: Desk, tmp_path: Path) -> Any:
    """Import cases; returns nothing."""

    def taken(*cases: dict[str, Any]) -> None:
        path = tmp_path / "cases.json"
        text = json.dumps({"schema": "jxdesk.case/1", "cases": list(cases)}, ensure_ascii=False)
        path.write_text(text, encoding="utf-8")
        outcomes = [(one.outcome, one.message) for one in desk.files.import_files([path])]
        assert outcomes == [("imported", "")] * len(cases)

    return taken


def rules(desk: Desk, label: str, rule: str) -> list[str]:
    found = desk.reviews.check(desk.cases.resolve(label), archiving=rule == "R-57")
    return [f.message for f in found if f.rule == rule]


def test_a_gap_in_the_register_is_told_on_the_case_behind_it(desk: Desk, take: Any) -> None:
    take(numbered(15), numbered(17), numbered(18))
    assert "缺第16号" in rules(desk, S1, "R-02")[0]
    assert rules(desk, "集福人调字〔2025〕第15号", "R-02") == []
    assert rules(desk, "集福人调字〔2025〕第18号", "R-02") == []


def test_a_mediator_in_another_village_at_the_same_hour_is_told(desk: Desk, take: Any) -> None:
    elsewhere = [{**document()["mediations"][0], "start": "2025-03-21T10:30", "place": "样例九村"}]
    take(numbered(17), numbered(18, mediations=elsewhere))
    (said,) = [one for one in rules(desk, S1, "R-23") if "第18号" in one and "陈某" in one]
    assert "第1次调解" in said
    other = desk.cases.resolve("集福人调字〔2025〕第18号")
    with desk.database.transaction() as session:
        session.get_one(Case, other).void_reason = "重复登记"
    assert rules(desk, S1, "R-23") == []


def test_an_investigation_elsewhere_counts_like_a_session(desk: Desk, take: Any) -> None:
    record = {**document()["investigations"][0], "start": "2025-03-19T09:10", "place": "样例九村"}
    take(numbered(17), numbered(18, investigations=[record], mediations=[]))
    assert any("第1次调查" in one and "第18号" in one for one in rules(desk, S1, "R-23"))


def test_the_tenth_case_with_the_same_paragraph_is_told(desk: Desk, take: Any) -> None:
    def written(seq: int) -> dict[str, Any]:
        story = f"第{seq}件案件的事实经过，各写各的，彼此不同，请看记录。"
        own = {**document()["mediations"][0], "record": [story, SAME_WORDS]}
        agreement = {**document()["agreement"], "facts": story, "number": f"集福人调字〔2025〕第{seq}号"}
        visits = [{**document()["visits"][0], "content": story}]
        application = {**document()["application"], "brief": story}
        return numbered(seq, mediations=[own], agreement=agreement, visits=visits, application=application)

    take(*(written(seq) for seq in range(17, 26)))
    assert rules(desk, S1, "R-57") == []
    take(written(26))
    assert ["10件" in one for one in rules(desk, S1, "R-57")] == [True]


def test_the_same_people_and_kind_of_matter_are_pointed_out_once_filed(desk: Desk, take: Any) -> None:
    take(numbered(17), numbered(18))
    assert "第18号" in rules(desk, S1, "R-61")[0]
    desk.archiving.take_back(desk.cases.resolve(S1))
    assert rules(desk, S1, "R-61") == []


@pytest.mark.parametrize("typed", [S1, "集福人调字[2025]第17号", " 集福人调字（2025）第17号 "])
def test_a_new_agreement_on_the_same_matter_and_the_old_one_are_not_two_claims(
    desk: Desk, take: Any, typed: str
) -> None:
    take(numbered(17), numbered(18, supersedes=typed))
    assert rules(desk, "集福人调字〔2025〕第18号", "R-61") == []
    assert rules(desk, S1, "R-61") == []


def test_a_third_case_of_the_same_people_is_still_pointed_out_on_both(desk: Desk, take: Any) -> None:
    take(numbered(17), numbered(18, supersedes=S1), numbered(19, supersedes="集福人调字〔2025〕第9号"))
    (said,) = rules(desk, S1, "R-61")
    assert "第19号" in said
    assert len(rules(desk, "集福人调字〔2025〕第19号", "R-61")) == 2


def test_pages_of_the_agreement_are_counted_from_the_paper(desk: Desk, take: Any) -> None:
    take(numbered(17))
    assert rules(desk, S1, "R-59") == []
    desk.archiving.take_back(desk.cases.resolve(S1))
    pages = desk.papers.produce(
        desk.cases.resolve(S1),
        next(ref for ref in desk.papers.applicable(desk.cases.resolve(S1)) if ref.document_id == "agreement"),
    ).pages
    assert f"有{pages}页" in rules(desk, S1, "R-59")[0]
