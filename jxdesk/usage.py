"""The command line's own words in Chinese: argparse explains itself in English to whoever mistypes.

argparse asks ``gettext`` for every word it says, with the English text as the key; ours answer in its place.
"""

from __future__ import annotations

import argparse
from typing import NoReturn

_WORDS = {
    "usage: ": "用法：",
    "options": "选项",
    "positional arguments": "参数",
    "show this help message and exit": "显示这份说明",
    "the following arguments are required: %s": "还缺 %s",
    "unrecognized arguments: %s": "不认识 %s",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s：%(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "没有 %(value)s，可以用 %(choices)s",
    "invalid %(type)s value: %(value)r": "%(value)s 写法不对",
    "expected one argument": "后面还要写一项内容",
    "expected at least one argument": "后面至少要写一项内容",
    "not allowed with argument %s": "不能和 %s 一起用",
    "one of the arguments %s is required": "%s 要写其中一个",
    "ignored explicit argument %r": "后面不用写 %s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s 不够明确，可能是 %(matches)s",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "没有 %(parser_name)s，可以用 %(choices)s",
}


class Parser(argparse.ArgumentParser):
    """Says what is wrong with a command in one Chinese line, and how to see the usage; exit code 2."""

    def error(self, message: str) -> NoReturn:
        """The line on stderr."""
        self.exit(2, f"命令写得不对：{message}。\n请用 {self.prog} --help 查看用法。\n")


def speak_chinese() -> None:
    """Answer for gettext in argparse. Idempotent."""
    argparse._ = lambda text: _WORDS.get(text, text)  # type: ignore[attr-defined] # its only door
