"""What desk and county say to each other, as frozen types: changes, receipts, hello, pages, problems.

The bytes they travel in are made by ``frame.py`` (answers) and ``envelope.py`` (batches); here stands
only what is said, and the limits both sides hold each other to.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from jxdesk.sync import chain

PROTOCOL: tuple[int, int] = (1, 1)
"""Oldest and newest version of the conversation this program speaks."""
SCHEMA = 1
"""Newest meaning of ``kind`` and ``fields`` this program knows."""

MAX_CHANGES = 500
MAX_BYTES = 256 * 1024
"""Compressed bytes of one batch: half a minute at 64 kbit/s, the most that should be lost by a cut."""
MAX_RAW = 4 * 1024 * 1024
"""Unpacked bytes of one batch. Far below sync.md's 64 MiB: parsed JSON can need fifty times its text."""
MAX_RAW_ANSWER = 16 * 1024 * 1024
"""Unpacked bytes of one answer: one batch's changes read back, with places and authors."""
MAX_RATIO = 200
"""A body that unpacks to more than this many times its size is a bomb, not a case."""
MAX_HELLO = 8 * 1024

BATCH_TYPE = "application/vnd.jxdesk.batch"
ANSWER_TYPE = "application/vnd.jxdesk.answer"
"""Of our own, because the page a hotel or a village Wi-Fi answers with is also a 200."""

DICTIONARIES = "X-Jxdesk-Dictionaries"
"""Header of a request: names of the dictionaries its answer may be packed with."""

Op = Literal["put", "patch", "void"]
"""put: a new row; patch: some fields of a row; void: struck out (the row stays at the county)."""

State = Literal["applied", "merged", "duplicate", "conflict", "held", "rejected"]
"""How a change ended. The last three need a person; none of them loses anything."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One field-level change of one row, as it was recorded in the transaction that made it (sync.md §2.2).

    ``digest``, ``h`` and ``salt`` are hex; ``base`` names for each field the county's ``seq`` of the
    value the user saw (absent: 0, never seen by the county); ``hlc`` is for showing an order, never for
    deciding; ``at`` is aware UTC, ISO 8601. With an empty ``salt`` the body was withheld (erased, or too
    big to send) and only its place in the chain is real.
    """

    change_id: str
    dev: str
    epoch: str
    ctr: int
    salt: str
    digest: str
    h: str
    case_id: str
    kind: str
    rid: str
    op: Op
    fields: dict[str, Any]
    base: dict[str, int]
    hlc: str
    user: str
    at: str
    schema: int

    def body(self) -> dict[str, Any]:
        """What is hashed: everything but salt, digest and link."""
        return {
            "change_id": self.change_id,
            "dev": self.dev,
            "epoch": self.epoch,
            "ctr": self.ctr,
            "case_id": self.case_id,
            "kind": self.kind,
            "rid": self.rid,
            "op": self.op,
            "fields": self.fields,
            "base": self.base,
            "hlc": self.hlc,
            "user": self.user,
            "at": self.at,
            "schema": self.schema,
        }

    @property
    def withheld(self) -> bool:
        """Whether only the digest travels."""
        return not self.salt

    def sealed(self, previous: bytes, salt: bytes) -> Change:
        """This change with salt, digest and link filled in, following ``previous``."""
        own = chain.digest(salt, chain.canonical(self.body()))
        h = chain.link(previous, own, self.dev, self.epoch, self.ctr)
        return msgspec.structs.replace(self, salt=salt.hex(), digest=own.hex(), h=h.hex())


class Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A change as one JSON line, without what its place says. A withheld one is ids and digest only."""

    change_id: str
    case_id: str
    kind: str = ""
    rid: str = ""
    op: Op = "put"
    fields: dict[str, Any] = {}
    base: dict[str, int] = {}
    hlc: str = ""
    user: str = ""
    at: str = ""
    schema: int = 0
    salt: str = ""
    digest: str = ""

    @classmethod
    def of(cls, change: Change) -> Line:
        """The line of ``change``."""
        if change.withheld:
            return cls(change_id=change.change_id, case_id=change.case_id, digest=change.digest)
        return cls(
            change_id=change.change_id, case_id=change.case_id, kind=change.kind, rid=change.rid,
            op=change.op, fields=change.fields, base=change.base, hlc=change.hlc, user=change.user,
            at=change.at, schema=change.schema, salt=change.salt,
        )  # fmt: skip

    def change(self, dev: str, epoch: str, ctr: int) -> Change:
        """The change at its place; ``digest`` (unless withheld) and ``h`` are still to be worked out."""
        return Change(
            change_id=self.change_id, dev=dev, epoch=epoch, ctr=ctr, salt=self.salt, digest=self.digest,
            h="", case_id=self.case_id, kind=self.kind, rid=self.rid, op=self.op, fields=self.fields,
            base=self.base, hlc=self.hlc, user=self.user, at=self.at, schema=self.schema,
        )  # fmt: skip


class Head(msgspec.Struct, frozen=True):
    """The end of one chain: its epoch, the last counter, the last link (hex)."""

    epoch: str
    ctr: int
    h: str


PRACTICE = "-practice"


def conversation(county: str, *, practice: bool) -> str:
    """The ``county`` a desk names. Practice talks in a county of its own: in the real one an invented case would
    go out to the official desk of the township and take its numbers.
    """
    return county + PRACTICE if practice else county


def seat_of(county: str) -> str:
    """The unit code of the county's own desk in a conversation."""
    return county.removesuffix(PRACTICE)


class Hello(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """First word of every conversation: who I am, where each of my chains ends, how far I have read.

    The last of ``heads`` is the epoch the desk writes in now.
    """

    county: str
    unit: str
    dev: str
    heads: list[Head]
    server_epoch: str | None = None
    protocol: tuple[int, int] = PROTOCOL
    schema: int = SCHEMA


class HelloAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What the county holds.

    ``forked``: the desk's present epoch ends elsewhere here; it was rolled back or copied and must mint a
    new epoch. ``restored``: the county itself was restored from a backup; up to ``agreed`` its numbers are
    those the desk knows, and everything after ``heads`` must be sent again. ``latest`` is the highest
    number in the desk's scope.
    """

    forked: bool
    restored: bool
    server_epoch: str
    heads: list[Head]
    latest: int
    agreed: int
    protocol: tuple[int, int] = PROTOCOL
    schema: int = SCHEMA
    max_changes: int = MAX_CHANGES
    max_bytes: int = MAX_BYTES
    dictionaries: list[str] = []


class Clash(msgspec.Struct, frozen=True, kw_only=True):
    """A field two people gave different values: what stands at the county, and who wrote it when."""

    field: str
    value: Any
    seq: int
    user: str
    at: str


class Receipt(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How the change ``ctr`` of the batch's epoch ended.

    ``took`` names the values that stand now where they differ from what was sent (None: all as sent);
    ``reason`` is one Chinese sentence where a person must look.
    """

    ctr: int
    state: State
    seq: int | None = None
    reason: str = ""
    clashes: list[Clash] = []
    took: dict[str, Any] | None = None


class PushAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Receipts of one batch; ``latest`` is the highest number the desk must read up to before it is done."""

    server_epoch: str
    epoch: str
    receipts: list[Receipt]
    latest: int


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the county's log as a desk reads it; ``took`` and ``clashes`` as in ``Receipt``.

    ``salt`` comes only with the reader's own changes: a desk that lost them can then seal and send them
    again.
    """

    seq: int
    dev: str
    epoch: str
    ctr: int
    change_id: str
    case_id: str
    kind: str
    rid: str
    op: Op
    fields: dict[str, Any]
    hlc: str
    user: str
    at: str
    schema: int
    state: State
    took: dict[str, Any] | None = None
    clashes: list[Clash] = []
    salt: str = ""
    base: dict[str, int] = {}


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the county's log, cut at transaction borders; ``upto`` is the cursor after it."""

    server_epoch: str
    entries: list[Entry]
    upto: int
    more: bool


ProblemCode = Literal[
    "malformed", "too_large", "other_content", "gap", "forked", "restored", "protocol", "busy", "failed"
]


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Why the county did not do what it was asked: ``code`` for the program, the sentence for the person."""

    code: ProblemCode
    message: str
    remedy: str = ""
