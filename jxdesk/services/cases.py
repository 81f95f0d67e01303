"""Use cases of a case: begin, save a field group, add to a list, accept, refuse. One method, one transaction.

A save takes ``{path: value}`` and returns what was there before, so that the screen can undo instead of
asking "are you sure?".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from jxdesk.errors import UserError
from jxdesk.models import Case, DeskState, Organisation, Staff, rows
from jxdesk.models.database import Database
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.clean_text import clean
from jxdesk.rules.days import BEIJING
from jxdesk.rules.deadlines import confirmation_30th_day, confirmation_deadline
from jxdesk.rules.effect import effective_date
from jxdesk.rules.ids import new_id
from jxdesk.rules.numbering import folded
from jxdesk.services import admission, case_lock, case_paths, numbers, voiding
from jxdesk.services.case_parts import begin_part, find_part
from jxdesk.services.case_rows import item_of, list_of, loaded
from jxdesk.services.short_id import short_id
from jxdesk.services.summaries import Summaries
from jxdesk.services.trade import Trade

EFFECT_DEPENDS_ON = frozenset(
    {
        f"agreement.{name}"
        for name in ("form", "party_sign_date", "mediator_sign_date", "seal_date", "agreed_date")
    }
)
"""Fields that decide when an agreement takes effect (人民调解法 art 29 ② and 30)."""

NAMES_THE_REGISTER = frozenset({"committee.org", "committee.name"})
"""Fields that say whose number the case bears; on paper in people's hands once it was given out."""


