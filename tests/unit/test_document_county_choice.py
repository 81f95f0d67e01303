"""What a county uses is data: which documents, in which order they are bound, what it prints beside them."""

from __future__ import annotations

import msgspec
import pytest
import reading_paper
from county_resources import County
from sample_records import land, neighbours, wages

from jxdesk.documents import binding, catalogue, contents, press
from jxdesk.documents.binding import Binding
from jxdesk.documents.house import House
from jxdesk.documents.press import DocumentRef
from jxdesk.errors import UserError
from jxdesk.paths import read_resource
from jxdesk.rules.case_record import CaseRecord

ORDERS = ("local_13", "national_9")


def _contents(case: CaseRecord) -> list[str]:
    """The names in the contents, in their order."""
    house = House(catalogue.shipped().switches)
    printed = press.printed(case, DocumentRef("contents", 1, ""), house)
    lines = [line for page in reading_paper.pages(printed.pdf) for line in page]
    return [line.lstrip("0123456789") for line in lines[lines.index("序号文书名称页号备注") + 1 :]]


def _places(case: CaseRecord, *names: str) -> list[int]:
    rows = _contents(case)
    return [next(at for at, row in enumerate(rows) if row.startswith(name)) for name in names]


@pytest.mark.parametrize("name", ORDERS)
def test_every_document_and_every_material_has_its_place_in_both_orders(name: str) -> None:
    listed = set(binding.shipped(name).ids())
    assert {entry.id for entry in catalogue.shipped().document} - listed == set()
    assert {slot.id for slot in contents.shipped().slot} - listed == set()


def test_the_orders_have_thirteen_and_nine_items() -> None:
    assert [len(binding.shipped(name).item) for name in ORDERS] == [13, 9]
    assert all(binding.shipped(name).ids()[0] == "cover" for name in ORDERS)
    assert all(binding.shipped(name).ids()[-1] == "back-cover" for name in ORDERS)


def test_the_dossier_is_bound_in_the_order_the_county_names(county_files: County) -> None:
    identity, told, asked = _places(wages(), "当事人身份证明", "当事人权利义务告知书", "人民调解调查记录")
    assert told < identity < asked
    county_files.edit("catalogue.toml", 'dossier = "local_13"', 'dossier = "national_9"')
    told, asked, evidence, identity, proxy, session = _places(
        wages(), "当事人权利义务告知书", "人民调解调查记录", "人民调解证据材料", "当事人身份证明",
        "授权委托书", "人民调解记录",
    )  # fmt: skip
    assert told < asked < evidence < identity < proxy < session
    ids = [ref.document_id for ref in press.applicable(wages())]
    assert ids[0] == "cover"
    assert ids[-1] == "back-cover"
    assert ids.index("investigation") < ids.index("power-of-attorney") < ids.index("mediation-record")


def test_a_county_may_bind_in_an_order_of_its_own(county_files: County) -> None:
    own = 'version = "1"\ntitle = "本县目录"\nfront = ["cover", "contents"]\n[[item]]\ntitle = "一"\nneed = "必须"\n'
    own += (
        'holds = ["agreement", "acceptance"]\n[[item]]\ntitle = "末"\nneed = "必须"\nholds = ["back-cover"]\n'
    )
    (county_files.folder / "documents" / "dossier" / "own.toml").write_text(own, encoding="utf-8")
    county_files.edit("catalogue.toml", 'dossier = "local_13"', 'dossier = "own"')
    ids = [ref.document_id for ref in press.applicable(land())]
    assert ids[:4] == ["cover", "contents", "agreement", "acceptance"]
    assert ids[-1] == "back-cover", "what the county's order does not name goes before its last item"
    assert set(ids) > {"situation-note", "follow-up"}


def test_an_order_that_is_not_there_is_said_in_a_sentence(county_files: County) -> None:
    county_files.edit("catalogue.toml", 'dossier = "local_13"', 'dossier = "lost"')
    with pytest.raises(UserError, match=r"dossier/lost\.toml"):
        press.applicable(land())


def test_an_order_that_lists_a_paper_twice_or_an_unknown_need_is_refused() -> None:
    text = read_resource("documents", "dossier", "local_13.toml")
    with pytest.raises(ValueError, match="twice: follow-up"):
        Binding.from_toml(text.replace('["identity"]', '["identity", "follow-up"]'))
    with pytest.raises(msgspec.ValidationError, match="随意"):
        Binding.from_toml(text.replace('need = "按需"', 'need = "随意"'))


def test_a_document_the_county_does_not_use_is_offered_nowhere(county_files: County) -> None:
    case = msgspec.structs.replace(land(), dossier=None)
    assert "closing-report" in {ref.document_id for ref in press.printable(case)}
    assert "结案报告" in "".join(_contents(land()))
    county_files.drop("closing-report")
    assert "closing-report" not in {ref.document_id for ref in press.printable(case)}
    assert "closing-report" not in {ref.document_id for ref in press.applicable(land())}
    assert "结案报告" not in "".join(_contents(land()))
    assert press.asked(land(), "closing-report") == ()
    with pytest.raises(UserError, match="没有“closing-report”这种文书") as refused:
        press.produce(land(), DocumentRef("closing-report", 1, ""), House(catalogue.shipped().switches))
    assert "closing-report、" not in refused.value.remedy


def test_pages_are_counted_without_what_is_not_used(county_files: County) -> None:
    def last(case: CaseRecord) -> str:
        return _contents(case)[-1]

    assert last(land()) == "卷宗情况说明26"
    county_files.drop("closing-report")
    assert last(land()) == "卷宗情况说明25"
    county_files.drop("situation-note")
    assert not last(land()).startswith("卷宗情况说明")


def test_need_stands_in_the_contents_only_where_the_county_prints_it(county_files: County) -> None:
    assert not [row for row in _contents(neighbours()) if "必须" in row or "按需" in row]
    county_files.edit("catalogue.toml", "contents_shows_need = false", "contents_shows_need = true")
    rows = _contents(neighbours())
    assert rows[0].startswith("人民调解受理登记表1必须")
    assert next(row for row in rows if row.startswith("人民调解证据材料")).endswith("按需，1页")


def test_years_of_keeping_stand_on_the_cover_only_where_the_county_prints_them(county_files: County) -> None:
    def cover() -> str:
        house = House(catalogue.shipped().switches)
        return reading_paper.text(press.produce(land(), DocumentRef("cover", 1, ""), house))

    assert "保管期限：长期备注" in cover()
    county_files.edit("catalogue.toml", "retention_years = false", "retention_years = true")
    assert "保管期限：长期（30年）备注" in cover()
    county_files.edit("retention.toml", "years = 30", "years = 60")
    assert "保管期限：长期（60年）备注" in cover()
