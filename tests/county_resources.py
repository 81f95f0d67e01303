"""A county that changed its data: the shipped resources with one document file edited, read as a desk would.

The big folders are linked, not copied; only ``documents`` is the test's own.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jxdesk import paths
from jxdesk.documents import (
    binding,
    catalogue,
    confirmation_application,
    contents,
    cover,
    no_penalty,
)

_CACHES = (
    binding.shipped,
    catalogue.shipped,
    confirmation_application.shipped,
    contents.shipped,
    cover.retention_classes,
    no_penalty.shipped,
)


class County:
    """``edit`` changes a file of resources/documents for the rest of the test."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        shipped = paths.resources_root()
        self.folder = folder
        folder.mkdir()
        for part in shipped.iterdir():
            if part.name != "documents":
                (folder / part.name).symlink_to(part)
        shutil.copytree(shipped / "documents", folder / "documents")
        monkeypatch.setattr(paths, "resources_root", lambda: folder)
        self.forget()

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace ``old``, which must be there, in one file."""
        path = self.folder / "documents" / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} has no {old!r}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        self.forget()

    def drop(self, document_id: str) -> None:
        """The county does not use this document."""
        self.edit("catalogue.toml", f'id = "{document_id}"\n', f'id = "{document_id}"\noffered = false\n')

    def forget(self) -> None:
        """What was read before is read again."""
        for cached in _CACHES:
            cached.cache_clear()
