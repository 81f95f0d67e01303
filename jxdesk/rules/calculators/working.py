"""How a sum came about: the lines a person can follow, the sum, the law, and what to mind.

People across the desk ask how, not how much; a sum without its lines is not handed out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from jxdesk.rules.money import plain

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Working:
    """The outcome of a calculator. ``total`` is in yuan and None where the answer is a day, not a sum.

    ``payments`` are the dated parts of a plan; ``cautions`` are what a person must still look at.
    """

    title: str
    lines: tuple[str, ...]
    total: Decimal | None = None
    payments: tuple[tuple[date, Decimal], ...] = ()
    cautions: tuple[str, ...] = ()
    law: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """To be copied: title, lines, what to mind, and the law behind them."""
        return "\n".join([f"{self.title}：", *self.lines, *_noted(self.cautions), *self._basis])

    @property
    def body(self) -> str:
        """To be read beside the first caution, which a window shows by itself."""
        return "\n".join([*self.lines, *_noted(self.cautions[1:]), *self._basis])

    @property
    def _basis(self) -> list[str]:
        return [f"依据：{'；'.join(self.law)}。"] if self.law else []


def _noted(cautions: tuple[str, ...]) -> list[str]:
    return [f"注意：{said}" for said in cautions]


def cents(amount: Decimal) -> Decimal:
    """To the 分, half up, as every line is rounded before it is added: what is read must add up."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def yuan(amount: Decimal) -> str:
    """``1800元``."""
    return f"{plain(amount)}元"


def number(value: Decimal) -> str:
    """``3.45``, ``30``: no needless zeros and never an exponent."""
    return f"{value.normalize():f}"


def times(label: str, rate: Decimal, unit: str, count: Decimal) -> tuple[Decimal, str]:
    """``误工费：120元/天×15天＝1800元`` and its amount."""
    amount = cents(rate * count)
    return amount, f"{label}：{yuan(rate)}/{unit}×{number(count)}{unit}＝{yuan(amount)}"


def added(amounts: list[Decimal], word: str = "合计") -> tuple[Decimal, list[str]]:
    """The sum and its line; one amount alone needs no line."""
    total = sum(amounts, Decimal(0))
    if len(amounts) < 2:
        return total, []
    return total, [f"{word}：{'＋'.join(plain(one) for one in amounts)}＝{yuan(total)}"]


def less_paid(total: Decimal, paid: Decimal | None) -> tuple[Decimal, list[str]]:
    """What is left after ``paid``; never below nothing, and said when more was paid than is owed."""
    if not paid:
        return total, []
    if paid > total:
        over = f"已付{yuan(paid)}，比应付的{yuan(total)}多{yuan(paid - total)}"
        return Decimal(0), [over]
    return total - paid, [f"减去已付：{plain(total)}－{plain(paid)}＝{yuan(total - paid)}"]
