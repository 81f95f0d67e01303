"""Which documents a case has, and printing any of them: the one door for services and command line.

To add a document: a module with ``from_case`` and ``draw``, an entry in
resources/documents/catalogue.toml, a line in ``_DRAWERS`` and in ``rules/paper.py``. ``produce`` also prints a
form before its data exists, because a form is needed on the table before it can be signed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from jxdesk.documents import (
    acceptance,
    acceptance_notice,
    agreement,
    application,
    back_cover,
    closing_report,
    confirmation_application,
    confirmation_notice,
    contents,
    correction,
    cover,
    evidence_list,
    extension,
    follow_up,
    investigation,
    letters_due,
    mediation_notice,
    mediation_record,
    no_penalty,
    oral_agreement,
    power_of_attorney,
    receipt,
    refusal_notice,
    reminder,
    replacement,
    rights_notice,
    service_proof,
    signed_scans,
    situation_note,
    termination,
    transfer_feedback,
    transfer_in,
    transfer_out,
)
from jxdesk.documents.catalogue import Required, shipped
from jxdesk.documents.house import House
from jxdesk.documents.sheet import Printed
from jxdesk.documents.wording import numeral
from jxdesk.errors import UserError
from jxdesk.flow.outcome import agreement_effective, closed, confirmation_declined, confirmation_impossible
from jxdesk.rules.application import applied_in_writing
from jxdesk.rules.case_record import CaseRecord, Material

WITH_WORD_COPY = frozenset({"agreement"})
"""Documents of which a Word copy can be had, where the county's switch says so."""

WITHOUT_LARGE_TYPE = frozenset({"cover", "contents", "closing-report", "situation-note", "back-cover"})
"""What the archive reads and no party does; in large type their page numbers would speak of another dossier."""

REPEATED = letters_due.REPEATED | {
    "power-of-attorney", "investigation", "mediation-record", "follow-up", "correction",
}  # fmt: skip


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
    "correction": lambda case, n, house: correction.draw(correction.from_case(case, n, house), house),
    "cover": lambda case, _n, house: cover.draw(cover.from_case(case, house), house),
    "contents": lambda case, _n, house: _contents(case, house),
    "evidence-list": lambda case, _n, house: evidence_list.draw(evidence_list.from_case(case, house), house),
    "no-penalty": lambda case, _n, house: no_penalty.draw(no_penalty.from_case(case, house), house),
    "confirmation-application": lambda case, _n, house: confirmation_application.draw(
        confirmation_application.from_case(case, house), house
    ),
    "closing-report": lambda case, _n, house: closing_report.draw(
        closing_report.from_case(case, house), house
    ),
    "situation-note": lambda case, _n, house: situation_note.draw(
        situation_note.from_case(case, _total(case, house), house), house
    ),
    "back-cover": lambda case, _n, house: back_cover.draw(back_cover.from_case(case), house),
    "acceptance-notice": lambda case, _n, house: acceptance_notice.draw(
        acceptance_notice.from_case(case, house), house
    ),
    "refusal-notice": lambda case, _n, house: refusal_notice.draw(
        refusal_notice.from_case(case, house), house
    ),
    "mediation-notice": lambda case, n, house: mediation_notice.draw(
        mediation_notice.from_case(case, n, house), house
    ),
    "transfer-in": lambda case, _n, house: transfer_in.draw(transfer_in.from_case(case, house), house),
    "transfer-out": lambda case, n, house: transfer_out.draw(transfer_out.from_case(case, n, house), house),
    "transfer-feedback": lambda case, _n, house: transfer_feedback.draw(
        transfer_feedback.from_case(case, house), house
    ),
    "service-proof": lambda case, n, house: service_proof.draw(
        service_proof.from_case(case, n, house), house
    ),
    "replacement": lambda case, _n, house: replacement.draw(replacement.from_case(case, house), house),
    "extension": lambda case, n, house: extension.draw(extension.from_case(case, n, house), house),
    "receipt": lambda case, n, house: receipt.draw(receipt.from_case(case, n, house), house),
    "confirmation-notice": lambda case, _n, house: confirmation_notice.draw(
        confirmation_notice.from_case(case, house), house
    ),
    "reminder": lambda case, n, house: reminder.draw(reminder.from_case(case, n, house), house),
}


def _contents(case: CaseRecord, house: House) -> Printed:
    """The contents as far as the case tells; of a bound dossier the service knows them better."""
    items = _bound(case, house)
    titles = standing(case, house, case.materials).titles
    shows_need = house.switches.contents_shows_need
    return contents.draw(
        contents.from_case(case, items, shipped().binding, shows_need=shows_need, titles=titles), house
    )


def _total(case: CaseRecord, house: House) -> int | None:
    """The last number of the dossier: of the one being bound, else as far as the case tells."""
    return contents.total_pages(case, _bound(case, house)) if house.total is None else house.total


def _is_oral(case: CaseRecord) -> bool:
    form = case.agreement.form if case.agreement else None
    return "口头" in (form or case.mode or "")


def _was_taken(case: CaseRecord) -> int:
    """A dispute that was refused has no dossier of its own."""
    refused = case.mode == "不予受理" or (case.refusal is not None and case.acceptance is None)
    return 0 if refused else 1


def _applied_in_writing(case: CaseRecord) -> int:
    return int(applied_in_writing(case))


