"""当事人权利义务告知书: what is told, to whom, what a type of dispute adds, and consent of each alone."""

from __future__ import annotations

import msgspec
import pytest
import reading_paper
from sample_records import land, neighbours, put, wages

from jxdesk.documents import rights_notice
from jxdesk.documents.catalogue import shipped as catalogue
from jxdesk.documents.house import House
from jxdesk.documents.rights_notice import Notice, sections_for, shipped
from jxdesk.documents.sheet import Printed
from jxdesk.documents.ticks import dictionary
from jxdesk.paths import read_resource
from jxdesk.rules.case_record import CaseRecord, Guardian, Party

HOUSE = House(catalogue().switches)


def _notice(case: CaseRecord) -> Printed:
    return rights_notice.draw(rights_notice.from_case(case, HOUSE), HOUSE)


def _laws(dispute_type: str | None) -> str:
    return "、".join(point.law for section in sections_for(dispute_type) for point in section.point)


def test_the_nine_sections_are_told_in_their_order() -> None:
    lines = [line for page in reading_paper.pages(_notice(neighbours()).pdf) for line in page]
    heads = [line for line in lines if line[1:2] == "、" and line[0] in "一二三四五六七八九十"]
    assert [head.partition("（")[0] for head in heads] == [
        "一、人民调解委员会是什么组织",
        "二、调解按什么原则进行",
        "三、收不收费",
        "四、你们的权利",
        "五、你们的义务",
        "六、更换调解主持人",
        "七、调解协议有什么效力",
        "八、达不成协议怎么办",
        "九、个人信息怎样处理",
    ]


def test_every_point_stands_on_the_paper_with_its_article() -> None:
    for case in (land(), neighbours(), wages()):
        text = reading_paper.text(_notice(case).pdf)
        for section in sections_for(case.dispute_type):
            assert section.law in text
            for point in section.point:
                assert (f"{point.text}（{point.law}）" if point.law else point.text) in text


@pytest.mark.parametrize("dispute_type", ["拖欠农民工工资纠纷", "其他劳动争议纠纷", "劳动争议纠纷"])
def test_a_labour_dispute_is_told_of_arbitration_after_fifteen_days_and_of_the_payment_order(
    dispute_type: str,
) -> None:
    assert "劳动争议调解仲裁法第十四条" in _laws(dispute_type)
    assert "劳动争议调解仲裁法第十六条" in _laws(dispute_type)


def test_a_land_dispute_is_told_of_land_arbitration_and_others_of_neither() -> None:
    assert "农村土地承包经营纠纷调解仲裁法第四条" in _laws("山林土地纠纷")
    for other in ("邻里纠纷", None):
        assert "仲裁法" not in _laws(other)


def test_every_type_the_notice_names_is_a_type_of_dispute() -> None:
    types = dictionary("dispute_type")
    named = {name for section in shipped().section for point in section.point for name in point.dispute_types}
    assert named
    assert all(types.find(name) is not None for name in named)


def test_an_unknown_key_in_the_notice_is_refused_by_name() -> None:
    with pytest.raises(msgspec.ValidationError, match="colour"):
        Notice.from_toml('colour = "red"\n' + read_resource("documents", "rights_notice.toml"))


def test_each_party_has_an_own_row_and_an_own_consent() -> None:
    case = put(land(), "rights_notice.pi_consent", {"张某": True, "李某": False})
    lines = [line for page in reading_paper.pages(_notice(case).pdf) for line in page]
    agreed = next(n for n, line in enumerate(lines) if line.startswith("张某") and "2025年" in line)
    refused = next(n for n, line in enumerate(lines) if line.startswith("李某") and "2025年" in line)
    assert lines[agreed - 1 : agreed + 2] == ["☑同意", "张某2025年3月17日", "☐不同意"]
    assert lines[refused - 1 : refused + 2] == ["☐同意", "李某2025年3月17日", "☑不同意"]


def test_an_agent_is_told_in_the_place_of_the_organisation_and_consents_for_themselves() -> None:
    paper = rights_notice.from_case(wages(), HOUSE)
    firm = paper.recipients[3]
    assert firm.name == "集贤县样例米业有限公司（样例）\n（委托代理人魏某）"
    assert firm.consent is True
    assert firm.height > paper.recipients[0].height


def test_a_guardian_is_told_in_the_place_of_the_child() -> None:
    child = Party(name="周某某", role="申请人", age=7, guardian=Guardian(name="周某", relation="父亲"))
    case = msgspec.structs.replace(land(), parties=[child])
    case = put(case, "rights_notice.pi_consent", {"周某": True})
    (row,) = rights_notice.from_case(case, HOUSE).recipients
    assert (row.name, row.consent) == ("周某某\n（法定代理人周某）", True)


def test_nothing_is_ticked_that_was_not_asked() -> None:
    text = reading_paper.text(_notice(CaseRecord()).pdf)
    assert "☑" not in text
    assert text.count("☐同意") == 2
    assert "告知方式：☐书面告知　☐口头告知" in text
    assert "更换调解主持人：☐不要求　☐要求，理由：" in text


def test_how_it_was_told_and_who_asked_for_another_mediator_is_ticked() -> None:
    case = put(
        put(neighbours(), "rights_notice.recusal_requested", value=True),
        "rights_notice.recusal_reason",
        "亲戚",
    )
    text = reading_paper.text(_notice(case).pdf)
    assert "告知方式：☐书面告知　☑口头告知" in text
    assert "☐不要求　☑要求，理由：亲戚" in text


def test_two_parties_need_one_sheet() -> None:
    assert _notice(land()).pages == 2
    assert _notice(CaseRecord()).pages == 2


def test_the_seal_never_stands_alone_on_a_page() -> None:
    for count in range(1, 13):
        people = [Party(name=f"欧阳某{n}", role="申请人") for n in range(count)]
        last = reading_paper.pages(_notice(msgspec.structs.replace(land(), parties=people)).pdf)[-1]
        sealed = next(n for n, line in enumerate(last) if "告知人（签名）" in line or "印章" in line)
        assert any(line.startswith(f"欧阳某{count - 1}") for line in last[:sealed])
