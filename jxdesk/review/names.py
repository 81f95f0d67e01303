"""Checks of how names are written: the same everywhere, variants of a character too (R-31), in standard ones (R-69)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from jxdesk.review.consistency import names_agree
from jxdesk.review.facts import ReviewFacts
from jxdesk.review.finding import Hit
from jxdesk.review.text_walk import texts
from jxdesk.rules.case_record import CaseRecord


def agree(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-31: known names where only they can stand; and in running text no name written with a variant.

    喆 and 哲 may be two people of one village, so a variant in running text only warns.
    """
    told = set()
    for hit in names_agree(case, facts):
        told.add(hit.field)
        yield hit
    known = [name for _, name in _written(case)]
    everything = list(
        texts(case)
    )  # walked once: a walk for each name was most of what all checks took together
    for name in dict.fromkeys(known):
        pattern = _pattern(name, facts.yardstick.characters.variants)
        if pattern is None:
            continue
        for path, text in everything:
            if any(path.startswith(field) for field in told):
                continue
            other = next((m.group() for m in pattern.finditer(text) if m.group() not in known), None)
            if other is not None:
                yield Hit(_sentence(name, other), path, variant="variant")


def are_standard(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-69: no private code point, radical, look-alike or blank in a name; the standard character is named."""
    for path, name in _written(case):
        for one in facts.yardstick.characters.oddities(name):
            yield Hit(f"“{name}”：{one.sentence}", path)


def _written(case: CaseRecord) -> Iterator[tuple[str, str]]:
    """Path and name of everybody whose name a person typed for its own sake."""
    for at, party in enumerate(case.parties):
        yield from _said(f"parties[{at}].name", party.name)
        yield from _said(f"parties[{at}].legal_rep", party.legal_rep)
        yield from _said(f"parties[{at}].guardian.name", party.guardian.name if party.guardian else None)
    for at, agent in enumerate(case.agents):
        yield from _said(f"agents[{at}].name", agent.name)
    for at, mediator in enumerate(case.mediators):
        yield from _said(f"mediators[{at}].name", mediator.name)
    for at, talk in enumerate(case.investigations):
        yield from _said(
            f"investigations[{at}].respondent.name", talk.respondent.name if talk.respondent else None
        )


def _said(path: str, name: str | None) -> Iterator[tuple[str, str]]:
    if name and name.strip():
        yield path, name.strip()


def _pattern(name: str, variants: Mapping[str, str]) -> re.Pattern[str] | None:
    """Finds the name in every spelling; None for one whose characters have no variants, or that is one character."""
    if len(name) < 2 or not any(c in variants for c in name):
        return None
    return re.compile("".join(f"[{re.escape(c + variants.get(c, ''))}]" for c in name))


def _sentence(name: str, other: str) -> str:
    differ = "、".join(f"“{a}”和“{b}”" for a, b in zip(other, name, strict=True) if a != b)
    return f"这里写的“{other}”与本案的“{name}”只差异体字（{differ}），若是同一个人，请按证件改成一致。"
