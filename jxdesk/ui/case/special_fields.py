"""Fields of a step that the catalogue alone cannot make: the place, the host committee, facts set once, 统计."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from jxdesk.rules.fields import Catalogue
from jxdesk.services.case_paths import KEPT_BY_THE_DESK
from jxdesk.services.office import Unit
from jxdesk.ui.case.statistics_field import StatisticsField
from jxdesk.ui.forms.choice_fields import ChoiceField
from jxdesk.ui.forms.field_box import FieldBox, FieldLabel
from jxdesk.ui.forms.line_fields import LineField
from jxdesk.ui.intake.place_field import PlaceField
from jxdesk.ui.workplace import Workplace

HOST = "committee.org"
FILED = "dossier.filed_date"
"""Typed like any day, but stored by the service that asks whether the dossier may be closed."""
ASKED_WITH_HOST = frozenset({"committee.name"})
"""Follows from the committee that is chosen; asking twice would let the two contradict."""


class FactField(LineField):
    """Something set once by the program (首接人): shown, never typed."""

    def __init__(self, label: FieldLabel, parent: QWidget | None = None) -> None:
        super().__init__(label, parent)
        self.line.setReadOnly(True)

    def leave(self) -> None:
        """Nothing to report, ever."""


class HostField(ChoiceField):
    """The host committee, from the township's and its villages'; the value is its code."""

    def __init__(self, label: FieldLabel, parent: QWidget | None = None) -> None:
        super().__init__(label, [], open_list=False, parent=parent)

    def offer_committees(self, committees: Sequence[Unit]) -> None:
        """Offer these; whatever stands there stays, also when it is another county's."""
        self.offer([(unit.code, unit.name) for unit in committees])


def make_field(place: Workplace, path: str, *, whole_statistics: bool) -> FieldBox:
    """The field at a path of the case, special or from the catalogue."""
    if path == "statistics":
        return StatisticsField(FieldLabel(path, "统计"), whole=whole_statistics)
    if path == HOST:
        return HostField(FieldLabel(path, "由哪个调委会调", "受理编号以后不能再换", required=True))
    if path == "intake.division_code":
        return PlaceField(place.theme, _label(place.maker.catalogue, path), place.services.trade.divisions)
    if path in KEPT_BY_THE_DESK and path != FILED:
        return FactField(_label(place.maker.catalogue, path))
    return place.maker.at(path)


def _label(catalogue: Catalogue, path: str) -> FieldLabel:
    field = catalogue.at(path)
    if field is None:
        return FieldLabel(path, path)
    return FieldLabel(path, field.label, field.hint, field.required)
