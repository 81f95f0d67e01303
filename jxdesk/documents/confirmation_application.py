"""司法确认申请书 (documents.md §1.13; 人民调解法 art 33, 民诉法 art 205): all parties ask the court together.

Courts keep two forms, person with person and person with organisation; which one it is follows from the
parties. The list of material is a page of its own, to be ticked at home and handed over with the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

from jxdesk.documents.case_words import people
from jxdesk.documents.house import House
from jxdesk.documents.paragraph import paragraph, title
from jxdesk.documents.parts import section, under_title
from jxdesk.documents.party_block import ORGANISATIONS, PartyBlock, agent_of
from jxdesk.documents.rows import Field
from jxdesk.documents.sheet import FORM_FRAME, Printed, print_sheet
from jxdesk.documents.signatures import Seal, Signatures, Signer, Signing
from jxdesk.documents.signers import party_signers
from jxdesk.documents.spans import FORM, FORM_FLAT, NOTE, Align
from jxdesk.documents.strips import Block, OnNewPage, Space, WithNext
from jxdesk.documents.table import Column, Table
from jxdesk.documents.wording import foot_date, items
from jxdesk.paths import read_resource
from jxdesk.rules.case_record import Agreement, CaseRecord, Guardian, JudicialConfirmation, Party
from jxdesk.rules.days import chinese_day
from jxdesk.rules.effect import effective_date
from jxdesk.rules.read_aloud import Paper

TITLE = "司法确认申请书"
MATERIAL = "司法确认材料清单"
PERSONS, WITH_ORGANISATION = "（个人与个人）", "（个人与单位）"
SIGNING = "申请人（签名盖章或按指印）"
ADVICE = "交材料时带上原件核对；法院另有要求的，按法院的要求补。"
_BLANK_DAY = "　　年　　月　　日"
_ROW = 30.0  # points
_COLUMNS = (
    Column("序号", 0.1),
    Column("材料名称", 0.58, Align.LEFT),
    Column("份数", 0.14),
    Column("备好打√", 0.18),
)

Form = Literal["person", "organisation"]


class Material(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to hand in; ``forms`` empty: with both forms. ``needs`` somebody who is not always there."""

    text: str
    forms: tuple[Form, ...] = ()
    needs: Literal["", "agent", "guardian"] = ""


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The court and the county's sentences, with their {blanks}."""

    version: str
    court: str
    request: str
    reason: str
    promise: tuple[str, ...]
    material: tuple[Material, ...]

    @classmethod
    def from_toml(cls, text: str) -> Wording:
        """Read strictly: msgspec.ValidationError names what is unknown or missing."""
        return msgspec.toml.decode(text, type=cls)


@cache
def shipped() -> Wording:
    """The wording that came with the program."""
    return Wording.from_toml(read_resource("documents", "confirmation.toml"))


@dataclass(frozen=True)
class ConfirmationPaper:
    """What the application shows; ``material`` are the names for the page of its own."""

    form: Form
    parties: tuple[PartyBlock, ...]
    request: str
    facts: str
    reason: str
    court: str
    material: tuple[str, ...]
    signers: tuple[Signer, ...]
    date: str | None


def from_case(case: CaseRecord, house: House) -> ConfirmationPaper:
    """The application of all parties as the case stands."""
    agreed, text = case.agreement or Agreement(), shipped()
    asked = agreed.judicial_confirmation or JudicialConfirmation()
    form: Form = "organisation" if any(p.kind in ORGANISATIONS for p in case.parties) else "person"
    on = effective_date(agreed)
    agreed_on = agreed.agreed_date or agreed.party_sign_date
    blanks = {
        "parties": people(party.name for party in case.parties) or "申请人各方",
        "date": chinese_day(agreed_on) or _BLANK_DAY,
        "number": agreed.number or case.number.text or "　　　　　　",
        "committee": case.committee.name or "人民调解委员会",
        "effective": chinese_day(on.isoformat()) if on else _BLANK_DAY,
    }
    return ConfirmationPaper(
        form=form,
        parties=tuple(_block(case, party) for party in case.parties or [Party(), Party()]),
        request=text.request.format_map(blanks),
        facts=agreed.facts or case.brief(),
        reason=text.reason.format_map(blanks),
        court=asked.court or text.court,
        material=tuple(one.text for one in text.material if _wanted(one, form, case)),
        signers=party_signers(case, case.parties, house, Paper("confirmation-application")),
        date=foot_date(house, asked.applied_date),
    )


