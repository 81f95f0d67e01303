"""Levels and law of every rule, from ``review.toml``: data, because a county decides all but what the law fixes."""

from __future__ import annotations

from typing import Self

import msgspec

from jxdesk.errors import UserError
from jxdesk.review.finding import Finding, Hit, Level, gravity


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule; ``minimum`` is the mildest level the law leaves, ``variants`` levels of special cases."""

    title: str
    level: Level
    law: str
    minimum: Level | None = None
    variants: dict[str, Level] = {}


class RuleBook:
    """Every rule by its id (``R-04``)."""

    def __init__(self, rules: dict[str, Rule]) -> None:
        self.rules = rules
        for name, rule in rules.items():
            if rule.minimum is not None and gravity(rule.level) > gravity(rule.minimum):
                raise UserError(
                    f"规则 {name}（{rule.title}）由法律规定，级别不能低于 {rule.minimum}。",
                    "请把级别改回去。",
                )

    @classmethod
    def from_toml(cls, text: str) -> Self:
        """Read ``review.toml``; raises UserError when it cannot be understood or lowers what the law fixes."""
        try:
            return cls(msgspec.toml.decode(text, type=dict[str, Rule]))
        except msgspec.DecodeError as error:
            raise UserError(f"检查规则文件有误：{error}。", "请改正这一处，或者重新安装本程序。") from error

    def finding(self, rule: str, hit: Hit) -> Finding:
        """A hit with its level and law; an unknown rule or variant is our own mistake and raises KeyError."""
        entry = self.rules[rule]
        level = entry.variants[hit.variant] if hit.variant else entry.level
        return Finding(rule, level, hit.message, hit.field, hit.law or entry.law)
