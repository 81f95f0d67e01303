"""宣读、见证: to whom a paper was read aloud, by whom and before which witness.

No statute asks for it; practice does (law.md §2.5), because a fingerprint alone does not show that its owner
knew what stood there. Whoever is marked as unable to read (``literate`` False) is asked about; who cannot write
but reads is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jxdesk.rules.case_record import CaseRecord, Party, Reading

READ_ALOUD: Mapping[str, str] = {
    "application": "申请书", "acceptance": "受理登记表", "rights-notice": "告知书", "power-of-attorney": "委托书",
    "mediation-notice": "调解通知", "investigation": "调查记录", "mediation-record": "调解记录",
    "replacement": "更换申请", "extension": "延期同意书", "agreement": "协议书", "oral-agreement": "口头协议",
    "termination": "终止告知书", "confirmation-notice": "司法确认告知", "confirmation-application": "司法确认申请",
    "no-penalty": "不予处罚申请", "receipt": "收条", "reminder": "督促函", "follow-up": "回访记录",
}  # fmt: skip
"""Documents that parties sign, with a short word for lists; a test holds the dictionary ``read_document`` to them."""


@dataclass(frozen=True)
class Heard:
    """Who read and who watched; "" where nobody wrote it down."""

    reader: str = ""
    witness: str = ""

    @property
    def whole(self) -> bool:
        """Whether both are known."""
        return bool(self.reader and self.witness)


@dataclass(frozen=True)
class Paper:
    """One paper that somebody signed: ``turn`` counts the papers of its kind from one."""

    document: str
    turn: int = 1


def cannot_read(case: CaseRecord) -> list[Party]:
    """The parties to whom papers must be read."""
    return [party for party in case.parties if party.literate is False]


def heard(case: CaseRecord, party: Party, paper: Paper) -> Heard:
    """What is known of the reading of one paper to one party: a record of its own, else beside the signature.

    A case file may carry ``read_aloud_by`` and ``witness`` with a signature; what was typed here goes before it.
    """
    found = _beside_signature(case, party, paper)
    for one in case.readings:
        if _is_of(one, case, party, paper):
            found = Heard(
                (one.reader or "").strip() or found.reader, (one.witness or "").strip() or found.witness
            )
    return found


def signed(case: CaseRecord, party: Party) -> Iterator[Paper]:
    """The papers which, as the case tells, this party has signed or was given; in the order of a case."""
    name = (party.name or "").strip()
    if not name:
        return
    if case.rights_notice is not None and _names(case.rights_notice.recipients, name):
        yield Paper("rights-notice")
    for turn, asked in enumerate(case.investigations, start=1):
        if asked.respondent is not None and asked.respondent.name == name and asked.signatures:
            yield Paper("investigation", turn)
    for turn, session in enumerate(case.mediations, start=1):
        if _names(session.signatures.get("parties"), name):
            yield Paper("mediation-record", turn)
    for turn, extension in enumerate(case.extensions, start=1):
        if _names(extension.agreed_by, name):
            yield Paper("extension", turn)
    if case.agreement is not None and _names(case.agreement.signatures.get("parties"), name):
        yield _settlement(case)


def unheard(case: CaseRecord, party: Party) -> list[Paper]:
    """The signed papers of which nobody wrote down who read them to this party and who watched."""
    return [paper for paper in signed(case, party) if not heard(case, party, paper).whole]


def _settlement(case: CaseRecord) -> Paper:
    oral = case.agreement is not None and "口头" in (case.agreement.form or case.mode or "")
    return Paper("oral-agreement" if oral else "agreement")


def _is_of(one: Reading, case: CaseRecord, party: Party, paper: Paper) -> bool:
    if one.document != paper.document or (one.turn or 1) != paper.turn:
        return False
    listener = (one.listener or "").strip()
    return listener == (party.name or "").strip() or (not listener and cannot_read(case) == [party])


def _beside_signature(case: CaseRecord, party: Party, paper: Paper) -> Heard:
    listed: Any = None
    if paper.document in {"agreement", "oral-agreement"} and case.agreement is not None:
        listed = case.agreement.signatures.get("parties")
    elif paper.document == "mediation-record" and paper.turn <= len(case.mediations):
        listed = case.mediations[paper.turn - 1].signatures.get("parties")
    for one in listed if isinstance(listed, list) else []:
        if isinstance(one, Mapping) and _plain(one.get("name")) == (party.name or "").strip():
            return Heard(_plain(one.get("read_aloud_by")), _plain(one.get("witness")))
    return Heard()


def _names(listed: Any, name: str) -> bool:
    for one in listed if isinstance(listed, list) else []:
        said = _plain(one.get("name")) if isinstance(one, Mapping) else _plain(one)
        if said == name or (said.startswith(name) and said[len(name)] in "（("):
            return True
    return False


def _plain(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
