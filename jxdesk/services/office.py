"""The office: which unit this desk is, its committees and people, who sits at it, its number registers.

Reading is plain SQL, because the first paint of the morning needs it; writing goes through the tables.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, fields

from jxdesk import models
from jxdesk.errors import UserError
from jxdesk.models.database import Database
from jxdesk.models.file import Ask, Row
from jxdesk.rules.numbering import LARGEST_SEQ

KINDS = ("centre", "committee")


@dataclass(frozen=True)
class Unit:
    """A unit of the organisation tree."""

    code: str
    kind: str
    name: str
    seal_name: str | None
    number_prefix: str | None
    division_code: str | None
    phone: str | None
    address: str | None


@dataclass(frozen=True)
class Person:
    """Somebody on the desk's list; ``roles`` in the words of the documents (调解员, 记录人 …)."""

    id: str
    name: str
    organisation: str | None
    roles: tuple[str, ...]
    phone: str | None
    active: bool


@dataclass(frozen=True)
class Register:
    """The state of one committee's number register in one year."""

    committee: str
    year: int
    next_seq: int
    used: int


@dataclass(frozen=True)
class Office:
    """What every screen knows about the desk it runs on."""

    dev: str
    practice: bool
    unit: Unit | None
    committee: Unit | None
    at_desk: Person | None
    county_url: str | None
    font_size: int


class OfficeService:
    """Reads and changes the office. Nothing here is case data, so nothing here is recorded or sent."""

    def __init__(self, database: Database, organisations: Callable[[], str]) -> None:
        self._database, self._seed = database, organisations

    def create(self, genesis: bytes, unit: str | None) -> None:
        """Make the one desk row and the organisation tree of a new file."""
        with self._database.transaction() as session:
            if session.get(models.DeskState, 1) is not None:
                return
            epoch = secrets.token_hex(16)
            session.add(
                models.DeskState(
                    id=1, dev=secrets.token_hex(16), epoch=epoch, ctr=0, h=genesis.hex(), unit=None
                )
            )
            for row in json.loads(self._seed())["organisations"]:
                session.add(models.Organisation(**row))
        if unit is not None:
            self.settle(unit)

    def settle(self, unit: str) -> None:
        """Say which township centre this desk is; its own committee becomes the usual host, unless a village's was chosen.

        Once only: the county knows whose cases a desk may read by its unit. Raises UserError for a second unit,
        and for a code that is no township centre.
        """
        from sqlalchemy import select  # noqa: PLC0415 - longer than the first paint, which needs only the reading

        with self._database.transaction() as session:
            centre = session.get(models.Organisation, unit)
            if centre is None or centre.kind != "centre":
                raise UserError("没有这个乡镇分中心。", "请在列表中选择本单位。")
            desk = session.get_one(models.DeskState, 1)
            if desk.unit not in (None, unit):
                raise UserError("本单位已经选定，不能再改。", "确实选错了，请联系县里。")
            desk.unit = unit
            for person in session.scalars(select(models.Staff).where(models.Staff.organisation.is_(None))):
                person.organisation = unit  # put on the list while the desk did not know its unit
            own = select(models.Organisation).where(
                models.Organisation.kind == "committee",
                models.Organisation.division_code == centre.division_code,
            )
            committee = session.scalars(own).first()
            chosen = None if desk.committee is None else session.get(models.Organisation, desk.committee)
            if chosen is None or chosen.parent != unit:
                desk.committee = None if committee is None else committee.code

    @property
    def practice(self) -> bool:
        """Whether this is a practice desk (练习)."""
        return self._database.practice

    def office(self) -> Office:
        """The desk as it stands now."""
        with self._database.plain() as ask:
            desk = _desk(ask)
            return Office(
                dev=desk["dev"],
                practice=self._database.practice,
                unit=_unit(ask, desk["unit"]),
                committee=_unit(ask, desk["committee"]),
                at_desk=_at_desk(ask),
                county_url=desk["county_url"],
                font_size=desk["font_size"],
            )

    def centres(self) -> list[Unit]:
        """The township centres to choose from when a desk is set up."""
        with self._database.plain() as ask:
            return _units(ask, "kind = 'centre' AND active ORDER BY code")

    def committees(self) -> list[Unit]:
        """The township's committee first, then those of its villages."""
        with self._database.plain() as ask:
            unit = _desk(ask)["unit"]
            if unit is None:
                return _units(ask, "kind = 'committee' AND active ORDER BY code")
            return _units(ask, "kind = 'committee' AND active AND parent = ? ORDER BY code", unit)

    def unit(self, code: str) -> Unit | None:
        """One unit by its code."""
        with self._database.plain() as ask:
            return _unit(ask, code)

    def change_unit(self, code: str, **values: str | None) -> None:
        """Set name, seal_name, number_prefix, phone or address of a unit: the tree is data.

        Raises UserError for a number prefix that another committee has: their numbers would read alike.
        """
        from sqlalchemy import select  # noqa: PLC0415 - longer than the first paint, which needs only the reading

        allowed = {"name", "seal_name", "number_prefix", "phone", "address"}
        with self._database.transaction() as session:
            prefix = values.get("number_prefix")
            same = select(models.Organisation.name).where(
                models.Organisation.number_prefix == prefix, models.Organisation.code != code
            )
            taken = session.scalars(same).first() if prefix else None
            if taken is not None:
                raise UserError(
                    f"编号前缀“{prefix}”已经是{taken}的。", "请换一个前缀，免得两家的案号分不清。"
                )
            row = session.get_one(models.Organisation, code)
            for key in values.keys() & allowed:
                setattr(row, key, values[key])

    def host_by(self, code: str) -> None:
        """Make a committee the usual host of new cases."""
        with self._database.transaction() as session:
            session.get_one(models.DeskState, 1).committee = session.get_one(models.Organisation, code).code

    def people(self, *, everyone: bool = False) -> list[Person]:
        """People on the list, by name; those who left only when asked for."""
        which = "1" if everyone else "active"
        with self._database.plain() as ask:
            return [_person(row) for row in ask.rows(f"{_STAFF} WHERE {which} ORDER BY name")]

    def add_person(self, name: str, roles: tuple[str, ...] = (), phone: str | None = None) -> Person:
        """Put somebody on the list; a name that is already there is told apart by the person, not by us."""
        if not name.strip():
            raise UserError("姓名是空的。", "请填写姓名。")
        with self._database.transaction() as session:
            desk = session.get_one(models.DeskState, 1)
            row = models.Staff(
                name=name.strip(), organisation=desk.unit, roles=list(roles), phone=phone, active=True
            )
            session.add(row)
            session.flush()
            if desk.at_desk is None:
                desk.at_desk = row.id
            return _as_person(row)

    def retire_person(self, person_id: str, *, active: bool = False) -> None:
        """Take somebody off the list (or back on); their name stays on every paper."""
        with self._database.transaction() as session:
            session.get_one(models.Staff, person_id).active = active

    def sit_down(self, person_id: str) -> Person:
        """Switch who is at the desk: from now on changes carry this name."""
        with self._database.transaction() as session:
            row = session.get_one(models.Staff, person_id)
            session.get_one(models.DeskState, 1).at_desk = row.id
            return _as_person(row)

    def user(self) -> str:
        """The name that changes are recorded under; empty until somebody sat down."""
        with self._database.plain() as ask:
            person = _at_desk(ask)
            return "" if person is None else person.name

    def set_font_size(self, points: int) -> None:
        """Remember the font size, one of 12, 14, 16, 18 pt."""
        with self._database.transaction() as session:
            session.get_one(models.DeskState, 1).font_size = points

    def set_county(self, url: str | None) -> None:
        """Remember where the county listens."""
        with self._database.transaction() as session:
            session.get_one(models.DeskState, 1).county_url = url

    def registers(self, year: int) -> list[Register]:
        """The number registers of this year that have begun or were set."""
        with self._database.plain() as ask:
            return [Register(**row) for row in ask.rows(_REGISTERS, year)]

    def start_register(self, committee: str, year: int, next_seq: int) -> None:
        """Start a register in mid-year at ``next_seq``; raises UserError when that number was given out."""
        from sqlalchemy import select  # noqa: PLC0415 - longer than the first paint, which needs only the reading

        with self._database.transaction() as session:
            taken = select(models.NumberEntry.seq).where(
                models.NumberEntry.committee == committee,
                models.NumberEntry.year == year,
                models.NumberEntry.seq >= next_seq,
                models.NumberEntry.seq <= LARGEST_SEQ,  # a slip in a file holds no register at its height
            )
            last = max(session.scalars(taken), default=None)
            if next_seq < 1 or last is not None:
                raise UserError(
                    f"第{next_seq}号不能作为下一个号。",
                    "编号不重用，请填一个没有用过的、更大的号。",
                )
            organisation = session.get_one(models.Organisation, committee)
            if organisation.number_desk is None:  # saying where it goes on is saying that it goes on here
                organisation.number_desk = session.get_one(models.DeskState, 1).dev
            row = session.get(models.NumberRegister, (committee, year))
            if row is None:
                session.add(models.NumberRegister(committee=committee, year=year, next_seq=next_seq))
            else:
                row.next_seq = next_seq


