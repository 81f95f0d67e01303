"""Which documents a case has, and that each can be asked for by name."""

from __future__ import annotations

import re

import msgspec
import pytest
from sample_records import land, neighbours, put, wages

from jxdesk.documents.catalogue import Catalogue, shipped
from jxdesk.documents.house import House
from jxdesk.documents.press import DOCUMENTS, DocumentRef, applicable, printable, printed, produce
from jxdesk.errors import UserError
from jxdesk.paths import read_resource
from jxdesk.rules.case_record import CaseRecord, Mediation, Termination

HOUSE = House(shipped().switches)


def _ids(case: CaseRecord) -> list[str]:
    return [ref.document_id for ref in applicable(case)]


def test_a_written_case_has_an_agreement_and_no_oral_one() -> None:
    assert _ids(land()) == [
        "cover", "contents", "application", "acceptance", "rights-notice", "investigation", "investigation",
        "mediation-record", "agreement", "follow-up", "follow-up",
    ]  # fmt: skip


def test_an_oral_case_taken_up_by_the_committee_has_neither_application_nor_written_agreement() -> None:
    found = _ids(neighbours())
    assert "oral-agreement" in found
    assert "agreement" not in found
    assert "application" not in found


def test_each_agent_has_a_power_of_attorney() -> None:
    assert _ids(wages()).count("power-of-attorney") == len(wages().agents) == 1


def test_a_case_without_agreement_has_a_termination_notice_instead() -> None:
    failed = put(put(land(), "agreement", None), "termination", Termination(date="2025-04-01"))
    assert "termination" in _ids(failed)
    assert not {"agreement", "oral-agreement"} & set(_ids(failed))
    withdrawn = msgspec.structs.replace(land(), agreement=None, mode="撤回")
    assert "termination" in _ids(withdrawn)


def test_a_refused_dispute_has_no_dossier() -> None:
    assert _ids(CaseRecord(mode="不予受理")) == []


def test_repeated_documents_are_counted_in_their_titles() -> None:
    case = put(land(), "mediations", [Mediation(seq=1), Mediation(seq=2)])
    titles = [ref.title for ref in applicable(case) if ref.document_id == "mediation-record"]
    assert titles == ["人民调解记录（一）", "人民调解记录（二）"]


def test_an_unknown_document_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(UserError, match=r"没有“poem”这种文书.*agreement"):
        produce(land(), DocumentRef("poem", 1, ""), HOUSE)


def test_a_form_can_be_printed_before_its_data_exists() -> None:
    pdf = produce(put(land(), "agreement", None), DocumentRef("agreement", 1, ""), HOUSE)
    assert pdf.startswith(b"%PDF-")


def test_the_forms_on_offer_are_those_that_could_still_be_signed() -> None:
    fresh = CaseRecord()
    offered = {ref.document_id for ref in printable(fresh)}
    assert {"agreement", "oral-agreement", "application"} <= offered
    settled = {ref.document_id for ref in printable(land())}
    assert "oral-agreement" not in settled
    assert "termination" not in settled
    assert "application" not in {ref.document_id for ref in printable(neighbours())}
    assert printable(CaseRecord(mode="不予受理")) == ()


def test_what_the_case_has_is_on_offer_in_the_order_of_the_dossier() -> None:
    has = applicable(land())
    assert [ref for ref in printable(land()) if ref in has] == list(has)
    assert set(shipped().ids()) == set(DOCUMENTS)


def test_a_printed_document_tells_its_pages() -> None:
    result = printed(land(), DocumentRef("agreement", 1, ""), HOUSE)
    assert result.pages == len(re.findall(rb"/Type /Page\b", result.pdf)) == 3
    assert result.missing == ()


def test_the_catalogue_refuses_what_it_does_not_know() -> None:
    text = read_resource("documents", "catalogue.toml")
    with pytest.raises(msgspec.ValidationError, match="colour"):
        Catalogue.from_toml(text + 'colour = "red"\n')
    with pytest.raises(msgspec.ValidationError, match="sometimes"):
        Catalogue.from_toml(text.replace('"each-visit"', '"sometimes"'))
    with pytest.raises(ValueError, match="twice: cover"):
        Catalogue.from_toml(text.replace('id = "contents"', 'id = "cover"'))


def test_the_catalogue_names_the_documents_of_the_command_line() -> None:
    assert set(shipped().ids()) == {
        "application", "acceptance", "rights-notice", "power-of-attorney", "investigation", "mediation-record",
        "agreement", "oral-agreement", "termination", "follow-up", "cover", "contents",
    }  # fmt: skip
    assert shipped().entry("agreement").copies == "parties-and-one"
    with pytest.raises(KeyError):
        shipped().entry("poem")
