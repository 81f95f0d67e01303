"""What documents say about a case in one phrase: its name, its people, who is who, when it was.

Nothing here decides; it only puts together what the case holds, and gives "" where it holds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from jxdesk.documents.fonts import one_face
from jxdesk.documents.paragraph import Paragraph
from jxdesk.documents.parts import flat
from jxdesk.documents.party_block import ORGANISATIONS
from jxdesk.documents.rows import Field, Row
from jxdesk.documents.spans import Align, Span, Style, fill
from jxdesk.documents.strips import Block
from jxdesk.rules.case_record import Agent, CaseRecord, Party
from jxdesk.rules.days import chinese_day, chinese_moment, day, moment
from jxdesk.rules.person_id import age_on, read_id

SEPARATOR = "、"


def people(names: Iterable[str | None]) -> str:
    """Names in a row, empty ones left out."""
    return SEPARATOR.join(name for name in names if name)


def _side(parties: list[Party]) -> str:
    """``吕某等3人`` for more than one, as titles of cases are written."""
    first = parties[0].name or "" if parties else ""
    return f"{first}等{len(parties)}人" if first and len(parties) > 1 else first


def file_name(case: CaseRecord) -> str:
    """卷名: the parties and the type (documents.md §1.1), "" while either side is unknown."""
    return (case.dossier.name if case.dossier else None) or computed_file_name(case)


def computed_file_name(case: CaseRecord) -> str:
    """卷名 where nobody typed another, "" while either side is unknown."""
    asking, answering = _side(case.applicants()), _side(case.respondents())
    return f"{asking}与{answering}{case.dispute_type or '纠纷'}" if asking and answering else ""


def dispute_name(case: CaseRecord) -> str:
    """纠纷名称: the title the desk gave, else the name of the dossier."""
    return case.title or file_name(case)


def guests(invited: Iterable[Any]) -> str:
    """参加人 with what they are: ``孙某（样例一村报账员）``; other shapes than {name, identity} as text."""
    return people(_guest(one) for one in invited)


def _guest(one: Any) -> str:
    if not isinstance(one, Mapping):
        return str(one or "")
    name, identity = str(one.get("name") or ""), str(one.get("identity") or "")
    return f"{name}（{identity}）" if identity else name


def party_named(case: CaseRecord, name: str | None, party_id: str | None = None) -> Party | None:
    """The party of that name; ``party_id`` decides between two people of one name."""
    found = [party for party in case.parties if name and party.name == name]
    return next((party for party in found if party.party_id == party_id), found[0] if found else None)


def agent_named(case: CaseRecord, name: str | None) -> Agent | None:
    """The agent of that name."""
    return next((agent for agent in case.agents if name and agent.name == name), None)


def agent_age(case: CaseRecord, agent: Agent) -> str:
    """The age written down, else that of the ID number on the day of the power, else of acceptance; "" unknown."""
    if agent.age is not None:
        return str(agent.age)
    accepted = case.acceptance.date if case.acceptance else None
    on = day(agent.proxy_date) or day(accepted) or day(case.intake.registered_at)
    read = read_id(agent.id_no or "")
    # A number that contradicts itself gives a birthday too, and a wrong age on a signed paper.
    return str(age_on(read.birth, on)) if on and read.birth and read.valid else ""


def head_of(case: CaseRecord, name: str | None, party_id: str | None = None) -> Party | None:
    """The organisation whose 法定代表人或负责人 is ``name``; None where two have a head of that name and no id."""
    found = [one for one in case.parties if one.kind in ORGANISATIONS and name and one.legal_rep == name]
    named = next((one for one in found if one.party_id == party_id), None)
    return named or (found[0] if len(found) == 1 else None)


def time_span(start: str | None, end: str | None) -> str:
    """``2025年3月19日9时00分至9时40分``: the day of the end is said only where it is another day."""
    begun, ended = moment(start), moment(end)
    if not end:
        return chinese_moment(start)
    if begun and ended and begun.date() == ended.date():
        return f"{chinese_moment(start)}至{ended.hour}时{ended.minute:02d}分"
    return f"{chinese_moment(start)}至{chinese_moment(end)}"


def time_row(label: str, start: str | None, end: str | None, style: Style) -> Block:
    """The row of a record that says when; without a start, year to minute are left to the pen."""
    if start:
        return Row((Field(label, time_span(start, end)),), style)
    units = (("年", 3.5), ("月", 2.0), ("日", 2.0), ("时", 2.0), ("分至", 2.0), ("时", 2.0), ("分", 2.0))
    spans = [Span(label)]
    for unit, blank in units:
        spans += [fill("", blank), Span(unit)]
    return Paragraph(spans, flat(style))


def filled(value: str, blank: float, style: Style) -> Span:
    """A fill-in with names in it: one face for all of it, see ``fonts.one_face``."""
    return replace(fill(value, blank), face=one_face(value, style.face))


def with_blanks(spans: Sequence[Span], style: Style) -> Paragraph:
    """A paragraph of fill-ins; while one is empty the lines stay ragged, for rules do not break evenly."""
    empty = any(not span.text for span in spans)
    return Paragraph(spans, replace(style, align=Align.LEFT) if empty else style)


def day_or_blank(text: str | None) -> list[Span]:
    """A day filled in, or 年月日 with room to write between."""
    if text:
        return [fill(chinese_day(text), 0)]
    return [fill("", 3), Span("年"), fill("", 2), Span("月"), fill("", 2), Span("日")]
