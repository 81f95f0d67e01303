"""What differs between one running program and another, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """Given to ``Desk``. What belongs to a desk and travels with its file is kept in the file."""

    county_url: str | None = None
    """Where the county listens; None means what the desk's file says."""
    request_timeout: float = 30.0
    """Seconds without a byte before a request is abandoned (sync.md §2.6)."""
