"""doctor: is this desk's file whole? Reads only; says in one line each what it found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select, text

from jxdesk.errors import UserError
from jxdesk.models import Change, DeskState, Material, Summary
from jxdesk.models.blobs import BlobStore
from jxdesk.models.database import Database
from jxdesk.models.migrate import HEAD, file_version
from jxdesk.models.sealing import Sealing
from jxdesk.paths import DataFolder, resource

HASHED = (
    "change_id",
    "dev",
    "epoch",
    "ctr",
    "case_id",
    "kind",
    "rid",
    "op",
    "fields",
    "base",
    "hlc",
    "user",
    "at",
    "schema",
)


@dataclass(frozen=True)
class Sign:
    """One thing looked at: whether it is well, and what to do if not."""

    what: str
    well: bool
    detail: str


class Doctor:
    """Looks at the file, the chain, the index and the program's own files."""

    def __init__(self, folder: DataFolder, database: Database, sealing: Sealing, blobs: BlobStore) -> None:
        self._folder, self._database, self._sealing, self._blobs = folder, database, sealing, blobs

    def examine(self) -> list[Sign]:
        """All signs; a fault in one never stops the next."""
        return [self._file(), self._chain(), self._index(), self._materials(), *self._fonts()]

    def _file(self) -> Sign:
        with self._database.reading() as session:
            said = session.execute(text("PRAGMA quick_check")).scalars().all()
            cipher = session.execute(text("PRAGMA cipher_integrity_check")).scalars().all()
        well = said == ["ok"] and not cipher
        return Sign("数据文件", well, "完好" if well else "有损坏，请停止使用并联系县里，不要删除文件")

    def _chain(self) -> Sign:
        count, bad = 0, 0
        with self._database.reading() as session:
            desk = session.get_one(DeskState, 1)
            previous = self._sealing.genesis
            own = select(Change).where(Change.dev == desk.dev, Change.epoch == desk.epoch)
            for row in session.scalars(own.order_by(Change.ctr)):
                count += 1
                digest = bytes.fromhex(row.digest)
                if row.salt is not None and row.fields is not None:
                    body = {name: getattr(row, name) for name in HASHED}
                    bad += (
                        self._sealing.digest(bytes.fromhex(row.salt), self._sealing.canonical(body)) != digest
                    )
                previous = self._sealing.link(previous, digest, row.dev, row.epoch, row.ctr)
                bad += previous.hex() != row.h
            bad += desk.h != previous.hex() or desk.ctr != count
        return Sign(
            "修改记录",
            not bad,
            f"{count}条，首尾相接" if not bad else f"{count}条中有{bad}处对不上，请联系县里",
        )

    def _index(self) -> Sign:
        with self._database.reading() as session:
            lines = session.execute(select(Summary.n)).scalars().all()
            indexed = session.execute(text("SELECT count(*) FROM case_search")).scalar_one()
        well = len(lines) == indexed
        return Sign(
            "案件列表", well, f"{len(lines)}件" if well else "列表与索引不一致，请运行 jxdesk doctor --repair"
        )

    def _materials(self) -> Sign:
        """Reads every scan this desk took in back from the disk; those of other desks need not be here."""
        with self._database.reading() as session:
            desk = session.get_one(DeskState, 1)
            named = set(session.scalars(select(Material.sha256)))
            own = set(session.scalars(select(Material.sha256).where(Material.held_by == desk.dev)))
        lost = sum(1 for name in own if name is None or not self._blobs.whole(name))
        idle = sum(1 for name, _at in self._blobs.held() if name not in named)
        if lost:
            return Sign("材料", False, f"{len(own)}件中有{lost}件读不出来，请从备份取回或者重新扫描")  # noqa: FBT003 - a Sign reads as what, well, detail
        spare = f"，另有{idle}件没有案件在用" if idle else ""
        return Sign("材料", True, f"{len(own)}件，都读得出来{spare}")  # noqa: FBT003 - as above

    def _fonts(self) -> Iterator[Sign]:
        version = file_version(self._folder.database, self._database.key)
        yield Sign("数据版本", version == HEAD, version or "空")
        try:
            found = sorted(path.name for path in resource("fonts").glob("*.ttf"))
            yield Sign("字体", bool(found), "、".join(found))
        except UserError as error:
            yield Sign("字体", False, str(error))  # noqa: FBT003 - a Sign reads as what, well, detail
