"""The words of the chart: a mediator's whole guidance, so they are held to what the law and the desk say."""

from __future__ import annotations

import re

import pytest
from flow_cases import FLOW

from jxdesk.flow import loader
from jxdesk.flow.definition import Node

ARTICLE = re.compile(r"《(.+?)》第(\d+)条")
# Articles that exist, per law (law.md): a reference outside is a slip of the pen.
LAST_ARTICLE = {
    "人民调解法": 35,
    "人民调解工作若干规定": 44,
    "反家庭暴力法": 38,
    "未成年人保护法": 132,
    "个人信息保护法": 74,
    "民法典": 1260,
    "民事诉讼法": 306,
    "民事诉讼法解释": 550,
    "劳动争议调解仲裁法": 54,
    "农村土地承包经营纠纷调解仲裁法": 53,
}
EXPECTED_LAW = {
    "screening": "《人民调解工作若干规定》第20条至第22条",
    "rights_notice": "《人民调解法》第3条、第4条、第23条、第24条",
    "termination": "《人民调解法》第3条、第25条、第26条",
    "effect": "《人民调解法》第29条、第30条、第31条",
    "confirmation": "《人民调解法》第33条",
    "replacement": "《人民调解工作若干规定》第25条",
}


@pytest.mark.parametrize("node", FLOW.nodes, ids=lambda node: node.id)
def test_each_step_says_what_to_do_and_what_to_say_in_two_readable_lines(node: Node) -> None:
    for line in node.say:
        assert 20 <= len(line) <= 75, line
        assert line.endswith(("。", "”", "？")), line
        assert line.count("“") == line.count("”"), line


@pytest.mark.parametrize("node", FLOW.nodes, ids=lambda node: node.id)
def test_each_law_named_has_the_article(node: Node) -> None:
    references = [*node.law, *(rule.law for rule in node.forbidden)]
    for law, number in (found for text in references for found in ARTICLE.findall(text)):
        assert 1 <= int(number) <= LAST_ARTICLE[law]


@pytest.mark.parametrize(("node_id", "law"), EXPECTED_LAW.items())
def test_the_articles_a_citizen_may_ask_about_stand_at_their_step(node_id: str, law: str) -> None:
    assert law in FLOW.node(node_id).law


def test_what_is_forbidden_names_an_article_in_full_and_in_short() -> None:
    for rule in (rule for node in FLOW.nodes for rule in node.forbidden):
        full = ARTICLE.match(rule.law)
        assert full is not None
        assert rule.short.endswith(f"{full.group(2)}条")
        assert len(rule.short) <= 10
        assert rule.say.endswith("。")


def test_every_document_belongs_to_a_step() -> None:
    assert {document for node in FLOW.nodes for document in node.documents} == loader.OF_STEPS


def test_the_five_service_lines_are_named_where_one_is_chosen() -> None:
    said = "".join(FLOW.node("triage").say)
    for line in ("矛盾调解", "法律援助", "劳动仲裁", "诉讼服务", "信访调处"):
        assert line in said


def test_termination_names_the_three_other_ways() -> None:
    said = "".join(FLOW.node("termination").say)
    assert all(way in said for way in ("仲裁", "行政机关", "法院"))


def test_a_visit_is_never_written_down_before_it_was_made() -> None:
    assert "不要提前写" in FLOW.node("follow_up").say[0]


def test_every_step_but_the_first_can_be_recognised_as_done_by_a_field_or_by_hand() -> None:
    assert all(node.fields or node.by_hand for node in FLOW.nodes)
