"""Checks of the parties: who they are and who acts for them (R-09 to R-15)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jxdesk.review.facts import ReviewFacts, complete
from jxdesk.review.finding import Hit
from jxdesk.review.people import organisations, persons, same, shown, signatures, signed_by
from jxdesk.review.register import accepted
from jxdesk.rules.capacity import (
    FULL,
    LIMITED,
    NONE,
    agent_of,
    capacity_of,
    in_force,
    is_person,
    may_sign,
)
from jxdesk.rules.case_record import Agent, CaseRecord, Party
from jxdesk.rules.days import chinese_day, day
from jxdesk.rules.organisation_code import code_faults
from jxdesk.rules.person_id import age_on, normalised, read_id

_PERSON_FIELDS = (
    ("name", "姓名"),
    ("sex", "性别"),
    ("nation", "民族"),
    ("age", "年龄"),
    ("occupation", "职业或职务"),
    ("phone", "联系方式"),
    ("address", "住址"),
)
_UNIT_FIELDS = (
    ("name", "名称"),
    ("address", "地址"),
    ("legal_rep", "法定代表人（负责人）"),
    ("legal_rep_title", "法定代表人职务"),
)
_PROOFS_OF_HEAD = ("代表人身份证明", "负责人身份证明", "营业执照", "法人证书", "登记证书")
_RESIDENT_CARDS = {None, "", "居民身份证", "临时居民身份证", "身份证"}


def signing_day(case: CaseRecord, facts: ReviewFacts) -> date:
    """The day on which capacity and powers count: of signing, else of the agreement, else today."""
    agreement = case.agreement
    if agreement is None:
        return facts.today
    days = (day(agreement.party_sign_date), day(agreement.agreed_date))
    return next((on for on in days if on), facts.today)


def particulars(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-09: every party has the particulars that the forms print."""
    if not (accepted(case) or complete(case, facts)):
        return
    for at, party in enumerate(case.parties):
        wanted = _PERSON_FIELDS if is_person(party) else _UNIT_FIELDS
        for name, word in wanted:
            value = getattr(party, name)
            if value is None or value == "":
                if name == "age" and party.birth_date:
                    continue
                yield Hit(f"请补填{shown(party, at)}的{word}。", f"parties[{at}].{name}")
    roles = {party.role for party in case.parties}
    if len(case.parties) < 2 or (None not in roles and not {"申请人", "被申请人"} <= roles):
        yield Hit("当事人不足两方，请补填对方当事人，或者改正谁是申请人、谁是被申请人。", "parties")


