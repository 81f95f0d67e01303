"""卷宗情况说明 and 封底: the pages that were really counted, what nobody said left to the pen."""

from __future__ import annotations

import msgspec
import reading_paper
from sample_records import land, put, wages

from jxdesk.documents import back_cover, press, situation_note
from jxdesk.documents.catalogue import shipped
from jxdesk.documents.house import House
from jxdesk.documents.press import DocumentRef
from jxdesk.rules.case_record import CaseRecord, Dossier

HOUSE = House(shipped().switches)
NOTE = DocumentRef("situation-note", 1, "")


def _text(case: CaseRecord) -> str:
    return reading_paper.text(press.produce(case, NOTE, HOUSE))


def test_the_note_tells_the_pages_that_the_contents_count() -> None:
    listed = reading_paper.text(press.produce(land(), DocumentRef("contents", 1, ""), HOUSE))
    assert listed.endswith("卷宗情况说明26")
    assert "本卷编有页号的材料共26页。" in _text(land())


def test_a_dossier_with_material_of_unknown_length_is_counted_by_hand() -> None:
    assert "本卷编有页号的材料共页。" in _text(wages())


def test_what_was_written_stands_under_its_heading() -> None:
    filed = Dossier(
        filed_by="周某", filed_date="2025-11-10", changes="第8页有一处修改，已按指印。", originals_at="收条原件存镇财政所",
        electronic="照片12张，录音1段", note="另附㛃某来信一封。", checked_by="陈某", checked_date="2025-11-12",
    )  # fmt: skip
    text = _text(put(land(), "dossier", filed))
    assert "缺损、修改、补充、移出、销毁情况：第8页有一处修改，已按指印。" in text
    assert "不能入卷的原件存放在：收条原件存镇财政所电子件：照片12张，录音1段" in text
    assert "其他需要说明的：另附㛃某来信一封。" in text
    assert "立卷人（签名）2025年11月10日检查人（签名）2025年11月12日" in text


def test_nothing_said_is_a_rule_and_never_a_printed_none() -> None:
    for case in (CaseRecord(), land()):
        text = _text(case)
        assert "无" not in text
        assert "None" not in text
    assert press.printed(CaseRecord(), NOTE, HOUSE).pages == 1


def test_a_long_note_goes_on_and_its_pages_count_too() -> None:
    long = put(land(), "dossier.changes", "第3页缺损一角，已修补。" * 80)
    printed = press.printed(long, NOTE, HOUSE)
    assert printed.pages == 2
    assert "本卷编有页号的材料共27页。" in reading_paper.text(printed.pdf)
    assert "立卷人（签名）" in "".join(reading_paper.pages(printed.pdf)[-1])


def test_dates_stay_away_where_the_county_writes_them_by_hand() -> None:
    by_hand = House(msgspec.structs.replace(HOUSE.switches, dates_printed=False))
    paper = situation_note.from_case(land(), None, by_hand)
    assert paper.filed is None


def test_the_back_bears_name_and_number_and_no_page_number() -> None:
    printed = press.printed(land(), DocumentRef("back-cover", 1, ""), HOUSE)
    assert reading_paper.pages(printed.pdf) == [
        ["集贤县福利镇人民调解委员会", "卷号：集福人调字〔2025〕第17号"]
    ]
    empty = back_cover.draw(back_cover.from_case(CaseRecord()), HOUSE)
    assert reading_paper.pages(empty.pdf) == [["人民调解委员会", "卷号："]]


def test_the_back_is_the_last_and_not_in_the_contents() -> None:
    assert press.applicable(land())[-1].document_id == "back-cover"
    assert "封底" not in reading_paper.text(press.produce(land(), DocumentRef("contents", 1, ""), HOUSE))
