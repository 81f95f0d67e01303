"""宣读、见证 at its steps: asked only where somebody cannot read, begun with what is known, led to by the check."""

from __future__ import annotations

import pytest
from case_hands import Hands, sit_down
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sample_desk import LAND, import_samples
from widget_walk import naming_faults

from jxdesk.desk import Desk
from jxdesk.ui.workplace import Workplace


@pytest.fixture
def hands(place: Workplace, desk: Desk, qtbot: QtBot) -> Hands:
    """Somebody sits at the page; the applicant of the land case cannot read."""
    import_samples(desk)
    party = desk.cases.record(desk.cases.resolve(LAND)).parties[0]
    desk.cases.save_item("parties", party.id, {"literate": False})
    return sit_down(place, desk, qtbot)


@pytest.mark.parametrize("step", ["rights_notice", "investigation", "mediation", "effect"])
def test_the_list_is_there_only_where_somebody_cannot_read(hands: Hands, step: str) -> None:
    case = hands.desk.cases.resolve(LAND)
    hands.open(case, step)
    assert hands.editor("readings").isVisible()
    assert naming_faults(hands.view) == []
    party = hands.desk.cases.record(case).parties[0]
    hands.desk.cases.save_item("parties", party.id, {"literate": True})
    hands.settle()
    assert not hands.editor("readings").isVisible()


def test_each_new_entry_begins_with_the_next_paper_and_with_who_read_and_watched_before(hands: Hands) -> None:
    hands.open(hands.desk.cases.resolve(LAND), "rights_notice")
    editor = hands.editor("readings")
    hands.qtbot.mouseClick(editor.add, Qt.MouseButton.LeftButton)
    hands.settle()
    hands.type(editor.form.fields["reader"], "陈某")
    hands.type(editor.form.fields["witness"], "钱某")
    (first,) = hands.record.readings
    assert (first.document, first.listener, first.reader, first.witness) == (
        "rights-notice", "张某", "陈某", "钱某",
    )  # fmt: skip
    hands.qtbot.mouseClick(editor.add, Qt.MouseButton.LeftButton)
    hands.settle()
    hands.type(editor.form.fields["date"], "2025-3-21")
    assert editor.list.item(0).text() == "告知书 念给张某"
    second = hands.record.readings[1]
    assert second.document != "rights-notice"
    assert (second.listener, second.reader, second.witness) == ("张某", "陈某", "钱某")


def test_the_check_leads_to_the_list(hands: Hands) -> None:
    case = hands.desk.cases.resolve(LAND)
    (finding,) = [one for one in hands.desk.reviews.check(case) if one.rule == "R-70"]
    assert "当事人权利义务告知书" in finding.message
    hands.open(case, "rights_notice")
    assert hands.page.form.go(finding.field)
