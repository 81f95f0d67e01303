"""The Word copy of an agreement: the words of the paper, the mark that it is no original, the same bytes twice."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO

import msgspec
import pytest
import reading_paper
from docx import Document
from docx.oxml.ns import qn
from sample_records import land, neighbours, put, wages

from jxdesk.documents import agreement, press, word_copy
from jxdesk.documents.catalogue import shipped
from jxdesk.documents.house import House
from jxdesk.documents.press import DocumentRef
from jxdesk.documents.signers import PARTIES
from jxdesk.documents.table import Column, Table
from jxdesk.errors import UserError
from jxdesk.rules.case_record import CaseRecord, Clause, Party

HOUSE = House(shipped().switches)
REF = DocumentRef("agreement", 1, "")
RARE = msgspec.structs.replace(
    land(), parties=[Party(name=f"欧阳㛃䶮𬭳𠅤{n}", role="申请人", kind="自然人") for n in range(5)]
)


def _written(case: CaseRecord, house: House = HOUSE) -> str:
    """Everything between header and footer in reading order, without white."""
    body = Document(BytesIO(press.word_copy(case, REF, house))).element.body
    return re.sub(r"\s", "", "".join(text.text or "" for text in body.iter(qn("w:t"))))


def _printed(case: CaseRecord) -> str:
    return re.sub(r"\s", "", reading_paper.text(press.produce(case, REF, HOUSE))).replace(
        "指印）指印", "指印）"
    )


@pytest.mark.parametrize(
    "case",
    [land(), wages(), neighbours(), CaseRecord(), RARE],
    ids=["land", "wages", "oral data", "empty", "rare names"],
)
def test_the_copy_has_the_words_of_the_paper_and_no_others(case: CaseRecord) -> None:
    paper, copy = _printed(case), _written(case)
    body, _, foot = paper.partition(PARTIES)
    assert copy.partition(PARTIES)[0] == body
    # Two columns are read across on paper and down in Word.
    assert Counter(copy.partition(PARTIES)[2]) == Counter(foot)
    assert len(body) > 60


def test_a_change_of_the_agreement_changes_the_copy() -> None:
    changed = put(land(), "agreement.clauses[0]", Clause(text="李某每年秋收后付清全部租金。"))
    assert "李某每年秋收后付清全部租金。" in _written(changed)
    assert "李某每年秋收后付清全部租金。" not in _written(land())


def test_every_page_says_that_it_is_not_the_original() -> None:
    document = Document(BytesIO(press.word_copy(land(), REF, HOUSE)))
    (section,) = document.sections
    assert section.header.paragraphs[0].text.startswith("非正本")
    assert not section.different_first_page_header_footer
    assert "非正本" in document.core_properties.title


def test_practice_and_draft_are_said_beside_it() -> None:
    house = House(HOUSE.switches, practice=True, draft=True)
    head = Document(BytesIO(press.word_copy(land(), REF, house))).sections[0].header.paragraphs[0].text
    assert "练习用纸，不具效力" in head
    assert "草稿，以正式件为准" in head


def test_the_same_case_gives_the_same_bytes() -> None:
    assert press.word_copy(wages(), REF, HOUSE) == press.word_copy(wages(), REF, HOUSE)


def test_chinese_is_set_in_a_chinese_face_and_the_page_is_the_paper_s() -> None:
    document = Document(BytesIO(press.word_copy(land(), REF, HOUSE)))
    faces = {fonts.get(qn("w:eastAsia")) for fonts in document.element.body.iter(qn("w:rFonts"))}
    assert faces <= {"仿宋", "宋体", "楷体"}
    assert "仿宋" in faces
    section = document.sections[0]
    assert round(section.page_width.mm) == 210
    assert round(section.left_margin.mm) == 28


def test_signature_lines_have_at_least_twelve_millimetres() -> None:
    document = Document(BytesIO(press.word_copy(land(), REF, HOUSE)))
    lines = [
        line
        for cell in document.tables[0].rows[0].cells
        for line in cell.paragraphs
        if line.runs and line.runs[-1].font.underline
    ]
    assert len(lines) >= 4
    for line in lines:
        shape = line.paragraph_format
        assert shape.space_before is not None
        assert (shape.space_before.mm + shape.line_spacing.mm) >= 12


def test_only_the_agreement_has_a_copy() -> None:
    with pytest.raises(UserError, match="只有调解协议书"):
        press.word_copy(land(), DocumentRef("cover", 1, ""), HOUSE)


def test_a_block_without_a_word_form_is_an_error_and_never_a_gap() -> None:
    table = Table((Column("序号", 1.0),), [("1",)], [20.0])
    with pytest.raises(TypeError, match="Table"):
        word_copy.write_word(agreement.TITLE, [table], HOUSE)
