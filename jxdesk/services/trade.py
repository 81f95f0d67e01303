"""Everything of the trade that is data (chart, dictionaries, calendar, divisions), read when first asked for.

Each piece is a cached property: the window's first paint needs few of them, a print needs them all.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property

import msgspec

from jxdesk.flow.definition import Flow, Node
from jxdesk.flow.engine import Walk, current_node, walk
from jxdesk.flow.loader import load
from jxdesk.paths import read_resource, resource
from jxdesk.rules.calculators.standards import Standards
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.characters import Characters
from jxdesk.rules.clauses import ClauseLibrary
from jxdesk.rules.codes import Codes
from jxdesk.rules.deadlines import Deadline, Limits, upcoming
from jxdesk.rules.division import Divisions
from jxdesk.rules.fields import Catalogue
from jxdesk.rules.initials import Surnames
from jxdesk.rules.initials import initials as initials_of
from jxdesk.rules.person_id import Regions
from jxdesk.rules.response import LevelRules
from jxdesk.rules.retention import Retention
from jxdesk.rules.workdays import Calendar

STAT_OF_FORM = {"1": "依申请调解", "2": "主动调解"}
"""What the statistics usually say for what the form prints (statistics.md §3.1); 委托移送 is said by hand."""


class Trade:
    """The shipped data, each piece read once."""

    @cached_property
    def flow(self) -> Flow:
        """The one-stop chart that new cases start on."""
        return load(read_resource("flows", "one_stop.toml"), "one_stop.toml")

    @cached_property
    def codes(self) -> Codes:
        """Dictionaries."""
        return Codes.from_toml(read_resource("codes", "dictionaries.toml"))

    @cached_property
    def catalogue(self) -> Catalogue:
        """Chinese names and kinds of all fields."""
        return Catalogue.from_toml(read_resource("codes", "fields.toml"))

    @cached_property
    def calendar(self) -> Calendar:
        """Working days and holidays."""
        return Calendar.from_toml(read_resource("holidays", "cn.toml"))

    @cached_property
    def limits(self) -> Limits:
        """How many days each deadline has."""
        return Limits.from_toml(read_resource("codes", "deadlines.toml"))

    @cached_property
    def divisions(self) -> Divisions:
        """Townships and villages of the county."""
        return Divisions.from_json(read_resource("divisions", "230521.json"))

    @cached_property
    def regions(self) -> Regions:
        """First digits of ID numbers that were really given out; an unknown one is only worth a warning."""
        return Regions.from_toml(read_resource("codes", "id_regions.toml"))

    @cached_property
    def level_rules(self) -> LevelRules:
        """What makes a case 蓝, 黄, 橙 or 红."""
        return LevelRules.from_toml(read_resource("codes", "response.toml"))

    @cached_property
    def retention(self) -> Retention:
        """How long dossiers are kept, and which class a case seems to need."""
        return Retention.from_toml(read_resource("documents", "retention.toml"))

    @cached_property
    def surnames(self) -> Surnames:
        """Surnames that are read otherwise than the character."""
        return Surnames.from_toml(read_resource("codes", "surnames.toml"))

    @cached_property
    def characters(self) -> Characters:
        """Characters that only look right in a name, and variants of characters."""
        return Characters.from_texts(
            read_resource("codes", "characters.toml"), read_resource("characters", "variants.tsv")
        )

    @cached_property
    def clauses(self) -> ClauseLibrary:
        """Clauses with blanks, by kind of dispute."""
        return ClauseLibrary.from_texts(
            {path.name: path.read_text(encoding="utf-8") for path in resource("clauses").glob("*.toml")}
        )

    @cached_property
    def compensation(self) -> Standards:
        """What can be claimed for an injury, and the official figures the county entered."""
        return Standards.from_toml(read_resource("codes", "compensation.toml"))

    @cached_property
    def number_template(self) -> str:
        """The county's number format (documents.md §1.16)."""
        document = msgspec.json.decode(read_resource("divisions", "organisations.json"))
        return str(document["number_template"])

    def initials(self, name: str) -> list[str]:
        """Every way the initials of ``name`` may be typed."""
        return list(initials_of(name, self.surnames)) if name else []

    def deadlines(self, case: CaseRecord, today: date) -> tuple[Deadline, ...]:
        """All deadlines of a case, done and open."""
        return upcoming(case, today, self.calendar, self.limits)

    def next_deadline(self, case: CaseRecord, today: date) -> Deadline | None:
        """The first deadline that is still open."""
        waiting = [one for one in self.deadlines(case, today) if not one.done]
        return min(waiting, key=lambda one: one.due_on, default=None)

    def walk(self, case: CaseRecord, today: date) -> Walk:
        """Where the case stands on the chart."""
        return walk(self.flow_of(case), case, self.deadlines(case, today), today)

    def current_node(self, case: CaseRecord) -> Node | None:
        """The step the case stands at; None when nothing is left to do."""
        return current_node(self.flow_of(case), case)

    def flow_of(self, case: CaseRecord) -> Flow:
        """The version of the chart the case started on; today's where that version is no longer shipped."""
        if case.flow_version in {None, self.flow.label}:
            return self.flow
        return self._earlier_flows.get(case.flow_version or "", self.flow)

    @cached_property
    def _earlier_flows(self) -> dict[str, Flow]:
        found = (
            load(path.read_text(encoding="utf-8"), path.name) for path in resource("flows").glob("*.toml")
        )
        return {flow.label: flow for flow in found}

    def column_label(self, part: str, column: str) -> str:
        """The Chinese name of a stored column of a part; a column nobody named comes back as it is."""
        fields = self.catalogue.parts[part].fields
        if column in fields:
            return fields[column].label
        for group, field in fields.items():
            if field.part is not None and column.startswith(f"{group}_"):
                inner = self.catalogue.parts[field.part].fields.get(column[len(group) + 1 :])
                if inner is not None:
                    return inner.label
        return column

    def column_path(self, part: str, column: str) -> str:
        """The path of a stored column inside its part: a group is a prefix of the column and a step of the path."""
        fields = self.catalogue.parts[part].fields
        for group, field in fields.items():
            inner = {} if field.part is None else self.catalogue.parts[field.part].fields
            rest = column.removeprefix(f"{group}_")
            if column not in fields and rest != column and rest in inner:
                return f"{group}.{rest}"
        return column

    def usual_stat_option(self, form_option: str) -> str | None:
        """The statistics' word for what the form prints."""
        entry = self.codes.dictionary("source_form").find(form_option)
        return None if entry is None else STAT_OF_FORM.get(entry.code)
