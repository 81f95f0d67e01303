"""Between rows and records: which table holds which part of a ``CaseRecord``, and the way in both directions.

One rule does it all: a column is named like its field, a group inside a part is a prefix
(``source.form_option`` is ``case.source_form_option``). A test holds tables and records together.
"""

from __future__ import annotations

import typing
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Select, Table, bindparam, select
from sqlalchemy.orm import Session

from jxdesk import models
from jxdesk.models.columns import Yuan
from jxdesk.models.tables import Base
from jxdesk.rules import case_record as record
from jxdesk.rules.case_file import field_types, struct_of

ONE: dict[str, type[Base]] = {
    "screening": models.Screening,
    "application": models.Application,
    "acceptance": models.Acceptance,
    "refusal": models.Refusal,
    "rights_notice": models.RightsNotice,
    "agreement": models.Agreement,
    "termination": models.Termination,
    "dossier": models.Dossier,
}
"""Parts of which a case has at most one, by their name in the record."""

MANY: dict[str, type[Base]] = {
    "parties": models.Party,
    "agents": models.Agent,
    "investigations": models.Investigation,
    "evidence": models.Evidence,
    "mediations": models.Mediation,
    "appointments": models.Appointment,
    "extensions": models.Extension,
    "transfers": models.Transfer,
    "deliveries": models.Delivery,
    "agreement.clauses": models.Clause,
    "performance": models.Performance,
    "reminders": models.Reminder,
    "visits": models.Visit,
    "materials": models.Material,
    "corrections": models.Correction,
    "readings": models.Reading,
    "printouts": models.Printout,
}
"""Parts of which a case has any number, in the order of ``position``."""

_ALL: list[type[Base]] = [models.Case, *ONE.values(), *MANY.values()]
TRACKED: dict[str, type[Base]] = {mapped.__tablename__: mapped for mapped in _ALL}
"""Every table of case data by its name, which is the ``kind`` of its changes."""

STRUCT: dict[type[Base], type[msgspec.Struct]] = {
    models.Case: record.CaseRecord,
    models.Screening: record.Screening,
    models.Application: record.Application,
    models.Acceptance: record.Acceptance,
    models.Refusal: record.Refusal,
    models.RightsNotice: record.RightsNotice,
    models.Agreement: record.Agreement,
    models.Termination: record.Termination,
    models.Dossier: record.Dossier,
    models.Party: record.Party,
    models.Agent: record.Agent,
    models.Investigation: record.Investigation,
    models.Evidence: record.Evidence,
    models.Mediation: record.Mediation,
    models.Appointment: record.Appointment,
    models.Extension: record.Extension,
    models.Transfer: record.Transfer,
    models.Delivery: record.Delivery,
    models.Clause: record.Clause,
    models.Performance: record.Performance,
    models.Reminder: record.Reminder,
    models.Visit: record.Visit,
    models.Material: record.Material,
    models.Correction: record.Correction,
    models.Reading: record.Reading,
    models.Printout: record.Printout,
}


def table_of(mapped: type[Base]) -> Table:
    """The Core table of a mapped class."""
    return typing.cast(Table, mapped.__table__)


@cache
def layout(struct: type[msgspec.Struct]) -> tuple[tuple[str, str | None, Any], ...]:
    """(column, group, type) for every field of a part that has a column of its own."""
    out: list[tuple[str, str | None, Any]] = []
    for name, hint in field_types(struct).items():
        inner = struct_of(hint)
        if inner is None or (typing.get_origin(hint) is list and not issubclass(inner, record.Part)):
            out.append((name, None, hint))
        elif not issubclass(inner, record.Part):
            out.extend((f"{name}_{sub}", name, sub_hint) for sub, sub_hint in field_types(inner).items())
    return tuple(out)


def column_of(struct: type[msgspec.Struct], path: str) -> str | None:
    """The column behind a field path inside a part (``source.form_option``), or None."""
    column = path.replace(".", "_", 1)
    known = {(f"{group}.{name[len(group) + 1 :]}" if group else name) for name, group, _ in layout(struct)}
    return column if path in known else None


def values_of(part: msgspec.Struct) -> dict[str, Any]:
    """Column values of one part. Empty lists and dicts become NULL, so that 'nothing' has one form."""
    values: dict[str, Any] = {}
    for column, group, _hint in layout(type(part)):
        holder = part if group is None else getattr(part, group)
        name = column if group is None else column[len(group) + 1 :]
        value = None if holder is None else getattr(holder, name)
        values[column] = plain(value) if isinstance(value, list | dict) else value
    if not values.get("id", ""):
        values.pop("id", None)
    return {column: (None if value in ([], {}) else value) for column, value in values.items()}


def plain(value: Any) -> Any:
    """A list or dict of records as plain JSON values; amounts as text, because a float would drift."""
    return msgspec.to_builtins(value, enc_hook=str, builtin_types=())


