"""The form of one step of the chart, built from the paths its node names: nothing about a step stands in code."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jxdesk.flow.definition import Node
from jxdesk.rules.case_record import CaseRecord, Clause
from jxdesk.rules.days import day
from jxdesk.rules.fields import Catalogue
from jxdesk.rules.read_aloud import cannot_read
from jxdesk.services.case_lock import why_held
from jxdesk.services.office import Unit
from jxdesk.ui.case.agent_links import AgentLinks
from jxdesk.ui.case.calculating import Calculating
from jxdesk.ui.case.clause_watch import CLAUSES, watch_texts
from jxdesk.ui.case.fitting_cards import fit_cards
from jxdesk.ui.case.new_parts import beginning
from jxdesk.ui.case.part_list import PartList
from jxdesk.ui.case.part_titles import title_of
from jxdesk.ui.case.special_fields import ASKED_WITH_HOST, FILED, HOST, HostField, make_field
from jxdesk.ui.case.step_groups import Group, groups_of
from jxdesk.ui.case.values import parts_at, values_at
from jxdesk.ui.case_keeper import CaseKeeper
from jxdesk.ui.forms.day_fields import MomentField
from jxdesk.ui.forms.field_box import FieldBox
from jxdesk.ui.forms.field_group import FieldGroup
from jxdesk.ui.forms.form import Form
from jxdesk.ui.forms.list_editor import ListEditor
from jxdesk.ui.forms.saved_line import SavedLine
from jxdesk.ui.forms.suggestions import Names, offer_names
from jxdesk.ui.intake.party_page import PartyPage
from jxdesk.ui.naming import named, words
from jxdesk.ui.workplace import Workplace

UNASKED = frozenset({"id", "extra", "seq", "no", "party_id", "agent_id"})
WHOLE_STATISTICS_AT = "closing"
READINGS = "readings"
"""Asked only where somebody cannot read: in most cases it would be one more list to wonder about."""
ROWS_IN_ONE_FIELD = frozenset({"Mediator", "Payment"})


class StepForm(QWidget):
    """Fields of the step first, then each list of parts with its form beside it."""

    def __init__(
        self,
        place: Workplace,
        keeper: CaseKeeper,
        node: Node,
        margins: tuple[int, int, int, int] = (0, 0, 0, 0),
    ) -> None:
        super().__init__()
        self.setObjectName(f"step_{node.id}")
        self._place, self._keeper = place, keeper
        self._groups: list[tuple[FieldGroup, Group]] = []
        self._lists: dict[str, tuple[PartList, ListEditor]] = {}
        self._cards: dict[str, QWidget] = {}
        self._case: CaseRecord | None = None
        self._library: QPushButton | None = None
        self._first = ""  # the list that stands on top, if one does
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*margins)
        self._column.setSpacing(12)
        paths = [path for path in node.fields if path not in ASKED_WITH_HOST]
        lists = [path.removesuffix("[]") for path in paths if self._is_list(path)]
        # Small records without a table of their own are one field of the form (mediators, reports).
        single = [path.removesuffix("[]") for path in paths if not self._is_list(path)]
        whole = node.id == WHOLE_STATISTICS_AT
        self.form = Form([make_field(place, path, whole_statistics=whole) for path in single], self)
        self._asked = frozenset(path for path, field in self.form.fields.items() if field.label.required)
        self.form.group_left.connect(self._store)
        self._calculating = Calculating(place, self, self.form, lambda: self._case)
        keeper.saved.connect(self._on_saved)
        keeper.unsaved.connect(self._on_unsaved)
        keeper.refused.connect(self._on_refused)
        self._add_parts(node, single, lists)
        self._links = AgentLinks(keeper, node.id) if "agents" in lists else None
        if self._links is not None:
            self._column.addWidget(self._links)

    def show_case(
        self,
        case: CaseRecord,
        names: Names,
        committees: Sequence[Unit],
        stand_ins: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Show what is stored; a field that is being typed in keeps what is typed.

        ``stand_ins`` are what paper shows where nothing is typed, by path.
        """
        offer_names(self.form.fields.values(), names)
        host = self.form.fields.get(HOST)
        if isinstance(host, HostField):
            host.offer_committees(committees)
            host.setEnabled(case.number.text is None)
        values = values_at(case, self.form.fields)
        if values.get(HOST) is None and HOST in values:
            values[HOST] = case.committee.name
        self.form.load(values)
        fit_cards(self._groups, self._asked, case, stand_ins)
        self._case = case
        watch_texts(self.form.fields, "", case, self._place.services.reviews)
        for path, (parts, editor) in self._lists.items():
            offer_names(editor.form.fields.values(), names)
            watch_texts(editor.form.fields, path, case, self._place.services.reviews)
            parts.beginning = partial(beginning, case, path)
            parts.show_parts(parts_at(case, path))
            editor.hold(why_held(case))
            self._cards[path].setVisible(path != READINGS or bool(case.readings or cannot_read(case)))
        if self._library is not None:
            self._library.setEnabled(not why_held(case))
            self._library.setToolTip(why_held(case))
        if self._links is not None:
            self._links.show_case(case)

    def flush(self) -> None:
        """Store what is still being typed."""
        self.form.flush()
        for _parts, editor in self._lists.values():
            editor.flush()
        if self._links is not None:
            self._links.flush()

    def begin(self) -> None:
        """The cursor into the first field from the top, or onto 添加 where a list is still empty."""
        fields = [field for field in self.form.fields.values() if not field.isHidden()]
        if self._first in self._lists:
            editor = self._lists[self._first][1]
            fields = [field for field in editor.form.fields.values() if field.isVisible()]
            if not fields:
                editor.add.setFocus()
        if fields:
            fields[0].go()

    def go(self, path: str) -> bool:
        """Jump to the field a check names (``investigations[1].start``); False when it is not here."""
        for shorter in _shortened(path):
            if self.form.go(shorter):
                return True
        for list_path, (parts, editor) in self._lists.items():
            found = re.match(rf"{re.escape(list_path)}(?:\[(\d+)\])?(?:\.(.+))?\Z", path)
            if found is not None:
                parts.choose(int(found[1] or 0))
                if not any(editor.form.go(field) for field in _shortened(found[2] or "")):
                    editor.add.setFocus()
                return True
        return False

    def _add_parts(self, node: Node, single: Sequence[str], lists: Sequence[str]) -> None:
        """Cards and lists in the order in which the chart names their first field."""
        order = [path.removesuffix("[]") for path in node.fields]
        groups = groups_of(node, single)
        parts = [(order.index(group.paths[0]), number) for number, group in enumerate(groups)]
        parts += [(order.index(path), len(groups) + number) for number, path in enumerate(lists)]
        parts.sort()
        if parts and parts[0][1] >= len(groups):
            self._first = lists[parts[0][1] - len(groups)]
        card = None
        for _at, number in parts:
            if number < len(groups):
                fields = [self.form.fields[path] for path in groups[number].paths]
                question = groups[number].question
                card = FieldGroup(self._place.theme, f"{node.id}_{number}", question, fields)
                self._groups.append((card, groups[number]))
                self._column.addWidget(card)
            else:
                self._column.addWidget(self._list(node.id, lists[number - len(groups)]))
        if card is not None:
            card.add_below(SavedLine(self._place.theme, self.form, node.id))

    def _is_list(self, path: str) -> bool:
        field = self._place.maker.catalogue.at(path.removesuffix("[]"))
        return (
            field is not None
            and path.endswith("[]")
            and field.kind.startswith("parts:")
            and field.part not in ROWS_IN_ONE_FIELD
        )

    def _list(self, node_id: str, path: str) -> QWidget:
        catalogue = self._place.maker.catalogue
        field = catalogue.at(path)
        part = field.part if field is not None and field.part is not None else ""
        short = f"{node_id}_{path.replace('.', '_')}"
        form, page = self._part_form(part, short)
        self._keeper.saved.connect(form.mark_saved)
        editor = ListEditor(self._place.theme, short, catalogue.parts[part].title, form, page)
        card = QWidget()
        self._cards[path] = card
        self._lists[path] = (PartList(self._keeper, path, editor, list(form.fields)), editor)
        column = QVBoxLayout(card)
        column.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.addWidget(words(field.label if field is not None else path, "section"))
        head.addStretch(1)
        if path == CLAUSES:
            head.addWidget(self._calculating.join(editor, short))
            self._library = named(QPushButton("从条款库选"), f"{short}_library", "从条款库选一条协议条款")
            self._library.clicked.connect(self._open_library)
            head.addWidget(self._library)
        column.addLayout(head)
        column.addWidget(editor)
        return card

    def _open_library(self) -> None:
        """Fetched here: the dialog is opened once in a while, the step every time."""
        from jxdesk.ui.case.clause_dialog import ClauseDialog  # noqa: PLC0415 - see above

        if self._case is None:
            return
        self.flush()
        dialog = ClauseDialog(self._place, self._case, self)
        dialog.chosen.connect(self._on_clause)
        dialog.open()

    def _on_clause(self, clause: Clause) -> None:
        said = {name: getattr(clause, name) for name in ("text", "obligor", "type", "due", "payments")}
        parts, editor = self._lists[CLAUSES]
        parts.add_filled(
            {name: value for name, value in said.items() if value}, title_of(clause, editor.list.count() + 1)
        )

    def _part_form(self, part: str, short: str) -> tuple[Form, QWidget]:
        if part == "Party":
            party = PartyPage(self._place, f"{short}_")
            party.looked_for.connect(lambda asked: self._recognise(party, asked))
            return party.form, party
        made = fields_of_part(self._place, part, f"{short}_")
        form = Form(made, self)
        page = FieldGroup(self._place.theme, short, "", made)
        page.add_below(SavedLine(self._place.theme, form, short))
        return form, page

    def _recognise(self, page: PartyPage, asked: dict[str, str]) -> None:
        people, case_id = self._place.services.people, self._keeper.case
        self._place.tasks.local(
            "正在查找以前的登记",
            lambda _work: people.recognise(
                name=asked["name"], id_no=asked["id_no"], phone=asked["phone"], not_in=case_id
            ),
            owner=page,
            done=page.show_known,
        )

    def _store(self, values: dict[str, Any]) -> None:
        others = {path: value for path, value in values.items() if path not in {HOST, FILED}}
        committee = values.get(HOST)
        if others:
            self._keeper.save(others)
        if FILED in values:
            self._file(values[FILED])
        if committee is not None:
            cases = self._place.services.cases
            self._keeper.ask(
                "正在换调委会",
                lambda case_id: cases.host_by(case_id, committee),
                lambda _nothing: self._on_saved(self._place.services.now()),
            )

    def _file(self, typed: str | None) -> None:
        """The filing date closes the dossier, or opens it again; what stands in the way is told and nothing stored."""
        archiving, on = self._place.services.archiving, day(typed)
        if typed is not None and on is None:
            self.form.say(FILED, "立卷日期读不成日期，还没有归档。")
            return
        self._keeper.ask(
            "正在归档" if on else "正在取回",
            lambda case_id: archiving.archive(case_id, on) if on else archiving.take_back(case_id),
            lambda _filed: self._on_saved(self._place.services.now()),
            lambda: self.form.mark_unsaved([FILED]),
        )

    def _on_saved(self, at: datetime) -> None:
        self.form.mark_saved(at)

    def _on_refused(self, names: list[str], why: str) -> None:
        if self._case is not None:
            here = [name for name in names if name in self.form.fields]
            self.form.put_back(values_at(self._case, here), why)

    def _on_unsaved(self, list_path: str, _key: str, names: list[str]) -> None:
        if not list_path:
            self.form.mark_unsaved(names)


def fields_of_part(place: Workplace, part: str, within: str) -> list[FieldBox]:
    """One field for everything a part holds; a part within it (被调查人) is spread out.

    ``within`` keeps its controls apart from those of other lists on the page.
    """
    catalogue: Catalogue = place.maker.catalogue
    made: list[FieldBox] = []
    for name, field in catalogue.parts[part].fields.items():
        if name in UNASKED:
            continue
        if field.kind.startswith("part:") and field.part is not None:
            inner = [key for key in catalogue.parts[field.part].fields if key not in UNASKED]
            made += [place.maker.make(field.part, key, f"{name}.{key}", within, field.label) for key in inner]
        else:
            made.append(place.maker.make(part, name, within=within))
    by_name = {field.label.name: field for field in made}
    start, end = by_name.get("start"), by_name.get("end")
    if isinstance(start, MomentField) and isinstance(end, MomentField):
        end.end_of(start)
    return made


def _shortened(path: str) -> list[str]:
    """``payments[0].due``, ``payments[0]``, ``payments``: a field inside a field is cured in the outer one."""
    pieces = re.split(r"(?=[.\[])", path)
    return ["".join(pieces[:count]) for count in range(len(pieces), 0, -1) if pieces[0]]
