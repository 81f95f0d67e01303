"""ID numbers: what they say, which digit looks wrong, and how old somebody is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxdesk.paths import read_resource
from jxdesk.rules.organisation_code import check_character, code_faults
from jxdesk.rules.person_id import Regions, age_on, check_digit, read_id

GOOD = "230521196305129972"
TODAY = date(2026, 7, 1)


@pytest.fixture(scope="module")
def regions() -> Regions:
    return Regions.from_toml(read_resource("codes", "id_regions.toml"))


def test_a_good_number_tells_birth_and_sex(regions: Regions) -> None:
    reading = read_id(GOOD, today=TODAY, regions=regions)
    assert reading.valid
    assert (reading.birth, reading.sex) == (date(1963, 5, 12), "男")
    assert reading.messages == ()


def test_an_even_seventeenth_digit_is_a_woman() -> None:
    assert read_id("230521197103089989").sex == "女"


def test_full_width_digits_spaces_and_a_small_x_are_put_right() -> None:
    number = "23052119800101997"
    small = number + check_digit(number).lower()
    assert read_id(" ２３０５２１ 19630512 9972 ").text == GOOD
    with_x = next(
        f"2305211980010{n:04d}X" for n in range(9960, 9999) if check_digit(f"2305211980010{n:04d}") == "X"
    )
    assert read_id(with_x.lower()).valid
    assert read_id(small).valid


def test_a_wrong_check_digit_names_position_18_and_does_not_pretend_to_know_more() -> None:
    reading = read_id("230521196305129973", today=TODAY)
    assert not reading.valid
    assert len(reading.faults) == 1
    assert "第18位按前17位推算应为2，现在是3" in reading.faults[0]
    assert reading.birth == date(1963, 5, 12)


def test_a_wrong_month_names_positions_11_and_12() -> None:
    reading = read_id("230521196315129972", today=TODAY)
    assert "第11、12位是出生月份，现在是15" in reading.faults[0]
    assert reading.birth is None


def test_the_one_digit_that_must_be_wrong_is_named() -> None:
    reading = read_id("230521196315129972", today=TODAY)
    assert reading.faults[1] == "如果只抄错一位，那就是第11位：应为0，现在是1。"


def test_a_day_that_does_not_exist_is_named() -> None:
    assert "2月30日不存在" in read_id("230521196302309972").faults[0]
    assert "1963年没有2月29日" in read_id("230521196302299972").faults[0]


def test_a_birth_in_the_future_is_a_fault_only_when_today_is_known() -> None:
    first17 = "23052120270101997"
    number = first17 + check_digit(first17)
    assert read_id(number).valid
    assert "第7至14位是出生日期" in read_id(number, today=TODAY).faults[0]


def test_a_letter_inside_is_named_by_its_position() -> None:
    assert read_id("23O521196305129972").faults == ("第3位“O”不是数字，请核对。",)


def test_a_missing_digit_is_told_by_length() -> None:
    assert "现在是17位" in read_id(GOOD[:-1]).faults[0]


def test_an_old_number_is_read_and_kept_as_text() -> None:
    reading = read_id("230521630512997")
    assert reading.valid
    assert (reading.form, reading.text) == ("15", "230521630512997")
    assert (reading.birth, reading.sex) == (date(1963, 5, 12), "男")
    assert "15位旧号码" in reading.warnings[0]


def test_an_unknown_region_is_a_warning_and_not_a_fault(regions: Regions) -> None:
    first17 = "23052919630512997"
    reading = read_id(first17 + check_digit(first17), regions=regions)
    assert reading.valid
    assert "不是已知的地区代码" in reading.warnings[0]


def test_a_region_elsewhere_in_the_country_is_not_doubted(regions: Regions) -> None:
    first17 = "45012319680512997"
    assert read_id(first17 + check_digit(first17), regions=regions).messages == ()


@given(st.text(max_size=20))
def test_any_text_can_be_read(text: str) -> None:
    reading = read_id(text, today=TODAY)
    assert reading.valid or reading.faults


@given(st.integers(0, 17), st.integers(1, 9))
def test_any_single_mistyped_digit_is_noticed(at: int, shift: int) -> None:
    wrong = GOOD[:at] + str((int(GOOD[at]) + shift) % 10) + GOOD[at + 1 :]
    assert not read_id(wrong, today=TODAY).valid


@pytest.mark.parametrize(
    ("birth", "on", "age"),
    [
        ("1963-05-12", "2025-03-17", 61),
        ("1963-05-12", "2025-05-11", 61),
        ("1963-05-12", "2025-05-12", 62),
        ("2008-02-29", "2026-02-27", 17),
        ("2008-02-29", "2026-02-28", 18),
        ("2008-02-29", "2024-02-28", 15),
        ("2008-02-29", "2024-02-29", 16),
        ("2030-01-01", "2026-01-01", 0),
    ],
)
def test_age_is_counted_in_full_years(birth: str, on: str, age: int) -> None:
    assert age_on(date.fromisoformat(birth), date.fromisoformat(on)) == age


def test_a_good_organisation_code_has_no_fault() -> None:
    assert code_faults("91230521MA0000007D") == ()
    assert code_faults("９１230521ma0000007d ") == ()


def test_a_wrong_organisation_code_names_the_position() -> None:
    assert "第18位按前17位推算应为D" in code_faults("91230521MA0000007E")[0]
    assert "第11位“O”" in code_faults("91230521MAO000007D")[0]
    assert "现在是17位" in code_faults("91230521MA0000007")[0]


def test_the_check_character_of_a_well_known_code() -> None:
    assert check_character("91350100M000100Y4") == "3"  # the example printed in GB 32100-2015
