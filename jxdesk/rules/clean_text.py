"""Text on its way in, without what nobody sees: control characters, and marks that turn the writing round.

They come with a paste from a web page or a card reader. A NUL ends the text for the next program that reads it, an
override (U+202E) prints 张某欠李某 as 某李欠某张; neither was ever typed on purpose.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from jxdesk.errors import UserError

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_LINE_ENDS = re.compile(r"\r\n?")
_ONE_LINE = re.compile(r"[\n\t]+")


def clean(text: str, *, lines: bool = True) -> str:
    """The text without them; ``lines=False`` makes line ends and tabs a blank too.

    Raises UserError for half of a character (a lone surrogate), which no file can hold.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UserError("里面有一个字只传来了半个，没有保存。", "请把那个字删掉，重新打一遍。") from error
    kept = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))
    return kept if lines else _ONE_LINE.sub(" ", kept)


def cleaned(value: Any, *, lines: bool = True) -> Any:
    """``clean`` for every text in a value, however deep; other values as they are."""
    if isinstance(value, str):
        return clean(value, lines=lines)
    if isinstance(value, list | tuple):
        return [cleaned(one, lines=lines) for one in value]
    if isinstance(value, dict):
        return {clean(key): cleaned(one, lines=lines) for key, one in value.items()}
    return value


def half_width(text: str) -> str:
    """Digits and letters as a Chinese input method in full-width mode should have typed them."""
    return unicodedata.normalize("NFKC", text)