def part_of(struct: type[msgspec.Struct], row: Mapping[str, Any]) -> msgspec.Struct:
    """One part from its row; parts with tables of their own are filled in by ``load``."""
    values: dict[str, Any] = {}
    groups: dict[str, dict[str, Any]] = {}
    for column, group, hint in layout(struct):
        value = row[column]
        if value is None:
            continue
        if isinstance(value, list | dict) and not isinstance(hint, typing._SpecialForm):  # noqa: SLF001 - Any has no public type
            value = msgspec.convert(value, hint, strict=False)
        if group is None:
            values[column] = value
        else:
            groups.setdefault(group, {})[column[len(group) + 1 :]] = value
    hints = field_types(struct)
    for group, inner in groups.items():
        values[group] = hints[group](**inner)
    return struct(**values)


def load(session: Session, case_id: str) -> record.CaseRecord | None:
    """The whole case as one frozen record, or None if there is no such case."""
    case = _rows(session, models.Case, case_id)
    if not case:
        return None
    found = typing.cast(record.CaseRecord, part_of(record.CaseRecord, case[0]))
    present = _present(session, case_id)
    parts: dict[str, Any] = {}
    for name, mapped in ONE.items():
        if mapped.__tablename__ in present:
            rows = _rows(session, mapped, case_id)
            parts[name] = part_of(STRUCT[mapped], rows[0])
    for name, mapped in MANY.items():
        if mapped.__tablename__ in present:
            listed = [part_of(STRUCT[mapped], each) for each in _rows(session, mapped, case_id)]
            if name == "agreement.clauses":
                whole = parts.get("agreement", record.Agreement())
                parts["agreement"] = msgspec.structs.replace(whole, clauses=listed)
            else:
                parts[name] = listed
    return msgspec.structs.replace(found, **parts)


# One round trip instead of twenty-two, for a draft has two or three of the parts.
_PRESENT = " UNION ALL ".join(
    f"SELECT '{mapped.__tablename__}' WHERE EXISTS "  # noqa: S608 - our own table names
    f"(SELECT 1 FROM {mapped.__tablename__} WHERE case_id = ?1)"
    for mapped in _ALL[1:]
)


def _present(session: Session, case_id: str) -> frozenset[str]:
    return frozenset(session.connection().exec_driver_sql(_PRESENT, (case_id,)).scalars())


def _rows(session: Session, mapped: type[Base], case_id: str) -> list[Mapping[str, Any]]:
    found = session.connection().execute(_of_case(mapped), {"case": case_id})
    return [dict(row) for row in found.mappings()]


@cache  # building a question anew took longer than SQLite took to answer it
def _of_case(mapped: type[Base]) -> Select[Any]:
    table = table_of(mapped)
    if mapped is models.Case:
        return select(table).where(table.c.id == bindparam("case"))
    return select(table).where(table.c.case_id == bindparam("case")).order_by(table.c.position, table.c.id)


def to_json(value: Any) -> Any:
    """A column value as it stands in a change: JSON, amounts as text."""
    return str(value) if isinstance(value, Decimal) else value


def from_json(mapped: type[Base], column: str, value: Any) -> Any:
    """A value out of a change, in the column's own type. Raises ValueError for what does not fit."""
    if value is None:
        return None
    kind = table_of(mapped).c[column].type
    if isinstance(kind, Yuan):
        return Decimal(str(value))
    wanted = kind.python_type if not hasattr(kind, "impl") else None
    if wanted is not None and not isinstance(value, wanted):
        message = f"{column} wants {wanted.__name__}"
        raise ValueError(message)
    return value


def read_row(session: Session, kind: str, rid: str) -> dict[str, Any] | None:
    """A row as a change would carry it (JSON values by column), or None. Without ``id`` and ``case_id``."""
    mapped = TRACKED.get(kind)
    row = None if mapped is None else session.get(mapped, rid)
    if row is None or mapped is None:
        return None
    return {name: to_json(getattr(row, name)) for name in change_columns(mapped)}


def write_row(
    session: Session, kind: str, rid: str, case_id: str, fields: Mapping[str, Any], op: str
) -> bool:
    """Write what the county sent into the typed row; False when this program knows no such kind.

    A field from a newer program is kept in ``extra`` under its own name and so goes out again on export.
    Use inside ``Database.transaction(recording=False)``: this is not a change of ours.
    """
    mapped = TRACKED.get(kind)
    if mapped is None:
        return False
    row = session.get(mapped, rid)
    if op == "void":
        if row is not None:
            session.delete(row)
        return True
    if row is None:
        row = mapped(id=rid) if mapped is models.Case else mapped(id=rid, case_id=case_id)
        session.add(row)
    known = change_columns(mapped)
    unknown = {name: value for name, value in fields.items() if name not in known}
    for name in fields.keys() & known:
        setattr(row, name, from_json(mapped, name, fields[name]))
    if unknown:
        row.extra = {**(getattr(row, "extra", None) or {}), **unknown}  # type: ignore[attr-defined] # every tracked table has extra
    return True


@cache
def change_columns(mapped: type[Base]) -> frozenset[str]:
    """The columns whose changes are recorded: all but the row's identity."""
    return frozenset(column.name for column in table_of(mapped).columns) - {"id", "case_id"}
