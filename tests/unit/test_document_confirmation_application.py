"""司法确认申请书: the form of persons, the form with an organisation, and the list of material on its own page."""

from __future__ import annotations

import msgspec
import pytest
import reading_paper
from county_resources import County
from sample_records import land, neighbours, put, wages

from jxdesk.documents import confirmation_application as confirmation
from jxdesk.documents import press
from jxdesk.documents.catalogue import shipped
from jxdesk.documents.house import House
from jxdesk.rules.case_record import CaseRecord, Guardian, JudicialConfirmation, Party

HOUSE = House(shipped().switches)


def _pages(case: CaseRecord) -> list[str]:
    printed = confirmation.draw(confirmation.from_case(case, HOUSE), HOUSE)
    assert printed.missing == ()
    return ["".join(page) for page in reading_paper.pages(printed.pdf)]


def test_two_persons_apply_on_the_form_of_persons() -> None:
    text = "".join(_pages(land()))
    assert text.startswith("司法确认申请书（个人与个人）申请人姓名张某性别男出生日期1963年5月12日")
    assert (
        "请求人民法院依法确认张某、李某于2025年3月21日达成的集福人调字〔2025〕第17号人民调解协议有效。"
        in text
    )
    assert "协议于2025年3月21日生效" in text
    assert "《中华人民共和国人民调解法》第三十三条、《中华人民共和国民事诉讼法》第二百零五条" in text
    assert "营业执照" not in text
    assert "统一社会信用代码" not in text


def test_a_party_that_is_an_organisation_takes_the_other_form() -> None:
    text = "".join(_pages(wages()))
    assert "（个人与单位）" in text
    assert "（个人与个人）" not in text
    assert "申请人名称集贤县样例米业有限公司（样例）" in text
    assert "统一社会信用代码91230521MA0000007D" in text
    assert "法定代表人（负责人）何某职务执行董事" in text
    assert "委托代理人魏某身份证号码" in text
    assert "单位一方的营业执照" in text
    assert "各方身份证复印件" not in text


@pytest.mark.parametrize("case", [land(), wages()], ids=["persons", "organisation"])
def test_every_party_stands_with_number_and_address(case: CaseRecord) -> None:
    text = "".join(_pages(case))
    for party in case.parties:
        for fact in (party.name, party.uscc or party.id_no, party.address, party.phone):
            assert (fact or "?") in text


def test_the_material_is_a_page_of_its_own() -> None:
    pages = _pages(land())
    assert [page.startswith("司法确认材料清单") for page in pages] == [False, False, True]
    assert pages[1].count("申请人（签名盖章或按指印）") == 1
    last = pages[-1]
    for number, text in enumerate(confirmation.from_case(land(), HOUSE).material, start=1):
        assert f"{number}{text}" in last
    assert "人民调解委员会主持调解的证明" in last
    assert "各方送达地址、联系电话确认书" in last


def test_agent_and_guardian_bring_papers_only_where_there_is_one() -> None:
    plain = confirmation.from_case(land(), HOUSE).material
    assert not [text for text in plain if "代理人" in text]
    assert [text for text in confirmation.from_case(wages(), HOUSE).material if "授权委托书" in text]
    child = put(land(), "parties[0].guardian", Guardian(name="王某某", relation="母亲"))
    assert [text for text in confirmation.from_case(child, HOUSE).material if "法定代理人" in text]
    assert "法定代理人王某某关系母亲" in "".join(_pages(child))


def test_the_court_is_the_county_s_unless_the_case_names_another(county_files: County) -> None:
    assert "此致集贤县人民法院" in "".join(_pages(land()))
    county_files.edit("confirmation.toml", "集贤县人民法院", "样例县人民法院")
    assert "此致样例县人民法院" in "".join(_pages(land()))
    named = put(wages(), "agreement.judicial_confirmation.court", "双鸭山市中级人民法院")
    assert "此致双鸭山市中级人民法院" in "".join(_pages(named))


def test_an_application_that_was_made_bears_its_day() -> None:
    assert "2026年5月12日" in "".join(_pages(wages()))
    assert confirmation.from_case(land(), HOUSE).date is None


def _with(case: CaseRecord, **asked: object) -> CaseRecord:
    return put(case, "agreement.judicial_confirmation", JudicialConfirmation(**asked))  # type: ignore[arg-type] # test data


def test_it_exists_once_both_want_it_and_is_offered_while_they_may() -> None:
    def state(case: CaseRecord) -> tuple[bool, bool]:
        unfiled = msgspec.structs.replace(case, dossier=None)
        has = {ref.document_id for ref in press.applicable(unfiled)}
        can = {ref.document_id for ref in press.printable(unfiled)}
        return "confirmation-application" in has, "confirmation-application" in can

    assert state(_with(land(), intention="双方共同申请")) == (True, True)
    assert state(_with(land())) == (False, True)
    assert state(_with(land(), intention="不申请")) == (False, False)
    assert state(_with(land(), can_apply=False)) == (False, False)
    assert state(put(land(), "agreement.seal_date", None)) == (False, False), "not in force yet"
    assert state(_with(neighbours(), intention="双方共同申请")) == (False, False), (
        "an oral one is written first"
    )


def test_an_empty_form_and_many_long_names_lose_nothing() -> None:
    empty = "".join(_pages(CaseRecord()))
    assert "None" not in empty
    assert empty.count("申请人姓名") == 2
    people = [
        Party(
            name=f"欧阳㛃䶮𬭳𠅤{n}", kind="自然人", role="申请人", address="黑龙江省双鸭山市集贤县样例村" * 4
        )
        for n in range(8)
    ]
    pages = _pages(msgspec.structs.replace(land(), parties=people))
    assert all(f"欧阳㛃䶮𬭳𠅤{n}性别" in "".join(pages) for n in range(8))
    assert [page for page in pages if page.startswith("司法确认材料清单")] == [pages[-1]]
    assert not [page for page in pages if page.startswith("申请人（签名")]
