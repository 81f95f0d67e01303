"""Column types of the desk's file: JSON that compares by value, and money that never becomes a float."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec
from sqlalchemy import Integer, Text
from sqlalchemy.types import TypeDecorator

_encoder = msgspec.json.Encoder(order="deterministic")


class Json(TypeDecorator[Any]):
    """A list or dict as canonical JSON text; ``None`` is stored as NULL.

    Values are replaced, never changed in place: SQLAlchemy does not see inside them, and a change it
    does not see would be missing from the change log.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: object) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Python value to JSON text."""
        return None if value is None else _encoder.encode(value).decode()

    def process_result_value(self, value: str | None, dialect: object) -> Any:  # noqa: ARG002 - SQLAlchemy's signature
        """JSON text to Python value."""
        return None if value is None else msgspec.json.decode(value)


class Yuan(TypeDecorator[Decimal]):
    """An amount in yuan, stored as whole 分: SQLite has no decimal, and a float would not add up."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: object) -> int | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Yuan to 分."""
        return None if value is None else int((value * 100).to_integral_exact())

    def process_result_value(self, value: Any, dialect: object) -> Decimal | None:  # noqa: ARG002 - SQLAlchemy's signature
        """分 to yuan."""
        return None if value is None else Decimal(value) / 100
