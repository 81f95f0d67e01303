"""卷宗封面 and 卷内目录: what the dossier is called and what it really holds, page by page as far as known."""

from __future__ import annotations

import msgspec
import pytest
import reading_paper
from sample_records import land, neighbours, put, wages

from jxdesk.documents import contents, cover, press
from jxdesk.documents.catalogue import shipped
from jxdesk.documents.contents import Item, Slots
from jxdesk.documents.house import House
from jxdesk.paths import read_resource
from jxdesk.rules.case_record import CaseRecord, Evidence, Party, Performance, Termination

HOUSE = House(shipped().switches)


def _cover(case: CaseRecord, house: House = HOUSE) -> str:
    return reading_paper.text(cover.draw(cover.from_case(case, house), house).pdf)


def _contents(case: CaseRecord) -> list[str]:
    printed = press.printed(case, press.DocumentRef("contents", 1, ""), HOUSE)
    return [line for page in reading_paper.pages(printed.pdf) for line in page]


def test_a_cover_has_the_lines_of_the_form_in_their_order() -> None:
    assert _cover(wages()) == (
        "集贤县福利镇人民调解委员会"
        "调解卷宗"
        "卷名：吕某等3人与集贤县样例米业有限公司拖欠农民工工资纠纷"
        "卷号：集福人调字〔2026〕第33号"
        "人民调解员：陈某、刘某某"
        "调解日期：2026年5月6日至2026年5月8日"
        "立卷人：周某"
        "立卷日期：2026年7月6日"
        "保管期限：长期"
        "备注：附司法确认材料、移送函"
    )


def test_a_cover_before_filing_takes_what_the_case_knows() -> None:
    text = _cover(put(land(), "dossier", None))
    assert "卷名：张某与李某山林土地纠纷" in text
    assert "调解日期：2025年3月17日至2025年3月21日" in text
    assert "保管期限：备注：" in text
    failed = msgspec.structs.replace(
        land(), agreement=None, dossier=None, termination=Termination(date="2025-04-01")
    )
    assert "至2025年4月1日" in _cover(failed)


def test_several_on_one_side_are_counted_in_the_name_of_the_dossier() -> None:
    case = put(put(wages(), "dossier", None), "dispute_type", None)
    assert "卷名：吕某等3人与集贤县样例米业有限公司（样例）纠纷" in _cover(case)


