"""Words and patterns that the checks look for, from ``watchwords.toml``, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import msgspec

from jxdesk.errors import UserError
from jxdesk.rules.case_record import CaseRecord

Patterns = tuple[re.Pattern[str], ...]


class _Placeholders(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    patterns: tuple[str, ...]


class WrittenForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which disputes about land must be settled in writing (农村土地承包经营纠纷调解仲裁法 art 10)."""

    land_types: tuple[str, ...]
    land_words: tuple[str, ...]

    def wanted_for(self, case: CaseRecord) -> bool:
        """Whether the case is about contracted land by its type and what it says about itself."""
        if case.dispute_type not in self.land_types:
            return False
        said = f"{case.dispute_subtype or ''}{case.title or ''}"
        return any(word in said for word in self.land_words)


class _Instead(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"words": "with"}):
    rule: str
    pattern: str
    words: str


@dataclass(frozen=True)
class Instead:
    """A way to say it lawfully: where ``pattern`` is found, ``words`` with the pattern's named groups."""

    rule: str
    pattern: re.Pattern[str]
    words: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    vague_times: tuple[str, ...]
    identity: tuple[str, ...]
    identity_allowed: tuple[str, ...]
    ownership: tuple[str, ...]
    no_crime_report: tuple[str, ...]
    waiver: tuple[str, ...]
    no_support: tuple[str, ...]
    crime: tuple[str, ...]
    confused: tuple[tuple[str, ...], ...]
    typos: dict[str, str]
    placeholders: _Placeholders
    instead: tuple[_Instead, ...]
    transfer_orgs: dict[str, tuple[str, ...]]
    must_be_written: WrittenForm


@dataclass(frozen=True)
class Watchwords:
    """The lists, ready to search with."""

    vague_times: Patterns
    identity: Patterns
    identity_allowed: Patterns
    ownership: Patterns
    no_crime_report: Patterns
    waiver: Patterns
    no_support: Patterns
    placeholders: Patterns
    crime: tuple[str, ...]
    confused: tuple[tuple[str, ...], ...]
    instead: tuple[Instead, ...]
    typos: dict[str, str]
    transfer_orgs: dict[str, tuple[str, ...]]
    written: WrittenForm

    @classmethod
    def from_toml(cls, text: str) -> Self:
        """Read ``watchwords.toml``; raises UserError when a pattern is none."""
        try:
            file = msgspec.toml.decode(text, type=_File)
            return cls(
                vague_times=_compiled(file.vague_times),
                identity=_compiled(file.identity),
                identity_allowed=_compiled(file.identity_allowed),
                ownership=_compiled(file.ownership),
                no_crime_report=_compiled(file.no_crime_report),
                waiver=_compiled(file.waiver),
                no_support=_compiled(file.no_support),
                placeholders=_compiled(file.placeholders.patterns),
                crime=file.crime,
                confused=file.confused,
                instead=tuple(_instead(one) for one in file.instead),
                typos=file.typos,
                transfer_orgs=file.transfer_orgs,
                written=file.must_be_written,
            )
        except (msgspec.DecodeError, re.error, KeyError) as error:
            raise UserError(f"检查用词文件有误：{error}。", "请改正这一处，或者重新安装本程序。") from error


def found_in(patterns: Patterns, text: str) -> Iterator[str]:
    """What each pattern finds first in a text."""
    for pattern in patterns:
        match = pattern.search(text)
        if match is not None:
            yield match.group()


def _instead(one: _Instead) -> Instead:
    """Raises KeyError when the words want a group that the pattern has not."""
    pattern = re.compile(one.pattern)
    one.words.format(day="", **dict.fromkeys(pattern.groupindex, ""))
    return Instead(one.rule, pattern, one.words)


def _compiled(patterns: tuple[str, ...]) -> Patterns:
    return tuple(re.compile(pattern) for pattern in patterns)
