"""Transfers, deliveries, replacement, extension, receipt, reminder: text read back equals the data."""

from __future__ import annotations

import itertools
from dataclasses import replace
from decimal import Decimal

import msgspec
import pytest
import reading_paper
from letter_cases import lettered, refused
from sample_records import land, neighbours, put, wages

from jxdesk.documents import contents
from jxdesk.documents.catalogue import shipped
from jxdesk.documents.house import House
from jxdesk.documents.letters import shipped as letters
from jxdesk.documents.press import DocumentRef, applicable, printed
from jxdesk.rules.case_record import (
    Agreement,
    CaseRecord,
    Clause,
    Extension,
    Party,
    Performance,
    Reminder,
    Termination,
    Transfer,
)
from jxdesk.rules.paper import DOCUMENTS

HOUSE = House(shipped().switches)
COMPANY = "集贤县样例米业有限公司（样例）"


def _text(case: CaseRecord, document: str, ordinal: int = 1) -> str:
    return reading_paper.text(printed(case, DocumentRef(document, ordinal, ""), HOUSE).pdf)


def test_a_receipt_of_a_transfer_answers_the_letter_that_came() -> None:
    text = _text(lettered(), "transfer-in")
    assert "集贤县人力资源和社会保障局（样例）：" in text
    assert "你单位2026年5月6日以纠纷移送（委托）函移送的下列纠纷已经收到，收到日期：2026年5月7日。" in text
    assert "☑　已受理：2026年5月6日，登记编号集福人调字〔2026〕第33号" in text
    assert "☐　不予受理" in text
    assert "☐　正在审查" in text
    assert "向你单位反馈结果的期限：2026年6月10日" in text
    assert "编号：集福人调收〔2026〕33号" in text


def test_a_transfer_not_decided_yet_ticks_nothing() -> None:
    waiting = msgspec.structs.replace(lettered(), acceptance=None, agreement=None)
    assert "☑" not in _text(waiting, "transfer-in")


def test_a_transfer_that_was_refused_says_why() -> None:
    text = _text(put(refused(), "source.transfer_org", "派出所"), "transfer-in")
    assert "☑　不予受理：人民法院、公安机关或者其他行政机关已经受理或者解决；材料是假的" in text
    assert "☐　已受理" in text


def test_a_letter_of_transfer_carries_the_matter_its_people_and_its_papers() -> None:
    case = lettered()
    text = _text(case, "transfer-out")
    assert "集贤县劳动人事争议仲裁委员会（样例）：" in text
    assert case.brief() in text
    for party in case.parties:
        assert f"{party.name}" in text
        assert f"联系方式{party.phone}" in text
        assert f"住址{party.address}" in text
    assert "移送的理由：双方对加班费的算法分歧过大。" in text
    assert "☑各方同意　☐有一方不同意" in text
    assert "随函移送的材料：1、受理登记表复印件1份；2、工资条照片6张" in text
    assert "反馈期限：2026年6月30日" in text


def test_each_further_letter_of_a_kind_has_a_number_of_its_own() -> None:
    case = put(lettered(), "transfers[1]", Transfer(unit="县信访局"))
    assert "编号：集福人调移〔2026〕33号" in _text(case, "transfer-out")
    assert "编号：集福人调移〔2026〕33号之二" in _text(case, "transfer-out", 2)
    own = put(case, "transfers[1].number", "集福移〔2026〕9号")
    assert "编号：集福移〔2026〕9号" in _text(own, "transfer-out", 2)


def test_the_form_of_a_transfer_goes_where_the_case_says_it_belongs() -> None:
    assert "集贤县人民法院立案庭：" in _text(refused(), "transfer-out")
    ended = msgspec.structs.replace(land(), termination=Termination(escalated_to="县综治中心"))
    assert "县综治中心：" in _text(ended, "transfer-out")


def test_feedback_tells_the_agreement_and_what_became_of_it() -> None:
    case = put(lettered(), "statistics", {"performed": True})
    text = _text(case, "transfer-feedback")
    assert "☑　达成调解协议：书面协议，集福人调字〔2026〕第33号，2026年5月8日生效" in text
    assert "☐调解不成，已终止调解" in text
    assert case.agreement
    assert all((clause.text or "") in text for clause in case.agreement.clauses)
    assert "履行情况：已履行完毕" in text
    assert "另外说明：已提醒双方留好转账回单。" in text
    assert "2026年6月30日" in text


