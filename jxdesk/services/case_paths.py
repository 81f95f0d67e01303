"""From a field path (``agreement.facts``, ``intake.brief``) to the table and column behind it, with its type.

Paths are the ones the chart, the field catalogue and the findings use. Items of lists are addressed by the
list's path and the item's id, never by position: two desks may have added one at the same moment.
"""

from __future__ import annotations

import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import msgspec

from jxdesk.errors import UserError
from jxdesk.models import Case, rows
from jxdesk.models.tables import Base
from jxdesk.rules.clean_text import clean, cleaned, half_width
from jxdesk.rules.fields import Field

KEPT_BY_THE_DESK = frozenset(
    {
        "number.scheme", "number.prefix", "number.year", "number.seq", "number.text", "intake.short_id",
        "intake.registered_at", "intake.first_receiver", "intake.first_unit", "flow_version", "case_key",
        "void_reason", "dossier.filed_date", "dossier.locked_at", "dossier.locked_by",
    }
)  # fmt: skip
"""Fields only a use case may set: numbers are allocated, the first receiver is set once and stays,
a case is voided for a reason, filing is checked."""

MASK = "*"
NUMBERS = frozenset({"id_no", "phone", "uscc"})
"""Fields that are compared digit by digit, and shown masked."""


@dataclass(frozen=True)
class Place:
    """Where a field is stored: the part (``""`` for the case itself), its table, the column and its type."""

    part: str
    table: type[Base]
    column: str
    hint: Any


def by_part(values: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Values by path, sorted by the part they stand in (``""`` for the case itself).

    Raises UserError for a field that only a use case may set, KeyError for an unknown path.
    """
    parts: dict[str, dict[str, Any]] = {}
    for path, value in values.items():
        if path in KEPT_BY_THE_DESK:
            raise UserError("这一项由程序填写，不能改。", "如有错误，请在备注里说明。")
        parts.setdefault(place_of(path).part, {})[path] = value
    return parts


def place_of(path: str) -> Place:
    """The place of a field of the case or of a part there is one of. Raises KeyError for an unknown path."""
    head, _, rest = path.partition(".")
    if head in rows.ONE:
        return _place(head, rows.ONE[head], rest)
    return _place("", Case, path)


def item_place(list_path: str, field: str) -> Place:
    """The place of a field of a list's items. Raises KeyError for an unknown list or field."""
    return _place(list_path, rows.MANY[list_path], field)


@cache  # a save asks for every one of its fields, and the tables do not change
def _place(part: str, table: type[Base], field: str) -> Place:
    struct = rows.STRUCT[table]
    column = rows.column_of(struct, field)
    if column is None:
        raise KeyError(f"{part}.{field}")
    hint = next(hint for name, _group, hint in rows.layout(struct) if name == column)
    return Place(part, table, column, hint)


def taken(path: str, place: Place, value: Any, *, lines: bool = True) -> Any:
    """A value on its way in, checked and in the column's form; empty text and empty lists become None.

    ``lines`` says whether its text may have several. Raises UserError for a masked value: what is shown as
    ``2305**********1234`` must never be written back; and as ``clean`` does.
    """
    numbered = path.rsplit(".", 1)[-1] in NUMBERS
    if isinstance(value, str):
        value = clean(half_width(value) if numbered else value, lines=lines).strip() or None
    if value in ([], {}):
        return None
    if value is None:
        return None
    if isinstance(value, str) and MASK in value and numbered:
        raise UserError("这里显示的是遮盖后的号码，没有保存。", "请输入完整号码，或者保持原样。")
    if place.hint is Decimal:
        return Decimal(str(value))
    if isinstance(value, msgspec.Struct | list | dict):
        value = cleaned(rows.plain(value))
        # A payment without an amount, or a pair where a word belongs, would fail when the case is next read.
        msgspec.convert(value, place.hint, strict=False)
        return value
    return msgspec.convert(value, place.hint) if place.hint is not typing.Any else value


def stored(row: object, place: Place) -> Any:
    """The value as it stands in its row, in the form of the record (people as people); None without a row."""
    value = None if row is None else getattr(row, place.column)
    # A row keeps a person as JSON, whose names may stand in any order.
    return msgspec.convert(value, place.hint, strict=False) if isinstance(value, list | dict) else value


def keeps_lines(field: Field | None) -> bool:
    """Whether line ends and tabs in a field's text are somebody's paragraphs; what the catalogue lacks keeps them."""
    return field is None or field.kind != "text"


def nothing_said(places: Mapping[str, Place], values: Mapping[str, Any]) -> bool:
    """Whether every value is empty on its way in; the errors of ``taken``."""
    return all(taken(path, places[path], value) is None for path, value in values.items())


def fill(
    row: Base, places: Mapping[str, Place], values: Mapping[str, Any], field_at: Callable[[str], Field | None]
) -> dict[str, Any]:
    """Store values in their row; what was there before by path, which is all that undo needs. As ``taken``.

    ``field_at`` finds the field in the catalogue.
    """
    before = {path: getattr(row, places[path].column) for path in values}
    for path, value in values.items():
        setattr(row, places[path].column, taken(path, places[path], value, lines=keeps_lines(field_at(path))))
    return before