def _told_in_writing(case: CaseRecord) -> int:
    """Told by word of mouth (若干规定 art 30), it is signed for on the register and there is no paper."""
    return int(_was_taken(case) and "口头" not in ((case.rights_notice and case.rights_notice.form) or ""))


def _ended_without(case: CaseRecord) -> int:
    return int(case.termination is not None or (case.agreement is None and case.mode in {"调解不成", "撤回"}))


def _confirmed_jointly(case: CaseRecord) -> int:
    """Both sides want it: an oral agreement has to be written first (民诉法解释 art 354 asks for the paper)."""
    asked = case.agreement.judicial_confirmation if case.agreement else None
    wanted = asked is not None and ("共同申请" in (asked.intention or "") or bool(asked.applied_date))
    return int(wanted and not _is_oral(case))


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
    "each-correction": lambda case: len(case.corrections),
    "has-evidence": lambda case: int(bool(evidence_list.listed(case))),
    "performed-security": lambda case: int(not no_penalty.why_not(case)),
    "joint-confirmation": _confirmed_jointly,
    "closed": lambda case: int(bool(_was_taken(case)) and closed(case)),
    **letters_due.COUNTS,
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
    """What somebody means who names a document: those the case has, else the form; () where neither fits.

    Raises UserError for one that must not exist yet.
    """
    if shipped().uses(document_id):
        _refuse_early(case, document_id)
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
        return letters_due.forms(case)
    forms = {"rights-notice"}
    if case.dossier and case.dossier.filed_date:
        return forms
    forms |= letters_due.forms(case)
    if case.agreement is not None:
        forms |= {"follow-up", "closing-report"}
        askable = agreement_effective(case) and not _is_oral(case)
        settled = confirmation_declined(case) or confirmation_impossible(case)
        return forms | ({"confirmation-application"} if askable and not settled else set())
    if _ended_without(case):
        return forms | {"closing-report"}
    forms |= {"power-of-attorney", "investigation", "evidence-list", "mediation-record", "termination"}
    if case.application is None and not (case.source.form_option or "").startswith("②"):
        forms.add("application")
    agreements = {"书面": {"agreement"}, "口头": {"oral-agreement"}}
    return forms | agreements.get(case.mode or "", {"agreement", "oral-agreement"})


def _bound(case: CaseRecord, house: House) -> list[contents.Item]:
    """What is bound behind the contents, with the pages each document really has."""
    catalogue = shipped()
    binding = catalogue.binding
    replaced = standing(case, house, case.materials).documents
    return [
        contents.Item(
            entry.title, binding.place(entry.id), _pages(case, ref, house), binding.need(entry.id) or ""
        )
        for ref in applicable(case)
        if (entry := catalogue.entry(ref.document_id)).numbered and entry.id not in replaced
    ]


def standing(case: CaseRecord, house: House, scans: Sequence[Material]) -> signed_scans.Standing:
    """For which documents of the case the signed ``scans`` stand, counting the pages of both."""
    refs = applicable(case)
    return signed_scans.standing(
        scans,
        (ref.document_id for ref in refs),
        lambda wanted: sum(_pages(case, ref, house) for ref in refs if ref.document_id == wanted),
        both=house.switches.dossier_binds_unsigned,
    )


def _pages(case: CaseRecord, ref: DocumentRef, house: House) -> int:
    """The note on the dossier says how many pages there are; counting it must not ask it for that number."""
    unnumbered = replace(house, folio=None)
    if ref.document_id == "situation-note":
        return situation_note.draw(situation_note.from_case(case, None, unnumbered), unnumbered).pages
    return printed(case, ref, unnumbered).pages


def _refuse_early(case: CaseRecord, document_id: str) -> None:
    """The request to the police may not exist before performance, not even as a form (治安管理处罚法 art 9)."""
    missing = no_penalty.why_not(case) if document_id == "no-penalty" else ""
    if missing:
        raise UserError(
            f"{missing}，请求不予治安处罚申请书现在不能印。",
            "协议履行完毕、登记了履行凭证以后才能印（治安管理处罚法第九条）。",
        )


def printed(case: CaseRecord, ref: DocumentRef, house: House) -> Printed:
    """One document with its page count and the characters no font could draw.

    Raises UserError for an unknown id, one the county does not use, and one that must not exist yet.
    """
    drawer = _DRAWERS.get(ref.document_id)
    if drawer is None or not shipped().uses(ref.document_id):
        raise UserError(
            f"没有“{ref.document_id}”这种文书。", f"可用的文书代号：{'、'.join(shipped().ids())}。"
        )
    _refuse_early(case, ref.document_id)
    return drawer(case, ref.ordinal, house)


def word_copy(case: CaseRecord, ref: DocumentRef, house: House) -> bytes:
    """The Word copy of an agreement, marked as no original; UserError for any other document."""
    if ref.document_id not in WITH_WORD_COPY:
        raise UserError("只有调解协议书可以另存一份 Word。", "请改用 PDF。")
    from jxdesk.documents import word_copy as word  # noqa: PLC0415 - python-docx and lxml, for few

    paper = agreement.from_case(case, house)
    return word.write_word(agreement.TITLE, agreement.blocks_of(paper), house)


def produce(case: CaseRecord, ref: DocumentRef, house: House) -> bytes:
    """The PDF of one document; same case, same house, same bytes."""
    return printed(case, ref, house).pdf
