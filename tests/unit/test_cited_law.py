"""What was cited from memory says so, and what our notes on the law settle does not (tests/data/settled_law.toml)."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from jxdesk.paths import resources_root

DATA = Path(__file__).parents[1] / "data"
MARK = "凭记忆，待核"
SHORT = {"若干规定": "人民调解工作若干规定", "民诉法": "民事诉讼法"}
_ARTICLE = re.compile(r"(?P<law>[一-鿿]*?)至?第(?P<number>[零一二三四五六七八九十百千]+|[0-9]+)条")
_LINE = re.compile(r"law = (?P<said>[^#]*)(?P<remark>#.*)?")
_DIGITS = "零一二三四五六七八九"
_UNITS = {"十": 10, "百": 100, "千": 1000}


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    whole, digit = 0, 0
    for character in text:
        if character in _UNITS:
            whole += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS.index(character)
    return whole + digit


def _cited(text: str) -> Iterator[tuple[str, int]]:
    """Law and article of each citation; of a range its two ends, which is what the notes give."""
    law = ""
    for match in _ARTICLE.finditer(text):
        law = SHORT.get(match["law"], match["law"]) or law
        yield law, _number(match["number"])


def _spread(articles: str) -> set[int]:
    ends = [part.partition("-") for part in articles.split()]
    return {one for first, _, last in ends for one in range(int(first), int(last or first) + 1)}


def _table(name: str) -> dict[str, object]:
    found: dict[str, dict[str, object]] = tomllib.loads(
        (DATA / "settled_law.toml").read_text(encoding="utf-8")
    )
    return found[name]


def _settled(law: str, article: int) -> bool:
    return article in _spread(str(_table("settled").get(law, "")))


def _lines() -> Iterator[tuple[str, str, str]]:
    folder = resources_root()
    for path in (*sorted(folder.glob("clauses/*.toml")), folder / "codes" / "review.toml"):
        for line in path.read_text(encoding="utf-8").splitlines():
            match = _LINE.fullmatch(line)
            if match and any(_cited(match["said"])):
                yield path.name, match["said"], match["remark"] or ""


LINES = list(_lines())


def test_articles_are_read_from_their_words() -> None:
    assert list(_cited("民法典第二百八十八条、第一千零六十七条")) == [("民法典", 288), ("民法典", 1067)]
    assert list(_cited("若干规定第二十条至第二十二条、人民调解法第十条")) == [
        *(("人民调解工作若干规定", n) for n in (20, 22)),
        ("人民调解法", 10),
    ]
    assert len(LINES) > 50


@pytest.mark.parametrize(
    ("file", "said", "remark"), LINES, ids=[f"{one[0]} {one[1].strip()}" for one in LINES]
)
def test_a_citation_is_marked_where_no_note_settles_it_and_only_there(
    file: str, said: str, remark: str
) -> None:
    open_ = [f"{law}第{article}条" for law, article in _cited(said) if not _settled(law, article)]
    assert (MARK in remark) is bool(open_), f"{file}: {open_}"


def test_what_the_fictional_cases_cite_from_memory_is_listed_and_nothing_else() -> None:
    cases = json.loads((DATA / "twenty_cases.json").read_text(encoding="utf-8"))["cases"]
    found: dict[str, dict[str, set[int]]] = {}
    for case in cases:
        for law, article in (one for said in case.get("law_refs", []) for one in _cited(said)):
            if not _settled(law, article):
                found.setdefault(case["case_key"], {}).setdefault(law, set()).add(article)
    listed: dict[str, dict[str, set[int]]] = {}
    for key, laws in _table("from_memory").items():
        assert isinstance(laws, dict)
        listed[key] = {law: _spread(articles) for law, articles in laws.items()}
    assert found == listed


def test_the_years_of_a_disability_are_marked_until_a_note_settles_them() -> None:
    items = tomllib.loads((resources_root() / "codes" / "compensation.toml").read_text(encoding="utf-8"))[
        "item"
    ]
    by_memory = {item["id"] for item in items if "years" in item}
    assert by_memory == {"disability", "death"}
    assert all(item["checked"] is False for item in items if item["id"] in by_memory)
