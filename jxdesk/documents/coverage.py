"""Which ideographs print and show: every block of Unicode counted against the shipped fonts, what is missing listed.

``docs/coverage.md`` is what ``jxdesk doctor --fonts`` prints; a test holds the two together, so that a font cut
too far is a line in a diff and not a blank in somebody's name. The count of GB 18030-2022 (强制性国家标准, 实现级别3,
87887 ideographs) is derived from the blocks it names: what Unicode 11 had of them and the twelve of U+FA0E–FA29 that
are ideographs of their own; the standard's own table was not at hand. [from memory]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from fontTools.ttLib import TTFont as FontFile

from jxdesk.documents.fonts import Face, face_for, points
from jxdesk.paths import resource

Ranges = tuple[tuple[int, int], ...]

UNIFIED_AMONG_COMPATIBILITY: Ranges = (
    (0xFA0E, 0xFA0F), (0xFA11, 0xFA11), (0xFA13, 0xFA14), (0xFA1F, 0xFA1F), (0xFA21, 0xFA21),
    (0xFA23, 0xFA24), (0xFA27, 0xFA29),
)  # fmt: skip
BLOCKS: dict[str, Ranges] = {
    "〇": ((0x3007, 0x3007),),
    "基本区 URO": ((0x4E00, 0x9FFF),),
    "扩展A": ((0x3400, 0x4DBF),),
    "扩展B": ((0x20000, 0x2A6DF),),
    "扩展C": ((0x2A700, 0x2B739),),
    "扩展D": ((0x2B740, 0x2B81D),),
    "扩展E": ((0x2B820, 0x2CEA1),),
    "扩展F": ((0x2CEB0, 0x2EBE0),),
    "扩展G": ((0x30000, 0x3134A),),
    "扩展H": ((0x31350, 0x323AF),),
    "兼容汉字": ((0xF900, 0xFA6D), (0xFA70, 0xFAD9)),
    "兼容汉字补充": ((0x2F800, 0x2FA1D),),
}
"""Assigned ideographs of Unicode 15.0 by block."""
GB_18030_LEVEL_3: Ranges = (
    (0x4E00, 0x9FEF), (0x3400, 0x4DB5), (0x20000, 0x2A6D6), (0x2A700, 0x2B734), (0x2B740, 0x2B81D),
    (0x2B820, 0x2CEA1), (0x2CEB0, 0x2EBE0), *UNIFIED_AMONG_COMPATIBILITY,
)  # fmt: skip
# On the screen Qt asks the families of ui/theme.py in this order.
ON_SCREEN = (Face.HEI, Face.RARE_B_TO_F, Face.RARE_MORE)
SHORT = {Face.SONG: "宋体", Face.HEI: "黑体", Face.RARE_B_TO_F: "HanaMinB", Face.RARE_MORE: "JX Han"}


@dataclass(frozen=True)
class BlockCoverage:
    """One block: how many characters each font draws where Song is asked for, and what none draws."""

    name: str
    count: int
    on_paper: dict[str, int]
    on_screen: dict[str, int]
    missing: tuple[int, ...]
    missing_on_screen: tuple[int, ...]


def spread(ranges: Ranges) -> Iterator[int]:
    """Every code point of inclusive ranges."""
    for first, last in ranges:
        yield from range(first, last + 1)


def coverage() -> list[BlockCoverage]:
    """The blocks in order and GB 18030-2022 level 3 last; reads every font's character map (half a second)."""
    named = {**BLOCKS, "GB 18030-2022 级别3": GB_18030_LEVEL_3}
    return [_covered(name, tuple(spread(ranges))) for name, ranges in named.items()]


def _covered(name: str, block: tuple[int, ...]) -> BlockCoverage:
    paper = {point: face_for(chr(point), Face.SONG) for point in block}
    screen = {point: next((face for face in ON_SCREEN if point in points(face)), None) for point in block}
    return BlockCoverage(
        name,
        len(block),
        _counts(paper.values()),
        _counts(screen.values()),
        tuple(point for point, face in paper.items() if face is None),
        tuple(point for point, face in screen.items() if face is None),
    )


def _counts(faces: Iterable[Face | None]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for face in faces:
        if face is not None:
            counted[SHORT[face]] = counted.get(SHORT[face], 0) + 1
    return counted


def table(blocks: Iterable[BlockCoverage]) -> list[str]:
    """The counts as lines of a Markdown table."""
    lines = [
        "| 区 | 字数 | 纸上由谁印 | 屏幕由谁显示 | 印不出 | 显示不出 |",
        "|---|--:|---|---|--:|--:|",
    ]
    for one in blocks:
        cells = [one.name, str(one.count), _said(one.on_paper), _said(one.on_screen)]
        lines.append(f"| {' | '.join(cells)} | {len(one.missing)} | {len(one.missing_on_screen)} |")
    return lines


def page(blocks: list[BlockCoverage]) -> str:
    """``docs/coverage.md``: the table, every missing code point, and which files were asked."""
    lines = [
        "# 哪些汉字印得出、显示得出",
        "",
        "本页由 `jxdesk doctor --fonts` 生成，测试保证它与随程序提供的字体一致。",
        "分区按 Unicode 15.0；“GB 18030-2022 级别3”是其中前七区在 Unicode 11 时的字加兼容区里 12 个独立的字。",
        "",
        *table(blocks),
        "",
        "## 没有一种随程序字体能印的字",
        "",
    ]
    for one in blocks:
        if one.missing:
            lines += [f"**{one.name}**（{len(one.missing)}字）：{_ranges(one.missing)}", ""]
    if not any(one.missing for one in blocks):
        lines += ["没有。", ""]
    lines += ["## 字体", ""]
    lines += [f"- {SHORT[face]}：{face.value}（{_version(face)}）" for face in SHORT]
    return "\n".join(lines) + "\n"


def as_data(blocks: Iterable[BlockCoverage]) -> list[dict[str, object]]:
    """The same for ``--json``: code points as numbers."""
    return [asdict(one) for one in blocks]


def _said(counts: dict[str, int]) -> str:
    return "，".join(f"{name} {count}" for name, count in counts.items()) or "—"


def _ranges(missing: tuple[int, ...]) -> str:
    runs: list[list[int]] = []
    for point in missing:
        if runs and runs[-1][1] == point - 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return " ".join(
        f"U+{first:04X}" if first == last else f"U+{first:04X}–{last:04X}" for first, last in runs
    )


def _version(face: Face) -> str:
    with resource("fonts", face.value).open("rb") as stream, FontFile(stream, lazy=True) as font:
        return str(font["name"].getDebugName(5) or "无版本号").partition(";")[0]
