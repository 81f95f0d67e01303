"""材料: scans and photos of a case, from a file to its slot in the dossier, and back to the screen.

The content is stored first, then the row that names it; the row's transaction looks once more whether the
file is there. So neither a pulled plug nor a sweep in between leaves a row without its file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jxdesk.documents import catalogue, completeness, contents, scan_pages, scan_reading, shared_pages
from jxdesk.documents.dossier_order import place
from jxdesk.documents.house import House
from jxdesk.documents.sheet import Printed
from jxdesk.errors import UserError
from jxdesk.models import Case, DeskState, Material, Staff, rows
from jxdesk.models.blobs import PART, BlobStore, MissingBlobError
from jxdesk.models.database import Database
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.case_record import Material as MaterialPart
from jxdesk.rules.clean_text import clean
from jxdesk.rules.ids import new_id
from jxdesk.services.case_lock import ask_why, is_locked, place_in, refuse_locked, write_down

GRACE = timedelta(days=7)
"""How long content that no case names any more is kept: somebody may want it back."""
STALE_PART = timedelta(hours=1)


@dataclass(frozen=True)
class Kept:
    """One piece of material; ``here`` False when its content lies on another desk or was lost."""

    id: str
    slot: str
    title: str
    pages: int
    size: int
    media_type: str
    taken_at: str | None
    added_by: str | None
    sha256: str
    here: bool


@dataclass(frozen=True)
class Shelf:
    """One slot with what lies in it; ``wanted`` when the case should have something here, None when not."""

    id: str
    title: str
    wanted: completeness.Level | None
    kept: tuple[Kept, ...]

    @property
    def lacking(self) -> bool:
        """Whether something must be here and is not."""
        return self.wanted == "required" and not self.kept


@dataclass(frozen=True)
class Removed:
    """What ``remove`` took away, for ``restore``."""

    case_id: str
    id: str
    fields: dict[str, Any]


class MaterialService:
    """Takes in, orders, shows and removes. ``clock`` gives aware times."""

    def __init__(self, database: Database, blobs: BlobStore, clock: Callable[[], datetime]) -> None:
        self._database, self._blobs, self._clock = database, blobs, clock

    def shelves(self, case_id: str) -> tuple[Shelf, ...]:
        """Every slot in the order of the dossier, the empty ones too."""
        with self._database.reading() as session:
            case = rows.load(session, case_id)
        return () if case is None else self.shelves_of(case)

    def shelves_of(self, case: CaseRecord) -> tuple[Shelf, ...]:
        """The same for a case already read."""
        known = [slot.id for slot in contents.shipped().slot]
        wanted = completeness.slots_wanted(case)
        return tuple(
            Shelf(
                slot.id,
                slot.title,
                wanted.get(slot.id),
                tuple(
                    self._kept(one)
                    for one in case.materials
                    # What a newer program filed under a slot this one does not know must not vanish from sight.
                    if one.slot == slot.id or (slot.id == "other" and one.slot not in known)
                ),
            )
            for slot in sorted(contents.shipped().slot, key=lambda slot: place(slot.id))
        )

    def add(self, case_id: str, slot: str, path: Path, *, because: str | None = None) -> Kept:
        """Take in one file; the file itself stays where it is. The same content twice in a slot is one piece.

        Into a locked dossier (a return card signed and scanned afterwards) it comes by a correction sheet that
        says where it stands: LockedCaseError without ``because``.
        Raises UserError, naming the file, when it cannot be read, is broken, no scan, or too large.
        """
        title = _slot(slot).title
        content = _read(path)
        try:
            scan = scan_reading.examine(content)
        except scan_reading.BrokenScanError as error:
            raise UserError(
                f"{path.name} {error}，没有收进来。", "请重新扫描或者重新拍一张；别的文件不受影响。"
            ) from error
        name = self._blobs.put(content)
        with self._database.transaction() as session:
            if not self._blobs.has(name):  # swept away between the two: the row must not come into being
                raise UserError(f"{path.name} 没有收进来。", "请再添加一次。")
            session.get_one(Case, case_id)
            row = session.scalars(
                select(Material).where(
                    Material.case_id == case_id, Material.slot == slot, Material.sha256 == name
                )
            ).first()
            if row is None:
                late = is_locked(session, case_id)
                if late:
                    ask_why(because)
                desk = session.get_one(DeskState, 1)
                person = None if desk.at_desk is None else session.get(Staff, desk.at_desk)
                row = Material(
                    id=new_id(), case_id=case_id, position=_next(session, case_id), slot=slot, title=title,
                    sha256=name, size=len(content), media_type=scan.media_type, pages=scan.pages,
                    taken_at=scan.taken_at, added_by=None if person is None else person.name, held_by=desk.dev,
                )  # fmt: skip
                session.add(row)
                if late:
                    self._write_sheet(session, row, because)
            return self._kept(_part(session, row))

    def _write_sheet(self, session: Session, row: Material, because: str | None) -> None:
        session.flush()
        ask = select(func.count()).where(Material.case_id == row.case_id, Material.slot == row.slot)
        stands = stands_at(_title(row.slot), session.scalar(ask) or 1)
        path = f"materials[{place_in(session, 'materials', row)}]"
        what = {path: f"{row.title}，{row.pages}页，{stands}"}
        write_down(
            session, row.case_id, {path: None}, what, because, lambda _path: f"材料：{_title(row.slot)}",
            self._clock(),
        )  # fmt: skip

    def remove(self, material_id: str) -> Removed:
        """Take it out of its case; ``restore`` undoes it. The content is kept for ``GRACE``."""
        with self._database.transaction() as session:
            row = _found(session, material_id)
            removed = Removed(row.case_id, material_id, rows.read_row(session, "material", material_id) or {})
            refuse_locked(session, row.case_id)
            self._blobs.keep_a_while(row.sha256 or "")
            session.delete(row)
            return removed

    def restore(self, removed: Removed) -> None:
        """Undo ``remove``. Raises UserError when the content is gone meanwhile."""
        with self._database.transaction() as session:
            if not self._blobs.has(str(removed.fields.get("sha256"))):
                raise UserError("这件材料的内容已经清理掉了，放不回来。", "请重新扫描、重新添加一次。")
            refuse_locked(session, removed.case_id)
            rows.write_row(session, "material", removed.id, removed.case_id, removed.fields, "put")

    def rename(self, material_id: str, title: str) -> None:
        """Call it something else; empty gives back the name of its slot."""
        with self._database.transaction() as session:
            row = _found(session, material_id)
            refuse_locked(session, row.case_id)
            row.title = " ".join(clean(title, lines=False).split()) or _title(row.slot)

    def place(self, material_id: str, slot: str, at: int) -> None:
        """Put it into ``slot`` as the ``at``-th piece, counted from zero; past the end means last."""
        _slot(slot)
        with self._database.transaction() as session:
            row = _found(session, material_id)
            refuse_locked(session, row.case_id)
            if row.title == _title(row.slot):
                row.title = _title(slot)
            row.slot = slot
            rest = session.scalars(
                select(Material)
                .where(Material.case_id == row.case_id, Material.id != material_id)
                .order_by(Material.position, Material.id)
            ).all()
            there = [one for one in rest if one.slot == slot]
            there.insert(max(0, at), row)
            ordered = [*(one for one in rest if one.slot != slot), *there]
            for position, one in enumerate(ordered):
                one.position = position

    def content(self, material_id: str) -> tuple[str, bytes]:
        """Media type and content. Raises UserError when it is not on this desk or damaged."""
        with self._database.reading() as session:
            row = _found(session, material_id)
            name, media_type = row.sha256 or "", row.media_type or ""
        return media_type, self._blobs.get(name)

    def thumbnail(self, material_id: str, edge: int) -> bytes | None:
        """A small JPEG of a picture; None for a PDF, whose first page only a PDF reader can draw."""
        media_type, content = self.content(material_id)
        return None if media_type == scan_reading.PDF else scan_reading.thumbnail(content, edge)

    def as_paper(self, material_id: str) -> bytes:
        """The pages it makes in the dossier, as a PDF: to be looked at, enlarged and printed by itself."""
        with self._database.reading() as session:
            row = _found(session, material_id)
            part = MaterialPart(
                slot=row.slot, title=row.title, sha256=row.sha256, pages=row.pages, media_type=row.media_type
            )
        return self.printed(part, House(catalogue.shipped().switches, practice=self._database.practice)).pdf

    def printed(self, part: MaterialPart, house: House) -> Printed:
        """Lay one piece on its pages. Raises UserError when it is not on this desk or damaged."""
        content = self._blobs.get(part.sha256 or "")
        title = part.title or _title(part.slot)
        return scan_pages.lay(title, content, part.media_type or "", part.pages or 1, house, _foot(part.slot))

    def printed_together(self, parts: Sequence[MaterialPart], house: House) -> Printed:
        """Two photos that share a page, see ``shared_pages``; a single piece as ever."""
        if len(parts) == 1:
            return self.printed(parts[0], house)
        upper, lower = parts
        first, second = self._blobs.get(upper.sha256 or ""), self._blobs.get(lower.sha256 or "")
        title = upper.title or _title(upper.slot)
        return scan_pages.lay_two(title, first, second, house, _foot(upper.slot))

    def lies(self, part: MaterialPart) -> bool:
        """Whether half a page holds it; False for what is not here, is a PDF or has several pages."""
        single = part.media_type != scan_reading.PDF and (part.pages or 1) == 1
        return single and self.readable(part) and scan_pages.lies(self._blobs.get(part.sha256 or ""))

    def counted(self, case: CaseRecord) -> CaseRecord:
        """The case with the pages its material takes in the dossier, where two photos may share one."""
        return shared_pages.counted(case, self.lies)

    def readable(self, part: MaterialPart) -> bool:
        """Whether its content is here and whole."""
        return self._blobs.whole(part.sha256 or "")

    def unembedded(self, part: MaterialPart) -> bool:
        """Whether it is a PDF that names fonts it does not carry."""
        if part.media_type != scan_reading.PDF:
            return False
        return any(scan_pages.unembedded(self._blobs.get(part.sha256 or "")))

    def sweep(self) -> int:
        """Remove content no case has named for ``GRACE`` and what a pulled plug left half written; how many."""
        now, gone = self._clock().timestamp(), 0
        with self._database.transaction() as session:  # inside: no row can be added while we look
            named = set(session.scalars(select(Material.sha256)))
            for name, at in self._blobs.held():
                spared = STALE_PART if name.endswith(PART) else GRACE
                if name not in named and now - at > spared.total_seconds():
                    self._blobs.forget(name)
                    gone += 1
        return gone

    def _kept(self, part: MaterialPart) -> Kept:
        return Kept(
            id=part.id, slot=part.slot or "", title=part.title or _title(part.slot), pages=part.pages or 1,
            size=part.size or 0, media_type=part.media_type or "", taken_at=part.taken_at,
            added_by=part.added_by, sha256=part.sha256 or "", here=self._blobs.has(part.sha256 or ""),
        )  # fmt: skip


def stands_at(title: str, turn: int) -> str:
    """Where in the dossier a late piece lies, in words: the last of its slot."""
    return f"放在“{title}”第{turn}件"


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > scan_reading.MOST_BYTES:  # before it fills the memory
            most = scan_reading.MOST_BYTES // 1024 // 1024
            raise UserError(
                f"{path.name} 太大了，一个文件最多{most}MB，没有收进来。", "请用300点（dpi）重新扫描。"
            )
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"{path.name} 读不出来，没有收进来。", "请检查文件还在不在、能不能打开。") from error


def _part(session: Session, row: Material) -> MaterialPart:
    session.flush()
    case = rows.load(session, row.case_id)
    return next(one for one in (case.materials if case else []) if one.id == row.id)


def _next(session: Session, case_id: str) -> int:
    last = session.scalar(select(func.max(Material.position)).where(Material.case_id == case_id))
    return 0 if last is None else last + 1


def _found(session: Session, material_id: str) -> Material:
    row = session.get(Material, material_id)
    if row is None:
        raise MissingBlobError("这件材料已经不在了。", "可能已经移走或者删掉，请刷新后再看。")
    return row


def _slot(slot_id: str) -> contents.Slot:
    for slot in contents.shipped().slot:
        if slot.id == slot_id:
            return slot
    known = "、".join(slot.id for slot in contents.shipped().slot)
    raise UserError(f"卷里没有“{slot_id}”这一件。", f"可用的有：{known}。")


def _foot(slot_id: str | None) -> str:
    return next((slot.foot for slot in contents.shipped().slot if slot.id == slot_id), "")


def _title(slot_id: str | None) -> str:
    return next((slot.title for slot in contents.shipped().slot if slot.id == slot_id), "其他材料")