@pytest.mark.parametrize(
    ("said", "words"), [({"performed": False}, "尚未履行完毕"), ({"performed": "履行中"}, "履行中"), ({}, "")]
)
def test_feedback_says_of_performance_only_what_the_case_says(said: dict[str, object], words: str) -> None:
    assert f"履行情况：{words}另外说明" in _text(put(lettered(), "statistics", said), "transfer-feedback")


def test_feedback_of_a_case_that_failed_was_refused_or_withdrawn_ticks_that_and_only_that() -> None:
    failed = msgspec.structs.replace(
        lettered(),
        agreement=None,
        termination=Termination(date="2026-06-01", reason="各方分歧过大，达不成协议"),
    )
    assert "☑　调解不成，已终止调解，并告知当事人其他途径：各方分歧过大，达不成协议" in _text(
        failed, "transfer-feedback"
    )
    gone = put(failed, "mode", "撤回")
    assert "☑　当事人撤回申请：2026年6月1日" in _text(gone, "transfer-feedback")
    assert _text(gone, "transfer-feedback").count("☑") == 1
    assert "☑　不予受理：人民法院" in _text(refused(), "transfer-feedback")
    running = msgspec.structs.replace(lettered(), agreement=None)
    assert "☑" not in _text(running, "transfer-feedback")


def test_a_proof_of_service_says_what_to_whom_how_where_when_and_who_signed() -> None:
    text = _text(lettered(), "service-proof")
    for words in (
        "送达单位：集贤县福利镇人民调解委员会",
        "送达文书：调解通知书",
        "文书编号：样例第1号",
        f"受送达人：{COMPANY}",
        "☑直接送达　☐邮寄",
        "送达时间：2026年5月7日10时20分",
        "送达地点：公司办公室",
        "签收人：魏某与受送达人的关系：公司代理人",
        "送达人：陈某",
    ):
        assert words in text
    assert all(note in text for note in letters().delivery.notes)


def test_a_refusal_to_sign_is_written_down_with_a_line_for_each_witness() -> None:
    case = put(lettered(), "deliveries[0].refused", "说没有欠钱，不肯签")
    case = put(case, "deliveries[0].witnesses", ["孙某", "钱某"])
    text = _text(case, "service-proof")
    assert "拒绝签收的事由：说没有欠钱，不肯签" in text
    assert "见证人：孙某、钱某" in text


def test_a_request_to_replace_names_who_whom_and_why_and_leaves_no_room_to_refuse_it() -> None:
    case = lettered()
    case = put(put(case, "rights_notice.replaced_by", "周某"), "rights_notice.replaced_on", "2026-05-08")
    text = _text(case, "replacement")
    assert "申请人：吕某联系方式：13800000009" in text
    assert f"要求更换的调解员：{case.mediators[0].name}身份：" in text
    assert "☑　认为调解员偏向一方" in text
    assert "更换为：周某更换日期：2026年5月8日" in text
    assert "（人民调解工作若干规定第二十五条）" in text
    assert "（人民调解法第二十三条第一项）" in text
    assert "同意" not in text.replace("不同意", "")
    assert "批准" not in text


def test_a_reason_of_ones_own_is_printed_in_its_own_words() -> None:
    assert "☑　其他：说话太冲" in _text(
        put(lettered(), "rights_notice.recusal_reason", "说话太冲"), "replacement"
    )


def test_an_extension_counts_from_acceptance_and_the_next_from_the_last() -> None:
    case = put(lettered(), "extensions[1]", Extension(date="2026-06-18", until="2026-07-10"))
    first, second = _text(case, "extension"), _text(case, "extension", 2)
    assert "本纠纷的调解期限原到2026年6月5日为止" in first
    assert "一致同意延长到2026年6月20日。" in first
    assert "延期的原因：等考勤记录核对完" in first
    assert "本纠纷的调解期限原到2026年6月20日为止" in second
    assert "一致同意延长到2026年7月10日。" in second


