"""登记回执: found again by its code, plain words, and nothing on it that a lost slip should not show."""

from __future__ import annotations

from io import BytesIO

import msgspec
import pikepdf
import pytest
import reading_paper
import segno
from sample_records import land, put, wages

from jxdesk.documents.catalogue import shipped as catalogue
from jxdesk.documents.house import House
from jxdesk.documents.slip import Slip, Words, draw, shipped
from jxdesk.documents.ticks import dictionary
from jxdesk.flow.loader import load
from jxdesk.paths import read_resource
from jxdesk.rules.case_record import CaseRecord, Intake, Party

HOUSE = House(catalogue().switches)
SAY = "我们要核对能不能调解，三个工作日内给您回话。"


def _registered(case: CaseRecord) -> CaseRecord:
    taken = Intake(
        short_id="K7P-12",
        registered_at="2025-03-17T01:05:00Z",
        first_receiver="周某",
        brief=case.brief(),
        service_line="矛盾调解",
    )
    return msgspec.structs.replace(case, intake=taken)


def _slip(case: CaseRecord) -> Slip:
    return Slip.of(case, "福利镇综治分中心", "0469-4660000", "福利镇繁荣路1号", "screening")


def _squares(pdf: bytes) -> list[tuple[float, float, float]]:
    with pikepdf.open(BytesIO(pdf)) as document:
        drawn = [
            [float(number) for number in operands]
            for operands, operator in pikepdf.parse_content_stream(document.pages[0])
            if str(operator) == "re"
        ]
    side = min(width for _, _, width, _ in drawn)
    return [(x, y, w) for x, y, w, h in drawn if abs(w - side) < 0.01 and abs(h - side) < 0.01]


def test_a_slip_says_what_was_registered_and_what_comes_next() -> None:
    text = reading_paper.text(draw(_slip(_registered(land())), HOUSE))
    for part in (
        "福利镇综治分中心登记回执",
        "K7P-12",
        "登记时间：2025年3月17日9时05分",
        "案号：集福人调字〔2025〕第17号",
        "当事人：张某、李某",
        "纠纷类型：山林土地纠纷",
        "首接人：周某",
        f"下一步{SAY}",
        "联系电话：0469-4660000",
        "地址：福利镇繁荣路1号",
        shipped().note,
    ):
        assert part in text


def test_what_to_bring_depends_on_the_type() -> None:
    assert "本人身份证" in _slip(land()).bring[0]
    assert any("承包合同" in thing for thing in _slip(land()).bring)
    assert any("工资条" in thing for thing in _slip(wages()).bring)
    types = dictionary("dispute_type")
    assert all(types.find(name) for thing in shipped().bring for name in thing.dispute_types)


def test_the_code_on_the_slip_is_that_of_the_short_id() -> None:
    rows = segno.make("K7P-12", error="m", micro=False).matrix
    squares = _squares(draw(_slip(_registered(land())), HOUSE))
    side = squares[0][2]
    left, top = min(x for x, _, _ in squares), max(y for _, y, _ in squares)
    drawn = {(round((top - y) / side), round((x - left) / side)) for x, y, _ in squares}
    assert drawn == {(r, c) for r, row in enumerate(rows) for c, cell in enumerate(row) if cell}


def test_a_lost_slip_gives_away_no_identity_number_and_no_telephone_of_a_party() -> None:
    text = reading_paper.text(draw(_slip(_registered(land())), HOUSE))
    for party in land().parties:
        assert party.id_no
        assert party.phone
        assert party.id_no not in text
        assert party.phone not in text


def test_a_long_story_is_cut_and_the_slip_stays_one_half_sheet() -> None:
    people = [Party(name=f"欧阳某{n}", role="申请人") for n in range(30)]
    case = msgspec.structs.replace(_registered(land()), parties=people, dispute_type="道路交通事故纠纷")
    case = put(case, "application.brief", "牛吃了苗。" * 200)
    pdf = draw(_slip(case), HOUSE)
    with pikepdf.open(BytesIO(pdf)) as document:
        assert len(document.pages) == 1
        assert [round(float(n)) for n in document.pages[0].MediaBox] == [0, 0, 420, 595]
    assert "牛吃了苗。……" in reading_paper.text(pdf)


def test_a_desk_without_telephone_leaves_a_line_and_a_case_without_id_no_code() -> None:
    pdf = draw(Slip.of(CaseRecord(), None, None, None, "a step of a newer chart"), HOUSE)
    text = reading_paper.text(pdf)
    assert "联系电话：地址：" in text
    assert "下一步" not in text
    assert "None" not in text


def test_the_same_case_gives_the_same_slip_with_embedded_fonts() -> None:
    case = put(_registered(land()), "parties[0].name", "㛃䶮𬭳𠅤")
    first = draw(_slip(case), HOUSE)
    assert first == draw(_slip(case), HOUSE)
    assert all(reading_paper.font_names(first).values())
    assert "当事人：㛃䶮𬭳𠅤、李某" in reading_paper.text(first)


def test_a_practice_slip_says_so() -> None:
    practising = House(HOUSE.switches, practice=True)
    assert "练习用纸，不具效力" in reading_paper.text(draw(_slip(land()), practising))


def test_an_unknown_key_in_the_words_is_refused_by_name() -> None:
    with pytest.raises(msgspec.ValidationError, match="colour"):
        Words.from_toml('colour = "red"\n' + read_resource("documents", "slip.toml"))


def test_every_step_of_the_chart_has_a_sentence_for_the_citizen_and_none_claims_what_is_not_yet() -> None:
    flow = load(read_resource("flows", "one_stop.toml"), "one_stop.toml")
    assert set(shipped().next) == {node.id for node in flow.nodes}
    for node in ("intake", "triage", "screening", "written", "effect"):
        assert "已经生效" not in shipped().next[node]
        assert "已受理" not in shipped().next[node]
