"""Every name prints: each assigned ideograph against the shipped fonts, as a table in the log and a page in docs."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from reading_paper import font_names, text

from jxdesk.cli import main
from jxdesk.documents import coverage
from jxdesk.documents.agreement import draw, from_case
from jxdesk.documents.catalogue import shipped
from jxdesk.documents.fonts import Face, face_for
from jxdesk.documents.house import House
from jxdesk.rules.case_record import Agreement, CaseRecord

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def blocks() -> list[coverage.BlockCoverage]:
    return coverage.coverage()


def test_the_table_of_coverage_is_written_into_the_log(
    blocks: list[coverage.BlockCoverage], record_property: Callable[[str, object], None]
) -> None:
    lines = coverage.table(blocks)
    record_property("table: 汉字覆盖（字体）", "\n".join(lines))
    assert len(lines) == 2 + len(coverage.BLOCKS) + 1


def test_level_3_of_gb_18030_2022_is_its_87887_ideographs_and_all_print_and_show(
    blocks: list[coverage.BlockCoverage],
) -> None:
    level = blocks[-1]
    assert level.count == 87_887
    assert (level.missing, level.missing_on_screen) == ((), ())


def test_only_extension_g_and_h_have_characters_that_no_font_prints(
    blocks: list[coverage.BlockCoverage],
) -> None:
    assert {one.name: len(one.missing) for one in blocks if one.missing} == {"扩展G": 1894, "扩展H": 1921}


def test_the_counts_of_a_block_add_up(blocks: list[coverage.BlockCoverage]) -> None:
    for one in blocks:
        assert sum(one.on_paper.values()) + len(one.missing) == one.count
        assert sum(one.on_screen.values()) + len(one.missing_on_screen) == one.count


def test_the_page_in_docs_lists_what_is_missing_as_the_fonts_are_today(
    blocks: list[coverage.BlockCoverage],
) -> None:
    written = (DOCS / "coverage.md").read_text(encoding="utf-8")
    assert written == coverage.page(blocks), "run: jxdesk doctor --fonts > docs/coverage.md"


def test_the_doctor_prints_the_same_page_without_a_desk(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["doctor", "--fonts", "--data", str(tmp_path / "none")]) == 0
    assert capsys.readouterr().out == (DOCS / "coverage.md").read_text(encoding="utf-8")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("block", list(coverage.BLOCKS))
def test_a_sample_of_a_block_is_copied_from_the_paper_as_it_was_written(block: str) -> None:
    points = [p for p in coverage.spread(coverage.BLOCKS[block]) if face_for(chr(p), Face.FANG)]
    chosen = random.Random(block).sample(points, min(40, len(points)))
    wanted = "".join(map(chr, sorted(chosen)))
    house = House(shipped().switches)
    printed = draw(from_case(CaseRecord(agreement=Agreement(facts=wanted)), house), house)
    assert wanted in text(printed.pdf)
    assert all(font_names(printed.pdf).values()), "a font is not embedded"
