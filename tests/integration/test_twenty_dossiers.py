"""Twenty fictional cases and the three samples: in, out, along the chart, checked, printed, bound, compared.

Every dispute type and every way a case can end is among them. What they say on paper is told by
``tests/paper_says.py`` from the data alone. The refused one, which has no number, is made by the services.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import pikepdf
import pytest
import scans
from paper_says import said_by
from twenty import FILE, KEYS

from jxdesk.desk import Desk, create_desk
from jxdesk.documents import press
from jxdesk.documents.catalogue import shipped
from jxdesk.documents.house import House
from jxdesk.errors import UserError
from jxdesk.paths import DataFolder
from jxdesk.rules.case_record import CaseRecord
from tests.integration.conftest import NOON
from tests.unit import reading_paper

SAMPLES = FILE.with_name("sample_cases.json")
ALL = (*KEYS, "S1-LAND", "S2-NEIGHBOR", "S4-WAGES")
QUICK = {
    "T06-PUPILS",
    "T08-LAND-TAKING",
    "T14-REPAIR",
    "T16-ROAD",
}  # the others are compared with the slow tests
SPREAD = [key if key in QUICK else pytest.param(key, marks=pytest.mark.slow) for key in ALL]
HOUSE = House(shipped().switches)
REMARKED = {"S4-WAGES"}  # its form of application, 书面（3人共同，推选吕某为代表人）, is in no list
ON_PURPOSE = {
    "T01-SUPPORT": {"R-38"},  # support that runs on has fallen due again since it was filed
}
PAGE_NUMBER = re.compile(r"第\d+页　共\d+页")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One practice desk with all of them; no test changes what it holds."""
    made = create_desk(DataFolder(tmp_path_factory.mktemp("desk") / "data"), None, clock=lambda: NOON)
    done = made.files.import_files([FILE, SAMPLES])
    assert [one.outcome for one in done] == ["imported"] * len(ALL)
    assert {key for key, one in zip(ALL, done, strict=True) if one.remarks} == REMARKED
    yield made
    made.close()


@pytest.fixture(scope="module")
def records(desk: Desk) -> dict[str, CaseRecord]:
    found = [desk.cases.record(case_id) for case_id in desk.files.numbered()]
    return {case.case_key or "": case for case in found}


def test_every_dispute_type_and_every_ending_is_among_them(
    records: dict[str, CaseRecord], desk: Desk
) -> None:
    cases = [records[key] for key in KEYS]
    assert len(cases) == 20
    offered = {entry.word for entry in desk.trade.codes.dictionary("dispute_type").offered()}
    assert {case.dispute_type for case in cases} == offered
    assert {case.mode for case in cases} == {"书面", "口头", "调解不成", "撤回"}
    assert any(case.termination and case.termination.escalated_to for case in cases)
    assert any(len(case.parties) == 12 for case in cases)
    assert any(party.guardian for case in cases for party in case.parties)
    assert any(party.literate is False for case in cases for party in case.parties)
    assert any(case.security_case for case in cases)
    assert {case.source.stat_option for case in cases} >= {"法院委托移送", "公安机关委托移送"}
    payments = [p for case in cases if case.agreement for c in case.agreement.clauses for p in c.payments]
    assert any(p.per for p in payments)
    assert any(p.split for p in payments)
    asked = [case.agreement.judicial_confirmation for case in cases if case.agreement]
    assert any(one and one.ruling_date for one in asked)
    assert any(case.reminders for case in cases)
    assert any(case.supersedes for case in cases)
    assert set("㛃𬭳𠅤") <= {c for case in cases for party in case.parties for c in party.name or ""}


def test_nobody_real_can_be_among_them(records: dict[str, CaseRecord]) -> None:
    for key in KEYS:
        case = records[key]
        numbers = [p.id_no for p in case.parties if p.id_no] + [a.id_no for a in case.agents if a.id_no]
        assert all(re.fullmatch(r"230521\d{8}99[6-9][\dX]", number) for number in numbers), key
        assert all(re.fullmatch(r"138000000\d\d", party.phone or "") for party in case.parties), key
        assert all("某" in (party.name or "") for party in case.parties if party.kind == "自然人"), key


