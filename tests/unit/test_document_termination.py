"""终止调解告知书: the reason, the other ways that were told, and no number that was not given."""

from __future__ import annotations

import msgspec
import pytest
import reading_paper
from sample_records import land, neighbours, wages

from jxdesk.documents import termination
from jxdesk.documents.catalogue import shipped as catalogue
from jxdesk.documents.house import House
from jxdesk.documents.termination import Ending, shipped
from jxdesk.documents.ticks import dictionary
from jxdesk.paths import read_resource
from jxdesk.rules.case_record import CaseRecord, Party, Termination

HOUSE = House(catalogue().switches)


def _ended(case: CaseRecord, **said: object) -> CaseRecord:
    return msgspec.structs.replace(case, agreement=None, termination=Termination(**said))  # type: ignore[arg-type] # by field


def _text(case: CaseRecord) -> str:
    return reading_paper.text(termination.draw(termination.from_case(case, HOUSE), HOUSE).pdf)


def test_the_notice_says_who_what_since_when_and_why() -> None:
    case = _ended(
        wages(), date="2026-05-30", reason="各方分歧过大，达不成协议", remedies_told=["仲裁", "司法"]
    )
    text = _text(case)
    assert "吕某、韩某、于某、集贤县样例米业有限公司（样例）：" in text
    assert "你们之间的拖欠农民工工资纠纷，集贤县福利镇人民调解委员会于2026年5月6日受理" in text
    assert "☑　各方分歧过大，达不成协议" in text
    assert "☐　申请人撤回申请" in text
    assert "2026年5月30日" in text
    assert "（人民调解委员会印章）" in text


def test_only_the_ways_that_were_told_are_ticked() -> None:
    text = _text(_ended(wages(), remedies_told=["仲裁", "司法"]))
    assert "☑　仲裁：向劳动争议仲裁委员会申请" in text
    assert "☐　行政：向人力资源社会保障部门" in text
    assert "☑　司法：向有管辖权的人民法院起诉" in text


def test_each_type_of_dispute_is_told_of_its_own_arbitration() -> None:
    assert "农村土地承包仲裁委员会" in _text(_ended(land()))
    assert "有仲裁协议，或者法律规定可以仲裁的" in _text(_ended(neighbours()))


def test_every_way_and_every_type_the_wording_names_is_known() -> None:
    ways, types = dictionary("remedy"), dictionary("dispute_type")
    assert {way.code for way in ways.offered()} == {remedy.code for remedy in shipped().remedy}
    assert all(types.find(name) for remedy in shipped().remedy for name in remedy.dispute_types)
    assert all(shipped().words(way.code, None) for way in ways.offered())


def test_another_reason_and_another_way_are_printed_in_their_own_words() -> None:
    text = _text(_ended(land(), reason="当事人失联", remedies_told=["找人大代表"], escalated_to="县综治中心"))
    assert "☑　其他：当事人失联" in text
    assert "☑　找人大代表" in text
    assert "本纠纷已上转：县综治中心" in text


def test_the_number_is_the_one_the_case_brought_else_follows_from_the_case_number() -> None:
    assert "编号：集福人调终〔2025〕17号" in _text(_ended(land()))
    assert "编号：集福人调终〔2025〕3号" in _text(_ended(land(), extra={"number": "集福人调终〔2025〕3号"}))
    assert termination.from_case(_ended(CaseRecord(), extra={"number": 7}), HOUSE).number == ""


def test_a_withdrawal_is_a_reason_of_its_own() -> None:
    withdrawn = msgspec.structs.replace(land(), agreement=None, mode="撤回")
    assert "☑　申请人撤回申请" in _text(withdrawn)


def test_an_empty_notice_ticks_nothing_and_fits_one_page() -> None:
    printed = termination.draw(termination.from_case(CaseRecord(), HOUSE), HOUSE)
    text = reading_paper.text(printed.pdf)
    assert printed.pages == 1
    assert "☑" not in text
    assert "年　　月　　日" in text


def test_twelve_parties_all_have_a_line() -> None:
    people = [Party(name=f"欧阳某{n}", role="申请人") for n in range(12)]
    paper = termination.from_case(msgspec.structs.replace(_ended(land()), parties=people), HOUSE)
    assert len(paper.signers) == 12
    assert termination.draw(paper, HOUSE).pages == 2


def test_an_unknown_key_in_the_wording_is_refused_by_name() -> None:
    with pytest.raises(msgspec.ValidationError, match="colour"):
        Ending.from_toml('colour = "red"\n' + read_resource("documents", "termination.toml"))
