"""The loader refuses a chart that cannot be walked, and names the file and the step."""

from __future__ import annotations

import pytest
from flow_cases import one_stop_text

from jxdesk.errors import UserError
from jxdesk.flow import field_path, loader
from jxdesk.flow.definition import Flow
from jxdesk.rules.case_record import CaseRecord, Screening

HEAD = 'id = "test"\nversion = "1"\ntitle = "试"\nstart = "a"\n'


def node(node_id: str, row: int, extra: str) -> str:
    return (
        f'[[node]]\nid = "{node_id}"\ntitle = "步骤"\nrow = {row}\ncol = 0\n'
        f'say = ["做什么", "说什么"]\nlaw = ["《人民调解法》第3条"]\n{extra}\n'
    )


START = node("a", 0, 'done = "registered"\nways = [{ to = "z" }]')
END = node("z", 9, 'done = "archived"\nend = true')


def load(*parts: str) -> Flow:
    return loader.load(HEAD + "".join(parts), "county.toml")


def refusal(*parts: str) -> str:
    with pytest.raises(UserError) as refused:
        load(*parts)
    assert "county.toml" in refused.value.message
    assert refused.value.remedy
    return refused.value.message


def test_the_shipped_chart_loads_with_every_step() -> None:
    flow = loader.load(one_stop_text(), "one_stop.toml")
    assert flow.node("intake").title == "登记"
    assert len(flow.nodes) == 26


def test_a_small_chart_that_can_be_walked_is_taken() -> None:
    assert [n.id for n in load(START, END).nodes] == ["a", "z"]


@pytest.mark.parametrize(
    ("extra", "complaint"),
    [
        ('done = "registered"\nways = [{ to = "nowhere" }, { to = "z" }]', "去向“nowhere”不存在"),
        ('done = "invented"\nways = [{ to = "z" }]', "条件“invented”"),
        ('done = "registered"\nways = [{ to = "z", when = "invented" }, { to = "z" }]', "条件“invented”"),
        ('done = "registered"\nfields = ["application.breif"]\nways = [{ to = "z" }]', "“application.breif”"),
        ('done = "registered"\nfields = ["mediations"]\nways = [{ to = "z" }]', "“mediations”"),
        ('done = "registered"\nfields = ["application[]"]\nways = [{ to = "z" }]', "“application[]”"),
        ('done = "registered"\ndocuments = ["poem"]\nways = [{ to = "z" }]', "“poem”"),
        ('done = "registered"\ndeadlines = ["someday"]\nways = [{ to = "z" }]', "“someday”"),
        ('done = "registered"\nways = []', "没有出路"),
        ('done = "registered"\nways = [{ to = "z", when = "refused" }]', "没有出路"),
        ('done = "registered"\nways = [{ to = "z" }, { to = "z" }]', "只能有一个"),
        ('done = "registered"\nend = true\nways = [{ to = "z" }]', "既是终点又有去向"),
        ('done = "registered"\nways = [{ to = "b" }, { to = "z" }]', "只能有一个"),
        ('ways = [{ to = "z" }]', "缺少“done”"),
        ('done = "registered"\ncolour = "red"\nways = [{ to = "z" }]', "“colour”"),
        ('done = 3\nways = [{ to = "z" }]', "写法不对"),
    ],
)
def test_a_fault_in_a_step_is_refused_naming_the_step(extra: str, complaint: str) -> None:
    message = refusal(START.replace('to = "z"', 'to = "b"'), node("b", 1, extra), END)
    assert "“b”" in message
    assert complaint in message


def test_a_step_nobody_reaches_is_refused() -> None:
    assert "“b”" in refusal(START, node("b", 1, 'done = "registered"\nways = [{ to = "z" }]'), END)


def test_a_circle_without_an_end_is_refused() -> None:
    circle = START.replace('to = "z"', 'to = "b"')
    back = node("b", 1, 'done = "registered"\nways = [{ to = "a" }]')
    assert "走不到终点" in refusal(circle, back)


def test_a_way_back_that_says_so_is_taken() -> None:
    circle = START.replace('to = "z"', 'to = "b"')
    back = node("b", 1, 'done = "registered"\nways = [{ to = "a", back = true }, { to = "z" }]')
    assert len(load(circle, back, END).nodes) == 3


def test_two_steps_in_one_place_or_under_one_name_are_refused() -> None:
    ways = 'done = "registered"\nways = [{ to = "z" }]'
    assert "同一个位置" in refusal(START, node("b", 0, ways), END)
    assert "用了两次" in refusal(START, node("a", 1, ways), END)


def test_a_place_off_the_chart_is_refused() -> None:
    for wrong in ("col = 7", "col = -1", "row = 30"):
        assert "位置不对" in refusal(START.replace(f"{wrong[:3]} = 0", wrong), END)


def test_a_missing_start_is_refused() -> None:
    assert "“a”" in refusal(END)


def test_a_step_without_its_two_lines_is_refused() -> None:
    assert "两行说明" in refusal(START.replace('"说什么"', '""'), END)


def test_a_shared_way_out_is_read_into_each_of_its_steps() -> None:
    leave = '[[leave]]\nto = "z"\nwhen = "withdrawn"\nlabel = "撤回"\nat = ["a"]\n'
    ways = load(leave, START, END).node("a").ways
    assert [(way.to, way.leave, way.hidden) for way in ways] == [("z", True, True), ("z", False, False)]
    assert "“b”" in refusal(leave.replace('["a"]', '["b"]'), START, END)


def test_text_that_is_no_toml_or_has_the_wrong_tables_is_refused() -> None:
    assert "读不懂" in refusal("[[node]\n")
    with pytest.raises(UserError, match="node"):
        loader.load('node = "x"', "county.toml")


def test_a_path_reaches_into_lists_and_loose_values() -> None:
    assert field_path.exists("agreement.clauses[].payments[].amount")
    assert field_path.exists("screening.reports[].at")
    assert not field_path.exists("agreement.clauses.payments")
    assert not field_path.exists("title.length")
    assert not field_path.exists("Title")
    case = CaseRecord(screening=Screening(reports=[{"at": "2026-06-01"}, "口头报告"]))
    assert field_path.read(case, "screening.reports[].at") == ["2026-06-01"]
    assert field_path.read(case, "agreement.clauses[].text") == []