def test_they_come_out_as_they_went_in(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    desk.files.export(desk.files.numbered(), out)
    went_in = [case for file in (FILE, SAMPLES) for case in _cases(file)]
    assert _by_number(_cases(out)) == _by_number(went_in)


@pytest.mark.parametrize("key", ALL)
def test_a_case_walks_the_chart_to_its_end(records: dict[str, CaseRecord], desk: Desk, key: str) -> None:
    walked = desk.trade.walk(records[key], NOON.date())
    assert walked.ended, walked.current
    failed = records[key].agreement is None
    assert ("performance" in walked.route) is not failed


@pytest.mark.parametrize("key", ALL)
def test_nothing_holds_a_complete_case_back_and_what_is_pointed_out_is_meant(
    records: dict[str, CaseRecord], desk: Desk, key: str
) -> None:
    found = desk.reviews.check(records[key].id, archiving=True)
    assert [one for one in found if one.level in {"P", "A"}] == []
    if key in KEYS:
        assert {one.rule for one in found if one.level == "W"} == ON_PURPOSE.get(key, set())


@pytest.mark.parametrize("key", SPREAD)
def test_every_document_says_what_the_case_says(records: dict[str, CaseRecord], key: str) -> None:
    case = records[key]
    papers = press.applicable(case)
    assert len(papers) >= 8
    for ref in papers:
        pdf = press.produce(case, ref, HOUSE)
        text = _text(pdf)
        missing = [one for one in _wanted(case, ref) if _solid(one) not in text]
        assert missing == [], ref.title
        assert "None" not in text
        assert _badly_broken(pdf) == [], ref.title


def test_the_comparison_would_notice_a_wrong_name_amount_day_and_tick(records: dict[str, CaseRecord]) -> None:
    """The yardstick itself: drawn from one case, read against another."""
    case = records["T16-ROAD"]
    (ref,) = press.asked(case, "agreement")
    text = _text(press.produce(case, ref, HOUSE))
    other = records["T04-MACHINE"]
    missing = [one for one in said_by("agreement", other, 1) if _solid(one) not in text]
    assert {"唐某", "许某", "5500元", "2025年11月7日"} <= set(missing)
    record = press.produce(case, press.asked(case, "mediation-record")[0], HOUSE)
    ticks = [one for one in said_by("mediation-record", case, 2) if one[0] in "☐☑"]
    assert [one for one in ticks if one not in _text(record)] == [
        "☑①调解成功",
        "☐③有待继续调解",
    ]


def test_a_refused_dispute_has_its_notice_and_no_dossier(tmp_path: Path) -> None:
    desk = create_desk(DataFolder(tmp_path / "data"), None, clock=lambda: NOON)
    case_id = desk.cases.begin().id
    desk.cases.save(
        case_id, {"dispute_type": "征地拆迁纠纷", "intake.brief": "申请人不服征收决定，要求撤销。"}
    )
    for role, name in (("申请人", "任某甲"), ("被申请人", "集贤县样例征收办公室（样例）")):
        desk.cases.add_item(case_id, "parties", {"role": role, "name": name})
    reason = "法律、法规规定只能由专门机关管辖处理，或者禁止采用民间调解方式解决"
    desk.cases.refuse(case_id, NOON.date(), [reason], remedies=["行政", "司法"])
    case = desk.cases.record(case_id)
    assert [ref.document_id for ref in press.applicable(case)] == ["refusal-notice"]
    text = _text(press.produce(case, press.applicable(case)[0], HOUSE))
    for words in ("任某甲", "征地拆迁纠纷", f"☑{reason}", "2026年7月15日"):
        assert _solid(words) in text
    assert desk.trade.walk(case, NOON.date()).ended
    assert desk.dossiers.gaps(case) == ()
    desk.close()


@pytest.mark.slow
@pytest.mark.parametrize("key", ALL)
def test_a_whole_dossier_is_sound_embedded_numbered_and_the_same_every_time(
    records: dict[str, CaseRecord], desk: Desk, tmp_path: Path, key: str
) -> None:
    case = records[key]
    bound = desk.dossiers.bind(case.id, tmp_path / "one.pdf")
    again = desk.dossiers.bind(case.id, tmp_path / "two.pdf")
    assert bound.path.read_bytes() == again.path.read_bytes()
    assert bound.draft == ()
    _sound(bound.path.read_bytes())
    pages = _pages(bound.path)
    numbered = [number for page in pages if (number := _folio(page)) is not None]
    assert numbered == list(range(1, bound.numbered + 1))
    drawn = "".join(word.text for page in pages for word in page)
    for party in case.parties:
        assert party.name
        assert party.name in drawn
    titles = {re.sub(r"（[一二三四五六七八九十]+）$", "", part.title) for part in bound.parts}
    fitting = {re.sub(r"（[一二三四五六七八九十]+）$", "", ref.title) for ref in press.applicable(case)}
    assert titles == fitting - {"收条"}, "收条 is bound once it is signed and scanned"


@pytest.mark.slow
@pytest.mark.parametrize("key", ALL)
def test_every_single_document_is_sound_and_the_same_every_time(
    records: dict[str, CaseRecord], key: str
) -> None:
    for ref in press.applicable(records[key]):
        pdf = press.produce(records[key], ref, HOUSE)
        assert press.produce(records[key], ref, HOUSE) == pdf, ref.title
        _sound(pdf)


def test_a_dossier_with_scans_has_them_where_they_belong(tmp_path: Path) -> None:
    desk = create_desk(DataFolder(tmp_path / "data"), None, clock=lambda: NOON)
    desk.files.import_files([FILE])
    case_id = desk.cases.resolve("集福人调字〔2026〕第4号")
    for slot, name, content in (
        ("transfer", "函.pdf", scans.pdf(1)),
        ("identity", "证.jpg", scans.photo("甲", 6)),
        ("performance", "条.tif", scans.tiff(2)),
    ):
        desk.materials.add(case_id, slot, scans.kept(tmp_path / "in", name, content))
    bound = desk.dossiers.bind(case_id, tmp_path / "bound.pdf")
    titles = [part.title for part in bound.parts]
    assert titles.index("移送（委托）函") < titles.index("当事人身份证明") < titles.index("人民调解协议书")
    assert titles.index("人民调解协议书") < titles.index("履行凭证") < titles.index("人民调解回访记录（一）")
    _sound(bound.path.read_bytes())
    desk.close()


def test_a_broken_scan_is_refused_in_one_sentence_and_the_dossier_prints_without_it(tmp_path: Path) -> None:
    desk = create_desk(DataFolder(tmp_path / "data"), None, clock=lambda: NOON)
    desk.files.import_files([FILE])
    case_id = desk.cases.resolve("集福人调字〔2026〕第4号")
    for name, content in (("坏.jpg", scans.photo()[:900]), ("坏.pdf", b"%PDF-1.7\n%%EOF"), ("空.png", b"")):
        with pytest.raises(UserError) as told:
            desk.materials.add(case_id, "evidence", scans.kept(tmp_path / "in", name, content))
        assert told.value.message.count("。") == 1
        assert told.value.remedy
    assert desk.cases.record(case_id).materials == []
    _sound(desk.dossiers.bind(case_id, tmp_path / "bound.pdf").path.read_bytes())
    desk.close()


# What is put in must come out, however it looks; what cannot is named by the check.
FAULTY: dict[str, tuple[dict[str, Any], set[str]]] = {
    "a character no font has": ({"parties.0.address": "黑龙江省双鸭山市集贤县福利镇\ue5e5家屯"}, {"R-56"}),
    "facts of 1200 characters": ({"agreement.facts": "卢某琴与薛某就赔偿数额多次协商。" * 75}, set()),
    "fifteen clauses": ({"agreement.clauses": 15}, set()),
    "empty optional fields": (
        {
            "agreement.amount_note": None,
            "dispute_subtype": None,
            "dossier.remark": None,
            "parties.0.phone": None,
            "recorder": None,
            "law_refs": [],
            "agents.0.work_unit": None,
        },
        {"R-09"},
    ),
    "a day that does not exist": (
        {"agreement.party_sign_date": "2026-02-30"},
        {"R-22", "R-25", "R-26", "R-32"},
    ),
    "one copy too few": ({"agreement.copies": 2}, {"R-26"}),
    "instalments that do not add up": ({"agreement.amount_total": Decimal(9999)}, {"R-29", "R-32"}),
}


@pytest.mark.parametrize("what", FAULTY)
def test_bad_input_prints_cleanly_and_exactly_its_faults_are_named(
    records: dict[str, CaseRecord], desk: Desk, what: str
) -> None:
    changes, expected = FAULTY[what]
    case = records["T16-ROAD"]
    for path, value in changes.items():
        case = (
            _more_clauses(case, value) if path == "agreement.clauses" else _put(case, path.split("."), value)
        )
    found = desk.reviews.of_itself(case, archiving=True)
    assert {one.rule for one in found if one.level in {"P", "A"}} == expected
    assert all(one.message.endswith("。") for one in found)
    for ref in press.applicable(case):
        pdf = press.produce(case, ref, HOUSE)
        text = _text(pdf)
        assert "None" not in text
        if what != "a day that does not exist":
            missing = [one for one in _wanted(case, ref) if _solid(one) not in text]
            assert missing == [], ref.title
        assert _badly_broken(pdf) == []
        _sound(pdf)


def _put(part: Any, path: list[str], value: Any) -> Any:
    head, *rest = path
    if head.isdigit():
        items = list(part)
        items[int(head)] = _put(items[int(head)], rest, value) if rest else value
        return items
    return msgspec.structs.replace(part, **{head: _put(getattr(part, head), rest, value) if rest else value})


def _more_clauses(case: CaseRecord, count: int) -> CaseRecord:
    """Harmless clauses put in before the last."""
    assert case.agreement
    *first, last = case.agreement.clauses
    added = [
        msgspec.structs.replace(
            last, text=f"卢某琴于2026年5月{n}日前把第{n}份票据原件交给薛某。", obligor="卢某琴", type="行为"
        )
        for n in range(1, count - len(first))
    ]
    return _put(case, ["agreement", "clauses"], [*first, *added, last])


def _wanted(case: CaseRecord, ref: press.DocumentRef) -> list[str]:
    wanted = said_by(ref.document_id, case, ref.ordinal)
    told_orally = "口头" in ((case.rights_notice and case.rights_notice.form) or "")
    assert not (told_orally and ref.document_id == "rights-notice")
    if case.rights_notice and case.rights_notice.form is None:  # the samples do not say it
        wanted = [one for one in wanted if one != "☑书面告知"]
    return wanted


def _cases(path: Path) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cases"]
    return cases


def _by_number(cases: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {case["number"]["text"]: case for case in cases}


def _solid(text: str) -> str:
    """Without blanks, which paper has where the data has none."""
    return re.sub(r"\s", "", text)


def _text(pdf: bytes) -> str:
    """Line by line across the page, then in the order drawn: the words of a table's cell run on in that one only."""
    drawn = "".join(word.text for page in reading_paper.words(pdf) for word in page)
    return _solid(f"{reading_paper.text(pdf)}\n{drawn}")


def _badly_broken(pdf: bytes) -> list[str]:
    lines = [line for page in reading_paper.pages(pdf) for line in page if not PAGE_NUMBER.fullmatch(line)]
    return [line for line in lines if line[0] in "，：；？！" or line[-1] in "（《"]


def _sound(pdf: bytes) -> None:
    """qpdf has nothing to say, every font is in the file."""
    with pikepdf.open(BytesIO(pdf), attempt_recovery=False) as document:
        assert document.check_pdf_syntax() == []
        fonts = [f for page in document.pages for f in page.resources.get("/Font", {}).values()]
        assert fonts
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)


def _pages(path: Path) -> list[list[reading_paper.Words]]:
    with pikepdf.open(path) as pdf:
        return [reading_paper.shown(page) if "/Font" in page.resources else [] for page in pdf.pages]


def _folio(page: list[reading_paper.Words]) -> int | None:
    """The dossier page number at its height of 281 mm."""
    found = [int(w.text) for w in page if abs(w.y - 281 * 72 / 25.4) < 1 and w.text.isdigit()]
    return found[0] if found else None
