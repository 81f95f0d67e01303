"""保管期限: how long each class is kept, and which one a case seems to need, with the reason. All of it is data.

No law fixes the years or the classes of a mediation dossier (documents.md §1.17); so nothing is decided here,
it is proposed, and whoever files the dossier says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import msgspec

from jxdesk.errors import UserError
from jxdesk.rules.case_record import Agreement, CaseRecord

_REMEDY = "请改正 retention.toml 的这一处，或者重新安装本程序。"


class RetentionClass(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``word`` as on the cover; ``years`` None is for ever (永久)."""

    word: str
    years: int | None = None


class RetentionRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of case; it fits when any one of its marks does."""

    retention: str
    because: str
    people_from: int | None = None
    risks: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    dispute_types: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    instalments: bool = False
    confirmation: bool = False


@dataclass(frozen=True)
class RetentionProposal:
    """The class for a case, and why."""

    retention: str
    because: str


class Retention(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"classes": "class"}):
    """From ``retention.toml``; the first rule that fits holds, ``otherwise`` where none does."""

    version: str
    otherwise: str
    otherwise_because: str
    classes: tuple[RetentionClass, ...]
    rule: tuple[RetentionRule, ...]

    @classmethod
    def from_toml(cls, text: str) -> Self:
        """Read strictly; raises UserError for what is unknown or names a class that is none."""
        try:
            found = msgspec.toml.decode(text, type=cls)
        except msgspec.DecodeError as error:
            raise UserError(f"保管期限设置有误：{error}。", _REMEDY) from error
        known = {one.word for one in found.classes}
        for word in [found.otherwise, *(rule.retention for rule in found.rule)]:
            if word not in known:
                raise UserError(f"保管期限设置里有不认识的“{word}”。", _REMEDY)
        return found

    def with_years(self, word: str) -> str:
        """``长期（30年）``; the word alone where it is for ever or not one of the county's classes."""
        years = next((one.years for one in self.classes if one.word == word), None)
        return f"{word}（{years}年）" if years else word

    def propose(self, case: CaseRecord) -> RetentionProposal:
        """The class this case seems to need."""
        for rule in self.rule:
            if _fits(rule, case):
                return RetentionProposal(rule.retention, rule.because)
        return RetentionProposal(self.otherwise, self.otherwise_because)


def _fits(rule: RetentionRule, case: CaseRecord) -> bool:
    people = max(len(case.parties), case.intake.people_count or 0)
    said = _said(case)
    return (
        (rule.people_from is not None and people >= rule.people_from)
        or bool(set(rule.risks) & set(case.intake.risk_answers))
        or case.intake.response_level in rule.levels
        or case.dispute_type in rule.dispute_types
        or any(word in said for word in rule.words)
        or (rule.instalments and _in_instalments(case.agreement))
        or (rule.confirmation and _confirmation_asked(case.agreement))
    )


def _said(case: CaseRecord) -> str:
    agreed = case.agreement or Agreement()
    return "\n".join([case.brief(), agreed.facts or "", *(clause.text or "" for clause in agreed.clauses)])


def _in_instalments(agreed: Agreement | None) -> bool:
    """More than one day to pay on, or a payment that comes again (每月, 每年)."""
    payments = [payment for clause in agreed.clauses for payment in clause.payments] if agreed else []
    return any(payment.per for payment in payments) or len({p.due for p in payments if p.due}) > 1


def _confirmation_asked(agreed: Agreement | None) -> bool:
    asked = agreed.judicial_confirmation if agreed else None
    return bool(asked and (asked.applied_date or asked.ruling_date))