def test_an_extension_of_a_labour_dispute_keeps_the_way_to_arbitration() -> None:
    assert "（劳动争议调解仲裁法第十四条）" in _text(lettered(), "extension")
    assert "劳动争议" not in _text(land(), "extension")
    assert "（人民调解工作若干规定第三十三条）" in _text(land(), "extension")


def test_a_receipt_has_the_amount_in_figures_and_capitals() -> None:
    text = _text(lettered(), "receipt")
    assert f"今收到{COMPANY}因" in text
    assert "按照集福人调字〔2026〕第33号调解协议付给本人的下列款项：" in text
    assert "金额（小写）：￥15000.50金额" in text
    assert "金额（大写）：人民币壹万伍仟元伍角" in text
    assert "付款方式：现金" in text
    assert f"收款人：吕某付款人：{COMPANY}" in text
    assert "2026年6月29日" in text


def test_only_what_was_paid_in_cash_has_a_receipt_and_in_its_own_order() -> None:
    paid = [
        Performance(amount=Decimal(1), method="银行转账"),
        Performance(amount=Decimal(20), method="现金", payee="甲"),
        Performance(amount=Decimal(300), proof="收条"),
        Performance(amount=Decimal(4000), method="现金", payee="乙"),
    ]
    case = put(wages(), "performance", paid)
    assert [r.title for r in applicable(case) if r.document_id == "receipt"] == ["收条（一）", "收条（二）"]
    assert "￥20金额" in _text(case, "receipt", 1)
    assert "￥4000金额" in _text(case, "receipt", 2)
    assert "￥" not in _text(case, "receipt", 3)


def test_who_cannot_write_has_room_for_a_fingerprint() -> None:
    case = put(lettered(), "parties[0].literate", value=False)
    assert "指印" in _text(case, "receipt").replace("按指印", "")
    assert "指印" not in _text(lettered(), "receipt").replace("按指印", "")


def test_a_signed_receipt_is_counted_under_proofs_of_performance_and_not_twice() -> None:
    case = put(lettered(), "performance[0].proof", "收条")
    text = _text(case, "contents")
    assert "履行凭证" in text
    assert "收条" not in text
    assert "调解通知书" in text
    assert contents.TITLE in text


def test_a_reminder_counts_what_was_due_and_not_paid_on_its_day() -> None:
    case = put(put(land(), "statistics", {}), "performance", [land().performance[0]])
    case = put(case, "reminders", [Reminder(date="2025-11-05", debtor="李某", do_by="2025-11-20")])
    text = _text(case, "reminder")
    assert "李某：" in text
    assert "还没有履行的有：应于2025年10月31日前给付的4950元（大写：肆仟玖佰伍拾元整）。" in text
    assert "8000" not in text
    assert "请你（单位）在2025年11月20日前履行。" in text
    early = put(case, "reminders[0].date", "2025-10-30")
    assert "应于" not in _text(early, "reminder")


def test_a_part_payment_leaves_the_rest_and_a_later_one_does_not_count() -> None:
    case = put(land(), "statistics", {})
    paid = [
        Performance(date="2025-03-21", amount=Decimal(9000)),
        Performance(date="2025-12-01", amount=Decimal(50)),
    ]
    case = put(put(case, "performance", paid), "reminders", [Reminder(date="2025-11-05", debtor="李某")])
    assert "给付的3950元（大写：叁仟玖佰伍拾元整）" in _text(case, "reminder")


def test_nothing_of_another_is_held_against_the_one_who_is_urged() -> None:
    agreed = Agreement(
        form="书面",
        clauses=[
            Clause(text="李某拆除围栏。", obligor="李某", due="2026-05-01"),
            Clause(text="张某移走柴垛。", obligor="张某", due="2026-05-01"),
        ],
    )
    people = [Party(name="张某", role="申请人"), Party(name="李某", role="被申请人")]
    case = CaseRecord(
        agreement=agreed, parties=people, reminders=[Reminder(date="2026-05-09", debtor="李某")]
    )
    text = _text(case, "reminder")
    assert "应于2026年5月1日前做到的：李某拆除围栏。" in text
    assert "柴垛" not in text


