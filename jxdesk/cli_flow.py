"""The chart on the command line: whether a file can be walked, the poster, the text for a diagram.

Each act gives what ``--json`` shows and the sentence for a person; printing is the caller's.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jxdesk.errors import UserError

Act = Callable[[argparse.Namespace], tuple[Any, str]]


def add_commands(command: Callable[[str, str, Act], argparse.ArgumentParser]) -> None:
    """Add check, poster and mermaid through ``command(name, words, act)``."""
    checking = command("check", "检查导图文件能否走通", check)
    checking.add_argument("file", metavar="文件", nargs="?", type=Path)
    drawing = command("poster", "把导图打印成海报", poster)
    drawing.add_argument("--size", choices=("A3", "A4"), default="A3")
    drawing.add_argument("--out", metavar="文件", required=True, type=Path)
    command("mermaid", "把导图输出为 Mermaid 文本", mermaid)


def check(options: argparse.Namespace) -> tuple[Any, str]:
    """Read a chart, the shipped one where no file is named. Raises UserError for what cannot be walked."""
    from jxdesk.flow.loader import load
    from jxdesk.paths import read_resource

    if options.file is None:
        name, text = "one_stop.toml", read_resource("flows", "one_stop.toml")
    else:
        try:
            name, text = options.file.name, options.file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UserError(f"文件 {options.file.name} 读不出来。", "请检查文件名。") from error
    flow = load(text, name)
    value = {"flow": flow.id, "version": flow.version, "nodes": len(flow.nodes)}
    return value, f"{flow.title}（{flow.label}）：{len(flow.nodes)}个步骤，每一步都走得通。"


def poster(options: argparse.Namespace) -> tuple[Any, str]:
    """Draw the chart for a wall."""
    from jxdesk.documents.poster import draw
    from jxdesk.services.papers import folder, store
    from jxdesk.services.trade import Trade

    folder(options.out.parent)
    store(options.out, draw(Trade().flow, options.size))
    return {"path": str(options.out)}, f"导图海报：{options.out}"


def mermaid(_options: argparse.Namespace) -> tuple[Any, str]:
    """The chart as Mermaid text."""
    from jxdesk.flow.diagram import mermaid as text_of
    from jxdesk.services.trade import Trade

    text = text_of(Trade().flow)
    return {"mermaid": text}, text
