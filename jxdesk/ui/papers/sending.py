"""A paper on its way to a printer: made ready, handed over, said; what one remembers of it only once it is done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from jxdesk.progress import Work
from jxdesk.ui.papers.printing import PrintOrder
from jxdesk.ui.workplace import Workplace

PrintWith = Callable[[bytes, PrintOrder, Work], None]


def send(
    place: Workplace, owner: QWidget, title: str, pdf: bytes, order: PrintOrder, print_with: PrintWith
) -> None:
    """Print as ordered; the window goes on meanwhile. Where no paper came, nothing is remembered either."""
    printers = place.services.printers

    def act(work: Work) -> None:
        paper = printers.ready(
            pdf, first=order.first, last=order.last, right=order.right, down=order.down, duplex=order.duplex
        )
        print_with(paper, order, work)

    def done(_none: None) -> None:
        place.messages.done(f"已交给打印机：{title}，{order.copies} 份。")
        if order.printer:
            place.tasks.local(
                "正在记住打印机",
                lambda _work: printers.remember_duplex(order.printer, duplex=order.duplex),
                owner=owner,
            )

    place.tasks.network(f"正在打印{title}", act, owner=owner, done=done)