@pytest.mark.parametrize("length", range(18, 62))
def test_the_name_on_the_cover_never_ends_with_a_character_alone(length: int) -> None:
    name = ("吕某等三人与集贤县样例米业有限公司拖欠农民工工资纠纷" * 3)[:length]
    printed = cover.draw(cover.from_case(put(land(), "dossier.name", name), HOUSE), HOUSE)
    (page,) = reading_paper.phrases(printed.pdf)
    lines = [word for word in page if word.text and word.text in name]
    lines.sort(key=lambda word: -word.y)
    assert "".join(word.text for word in lines) == name
    assert len({round(word.x) for word in lines}) == 1
    longest = max(len(word.text) for word in lines)
    assert len(lines) == -(-length // 24), "not a line more than are needed"
    assert min(len(word.text) for word in lines) >= longest - len(lines)


def test_an_empty_cover_is_a_form_and_never_numbered() -> None:
    printed = cover.draw(cover.from_case(CaseRecord(), HOUSE), HOUSE)
    assert printed.pages == 1
    assert reading_paper.pages(printed.pdf)[0][:2] == ["人民调解委员会", "调解卷宗"]
    assert "页" not in reading_paper.pages(printed.pdf)[0][-1]


def test_the_year_stands_on_the_cover_where_the_county_wants_it() -> None:
    wanting = House(msgspec.structs.replace(HOUSE.switches, cover_shows_year=True))
    assert "年度：2025卷名：" in _cover(land(), wanting)
    assert "年度" not in _cover(land())


def test_the_contents_of_a_finished_dossier_count_every_page() -> None:
    assert _contents(land())[1:] == [
        "卷号：集福人调字〔2025〕第17号",
        "序号文书名称页号备注",
        "1人民调解申请书1—2",
        "2人民调解受理登记表3",
        "3当事人权利义务告知书4—5",
        "4当事人身份证明6—7",
        "5人民调解调查记录8—9共2份",
        "6证据材料清单10",
        "7人民调解证据材料11—16",
        "8人民调解记录17",
        "9人民调解协议书18—20",
        "10履行凭证21—22",
        "11人民调解回访记录23—24共2份",
        "12结案报告25",
        "13卷宗情况说明26",
    ]


def test_pages_after_material_of_unknown_length_are_left_to_the_pen() -> None:
    lines = _contents(wages())
    assert "3移送（委托）函4—" in lines
    after = lines[lines.index("3移送（委托）函4—") + 1 :]
    assert after[0].startswith("4当事人权利义务告知书")
    assert not [line for line in after if "—" in line]
    assert "15司法确认有关材料" in after


def test_an_oral_case_lists_neither_application_nor_written_notice() -> None:
    names = "".join(_contents(neighbours()))
    assert "申请书" not in names
    assert "告知书" not in names
    assert "人民调解口头协议登记表" in names
    assert "目录" not in names.partition("序号")[2]
    assert "封面" not in names


def test_a_case_without_agreement_lists_its_termination() -> None:
    case = msgspec.structs.replace(land(), agreement=None, termination=Termination(date="2025-04-01"))
    names = "".join(_contents(case))
    assert "终止调解告知书" in names
    assert "协议书" not in names


def test_the_page_column_matches_the_pages_that_are_printed() -> None:
    pages = {
        ref.document_id: press.printed(land(), ref, HOUSE).pages
        for ref in press.applicable(land())
        if ref.document_id in {"application", "acceptance", "rights-notice", "agreement"}
    }
    assert pages == {"application": 2, "acceptance": 1, "rights-notice": 2, "agreement": 3}


def test_identity_papers_are_told_from_evidence_by_their_names() -> None:
    evidence = [
        Evidence(name="户口簿复印件", pages=2),
        Evidence(name="现场照片", pages=3),
        Evidence(name="录音整理稿", pages=None),
    ]
    paper = contents.from_case(put(land(), "evidence", evidence), [Item("人民调解申请书", 0, 1)])
    assert paper.rows[1] == ("2", "当事人身份证明", "2—3", "")
    assert paper.rows[2] == ("3", "人民调解证据材料", "4—", "")


def test_a_bundle_that_holds_a_power_of_attorney_too_is_not_counted() -> None:
    evidence = [Evidence(name="营业执照复印件、授权委托书", pages=3)]
    paper = contents.from_case(put(land(), "evidence", evidence), [])
    assert paper.rows[0] == ("1", "当事人身份证明", "1—", "")


def test_how_many_pages_is_noted_where_the_first_is_open() -> None:
    paper = contents.from_case(CaseRecord(), [Item("人民调解记录", 700, 2), Item("人民调解记录", 700, 1)])
    assert paper.rows == (
        ("1", "当事人身份证明", "1—", ""),
        ("2", "人民调解记录", "", "共2份，3页"),
    )


def test_proof_without_pages_leaves_the_rest_open() -> None:
    case = msgspec.structs.replace(
        CaseRecord(), performance=[Performance(proof="收条"), Performance(proof=None)]
    )
    assert ("2", "履行凭证", "", "") in contents.from_case(case, []).rows


def test_a_contents_longer_than_a_page_repeats_its_head() -> None:
    many = [Item(f"第{n}种材料", 10 + n, 1) for n in range(40)]
    printed = contents.draw(contents.from_case(land(), many), HOUSE)
    pages = reading_paper.pages(printed.pdf)
    assert len(pages) == 3
    assert pages[1][0] == pages[2][0] == "序号文书名称页号备注"
    assert pages[1][1].startswith("19第")


def test_twelve_parties_and_rare_names_stand_on_the_cover() -> None:
    people = [Party(name="㛃䶮𬭳𠅤", role="申请人")] * 11 + [Party(name="李某", role="被申请人")]
    case = msgspec.structs.replace(land(), parties=people, dossier=None)
    assert "卷名：㛃䶮𬭳𠅤等11人与李某山林土地纠纷" in _cover(case)


def test_an_unknown_key_in_the_list_of_material_is_refused_by_name() -> None:
    with pytest.raises(msgspec.ValidationError, match="colour"):
        Slots.from_toml('colour = "red"\n' + read_resource("documents", "contents.toml"))
