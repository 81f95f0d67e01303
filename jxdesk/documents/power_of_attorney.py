"""授权委托书 (documents.md §1.6; 民法典 art 165): written, naming person, matter, powers and term, signed.

The powers are those of the dictionary 委托权限. A power that is not ticked is not given, so nothing is
ticked here that the case does not say; the paper says so above the list.
"""

from __future__ import annotations

from dataclasses import dataclass

from jxdesk.documents.case_words import agent_age, day_or_blank, dispute_name, filled, with_blanks
from jxdesk.documents.fonts import Face
from jxdesk.documents.house import House
from jxdesk.documents.paragraph import Paragraph, paragraph, title
from jxdesk.documents.party_block import ORGANISATIONS
from jxdesk.documents.rows import Field, Row
from jxdesk.documents.sheet import RECORD_FRAME, Printed, print_sheet
from jxdesk.documents.signatures import Seal, Signatures, Signer, Signing
from jxdesk.documents.signers import read_aloud
from jxdesk.documents.spans import NOTE, SIZE_4, Span, Style
from jxdesk.documents.strips import Block, Space, Together, WithNext
from jxdesk.documents.ticks import Tick, in_line, listed, one_of, ticks
from jxdesk.documents.wording import foot_date
from jxdesk.rules.case_record import Agent, CaseRecord, Party
from jxdesk.rules.read_aloud import Paper

TITLE = "授权委托书"
PRINCIPAL = "委托人（签名盖章或按指印）"
AGENT = "受托人（签名）"
ONLY_TICKED = "委托权限（在方框内打√；没有打√的，受托人无权代为办理）："
SPECIAL = "说明：代为承认、变更、放弃调解请求，代为签署调解协议书，须由委托人特别授权。委托人是单位的，加盖单位公章。"
# Closer than other forms: the powers and the signature below them belong on one page.
_TEXT = Style(Face.FANG, SIZE_4, 23.0, indent=2.0)
_FLAT = Style(Face.FANG, SIZE_4, 23.0)


@dataclass(frozen=True)
class AttorneyPaper:
    """What the form shows; one block of rows for each principal."""

    principals: tuple[tuple[tuple[Field, ...], ...], ...]
    agent: tuple[tuple[Field, ...], ...]
    agent_name: str
    dispute: str
    powers: tuple[Tick, ...]
    authority: tuple[Tick, ...]
    valid_from: str | None
    valid_to: str | None
    signers: tuple[Signer, ...]
    date: str | None


def from_case(case: CaseRecord, ordinal: int, house: House) -> AttorneyPaper:
    """The paper of the ``ordinal``-th agent; beyond the last one, an empty form for this dispute."""
    agent = case.agents[ordinal - 1] if ordinal <= len(case.agents) else Agent()
    giving = [p for p in case.parties if agent.agent_id and p.agent_id == agent.agent_id] or [Party()]
    return AttorneyPaper(
        principals=tuple(_principal(party) for party in giving),
        agent=_agent(case, agent),
        agent_name=agent.name or "",
        dispute=dispute_name(case),
        powers=ticks("agent_power", agent.powers),
        authority=one_of("authority", agent.authority),
        valid_from=agent.proxy_date,
        valid_to=agent.valid_to,
        signers=(
            *(_signer(party, house) for party in giving),
            *read_aloud(case, Paper("power-of-attorney", ordinal), [party.name for party in giving]),
        ),
        date=foot_date(house, agent.proxy_date),
    )


def _principal(party: Party) -> tuple[tuple[Field, ...], ...]:
    """A person, an organisation, or both sets of labels while it is open who gives the power."""
    organisation, unknown = party.kind in ORGANISATIONS, not party.name
    name = "委托人姓名或名称" if unknown else "委托人名称" if organisation else "委托人姓名"
    number = "统一社会信用代码" if organisation else party.id_type or "身份证号码"
    rows: list[tuple[Field, ...]] = [
        (Field(name, party.name),),
        (Field("身份证号码或统一社会信用代码" if unknown else number, party.uscc or party.id_no),),
    ]
    if organisation or unknown:
        rows.append((Field("法定代表人或负责人", party.legal_rep, 6.0), Field("职务", party.legal_rep_title)))
    rows += [(Field("联系电话", party.phone),), (Field("单位或住址", party.address),)]
    return tuple(rows)


def _agent(case: CaseRecord, agent: Agent) -> tuple[tuple[Field, ...], ...]:
    age = agent_age(case, agent)
    return (
        (Field("受托人姓名", agent.name), Field("性别", agent.sex, 2.4), Field("年龄", age, 2.6)),
        (Field("身份证号码", agent.id_no),),
        (Field("工作单位", agent.work_unit),),
        (Field("与委托人关系", agent.relation, 9.0), Field("联系电话", agent.phone)),
    )


def _signer(party: Party, house: House) -> Signer:
    if party.kind in ORGANISATIONS:
        return Signer("法定代表人或负责人：", sealed=True)
    label = f"{party.name or '委托人'}的法定代理人：" if party.guardian else ""
    return Signer(
        label, boxed=house.fingerprint_boxes or party.literate is False or party.sign_mode == "按指印"
    )


def draw(paper: AttorneyPaper, house: House) -> Printed:
    """Set the form; one page for one principal."""
    blocks: list[Block] = [title(TITLE), Space(4)]
    for rows in paper.principals:
        blocks += [Together([Row(row, _FLAT) for row in rows]), Space(3)]
    blocks += [Together([Row(row, _FLAT) for row in paper.agent]), Space(3)]
    blocks += [with_blanks(_matter(paper), _TEXT), WithNext(paragraph(ONLY_TICKED, _FLAT))]
    blocks += [listed(paper.powers), in_line("授权类型：", paper.authority, _TEXT)]
    blocks += [Paragraph(_term(paper), _FLAT), WithNext(paragraph(SPECIAL, NOTE))]
    blocks.append(
        Signatures(
            [Signing(PRINCIPAL, paper.signers)],
            [Signing(AGENT, (Signer(),))],
            Seal(date=paper.date, stamped=False),
        )
    )
    return print_sheet(TITLE, blocks, house, frame=RECORD_FRAME)


def _matter(paper: AttorneyPaper) -> list[Span]:
    return [
        Span("委托人就"),
        filled(paper.dispute, 18, _TEXT),
        Span("，委托"),
        filled(paper.agent_name, 6, _TEXT),
        Span("在人民调解中作为代理人。"),
    ]


def _term(paper: AttorneyPaper) -> list[Span]:
    return [Span("委托期限：自"), *day_or_blank(paper.valid_from), Span("至"), *day_or_blank(paper.valid_to)]
