"""Checks of the register: number, type, source and retention (R-00 to R-05, R-53)."""

from __future__ import annotations

from collections.abc import Iterator

from jxdesk.errors import UserError
from jxdesk.review.facts import ReviewFacts, complete
from jxdesk.review.finding import Hit
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.days import day
from jxdesk.rules.numbering import DEFAULT_TEMPLATE, LARGEST_SEQ, parse_number

TRANSFERRED = "委托移送"
OWN_INITIATIVE = "主动调解"


def accepted(case: CaseRecord) -> bool:
    """Whether acceptance has been recorded: from then on the register must be whole."""
    return case.acceptance is not None and bool(case.acceptance.date)


def still_stands(case: CaseRecord, _facts: ReviewFacts) -> Iterator[Hit]:
    """R-00: the case was not voided. Ours, not the reviewers': nothing else about such a case needs mending."""
    if case.void_reason is not None:
        yield Hit(f"本案已作废：{case.void_reason}。还要用的，请先恢复。", "void_reason")


def mediated(case: CaseRecord) -> bool:
    """Whether it came to mediation. A case that ended before needs no notice and nobody's consent."""
    return bool(case.mediations) or case.agreement is not None


def must_be_whole(case: CaseRecord, facts: ReviewFacts) -> bool:
    """Whether the papers of mediation must be there: it took place, or the case is filed and never ended."""
    return mediated(case) or (complete(case, facts) and case.termination is None)


def one_number(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-01: one number, the same on the register, the agreement and everything drawn from them, of the year of acceptance."""
    number = case.number
    if not number.text:
        if complete(case, facts) and (accepted(case) or case.agreement):
            yield Hit("本案还没有编号，请先受理，由系统分配编号。", "number.text")
        return
    agreed = case.agreement.number if case.agreement else None
    if agreed and agreed != number.text:
        yield Hit(
            f"协议编号“{agreed}”与登记编号“{number.text}”不一致，请改成同一个编号。", "agreement.number"
        )
    yield from _year_of_acceptance(case)
    try:
        parts = parse_number(number.scheme or DEFAULT_TEMPLATE, number.text)
    except UserError as error:  # an imported file may carry any scheme
        yield Hit(f"{error.message}请核对编号格式。", "number.scheme")
        return
    if parts is None:
        yield Hit(f"编号“{number.text}”不符合编号格式，请核对年度、序号和括号。", "number.text")
    elif (number.year or parts.year) != parts.year or (number.seq or parts.seq) != parts.seq:
        yield Hit(
            f"编号“{number.text}”与登记的年度{number.year}、序号{number.seq}对不上，请核对。", "number.text"
        )


def _year_of_acceptance(case: CaseRecord) -> Iterator[Hit]:
    """A mistyped year gives a number of the wrong register; or the day was changed after the number was given."""
    on = day(case.acceptance.date) if case.acceptance else None
    if on is not None and case.number.year not in {None, on.year}:
        yield Hit(
            f"案号是{case.number.year}年的，受理日期却在{on.year}年，请把受理日期写对；"
            "案号编错了年度的，作废后重新登记。",
            "acceptance.date",
        )


def numbers_run_on(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-02: the register has no number twice and none missing before this one; void numbers are in it too.

    A sequence that cannot be meant is told instead of the millions missing before it.

    The first number of a year may be any: a register may have been kept on paper until then.
    """
    number, register = case.number, facts.register
    if not number.text or number.seq is None or register is None:
        return
    if number.seq > LARGEST_SEQ:
        yield Hit(
            f"序号{number.seq}大得不像真的，登记簿没有跟着它往下编，请核对案号是不是多打了几位。",
            "number.seq",
        )
        return
    for other in register.same_number:
        yield Hit(
            f"{number.year}年第{number.seq}号还给了另一件案件（{other}），请核对编号登记。", "number.seq"
        )
    if register.before is not None and register.before < number.seq - 1:
        first, last = register.before + 1, number.seq - 1
        missing = f"第{first}号" if first == last else f"第{first}号到第{last}号"
        yield Hit(
            f"登记簿里第{register.before}号后面就是第{number.seq}号，缺{missing}，请核对是漏登还是作废没有记。",
            "number.seq",
        )


def dispute_type(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-03: a type is chosen and was in the dictionary on the day of acceptance."""
    if not (accepted(case) or complete(case, facts)):
        return
    if not case.dispute_type:
        yield Hit("还没有选纠纷类型，请选一项。", "dispute_type")
        return
    dictionary = facts.yardstick.codes.dictionary("dispute_type")
    entry = dictionary.find(case.dispute_type)
    on = (day(case.acceptance.date) if case.acceptance else None) or facts.today
    if entry is None:
        yield Hit(f"纠纷类型“{case.dispute_type}”不在现行类别里，请改选一项。", "dispute_type")
    elif not entry.offered_on(on):
        now = dictionary.find(entry.map_to or "")
        instead = f"，请改为“{now.word}”" if now else "，请改选一项"
        yield Hit(f"纠纷类型“{case.dispute_type}”已经停用{instead}。", "dispute_type")


def sources_agree(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-04: both sources are chosen and fit: ① an application, ② the committee's own initiative.

    A case sent by an authority may be either, because the letter may or may not bring an application.
    """
    if not (accepted(case) or complete(case, facts)):
        return
    form, statistics = case.source.form_option or "", case.source.stat_option or ""
    if not form:
        yield Hit("登记表上的案件来源还没有选，请选①或者②。", "source.form_option")
    if not statistics:
        yield Hit("统计用的案件来源还没有选，请选一项。", "source.stat_option")
    if form and statistics and not statistics.endswith(TRANSFERRED):
        own = _code(facts, form) == "2"
        if own != (statistics == OWN_INITIATIVE):
            yield Hit(f"登记表的来源“{form}”与统计的来源“{statistics}”不一致，请核对。", "source.stat_option")


def _code(facts: ReviewFacts, form: str) -> str:
    entry = facts.yardstick.codes.dictionary("source_form").find(form)
    return entry.code if entry else ("2" if "主动" in form else "1")


def transfer_letter(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-05: a case sent by an authority has the letter, and its sender is the authority the source names."""
    source = case.source
    sent_by = source.stat_option or ""
    if not sent_by.endswith(TRANSFERRED) or not (accepted(case) or complete(case, facts)):
        return
    if not source.transfer_org:
        yield Hit(f"来源是“{sent_by}”，请填写移送单位。", "source.transfer_org")
    if not source.transfer_doc:
        yield Hit(f"来源是“{sent_by}”，请附上移送函并填写名称。", "source.transfer_doc")
    words = facts.yardstick.words.transfer_orgs.get(sent_by)
    if words and source.transfer_org and not any(word in source.transfer_org for word in words):
        yield Hit(f"移送单位“{source.transfer_org}”与来源“{sent_by}”不一致，请核对。", "source.transfer_org")


def retention(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-53: the dossier says how long it is kept."""
    if complete(case, facts) and not (case.dossier and case.dossier.retention):
        yield Hit("还没有选保管期限，请选短期、长期或者永久。", "dossier.retention")
