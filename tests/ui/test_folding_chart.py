"""The chart gives way to the form where the window is low for its letters, and stays as somebody wanted it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from sample_desk import LAND, import_samples, settled

from jxdesk.desk import Desk
from jxdesk.ui.case.case_view import CaseView
from jxdesk.ui.desk_window import DeskWindow
from jxdesk.ui.help_panel import StepHelp
from jxdesk.ui.workplace import Workplace

HEIGHT = 768
HALF = 0.45  # of the window, for the form alone


class Seat:
    """The whole practice window at a size of letters, a case in it."""

    def __init__(self, place: Workplace, desk: Desk, qtbot: QtBot) -> None:
        self.place, self.qtbot = place, qtbot
        self.desk_window = DeskWindow(place)
        self.window = self.desk_window.window
        qtbot.addWidget(self.window)
        self.window.resize(1366, HEIGHT)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.case_id = desk.cases.resolve(LAND)

    def open(self, points: int, step: str = "") -> CaseView:
        self.place.theme.apply(points)
        self.desk_window.open_case(self.case_id, step)
        settled(self.place, self.qtbot)
        view = self.window.open("case")
        assert isinstance(view, CaseView)
        return view

    def find(self, name: str, kind: type[QWidget] = QPushButton) -> QWidget:
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def press(self, name: str) -> None:
        self.qtbot.mouseClick(self.find(name), Qt.MouseButton.LeftButton)
        settled(self.place, self.qtbot)

    def form_share(self) -> float:
        """What of the window's height the fields of the step can be read in."""
        return self.find("stepScroll", QScrollArea).height() / self.window.height()


@pytest.fixture
def seat(place: Workplace, desk: Desk, qtbot: QtBot) -> Iterator[Seat]:
    import_samples(desk)
    seated = Seat(place, desk, qtbot)
    assert seated.window.height() == HEIGHT
    yield seated
    place.theme.apply(12)


@pytest.mark.parametrize("points", [14, 16])
def test_large_letters_leave_the_form_nearly_half_of_the_window(seat: Seat, points: int) -> None:
    view = seat.open(points, "mediation")
    assert view.chart.line.isVisible()
    assert not view.chart.view.isVisible()
    assert seat.form_share() >= HALF


def test_a_message_over_the_page_leaves_it_still_nearly_half(seat: Seat) -> None:
    seat.open(16, "mediation")
    seat.place.messages.done("已受理，案号是集福人调字〔2025〕第17号。")
    settled(seat.place, seat.qtbot)
    assert seat.window.banner.isVisible()
    assert seat.form_share() >= HALF - 0.05


def test_at_12_points_the_chart_stands_whole_and_folds_to_its_row(seat: Seat) -> None:
    view = seat.open(12)
    assert view.chart.view.isVisible()
    assert view.chart.legend.isVisible()
    assert not view.chart.line.isVisible()
    view.open_step("mediation")
    settled(seat.place, seat.qtbot)
    assert view.chart.view.isVisible()
    assert not view.chart.legend.isVisible()
    assert seat.form_share() >= HALF


def test_the_line_says_where_the_step_is_and_leads_to_its_neighbours(seat: Seat) -> None:
    view = seat.open(16, "acceptance")
    assert view.chart.line.here.whole.startswith("受理　第4步，共")
    seat.press("chartLineAfter")
    assert view.page is not None
    assert view.page.node.id == "assignment"
    assert view.chart.line.here.whole.startswith("定级分派　第5步")
    seat.press("chartLineBefore")
    assert view.page.node.id == "acceptance"


def test_a_step_the_case_does_not_pass_has_no_neighbours(seat: Seat) -> None:
    view = seat.open(16, "withdrawal")
    assert view.chart.line.here.whole.startswith("撤回申请　不在这件案件现在走的路上")
    assert not view.chart.line.before.isVisible()
    assert not view.chart.line.after.isVisible()


def test_the_chart_opens_again_and_is_remembered(seat: Seat, desk: Desk, qtbot: QtBot) -> None:
    view = seat.open(16)
    assert not view.chart.view.isVisible(), "a line until somebody wants more"
    seat.press("chartSwitch")
    assert view.chart.legend.isVisible()
    view.open_step("mediation")
    assert view.chart.view.isVisible(), "a row of boxes now, as on a high window"
    assert desk.prefs.of("case") == {"chart_open_when_low": True}
    tomorrow = Seat(seat.place, desk, qtbot)
    again = tomorrow.open(16)
    assert again.chart.legend.isVisible()
    tomorrow.press("chartSwitch")
    assert again.chart.line.isVisible()
    assert desk.prefs.of("case") == {"chart_open_when_low": False}


def test_folding_by_hand_on_a_high_window_is_not_remembered_for_a_low_one(seat: Seat, desk: Desk) -> None:
    seat.open(12)
    seat.press("chartSwitch")
    seat.press("chartSwitch")
    assert desk.prefs.of("case") == {}


def test_a_case_opened_as_a_line_has_the_keyboard_on_the_button_that_opens_it(seat: Seat) -> None:
    view = seat.open(16)
    assert view.chart.switch.hasFocus()


def test_papers_of_a_step_get_a_line_of_their_own_before_they_push_the_button_out(seat: Seat) -> None:
    view = seat.open(16, "acceptance")
    assert view.page is not None
    titles = tuple((f"paper-{n}", "当事人权利义务告知书（待填写）") for n in range(3))
    panel = view.page.help
    panel.show_step(StepHelp("acceptance", "受理", ("说一句。",), "", titles))
    settled(seat.place, seat.qtbot)
    scroll = seat.find("stepScroll", QScrollArea)
    right = panel.puzzle.mapTo(scroll, QPoint(panel.puzzle.width(), 0)).x()
    assert right <= scroll.width()
    below = panel.findChild(QPushButton, "document_paper-0")
    assert below is not None
    assert below.mapTo(panel, QPoint(0, 0)).y() >= panel.puzzle.geometry().bottom()


def test_tab_comes_to_the_papers_of_a_step_before_what_stands_after_them(seat: Seat) -> None:
    view = seat.open(12, "effect")
    assert view.page is not None
    paper = seat.find("document_agreement")
    paper.setFocus()
    seat.qtbot.keyClick(paper, Qt.Key.Key_Tab)
    assert view.page.help.puzzle.hasFocus()
