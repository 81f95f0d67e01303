"""The chart on the screen: clicked, walked by keyboard, read aloud, zoomed, and readable without colour."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from widget_walk import naming_faults

from jxdesk.flow import loader
from jxdesk.flow.colours import ChartColours
from jxdesk.flow.definition import Flow
from jxdesk.flow.engine import Walk, walk
from jxdesk.paths import read_resource
from jxdesk.rules.case_file import read_case
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.deadlines import Deadline
from jxdesk.ui.chart.chart_panel import ChartPanel
from jxdesk.ui.chart.painting import Look
from jxdesk.ui.theme import Theme

SAMPLES = Path(__file__).parents[1] / "data" / "sample_cases.json"


@pytest.fixture(scope="module")
def flow() -> Flow:
    return loader.load(read_resource("flows", "one_stop.toml"), "one_stop.toml")


@pytest.fixture(scope="module")
def land() -> CaseRecord:
    return read_case(json.loads(SAMPLES.read_text(encoding="utf-8"))["cases"][0])


@pytest.fixture(scope="module")
def mediating(flow: Flow, land: CaseRecord) -> Walk:
    """S1 with one session to be continued, three days late."""
    session = msgspec.structs.replace(land.mediations[0], result="有待继续调解")
    case = msgspec.structs.replace(
        land, mediations=[session], agreement=None, performance=[], visits=[], dossier=None, statistics={}
    )
    limit = Deadline("mediate", "调结", date(2025, 4, 16), done=False)
    return walk(flow, case, [limit], date(2025, 4, 19))


def look(theme: Theme, points: int = 12) -> Look:
    return Look(ChartColours.from_tokens(theme.tokens.colours), tuple(theme.families), points)


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme, flow: Flow, mediating: Walk) -> ChartPanel:
    panel = ChartPanel(look(theme))
    qtbot.addWidget(panel)
    panel.resize(1178, 430)
    panel.show_flow(flow, mediating)
    panel.show()
    panel.view.setFocus()
    qtbot.waitExposed(panel)
    return panel


def centre_of(panel: ChartPanel, node_id: str) -> QPoint:
    box = next(item for item in panel.view.steps() if item.node.id == node_id)
    return panel.view.mapFromScene(box.shape().boundingRect().center())


def test_every_control_has_a_name_that_is_read_aloud(panel: ChartPanel) -> None:
    assert naming_faults(panel) == []


def test_the_whole_chart_is_seen_at_12_points_without_scrolling(panel: ChartPanel) -> None:
    assert panel.view.transform().m11() == 1.0
    assert not panel.view.horizontalScrollBar().isVisible()
    assert not panel.view.verticalScrollBar().isVisible()


def test_the_view_says_what_is_to_be_done_now(panel: ChartPanel) -> None:
    assert panel.view.accessibleName() == "一站式调解业务流程导图，现在办：调解，迟 3 天"
    assert panel.view.accessibleDescription().startswith("调解：现在办，迟 3 天\n先听后劝")


def test_a_click_on_a_box_opens_its_step(qtbot: QtBot, panel: ChartPanel) -> None:
    with qtbot.waitSignal(panel.node_chosen) as chosen:
        qtbot.mouseClick(
            panel.view.viewport(), Qt.MouseButton.LeftButton, pos=centre_of(panel, "rights_notice")
        )
    assert chosen.args == ["rights_notice"]
    assert panel.view.focused == "rights_notice"


def test_a_click_on_the_ground_opens_nothing(qtbot: QtBot, panel: ChartPanel) -> None:
    with qtbot.assertNotEmitted(panel.node_chosen):
        qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))


def test_a_press_that_is_dragged_off_its_box_opens_nothing(qtbot: QtBot, panel: ChartPanel) -> None:
    view = panel.view.viewport()
    with qtbot.assertNotEmitted(panel.node_chosen):
        qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=centre_of(panel, "intake"))
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=centre_of(panel, "triage"))


def test_arrow_keys_walk_the_boxes_and_enter_opens_one(qtbot: QtBot, panel: ChartPanel) -> None:
    view = panel.view
    assert view.focused == "mediation"
    visited = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Up):
        qtbot.keyClick(view, key)
        visited.append(view.focused)
    assert visited == ["written", "oral", "termination", "mediation", "guidance"]
    with qtbot.waitSignal(panel.node_chosen) as chosen:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert chosen.args == ["guidance"]
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.focused == "mediation"


def test_the_right_arrow_goes_on_in_the_next_row_and_stops_at_the_end(
    qtbot: QtBot, panel: ChartPanel
) -> None:
    panel.view.focus_step("follow_up")
    qtbot.keyClick(panel.view, Qt.Key.Key_Right)
    assert panel.view.focused == "withdrawal"
    panel.view.focus_step("archive")
    qtbot.keyClick(panel.view, Qt.Key.Key_Right)
    qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    assert panel.view.focused == "archive"


def test_tab_leaves_the_chart(qtbot: QtBot, panel: ChartPanel) -> None:
    qtbot.keyClick(panel.view, Qt.Key.Key_Tab)
    assert not panel.view.hasFocus()


def test_what_is_under_the_keyboard_is_read_aloud_with_its_article(panel: ChartPanel) -> None:
    panel.view.focus_step("oral")
    spoken = panel.view.accessibleDescription()
    assert "依法不能办" in spoken
    assert "《农村土地承包经营纠纷调解仲裁法》第10条" in spoken


def test_a_tooltip_carries_the_title_in_full_and_the_two_lines(panel: ChartPanel, flow: Flow) -> None:
    item = next(step for step in panel.view.steps() if step.node.id == "rights_notice")
    assert item.toolTip().startswith("权利义务告知：已办，2025-03-17\n")
    assert flow.node("rights_notice").say[1] in item.toolTip()


def test_keys_buttons_and_wheel_zoom_and_come_back(qtbot: QtBot, panel: ChartPanel) -> None:
    view = panel.view
    qtbot.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.transform().m11() == pytest.approx(1.2)
    panel.resize(1170, 430)
    assert view.transform().m11() == pytest.approx(1.2)
    qtbot.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.transform().m11() == 1.0
    qtbot.mouseClick(panel.smaller, Qt.MouseButton.LeftButton)
    assert view.transform().m11() == pytest.approx(1 / 1.2)
    qtbot.mouseClick(panel.natural, Qt.MouseButton.LeftButton)
    assert view.transform().m11() == 1.0
    place = centre_of(panel, "effect")
    turn = QWheelEvent(
        place.toPointF(), view.mapToGlobal(place).toPointF(), QPoint(), QPoint(0, 120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 - Qt's own signature
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), turn)
    assert view.transform().m11() == pytest.approx(1.2)


def test_zoom_stops_before_the_chart_is_lost(panel: ChartPanel) -> None:
    for _ in range(30):
        panel.view.zoom(1.5)
    assert panel.view.transform().m11() == pytest.approx(3.0)
    for _ in range(30):
        panel.view.zoom(0.5)
    assert panel.view.transform().m11() == pytest.approx(0.5)


def test_at_16_points_the_chart_grows_and_shows_the_current_step(
    qtbot: QtBot, panel: ChartPanel, theme: Theme
) -> None:
    panel.set_look(look(theme, 16))
    assert panel.view.sizeHint().width() > 1400
    here = panel.view.viewport().rect()
    assert here.contains(centre_of(panel, "mediation"))
    qtbot.mouseClick(panel.whole, Qt.MouseButton.LeftButton)
    assert all(here.contains(centre_of(panel, node)) for node in ("intake", "mediators", "archive"))


def test_a_finished_case_says_so(panel: ChartPanel, flow: Flow, land: CaseRecord) -> None:
    panel.show_flow(flow, walk(flow, land, [], date(2026, 7, 20)))
    assert panel.view.accessibleName() == "一站式调解业务流程导图，已经办完"
    assert panel.view.focused == "archive"


def test_a_chart_without_a_case_shows_plain_boxes(panel: ChartPanel, flow: Flow) -> None:
    panel.show_flow(flow)
    assert panel.view.accessibleName() == "一站式调解业务流程导图"
    assert panel.view.focused == "intake"


def grey(panel: ChartPanel, node_id: str) -> QImage:
    """The inside of a box in grey: no colour, no focus ring."""
    item = next(step for step in panel.view.steps() if step.node.id == node_id)
    area = panel.view.mapFromScene(item.shape().boundingRect()).boundingRect()
    return panel.view.viewport().grab(area).toImage().convertToFormat(QImage.Format.Format_Grayscale8)


def mark(image: QImage) -> bytes:
    """The corner where a step's mark stands."""
    corner = image.copy(image.width() - 28, 4, 24, 22)
    return b"".join(bytes(corner.constScanLine(row))[: corner.width()] for row in range(corner.height()))


def test_states_are_told_apart_in_grey_by_their_marks(panel: ChartPanel) -> None:
    panel.view.clearFocus()
    marks = {mark(grey(panel, node_id)) for node_id in ("triage", "mediation", "oral", "effect")}
    assert len(marks) == 4


def test_the_next_step_has_a_heavier_outline_than_later_ones_in_grey(panel: ChartPanel) -> None:
    def outline(node_id: str) -> int:
        image = grey(panel, node_id)
        return sum(255 - image.pixelColor(x, image.height() // 2).lightness() for x in range(4))

    assert outline("written") > 1.5 * outline("effect")
