"""Above the case table: which cases, in which order; and the views somebody has given a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any, get_args

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QMenu, QWidget

from jxdesk.services.case_table import Order
from jxdesk.ui.case_rows import STATES
from jxdesk.ui.forms.choice_fields import StillComboBox
from jxdesk.ui.naming import named
from jxdesk.ui.workplace import Workplace

ORDERS: dict[Order, str] = {"due": "先到期的在前", "newest": "新登记的在前", "label": "按案号"}
MOST_VIEWS = 12  # a menu longer than that is no shorter way


@dataclass(frozen=True)
class Question:
    """Which cases and in which order; None for all of a kind."""

    state: str | None = None
    level: str | None = None
    dispute_type: str | None = None
    order: Order = "due"

    @property
    def narrow(self) -> bool:
        """Whether it leaves cases out that somebody may be looking for."""
        return any((self.state, self.level, self.dispute_type))

    def words(self) -> str:
        """``在办、红、邻里纠纷，按案号``."""
        kept = (STATES.get(self.state or "", ""), self.level, self.dispute_type)
        which = "、".join(word for word in kept if word) or "全部"
        return which if self.order == "due" else f"{which}，{ORDERS[self.order]}"


class CaseFilters(QWidget):
    """Four lists to choose from. ``asked`` says that the answer changed."""

    asked = Signal()

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        levels = place.theme.tokens.levels
        types = place.services.trade.codes.words("dispute_type")
        self.state = self._list(
            "casesState", "状态", [("全部状态", None), *[(w, s) for s, w in STATES.items()]]
        )
        self.level = self._list("casesLevel", "等级", [("全部等级", None), *[(w, w) for w in levels]])
        self.kind = self._list("casesType", "纠纷类型", [("全部类型", None), *[(w, w) for w in types]])
        self.order = self._list("casesOrder", "排序", [(ORDERS[o], o) for o in get_args(Order)])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for box in (self.state, self.level, self.kind, self.order):
            row.addWidget(box)

    def question(self) -> Question:
        """What is asked now."""
        return Question(
            self.state.currentData(),
            self.level.currentData(),
            self.kind.currentData(),
            self.order.currentData(),
        )

    def put(self, likes: dict[str, Any]) -> None:
        """Ask what was remembered; a word that is no longer offered asks for all."""
        for box, key in (
            (self.state, "state"),
            (self.level, "level"),
            (self.kind, "dispute_type"),
            (self.order, "order"),
        ):
            box.setCurrentIndex(max(0, box.findData(likes.get(key))))

    def _list(self, name: str, spoken: str, choices: list[tuple[str, str | None]]) -> StillComboBox:
        box = named(StillComboBox(), name, spoken)
        for shown, value in choices:
            box.addItem(shown, value)
        box.activated.connect(self.asked)
        return box


class SavedViews(QMenu):
    """我的视图: a name for filter and order. ``liked`` says that one was added or taken away."""

    liked = Signal()

    def __init__(self, filters: CaseFilters) -> None:
        super().__init__(filters)
        self.setObjectName("casesViewsMenu")
        self._filters = filters
        self._views: list[tuple[str, dict[str, Any]]] = []
        self.aboutToShow.connect(self._fill)

    def likes(self) -> list[dict[str, Any]]:
        """As they are remembered."""
        return [{**asked, "name": name} for name, asked in self._views]

    def put(self, likes: object) -> None:
        """Take what was remembered."""
        said = [one for one in likes if isinstance(one, dict)] if isinstance(likes, list) else []
        self._views = [(str(one["name"]), one) for one in said if one.get("name")][:MOST_VIEWS]

    def keep(self, name: str) -> None:
        """Give what is asked now a name; the same name again means the newer one."""
        name = " ".join(name.split())
        if name:
            rest = [view for view in self._views if view[0] != name]
            self._views = [*rest, (name, asdict(self._filters.question()))][-MOST_VIEWS:]
            self.liked.emit()

    def take_away(self, name: str) -> None:
        """Forget a view; the cases in it stay."""
        self._views = [view for view in self._views if view[0] != name]
        self.liked.emit()

    def _fill(self) -> None:
        self.clear()
        for name, asked in self._views:
            self._line(self, name, partial(self._open, asked))
        if self._views:
            self.addSeparator()
        self._line(self, "把现在的条件存成视图…", self.ask_name)
        if self._views:
            away = self.addMenu("去掉视图")
            for name, _asked in self._views:
                self._line(away, name, partial(self.take_away, name))

    def _line(self, menu: QMenu, text: str, act: Callable[[], None]) -> None:
        line = QAction(text, menu)
        line.triggered.connect(lambda _checked: act())
        menu.addAction(line)

    def _open(self, asked: dict[str, Any]) -> None:
        self._filters.put(asked)
        self._filters.asked.emit()

    def ask_name(self) -> None:
        """Ask what to call it; proposed is what it asks for."""
        dialog = QInputDialog(self._filters)
        dialog.setObjectName("casesViewName")
        dialog.setWindowTitle("存成视图")
        dialog.setLabelText("给现在的条件起个名字，以后在“我的视图”里一点就到：")
        dialog.setTextValue(self._filters.question().words())
        dialog.setOkButtonText("存下")
        dialog.setCancelButtonText("不存")
        dialog.textValueSelected.connect(self.keep)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
