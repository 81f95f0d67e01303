"""Builds resources/characters from the Unihan database in Debian's ``unicode-data``: what the picker and R-31 look up.

Run ``python installer/build_characters.py`` on Debian 12 (apt-get and dpkg-deb), or with ``--sources`` naming a folder
where the package is unpacked. Written are ``ideographs.tsv`` (radical, strokes, readings of every ideograph up to
Ext H), ``variants.tsv`` (which character may stand for which) and the licence, which wants it said that the data was
changed: only the fields named here are kept, tone marks and numbers as they were.
"""

from __future__ import annotations

import argparse
import bz2
import re
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "resources" / "characters"
PACKAGE = "unicode-data"
VERSION = "15.0.0-1"
HEAD = "# From the Unihan database 15.0.0, cut for jxdesk by installer/build_characters.py; LICENSE-Unihan.txt.\n"
READINGS = ("kMandarin", "kTGHZ2013", "kXHC1983", "kHanyuPinyin")
"""Best first. The last three carry places in dictionaries before the reading."""
VARIANTS = (
    "kZVariant",
    "kSemanticVariant",
    "kSimplifiedVariant",
    "kTraditionalVariant",
    "kCompatibilityVariant",
)
_POINT = re.compile(r"U\+([0-9A-F]{4,5})")


def fields(folder: Path, *files: str) -> Iterator[tuple[str, str, str]]:
    """Character, field and value of every line of some Unihan files."""
    for name in files:
        text = bz2.decompress((folder / f"Unihan_{name}.txt.bz2").read_bytes()).decode("utf-8")
        for line in text.splitlines():
            if line.startswith("U+"):
                point, field, value = line.split("\t")
                yield chr(int(point, 0)), field, value


def syllables(field: str, value: str) -> list[str]:
    """``10019.020:dà,dài,tài`` as its readings."""
    found = []
    for word in value.split():
        found += word.rpartition(":")[2].split(",") if field != "kMandarin" else [word]
    return found


def ideographs(folder: Path) -> str:
    """One line a character: itself, radical.residual (several may be), strokes (several may be), readings."""
    shape: dict[str, dict[str, str]] = defaultdict(dict)
    sound: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for character, field, value in fields(folder, "IRGSources"):
        if field in {"kRSUnicode", "kTotalStrokes"}:
            shape[character][field] = value
    for character, field, value in fields(folder, "Readings"):
        if field in READINGS:
            sound[character][field] = syllables(field, value)
    lines = []
    for character in sorted(shape):
        radicals = shape[character]["kRSUnicode"].replace("'", "")  # 120' and 120 are looked up as one
        heard = [one for field in READINGS for one in sound[character].get(field, [])]
        cells = (character, _once(radicals.split()), shape[character]["kTotalStrokes"], _once(heard))
        lines.append("\t".join(cells).rstrip() + "\n")
    return HEAD + "".join(lines)


def variants(folder: Path) -> str:
    """One line a character: itself and every character that it is a variant of, or that is one of it."""
    pairs: dict[str, set[str]] = defaultdict(set)
    for character, field, value in fields(folder, "Variants", "IRGSources"):
        if field in VARIANTS:
            for point in _POINT.findall(value):
                other = chr(int(point, 16))
                if other != character:
                    pairs[character].add(other)
                    pairs[other].add(character)
    return HEAD + "".join(f"{one}\t{''.join(sorted(pairs[one]))}\n" for one in sorted(pairs))


def _once(words: list[str]) -> str:
    return " ".join(dict.fromkeys(words))


def fetch(folder: Path) -> None:
    """Get and unpack the package into ``folder``."""
    subprocess.run(["apt-get", "download", f"{PACKAGE}={VERSION}"], cwd=folder, check=True)
    (archive,) = folder.glob("*.deb")
    subprocess.run(["dpkg-deb", "-x", archive, folder], check=True)


def main() -> None:
    """Fetch (unless --sources names an unpacked folder) and write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sources", type=Path, help="folder with unicode-data already unpacked")
    given = parser.parse_args().sources
    with tempfile.TemporaryDirectory() as scratch:
        root = given or Path(scratch)
        if given is None:
            fetch(root)
        folder = root / "usr/share/unicode"
        TARGET.mkdir(exist_ok=True)
        for name, text in (("ideographs.tsv", ideographs(folder)), ("variants.tsv", variants(folder))):
            (TARGET / name).write_text(text, encoding="utf-8")
            print(f"{name}: {len(text.splitlines()) - 1} characters, {len(text.encode()) / 1e6:.1f} MB")
        licence = (root / f"usr/share/doc/{PACKAGE}/copyright").read_text(encoding="utf-8")
        (TARGET / "LICENSE-Unihan.txt").write_text(licence, encoding="utf-8")


if __name__ == "__main__":
    main()
