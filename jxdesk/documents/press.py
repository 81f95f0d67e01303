"""Which documents a case has, and printing any of them: the one door for services and command line.

To add a document: a module with ``from_case`` and ``draw``, an entry in
resources/documents/catalogue.toml, a line in ``_DRAWERS`` and in ``DOCUMENTS``. ``produce`` also prints a
form before its data exists, because a form is needed on the table before it can be signed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from jxdesk.documents import (
    acceptance,
    agreement,
    application,
    contents,
    cover,
    follow_up,
    investigation,
    mediation_record,
    oral_agreement,
    power_of_attorney,
    rights_notice,
    termination,
)
from jxdesk.documents.catalogue import Required, shipped
from jxdesk.documents.house import House
from jxdesk.documents.sheet import Printed
from jxdesk.documents.wording import numeral
from jxdesk.errors import UserError
from jxdesk.rules.case_record import CaseRecord

DOCUMENTS = (
    "application",
    "acceptance",
    "rights-notice",
    "power-of-attorney",
    "investigation",
    "mediation-record",
    "agreement",
    "oral-agreement",
    "termination",
    "follow-up",
    "cover",
    "contents",
)
"""All document ids, in the order a case comes to them; the dossier's own order is the catalogue's."""

REPEATED = frozenset({"power-of-attorney", "investigation", "mediation-record", "follow-up"})


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
    "rights-notice": lambda case, _n, house: rights_notice.draw(rights_notice.from_case(case, house), house),
    "power-of-attorney": lambda case, n, house: power_of_attorney.draw(
        power_of_attorney.from_case(case, n, house), house
    ),
    "investigation": lambda case, n, house: investigation.draw(
        investigation.from_case(case, n, house), house
    ),
    "mediation-record": lambda case, n, house: mediation_record.draw(
        mediation_record.from_case(case, n, house), house
    ),
    "agreement": lambda case, _n, house: agreement.draw(agreement.from_case(case, house), house),
    "oral-agreement": lambda case, _n, house: oral_agreement.draw(
        oral_agreement.from_case(case, house), house
    ),
    "termination": lambda case, _n, house: termination.draw(termination.from_case(case, house), house),
    "follow-up": lambda case, n, house: follow_up.draw(follow_up.from_case(case, n, house), house),
    "cover": lambda case, _n, house: cover.draw(cover.from_case(case, house), house),
    "contents": lambda case, _n, house: contents.draw(contents.from_case(case, _bound(case, house)), house),
}


def _is_oral(case: CaseRecord) -> bool:
    form = case.agreement.form if case.agreement else None
    return "口头" in (form or case.mode or "")


def _was_taken(case: CaseRecord) -> int:
    """A dispute that was refused has no dossier of its own."""
    refused = case.mode == "不予受理" or (case.refusal is not None and case.acceptance is None)
    return 0 if refused else 1


def _applied_in_writing(case: CaseRecord) -> int:
    return int(case.application is not None and "口头" not in (case.application.form or ""))


def _told_in_writing(case: CaseRecord) -> int:
    """Told by word of mouth (若干规定 art 30), it is signed for on the register and there is no paper."""
    return int(_was_taken(case) and "口头" not in ((case.rights_notice and case.rights_notice.form) or ""))


def _ended_without(case: CaseRecord) -> int:
    return int(case.termination is not None or (case.agreement is None and case.mode in {"调解不成", "撤回"}))


# How many of a document a case has, by the word the catalogue uses.
_COUNTS: dict[Required, Callable[[CaseRecord], int]] = {
    "always": _was_taken,
    "written-application": _applied_in_writing,
    "written-notice": _told_in_writing,
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
    return tuple(ref for document_id in shipped().ids() for ref in _written(case, document_id))


def printable(case: CaseRecord) -> tuple[DocumentRef, ...]:
    """Those, and the forms that make sense next, to be filled in by hand; in the order of the dossier."""
    offered = _forms(case)
    found: list[DocumentRef] = []
    for document_id in shipped().ids():
        written = _written(case, document_id)
        found += written
        if document_id in offered and (document_id in REPEATED or not written):
            title = f"{shipped().entry(document_id).title}（待填写）"
            found.append(DocumentRef(document_id, len(written) + 1, title))
    return tuple(found)


def asked(case: CaseRecord, document_id: str) -> tuple[DocumentRef, ...]:
    """What somebody means who names a document: those the case has, else the form; () where neither fits."""
    fitting = [ref for ref in printable(case) if ref.document_id == document_id]
    return tuple([ref for ref in fitting if ref in applicable(case)] or fitting)


def _written(case: CaseRecord, document_id: str) -> list[DocumentRef]:
    entry = shipped().entry(document_id)
    count = _COUNTS[entry.required](case)
    return [
        DocumentRef(document_id, n, entry.title if count == 1 else f"{entry.title}（{numeral(n)}）")
        for n in range(1, count + 1)
    ]


def _forms(case: CaseRecord) -> set[str]:
    """Forms that are still to come, by where the case stands; nothing but the notice once it is filed."""
    if not _was_taken(case):
        return set()
    forms = {"rights-notice"}
    if case.dossier and case.dossier.filed_date:
        return forms
    if case.agreement is not None:
        return forms | {"follow-up"}
    if _ended_without(case):
        return forms
    forms |= {"power-of-attorney", "investigation", "mediation-record", "termination"}
    if case.application is None and not (case.source.form_option or "").startswith("②"):
        forms.add("application")
    agreements = {"书面": {"agreement"}, "口头": {"oral-agreement"}}
    return forms | agreements.get(case.mode or "", {"agreement", "oral-agreement"})


def _bound(case: CaseRecord, house: House) -> list[contents.Item]:
    """What is bound behind the contents, with the pages each document really has."""
    catalogue = shipped()
    return [
        contents.Item(entry.title, entry.order, printed(case, ref, replace(house, folio=None)).pages)
        for ref in applicable(case)
        if (entry := catalogue.entry(ref.document_id)).numbered
    ]


def printed(case: CaseRecord, ref: DocumentRef, house: House) -> Printed:
    """One document with its page count and the characters no font could draw; UserError for an unknown id."""
    drawer = _DRAWERS.get(ref.document_id)
    if drawer is None:
        known = "、".join(DOCUMENTS)
        raise UserError(f"没有“{ref.document_id}”这种文书。", f"可用的文书代号：{known}。")
    return drawer(case, ref.ordinal, house)


def produce(case: CaseRecord, ref: DocumentRef, house: House) -> bytes:
    """The PDF of one document; same case, same house, same bytes."""
    return printed(case, ref, house).pdf