def test_a_clause_of_a_side_is_held_against_that_side_only() -> None:
    assert "给付的10000元（大写：壹万元整）" in _text(lettered(), "reminder")  # 义务人：被申请人
    other = put(lettered(), "reminders[0].debtor", "吕某")
    assert "应于" not in _text(other, "reminder")


def test_what_the_desk_wrote_stands_instead_of_what_was_counted() -> None:
    case = put(lettered(), "reminders[0].matter", "二期工资15000元")
    text = _text(case, "reminder")
    assert "二期工资15000元" in text
    assert "应于" not in text


def test_a_performed_agreement_and_a_form_count_nothing() -> None:
    done = put(lettered(), "statistics", {"performed": True})
    assert "给付的10000元" in _text(done, "reminder"), "paid later, but open on the day of the letter"
    after = put(done, "reminders[0].date", "2026-07-10")
    assert "应于" not in _text(after, "reminder")
    assert "应于" not in _text(put(land(), "reminders", []), "reminder")


def test_a_reminder_cites_what_binds_and_what_follows() -> None:
    text = _text(lettered(), "reminder")
    for words in ("人民调解法第三十一条", "人民调解法第三十二条", "人民调解法第三十三条"):
        assert words in text
    assert "被督促人（签收）" in text


def test_the_letters_stand_where_the_catalogue_puts_them_and_come_after_the_forms_in_the_list() -> None:
    found = [ref.document_id for ref in applicable(lettered())]
    orders = [shipped().binding.place(one) for one in found]
    assert orders == sorted(orders)
    assert found.index("acceptance-notice") == found.index("acceptance") + 1
    assert found.index("transfer-feedback") > found.index("follow-up")
    assert len(DOCUMENTS) == len(set(DOCUMENTS))


@pytest.mark.parametrize("document", ["transfer-out", "transfer-feedback", "transfer-in"])
@pytest.mark.parametrize("case", [land(), neighbours(), wages()], ids=["land", "neighbours", "wages"])
def test_an_ordinary_letter_about_a_transfer_is_one_page_with_all_its_words(
    document: str, case: CaseRecord
) -> None:
    case = lettered(case)
    made = printed(case, DocumentRef(document, 1, ""), HOUSE)
    assert made.pages == 1
    text = reading_paper.text(made.pdf)
    for party in case.parties:
        assert str(party.name) in text
    assert "联系人" in text
    assert "联系电话" in text
    if document == "transfer-feedback":
        assert case.agreement
        assert all((clause.text or "") in text for clause in case.agreement.clauses)
        assert "☑达成调解协议" in text.replace("　", "")
        assert "☐不予受理" in text
    if document == "transfer-out":
        assert case.brief() in text
        assert "1、受理登记表复印件1份；2、工资条照片6张" in text


@pytest.mark.parametrize("document", ["transfer-out", "transfer-feedback"])
def test_an_empty_form_to_another_unit_has_a_rule_for_everything_on_one_page(document: str) -> None:
    made = printed(CaseRecord(), DocumentRef(document, 1, ""), HOUSE)
    assert made.pages == 1
    rules = [rule for page in reading_paper.rules(made.pdf) for rule in page]
    levels = sorted({round(level) for _start, _end, level in rules}, reverse=True)
    assert min(above - below for above, below in itertools.pairwise(levels)) >= 15, "a pen needs its line"


def test_many_attachments_stand_under_each_other() -> None:
    case = put(lettered(), "transfers[0].attachments", [f"第{n}份考勤记录的复印件" for n in range(1, 9)])
    lines = reading_paper.pages(printed(case, DocumentRef("transfer-out", 1, ""), HOUSE).pdf)
    assert [line for page in lines for line in page if line.endswith("份考勤记录的复印件")]
    assert "随函移送的材料：" in [line for page in lines for line in page]


@pytest.mark.parametrize("document", ["transfer-out", "transfer-feedback", "transfer-in"])
def test_in_large_type_who_to_ask_is_large_too(document: str) -> None:
    pages = reading_paper.phrases(
        printed(lettered(), DocumentRef(document, 1, ""), replace(HOUSE, large=True)).pdf
    )
    (label,) = [word for page in pages for word in page if "联系电话" in word.text]
    (seal,) = [word for page in pages for word in page if word.text.endswith("（印章）")]
    assert label.y - seal.y > 20, "above the seal, where rows grow"
