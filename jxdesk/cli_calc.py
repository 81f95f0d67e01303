"""``jxdesk calc``: the calculators of 算一算 without a window; what is asked becomes an option of the command.

Needs no desk: what it works with is the shipped data and the answers. The options of a calculator are known only
once its data was read, so they are parsed here and not with the commands, which start quicker without.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from jxdesk.errors import UserError
from jxdesk.usage import Parser

if TYPE_CHECKING:
    from jxdesk.rules.calculators.asking import Calculator, Known

_NAME = "calculator_name"  # no question is called so
_VALUE = {
    "money": "金额",
    "number": "数",
    "percent": "百分数",
    "day": "日子",
    "days": "日子",
    "choice": "选一样",
}


@dataclass(frozen=True)
class Said:
    """The value of --json, the lines for people, and whether JSON was asked for behind the name."""

    value: Any
    lines: list[str]
    json: bool


def add_options(calc: argparse.ArgumentParser) -> None:
    """The name, and everything behind it for the calculator's own parser."""
    calc.add_argument(_NAME, metavar="算什么", nargs="?", help="不写就列出能算什么")
    calc.add_argument(
        "answers", metavar="--问什么 答案", nargs=argparse.REMAINDER,
        help="每一样问什么，看 jxdesk calc 算什么 --help",
    )  # fmt: skip


def run(options: argparse.Namespace) -> Said:
    """Work it out, or list what there is. Raises UserError for an answer that cannot be read or is missing."""
    from jxdesk.rules.calculators.catalogue import calculators

    today = _today()
    known = calculators(_known(today))
    name = getattr(options, _NAME)
    if name is None:
        value = [{"name": one.id, "title": one.title, "hint": one.hint} for one in known]
        wide = max(len(one.id) for one in known)
        lines = [f"{one.id:<{wide}}  {one.title}：{one.hint}" for one in known]
        return Said(
            value,
            [*lines, "用法：jxdesk calc 算什么 --问什么 答案；问什么看 jxdesk calc 算什么 --help"],
            json=False,
        )
    chosen = next((one for one in known if one.id == name), None)
    if chosen is None:
        raise UserError(f"没有“{name}”这一样可以算。", f"可以算的有：{'、'.join(one.id for one in known)}。")
    return _work(chosen, options.answers, today)


def _today() -> date:
    from jxdesk.rules.days import BEIJING

    return datetime.now(BEIJING).date()


def _known(today: date) -> Known:
    from jxdesk.paths import read_resource
    from jxdesk.review.lending import Lending
    from jxdesk.rules.calculators.asking import Known
    from jxdesk.services.trade import Trade

    trade, lending = Trade(), Lending.from_toml(read_resource("codes", "lending.toml"))
    return Known(today, trade.compensation, trade.calendar, trade.limits, lending.ceiling, lending.as_of)


def _work(chosen: Calculator, answers: list[str], today: date) -> Said:
    from jxdesk.rules.calculators.asking import defaults
    from jxdesk.rules.calculators.typed_answer import read_answer
    from jxdesk.rules.calculators.working import yuan
    from jxdesk.rules.case_record import CaseRecord
    from jxdesk.rules.money import capitals

    typed = _parser(chosen).parse_args(answers)
    values: dict[str, Any] = {ask.name: None for ask in chosen.asks}
    values |= defaults(chosen, CaseRecord(id=""), today)
    for ask in chosen.asks:
        text = getattr(typed, ask.name)
        if text is not None:
            values[ask.name] = read_answer(ask, text, today)
    missing = [ask for ask in chosen.asks if ask.needed and values[ask.name] in (None, "", [])]
    if missing:
        raise UserError(
            f"还差：{'、'.join(ask.label for ask in missing)}。",
            f"请补上{'、'.join(f'{_option(ask.name)} {_VALUE[ask.kind]}' for ask in missing)}。",
        )
    made = chosen.work(values)
    if not made.lines:
        raise UserError("还没有填要算的，没有算。", f"填什么，请看 jxdesk calc {chosen.id} --help。")
    sum_line = [] if made.total is None else [f"算得：{yuan(made.total)}（{capitals(made.total)}）"]
    noted = [
        *(f"注意：{one}" for one in made.cautions),
        *([f"依据：{'；'.join(made.law)}。"] if made.law else []),
    ]
    value = {
        "calculator": chosen.id,
        "title": made.title,
        "lines": list(made.lines),
        "total": None if made.total is None else str(made.total),
        "capitals": None if made.total is None else capitals(made.total),
        "payments": [{"due": on.isoformat(), "amount": str(amount)} for on, amount in made.payments],
        "cautions": list(made.cautions),
        "law": list(made.law),
    }
    return Said(value, [f"{made.title}：", *made.lines, *sum_line, *noted], json=typed.json)


def _parser(chosen: Calculator) -> argparse.ArgumentParser:
    parser = Parser(
        prog=f"jxdesk calc {chosen.id}", description=f"{chosen.title}：{chosen.hint}", allow_abbrev=False
    )
    parser.add_argument("--json", action="store_true", help="结果以 JSON 输出")
    for ask in chosen.asks:
        said = [ask.label, *([ask.hint] if ask.hint else []), *(["要填"] if ask.needed else [])]
        if ask.choices:
            said.append(f"可以写：{'、'.join(ask.choices)}")
        if ask.default:
            said.append(f"不写就是{ask.default}")
        elif ask.source == "today":
            said.append("不写就是今天")
        parser.add_argument(
            _option(ask.name),
            dest=ask.name,
            metavar=_VALUE[ask.kind],
            help="；".join(said).replace("%", "%%"),
        )
    return parser


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"
