"""The catalogue of every field of a case: its Chinese name, how it is filled in, whether it is sensitive.

Forms, the timeline, the conflict inbox and the findings of a check all take their words from here, so
that a field has one name wherever it is met. A test holds it to ``case_record.py`` in both directions.
"""

from __future__ import annotations

import re
from typing import Self

import msgspec

from jxdesk.errors import UserError

SIMPLE_KINDS = frozenset(
    {"text", "long", "day", "moment", "money", "int", "bool", "words", "people", "pairs", "structured"}
)
TECHNICAL = frozenset({"id", "extra"})  # carried by every part, never shown and never asked for

_STEP = re.compile(r"(?P<name>[a-z_0-9]+)(?:\[(?P<index>\d+)\])?\Z")


class Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One field; ``kind`` is simple, or ``choice(s):`` and a dictionary, or ``part(s):`` and a type."""

    label: str
    kind: str
    required: bool = False
    sensitive: bool = False
    hint: str = ""

    @property
    def choices(self) -> str | None:
        """The dictionary this field picks from, if it picks."""
        head, _, name = self.kind.partition(":")
        return name if head in {"choice", "choices"} else None

    @property
    def part(self) -> str | None:
        """The type of the part or parts this field holds, if it holds any."""
        head, _, name = self.kind.partition(":")
        return name if head in {"part", "parts"} else None


class PartFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All fields of one type of ``case_record``, in the order of the form."""

    title: str
    fields: dict[str, Field]


class Catalogue:
    """Every part of a case by the name of its type."""

    def __init__(self, parts: dict[str, PartFields]) -> None:
        self.parts = parts
        for part in parts.values():
            for name, field in part.fields.items():
                _refuse_unknown_kind(part.title, name, field, parts)

    @classmethod
    def from_toml(cls, text: str) -> Self:
        """Read ``fields.toml``; raises UserError when it cannot be understood."""
        try:
            return cls(msgspec.toml.decode(text, type=dict[str, PartFields]))
        except msgspec.DecodeError as error:
            raise UserError(f"字段目录有误：{error}。", "请改正这一处，或者重新安装本程序。") from error

    def field(self, part: str, name: str) -> Field:
        """One field of one type; an unknown name is our own mistake and raises KeyError."""
        return self.parts[part].fields[name]

    def at(self, path: str) -> Field | None:
        """The field that ``agreement.clauses[2].payments[0].due`` ends in; None when a path names none."""
        steps = self._walk(path)
        return steps[-1][0] if steps else None

    def label(self, path: str) -> str:
        """A path in words, counted from one (``当事人第2位 证件号码``); an unknown path stays as it is."""
        steps = self._walk(path)
        if not steps:
            return path
        return " ".join(
            field.label if index is None else f"{field.label}第{index + 1}{_counted(field)}"
            for field, index in steps
        )

    def _walk(self, path: str) -> list[tuple[Field, int | None]]:
        found: list[tuple[Field, int | None]] = []
        part: str | None = "CaseRecord"
        for step in path.split("."):
            match = _STEP.match(step)
            fields = self.parts[part].fields if part in self.parts else {}
            if match is None or match["name"] not in fields:
                return found if part is None and found else []
            field = fields[match["name"]]
            found.append((field, None if match["index"] is None else int(match["index"])))
            part = field.part
        return found


def _counted(field: Field) -> str:
    if field.part in {"Party", "Agent", "Mediator"}:
        return "位"
    return {"Clause": "条", "Payment": "笔", "Evidence": "份"}.get(
        field.part or "", "次" if field.part else "项"
    )


def _refuse_unknown_kind(title: str, name: str, field: Field, parts: dict[str, PartFields]) -> None:
    known = field.kind in SIMPLE_KINDS or bool(field.choices) or field.part in parts
    if not known:
        raise UserError(f"字段目录里“{title}”的 {name} 写了不认识的填法“{field.kind}”。", "请改正这一处。")
