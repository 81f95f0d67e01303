"""终止调解告知书 (人民调解法 art 26): mediation ends, and every party is told what else they can do.

Its number is the one the case brought along, else it follows from the case number (``letters``). What was
not told is not ticked: that the other ways were told is what the paper proves.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import msgspec

from jxdesk.documents.case_words import day_or_blank, filled, people, with_blanks
from jxdesk.documents.house import House
from jxdesk.documents.letter_parts import numbered_line
from jxdesk.documents.letters import shipped as letters
from jxdesk.documents.paragraph import Paragraph, paragraph, title
from jxdesk.documents.rows import Field, Row
from jxdesk.documents.sheet import FORM_FRAME, Printed, print_sheet
from jxdesk.documents.signatures import Seal, Signatures, Signer, Signing
from jxdesk.documents.signers import party_signers
from jxdesk.documents.spans import FORM, FORM_FLAT, NOTE, Span, fill
from jxdesk.documents.strips import Block, WithNext
from jxdesk.documents.ticks import Tick, dictionary, listed, ticks
from jxdesk.documents.wording import foot_date
from jxdesk.paths import read_resource
from jxdesk.rules.case_record import CaseRecord, Termination
from jxdesk.rules.read_aloud import Paper

TITLE = "终止调解告知书"
RECEIVED = "当事人（签收）"
TELLER = "告知人（签名）"
WITHDRAWN = "withdrawn"


class Remedy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one way (code of the dictionary ``remedy``) is put; ``dispute_types`` empty: in every case."""

    code: str
    text: str
    dispute_types: tuple[str, ...] = ()


class Ending(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The county's wording of the notice."""

    version: str
    opening: str
    limitation: str
    remedy: tuple[Remedy, ...]

    @classmethod
    def from_toml(cls, text: str) -> Ending:
        """Read strictly: msgspec.ValidationError names what is unknown or missing."""
        return msgspec.toml.decode(text, type=cls)

    def words(self, code: str, dispute_type: str | None) -> str:
        """The sentence for this type of dispute, else the general one, else "" ."""
        fitting = [r for r in self.remedy if r.code == code and dispute_type in r.dispute_types]
        general = [r for r in self.remedy if r.code == code and not r.dispute_types]
        return next((r.text for r in (*fitting, *general)), "")


@cache
def shipped() -> Ending:
    """The wording that came with the program."""
    return Ending.from_toml(read_resource("documents", "termination.toml"))


@dataclass(frozen=True)
class TerminationPaper:
    """What the notice shows."""

    number: str | None
    names: str
    accepted: str | None
    dispute_type: str
    committee: str
    reasons: tuple[Tick, ...]
    remedies: tuple[Tick, ...]
    escalated_to: str
    signers: tuple[Signer, ...]
    date: str | None


def from_case(case: CaseRecord, house: House) -> TerminationPaper:
    """The notice as it was given, or made ready with nothing ticked."""
    ended = case.termination or Termination()
    return TerminationPaper(
        number=letters().number_of("termination", case, ended.extra.get("number")),
        names=people(party.name for party in case.parties),
        accepted=case.acceptance.date if case.acceptance else None,
        dispute_type=case.dispute_type or "",
        committee=case.committee.name or "",
        reasons=ticks("termination_reason", _reasons(case, ended)),
        remedies=told_ways(ended.remedies_told, case.dispute_type),
        escalated_to=ended.escalated_to or "",
        signers=party_signers(case, case.parties, house, Paper("termination")),
        date=foot_date(house, ended.date),
    )


def _reasons(case: CaseRecord, ended: Termination) -> list[str]:
    """The reason that was given; that the case was withdrawn is itself one."""
    if ended.reason:
        return [ended.reason]
    return [WITHDRAWN] if case.mode == "撤回" else []


def told_ways(said: list[str], dispute_type: str | None) -> tuple[Tick, ...]:
    """The three ways in full sentences, those ``said`` ticked; one in no list is added in its own words."""
    ways = dictionary("remedy")
    told = {entry.code for word in said if (entry := ways.find(word))}
    known = tuple(
        Tick(shipped().words(way.code, dispute_type) or way.word, way.code in told) for way in ways.offered()
    )
    others = [word for word in said if word.strip() and ways.find(word) is None]
    return (*known, *(Tick(word, on=True) for word in others))


def draw(paper: TerminationPaper, house: House) -> Printed:
    """Set the notice; one for each party and one for the dossier."""
    text = shipped()
    blocks: list[Block] = [title(TITLE), *numbered_line(paper.number)]
    blocks += [
        Paragraph([filled(paper.names, 20, FORM), Span("：")], FORM_FLAT),
        with_blanks(_lead(paper), FORM),
        listed(paper.reasons),
        paragraph(text.opening, FORM),
        listed(paper.remedies),
    ]
    if paper.escalated_to:
        blocks.append(Row((Field("本纠纷已上转：", paper.escalated_to),), FORM_FLAT))
    blocks += [
        WithNext(paragraph(text.limitation, NOTE)),
        Signatures([Signing(RECEIVED, paper.signers)], [Signing(TELLER, (Signer(),))], Seal(date=paper.date)),
    ]
    return print_sheet(TITLE, blocks, house, frame=FORM_FRAME)


def _lead(paper: TerminationPaper) -> list[Span]:
    return [
        Span("你们之间的"),
        fill(paper.dispute_type, 8),
        Span("，"),
        filled(paper.committee, 12, FORM),
        Span("于"),
        *day_or_blank(paper.accepted),
        Span("受理，现因下列原因终止调解："),
    ]
