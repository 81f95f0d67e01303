"""Where it happened: a village found by name or initials, always shown with its town.

Village names repeat across the county, so a village without its town is no answer.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from jxdesk.rules.division import Divisions, Place
from jxdesk.ui.forms.field_box import FieldLabel
from jxdesk.ui.forms.line_fields import LineField
from jxdesk.ui.pick_list import Pick, PickList
from jxdesk.ui.theme import Theme


class PlaceField(LineField):
    """The value is the 12-digit code; ``town`` is the desk's own, whose villages are offered first."""

    def __init__(
        self, theme: Theme, label: FieldLabel, divisions: Divisions, parent: QWidget | None = None
    ) -> None:
        self._divisions = divisions
        self._code: str | None = None
        super().__init__(label, parent)
        self.town = ""
        self.line.setPlaceholderText("输两个字或者拼音首字母，如 东荣、dr")
        self.picks = PickList(theme, self.line, f"{label.object_name}_picks", "找到的村、社区")
        self.picks.chosen.connect(self._on_chosen)
        self.line.textEdited.connect(self._on_edited)

    def value(self) -> str | None:
        """The code; a text that names exactly one place is as good as choosing it."""
        return self._code

    def show_value(self, value: Any) -> None:
        """The village with its town; a code of another county stays as it is."""
        self._code = value
        place = self._divisions.by_code(value)
        super().show_value(place.label if place else value)

    def problem(self) -> str:
        """A text that is no place is kept on the screen and said."""
        text = self.line.text().strip()
        return "" if not text or self._code else "没有这个村，请从下面的名单里选一个；这一格还没有保存。"

    def annotate(self) -> None:
        """Town and village in the order of an address, with the code."""
        place = self._divisions.by_code(self._code)
        self.say(f"{place.address}　{place.code}" if place else "", "hint")

    def leave(self) -> None:
        """Take the one place that is meant, if there is just one."""
        text = self.line.text().strip()
        if text and not self._code:
            found = self._found(text)
            exact = [place for place in found if text in (place.village, place.town, place.label)]
            if len(found) == 1 or len(exact) == 1:
                self.show_value((exact or found)[0].code)
        super().leave()

    def _on_edited(self, text: str) -> None:
        self._code = None
        found = self._found(text.strip())
        self.picks.open(
            [Pick(place.code, place.label) for place in found], "没有这个村，换两个字试试。" if text else ""
        )

    def _found(self, text: str) -> list[Place]:
        found = list(self._divisions.search(text))
        found.sort(key=lambda place: not place.code.startswith(self.town[:9]) if self.town else False)
        return found

    def _on_chosen(self, code: str) -> None:
        self.show_value(code)
        self.leave()
        self.line.focusNextChild()
