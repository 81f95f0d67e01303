"""Which lines a case needs under a document: parties, who signs for or beside them, mediators, recorder."""

from __future__ import annotations

from jxdesk.documents.house import House
from jxdesk.documents.party_block import ORGANISATIONS, agent_of
from jxdesk.documents.signatures import Signer, Signing
from jxdesk.rules.case_record import CaseRecord, Party

PARTIES = "当事人（签名盖章或按指印）"
MEDIATORS = "人民调解员（签名）"
RECORDER = "记录人（签名）"


def party_signers(case: CaseRecord, parties: list[Party], house: House) -> tuple[Signer, ...]:
    """Lines for ``parties``; two empty ones where nobody is known yet."""
    found = [signer for party in parties for signer in _signers_of(case, party, house)]
    return tuple(found) or (Signer(boxed=house.fingerprint_boxes),) * 2


def _signers_of(case: CaseRecord, party: Party, house: House) -> list[Signer]:
    agent = agent_of(case, party)
    if party.kind in ORGANISATIONS:
        return [Signer("单位委托代理人：" if agent else "单位代表人：", sealed=True)]
    name = party.name or "当事人"
    cannot_write = party.literate is False or party.sign_mode == "按指印"
    signers = [Signer(boxed=house.fingerprint_boxes or cannot_write)]
    if party.guardian:
        # Without capacity the guardian signs alone, with limited capacity beside them (民法典 art 20–22).
        alone = (party.capacity or "").startswith("无民事行为能力")
        signers = ([] if alone else signers) + [Signer(f"{name}的法定代理人：")]
    if agent:
        signers.append(Signer(f"{name}的委托代理人："))
    if party.literate is False:
        signers += [Signer("宣读人："), Signer("见证人：")]
    return signers


def mediators(case: CaseRecord) -> Signing:
    """人民调解员: a line for each who mediates; one where nobody is chosen yet."""
    return Signing(MEDIATORS, (Signer(),) * max(len(case.mediators), 1))


def recorder() -> Signing:
    """记录人: one line."""
    return Signing(RECORDER, (Signer(),))
