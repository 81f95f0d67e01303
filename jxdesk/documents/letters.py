"""What counties word differently in notices and letters, and how those are numbered (letters.toml).

A number is never invented. It is the one the case brings along, else one that follows from the case number
(one letter of a kind, one number), else a rule for the pen where the county keeps a register of its own.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from jxdesk.documents.wording import numeral
from jxdesk.paths import read_resource
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.numbering import format_number


class Number(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one kind of document is numbered; see the head of the file for the three sources."""

    document: str
    source: Literal["case", "hand", "none"]
    template: str


class AcceptanceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """受理通知书."""

    points: tuple[str, ...]


class RefusalWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """不予受理通知书."""

    lead: str
    opening: str


class AppointmentWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """调解通知书."""

    bring: tuple[str, ...]
    agent: str
    refusal: str
    change: str


class LetterWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """移送接收函、移送函、移送结果反馈函."""

    lead: str
    note: str = ""


class DeliveryWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """送达回证."""

    notes: tuple[str, ...]


class ReplacementWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """更换调解员申请书."""

    request: str
    law: str


class ExtensionWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """延期调解同意书; ``labour`` is added in labour disputes."""

    law: str
    promise: tuple[str, ...]
    labour: str


class ReceiptWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """收条."""

    note: str


class ConfirmationWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """司法确认告知书."""

    points: tuple[str, ...]
    without: str


class ReminderWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """履行督促函."""

    duty: str
    hardship: str
    otherwise: str


class Letters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    version: str
    number: tuple[Number, ...]
    acceptance: AcceptanceWords
    refusal: RefusalWords
    appointment: AppointmentWords
    transfer_in: LetterWords
    transfer_out: LetterWords
    transfer_feedback: LetterWords
    delivery: DeliveryWords
    replacement: ReplacementWords
    extension: ExtensionWords
    receipt: ReceiptWords
    confirmation: ConfirmationWords
    reminder: ReminderWords

    @classmethod
    def from_toml(cls, text: str) -> Letters:
        """Read strictly: msgspec.ValidationError names what is unknown or missing."""
        return msgspec.toml.decode(text, type=cls)

    def number_of(
        self, document: str, case: CaseRecord, given: object = None, ordinal: int = 1
    ) -> str | None:
        """The number to print; "" leaves a rule for the pen, None prints no such line.

        ``given`` is the number the case brings along; ``ordinal`` counts the letters of a kind in the case.
        """
        if isinstance(given, str) and given.strip():
            return given.strip()
        kind = next((one for one in self.number if one.document == document), None)
        if kind is None or kind.source == "none":
            return None
        number = case.number
        if kind.source == "hand" or not number.prefix or number.year is None or number.seq is None:
            return ""
        text = format_number(kind.template, number.prefix, number.year, number.seq)
        return text if ordinal == 1 else f"{text}之{numeral(ordinal)}"


@cache
def shipped() -> Letters:
    """The wording that came with the program."""
    return Letters.from_toml(read_resource("documents", "letters.toml"))
