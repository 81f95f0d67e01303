"""送达回证: which paper was handed to whom, how, when, and who signed for it or would not (documents.md §1.15)."""

from __future__ import annotations

from dataclasses import dataclass

from jxdesk.documents.case_words import people, time_row
from jxdesk.documents.house import House
from jxdesk.documents.letter_parts import points
from jxdesk.documents.letters import shipped
from jxdesk.documents.paragraph import paragraph, title
from jxdesk.documents.parts import section, turn_of, under_title
from jxdesk.documents.rows import Field, Row
from jxdesk.documents.sheet import FORM_FRAME, Printed, print_sheet
from jxdesk.documents.signatures import Seal, Signatures, Signer, Signing
from jxdesk.documents.spans import FORM, FORM_FLAT, NOTE
from jxdesk.documents.strips import Block, Space, WithNext
from jxdesk.documents.ticks import Tick, dictionary, in_line, one_of
from jxdesk.documents.wording import foot_date
from jxdesk.rules.case_record import CaseRecord, Delivery
from jxdesk.rules.days import chinese_moment

TITLE = "送达回证"
RECEIVER = "签收人（签名盖章或按指印）"
SERVER = "送达人（签名）"
WITNESS = "见证人（签名）"
REPEATED = frozenset({"mediation-notice", "reminder"})  # which of them was served the delivery does not say


@dataclass(frozen=True)
class ServiceProof:
    """What the form shows; ``witnesses`` is how many lines witnesses need, one while nothing is known."""

    turn: str
    committee: str
    dispute_parties: str
    document: str
    number: str
    recipient: str
    methods: tuple[Tick, ...]
    at: str | None
    place: str
    received_by: str
    relation: str
    refused: str
    witness_names: str
    server: str
    boxed: bool
    witnesses: int
    date: str | None


def from_case(case: CaseRecord, ordinal: int, house: House) -> ServiceProof:
    """The ``ordinal``-th delivery; beyond the last one, an empty form of this case."""
    done = ordinal <= len(case.deliveries)
    found = case.deliveries[ordinal - 1] if done else Delivery()
    return ServiceProof(
        turn=turn_of(ordinal, len(case.deliveries)),
        committee=case.committee.name or "",
        dispute_parties=people(party.name for party in case.parties),
        document=found.document or "",
        number=found.number or _number(case, found.document),
        recipient=found.recipient or "",
        methods=one_of("delivery_method", found.method),
        at=found.at,
        place=found.place or "",
        received_by=found.received_by or "",
        relation=found.relation or "",
        refused=found.refused or "",
        witness_names=people(found.witnesses),
        server=found.server or "",
        boxed=house.fingerprint_boxes,
        witnesses=max(len(found.witnesses), 1),
        date=foot_date(house, found.at),
    )


def _number(case: CaseRecord, document: str | None) -> str:
    """The number of the paper that was served, as it is printed there; "" where several of its kind may bear one.

    Copied by hand, the proof and the paper it proves could come to bear different numbers.
    """
    entry = dictionary("delivered_document").find(document or "")
    if entry is None or entry.code in REPEATED:
        return ""
    if entry.code == "agreement":
        return (case.agreement.number if case.agreement else None) or case.number.text or ""
    given = {
        "acceptance-notice": case.acceptance and case.acceptance.notice_number,
        "refusal-notice": case.refusal and case.refusal.number,
        "termination": case.termination and case.termination.extra.get("number"),
    }.get(entry.code)
    return shipped().number_of(entry.code, case, given) or ""


def draw(paper: ServiceProof, house: House) -> Printed:
    """Set the form; one page."""
    blocks: list[Block] = [title(TITLE), *under_title(paper.turn), Space(4)]
    blocks += [
        Row((Field("送达单位：", paper.committee),), FORM_FLAT),
        Row((Field("当事人：", paper.dispute_parties),), FORM_FLAT),
        Row((Field("送达文书：", paper.document),), FORM_FLAT),
        Row((Field("文书编号：", paper.number),), FORM_FLAT),
        Row((Field("受送达人：", paper.recipient),), FORM_FLAT),
        in_line("送达方式：", paper.methods, FORM),
        _when(paper.at),
        Row((Field("送达地点：", paper.place),), FORM_FLAT),
        Row(
            (Field("签收人：", paper.received_by, 9.0), Field("与受送达人的关系：", paper.relation)),
            FORM_FLAT,
        ),
        Space(3),
    ]
    blocks += section("拒绝签收的事由：", [paper.refused], rules=2, style=FORM)
    blocks += [
        Row((Field("见证人：", paper.witness_names, 12.0), Field("送达人：", paper.server)), FORM_FLAT),
        Space(4),
        WithNext(
            Signatures(
                [
                    Signing(RECEIVER, (Signer(boxed=paper.boxed),)),
                    Signing(WITNESS, (Signer(),) * paper.witnesses),
                ],
                [Signing(SERVER, (Signer(), Signer()))],
                Seal(date=paper.date, stamped=False),
            )
        ),
        Space(6),
        WithNext(paragraph("说明：", NOTE)),
        *points(shipped().delivery.notes, NOTE),
    ]
    return print_sheet(TITLE, blocks, house, frame=FORM_FRAME)


def _when(at: str | None) -> Block:
    if at:
        return Row((Field("送达时间：", chinese_moment(at)),), FORM_FLAT)
    return time_row("送达时间：", None, None, FORM_FLAT)
