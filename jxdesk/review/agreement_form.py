"""Checks of an agreement's form: signed, in effect, whole, rightly named (R-25, R-26, R-27, R-33, R-34, R-58).

R-25 and R-26 overlap on purpose: R-25 asks what is missing for effect, R-26 whether the day written
down is the day that follows from what is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jxdesk.review.facts import ReviewFacts, complete
from jxdesk.review.finding import Hit
from jxdesk.review.parties import signing_day
from jxdesk.review.people import shown, signatures, signed_by
from jxdesk.rules.capacity import required_signers
from jxdesk.rules.case_record import Agreement, CaseRecord
from jxdesk.rules.days import chinese_day, day
from jxdesk.rules.effect import ORAL, WRITTEN, effective_date
from jxdesk.rules.money import read_capitals
from jxdesk.rules.read_aloud import Paper, heard

_PAPER_ONLY = ("转账", "汇款", "微信", "支付宝", "卡", "账户", "汇")
_SAID_COPIES = re.compile(r"一式\s*(\d{1,2}|[一二三四五六七八九十两壹贰叁肆伍陆柒捌玖拾]{1,3})\s*份")
_PLACE_WORDS = ("地点", "当场", "送至", "送到", "上门", "转账", "汇款")


def signing_has_begun(agreement: Agreement) -> bool:
    """Whether any signature or seal is on the paper; until then there is nothing to miss."""
    dated = (agreement.party_sign_date, agreement.mediator_sign_date, agreement.seal_date)
    return any(dated) or bool(agreement.signatures.get("parties"))


def four_elements(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-25: a written agreement has the parties' and the mediators' signatures, the seal, and their days."""
    agreement = case.agreement
    if agreement is None or agreement.form != WRITTEN:
        return
    if not (signing_has_begun(agreement) or complete(case, facts)):
        return
    yield from _parties_signed(case, agreement, facts)
    if not signatures(agreement.signatures.get("mediators")):
        yield Hit("协议书上没有人民调解员签名，请补签。", "agreement.signatures")
    for text, field, word in (
        (agreement.party_sign_date, "party_sign_date", "当事人签名的日期"),
        (agreement.mediator_sign_date, "mediator_sign_date", "调解员签名的日期"),
        (agreement.seal_date, "seal_date", "调委会盖章的日期"),
    ):
        if day(text) is None:
            yield Hit(f"协议书缺少{word}，协议还没有生效，请补填。", f"agreement.{field}")


def _parties_signed(case: CaseRecord, agreement: Agreement, facts: ReviewFacts) -> Iterator[Hit]:
    listed = signatures(agreement.signatures.get("parties"))
    needed = {s.party for s in required_signers(case, signing_day(case, facts)) if s.required}
    for at, party in enumerate(case.parties):
        signature = signed_by(party, case, listed)
        if at in needed and signature is None:
            yield Hit(f"协议书上没有{shown(party, at)}的签名、盖章或者指印，请补签。", "agreement.signatures")
        if signature and party.literate is False and not heard(case, party, Paper("agreement")).whole:
            yield Hit(
                f"{shown(party, at)}不识字，协议书由谁宣读、谁见证，请写明。",
                "readings",
                variant="read-aloud",
            )


def effect_and_copies(case: CaseRecord, _facts: ReviewFacts) -> Iterator[Hit]:
    """R-26: the day of effect is the latest element's; there is a copy for each party and one for the committee."""
    agreement = case.agreement
    if agreement is None or agreement.form != WRITTEN:
        return
    computed, written = effective_date(agreement), day(agreement.effective_date)
    if written is not None and computed is not None and written != computed:
        yield Hit(
            f"生效日期应为{chinese_day(computed)}（各方签名和盖章中最晚的一日），"
            f"现在写的是{chinese_day(written)}，请改正。",
            "agreement.effective_date",
        )
    if written is not None and computed is None:
        yield Hit("签名、盖章不齐，协议还没有生效，请不要填写生效日期。", "agreement.effective_date")
    wanted = len(case.parties) + 1
    if agreement.copies is not None and agreement.copies != wanted:
        yield Hit(
            f"协议书应当一式{wanted}份（当事人各一份，调委会一份），现在写的是{agreement.copies}份，请改正。",
            "agreement.copies",
        )
    if agreement.copies_to and len(agreement.copies_to) != wanted:
        yield Hit(
            f"协议书持有人应有{wanted}个，现在列了{len(agreement.copies_to)}个，请核对。",
            "agreement.copies_to",
        )
    for at, clause in enumerate(agreement.clauses):
        for match in _SAID_COPIES.finditer(clause.text or ""):
            said = match[1]
            if (int(said) if said.isdigit() else read_capitals(said)) != wanted:
                yield Hit(
                    f"协议第{at + 1}条写“{match.group()}”，应当一式{wanted}份，请改正。",
                    f"agreement.clauses[{at}].text",
                )


