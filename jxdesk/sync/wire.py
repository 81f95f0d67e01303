"""What desk and county say to each other, as frozen types: changes, receipts, hello, pages.

The bytes they travel in are ``envelope.py``'s business; here stands only what is said.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from jxdesk.sync import chain

Op = Literal["put", "patch", "void"]
"""put: a new row with all its fields; patch: some fields of a row; void: struck out, with the reason in ``fields``."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One field-level change of one row, as it was recorded in the transaction that made it (sync.md §2.2).

    ``digest``, ``h`` and ``salt`` are hex; ``base`` names for each field the county's ``seq`` of the
    value the user saw (absent: 0, never seen by the county); ``hlc`` is for showing an order, never for
    deciding; ``at`` is aware UTC, ISO 8601.
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

    def sealed(self, previous: bytes, salt: bytes) -> Change:
        """This change with salt, digest and link filled in, following ``previous``."""
        own = chain.digest(salt, chain.canonical(self.body()))
        h = chain.link(previous, own, self.dev, self.epoch, self.ctr)
        return msgspec.structs.replace(self, salt=salt.hex(), digest=own.hex(), h=h.hex())
