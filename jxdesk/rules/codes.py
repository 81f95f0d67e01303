"""Dictionaries (字典): the words a field offers, with codes that never change once published.

A dictionary decides what is *offered*, never what is *kept*: a value outside the list stays as text
and earns one warning, because an old paper or another county's file says what it says.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

import msgspec

from jxdesk.errors import UserError


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One word of a dictionary.

    ``also`` are other ways of writing it; ``map_to`` is the code that took over when it was retired.
    ``level`` is the response level that a risk proposes and is empty elsewhere.
    """

    code: str
    word: str
    hint: str = ""
    law: str = ""
    level: str = ""
    also: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    map_to: str | None = None

    def offered_on(self, on: date) -> bool:
        """Whether the word may be newly chosen on this day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


class Dictionary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One list of words; ``stores`` says whether a case keeps the printed word or the code."""

    title: str
    source: str
    entries: tuple[Entry, ...]
    stores: Literal["word", "code"] = "word"

    def offered(self, on: date | None = None) -> tuple[Entry, ...]:
        """What a form offers on a day, in the order of the file; without a day, what is not retired."""
        if on is None:
            return tuple(entry for entry in self.entries if entry.valid_to is None)
        return tuple(entry for entry in self.entries if entry.offered_on(on))

    def words(self, on: date | None = None) -> tuple[str, ...]:
        """The offered entries as they are printed."""
        return tuple(entry.word for entry in self.offered(on))

    def find(self, value: str) -> Entry | None:
        """The entry a stored value means: by what is stored, then by word, code or another spelling."""
        for entry in self.entries:
            if value == (entry.word if self.stores == "word" else entry.code):
                return entry
        for entry in self.entries:
            if value in {entry.word, entry.code} or value in entry.also:
                return entry
        return None

    def word(self, value: str) -> str:
        """What to print for a stored value: its word, or the value itself when it is in no list."""
        entry = self.find(value)
        return entry.word if entry and self.stores == "code" else value


class Codes:
    """All dictionaries of one file, by name."""

    def __init__(self, dictionaries: dict[str, Dictionary]) -> None:
        self._dictionaries = dictionaries
        for name, dictionary in dictionaries.items():
            _refuse_doubles(name, dictionary)

    @classmethod
    def from_toml(cls, text: str) -> Self:
        """Read ``dictionaries.toml``; raises UserError when it is unreadable or a code is there twice."""
        try:
            return cls(msgspec.toml.decode(text, type=dict[str, Dictionary]))
        except msgspec.DecodeError as error:  # ValidationError is one of its kinds
            raise UserError(f"字典文件有误：{error}。", "请改正这一处，或者重新安装本程序。") from error

    @property
    def names(self) -> tuple[str, ...]:
        """The names that ``choice:<name>`` in the field catalogue may use."""
        return tuple(self._dictionaries)

    def dictionary(self, name: str) -> Dictionary:
        """One dictionary; an unknown name is our own mistake and raises KeyError."""
        return self._dictionaries[name]

    def words(self, name: str, on: date | None = None) -> tuple[str, ...]:
        """The words that one dictionary offers."""
        return self._dictionaries[name].words(on)

    def warning(self, name: str, value: str | None) -> str | None:
        """One sentence when a value is in no list of this name, else None. The value is kept all the same."""
        if not value:
            return None
        dictionary = self._dictionaries[name]
        if dictionary.find(value) is not None:
            return None
        return f"“{value}”不在“{dictionary.title}”的选项里，已照原样保留，请核对。"


def _refuse_doubles(name: str, dictionary: Dictionary) -> None:
    """A code or word that means two things would make every old case ambiguous."""
    seen: set[str] = set()
    for entry in dictionary.entries:
        for key in (
            ({entry.code, entry.word} | set(entry.also)) if dictionary.stores == "word" else {entry.code}
        ):
            if key in seen:
                raise UserError(f"字典“{name}”里“{key}”出现了两次。", "请改正这一处，或者重新安装本程序。")
            seen.add(key)