class CaseService:
    """Verbs of the mediator. ``clock`` gives aware times; the calendar day is the desk's own."""

    def __init__(
        self, database: Database, trade: Trade, summaries: Summaries, clock: Callable[[], datetime]
    ) -> None:
        self._database, self._trade, self._summaries, self._clock = database, trade, summaries, clock

    def today(self) -> date:
        """The calendar day at the desk, whatever zone the machine believes in."""
        return self._clock().astimezone(BEIJING).date()

    def begin(self) -> CaseRecord:
        """A new draft with a short id. Who sits at the desk becomes 首接人 and stays it."""
        with self._database.transaction() as session:
            desk = session.get_one(DeskState, 1)
            desk.short_seq += 1
            person = None if desk.at_desk is None else session.get(Staff, desk.at_desk)
            committee = None if desk.committee is None else session.get(Organisation, desk.committee)
            unit = None if desk.unit is None else session.get(Organisation, desk.unit)
            case = Case(
                id=new_id(),
                intake_short_id=short_id(desk.dev, desk.short_seq),
                intake_registered_at=self._clock().isoformat(timespec="seconds"),
                intake_first_receiver=None if person is None else person.name,
                intake_first_unit=None if unit is None else unit.name,
                intake_mediation_kind="人民调解",
                flow_version=self._trade.flow.label,
            )
            if committee is not None:
                _host(case, committee)
            session.add(case)
            return self._settled(session, case.id)

    def record(self, case_id: str) -> CaseRecord:
        """The whole case. Raises UserError when there is no such case."""
        with self._database.reading() as session:
            return loaded(session, case_id)

    def resolve(self, label: str) -> str:
        """The case behind a number or short id as a person types it: other brackets and blanks are forgiven.

        Raises UserError when nothing is found, or when two committees have given out the same text.
        """
        wanted = folded(label)
        with self._database.reading() as session:
            ask = select(Case.id, Case.committee_name)
            exact = or_(
                Case.number_text.in_({label.strip(), wanted}),
                func.upper(Case.intake_short_id) == wanted.upper(),
            )
            found = session.execute(ask.where(exact)).all()
            if not found:  # the case itself may come from a file that wrote other brackets
                numbers = session.execute(ask.add_columns(Case.number_text)).all()
                found = [row for row in numbers if folded(row.number_text or "") == wanted]
        if not found:
            raise UserError(f"没有找到“{label}”。", "请核对案号或者登记短号，也可以用 jxdesk find 查找。")
        if len(found) > 1:
            hosts = "、".join(sorted(row.committee_name or "未填调委会" for row in found))
            raise UserError(f"“{label}”不止一件，分别属于{hosts}。", "请用登记短号指明是哪一件。")
        return str(found[0].id)

    def save(self, case_id: str, values: Mapping[str, Any], *, because: str | None = None) -> dict[str, Any]:
        """Store a field group; returns the previous values by path. Fields a use case owns are refused.

        So is what would undo the acceptance of a case that a desk gave its number (RefusedValueError).
        In a locked dossier what is another value is a correction and needs ``because``; LockedCaseError without
        it, RefusedValueError for what the parties agreed on.
        """
        with self._database.transaction() as session:
            locked = case_lock.is_locked(session, case_id)
            agreed = loaded(session, case_id).agreement if locked else None
            watched = [*dict.fromkeys((*values, *case_lock.FOLLOWING))] if locked else []
            was = self._stored(session, case_id, watched)
            if values.keys() & NAMES_THE_REGISTER:
                admission.refuse_other_register(session, case_id)
            before: dict[str, Any] = {}
            for part, fields in case_paths.by_part(values).items():
                before |= self._set(session, case_id, part, fields)
            admission.refuse_undoing(session, case_id, before, values)
            if locked:
                # What the transaction wrote so far goes with a refusal; only now is it known what is another value.
                typed = case_lock.changed(was, self._stored(session, case_id, watched))
                if not typed:
                    return before
                case_lock.refuse_agreed(agreed, typed)
                case_lock.ask_why(because)
            self._follow(session, case_id, values)
            if locked:
                session.flush()
                case_lock.refuse_unbinding(agreed, loaded(session, case_id).agreement)
                now, label = self._stored(session, case_id, watched), self._trade.catalogue.label
                case_lock.write_down(session, case_id, was, now, because, label, self._clock())
            self._settled(session, case_id)
            return before

    def given_out(self, case_id: str) -> bool:
        """Whether a desk gave the case its number by accepting it, so that what was decided with it stays."""
        with self._database.reading() as session:
            return numbers.given_out(session, case_id)

    def host_by(self, case_id: str, committee: str) -> None:
        """Choose the hosting committee. Refused after acceptance, because the number is that committee's."""
        with self._database.transaction() as session:
            case = session.get_one(Case, case_id)
            if case.number_text is not None:
                raise UserError("已经编号，不能再换调委会。", "确需更换的，请终止本案后另行登记。")
            _host(case, session.get_one(Organisation, committee))
            self._settled(session, case_id)

    def add_item(self, case_id: str, list_path: str, values: Mapping[str, Any] | None = None) -> str:
        """Append to a list (``parties``, ``agreement.clauses`` …); returns the new item's id."""
        table = list_of(list_path)
        with self._database.transaction() as session:
            case_lock.refuse_locked(session, case_id)
            last = session.scalar(
                select(func.max(rows.table_of(table).c.position)).where(
                    rows.table_of(table).c.case_id == case_id
                )
            )
            position = 0 if last is None else last + 1
            item = table(id=new_id(), case_id=case_id, position=position)
            for number in ("seq", "no"):
                if number in rows.change_columns(table):
                    setattr(item, number, position + 1)
            session.add(item)
            if list_path == "agreement.clauses":
                begin_part(session, case_id, "agreement")
            self._fill(item, list_path, values or {})
            self._settled(session, case_id)
            return str(item.id)  # type: ignore[attr-defined] # every tracked row has an id

    def save_item(
        self, list_path: str, item_id: str, values: Mapping[str, Any], *, because: str | None = None
    ) -> dict[str, Any]:
        """Store fields of one item of a list; returns the previous values by field. ``because`` as in ``save``."""
        with self._database.transaction() as session:
            item = item_of(session, list_path, item_id)
            places = {name: case_paths.item_place(list_path, name) for name in values}
            was = {name: case_paths.stored(item, place) for name, place in places.items()}
            before = self._fill(item, list_path, values)
            now = {name: case_paths.stored(item, place) for name, place in places.items()}
            if case_lock.is_locked(session, item.case_id) and case_lock.changed(was, now):
                case_lock.refuse_agreed(loaded(session, item.case_id).agreement, [list_path])
                case_lock.ask_why(because)
                at = f"{list_path}[{case_lock.place_in(session, list_path, item)}]."
                was, now = ({f"{at}{name}": one for name, one in side.items()} for side in (was, now))
                label = self._trade.catalogue.label
                case_lock.write_down(session, item.case_id, was, now, because, label, self._clock())
            self._settled(session, item.case_id)
            return before

    def remove_item(self, list_path: str, item_id: str) -> dict[str, Any]:
        """Take an item out of its list; returns its fields, so that ``restore_item`` can undo it."""
        with self._database.transaction() as session:
            item = item_of(session, list_path, item_id)
            case_id, kind = item.case_id, type(item).__tablename__  # type: ignore[attr-defined] # mapped
            case_lock.refuse_locked(session, case_id)
            fields = rows.read_row(session, kind, item_id) or {}
            session.delete(item)
            session.flush()
            self._settled(session, case_id)
            return fields

    def restore_item(self, case_id: str, list_path: str, item_id: str, fields: Mapping[str, Any]) -> None:
        """Undo ``remove_item``."""
        with self._database.transaction() as session:
            case_lock.refuse_locked(session, case_id)
            kind = list_of(list_path).__tablename__
            rows.write_row(session, kind, item_id, case_id, fields, "put")
            session.flush()
            self._settled(session, case_id)

    def ask(self, case_id: str, node: str, question: str) -> None:
        """这一步不明白: record a question about a step; it travels to the county with the next round."""
        asked = " ".join(clean(question).split())
        if not asked:
            raise UserError("还没有写哪里不明白。", "请写一句话，县里才好回答。")
        with self._database.transaction() as session:
            case = session.get_one(Case, case_id)
            title = self._trade.flow_of(loaded(session, case_id)).node(node).title
            line = f"{self.today().isoformat()} {title}：{asked}"
            case.questions = [*(case.questions or []), line]
            self._settled(session, case_id)

    def void(self, case_id: str, reason: str) -> None:
        """作废: take a case out of every list, keeping it and its number. Raises UserError once an agreement binds."""
        with self._database.transaction() as session:
            case_lock.refuse_locked(session, case_id)
            voiding.void(session, loaded(session, case_id), reason)
            self._settled(session, case_id)

    def unvoid(self, case_id: str) -> None:
        """Undo ``void``."""
        with self._database.transaction() as session:
            voiding.restore(session, loaded(session, case_id))
            self._settled(session, case_id)

    def accept(self, case_id: str, on: date) -> str:
        """受理: allocate the number of the host committee's register and return it as printed.

        ``on`` becomes the day of acceptance, whatever stood there: number and register must name one year.
        An earlier refusal is taken back; the change log remembers it. Raises UserError where the law forbids
        acceptance (the chart says which article), without a named party on either side, for a day still to
        come or long before the registration, without a host committee or its number prefix, where another
        desk numbers, and when there is a number already.
        """
        with self._database.transaction() as session:
            number = admission.accept(session, loaded(session, case_id), on, self._trade, self._clock())
            self._settled(session, case_id)
            return number

    def file_dossier(self, case_id: str, on: date | None) -> None:
        """Write the filing date (立卷日期) or take it back; whether it may be filed is ``ArchivingService``'s to ask."""
        with self._database.transaction() as session:
            case_lock.refuse_locked(session, case_id)
            if on is not None:
                voiding.refuse_filing(loaded(session, case_id).void_reason)
            begin_part(session, case_id, "dossier").filed_date = None if on is None else on.isoformat()
            self._settled(session, case_id)

    def refuse(
        self, case_id: str, on: date, reasons: list[str], *, remedies: list[str], note: str = "",
        referred_to: str = "",
    ) -> None:  # fmt: skip
        """不予受理, with at least one statutory reason and the ways that stay open; no number is given."""
        with self._database.transaction() as session:
            admission.refuse(
                session, case_id, on, reasons, referred_to=referred_to, remedies=remedies, note=note
            )
            self._settled(session, case_id)

    def refer(self, case_id: str, on: date, referred_to: str, *, remedies: list[str], note: str = "") -> None:
        """引导: tell where the matter belongs and record it. No number is given out."""
        with self._database.transaction() as session:
            admission.refer(session, case_id, on, referred_to, remedies, note)
            self._settled(session, case_id)

    def _set(self, session: Session, case_id: str, part: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Store fields of one part, whose row is looked for once; returns what was there by path."""
        places = {path: case_paths.place_of(path) for path in values}
        row = find_part(session, case_id, part) if part else session.get_one(Case, case_id)
        if row is None:
            if case_paths.nothing_said(places, values):
                # Leaving an empty field of a form nobody began must not begin it: paper would follow.
                return dict.fromkeys(values)
            row = begin_part(session, case_id, part)
        return case_paths.fill(row, places, values, self._trade.catalogue.at)

    def _stored(self, session: Session, case_id: str, paths: Iterable[str]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for path in paths:
            place = case_paths.place_of(path)
            row = find_part(session, case_id, place.part) if place.part else session.get_one(Case, case_id)
            found[path] = case_paths.stored(row, place)
        return found

    def _follow(self, session: Session, case_id: str, values: Mapping[str, Any]) -> None:
        """What follows from what was typed: the form's source and the statistics' must not contradict."""
        if "source.form_option" in values and values["source.form_option"] is not None:
            case = session.get_one(Case, case_id)
            usual = self._trade.usual_stat_option(str(values["source.form_option"]))
            if case.source_stat_option is None and usual is not None:
                case.source_stat_option = usual
        if values.keys() & EFFECT_DEPENDS_ON:
            self._take_effect(session, case_id)

    def _take_effect(self, session: Session, case_id: str) -> None:
        """Write down the day of effect and the last day for judicial confirmation: computed, never typed."""
        session.flush()
        agreement = loaded(session, case_id).agreement
        on = effective_date(agreement)
        if agreement is None:
            return
        row = begin_part(session, case_id, "agreement")
        if on is None:
            # A signature taken back takes the day of effect with it, or the court's last day would be wrong.
            row.effective_date = row.judicial_confirmation_raw_30th_day = (
                row.judicial_confirmation_deadline
            ) = None
            return
        row.effective_date = on.isoformat()
        row.judicial_confirmation_raw_30th_day = confirmation_30th_day(on).isoformat()
        row.judicial_confirmation_deadline = confirmation_deadline(on, self._trade.calendar).isoformat()

    def _fill(self, item: Any, list_path: str, values: Mapping[str, Any]) -> dict[str, Any]:
        places = {field: case_paths.item_place(list_path, field) for field in values}
        at = self._trade.catalogue.at
        return case_paths.fill(item, places, values, lambda field: at(f"{list_path}.{field}"))

    def _settled(self, session: Session, case_id: str) -> CaseRecord:
        """The case as it now is; its line in lists and its place in the index are rewritten with it."""
        session.flush()
        record = loaded(session, case_id)
        self._summaries.write(session, record)
        return record


def _host(case: Case, committee: Organisation) -> None:
    case.committee_org, case.committee_name = committee.code, committee.name
    case.committee_seal = committee.seal_name
