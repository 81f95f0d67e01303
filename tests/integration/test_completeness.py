"""What a dossier must have: one list for the page of materials and for what is called missing."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
import scans

from jxdesk.desk import Desk
from jxdesk.documents import completeness
from jxdesk.documents.completeness import Needs
from jxdesk.paths import read_resource

SAMPLES = Path(__file__).parents[1] / "data" / "sample_cases.json"
LAND = "集福人调字〔2025〕第17号"
WAGES = "集福人调字〔2026〕第33号"


@pytest.fixture
def case(desk: Desk, tmp_path: Path) -> str:
    """The land case with all its scans but the signed agreement."""
    desk.files.import_files([SAMPLES])
    found = desk.cases.resolve(LAND)
    scan = scans.kept(tmp_path, "1.jpg", scans.photo())
    for slot in ("identity", "evidence", "performance"):
        desk.materials.add(found, slot, scan)
    return found


def test_what_is_missing_is_said_with_how_much_it_matters(desk: Desk, case: str) -> None:
    gaps = {gap.title: gap.required for gap in desk.dossiers.gaps(desk.cases.record(case))}
    assert gaps == {"签好字的协议书（扫描件）": True}
    wages = {
        gap.title: gap.required for gap in desk.dossiers.gaps(desk.cases.record(desk.cases.resolve(WAGES)))
    }
    assert wages["当事人身份证明"] is True
    assert wages["移送（委托）函"] is False
    assert wages["司法确认有关材料"] is True


def test_the_page_of_materials_and_the_dossier_want_the_same(desk: Desk, case: str) -> None:
    """The three samples, of which 33 was transferred; the land case transferred; a draft; one refused."""
    samples = [desk.cases.record(one) for one in desk.files.numbered()]
    assert len(samples) == 3
    land = desk.cases.record(case)
    handed = msgspec.structs.replace(
        land, source=msgspec.structs.replace(land.source, transfer_org="集贤县公安局福利派出所"), materials=[]
    )
    draft = desk.cases.begin()
    refused = msgspec.structs.replace(draft, mode="不予受理")
    for one in (*samples, handed, draft, refused):
        shelf = {
            (shelf.id, shelf.wanted == "required")
            for shelf in desk.materials.shelves_of(one)
            if shelf.wanted and not shelf.kept
        }
        assert shelf == {(gap.slot, gap.required) for gap in desk.dossiers.gaps(one) if gap.slot}
    lacking = {shelf.id: shelf.wanted for shelf in desk.materials.shelves_of(handed) if shelf.wanted}
    assert lacking["transfer"] == "as-needed"
    assert lacking["signed"] == lacking["identity"] == "required"
    assert "transfer" not in {shelf.id for shelf in desk.materials.shelves_of(land) if shelf.wanted}


def test_a_case_without_an_ending_says_so_and_a_refused_one_has_no_dossier(desk: Desk) -> None:
    draft = desk.cases.begin()
    titles = [gap.title for gap in desk.dossiers.gaps(draft)]
    assert "人民调解记录" in titles
    assert "协议书、口头协议登记表或者终止调解告知书" in titles
    refused = msgspec.structs.replace(draft, mode="不予受理")
    assert desk.dossiers.gaps(refused) == ()


def test_a_county_list_with_a_line_for_nothing_is_refused() -> None:
    text = read_resource("documents", "completeness.toml")
    assert completeness.shipped() == Needs.from_toml(text)
    with pytest.raises(ValueError, match="exactly one"):
        Needs.from_toml(text + '\n[[need]]\nwhen = "always"\nlevel = "required"\n')
    known = {slot.id for slot in completeness.contents.shipped().slot}
    assert {need.slot for need in completeness.shipped().need if need.slot} <= known
