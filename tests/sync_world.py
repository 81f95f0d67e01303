"""Real desks and a real county talking without a socket, with a line between them that tests can break."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from county_world import FULI
from sqlalchemy import select

from jxdesk.county.api import make_app
from jxdesk.county.store import Store
from jxdesk.models import Case, Change, DeskState
from jxdesk.models.database import Database
from jxdesk.models.keys import PRACTICE_KEY, OpenKey
from jxdesk.models.migrate import migrate
from jxdesk.models.sealing import Sealing
from jxdesk.rules.ids import new_id
from jxdesk.sync import chain
from jxdesk.sync.client import CountyClient
from jxdesk.sync.round import Round, RoundReport

NOON = datetime(2026, 7, 15, 4, 0, tzinfo=UTC)
KEY = OpenKey(PRACTICE_KEY, practice=True)
SEALING = Sealing(chain.GENESIS, chain.canonical, chain.digest, chain.link)
Carry = Callable[[httpx.Request], httpx.Response]
Tamper = Callable[[httpx.Request, Carry], httpx.Response]


class Line(httpx.BaseTransport):
    """The line to a county that runs in this process. ``tamper`` sits in the middle of every request."""

    def __init__(self, store: Store) -> None:
        self._app = httpx.ASGITransport(make_app(store))
        self._runner = asyncio.Runner()
        self.tamper: Tamper | None = None
        self.requests = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Carry one request, through ``tamper`` if there is one."""
        self.requests += 1
        return self._carry(request) if self.tamper is None else self.tamper(request, self._carry)

    def hang_up(self) -> None:
        """Stop the loop the county runs in."""
        self._runner.close()

    def _carry(self, request: httpx.Request) -> httpx.Response:
        return self._runner.run(
            self._answer(request.method, str(request.url), request.read(), request.headers)
        )

    async def _answer(self, method: str, url: str, body: bytes, headers: httpx.Headers) -> httpx.Response:
        asked = httpx.Request(method, url, headers=headers, content=body)
        answer = await self._app.handle_async_request(asked)
        content = await answer.aread()
        return httpx.Response(answer.status_code, headers=answer.headers, stream=httpx.ByteStream(content))


class RealDesk:
    """A desk's own file with its change log; ``say`` and ``sync`` are all the tests need."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.database = Database(path, KEY, SEALING, lambda: NOON)

    def say(self, case_id: str, user: str = "李调解", **fields: Any) -> None:
        """Save fields of a case, making it if need be."""
        with self.database.transaction(user) as session:
            case = session.get(Case, case_id)
            if case is None:
                case = Case(id=case_id)
                session.add(case)
            for name, value in fields.items():
                setattr(case, name, value)

    def sync(self, line: httpx.BaseTransport) -> RoundReport:
        """One round with the county at the other end of ``line``."""
        with CountyClient("http://127.0.0.1", transport=line, only_loopback=True) as client:
            return Round(self.database, client, SEALING, lambda: NOON).run()

    def see(self, case_id: str, name: str) -> Any:
        """What the desk shows in one field of a case."""
        with self.database.reading() as session:
            case = session.get(Case, case_id)
            return None if case is None else getattr(case, name)

    def log(self) -> list[Change]:
        """The change log, oldest first."""
        with self.database.reading() as session:
            rows = list(session.scalars(select(Change).order_by(Change.n)))
            session.expunge_all()
            return rows

    def states(self) -> list[str]:
        """The states of the desk's own changes, oldest first."""
        return [row.state for row in self.log() if row.state != "pulled"]

    def state(self) -> DeskState:
        """The desk's one row about itself."""
        with self.database.reading() as session:
            desk = session.get_one(DeskState, 1)
            session.expunge_all()
            return desk

    def close(self) -> None:
        """Give the file back."""
        self.database.close()

    def copy(self, path: Path) -> None:
        """Copy the file as a backup or a disk image would: closed, whole."""
        self.database.close()
        shutil.copyfile(self.path, path)

    def roll_back(self, path: Path) -> None:
        """Put an older copy in the place of the file."""
        self.database.close()
        for leftover in self.path.parent.glob(f"{self.path.name}-*"):
            leftover.unlink()
        shutil.copyfile(path, self.path)


class Workshop:
    """Makes desks quickly: migrated once, copied from then on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._template = folder / "template.db"
        migrate(self._template, KEY, folder / "backups", NOON)

    def desk(self, name: str, unit: str | None = FULI) -> RealDesk:
        """A new, empty desk of ``unit``."""
        path = self.folder / f"{name}.db"
        shutil.copyfile(self._template, path)
        made = RealDesk(path)
        with made.database.transaction() as session:
            session.add(DeskState(id=1, dev=new_id(), epoch=new_id(), h=chain.GENESIS.hex(), unit=unit))
        return made


@contextmanager
def county(database: str) -> Iterator[tuple[Store, Line]]:
    """A county on ``database`` and the line to it."""
    store = Store(database)
    line = Line(store)
    try:
        yield store, line
    finally:
        line.hang_up()
        store.close()
