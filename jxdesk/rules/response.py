"""The response level (蓝黄橙红) a case seems to need, with the reasons: proposed, never decided.

The desk may be offline when someone mentions poison, so the proposal is made here from data; the
county confirms 橙 and 红 when it hears of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import msgspec

from jxdesk.errors import UserError
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.codes import Dictionary


class _Crowd(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    people: int
    level: str


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    level: str
    words: tuple[str, ...]


class LevelRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From ``response.toml``: the levels from mild to grave, head counts and words that raise them."""

    levels: tuple[str, ...]
    crowds: tuple[_Crowd, ...] = ()
    words: tuple[_Words, ...] = ()

    @classmethod
    def from_toml(cls, text: str) -> Self:
        """Read ``response.toml``; raises UserError when it names a level that is none."""
        try:
            rules = msgspec.toml.decode(text, type=cls)
        except msgspec.DecodeError as error:
            raise UserError(f"响应等级设置有误：{error}。", "请改正这一处，或者重新安装本程序。") from error
        for level in [crowd.level for crowd in rules.crowds] + [word.level for word in rules.words]:
            if level not in rules.levels:
                raise UserError(f"响应等级设置里有不认识的等级“{level}”。", "请改成蓝、黄、橙、红之一。")
        return rules


@dataclass(frozen=True)
class Reason:
    """One reason for a level: a short clause in Chinese, and the law that stands behind it, if one does."""

    level: str
    text: str
    law: str = ""


@dataclass(frozen=True)
class Proposal:
    """The proposed level and why, gravest reason first."""

    level: str
    reasons: tuple[Reason, ...]

    @property
    def sentence(self) -> str:
        """The reasons in one line, for ``intake.level_reason``."""
        return "；".join(reason.text for reason in self.reasons)


def propose_level(case: CaseRecord, rules: LevelRules, risks: Dictionary) -> Proposal:
    """Propose a level from the ticked risks, the head count, the words of the brief and the screening.

    A risk that the list does not know counts as the second level: somebody ticked it for a reason.
    """
    grave = rules.levels.index
    reasons = sorted(
        [*_ticked(case, rules, risks), *_crowd(case, rules), *_words(case, rules), *_screened(case, rules)],
        key=lambda reason: -grave(reason.level),
    )
    if not reasons:
        mildest = rules.levels[0]
        return Proposal(mildest, (Reason(mildest, "没有发现风险项，由网格、村（社区）先行处理"),))
    return Proposal(reasons[0].level, tuple(dict.fromkeys(reasons)))


def _ticked(case: CaseRecord, rules: LevelRules, risks: Dictionary) -> Iterator[Reason]:
    for answer in case.intake.risk_answers:
        entry = risks.find(answer)
        if entry is None or entry.level not in rules.levels:
            yield Reason(rules.levels[min(1, len(rules.levels) - 1)], f"勾选了“{answer}”")
        else:
            yield Reason(entry.level, entry.hint or entry.word, entry.law)


def _crowd(case: CaseRecord, rules: LevelRules) -> Iterator[Reason]:
    people = max(case.intake.people_count or 0, len(case.parties))
    reached = [crowd for crowd in rules.crowds if people >= crowd.people]
    if reached:
        top = max(reached, key=lambda crowd: crowd.people)
        yield Reason(top.level, f"涉及{people}人，达到{top.people}人")


def _words(case: CaseRecord, rules: LevelRules) -> Iterator[Reason]:
    brief = case.brief()
    for group in rules.words:
        for word in group.words:
            if word in brief:
                law = "人民调解法第二十五条"
                yield Reason(group.level, f"简要情况提到“{word}”，可能需要报告公安机关或者有关部门", law)


def _screened(case: CaseRecord, rules: LevelRules) -> Iterator[Reason]:
    screening = case.screening
    if screening is None or len(rules.levels) < 2:
        return
    level = rules.levels[-2]
    for said, text, law in (
        (screening.crime_suspected, "疑似涉及刑事犯罪", "人民调解法第二十五条"),
        (screening.domestic_violence_suspected, "疑似家庭暴力", "反家庭暴力法第十四条"),
        (screening.minor_harm_suspected, "未成年人疑似受到侵害", "未成年人保护法第十一条"),
        (screening.elder_abuse_suspected, "老年人疑似被虐待、遗弃", "老年人权益保障法第七十六条"),
    ):
        if said:
            yield Reason(level, text, law)
