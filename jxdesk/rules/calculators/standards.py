"""What can be claimed for a hurt body and by which standards: data of the county, never figures of ours."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, Self

import msgspec

from jxdesk.errors import UserError


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing claimed: a plain ``sum``, so much a day (``daily``), or so much a year (``yearly``).

    ``people`` asks how many cared, ``part`` a share in per cent (伤残系数). ``years`` is how many are usual;
    ``checked`` says that the county looked at the way it is counted.
    """

    id: str
    label: str
    kind: Literal["sum", "daily", "yearly"]
    hint: str = ""
    people: bool = False
    part: bool = False
    years: int | None = None
    checked: bool = True


class Standard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An official figure for an item in a year, in yuan a day or a year, with where it was published."""

    item: str
    year: int
    source: str
    amount: Decimal | None = None
    checked: bool = False

    @property
    def words(self) -> str:
        """``2026年标准，出处：……（待核）``."""
        return f"{self.year}年标准，出处：{self.source}{'' if self.checked else '（待核）'}"


class Standards(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``compensation.toml``."""

    law: tuple[str, ...]
    item: tuple[Item, ...]
    standard: tuple[Standard, ...] = ()

    @classmethod
    def from_toml(cls, text: str) -> Self:
        """Read the file; raises UserError when it cannot be understood or names an item there is not."""
        try:
            found = msgspec.toml.decode(text, type=cls)
        except msgspec.DecodeError as error:
            raise UserError(f"赔偿标准有误：{error}。", "请改正这一处，或者重新安装本程序。") from error
        counted = {item.id for item in found.item if item.kind != "sum"}
        stray = [one.item for one in found.standard if one.item not in counted]
        if stray:
            raise UserError(f"赔偿标准里的“{stray[0]}”没有这个项目。", "请改成按天或者按年算的项目的名字。")
        return found

    def latest(self, item: str) -> Standard | None:
        """The newest figure for an item; None while nobody entered one."""
        known = [one for one in self.standard if one.item == item and one.amount is not None]
        return max(known, key=lambda one: one.year, default=None)
