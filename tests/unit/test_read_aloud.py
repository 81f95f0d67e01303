"""宣读、见证: what the case knows of it is found by paper, and stands on that paper; else there are rules for the pen."""

from __future__ import annotations

import pytest
import reading_paper
from letter_cases import lettered
from sample_records import land, put

from jxdesk.documents.catalogue import shipped
from jxdesk.documents.house import House
from jxdesk.documents.press import DocumentRef, printed
from jxdesk.paths import read_resource
from jxdesk.rules.case_record import Agent, CaseRecord, Performance, Reading, Reminder, Respondent
from jxdesk.rules.codes import Codes
from jxdesk.rules.paper import DOCUMENTS
from jxdesk.rules.read_aloud import READ_ALOUD, Paper, heard, unheard

HOUSE = House(shipped().switches)
LISTENER = "张某"


def _unread() -> CaseRecord:
    """The land case with every letter; its applicant cannot read, and every paper is one he signs."""
    case = put(lettered(land()), "parties[0].literate", value=False)
    case = put(put(case, "agents", [Agent(agent_id="D1", name="孙某")]), "parties[0].agent_id", "D1")
    case = put(case, "performance", [Performance(method="现金", payee=LISTENER)])
    case = put(case, "reminders", [Reminder(date="2025-11-05", debtor=LISTENER)])
    case = put(case, "investigations[0].respondent", Respondent(name=LISTENER))
    case = put(case, "visits[0].method", "上门")
    case = put(case, "visits[0].visited", [LISTENER])
    return put(case, "rights_notice.recusal_by", LISTENER)


def _text(case: CaseRecord, document: str) -> str:
    return reading_paper.text(printed(case, DocumentRef(document, 1, ""), HOUSE).pdf)


def test_the_dictionary_offers_exactly_the_papers_that_parties_sign_under_the_names_they_bear() -> None:
    offered = Codes.from_toml(read_resource("codes", "dictionaries.toml")).dictionary("read_document")
    assert {one.code for one in offered.entries} == set(READ_ALOUD) <= set(DOCUMENTS)
    assert {one.code: one.word for one in offered.entries} == {
        one: shipped().entry(one).title for one in READ_ALOUD
    }


@pytest.mark.parametrize("document", sorted(set(READ_ALOUD) - {"oral-agreement", "no-penalty"}))
def test_every_paper_one_signs_has_its_reader_and_witness_printed_and_room_for_both_to_sign(
    document: str,
) -> None:
    case = _unread()
    empty = _text(case, document)
    assert "宣读人：" in empty
    assert "见证人：" in empty
    name = case.parties[0].name
    said = put(case, "readings", [Reading(document=document, listener=name, reader="陈某", witness="钱某")])
    text = _text(said, document)
    assert "宣读人陈某：" in text
    assert "见证人钱某：" in text
    other = put(case, "readings", [Reading(document="cover", listener=name, reader="陈某", witness="钱某")])
    assert _text(other, document) == empty


@pytest.mark.parametrize("document", sorted(set(READ_ALOUD) - {"oral-agreement", "no-penalty"}))
def test_where_everybody_reads_no_paper_has_a_line_for_a_reader(document: str) -> None:
    case = put(_unread(), "parties[0].literate", value=True)
    assert "宣读人" not in _text(case, document)


def test_the_notice_still_fits_one_sheet() -> None:
    case = put(land(), "parties[0].literate", value=False)
    assert printed(case, DocumentRef("rights-notice", 1, ""), HOUSE).pages <= 2


def test_two_who_cannot_read_have_a_reader_each_who_says_whose() -> None:
    case = put(put(land(), "parties[0].literate", value=False), "parties[1].literate", value=False)
    case = put(
        case, "readings", [Reading(document="agreement", listener="李某", reader="陈某", witness="钱某")]
    )
    text = _text(case, "agreement")
    assert "宣读人（念给张某听）：" in text
    assert "宣读人陈某（念给李某听）：" in text


def test_the_second_record_has_a_reader_of_its_own() -> None:
    case = put(land(), "parties[0].literate", value=False)
    said = [Reading(document="mediation-record", turn=2, listener=LISTENER, reader="陈某", witness="钱某")]
    case = put(case, "readings", said)
    party = case.parties[0]
    assert heard(case, party, Paper("mediation-record", 2)).whole
    assert not heard(case, party, Paper("mediation-record")).whole
    assert Paper("mediation-record") in unheard(case, party)


def test_what_was_typed_goes_before_what_a_file_wrote_beside_the_signature() -> None:
    thumb = {"name": LISTENER, "read_aloud_by": "周某", "witness": "孙某"}
    case = put(put(land(), "parties[0].literate", value=False), "agreement.signatures", {"parties": [thumb]})
    party = case.parties[0]
    assert (
        heard(case, party, Paper("agreement")).reader,
        heard(case, party, Paper("agreement")).witness,
    ) == ("周某", "孙某")
    typed = put(case, "readings", [Reading(document="agreement", listener=LISTENER, reader="陈某")])
    found = heard(typed, party, Paper("agreement"))
    assert (found.reader, found.witness) == ("陈某", "孙某")