def shipped_centres(organisations: str) -> list[tuple[str, str]]:
    """Code and name of every township centre in organisations.json: offered before there is a file to ask."""
    rows = json.loads(organisations)["organisations"]
    return [(row["code"], row["name"]) for row in rows if row["kind"] == "centre"]


_STAFF = "SELECT id, name, organisation, roles, phone, active FROM staff"
_UNIT = ", ".join(field.name for field in fields(Unit))
_REGISTERS = """
    SELECT committee, year, next_seq,
        (SELECT count(*) FROM number_entry e WHERE e.committee = r.committee AND e.year = r.year) AS used
    FROM number_register r WHERE year = ?
"""


def _desk(ask: Ask) -> Row:
    row = ask.row("SELECT dev, unit, committee, county_url, font_size FROM desk WHERE id = 1")
    if row is None:
        message = "the file has no desk row"
        raise RuntimeError(message)
    return row


def _at_desk(ask: Ask) -> Person | None:
    row = ask.row(f"{_STAFF} WHERE id = (SELECT at_desk FROM desk)")  # noqa: S608 - as below
    return None if row is None else _person(row)


def _unit(ask: Ask, code: str | None) -> Unit | None:
    return next(iter(_units(ask, "code = ?", code)), None)


def _units(ask: Ask, rest: str, *values: object) -> list[Unit]:
    sql = f"SELECT {_UNIT} FROM organisation WHERE {rest}"  # noqa: S608 - our own words; values go beside them
    return [Unit(**row) for row in ask.rows(sql, *values)]


def _person(row: Row) -> Person:
    roles = json.loads(row["roles"]) if row["roles"] else ()
    return Person(
        row["id"], row["name"], row["organisation"], tuple(roles), row["phone"], bool(row["active"])
    )


def _as_person(row: models.Staff) -> Person:
    return Person(row.id, row.name, row.organisation, tuple(row.roles or ()), row.phone, row.active)
