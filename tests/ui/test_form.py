"""Forms and lists of parts: what is reported when, undo, two columns, fields from the catalogue."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hands import commit
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from widget_walk import naming_faults

from jxdesk.paths import read_resource
from jxdesk.rules.codes import Codes
from jxdesk.rules.fields import Catalogue
from jxdesk.ui.forms.field_box import FieldLabel
from jxdesk.ui.forms.field_group import FieldGroup
from jxdesk.ui.forms.field_maker import FieldMaker
from jxdesk.ui.forms.form import Form
from jxdesk.ui.forms.line_fields import HiddenField, LineField, NumberField
from jxdesk.ui.forms.list_editor import Item, ListEditor
from jxdesk.ui.forms.long_text_field import LongTextField
from jxdesk.ui.forms.saved_line import SavedLine
from jxdesk.ui.theme import Theme


def clock() -> datetime:
    """A Thursday afternoon."""
    return datetime(2026, 3, 5, 14, 3)  # noqa: DTZ001 - the wall clock of the desk


@pytest.fixture
def maker() -> FieldMaker:
    """Fields from the shipped catalogue and dictionaries."""
    catalogue = Catalogue.from_toml(read_resource("codes", "fields.toml"))
    return FieldMaker(catalogue, Codes.from_toml(read_resource("codes", "dictionaries.toml")), clock)


class Page:
    """A shown form of three fields, and what it reported."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.name = LineField(FieldLabel("name", "姓名", required=True))
        self.sex = LineField(FieldLabel("sex", "性别"))
        self.brief = LongTextField(FieldLabel("brief", "简要情况"))
        fields = [self.name, self.sex, self.brief]
        self.form = Form(fields)
        self.group = FieldGroup(theme, "who", "谁来了？", fields)
        self.line = SavedLine(theme, self.form, "who")
        self.group.add_below(self.line)
        self.reports: list[dict[str, Any]] = []
        self.form.group_left.connect(self.reports.append)
        qtbot.addWidget(self.group)
        self.group.show()
        self.group.activateWindow()
        qtbot.waitUntil(self.group.isActiveWindow)


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> Page:
    """One page."""
    return Page(theme, qtbot)


def test_a_form_has_its_names(page: Page) -> None:
    assert naming_faults(page.group) == []


def test_only_what_is_new_is_reported(page: Page, qtbot: QtBot) -> None:
    page.form.start_over({"name": "张桂军", "sex": "男", "brief": "地界"})
    page.form.flush()
    assert page.reports == []
    page.sex.go()
    page.sex.line.selectAll()
    commit(page.sex.line, "女")
    qtbot.keyClick(page.sex.line, Qt.Key.Key_Tab)
    assert page.reports == [{"sex": "女"}]
    page.form.flush()
    assert page.reports == [{"sex": "女"}]


def test_leaving_the_page_reports_the_word_being_typed(page: Page) -> None:
    page.name.go()
    commit(page.name.line, "张")
    page.form.flush()
    assert page.reports == [{"name": "张"}]


def test_fields_that_follow_from_another_are_reported_together(page: Page) -> None:
    page.form.put({"sex": "男", "brief": "由身份证号读出"})
    assert page.reports == [{"sex": "男", "brief": "由身份证号读出"}]
    page.form.put({"sex": "男"})
    assert len(page.reports) == 1


def test_the_last_change_can_be_taken_back_and_the_one_before(page: Page, qtbot: QtBot) -> None:
    page.form.start_over({"name": "张桂军"})
    for text in ("李某", "王某"):
        page.name.line.setText(text)
        page.name.leave()
    assert page.line.undo.text() == "撤销“姓名”的修改"
    qtbot.mouseClick(page.line.undo, Qt.MouseButton.LeftButton)
    assert page.name.value() == "李某"
    qtbot.mouseClick(page.line.undo, Qt.MouseButton.LeftButton)
    assert page.name.value() == "张桂军"
    assert page.reports[-2:] == [{"name": "李某"}, {"name": "张桂军"}]
    assert not page.line.undo.isVisible()


def test_saving_shows_when(page: Page) -> None:
    page.form.mark_saved(clock())
    assert page.line.said.text() == "已保存 14:03"


def test_a_check_speaks_under_its_field_and_jumps_to_it(page: Page) -> None:
    assert page.form.say("name", "姓名没有填。")
    assert page.name.message.isVisible()
    assert page.name.line.property("wrong") is True
    assert page.name.line.accessibleDescription() == "姓名没有填。"
    assert page.form.go("name")
    assert page.name.line.hasFocus()
    assert not page.form.say("unknown", "x")


def test_another_case_starts_without_the_undo_of_the_last(page: Page) -> None:
    page.name.line.setText("李某")
    page.name.leave()
    page.form.start_over({"name": "另一件"})
    page.form.undo()
    assert page.name.value() == "另一件"


