"""Phrases a court rejects (R-30, R-40 to R-46, R-68): found for the checks, and while a clause is being typed.

One list for both, so that what is told under the field and what the check says later can never differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jxdesk.review.lending import Lending, yearly_rates
from jxdesk.review.watchwords import Patterns, Watchwords, found_in
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.days import chinese_day
from jxdesk.rules.deadlines import settled_on

SENTENCES = {
    "R-30": "“{}”期限不明确，法院不予确认，请改成具体日期。",
    "R-40": "“{}”涉及身份关系，协议不能解除，请改为约定到登记机关或者法院办理。",
    "R-41": "“{}”是确认权属，法院不予司法确认，请改写为由谁使用到哪一天。",
    "R-43": "“{}”不得写入协议，刑事责任不由当事人约定，请删去。",
    "R-44": "“{}”限制了诉讼、仲裁或者信访的权利，建议删去。",
    "R-68": "“{}”免除了赡养或者抚养义务，法律不允许，请改写。",
}
"""What each rule says about the words it found."""

_PHRASE = re.compile(r"[，。；]")
OPEN_DAY = "____年__月__日"  # R-55 keeps a day nobody filled in from being printed as final


@dataclass(frozen=True)
class Remark:
    """One phrase that will not do: the rule, the words found, one sentence, and the whole text reworded.

    ``instead`` is None where only a person can say what was meant.
    """

    rule: str
    found: str
    message: str
    instead: str | None = None


def said(rule: str, words: Watchwords, text: str) -> Iterator[str]:
    """The words by which ``text`` breaks one of these rules."""
    if rule == "R-40" and next(found_in(words.identity_allowed, text), None) is not None:
        return
    yield from found_in(_LISTS[rule](words), text)


def remarks(text: str, words: Watchwords, due: date | None = None) -> Iterator[Remark]:
    """What a clause says that it must not, gravest rule of the list first; ``due`` is the clause's own day."""
    for rule in _LISTS:
        found = next(said(rule, words, text), None)
        if found is not None:
            yield Remark(rule, found, SENTENCES[rule].format(found), reworded(rule, words, text, due))


def reworded(rule: str, words: Watchwords, text: str, due: date | None = None) -> str | None:
    """The text with the phrase replaced; None when no rewording of the county's list cures it."""
    on, better = chinese_day(due) if due is not None else OPEN_DAY, text
    for instead in (one for one in words.instead if one.rule == rule):
        for _ in range(
            len(_PHRASE.findall(text)) + 1
        ):  # a phrase may come once in every part of the sentence
            match = instead.pattern.search(better)
            if match is None or next(said(rule, words, better), None) is None:
                break
            groups = {name: group or "" for name, group in match.groupdict().items()}
            better = better[: match.start()] + instead.words.format(day=on, **groups) + better[match.end() :]
    return better if better != text and next(said(rule, words, better), None) is None else None


def ceiling_of(case: CaseRecord, lending: Lending, today: date) -> Decimal | None:
    """The highest yearly percentage for the loan a case is about; None when it is about no loan."""
    facts = case.agreement.facts if case.agreement else None
    story = f"{case.brief()}{facts or ''}{case.dispute_subtype or ''}"
    on = settled_on(case) or today
    return lending.ceiling(on) if any(word in story for word in lending.loan_words) else None


def usury(text: str, ceiling: Decimal | None) -> Iterator[Remark]:
    """R-45 while typing: rates above what the law protects, with the highest lawful rate in their place."""
    for rate in yearly_rates(text):
        if ceiling is not None and rate.percent > ceiling:
            most = f"{ceiling.normalize():f}"
            yield Remark(
                "R-45",
                rate.text,
                f"“{rate.text}”折合年利率{rate.percent.normalize():f}%，超过一年期LPR四倍的{most}%，超过部分不受保护。",
                text.replace(rate.text, f"按年利率{most}%", 1).replace("按按", "按"),
            )


def crime(text: str, words: Watchwords) -> Iterator[Remark]:
    """R-46 while typing the story of a dispute: ask first whether it is a crime."""
    word = next((word for word in words.crime if word in text), None)
    if word is not None:
        yield Remark("R-46", word, f"提到“{word}”，请先在受理审查里回答是否涉嫌犯罪，涉嫌的要报告公安机关。")


_LISTS: dict[str, Callable[[Watchwords], Patterns]] = {
    "R-40": lambda words: words.identity,
    "R-41": lambda words: words.ownership,
    "R-43": lambda words: words.no_crime_report,
    "R-30": lambda words: words.vague_times,
    "R-44": lambda words: words.waiver,
    "R-68": lambda words: words.no_support,
}
