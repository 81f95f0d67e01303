"""What this computer knows of its printers: which was used last, both sides or one, and how far each is off.

By the name the system gives a printer, in the desk's own file and never sent: a printer stands beside one
computer. A name never heard of prints one side and moves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jxdesk.errors import UserError

if TYPE_CHECKING:
    from jxdesk.services.screen_prefs import ScreenPrefs

PAGE = "printing"
FARTHEST = 20.0
"""Millimetres a page may be moved: what is off by more was laid in wrongly."""


@dataclass(frozen=True)
class Habit:
    """How one printer is used: both sides of the sheet, moved right and down by millimetres (minus: left, up)."""

    duplex: bool = False
    right: float = 0.0
    down: float = 0.0

    @property
    def moved(self) -> str:
        """``往右 1.5 毫米，往上 2 毫米``, or ``不移动``."""
        across = f"往{'右' if self.right > 0 else '左'} {abs(self.right):g} 毫米" if self.right else ""
        along = f"往{'下' if self.down > 0 else '上'} {abs(self.down):g} 毫米" if self.down else ""
        return "，".join(part for part in (across, along) if part) or "不移动"


@dataclass(frozen=True)
class Habits:
    """All that was said so far; ``last`` is the printer used last, "" before the first."""

    last: str = ""
    by_name: Mapping[str, Habit] = field(default_factory=dict)

    def of(self, printer: str) -> Habit:
        """How this printer is used."""
        return self.by_name.get(printer, Habit())


class PrinterService:
    """Remembers by printer, and makes a paper ready for one."""

    def __init__(self, prefs: ScreenPrefs) -> None:
        self._prefs = prefs

    def habits(self) -> Habits:
        """What was remembered; what cannot be read is as if it had never been said."""
        kept = self._prefs.of(PAGE)
        last, printers = kept.get("last"), kept.get("printers")
        known = printers if isinstance(printers, dict) else {}
        by_name = {name: _habit(said) for name, said in known.items() if isinstance(said, dict)}
        return Habits(last if isinstance(last, str) else "", by_name)

    def remember_duplex(self, printer: str, *, duplex: bool) -> None:
        """This printer was used last, and so."""
        self._remember(printer, {"duplex": duplex}, last=printer)

    def remember_place(self, printer: str, right: float, down: float) -> None:
        """From now on everything this printer prints is moved by so many millimetres."""
        self._remember(printer, {"right": _within(right), "down": _within(down)})

    def ready(self, pdf: bytes, *, first: int, last: int, right: float, down: float, duplex: bool) -> bytes:
        """The PDF as it is to be printed. Raises UserError where there is no such page, or none can be read."""
        import pikepdf  # noqa: PLC0415 - not before the first paper is printed

        from jxdesk.documents.print_ready import ready  # noqa: PLC0415 - as above

        try:
            return ready(pdf, first=first, last=last, right=right, down=down, even=duplex)
        except (ValueError, pikepdf.PdfError) as error:
            raise UserError(
                "要印的这几页印不出来，案件内容没有变化。", "请看看页数填得对不对，再按一次“打印”。"
            ) from error

    def position_sheet(self, printer: str, right: float = 0.0, down: float = 0.0) -> bytes:
        """打印位置测试页, not moved yet: ``ready`` moves it like any other paper."""
        from jxdesk.documents.position_sheet import PositionSheet, draw  # noqa: PLC0415 - for few, and seldom

        return draw(PositionSheet(printer, Habit(right=right, down=down).moved))

    def _remember(self, printer: str, said: dict[str, Any], last: str | None = None) -> None:
        kept = self._prefs.of(PAGE)
        known = kept.get("printers")
        printers = dict(known) if isinstance(known, dict) else {}
        before = printers.get(printer)
        printers[printer] = {**(before if isinstance(before, dict) else {}), **said}
        after = {"last": kept.get("last", "") if last is None else last, "printers": printers}
        if after != kept:
            self._prefs.remember(PAGE, after)


def _habit(said: Mapping[str, Any]) -> Habit:
    return Habit(said.get("duplex") is True, _within(said.get("right")), _within(said.get("down")))


def _within(said: object) -> float:
    if isinstance(said, bool) or not isinstance(said, int | float) or said != said:  # noqa: PLR0124 - not a number
        return 0.0
    return max(-FARTHEST, min(FARTHEST, float(said)))
