"""A desk as the county sees it: chains, batches and questions, made without the desk's own database.

The tests of the county speak the protocol with this, so that a fault in the desk's code cannot hide one
in the county's.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

import msgspec

from jxdesk.county.apply import push
from jxdesk.county.reading import hello, page
from jxdesk.county.store import Store
from jxdesk.rules.ids import new_id
from jxdesk.sync import chain, envelope
from jxdesk.sync.wire import Change, Entry, Head, Hello, HelloAnswer, PushAnswer

COUNTY = "230521"
FULI = "230521100"
FENGLE = "230521104"
AT = "2025-03-21T09:00:00.000+00:00"


def next_change(previous: Change | None, /, **values: Any) -> Change:
    """A sealed change that follows ``previous``; only what matters to the test needs naming."""
    place: dict[str, Any] = {"dev": new_id(), "epoch": new_id(), "ctr": 1}
    if previous is not None:
        place = {"dev": previous.dev, "epoch": previous.epoch, "ctr": previous.ctr + 1}
    rid = new_id()
    body: dict[str, Any] = {
        "change_id": new_id(), "case_id": rid, "kind": "case", "rid": rid, "op": "put",
        "fields": {}, "base": {},
        "hlc": "0001742547600000-00000-desk", "user": "李调解", "at": AT, "schema": 1,
        **place, **values,
    }  # fmt: skip
    before = bytes.fromhex(previous.h) if previous is not None else chain.GENESIS
    return Change(**body, salt="", digest="", h="").sealed(before, secrets.token_bytes(chain.SALT_BYTES))


@dataclass
class Desk:
    """One device of one unit with everything it ever wrote."""

    unit: str = FULI
    dev: str = field(default_factory=new_id)
    epoch: str = field(default_factory=new_id)
    log: list[Change] = field(default_factory=list)

    def write(self, case_id: str, fields: dict[str, Any] | None = None, /, **values: Any) -> Change:
        """Record a change of a case (of the row ``rid`` in it, if given) at the end of the chain."""
        last = self.log[-1] if self.log else None
        place = {"dev": self.dev, "epoch": self.epoch}
        made = next_change(
            last,
            **{"case_id": case_id, "rid": case_id, "op": "patch", "fields": fields or {}, **place, **values},
        )
        self.log.append(made)
        return made

    def batch(self, changes: list[Change] | None = None, batch_id: str = "") -> bytes:
        """The envelope of ``changes`` (default: all)."""
        chosen = self.log if changes is None else changes
        before = self.log[chosen[0].ctr - 2].h if chosen[0].ctr > 1 else chain.GENESIS.hex()
        return envelope.seal(
            chosen,
            batch_id=batch_id or new_id(),
            county=COUNTY,
            unit=self.unit,
            created_hlc="0-0-x",
            prev_h=before,
        )

    def head(self) -> Head:
        """Where the chain ends."""
        return (
            Head(self.epoch, self.log[-1].ctr, self.log[-1].h)
            if self.log
            else Head(self.epoch, 0, chain.GENESIS.hex())
        )

    def hello(self, store: Store, server_epoch: str | None = None) -> HelloAnswer:
        """Say hello."""
        ask = Hello(
            county=COUNTY, unit=self.unit, dev=self.dev, heads=[self.head()], server_epoch=server_epoch
        )
        return hello(store, ask, [])

    def push(self, store: Store, *changes: Change) -> PushAnswer:
        """Push ``changes`` (default: all)."""
        return give(store, self.batch(list(changes) or None))

    def read(self, store: Store, cursor: int = 0, size: int = 1_000_000) -> list[Entry]:
        """Everything the county shows this desk after ``cursor``."""
        server_epoch = self.hello(store).server_epoch
        found: list[Entry] = []
        more = True
        while more:
            got = page(
                store, county=COUNTY, unit=self.unit, dev=self.dev, epoch=self.epoch,
                server_epoch=server_epoch, cursor=cursor, size=size,
            )  # fmt: skip
            found, cursor, more = found + got.entries, got.upto, got.more
        return found


def give(store: Store, data: bytes) -> PushAnswer:
    """Push an envelope as the API does."""
    return push(store, envelope.unseal(data, {}), AT)


def states(answer: PushAnswer) -> list[str]:
    """The states of the receipts, in order."""
    return [one.state for one in answer.receipts]


def altered(change: Change, **values: Any) -> Change:
    """``change`` with other values and its seal left as it was."""
    return msgspec.structs.replace(change, **values)
