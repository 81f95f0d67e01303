"""Days and times: typed as people write them, picked from a calendar, or 今天 with one key.

Text that is no day is kept as it was typed and said so under the field: the case holds text, and the
checks will come back to it (jxdesk.rules.case_record).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jxdesk.rules.days import day, moment
from jxdesk.rules.typed_day import WEEKDAYS, typed_day, typed_moment
from jxdesk.ui.forms.field_box import FieldLabel
from jxdesk.ui.forms.line_fields import LineField
from jxdesk.ui.naming import named, role

LONG_AGO = frozenset({"birth_date"})  # days that are never today


def _wall_clock() -> datetime:
    return datetime.now()  # noqa: DTZ005 - what stands on the paper is the wall clock of the desk


class DayField(LineField):
    """A calendar day, held as ISO text."""

    def __init__(
        self, label: FieldLabel, now: Callable[[], datetime] = _wall_clock, parent: QWidget | None = None
    ) -> None:
        self._now = now
        super().__init__(label, parent)
        self.line.setPlaceholderText(self._example())
        self.line.editingFinished.connect(self._tidy)

    def value(self) -> str | None:
        """ISO text of the day; what cannot be read stays as it was typed."""
        text = self.line.text().strip()
        found = typed_day(text, self._now().date())
        return found.isoformat() if found else text or None

    def _body(self) -> QWidget:
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        name = self.label.object_name
        today = named(QPushButton(self._now_word()), f"{name}_now", f"{self.label.text}：{self._now_word()}")
        today.clicked.connect(self._take_now)
        row.addWidget(today)
        if self.label.name in LONG_AGO:
            today.hide()
        self._pick = named(QPushButton("日历"), f"{name}_pick", f"{self.label.text}：从日历里选")
        self._pick.clicked.connect(self._open_calendar)
        row.addWidget(self._pick)
        for button in (today, self._pick):
            role(button, "small")
        return body

    def _now_word(self) -> str:
        return "今天"

    def _example(self) -> str:
        return "如 2026-3-5 或 20260305"

    def _take_now(self) -> None:
        self._put(self._now().date())

    def _put(self, picked: date) -> None:
        self.line.setText(picked.isoformat())
        self.leave()

    def _tidy(self) -> None:
        value = self.value()
        if value is not None and value != self.line.text():
            self.line.setText(value)

    def annotate(self) -> None:
        """The weekday, or that no day could be read."""
        value = self.value()
        if value is None:
            self.say("", "hint")
            return
        found = day(value)
        if found is None:
            self.say(f"“{value}”读不成日期，先照原样记下了；请写成 {self._example()[2:]}。", "advice")
        elif self.label.name in LONG_AGO and found > self._now().date():
            self.say("这一天还没有到，请核对年份；年龄没有算。")
        elif self.label.name in LONG_AGO:
            self.say("", "hint")
        else:
            self.say(f"星期{WEEKDAYS[found.weekday()]}", "hint")

    def _open_calendar(self) -> None:
        shown = day(self.value()) or self._now().date()
        popup = CalendarPopup(QDate(shown.year, shown.month, shown.day), self._put, self)
        popup.move(self._pick.mapToGlobal(QPoint(0, self._pick.height() + 2)))
        popup.show()
        popup.calendar.setFocus()


class MomentField(DayField):
    """A day and a time of day, held as ISO text to the minute."""

    _begins: MomentField | None = None

    def end_of(self, begins: MomentField) -> None:
        """From now on a bare time of day (``10:40``) is one on the day on which ``begins`` says it began."""
        self._begins = begins

    def leave(self) -> None:
        """Only here and not in ``value``: what is stored must not read as something else than it says."""
        began = self._begins.value() if self._begins is not None else None
        on = day((began or "")[:10])
        if on is not None and (whole := typed_moment(f"{on} {self.line.text()}", self._now())):
            self.line.setText(f"{whole:%Y-%m-%d %H:%M}")
        super().leave()

    def value(self) -> str | None:
        """``2025-03-21T09:00``; a bare day stays a day."""
        text = self.line.text().strip()
        found = typed_moment(text, self._now())
        if found:
            return found.isoformat(timespec="minutes")
        return super().value()

    def show_value(self, value: Any) -> None:
        """Day and time with a blank between them."""
        at = moment(value) if isinstance(value, str) else None
        super().show_value(f"{at:%Y-%m-%d %H:%M}" if at else value)

    def _tidy(self) -> None:
        at = moment(self.value())
        if at:
            self.line.setText(f"{at:%Y-%m-%d %H:%M}")

    def _now_word(self) -> str:
        return "现在"

    def _example(self) -> str:
        return "如 2026-3-5 9:00"

    def _take_now(self) -> None:
        self.line.setText(f"{self._now():%Y-%m-%d %H:%M}")
        self.leave()

    def _put(self, picked: date) -> None:
        at = moment(self.value())
        time = f" {at:%H:%M}" if at else ""
        self.line.setText(picked.isoformat() + time)
        self.leave()


class CalendarPopup(QFrame):
    """A month to pick from; Enter or a click takes the day, Esc goes back."""

    def __init__(self, shown: QDate, take: Callable[[date], None], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._take = take
        self.calendar = named(QCalendarWidget(), "calendar", "日历，方向键选日子，回车确定")
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setSelectedDate(shown)
        self.calendar.activated.connect(self._on_picked)
        self.calendar.clicked.connect(self._on_picked)
        QVBoxLayout(self).addWidget(self.calendar)

    def _on_picked(self, picked: QDate) -> None:
        take, self._take = self._take, lambda _day: None  # a click reports twice: clicked and activated
        self.close()
        take(date(picked.year(), picked.month(), picked.day()))
