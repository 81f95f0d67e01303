"""Which documents a case has, and printing any of them: the one door for services and command line.

To add a document: a module with ``from_case`` and ``draw``, an entry in
resources/documents/catalogue.toml, and a line in ``_DRAWERS``. ``produce`` also prints a form before
its data exists, because a form is needed on the table before it can be signed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jxdesk.documents import acceptance, agreement, application, oral_agreement
from jxdesk.documents.catalogue import Required, shipped
from jxdesk.documents.house import House
from jxdesk.documents.sheet import Printed
from jxdesk.documents.wording import numeral
from jxdesk.errors import UserError
from jxdesk.rules.case_record import CaseRecord


@dataclass(frozen=True)
class DocumentRef:
    """One document of one case: ``ordinal`` 1, 2 … counts the repeated ones; ``title`` as shown in lists."""

    document_id: str
    ordinal: int
    title: str


Drawer = Callable[[CaseRecord, int, House], Printed]

_DRAWERS: dict[str, Drawer] = {
    "application": lambda case, _n, house: application.draw(application.from_case(case, house), house),
    "acceptance": lambda case, _n, house: acceptance.draw(acceptance.from_case(case, house), house),
    "agreement": lambda case, _n, house: agreement.draw(agreement.from_case(case, house), house),
    "oral-agreement": lambda case, _n, house: oral_agreement.draw(
        oral_agreement.from_case(case, house), house
    ),
}


DOCUMENTS = tuple(_DRAWERS)  # in the order of the dossier


def _is_oral(case: CaseRecord) -> bool:
    form = case.agreement.form if case.agreement else None
    return "口头" in (form or case.mode or "")


def _was_taken(case: CaseRecord) -> int:
    """A dispute that was refused has no dossier of its own."""
    refused = case.mode == "不予受理" or (case.refusal is not None and case.acceptance is None)
    return 0 if refused else 1


def _applied_in_writing(case: CaseRecord) -> int:
    return int(case.application is not None and "口头" not in (case.application.form or ""))


def _ended_without(case: CaseRecord) -> int:
    return int(case.termination is not None or (case.agreement is None and case.mode in {"调解不成", "撤回"}))


# How many of a document a case has, by the word the catalogue uses.
_COUNTS: dict[Required, Callable[[CaseRecord], int]] = {
    "always": _was_taken,
    "written-application": _applied_in_writing,
    "each-agent": lambda case: len(case.agents),
    "each-investigation": lambda case: len(case.investigations),
    "each-mediation": lambda case: len(case.mediations),
    "written-agreement": lambda case: int(case.agreement is not None and not _is_oral(case)),
    "oral-agreement": lambda case: int(case.agreement is not None and _is_oral(case)),
    "no-agreement": _ended_without,
    "each-visit": lambda case: len(case.visits),
}


def applicable(case: CaseRecord) -> tuple[DocumentRef, ...]:
    """The documents the case has by its data, in the order of the dossier (卷内顺序)."""
    found: list[DocumentRef] = []
    for document_id in shipped().ids():
        entry = shipped().entry(document_id)
        count = _COUNTS[entry.required](case)
        for ordinal in range(1, count + 1):
            title = entry.title if count == 1 else f"{entry.title}（{numeral(ordinal)}）"
            found.append(DocumentRef(document_id, ordinal, title))
    return tuple(found)


def printable(case: CaseRecord) -> tuple[DocumentRef, ...]:
    """The documents the case has, and one empty form of each that could still come to be signed."""
    have = applicable(case)
    known = {ref.document_id for ref in have}
    forms = [
        DocumentRef(document_id, 1, f"{shipped().entry(document_id).title}（待填写）")
        for document_id in DOCUMENTS
        if document_id not in known and _could_come(case, document_id)
    ]
    order = {document_id: place for place, document_id in enumerate(shipped().ids())}
    return tuple(sorted([*have, *forms], key=lambda ref: (order[ref.document_id], ref.ordinal)))


def _could_come(case: CaseRecord, document_id: str) -> bool:
    if not _was_taken(case):
        return False
    match document_id:
        case "agreement" | "oral-agreement":
            ended = case.agreement is not None or _ended_without(case)
            return not ended and (case.mode is None or (document_id == "oral-agreement") == _is_oral(case))
        case "termination":
            return case.agreement is None
        case "application":
            return not (case.source.form_option or "").startswith("②")
        case "cover" | "contents":
            return False
    return True


def printed(case: CaseRecord, ref: DocumentRef, house: House) -> Printed:
    """One document with its page count and the characters no font could draw; UserError for an unknown id."""
    drawer = _DRAWERS.get(ref.document_id)
    if drawer is None:
        known = "、".join(sorted(_DRAWERS))
        raise UserError(f"没有“{ref.document_id}”这种文书。", f"可用的文书代号：{known}。")
    return drawer(case, ref.ordinal, house)


def produce(case: CaseRecord, ref: DocumentRef, house: House) -> bytes:
    """The PDF of one document; same case, same house, same bytes."""
    return printed(case, ref, house).pdf