def _wanted(one: Material, form: Form, case: CaseRecord) -> bool:
    if one.forms and form not in one.forms:
        return False
    there = {
        "": True,
        "agent": any(agent_of(case, party) for party in case.parties),
        "guardian": any(party.guardian for party in case.parties),
    }
    return there[one.needs]


def _block(case: CaseRecord, party: Party) -> PartyBlock:
    """Who a court needs to know: day of birth and number for a person, code and head for an organisation."""
    rows: list[tuple[Field, ...]]
    if party.kind in ORGANISATIONS:
        rows = [
            (Field("申请人名称", party.name),),
            (Field("住所", party.address),),
            (Field("统一社会信用代码", party.uscc),),
            (Field("法定代表人（负责人）", party.legal_rep, 6.0), Field("职务", party.legal_rep_title)),
            (Field("联系电话", party.phone),),
        ]
    else:
        rows = [
            (
                Field("申请人姓名", party.name),
                Field("性别", party.sex, 2.4),
                Field("出生日期", chinese_day(party.birth_date), 8.0),
            ),
            (Field(party.id_type or "身份证号码", party.id_no),),
            (Field("住址", party.address),),
            (Field("联系电话", party.phone),),
        ]
    if party.guardian:
        rows += _guardian(party.guardian)
    agent = agent_of(case, party)
    if agent:
        rows.append((Field("委托代理人", agent.name, 5.0), Field("身份证号码", agent.id_no)))
        rows.append((Field("工作单位或与委托人关系", agent.work_unit or agent.relation),))
    return PartyBlock(tuple(rows))


def _guardian(guardian: Guardian) -> list[tuple[Field, ...]]:
    return [
        (Field("法定代理人", guardian.name, 5.0), Field("关系", guardian.relation)),
        (Field("身份证号码", guardian.id_no),),
    ]


def draw(paper: ConfirmationPaper, house: House) -> Printed:
    """Set the application, and the list of material on a page of its own."""
    turn = WITH_ORGANISATION if paper.form == "organisation" else PERSONS
    blocks: list[Block] = [title(TITLE), *under_title(turn), Space(2)]
    for party in paper.parties:
        blocks += [party.block(FORM_FLAT), Space(4)]
    blocks += section("请求事项：", [paper.request], rules=2, style=FORM)
    blocks += section("事实与理由：", [paper.facts], rules=5, style=FORM)
    promised = [paragraph(line, FORM) for line in items(list(shipped().promise), chinese=False)]
    blocks += [paragraph(paper.reason, FORM), WithNext(paragraph("申请人共同承诺：", FORM))]
    blocks += [*promised[:-1], WithNext(promised[-1])]
    blocks += [
        WithNext(paragraph("此致", FORM)),
        WithNext(paragraph(paper.court, FORM_FLAT)),
        Signatures([], [Signing(SIGNING, paper.signers)], Seal(date=paper.date, stamped=False)),
    ]
    rows = tuple((str(n), text, "", "☐") for n, text in enumerate(paper.material, start=1))
    blocks += [
        OnNewPage(WithNext(title(MATERIAL))),
        *under_title(turn),
        Space(4),
        Table(_COLUMNS, rows, [_ROW] * len(rows)),
        Space(6),
        paragraph(ADVICE, NOTE),
    ]
    return print_sheet(TITLE, blocks, house, frame=FORM_FRAME)
