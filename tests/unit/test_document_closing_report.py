"""结案报告: number, days and handlers as on the other papers; a result that says only what was recorded."""

from __future__ import annotations

import msgspec
import pytest
import reading_paper
from sample_records import land, neighbours, put, wages
from twenty import twenty

from jxdesk.documents import closing_report, cover, press
from jxdesk.documents.catalogue import shipped
from jxdesk.documents.house import House
from jxdesk.rules.case_record import CaseRecord, Dossier, Party, Termination

HOUSE = House(shipped().switches)


def _text(case: CaseRecord) -> str:
    return reading_paper.text(closing_report.draw(closing_report.from_case(case, HOUSE), HOUSE).pdf)


@pytest.mark.parametrize("case", [land(), neighbours(), wages()], ids=["land", "neighbours", "wages"])
def test_number_filing_day_and_handlers_are_those_of_the_cover(case: CaseRecord) -> None:
    paper, front = closing_report.from_case(case, HOUSE), cover.from_case(case, HOUSE)
    assert (paper.number, paper.filled_on, paper.handlers) == (
        front.number,
        front.filed_date,
        front.mediators,
    )
    assert "" not in (paper.number, paper.filled_on, paper.handlers)


def test_the_report_of_a_performed_case_reads_from_register_to_result() -> None:
    text = _text(land())
    assert "卷号：集福人调字〔2025〕第17号填表时间：2025年11月10日纠纷类型：山林土地纠纷" in text
    assert "受案时间：2025年3月17日结案时间：2025年10月29日" in text
    assert "申请人：张某，男，61岁，汉族，务农，13800000001" in text
    assert "案件来源：依申请调解" in text
    assert "调解成功，2025年3月21日达成书面协议（集福人调字〔2025〕第17号），共七条，涉及金额12950元" in text
    assert "2025年3月21日给付8000元（收条（张某签名、指印））；2025年10月29日给付4950元" in text
    assert text.count("协议已经履行完毕。") == 1


def test_a_transferred_case_names_who_sent_it_and_a_confirmed_one_the_ruling() -> None:
    text = _text(wages())
    assert "案件来源：其他部门委托移送（集贤县人力资源和社会保障局劳动监察机构（样例））" in text
    assert "2026年5月12日共同向集贤县人民法院申请司法确认，2026年5月25日裁定调解协议有效" in text
    assert "法定代表人或负责人何某" in text


def test_nothing_is_said_of_performance_that_nobody_recorded() -> None:
    bare = msgspec.structs.replace(land(), performance=[], statistics={})
    assert "履行" not in _text(bare)
    refused = msgspec.structs.replace(land(), statistics={"performed": False})
    assert "履行完毕" not in _text(refused)
    assert closing_report.closed_on(refused) is None


def test_while_performance_runs_on_the_day_of_closing_is_left_to_the_pen() -> None:
    monthly = twenty("T01")
    assert monthly.dossier
    assert monthly.dossier.filed_date
    assert len(monthly.performance) >= 1
    assert closing_report.closed_on(monthly) is None
    text = _text(monthly)
    assert closing_report.from_case(monthly, HOUSE).closed == ""
    assert cover.from_case(monthly, HOUSE).ended == "2026年1月16日", (
        "mediation ended, and the cover says no more"
    )
    assert "协议还在履行。" in text
    assert "履行完毕" not in text
    assert closing_report.closed_on(put(monthly, "statistics", {"performed": True})) == "2026-03-10"


@pytest.mark.parametrize("said", [{}, {"performed": "履行中"}, {"performed": False}])
def test_a_filed_case_with_an_instalment_still_to_come_is_not_closed_by_the_last_one_paid(
    said: dict[str, object],
) -> None:
    first = msgspec.structs.replace(land(), performance=land().performance[:1], statistics=said)
    assert first.dossier
    assert first.dossier.filed_date
    assert closing_report.closed_on(first) is None


def test_paid_in_full_is_closed_though_nobody_said_so_and_without_a_day_it_is_not() -> None:
    assert closing_report.closed_on(put(land(), "statistics", {})) == "2025-10-29"
    assert closing_report.closed_on(msgspec.structs.replace(land(), performance=[])) is None


def test_a_case_that_failed_is_closed_on_the_day_it_was_terminated() -> None:
    ended = Termination(
        date="2025-04-01",
        reason="各方分歧过大，达不成协议",
        remedies_told=["仲裁", "司法"],
        escalated_to="县综治中心",
    )
    failed = msgspec.structs.replace(
        land(), agreement=None, performance=[], mode="调解不成", termination=ended
    )
    text = _text(failed)
    assert "结案时间：2025年4月1日" in text
    assert "调解不成，2025年4月1日终止调解；终止原因：各方分歧过大，达不成协议" in text
    assert "已告知当事人可以依法通过仲裁、司法途径解决；已上转县综治中心。" in text
    withdrawn = msgspec.structs.replace(failed, mode="撤回")
    assert "当事人撤回申请，2025年4月1日终止调解" in _text(withdrawn)


def test_an_open_case_has_no_report_and_an_agreed_one_is_offered_the_form() -> None:
    opened = put(land(), "dossier", Dossier(name="张某与李某山林土地纠纷"))
    assert "closing-report" not in {ref.document_id for ref in press.applicable(opened)}
    assert "结案报告（待填写）" in {ref.title for ref in press.printable(opened)}
    closed = put(land(), "dossier", Dossier(mediation_to="2025-03-21"))
    assert "closing-report" in {ref.document_id for ref in press.applicable(closed)}
    assert "closing-report" not in {ref.document_id for ref in press.printable(CaseRecord())}


def test_an_empty_form_and_the_samples_fill_one_page_or_carry_text_to_the_signatures() -> None:
    empty = closing_report.draw(closing_report.from_case(CaseRecord(), HOUSE), HOUSE)
    assert empty.pages == 1
    assert "None" not in reading_paper.text(empty.pdf)
    for case in (land(), neighbours()):
        assert closing_report.draw(closing_report.from_case(case, HOUSE), HOUSE).pages == 1
    last = reading_paper.pages(closing_report.draw(closing_report.from_case(wages(), HOUSE), HOUSE).pdf)[-1]
    assert not last[0].startswith("承办人"), "signatures alone could be put under another report"


def test_twelve_parties_with_rare_names_all_stand_in_the_report() -> None:
    people = [Party(name=f"欧阳㛃䶮𬭳𠅤{n}", role="申请人", address="黑龙江省" * 12) for n in range(12)]
    printed = closing_report.draw(
        closing_report.from_case(msgspec.structs.replace(land(), parties=people), HOUSE), HOUSE
    )
    assert printed.missing == ()
    assert all(f"欧阳㛃䶮𬭳𠅤{n}，" in reading_paper.text(printed.pdf) for n in range(12))
