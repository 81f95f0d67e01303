"""Technical log that cannot carry personal data: a value is written only if its key is allowed.

``event("batch sent", log, batch_id=…, changes=3)`` writes; ``name="张某"`` becomes ``name=<redacted>``.
A free-text message must be a constant: personal data gets into logs through f-strings, and a test
reads the source for them.
"""

from __future__ import annotations

import logging

ALLOWED = frozenset(
    {
        "batch_id", "bytes", "changes", "code", "count", "ctr", "document", "error", "event", "kind",
        "level", "milliseconds", "pages", "path_kind", "rule", "seq", "state", "status", "version",
    }
)  # fmt: skip


def event(log: logging.Logger, level: int, what: str, **values: object) -> None:
    """Log ``what`` with ``values``; the value of a key that is not in ``ALLOWED`` is replaced."""
    shown = (f"{key}={value if key in ALLOWED else '<redacted>'}" for key, value in sorted(values.items()))
    log.log(level, "%s %s", what, " ".join(shown))