@pytest.mark.parametrize(("width", "columns"), [(1366, 2), (1280, 2), (1093, 1), (1024, 1)])
def test_a_form_has_two_columns_from_1280_pixels(page: Page, qtbot: QtBot, width: int, columns: int) -> None:
    page.group.resize(width, 700)

    def beside() -> bool:
        return page.sex.mapTo(page.group, page.sex.rect().topLeft()).x() > page.name.width()

    qtbot.waitUntil(lambda: page.group.width() == width and beside() is (columns == 2))


def test_a_big_font_falls_back_to_one_column(page: Page, theme: Theme, qtbot: QtBot) -> None:
    theme.apply(18)
    page.group.resize(1290, 700)
    qtbot.waitUntil(lambda: page.group.width() == 1290)
    assert page.sex.mapTo(page.group, page.sex.rect().topLeft()).x() < 100


def test_every_simple_field_of_the_catalogue_can_be_made(
    theme: Theme, qtbot: QtBot, maker: FieldMaker
) -> None:
    made = 0
    for part, fields in maker.catalogue.parts.items():
        box = QWidget()
        column = QVBoxLayout(box)
        for name, field in fields.fields.items():
            if field.part is None and field.kind != "structured":
                column.addWidget(maker.make(part, name))
                made += 1
        qtbot.addWidget(box)
        assert naming_faults(box) == []
    assert made > 150


def test_numbers_of_a_person_are_hidden_fields(theme: Theme, qtbot: QtBot, maker: FieldMaker) -> None:
    for part, name in (("Party", "id_no"), ("Party", "phone"), ("Guardian", "id_no"), ("Payment", "account")):
        field = maker.make(part, name)
        qtbot.addWidget(field)
        assert isinstance(field, HiddenField)


def test_a_part_is_no_field(maker: FieldMaker) -> None:
    with pytest.raises(ValueError, match="part:Guardian"):
        maker.make("Party", "guardian")


class Sessions:
    """A list of two sessions with a form of one field, kept as a service would keep it."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.kept = {"1": {"pages": 3}, "2": {"pages": None}}
        self.taken: dict[str, dict[str, Any]] = {}
        self.pages = NumberField(FieldLabel("pages", "页数"))
        self.form = Form([self.pages])
        self.editor = ListEditor(
            theme, "session", "调解记录", self.form, FieldGroup(theme, "session", "", [self.pages])
        )
        self.editor.item_left.connect(self._save)
        self.editor.removed.connect(self._remove)
        self.editor.restored.connect(self._restore)
        self.editor.added.connect(self._add)
        qtbot.addWidget(self.editor)
        self.editor.show()
        self.show()

    def show(self, current: str | None = None) -> None:
        """Hand the kept items to the editor."""
        self.editor.show_items(
            [Item(key, f"第{key}次", values) for key, values in self.kept.items()], current
        )

    def _save(self, key: str, values: dict[str, Any]) -> None:
        self.kept[key] = {**self.kept[key], **values}

    def _remove(self, key: str) -> None:
        self.taken[key] = self.kept.pop(key)
        self.show()

    def _restore(self, key: str) -> None:
        self.kept[key] = self.taken.pop(key)
        self.show(key)

    def _add(self) -> None:
        self.kept["3"] = {"pages": None}
        self.show("3")


def press(qtbot: QtBot, editor: ListEditor, name: str) -> None:
    """Click one of the editor's buttons."""
    button = editor.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_list_shows_its_last_part_and_has_its_names(theme: Theme, qtbot: QtBot) -> None:
    sessions = Sessions(theme, qtbot)
    assert sessions.editor.current == "2"
    assert sessions.pages.value() is None
    assert naming_faults(sessions.editor) == []


def test_choosing_another_part_stores_what_was_typed_in_the_first(theme: Theme, qtbot: QtBot) -> None:
    sessions = Sessions(theme, qtbot)
    sessions.pages.line.setText("7")
    sessions.editor.list.setCurrentRow(0)
    assert sessions.kept == {"1": {"pages": 3}, "2": {"pages": 7}}
    assert sessions.pages.value() == 3


def test_a_removed_part_comes_back_with_its_content(theme: Theme, qtbot: QtBot) -> None:
    sessions = Sessions(theme, qtbot)
    sessions.editor.list.setCurrentRow(0)
    sessions.pages.line.setText("5")
    press(qtbot, sessions.editor, "session_remove")
    assert list(sessions.kept) == ["2"]
    press(qtbot, sessions.editor, "session_restore")
    assert sessions.kept["1"] == {"pages": 5}
    assert sessions.editor.current == "1"
    assert sessions.pages.value() == 5


def test_an_added_part_is_chosen_at_once(theme: Theme, qtbot: QtBot) -> None:
    sessions = Sessions(theme, qtbot)
    press(qtbot, sessions.editor, "session_add")
    assert sessions.editor.current == "3"


def test_an_empty_list_says_so(theme: Theme, qtbot: QtBot) -> None:
    sessions = Sessions(theme, qtbot)
    sessions.kept.clear()
    sessions.show()
    assert sessions.editor.empty.isVisible()
    assert not sessions.pages.isVisible()
    sessions.editor.flush()
    assert sessions.kept == {}