def contents(case: CaseRecord, _facts: ReviewFacts) -> Iterator[Hit]:
    """R-27: facts, what is in dispute, responsibility, at least one clause, and how, where and when to perform."""
    agreement = case.agreement
    if agreement is None:
        return
    if not agreement.facts:
        yield Hit("协议没有写纠纷主要事实和争议事项，请补写。", "agreement.facts")
    if not agreement.clauses:
        yield Hit("协议没有条款，请至少写一条。", "agreement.clauses")
    for at, clause in enumerate(agreement.clauses):
        if not (clause.text or "").strip():
            yield Hit(f"协议第{at + 1}条没有内容，请补写或者删去。", f"agreement.clauses[{at}].text")
    if not agreement.performance:
        yield Hit("协议没有写履行方式、地点和时限，请补写。", "agreement.performance")
    elif agreement.form == WRITTEN and not _place_is_said(agreement):
        yield Hit("现金或者实物给付没有写履行地点，请补写。", "agreement.performance")
    if agreement.form == WRITTEN and not agreement.responsibility:
        yield Hit("协议书没有写各方责任，请补写。", "agreement.responsibility")


def _place_is_said(agreement: Agreement) -> bool:
    """Money that goes to an account needs no place; cash and goods do."""
    said = agreement.performance or ""
    if any(word in said for word in _PLACE_WORDS):
        return True
    by_hand = [
        payment
        for clause in agreement.clauses
        for payment in clause.payments
        if not any(word in (payment.method or "") for word in _PAPER_ONLY)
    ]
    return all(payment.place for payment in by_hand)


def named_as_the_seal(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-33: the committee is named on paper as it is cut into the seal."""
    name = case.committee.name
    if case.agreement is None and case.acceptance is None:
        return
    if not name:
        yield Hit("没有填写人民调解委员会全称，请补填，与印章一致。", "committee.name")
        return
    if facts.seal_name and facts.seal_name != name:
        yield Hit(f"落款“{name}”与印章“{facts.seal_name}”不一致，请改成印章上的全称。", "committee.name")
    copies = case.agreement.copies_to if case.agreement else []
    for at, holder in enumerate(copies):
        if "调解委员会" in holder and holder not in {name, "人民调解委员会"}:
            yield Hit(
                f"协议持有人写的“{holder}”与调委会全称“{name}”不一致，请改正。", f"agreement.copies_to[{at}]"
            )


def form_fits(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-34: written where the law wants it; an oral agreement is registered with its content and takes effect at once."""
    agreement = case.agreement
    if agreement is None:
        return
    if agreement.form not in {WRITTEN, ORAL}:
        yield Hit("请选明协议是书面还是口头。", "agreement.form")
        return
    if agreement.form == WRITTEN:
        return
    yield from _must_be_written(case, facts)
    if agreement.doc == "人民调解协议书":
        yield Hit("口头协议应填口头协议登记表，不用协议书，请改正。", "agreement.doc")
    reached, written = day(agreement.agreed_date), day(agreement.effective_date)
    if reached is None:
        yield Hit("没有写达成口头协议的日期，请补填。", "agreement.agreed_date")
    elif written is not None and written != reached:
        yield Hit(
            f"口头协议自达成之日（{chinese_day(reached)}）起生效，请改正生效日期。",
            "agreement.effective_date",
            law="人民调解法第三十条",
        )
    if complete(case, facts) and not case.performance and case.statistics.get("performed") is None:
        yield Hit("口头协议登记表没有写履行情况，请补填。", "performance")


def _must_be_written(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    if facts.yardstick.limits.is_labour(case):
        yield Hit(
            "劳动争议达成协议应当制作调解协议书，请改为书面。",
            "agreement.form",
            law="劳动争议调解仲裁法第十四条",
        )
    elif facts.yardstick.words.written.wanted_for(case):
        yield Hit(
            "土地承包经营纠纷达成协议应当制作调解协议书，请改为书面。",
            "agreement.form",
            law="农村土地承包经营纠纷调解仲裁法第十条",
        )


def sealed(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-58: the register and the agreement, written or oral, bear the committee's seal once they are signed.

    The seal of notices and visits leaves no day in a case, so nothing is said about it.
    """
    acceptance, agreement = case.acceptance, case.agreement
    if acceptance and acceptance.party_signatures and day(acceptance.seal_date) is None:
        yield Hit("受理登记表已签名，还没有盖调委会印章，请补盖。", "acceptance.seal_date")
    if agreement is None or day(agreement.seal_date) is not None:
        return
    if agreement.form == ORAL and (agreement.signatures.get("parties") or complete(case, facts)):
        yield Hit("口头协议登记表还没有盖调委会印章，归档前请补盖。", "agreement.seal_date")
    if agreement.form == WRITTEN and signing_has_begun(agreement):
        yield Hit("协议书还没有盖调委会印章，盖章后才生效，请补盖。", "agreement.seal_date")
