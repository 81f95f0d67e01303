"""归档 in the window: what stands is listed with 去改, the button waits for it, and the date closes the dossier."""

from __future__ import annotations

import pytest
from case_hands import Hands, sit_down
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sample_desk import LAND, import_samples

from jxdesk.desk import Desk
from jxdesk.ui.messages import Message
from jxdesk.ui.workplace import Workplace


@pytest.fixture
def hands(place: Workplace, desk: Desk, qtbot: QtBot) -> Hands:
    """Somebody at the archive step of the land case, whose dossier was opened again and lacks its retention."""
    import_samples(desk)
    case_id = desk.cases.resolve(LAND)
    desk.archiving.take_back(case_id)
    desk.cases.save(case_id, {"dossier.retention": None})
    seated = sit_down(place, desk, qtbot)
    seated.open(case_id, "archive")
    return seated


def act(hands: Hands) -> QPushButton:
    button = hands.view.findChild(QPushButton, "act_archive")
    assert button is not None
    return button


def filed(hands: Hands) -> str | None:
    return hands.record.dossier.filed_date if hands.record.dossier else None


def test_what_stands_is_listed_and_leads_to_its_field(hands: Hands) -> None:
    lines = [label.text() for label in hands.page.notes.findChildren(QLabel)]
    head = lines.index("归档前还有1条要改，改好了“归档”才按得下去：")
    assert lines[head + 1].startswith("R-53　还没有选保管期限")
    assert not act(hands).isEnabled()
    hands.press(f"archive_note_{head + 1}")
    focused = hands.view.window().focusWidget()
    assert focused is not None
    assert hands.field("dossier.retention").isAncestorOf(focused)


def test_the_button_files_once_nothing_stands(hands: Hands, said: list[Message]) -> None:
    hands.desk.cases.save(hands.view.keeper.case, {"dossier.retention": "长期"})
    hands.settle()
    assert act(hands).isEnabled()
    hands.press("act_archive")
    assert said[-1].text == "已归档，立卷日期是2026年3月5日。"
    assert filed(hands) == "2026-03-05"
    assert hands.view.findChild(QPushButton, "act_archive") is None
    assert "已归档" in hands.page.notes.findChildren(QLabel)[0].text()


def test_a_typed_date_is_not_stored_while_something_stands(hands: Hands, said: list[Message]) -> None:
    hands.type(hands.field("dossier.filed_date"), "2025-11-10")
    assert filed(hands) is None
    assert said[-1].kind == "error"
    assert "R-53 还没有选保管期限" in said[-1].text
    assert "还没有存上" in hands.field("dossier.filed_date").message.text()
    hands.desk.cases.save(hands.view.keeper.case, {"dossier.retention": "长期"})
    hands.settle()
    hands.type(hands.field("dossier.filed_date"), "2025-11-10")
    assert filed(hands) == "2025-11-10"


def test_a_contents_page_nobody_can_edit_is_put_right_by_its_button(hands: Hands) -> None:
    hands.desk.cases.save(hands.view.keeper.case, {"dossier.total_pages": 99, "dossier.retention": "长期"})
    hands.settle()
    assert not act(hands).isEnabled()
    button = hands.view.findChild(QPushButton, "act_put_right")
    assert button is not None
    assert button.text() == "把原有目录改成程序算的"
    hands.press("act_put_right")
    assert hands.record.dossier is not None
    assert hands.record.dossier.total_pages is None
    assert act(hands).isEnabled()
