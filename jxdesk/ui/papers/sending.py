"""A paper on its way to a printer: made ready, handed over, said; what one remembers of it only once it is done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from jxdesk.errors import UserError
from jxdesk.progress import Work
from jxdesk.rules.printouts import Handed, PaperOf
from jxdesk.ui.papers.printing import PrintOrder
from jxdesk.ui.workplace import Workplace

PrintWith = Callable[[bytes, PrintOrder, Work], None]
UNLOGGED = UserError(
    "纸已经交给打印机，可是打印记录没有写上。", "不用再印一次；请检查磁盘空间，必要时在卷宗备注里写一句。"
)


def send(
    place: Workplace, owner: QWidget, title: str, pdf: bytes, order: PrintOrder, print_with: PrintWith,
    paper: PaperOf | None = None,
) -> None:  # fmt: skip
    """Print as ordered; the window goes on meanwhile. Where no paper came, nothing is remembered either.

    ``paper`` says what of which case it is, for the print log; None for what belongs to no case.
    """
    printers, log = place.services.printers, place.services.print_log

    def act(work: Work) -> bool:
        ready = printers.ready(
            pdf, first=order.first, last=order.last, right=order.right, down=order.down, duplex=order.duplex
        )
        print_with(ready, order, work)
        # Here and not in ``done``: who closes the window while the printer hums would leave no row behind.
        if paper is None or order.to_file:
            return True
        try:
            log.note(paper, Handed(order.copies, order.printer, ready, order.first, order.last))
        except UserError:  # to say that printing failed would bring a second pile of paper
            return False
        return True

    def done(logged: bool) -> None:
        place.messages.done(f"已交给打印机：{title}，{order.copies} 份。")
        if not logged:
            place.messages.error(UNLOGGED)
        if order.printer:
            place.tasks.local(
                "正在记住打印机",
                lambda _work: printers.remember_duplex(order.printer, duplex=order.duplex),
                owner=owner,
            )

    place.tasks.network(f"正在打印{title}", act, owner=owner, done=done)
