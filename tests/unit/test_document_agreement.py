"""人民调解协议书 and its sisters: fields in the order of the form, empty forms, many parties, rare names."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace

import msgspec
import pytest
import reading_paper
from sample_records import land, neighbours, put, wages

from jxdesk.documents import acceptance, agreement, application, oral_agreement
from jxdesk.documents.catalogue import shipped
from jxdesk.documents.house import House
from jxdesk.documents.sheet import Printed
from jxdesk.rules.case_record import CaseRecord, Clause, Guardian, Party

HOUSE = House(shipped().switches)
RARE = "㛃䶮𬭳𬭎𠅤𪧘〇𬱖𰻝"


def _agreement(case: CaseRecord, house: House = HOUSE) -> Printed:
    return agreement.draw(agreement.from_case(case, house), house)


def _in_order(text: str, labels: list[str]) -> Iterator[bool]:
    at = 0
    for label in labels:
        found = text.find(label, at)
        yield found >= at
        at = found + len(label)


def test_an_agreement_has_the_fields_of_the_national_form_in_their_order() -> None:
    text = reading_paper.text(_agreement(land()).pdf)
    party = ["当事人姓名", "性别", "民族", "年龄", "职业或职务", "联系方式", "单位或住址"]
    rest = [
        "纠纷主要事实、争议事项：",
        "经调解，自愿达成如下协议：",
        "履行方式、时限：",
        "本协议一式三份，当事人、人民调解委员会各持一份。",
        "当事人（签名盖章或按指印）",
        "记录人（签名）",
        "（人民调解委员会印章）",
        "2025年3月21日",
    ]
    assert all(_in_order(text, ["人民调解协议书", "编号：集福人调字〔2025〕第17号", *party, *party, *rest]))
    assert "人民调解员（签名）" in text


def test_every_word_of_the_clauses_stands_on_the_paper() -> None:
    case = land()
    assert case.agreement
    text = reading_paper.text(_agreement(case).pdf)
    for number, clause in zip("一二三四五六七", case.agreement.clauses, strict=True):
        assert f"{number}、{clause.text}" in text
    assert case.agreement.responsibility
    assert case.agreement.responsibility in text


def test_the_same_case_gives_the_same_bytes() -> None:
    assert _agreement(wages()).pdf == _agreement(wages()).pdf


def test_every_font_of_the_file_is_embedded_and_helvetica_is_not_named() -> None:
    fonts = reading_paper.font_names(_agreement(put(land(), "parties[0].name", RARE)).pdf)
    assert all(fonts.values())
    assert not [name for name in fonts if "Helvetica" in name]


def test_text_copied_from_the_file_is_the_text_put_in_beyond_the_bmp_too() -> None:
    case = put(land(), "parties[0].name", RARE)
    case = put(case, "agreement.facts", f"申请人{RARE}称：租金每亩650元。")
    text = reading_paper.text(_agreement(case).pdf)
    assert text.count(RARE) == 2


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not on this machine")
def test_another_program_reads_the_same_text() -> None:
    pdf = _agreement(put(land(), "parties[0].name", RARE)).pdf
    ran = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True, timeout=60)
    read = "".join(ran.stdout.decode().split())
    assert RARE in read
    assert "本协议一式三份，当事人、人民调解委员会各持一份。" in read


def test_a_character_no_font_knows_leaves_a_box_and_is_reported_and_still_copies() -> None:
    printed = _agreement(put(land(), "parties[0].name", "张\ue5e5"))
    assert printed.missing == ("\ue5e5",)
    assert "张\ue5e5" in reading_paper.text(printed.pdf)


def test_nobody_signs_by_machine() -> None:
    case = put(land(), "mediators[0].name", "慕容主持")
    case = put(case, "recorder", "端木记录")
    text = reading_paper.text(_agreement(case).pdf)
    assert "慕容主持" not in text
    assert "端木记录" not in text


def test_an_empty_case_prints_as_a_form_to_be_filled_by_hand() -> None:
    for module in (agreement, oral_agreement, application, acceptance):
        printed = module.draw(module.from_case(CaseRecord(), HOUSE), HOUSE)
        text = reading_paper.text(printed.pdf)
        assert module.TITLE in text
        assert "年　　月　　日" in text
        assert printed.pages <= 2
        assert "None" not in text


def test_the_copies_are_one_more_than_the_parties_unless_agreed_otherwise() -> None:
    assert "一式五份" in reading_paper.text(_agreement(put(wages(), "agreement.copies", None)).pdf)
    assert "一式六份" in reading_paper.text(_agreement(put(wages(), "agreement.copies", 6)).pdf)


def test_an_organisation_prints_its_name_its_head_and_a_line_for_its_agent() -> None:
    text = reading_paper.text(_agreement(wages()).pdf)
    assert "当事人名称集贤县样例米业有限公司（样例）" in text
    assert "法定代表人或负责人何某" in text
    assert "委托代理人姓名魏某代理权限特别授权" in text
    assert "单位委托代理人：" in text


def test_a_child_is_signed_for_by_the_guardian_and_who_cannot_read_has_a_witness() -> None:
    parties = [
        Party(
            name="周某某",
            role="申请人",
            age=7,
            capacity="无民事行为能力",
            guardian=Guardian(name="周某", relation="父亲"),
        ),
        Party(name="吴某", role="被申请人", literate=False, sign_mode="按指印"),
    ]
    paper = agreement.from_case(msgspec.structs.replace(land(), parties=parties), HOUSE)
    assert [s.label for s in paper.signers] == ["周某某的法定代理人：", "", "宣读人：", "见证人："]
    assert [s.boxed for s in paper.signers] == [False, True, False, False]
    text = reading_paper.text(agreement.draw(paper, HOUSE).pdf)
    assert "法定代理人姓名周某关系父亲" in text


def test_fingerprint_boxes_are_drawn_for_everybody_where_the_house_wants_them() -> None:
    boxed = replace(HOUSE, fingerprint_boxes=True)
    assert all(s.boxed for s in agreement.from_case(land(), boxed).signers)
    assert not any(s.boxed for s in agreement.from_case(land(), HOUSE).signers)


@pytest.mark.parametrize("clauses", range(1, 26))
def test_the_signatures_never_stand_alone_on_a_page(clauses: int) -> None:
    text = "李某于2025年10月31日前将余款人民币4950元（大写：肆仟玖佰伍拾元整）付清。"
    case = put(land(), "agreement.clauses", [Clause(text=text)] * clauses)
    last = reading_paper.pages(_agreement(case).pdf)[-1]
    signing = next(n for n, line in enumerate(last) if line.startswith("当事人（签名"))
    assert last[signing - 1].startswith("本协议一式")
    assert signing >= 3


def test_twelve_parties_and_fifteen_clauses_print_in_full() -> None:
    people = [
        Party(name=f"欧阳某{c}", role="申请人" if c < "庚" else "被申请人")
        for c in "甲乙丙丁戊己庚辛壬癸子丑"
    ]
    case = msgspec.structs.replace(land(), parties=people)
    case = put(case, "agreement.clauses", [Clause(text="双方各自修好自家围栏。" * 4)] * 15)
    case = put(case, "agreement.facts", "事" * 1200)
    printed = _agreement(put(case, "agreement.copies", None))
    text = reading_paper.text(printed.pdf)
    assert all(f"当事人姓名{person.name}" in text for person in people)
    assert "十五、双方" in text
    assert "一式十三份" in text
    assert "事" * 1200 in text


def test_a_very_long_name_goes_on_under_its_own_label() -> None:
    name = "黑龙江省双鸭山市集贤县福利镇样例农业机械种植养殖综合开发利用专业合作社联合社（样例）"
    pages = reading_paper.pages(_agreement(put(wages(), "parties[3].name", name)).pdf)
    lines = [line for page in pages for line in page]
    start = next(n for n, line in enumerate(lines) if line.startswith("当事人名称"))
    assert lines[start] + lines[start + 1] == f"当事人名称{name}"


def test_an_identity_number_is_printed_only_where_the_county_wants_it() -> None:
    number = land().parties[0].id_no
    assert number
    assert number not in reading_paper.text(_agreement(land()).pdf)
    wanted = House(msgspec.structs.replace(HOUSE.switches, agreement_shows_id_number=True))
    assert number in reading_paper.text(_agreement(land(), wanted).pdf)


def test_dates_are_left_to_the_pen_where_the_county_wants_it() -> None:
    by_hand = House(msgspec.structs.replace(HOUSE.switches, dates_printed=False))
    assert agreement.from_case(land(), by_hand).date is None


def test_an_application_declares_that_the_rules_were_told_and_asks_freely() -> None:
    text = reading_paper.text(application.draw(application.from_case(land(), HOUSE), HOUSE).pdf)
    labels = [
        "申请人姓名张某",
        "被申请人姓名李某",
        "纠纷简要情况：",
        "当事人申请事项：",
        "1、将2025年",
        "3、明确",
    ]
    assert all(
        _in_order(text, [*labels, application.DECLARATION, "申请人（签名盖章或按指印）", "2025年3月17日"])
    )
    assert "印章" not in text
    assert "编号" not in text


def test_the_register_strikes_out_the_way_that_does_not_apply() -> None:
    own, asked = (acceptance.from_case(case, HOUSE) for case in (neighbours(), land()))
    assert own.source == "②人民调解委员会主动调解"
    assert asked.source == "①当事人申请"
    text = reading_paper.text(acceptance.draw(own, HOUSE).pdf)
    assert "2026年6月17日，人民调解委员会主动调解，经当事人同意，调解赵某、王某某之间的纠纷。" in text
    assert "案件来源：①当事人申请　②人民调解委员会主动调解" in text
    assert "备注：此表由人民调解委员会填写。网格员上报，就地调解" in text


def test_the_register_prints_no_number_before_there_is_one_and_none_where_unwanted() -> None:
    unnumbered = put(land(), "number.text", None)
    assert "编号：" in reading_paper.text(acceptance.draw(acceptance.from_case(unnumbered, HOUSE), HOUSE).pdf)
    bare = House(msgspec.structs.replace(HOUSE.switches, acceptance_shows_number=False))
    assert "编号" not in reading_paper.text(acceptance.draw(acceptance.from_case(land(), bare), bare).pdf)


def test_an_oral_agreement_is_dated_on_the_day_it_was_reached() -> None:
    paper = oral_agreement.from_case(neighbours(), HOUSE)
    assert paper.date == "2026年6月17日"
    text = reading_paper.text(oral_agreement.draw(paper, HOUSE).pdf)
    assert "经调解，自愿达成如下口头协议：" in text
    assert "一式" not in text


def test_the_parties_have_no_line_on_the_oral_form_where_the_county_has_none() -> None:
    without = House(msgspec.structs.replace(HOUSE.switches, oral_agreement_signed_by_parties=False))
    text = reading_paper.text(
        oral_agreement.draw(oral_agreement.from_case(neighbours(), without), without).pdf
    )
    assert "当事人（签名" not in text
    assert "人民调解员（签名）" in text


def test_a_clause_that_brings_its_number_keeps_it() -> None:
    clauses = [Clause(text="1、先付一半。"), Clause(text="（2）再付一半。"), Clause(text="650元为限。")]
    paper = agreement.from_case(put(land(), "agreement.clauses", clauses), HOUSE)
    assert paper.clauses == ("1、先付一半。", "（2）再付一半。", "三、650元为限。")
