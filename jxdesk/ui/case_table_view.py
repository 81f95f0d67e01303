"""案件: all cases in a table. Enter opens, typing searches, the deadline stands in every row.

How the person likes it (columns, their order and widths, the last filter) is remembered in the desk's file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from jxdesk.services.case_table import CaseRow
from jxdesk.ui.case_columns import AT
from jxdesk.ui.case_export import ask_where, export_cases, export_table
from jxdesk.ui.case_filters import CaseFilters, SavedViews
from jxdesk.ui.case_table_columns import TableColumns
from jxdesk.ui.case_table_model import PAGE, CaseTableModel
from jxdesk.ui.changes import Follower
from jxdesk.ui.naming import named, role, words
from jxdesk.ui.workplace import Workplace

PREFS = "cases"
REMEMBER_AFTER = 600  # milliseconds: a width is drawn in many small steps


class _FromTheFront(QStyledItemDelegate):
    """Cut at the end: of 东荣村（福利镇） the village is wanted, not 东…）."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """As Qt would, but for where the dots go."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideRight


class CaseTableView(QWidget):
    """Filters above, table below; the question goes to the file, the answer comes in pages."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.setObjectName("view")
        self._place = place
        self._ready = False
        self.model = CaseTableModel(place.theme, self._read_more)
        self.table = self._table()
        self.columns = TableColumns(self.table, place.theme.px)
        self.filters = CaseFilters(place)
        self.views = SavedViews(self.filters)
        self._empty = words("没有这样的案件。换个条件，或者按 Ctrl+2 登记。", "hint")
        self._remember = QTimer(self, singleShot=True, interval=REMEMBER_AFTER)
        self._make_buttons()
        self._lay_out()
        self.setFocusProxy(self.table)
        self.filters.asked.connect(self.reload)
        for part in (self.filters.asked, self.columns.liked, self.views.liked):
            part.connect(self._remember.start)
        self._remember.timeout.connect(self._store_likes)
        place.theme.resized.connect(self._fit)
        self._fit()
        self._follower = Follower(place.changes, self, {"summary"}, self.reload)
        prefs = place.services.prefs
        place.tasks.local("正在读取案件表", lambda _work: prefs.of(PREFS), owner=self, done=self._put_likes)

    def reload(self) -> None:
        """Ask again; the case that was chosen stays chosen."""
        if not self._ready:
            return  # what was remembered decides what is asked
        self._read(0, self._start)
        table, question = self._place.services.table, self.filters.question()
        self._all.setVisible(question.narrow)
        self._place.tasks.local(
            "正在数案件",
            lambda _work: table.count(
                question.state, level=question.level, dispute_type=question.dispute_type
            ),
            owner=self,
            done=lambda count: self._count.setText(f"{'挑出' if question.narrow else '共'} {count} 件"),
        )

    def flush(self) -> None:
        """Remember now: the window is about to be left."""
        if self._remember.isActive():
            self._remember.stop()
            self._store_likes()

    def _put_likes(self, likes: dict[str, Any]) -> None:
        columns, asked = likes.get("columns"), likes.get("filter")
        self.columns.put(columns if isinstance(columns, dict) else {})
        self.filters.put(asked if isinstance(asked, dict) else {})
        self.views.put(likes.get("views"))
        self._ready = True
        if self.isVisible():
            self.reload()
        else:
            self._follower.stale = True

    def _store_likes(self) -> None:
        likes = {
            "columns": self.columns.likes(),
            "filter": asdict(self.filters.question()),
            "views": self.views.likes(),
        }
        prefs = self._place.services.prefs
        self._place.tasks.local("正在记住列和条件", lambda _work: prefs.remember(PREFS, likes), owner=self)

    def _start(self, rows: list[CaseRow]) -> None:
        # Which one is chosen now, not when the question was asked: an answer that comes late would jump back.
        chosen = self.table.currentIndex()
        kept = self.model.row(chosen.row()).case_id if chosen.isValid() else ""
        self.model.start(rows)
        self._empty.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self._spring.setVisible(not rows)
        if rows:
            self.table.selectRow(max(0, self.model.number_of(kept)))

    def _read_more(self, offset: int) -> None:
        self._read(offset, lambda rows: self.model.go_on(offset, rows))

    def _read(self, offset: int, done: Callable[[list[CaseRow]], None]) -> None:
        ask = partial(
            self._place.services.table.rows, **asdict(self.filters.question()), limit=PAGE, offset=offset
        )
        self._place.tasks.local("正在读取案件", lambda _work: ask(), owner=self, done=done)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A letter typed on the table goes to the search box, as people expect of a list; columns fit its width."""
        if watched is self.table.viewport() and event.type() == QEvent.Type.Resize:
            self.columns.fit()
        if watched is self.table and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            text = event.text()
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
            if plain and text.isprintable() and text.strip():
                self._place.go.search_wanted.emit(text)
                return True
        return False

    # ── buttons ──

    def _show_all(self) -> None:
        self.filters.put({"order": self.filters.question().order})
        self.filters.asked.emit()

    def _export_table(self) -> None:
        name = f"案件表{self._place.services.now():%Y-%m-%d}.xlsx"
        out = ask_where(self, "把表里的案件存到哪里？", name, "表格 (*.xlsx)")
        if out is not None:
            export_table(self._place, self, self.columns.shown(), self.filters.question(), out)

    def _export_chosen(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        self._export_cases([self.model.row(index.row()).case_id for index in rows])

    def _export_cases(self, chosen: list[str] | None) -> None:
        name = f"案件{self._place.services.now():%Y-%m-%d}.json"
        out = ask_where(self, "把案件文件存到哪里？", name, "案件文件 (*.json);;压缩的案件文件 (*.zip)")
        if out is not None:
            export_cases(self._place, self, chosen, out)

    def _make_buttons(self) -> None:
        self._count = words("", "hint")
        self._all = role(named(QPushButton("看全部案件"), "casesAll", "去掉条件，看全部案件"), "link")
        self._all.clicked.connect(self._show_all)
        self._all.hide()
        self._views_button = named(QPushButton("我的视图"), "casesViews", "我的视图：存下来的条件")
        self._views_button.setMenu(self.views)
        self._columns_button = named(QPushButton("列"), "casesColumns", "选要看哪些列")
        shown = QMenu(self._columns_button)
        shown.setObjectName("casesColumnsList")
        shown.aboutToShow.connect(partial(self.columns.fill, shown))
        self._columns_button.setMenu(shown)
        self._export_button = named(QPushButton("导出"), "casesExport", "导出表格或者案件文件")
        menu = QMenu(self._export_button)
        menu.setObjectName("casesExportMenu")
        menu.addAction("现在看到的表（Excel 表格）…").triggered.connect(self._export_table)
        menu.addSeparator()
        menu.addAction("选中的案件（案件文件，给另一台电脑）…").triggered.connect(self._export_chosen)
        menu.addAction("全部已编号的案件（案件文件）…").triggered.connect(lambda: self._export_cases(None))
        self._export_button.setMenu(menu)

    def _table(self) -> QTableView:
        table = named(QTableView(), "casesTable", "案件表，回车打开")
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # what it was about stands at the end: …工资纠纷
        table.setItemDelegateForColumn(AT["place"], _FromTheFront(table))
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.activated.connect(lambda index: self._place.go.to_case(self.model.row(index.row()).case_id))
        table.installEventFilter(self)
        table.viewport().installEventFilter(self)
        return table

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(words("案件", "page_title"))
        head.addStretch(1)
        head.addWidget(self.filters)
        foot = QHBoxLayout()
        foot.addWidget(self._count)
        foot.addWidget(self._all)
        foot.addStretch(1)
        for button in (self._views_button, self._columns_button, self._export_button):
            foot.addWidget(button)
        self._spring = QWidget()
        self._spring.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._empty)
        column.addWidget(self.table, 1)
        column.addWidget(self._spring, 1)
        column.addLayout(foot)

    def _fit(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(self._place.theme.px(36))
        self.columns.fit()
