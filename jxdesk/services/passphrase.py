"""The passphrase of an official desk: how long it must be, and changing it. Practice desks have none."""

from __future__ import annotations

from pathlib import Path

from jxdesk.models.keys import MIN_PASSPHRASE, change_passphrase


class PassphraseService:
    """Works on ``desk.key`` alone, so it needs neither the open file nor its key."""

    least = MIN_PASSPHRASE
    """Characters a passphrase must have."""

    def __init__(self, keys: Path) -> None:
        self._keys = keys

    def change(self, old: str | None, new: str) -> None:
        """Let ``new`` open the desk instead of ``old``: about half a second, so never on the screen's thread.

        Raises UserError, with the old passphrase still in force: wrong old one, short new one, practice desk,
        damaged key file, disk full. Copies of the folder made before keep the old passphrase.
        """
        change_passphrase(self._keys, old, new)
