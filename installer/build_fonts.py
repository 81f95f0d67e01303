"""Builds resources/fonts from packaged sources; odd: every result is a cut, and says so inside itself.

Run ``python installer/build_fonts.py`` on Debian 12 with npm, apt-get and dpkg-deb. The sources are
fetched through the ordinary package clients into a temporary folder, checked for the version named
here, cut with fontTools (hinting, layout and vertical tables go: paper needs none of them) and
written beside their licences. Two fonts get another name: LXGW WenKai because its OFL reserves
"LXGW" and "霞鹜" for unmodified fonts, BabelStone Han because the Arphic licence wants a changed
file to say so. FandolFang is turned from CFF into quadratic outlines: reportlab takes no CFF.
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

TARGET = Path(__file__).resolve().parent.parent / "resources" / "fonts"
NPM = ("@expo-google-fonts/noto-serif-sc@0.4.3", "@expo-google-fonts/noto-sans-sc@0.4.3")
DEBIAN = {
    "fonts-lxgw-wenkai": "1.250+repack-1",
    "fonts-hanazono": "20170904-2.1",
    "fonts-babelstone-han": "15.0.5-2",
    "texlive-lang-chinese": "2022.20230122-1",
    "unicode-data": "15.0.0-1",
}
DAY_OF_CHANGE = "2026-11-23"
TRUETYPE = "usr/share/fonts/truetype"
DROPPED = ["BASE", "DSIG", "FFTM", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "gasp", "meta", "vhea", "vmtx"]
# What a page of ours may carry beside Chinese characters: Latin, punctuation, ①, □, full-width forms.
SIGNS = (
    (0x20, 0x7E), (0xA0, 0xFF), (0x2000, 0x206F), (0x2100, 0x22FF), (0x2460, 0x24FF), (0x2500, 0x26FF),
    (0x3000, 0x303F), (0x3100, 0x312F), (0x3200, 0x33FF), (0xFF00, 0xFFEF),
)  # fmt: skip
EXT_B_TO_F = ((0x20000, 0x2A6DF), (0x2A700, 0x2EBEF))
# What HanaMinB (2017) and Noto do not have: later additions to the first blocks (U+4DB6, U+9FF0, U+2A6D7,
# U+2B735 and on), compatibility ideographs (an ID card may be spelt with one), Ext G and H.
EXT_G_H_AND_LATE = (
    (0x4DB6, 0x4DBF), (0x9FF0, 0x9FFF), (0xF900, 0xFAD9), (0x2A6D7, 0x2A6DF), (0x2B735, 0x2B739),
    (0x2F800, 0x2FA1D), (0x30000, 0x323AF),
)  # fmt: skip


@dataclass(frozen=True)
class Cut:
    """One font file to build: where from, which characters (None: all), and the new family name if any."""

    target: str
    source: str
    characters: frozenset[int] | None
    family: str | None = None
    changed: str = DAY_OF_CHANGE


def spread(ranges: Iterable[tuple[int, int]]) -> frozenset[int]:
    """All code points of inclusive ranges."""
    return frozenset(point for first, last in ranges for point in range(first, last + 1))


def standard_characters(unicode_data: Path) -> frozenset[int]:
    """通用规范汉字表 (8105, Unihan kTGH), GB 2312 and the signs a page needs."""
    text = bz2.decompress((unicode_data / "usr/share/unicode/Unihan_OtherMappings.txt.bz2").read_bytes())
    table = {int(hit, 16) for hit in re.findall(r"^U\+(\w+)\tkTGH\t", text.decode(), flags=re.MULTILINE)}
    if len(table) != 8105:
        raise SystemExit(f"kTGH should list 8105 characters, not {len(table)}")
    rows = (bytes([high, low]) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    simplified = {ord(row.decode("gb2312", "ignore") or " ") for row in rows}
    return frozenset(table | simplified) | spread(SIGNS)


def quadratic(font: Any) -> None:
    """Turn a CFF font into a glyf font in place; 1 unit of 1000 is the error allowed."""
    glyphs, outlines = font.getGlyphSet(), {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
        outlines[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = font.getGlyphOrder(), outlines
    font["maxp"].tableVersion = 0x00010000
    for field in (
        "maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
        "maxStackElements", "maxSizeOfInstructions", "maxComponentElements", "maxComponentDepth",
    ):  # fmt: skip
        setattr(font["maxp"], field, 1 if field == "maxZones" else 0)
    font["post"].formatType = 3.0
    del font["CFF "]
    font.sfntVersion = "\x00\x01\x00\x00"


def rename(font: Any, family: str | None, changed: str) -> None:
    """Say in the file that it is a cut, and give it ``family`` where the licence asks for another name."""
    names = font["name"]
    names.names = [n for n in names.names if n.nameID <= 14 and n.platformID == 3 and n.langID == 0x409]
    old = names.getDebugName(4)
    note = f"Cut from {old} ({names.getDebugName(5)}) for jxdesk on {changed}: hinting, layout and "
    names.setName(note + "vertical tables removed, some characters removed.", 10, 3, 1, 0x409)
    if family is not None:
        compact = family.replace(" ", "") + "-Regular"
        for number, text in ((1, family), (3, f"jxdesk:{compact}"), (4, family), (6, compact)):
            names.setName(text, number, 3, 1, 0x409)


def cut(job: Cut, sources: Path) -> None:
    """Build one file of resources/fonts."""
    options = Options()
    options.hinting, options.layout_features, options.glyph_names = False, [], False
    options.notdef_outline, options.recalc_timestamp, options.name_IDs = True, False, ["*"]
    options.drop_tables = [*options.drop_tables, *DROPPED]
    font = TTFont(sources / job.source, recalcTimestamp=False)
    if "CFF " in font:
        quadratic(font)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=job.characters or set(font.getBestCmap()))
    subsetter.subset(font)
    rename(font, job.family, job.changed)
    font.save(TARGET / job.target)
    print(f"{job.target}: {(TARGET / job.target).stat().st_size / 1e6:.1f} MB")


def fetch(folder: Path) -> None:
    """Get and unpack every source into ``folder``, one directory each."""
    for package in NPM:
        subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True)
    subprocess.run(
        ["apt-get", "download", *(f"{name}={version}" for name, version in DEBIAN.items())],
        cwd=folder,
        check=True,
    )
    for archive in folder.glob("*.tgz"):
        place = folder / archive.name.removeprefix("expo-google-fonts-").removesuffix("-0.4.3.tgz")
        place.mkdir()
        subprocess.run(["tar", "xzf", archive, "-C", place], check=True)
    for archive in folder.glob("*.deb"):
        subprocess.run(["dpkg-deb", "-x", archive, folder / archive.name.partition("_")[0]], check=True)


def jobs(standard: frozenset[int]) -> list[Cut]:
    """The eight files of resources/fonts."""
    serif, sans = "noto-serif-sc/package", "noto-sans-sc/package"
    kai = f"fonts-lxgw-wenkai/{TRUETYPE}/lxgw-wenkai/LXGWWenKai-Regular.ttf"
    opentype = "texlive-lang-chinese/usr/share/texlive/texmf-dist/fonts/opentype"
    fang = f"{opentype}/public/fandol/FandolFang-Regular.otf"
    hana = f"fonts-hanazono/{TRUETYPE}/hanazono/HanaMinB.ttf"
    babelstone = f"fonts-babelstone-han/{TRUETYPE}/babelstone/BabelStoneHan.ttf"
    return [
        Cut("NotoSerifSC-Regular.ttf", f"{serif}/400Regular/NotoSerifSC_400Regular.ttf", None),
        Cut("NotoSerifSC-Bold.ttf", f"{serif}/700Bold/NotoSerifSC_700Bold.ttf", standard),
        Cut("NotoSansSC-Regular.ttf", f"{sans}/400Regular/NotoSansSC_400Regular.ttf", None),
        Cut("NotoSansSC-Bold.ttf", f"{sans}/700Bold/NotoSansSC_700Bold.ttf", standard),
        Cut("JXKai-Regular.ttf", kai, standard, "JX Kai"),
        Cut("FandolFang-Regular.ttf", fang, None),
        Cut("HanaMinB.ttf", hana, spread(EXT_B_TO_F)),
        Cut("JXHan-Regular.ttf", babelstone, spread(EXT_G_H_AND_LATE), "JX Han", "2026-11-25"),
    ]


def plain(sources: Path) -> Callable[[str], str]:
    """Reader of a licence text, packed or not."""

    def read(name: str) -> str:
        path = sources / name
        return (
            gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text("utf-8")
        )

    return read


def licences(sources: Path) -> None:
    """Put the licence text of each source beside its font."""
    read = plain(sources)
    fandol = "texlive-lang-chinese/usr/share/doc/texlive-doc/fonts/fandol"
    texts = {
        "LICENSE-NotoSerifSC.txt": read("noto-serif-sc/package/LICENSE_FONT"),
        "LICENSE-NotoSansSC.txt": read("noto-sans-sc/package/LICENSE_FONT"),
        "LICENSE-JXKai.txt": read("fonts-lxgw-wenkai/usr/share/doc/fonts-lxgw-wenkai/copyright"),
        "LICENSE-HanaMinB.txt": read("fonts-hanazono/usr/share/doc/fonts-hanazono/copyright"),
        "LICENSE-JXHan.txt": read("fonts-babelstone-han/usr/share/doc/fonts-babelstone-han/copyright"),
        "LICENSE-FandolFang.txt": read(f"{fandol}/README")
        + "\n"
        + "=" * 72
        + "\n\n"
        + read(f"{fandol}/COPYING.gz"),
    }
    for name, text in texts.items():
        (TARGET / name).write_text(text, encoding="utf-8")


def main() -> None:
    """Fetch (unless --sources names an unpacked folder), cut, and write licences."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sources", type=Path, help="folder with the sources already unpacked")
    given = parser.parse_args().sources
    with tempfile.TemporaryDirectory() as scratch:
        sources = given or Path(scratch)
        if given is None:
            fetch(sources)
        for job in jobs(standard_characters(sources / "unicode-data")):
            cut(job, sources)
        licences(sources)


if __name__ == "__main__":
    main()