def numbers_are_right(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-10: doubts about an ID number are told; a good number that contradicts birth or sex is graver."""
    for at, party in persons(case):
        if not party.id_no or party.id_type not in _RESIDENT_CARDS:
            continue
        reading = read_id(party.id_no, today=facts.today, regions=facts.yardstick.regions)
        path = f"parties[{at}].id_no"
        for message in reading.faults + (reading.warnings if reading.form == "18" else ()):
            yield Hit(f"{shown(party, at)}的身份证号：{message}", path)
        if not reading.valid:
            continue
        birth = day(party.birth_date)
        if birth and reading.birth and birth != reading.birth:
            yield Hit(
                f"{shown(party, at)}的出生日期与身份证号不一致，请核对后改正。",
                f"parties[{at}].birth_date",
                variant="contradiction",
            )
        if party.sex in {"男", "女"} and reading.sex != party.sex:
            yield Hit(
                f"{shown(party, at)}的性别与身份证号不一致，请核对后改正。",
                f"parties[{at}].sex",
                variant="contradiction",
            )
        yield from _age_at_acceptance(case, at, party, reading.birth)
    for at, party in organisations(case):
        if party.uscc:
            for message in code_faults(party.uscc):
                yield Hit(f"{shown(party, at)}的统一社会信用代码：{message}", f"parties[{at}].uscc")
    for who, number, path in _who_act(case):
        reading = read_id(number, today=facts.today, regions=facts.yardstick.regions)
        for message in reading.faults:
            yield Hit(f"{who}的身份证号：{message}", path)


def _who_act(case: CaseRecord) -> Iterator[tuple[str, str, str]]:
    """Guardians and agents with a number of their own: it is printed on the power of attorney."""
    for at, party in persons(case):
        if party.guardian and party.guardian.id_no:
            who = party.guardian.name or f"{shown(party, at)}的法定代理人"
            yield who, party.guardian.id_no, f"parties[{at}].guardian.id_no"
    for at, agent in enumerate(case.agents):
        if agent.id_no:
            yield agent.name or f"第{at + 1}位代理人", agent.id_no, f"agents[{at}].id_no"


def _age_at_acceptance(case: CaseRecord, at: int, party: Party, birth: date | None) -> Iterator[Hit]:
    on = day(case.acceptance.date) if case.acceptance else None
    if on is None or birth is None or party.age is None:
        return
    age = age_on(birth, on)
    if age != party.age:
        yield Hit(
            f"{shown(party, at)}受理时应为{age}岁，现在写的是{party.age}岁，请核对。",
            f"parties[{at}].age",
            variant="contradiction",
        )


def nobody_is_both_sides(case: CaseRecord, _facts: ReviewFacts) -> Iterator[Hit]:
    """R-11: nobody is applicant and respondent at once, and no two parties share a number."""
    seen: dict[str, Party] = {}
    for at, party in enumerate(case.parties):
        number = normalised(party.id_no or party.uscc or "")
        if not number:
            continue
        other = seen.setdefault(number, party)
        if other is not party:
            yield Hit(
                f"{shown(party, at)}与{other.name or '另一位当事人'}的证件号码相同，请核对是不是同一人。",
                f"parties[{at}].{'id_no' if party.id_no else 'uscc'}",
            )
    for at, party in enumerate(case.parties):
        twin = next(
            (p for p in case.applicants() if party.role == "被申请人" and _one_person(p, party)), None
        )
        if twin is not None:
            yield Hit(f"{shown(party, at)}既是申请人又是被申请人，请核对。", f"parties[{at}].role")


def _one_person(a: Party, b: Party) -> bool:
    """The same name counts only while numbers do not tell two people of one name apart."""
    return same(a.name, b.name) and not (a.id_no and b.id_no and normalised(a.id_no) != normalised(b.id_no))


def mediators_are_neutral(case: CaseRecord, _facts: ReviewFacts) -> Iterator[Hit]:
    """R-12: no party, guardian or agent mediates, records or registers."""
    desk = [(m.name, "调解员", f"mediators[{at}].name") for at, m in enumerate(case.mediators)]
    desk += [(case.recorder or "", "记录人", "recorder"), (case.registrar or "", "登记人", "registrar")]
    concerned = [p.name for p in case.parties] + [p.legal_rep for p in case.parties]
    concerned += [p.guardian.name for p in case.parties if p.guardian] + [a.name for a in case.agents]
    for name, duty, path in desk:
        if name and any(same(name, other) for other in concerned):
            yield Hit(f"{duty}{name}与当事人（或者其代理人、监护人）同名，请核对，是同一人的应当更换。", path)


def guardians_act(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-13: who lacks full capacity on the day of signing has a guardian, and the guardian signed."""
    if not accepted(case):
        return
    on = signing_day(case, facts)
    for at, party in persons(case):
        capacity = capacity_of(party, on)
        if capacity == FULL:
            continue
        guardian = party.guardian.name if party.guardian else None
        if not guardian:
            yield Hit(
                f"{shown(party, at)}为{capacity}人，请填写法定代理人。",
                f"parties[{at}].guardian.name",
                variant="no-guardian",
            )
        elif _signed(case) and not _guardian_signed(case, guardian):
            who = "由法定代理人签名" if capacity == NONE else "由法定代理人一并签名"
            yield Hit(
                f"{shown(party, at)}为{capacity}人，协议应{who}，请{guardian}补签。", "agreement.signatures"
            )
        if capacity in {LIMITED, NONE} and party.guardian and not party.guardian.relation:
            yield Hit(
                f"请填写{guardian or '法定代理人'}与{shown(party, at)}的关系。",
                f"parties[{at}].guardian.relation",
            )


def _signed(case: CaseRecord) -> bool:
    agreement = case.agreement
    return agreement is not None and bool(agreement.signatures.get("parties"))


def _guardian_signed(case: CaseRecord, guardian: str) -> bool:
    listed = signatures(case.agreement.signatures.get("parties")) if case.agreement else ()
    return any(same(one.name, guardian) or guardian in one.mode for one in listed)


def agents_are_authorised(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-14: an agent has a written proxy, in force, and special powers when signing the agreement."""
    if not accepted(case):
        return
    for at, party in enumerate(case.parties):
        if party.agent_id and agent_of(case, party) is None:
            yield Hit(f"没有找到{shown(party, at)}的代理人资料，请补填。", f"parties[{at}].agent_id")
    on = signing_day(case, facts)
    for at, agent in enumerate(case.agents):
        name = agent.name or f"第{at + 1}位代理人"
        if not any(party.agent_id and party.agent_id == agent.agent_id for party in case.parties):
            yield Hit(f"没有写明{name}是谁的代理人，请在“谁委托了谁”里对上。", f"agents[{at}].name")
        if not agent.proxy_date:
            yield Hit(f"没有{name}的授权委托书，请补交并填写委托日期。", f"agents[{at}].proxy_date")
        if not agent.authority:
            yield Hit(f"请写明{name}是一般授权还是特别授权。", f"agents[{at}].authority")
        if not in_force(agent, on):
            yield Hit(
                f"{name}的委托期限不包括{chinese_day(on)}，请重新办理委托书。", f"agents[{at}].valid_to"
            )
        if _agent_signed(case, agent) and not may_sign(agent):
            yield Hit(
                f"{name}没有签署协议的权限，请补办特别授权，或者由本人签名。", f"agents[{at}].authority"
            )


def _head_is_proved(case: CaseRecord) -> bool:
    return any(word in (piece.name or "") for piece in case.evidence for word in _PROOFS_OF_HEAD)


def _agent_signed(case: CaseRecord, agent: Agent) -> bool:
    if case.agreement is None or not agent.name:
        return False
    listed = signatures(case.agreement.signatures.get("parties"))
    return any(same(one.name, agent.name) or agent.name in one.mode for one in listed)


def organisations_seal(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-15: an organisation seals the agreement and is represented by its head or an agent, who proves it."""
    if not accepted(case):
        return
    for at, party in organisations(case):
        if not party.legal_rep and agent_of(case, party) is None:
            yield Hit(
                f"请填写{shown(party, at)}的法定代表人，或者登记委托代理人。", f"parties[{at}].legal_rep"
            )
        if complete(case, facts) and not (agent_of(case, party) or _head_is_proved(case)):
            yield Hit(
                f"卷里没有{shown(party, at)}的法定代表人身份证明或者营业执照，请收取后登记为证据材料。",
                "evidence",
                variant="identity",
            )
        if not _signed(case) or case.agreement is None or case.agreement.form != "书面":
            continue
        signature = signed_by(party, case, signatures(case.agreement.signatures.get("parties")))
        if signature is not None and "章" not in signature.mode:
            yield Hit(f"{shown(party, at)}在协议上只有签名没有加盖单位公章，请补盖。", "agreement.signatures")
