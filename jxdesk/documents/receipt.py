"""收条: who got how much from whom, for what, in figures and capitals, signed by the one who got it.

One for each payment in cash; a transfer has the bank's own slip.
"""

from __future__ import annotations

from dataclasses import dataclass

from jxdesk.documents.case_words import dispute_name, filled, with_blanks
from jxdesk.documents.house import House
from jxdesk.documents.letters import shipped
from jxdesk.documents.paragraph import paragraph, title
from jxdesk.documents.parts import turn_of, under_title
from jxdesk.documents.rows import Field, Row
from jxdesk.documents.sheet import FORM_FRAME, Printed, print_sheet
from jxdesk.documents.signatures import Seal, Signatures, Signer, Signing
from jxdesk.documents.signers import read_aloud
from jxdesk.documents.spans import BODY, BODY_FLAT, NOTE, Span, fill
from jxdesk.documents.strips import Block, Space, WithNext
from jxdesk.documents.wording import foot_date
from jxdesk.rules.case_record import CaseRecord, Performance
from jxdesk.rules.money import capitals, plain
from jxdesk.rules.read_aloud import Paper

TITLE = "收条"
CASH = "现金"
PAYEE = "收款人（签名盖章或按指印）"
PAYER = "付款人（签名）"
WITNESS = "见证人（签名）"
READ = "宣读、见证（签名）"


@dataclass(frozen=True)
class ReceiptPaper:
    """What the receipt shows; ``figures`` and ``words`` are the same amount."""

    turn: str
    payee: str
    payer: str
    dispute: str
    number: str
    figures: str
    words: str
    method: str
    boxed: bool
    readers: tuple[Signer, ...]
    date: str | None


def in_cash(case: CaseRecord) -> list[Performance]:
    """The payments a receipt is made out for, in the order they were made."""
    return [one for one in case.performance if one.method == CASH]


def from_case(case: CaseRecord, ordinal: int, house: House) -> ReceiptPaper:
    """The receipt of the ``ordinal``-th payment in cash; beyond the last one, a form."""
    paid = in_cash(case)
    found = paid[ordinal - 1] if ordinal <= len(paid) else Performance()
    payee = next((party for party in case.parties if found.payee and party.name == found.payee), None)
    by_print = payee is not None and (payee.literate is False or payee.sign_mode == "按指印")
    return ReceiptPaper(
        turn=turn_of(ordinal, len(paid)),
        payee=found.payee or "",
        payer=found.payer or "",
        dispute=dispute_name(case),
        number=((case.agreement.number if case.agreement else None) or case.number.text) or "",
        figures=f"￥{plain(found.amount)}" if found.amount is not None else "",
        words=capitals(found.amount) if found.amount is not None else "",
        method=found.method or "",
        boxed=house.fingerprint_boxes or by_print,
        readers=read_aloud(case, Paper("receipt", ordinal), [found.payee]),
        date=foot_date(house, found.date),
    )


def draw(paper: ReceiptPaper, house: House) -> Printed:
    """Set the receipt; half a page of text and the lines to sign on."""
    blocks: list[Block] = [title(TITLE), *under_title(paper.turn), Space(6)]
    blocks += [
        with_blanks(_body(paper), BODY),
        Space(4),
        Row((Field("金额（小写）：", paper.figures),), BODY_FLAT),
        Row((Field("金额（大写）：人民币", paper.words),), BODY_FLAT),
        Row((Field("付款方式：", paper.method),), BODY_FLAT),
        Row((Field("收款人：", paper.payee, 9.0), Field("付款人：", paper.payer)), BODY_FLAT),
        WithNext(paragraph(shipped().receipt.note, NOTE)),
        Signatures(
            [Signing(PAYEE, (Signer(boxed=paper.boxed),))],
            [Signing(PAYER, (Signer(),)), _beside(paper)],
            Seal(date=paper.date, stamped=False),
        ),
    ]
    return print_sheet(TITLE, blocks, house, frame=FORM_FRAME)


def _beside(paper: ReceiptPaper) -> Signing:
    """The witness every receipt has; for a payee who cannot read, with who read it aloud."""
    return Signing(READ, paper.readers) if paper.readers else Signing(WITNESS, (Signer(),))


def _body(paper: ReceiptPaper) -> list[Span]:
    return [
        Span("今收到"),
        filled(paper.payer, 8, BODY),
        Span("因"),
        filled(paper.dispute, 14, BODY),
        Span("，按照"),
        fill(paper.number, 14),
        Span("调解协议付给本人的下列款项："),
    ]
