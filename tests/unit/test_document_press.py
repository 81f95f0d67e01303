"""Which documents a case has, and that each can be asked for by name."""

from __future__ import annotations

import re

import msgspec
import pytest
import reading_paper
from sample_records import land, neighbours, put, wages

from jxdesk.documents.catalogue import Catalogue, shipped
from jxdesk.documents.house import House
from jxdesk.documents.press import DocumentRef, applicable, asked, printable, printed, produce
from jxdesk.errors import UserError
from jxdesk.paths import read_resource
from jxdesk.rules.case_record import CaseRecord, Dossier, Mediation, Refusal, Termination
from jxdesk.rules.paper import DOCUMENTS

HOUSE = House(shipped().switches)


def _ids(case: CaseRecord) -> list[str]:
    return [ref.document_id for ref in applicable(case)]


def test_a_written_case_has_an_agreement_and_no_oral_one() -> None:
    assert _ids(land()) == [
        "cover", "contents", "application", "acceptance", "rights-notice", "investigation", "investigation",
        "evidence-list", "mediation-record", "agreement", "follow-up", "follow-up", "closing-report",
        "situation-note", "back-cover",
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
    refused = {ref.document_id for ref in printable(CaseRecord(mode="不予受理"))}
    assert refused == {"refusal-notice", "transfer-out", "service-proof"}


def test_what_the_case_has_is_on_offer_in_the_order_of_the_dossier() -> None:
    has = applicable(land())
    assert [ref for ref in printable(land()) if ref in has] == list(has)
    assert set(shipped().ids()) == set(DOCUMENTS)


def _open_case() -> CaseRecord:
    return msgspec.structs.replace(land(), agreement=None, dossier=None, visits=[], mode=None)


def test_an_open_case_is_offered_the_next_of_the_repeated_forms() -> None:
    offered = [(ref.document_id, ref.ordinal, ref.title) for ref in printable(_open_case())]
    assert ("investigation", 3, "人民调解调查记录（待填写）") in offered
    assert ("mediation-record", 2, "人民调解记录（待填写）") in offered
    assert ("power-of-attorney", 1, "授权委托书（待填写）") in offered
    assert ("termination", 1, "终止调解告知书（待填写）") in offered
    assert "follow-up" not in {document_id for document_id, _, _ in offered}


def test_an_agreed_case_is_offered_the_next_visit_until_it_is_filed() -> None:
    unfiled = put(land(), "dossier", Dossier(name="张某与李某山林土地纠纷"))
    assert DocumentRef("follow-up", 3, "人民调解回访记录（待填写）") in printable(unfiled)
    assert printable(land()) == applicable(land())


def test_a_mode_that_was_chosen_offers_its_own_agreement_only() -> None:
    oral = {ref.document_id for ref in printable(put(_open_case(), "mode", "口头"))}
    assert "oral-agreement" in oral
    assert "agreement" not in oral


def test_a_notice_given_by_word_of_mouth_is_no_paper_of_the_case_but_can_be_printed() -> None:
    assert "rights-notice" not in _ids(neighbours())
    assert [ref.document_id for ref in asked(neighbours(), "rights-notice")] == ["rights-notice"]


def test_asking_for_a_document_gives_what_the_case_has_before_any_form() -> None:
    assert [ref.ordinal for ref in asked(_open_case(), "investigation")] == [1, 2]
    assert [ref.ordinal for ref in asked(put(_open_case(), "mediations", []), "mediation-record")] == [1]
    assert asked(land(), "oral-agreement") == ()


def test_a_refused_dispute_prints_the_notice_and_nothing_of_a_dossier() -> None:
    refused = CaseRecord(refusal=Refusal(date="2025-03-17", reasons=["不属于民间纠纷"]))
    assert _ids(refused) == ["refusal-notice"]
    assert {ref.document_id for ref in printable(refused)} == {
        "refusal-notice",
        "transfer-out",
        "service-proof",
    }


@pytest.mark.parametrize("case", [land(), neighbours(), wages()], ids=["land", "neighbours", "wages"])
def test_every_document_of_a_case_is_whole_and_comes_out_the_same_twice(case: CaseRecord) -> None:
    for ref in applicable(case):
        once = printed(case, ref, HOUSE)
        assert once.pdf == produce(case, ref, HOUSE)
        assert once.missing == ()
        assert 1 <= once.pages <= 3
        assert all(reading_paper.font_names(once.pdf).values())


def test_every_form_on_offer_can_be_printed_and_none_prints_a_program_word() -> None:
    for case in (_open_case(), CaseRecord(), put(land(), "dossier", None)):
        for ref in printable(case):
            text = reading_paper.text(produce(case, ref, HOUSE))
            assert len(text) >= len("人民调解委员会卷号："), "the back cover of an empty case has the least"
            assert "None" not in text
            assert "[" not in text


def test_practice_is_said_on_every_page_of_every_document() -> None:
    practising = House(HOUSE.switches, practice=True)
    for ref in applicable(wages()):
        for page in reading_paper.pages(produce(wages(), ref, practising)):
            assert any("练习用纸，不具效力" in line for line in page)


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
        "agreement", "oral-agreement", "termination", "follow-up", "cover", "contents", "evidence-list",
        "no-penalty", "confirmation-application", "closing-report", "situation-note", "back-cover",
        "acceptance-notice", "refusal-notice", "mediation-notice", "transfer-in", "transfer-out",
        "transfer-feedback", "service-proof", "replacement", "extension", "receipt", "confirmation-notice",
        "reminder", "correction",
    }  # fmt: skip
    assert shipped().entry("agreement").copies == "parties-and-one"
    with pytest.raises(KeyError):
        shipped().entry("poem")
