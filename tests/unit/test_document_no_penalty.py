"""请求不予治安处罚申请书: only after performance, with its proofs, signed by all parties."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
import reading_paper
from sample_records import land, neighbours, put

from jxdesk.documents import no_penalty, press
from jxdesk.documents.catalogue import shipped
from jxdesk.documents.house import House
from jxdesk.documents.press import DocumentRef
from jxdesk.errors import UserError
from jxdesk.review.finding import Finding
from jxdesk.rules.case_record import CaseRecord, Party, Performance, SecurityCase

HOUSE = House(shipped().switches)
POLICE = put(
    neighbours(),
    "security_case",
    SecurityCase(
        number="集公（福）受案字〔2026〕99号",
        station="集贤县公安局福利派出所",
        performed=True,
        applied_on="2026-06-18",
    ),
)
REF = DocumentRef("no-penalty", 1, "")


def _text(case: CaseRecord, house: House = HOUSE) -> str:
    return reading_paper.text(press.produce(case, REF, house))


def test_the_request_names_the_case_the_agreement_what_was_paid_and_the_law() -> None:
    text = _text(POLICE)
    assert (
        "申请人之间因邻里纠纷引起的治安案件（编号：集公（福）受案字〔2026〕99号），经集贤县福利镇人民调解委员会调解，"
        "于2026年6月17日达成口头人民调解协议（集福人调字〔2026〕第42号）。"
    ) in text
    assert "1、2026年6月17日，给付480元（肆佰捌拾元整），凭证：收条（赵某签名）。" in text
    assert "《中华人民共和国治安管理处罚法》第九条" in text
    assert "附：1、人民调解口头协议登记表复印件2、履行凭证1份，共1页" in text
    assert "此致集贤县公安局福利派出所申请人（签名盖章或按指印）2026年6月18日" in text


def test_every_party_applies_with_the_number_the_police_ask_for() -> None:
    text = _text(POLICE)
    assert text.count("申请人姓名") == len(POLICE.parties) == 2
    assert all((party.id_no or "?") in text for party in POLICE.parties)
    assert "被申请人" not in text


@pytest.mark.parametrize(
    ("path", "value", "why"),
    [
        ("security_case", None, "没有登记治安案件"),
        ("security_case.performed", None, "没有写明协议已经履行完毕"),
        ("security_case.performed", False, "没有写明协议已经履行完毕"),
        ("performance", [], "还没有登记履行凭证"),
        ("performance", [Performance(date="2026-06-17")], "还没有登记履行凭证"),
        ("agreement", None, "还没有调解协议"),
    ],
)
def test_before_performance_there_is_no_such_paper_not_even_a_form(path: str, value: Any, why: str) -> None:
    case = put(POLICE, path, value)
    assert "no-penalty" not in {ref.document_id for ref in press.applicable(case)}
    assert "no-penalty" not in {ref.document_id for ref in press.printable(case)}
    with pytest.raises(UserError, match=why):
        press.asked(case, "no-penalty")
    with pytest.raises(UserError, match="现在不能印"):
        press.produce(case, REF, HOUSE)


def test_after_performance_it_is_there_with_a_copy_for_the_police() -> None:
    assert "no-penalty" in {ref.document_id for ref in press.applicable(POLICE)}
    assert press.asked(POLICE, "no-penalty") != ()
    assert shipped().entry("no-penalty").copies == "two"


def test_a_written_agreement_is_called_so() -> None:
    case = put(land(), "security_case", POLICE.security_case)
    assert "达成书面人民调解协议（集福人调字〔2025〕第17号）" in _text(case)
    assert "附：1、人民调解协议书复印件2、履行凭证2份，共2页" in _text(case)


def test_what_is_not_known_is_left_to_the_pen() -> None:
    case = put(POLICE, "security_case", SecurityCase(performed=True))
    case = put(case, "performance[0].pages", None)
    text = _text(case)
    assert "治安案件（编号：），经" in text
    assert "履行凭证1份此致" in text
    assert "年　　月　　日" in text
    assert "None" not in text


def test_for_two_parties_it_is_one_page_and_for_many_with_rare_names_the_end_is_signed_with_text() -> None:
    assert press.printed(POLICE, REF, HOUSE).pages == 1
    people = [Party(name=f"欧阳㛃䶮𬭳{n}", role="申请人", kind="自然人") for n in range(9)]
    printed = press.printed(msgspec.structs.replace(POLICE, parties=people), REF, HOUSE)
    assert printed.missing == ()
    last = reading_paper.pages(printed.pdf)[-1]
    assert not last[0].startswith("申请人（签名")
    assert "欧阳㛃䶮𬭳8" in reading_paper.text(printed.pdf)


def test_the_wording_is_the_county_s_and_strictly_read() -> None:
    with pytest.raises(msgspec.ValidationError, match="colour"):
        no_penalty.Wording.from_toml('colour = "red"')


def test_a_request_made_too_early_makes_no_draft_of_the_agreement() -> None:
    """R-47 forbids this paper; before it had a paper to forbid, every other one became a draft for it."""
    early = Finding("R-47", "P", "", "security_case.performed", "")
    unproved = Finding("R-47", "P", "", "performance", "")
    assert early.concerns("no-penalty")
    assert unproved.concerns("no-penalty")
    assert not early.concerns("oral-agreement")
    assert not unproved.concerns("oral-agreement")
