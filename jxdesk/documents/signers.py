"""Which lines a case needs under a document: parties, who signs for or beside them, mediators, recorder."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from reportlab.lib.units import mm

from jxdesk.documents.house import House
from jxdesk.documents.party_block import ORGANISATIONS, agent_of
from jxdesk.documents.signatures import Signer, Signing
from jxdesk.rules.capacity import may_sign
from jxdesk.rules.case_record import CaseRecord, Party
from jxdesk.rules.read_aloud import Paper, cannot_read, heard

PARTIES = "当事人（签名盖章或按指印）"
MEDIATORS = "人民调解员（签名）"
RECORDER = "记录人（签名）"
SHORT = 8  # characters of a label that stands before its line in the narrower column
OVER: float = 5 * mm


def party_signers(
    case: CaseRecord,
    parties: list[Party],
    house: House,
    paper: Paper,
    *,
    absent: Collection[str | None] = (),
    settling: bool = False,
) -> tuple[Signer, ...]:
    """Lines for ``parties`` under ``paper``; two empty ones where nobody is known yet.

    ``absent`` are the names of parties who left it to a guardian or agent to come. ``settling``: what is signed
    is the agreement, so an agent without the power to sign it has no line there (民法典 art 165, R-14).
    """
    found = [
        signer
        for party in parties
        for signer in _signers_of(case, party, house, paper, came=party.name not in absent, settling=settling)
    ]
    return tuple(found) or (Signer(boxed=house.fingerprint_boxes),) * 2


def _signers_of(
    case: CaseRecord, party: Party, house: House, paper: Paper, *, came: bool, settling: bool
) -> list[Signer]:
    agent = agent_of(case, party)
    if agent and settling and not may_sign(agent):
        agent = None
    if party.kind in ORGANISATIONS:
        return [Signer("单位委托代理人：" if agent else "单位代表人：", sealed=True)]
    name = party.name or "当事人"
    cannot_write = party.literate is False or party.sign_mode == "按指印"
    signers = [Signer(boxed=house.fingerprint_boxes or cannot_write)] if came else []
    if party.guardian:
        # Without capacity the guardian signs alone, with limited capacity beside them (民法典 art 20–22).
        alone = (party.capacity or "").startswith("无民事行为能力")
        signers = ([] if alone else signers) + [Signer(f"{name}的法定代理人：")]
    if agent:
        signers.append(Signer(f"{name}的委托代理人："))
    if party.literate is False and came:
        signers += _beside(case, party, paper)
    return signers


def read_aloud(
    case: CaseRecord, paper: Paper, names: Collection[str | None] | None = None
) -> tuple[Signer, ...]:
    """Lines for who read ``paper`` aloud and who watched, for each party named who cannot read (None: for all).

    For papers whose own lines are not ``party_signers``.
    """
    parties = [party for party in cannot_read(case) if names is None or party.name in names]
    return tuple(signer for party in parties for signer in _beside(case, party, paper))


def boxed(case: CaseRecord, names: Sequence[str | None], house: House, least: int = 1) -> tuple[Signer, ...]:
    """A line for each name, at least ``least``, with room for a fingerprint where its party signs with one."""
    by_print = {
        party.name for party in case.parties if party.literate is False or party.sign_mode == "按指印"
    }
    lines = [Signer(boxed=house.fingerprint_boxes or name in by_print) for name in names]
    return tuple(lines) + (Signer(boxed=house.fingerprint_boxes),) * (least - len(lines))


def _beside(case: CaseRecord, party: Party, paper: Paper) -> list[Signer]:
    """宣读人 and 见证人 with their names where somebody wrote them down, and a rule each to sign on."""
    found = heard(case, party, paper)
    others = len(cannot_read(case)) > 1
    whom = f"（念给{party.name}听）" if others and party.name else ""
    return [_named(f"宣读人{found.reader}{whom}："), _named(f"见证人{found.witness}：")]


def _named(label: str) -> Signer:
    """A label too long to stand before its line stands over it, and would touch what is above."""
    return Signer(label, room=OVER if len(label) > SHORT else 0.0)


def mediators(case: CaseRecord) -> Signing:
    """人民调解员: a line for each who mediates; one where nobody is chosen yet."""
    return Signing(MEDIATORS, (Signer(),) * max(len(case.mediators), 1))


def recorder() -> Signing:
    """记录人: one line."""
    return Signing(RECORDER, (Signer(),))
