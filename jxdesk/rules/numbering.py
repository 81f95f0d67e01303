"""Case numbers (编号): a template filled in, and read back from paper.

Read back by the template and never by position: a real system took two characters at a fixed place,
added one, and gave out number 100 twice.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from jxdesk.errors import UserError

DEFAULT_TEMPLATE = "{prefix}人调字〔{year}〕第{seq}号"

LARGEST_SEQ = 9999
"""The largest sequence that can be meant: a township's committee has some hundred cases a year. What is larger was
typed with digits too many, and a register that followed it would never come back."""

_NAMES = {"简称": "prefix", "年": "year", "序号": "seq"}
_SLOT = re.compile(r"\{(?P<name>[^{}:]+)(?::0?(?P<width>\d))?\}")
_PATTERNS = {"prefix": r"(?P<prefix>\S+?)", "year": r"(?P<year>\d{4})", "seq": r"(?P<seq>\d+)"}
_TYPED_BRACKETS = str.maketrans("()[]【】", "〔〕〔〕〔〕")
_BRACKETS = str.maketrans("［］[]﹝﹞【】", "〔〕〔〕〔〕〔〕")


@dataclass(frozen=True)
class NumberParts:
    """The pieces of a number as printed."""

    prefix: str
    year: int
    seq: int


def format_number(template: str, prefix: str, year: int, seq: int) -> str:
    """The number as printed.

    Slots are ``{prefix}`` ``{year}`` ``{seq}`` (or ``{简称}`` ``{年}`` ``{序号}``); ``{seq:03}`` pads.
    Raises UserError when the template lacks year or sequence, because two cases would share a number.
    """
    _refuse_useless(template)
    values = {"prefix": prefix, "year": str(year), "seq": str(seq)}
    return _SLOT.sub(lambda slot: values[_name(slot)].zfill(int(slot["width"] or 0)), template)


def parse_number(template: str, text: str) -> NumberParts | None:
    """The pieces of a number that was written by this template; other kinds of brackets are forgiven."""
    _refuse_useless(template)
    template, text = template.translate(_BRACKETS), text.strip().translate(_BRACKETS)
    pattern, at, seen = "", 0, set[str]()
    for slot in _SLOT.finditer(template):
        name = _name(slot)
        pattern += re.escape(template[at : slot.start()])
        pattern += f"(?P={name})" if name in seen else _PATTERNS[name]
        seen.add(name)
        at = slot.end()
    match = re.fullmatch(pattern + re.escape(template[at:]), text)
    if match is None:
        return None
    found = match.groupdict()
    return NumberParts(found.get("prefix") or "", int(found["year"]), int(found["seq"]))


def folded(text: str) -> str:
    """A number as a person types it, made comparable: full width or half, any brackets, blanks or none."""
    return "".join(unicodedata.normalize("NFKC", text).split()).translate(_TYPED_BRACKETS)


def _name(slot: re.Match[str]) -> str:
    name = _NAMES.get(slot["name"], slot["name"])
    if name not in _PATTERNS:
        raise UserError(f"编号格式里有不认识的“{slot.group()}”。", "请用 {简称}、{年}、{序号}。")
    return name


def _refuse_useless(template: str) -> None:
    names = {_name(slot) for slot in _SLOT.finditer(template)}
    if not {"year", "seq"} <= names:
        raise UserError(
            f"编号格式“{template}”缺少年度或者序号。", "请写成 {简称}人调字〔{年}〕第{序号}号 的样子。"
        )
