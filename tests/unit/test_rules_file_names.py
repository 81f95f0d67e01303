"""A title becomes part of a file name: no character a disk refuses, never too long, never empty."""

from __future__ import annotations

import pytest

from jxdesk.rules.file_names import LONGEST, part_of_file_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("借条2020/3/1", "借条2020 3 1"),
        ('"a" ? : * < > | \\ b', "a b"),
        ("一\x00二\t三\n四", "一二 三 四"),
        ("结尾. .", "结尾"),
        ("///", "其他材料"),
        ("..", "其他材料"),
        ("", "其他材料"),
        ("当事人身份证明：张某", "当事人身份证明：张某"),
    ],
)
def test_what_a_disk_refuses_is_left_out(title: str, name: str) -> None:
    assert part_of_file_name(title, "其他材料") == name


def test_a_long_title_is_trimmed_to_fit_any_disk() -> None:
    assert part_of_file_name("长" * 300, "x") == "长" * LONGEST
    rare = part_of_file_name("\U00020000" * 300, "x")
    assert len(f"1234 {rare}.pdf".encode()) <= 255
    assert part_of_file_name("长" * (LONGEST - 1) + " 尾", "x") == "长" * (LONGEST - 1)
