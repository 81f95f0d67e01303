"""证据材料清单: every line as it was handed in, its pages counted, identity papers left to their own place."""

from __future__ import annotations

import msgspec
import reading_paper
from sample_records import land, put, wages

from jxdesk.documents import evidence_list, press
from jxdesk.documents.catalogue import shipped
from jxdesk.documents.house import House
from jxdesk.documents.signatures import LINE
from jxdesk.rules.case_record import CaseRecord, Evidence

HOUSE = House(shipped().switches)


def _text(case: CaseRecord) -> str:
    return reading_paper.text(evidence_list.draw(evidence_list.from_case(case, HOUSE), HOUSE).pdf)


def test_the_rows_are_the_case_s_evidence_in_its_order() -> None:
    paper = evidence_list.from_case(land(), HOUSE)
    assert paper.rows[0] == (
        "1", "农村土地经营权流转合同（复印件）", "张某", "租期、租金、付款期限", "已与原件核对", "3", "",
    )  # fmt: skip
    assert [row[5] for row in paper.rows] == ["3", "1", "2"]
    text = _text(land())
    assert "编号：集福人调字〔2025〕第17号" in text
    assert "以上证据材料共3件，6页。" in text


def test_identity_papers_are_not_listed_and_the_list_says_so() -> None:
    assert "身份证复印件" not in _text(land())
    assert evidence_list.APART in _text(land())
    own = msgspec.structs.replace(land(), evidence=[Evidence(name="照片", pages=1)])
    assert evidence_list.APART not in _text(own)


def test_a_receipt_says_who_took_what_when_and_in_which_form() -> None:
    case = put(
        land(),
        "evidence",
        [
            Evidence(
                name="收条",
                form="原件",
                pages=1,
                provider="李某",
                received_by="周某",
                received_on="2025-03-19",
            )
        ],
    )
    paper = evidence_list.from_case(case, HOUSE)
    assert paper.rows == (("1", "收条", "李某", "", "原件", "1", "周某\n2025.3.19"),)
    assert paper.date == "2025年3月19日"
    copied = put(case, "evidence[0].copy_checked", value=True)
    assert evidence_list.from_case(put(copied, "evidence[0].form", "复印件"), HOUSE).rows[0][4] == (
        "复印件，已与原件核对"
    )


def test_evidence_taken_on_several_days_leaves_the_date_to_the_pen() -> None:
    case = put(land(), "evidence[0].received_on", "2025-03-19")
    assert evidence_list.from_case(case, HOUSE).date is None
    dateless = House(msgspec.structs.replace(HOUSE.switches, dates_printed=False))
    one = put(land(), "evidence", [Evidence(name="收条", received_on="2025-03-19")])
    assert evidence_list.from_case(one, dateless).date is None


def test_a_line_without_pages_leaves_the_sum_to_the_pen() -> None:
    case = put(land(), "evidence[1].pages", None)
    assert evidence_list.from_case(case, HOUSE).pages is None
    assert "共3件，页。" in _text(case)


def test_nothing_handed_in_prints_a_form_to_write_on() -> None:
    printed = evidence_list.draw(evidence_list.from_case(CaseRecord(), HOUSE), HOUSE)
    assert printed.pages == 1
    text = reading_paper.text(printed.pdf)
    assert "页数接收人及日期12345678910以上" in text
    assert "None" not in text


def test_long_names_and_rare_characters_go_over_the_page_under_the_same_head() -> None:
    long = Evidence(name="㛃䶮𬭳𠅤承包地四至现场照片及说明" * 8, provider="欧阳㛃䶮", pages=2, form="电子件")
    printed = evidence_list.draw(evidence_list.from_case(put(land(), "evidence", [long] * 20), HOUSE), HOUSE)
    pages = reading_paper.pages(printed.pdf)
    assert printed.missing == ()
    assert len(pages) > 2
    assert all("序号证据名称提供人证明内容形式页数接收人及日期" in "".join(page) for page in pages)
    assert "欧阳㛃䶮" in reading_paper.text(printed.pdf)
    assert "以上证据材料共20件，40页。" in reading_paper.text(printed.pdf)


def test_the_last_page_has_both_who_gave_and_who_took_on_lines_wide_enough_to_sign() -> None:
    last = "".join(
        reading_paper.pages(press.produce(wages(), press.DocumentRef("evidence-list", 1, ""), HOUSE))[-1]
    )
    assert "提供人（签名）" in last
    assert "接收人（签名）" in last
    assert LINE >= 12 * 72 / 25.4


def test_a_case_without_evidence_has_no_list_but_is_offered_the_form() -> None:
    opened = msgspec.structs.replace(land(), evidence=[], agreement=None, dossier=None, mode=None)
    ids = {ref.document_id for ref in press.applicable(opened)}
    assert "evidence-list" not in ids
    assert "证据材料清单（待填写）" in {ref.title for ref in press.printable(opened)}
    identity = put(land(), "evidence", [Evidence(name="身份证复印件", pages=2)])
    assert "evidence-list" not in {ref.document_id for ref in press.applicable(identity)}
