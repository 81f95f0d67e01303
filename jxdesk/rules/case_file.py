"""``jxdesk.case/1`` to and from ``CaseRecord``: strict about structure, patient about content.

The odd thing: whatever has no name here, or the wrong type, or is empty on purpose (``"guardian": null``)
goes into ``extra`` of the part it stood in and comes out again in the same place. So a file survives
its journey through a desk, and a value that no form can show is still not lost.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

import msgspec

from jxdesk.rules.case_record import CaseRecord, Part

SCHEMA = "jxdesk.case/1"
NOT_IN_FILE = frozenset({"id", "extra", "flow_version", "org", "materials"})
"""What is this desk's own business: row ids, the chart a case walks, the committee's code in our tree, and
materials, whose content no case file carries: another desk would hold a row without its file."""


@dataclass(frozen=True)
class Remark:
    """Something about one value of a file: where (``parties[0].age``) and one Chinese sentence."""

    path: str
    message: str


class RefusedCaseError(Exception):
    """This case cannot be taken: ``path``, why, and what to do. The other cases of the file can."""

    def __init__(self, path: str, reason: str, remedy: str) -> None:
        super().__init__(f"{path}：{reason}{remedy}")
        self.path, self.reason, self.remedy = path, reason, remedy


def read_case(raw: object, path: str = "", remarks: list[Remark] | None = None) -> CaseRecord:
    """One case of a file as a record.

    ``path`` names the case in messages (``cases[2]``); values kept as they are for want of a better
    place are told in ``remarks``. Raises RefusedCaseError without a readable number or parties, or
    where the structure is contradicted.
    """
    notes = remarks if remarks is not None else []
    if not isinstance(raw, dict):
        raise RefusedCaseError(path or "案件", "这里应当是一个案件。", "请检查文件内容。")
    record = typing.cast(CaseRecord, _take_struct(CaseRecord, raw, path, notes))
    if not (record.number.text or "").strip():
        raise RefusedCaseError(_join(path, "number.text"), "缺少案号。", "请在文件中补上案号后再导入。")
    if not record.parties:
        raise RefusedCaseError(_join(path, "parties"), "没有当事人。", "请在文件中补上当事人后再导入。")
    for index, party in enumerate(record.parties):
        if not (party.name or "").strip():
            where = _join(path, f"parties[{index}].name")
            raise RefusedCaseError(where, "当事人没有姓名或者名称。", "请在文件中补上后再导入。")
    return record


def write_case(record: CaseRecord) -> dict[str, Any]:
    """The record as it goes into a file: only what was said, plus everything ``extra`` carries."""
    return _give_struct(record)


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


@cache
def field_types(struct: type[msgspec.Struct]) -> dict[str, Any]:
    """Field name to its type with ``| None`` taken off, in file order."""
    hints = typing.get_type_hints(struct)
    return {name: _bare(hints[name]) for name in struct.__struct_fields__}


def _bare(hint: Any) -> Any:
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        return next(arg for arg in typing.get_args(hint) if arg is not type(None))
    return hint


def struct_of(hint: Any) -> type[msgspec.Struct] | None:
    """The Struct a field is, or is a list of; None for plain values."""
    inner = typing.get_args(hint)[0] if typing.get_origin(hint) is list else hint
    if isinstance(inner, type) and issubclass(inner, msgspec.Struct):
        return inner
    return None


def _take_struct(
    struct: type[msgspec.Struct], raw: Mapping[str, Any], path: str, notes: list[Remark]
) -> msgspec.Struct:
    known = field_types(struct)
    values: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    for key, value in raw.items():
        if key not in known or key in NOT_IN_FILE or value is None or value in ([], {}):
            extra[key] = value
            continue
        hint, where = known[key], _join(path, key)
        inner = struct_of(hint)
        if inner is not None and typing.get_origin(hint) is list:
            values[key] = _take_list(inner, value, where, notes)
        elif inner is not None:
            taken, rest = _take_nested(inner, value, where, notes)
            values[key] = taken
            if rest:
                extra[key] = rest
        else:
            good, plain = _plain(hint, value)
            if good:
                values[key] = plain
            else:
                extra[key] = value
                notes.append(Remark(where, "这一项的写法无法识别，已按原样保留，请在案件中核对。"))
    if "extra" in known:
        values["extra"] = extra
    return struct(**values)


def _take_list(
    inner: type[msgspec.Struct], value: Any, where: str, notes: list[Remark]
) -> list[msgspec.Struct]:
    if not isinstance(value, list):
        raise RefusedCaseError(where, "这里应当是一个列表。", "请检查文件内容。")
    for index, item in enumerate(value):
        if not isinstance(item, dict):
            raise RefusedCaseError(f"{where}[{index}]", "这里应当是一组栏目。", "请检查文件内容。")
    return [_take_struct(inner, item, f"{where}[{index}]", notes) for index, item in enumerate(value)]


def _take_nested(
    inner: type[msgspec.Struct], value: Any, where: str, notes: list[Remark]
) -> tuple[msgspec.Struct, dict[str, Any]]:
    """A group inside a part. Groups without an ``extra`` of their own hand theirs up to the part."""
    if not isinstance(value, dict):
        raise RefusedCaseError(where, "这里应当是一组栏目。", "请检查文件内容。")
    if issubclass(inner, Part):
        return _take_struct(inner, value, where, notes), {}
    known = field_types(inner)
    empty = {
        k: v for k, v in value.items() if k not in known or k in NOT_IN_FILE or v is None or v in ([], {})
    }
    kept: dict[str, Any] = {}
    for key, item in value.items():
        if key in empty:
            continue
        good, plain = _plain(known[key], item)
        if good:
            kept[key] = plain
        else:
            empty[key] = item
            notes.append(Remark(_join(where, key), "这一项的写法无法识别，已按原样保留，请在案件中核对。"))
    return inner(**kept), empty


def _plain(hint: Any, value: Any) -> tuple[bool, Any]:
    """Whether a value fits its field, and the value in the field's own type."""
    if hint is Decimal:
        return _money(value)
    if isinstance(value, bool) and hint is not bool and hint is not Any:
        return False, None
    if typing.get_origin(hint) is dict and typing.get_args(hint)[1] is Decimal:
        if not isinstance(value, dict):
            return False, None
        amounts = {name: _money(amount) for name, amount in value.items()}
        return all(good for good, _ in amounts.values()), {n: a for n, (_, a) in amounts.items()}
    try:
        return True, msgspec.convert(value, hint)
    except msgspec.ValidationError:
        return False, None


def _money(value: Any) -> tuple[bool, Decimal | None]:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return False, None
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return False, None
    # Stored in 分: a third decimal or a NaN would come back as another amount.
    if not amount.is_finite() or amount != amount.quantize(Decimal("0.01")):
        return False, None
    return True, amount


def _give_struct(value: msgspec.Struct) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for name in value.__struct_fields__:
        if name in NOT_IN_FILE:
            continue
        item = _give(getattr(value, name))
        if item is None or item in ([], {}):
            continue
        out[name] = item
    for key, item in getattr(value, "extra", {}).items():
        if key not in out:
            out[key] = item
        elif isinstance(item, dict) and isinstance(out[key], dict):
            out[key] = {**item, **out[key]}
    return out


def _give(value: Any) -> Any:
    if isinstance(value, msgspec.Struct):
        return _give_struct(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, list):
        return [_give(item) for item in value]
    if isinstance(value, dict):
        return {key: _give(item) for key, item in value.items()}
    return value
