"""``jxdesk.case/1`` files in and out. All or nothing per case: one refused case never stops the others."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jxdesk.errors import UserError
from jxdesk.models import Case, DeskState, Material, Organisation, rows
from jxdesk.models.database import Database
from jxdesk.progress import QUIET, Work
from jxdesk.rules.case_file import SCHEMA, RefusedCaseError, Remark, read_case, write_case
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.ids import derived_id
from jxdesk.rules.numbering import LARGEST_SEQ
from jxdesk.services.file_remarks import remarks_on
from jxdesk.services.numbers import note_imported
from jxdesk.services.summaries import Summaries
from jxdesk.services.trade import Trade
from jxdesk.services.voiding import mark_number

LARGEST = 64 * 1024 * 1024
"""Bytes of JSON taken from one file: a stick with the wrong file on it must not fill the memory."""

AT_ONCE = 500
"""Ids in one question: SQLite takes only so many."""
IN_ZIP = "cases.json"


def read_files(paths: Sequence[Path]) -> list[tuple[Path, list[Any]]]:
    """The cases of each file as JSON has them. Raises UserError if one of them is no case file."""
    return [(path, _cases_of(path)) for path in paths]


@dataclass(frozen=True)
class Imported:
    """What became of one case of a file. ``outcome`` imported, already, refused."""

    file: str
    path: str
    label: str
    outcome: str
    message: str
    remarks: tuple[Remark, ...] = ()


class CaseFileService:
    """Import and export of whole cases."""

    def __init__(
        self, database: Database, trade: Trade, summaries: Summaries, clock: Callable[[], datetime]
    ) -> None:
        self._database, self._trade, self._summaries, self._clock = database, trade, summaries, clock

    def import_files(self, paths: Sequence[Path], work: Work = QUIET) -> list[Imported]:
        """Take the cases of ``paths``. Raises UserError, taking nothing, if one of them is no case file."""
        read = read_files(paths)
        total = sum(len(cases) for _, cases in read)
        out: list[Imported] = []
        for path, cases in read:
            for index, raw in enumerate(cases):
                work.step(len(out), total, "正在导入")
                out.append(self._take(path.name, f"cases[{index}]", raw))
        work.step(total, total, "导入完成")
        return out

    def export(self, case_ids: Sequence[str], out: Path, work: Work = QUIET) -> int:
        """Write the cases to ``out`` (``.json``, or ``.zip`` with room for scans); returns how many.

        Drafts without a number are left out: no other desk could take them in.
        """
        cases: list[dict[str, Any]] = []
        for index, case_id in enumerate(case_ids):
            work.step(index, len(case_ids), "正在导出")
            with self._database.reading() as session:
                case = rows.load(session, case_id)
            if case is not None and case.number.text is not None:
                cases.append(write_case(case))
        text = json.dumps({"schema": SCHEMA, "cases": cases}, ensure_ascii=False, indent=1) + "\n"
        _write(out, text.encode())
        return len(cases)

    def numbered(self) -> list[str]:
        """Ids of all cases that have a number, by number."""
        with self._database.reading() as session:
            ask = select(Case.id).where(Case.number_text.is_not(None))
            return list(session.scalars(ask.order_by(Case.number_year, Case.number_seq, Case.number_text)))

    def scans(self, case_ids: Sequence[str]) -> int:
        """How many scans and photos of these cases ``export`` leaves out: a case file carries none."""
        count = 0
        with self._database.reading() as session:
            for start in range(0, len(case_ids), AT_ONCE):
                some = case_ids[start : start + AT_ONCE]
                count += session.scalar(select(func.count()).where(Material.case_id.in_(some))) or 0
        return count

    def unnumbered(self) -> int:
        """How many cases ``numbered`` leaves out for want of a number, void ones not counted."""
        with self._database.reading() as session:
            ask = select(func.count()).select_from(Case)
            ask = ask.where(Case.number_text.is_(None), Case.void_reason.is_(None))
            return session.scalars(ask).one()

    def _take(self, file: str, path: str, raw: object) -> Imported:
        try:
            return self._import_one(file, path, raw)
        except (UnicodeError, OverflowError):
            # Half a surrogate pair or a number beyond 64 bits: JSON carries them, the file cannot.
            reason = "里面有无法保存的字符或者过大的数字，没有导入这一件。请在文件中改正后再导入。"
            return Imported(file, path, "", "refused", reason)

    def _import_one(self, file: str, path: str, raw: object) -> Imported:
        remarks: list[Remark] = []
        try:
            case = read_case(raw, path, remarks)
        except RefusedCaseError as error:
            return Imported(file, error.path, "", "refused", f"{error.reason}{error.remedy}")
        label = case.number.text or ""
        with self._database.transaction() as session:
            there = self._same_number(session, case)
            if there is not None:
                same = write_case(_unprinted(there)) == write_case(_unprinted(case))
                message = "" if same else _differing(there, case)
                return Imported(file, path, label, "already" if same else "refused", message)
            remarks += remarks_on(case, path, self._trade)
            seq = case.number.seq
            if seq is not None and seq > LARGEST_SEQ:
                remarks.append(
                    Remark(
                        f"{path}.number.seq",
                        f"序号{seq}大得不像真的，案件已收下，但下一个号不跟着它走，请核对案号。",
                    )
                )
            if not self._store(session, case):
                remarks.append(Remark(f"{path}.number", "这个序号已给了另一件案件，请核对编号登记。"))
        return Imported(file, path, label, "imported", "", tuple(remarks))

    def _same_number(self, session: Session, case: CaseRecord) -> CaseRecord | None:
        ask = select(Case.id).where(
            Case.number_text == case.number.text, Case.committee_name == case.committee.name
        )
        found = session.scalars(ask).first()
        return None if found is None else rows.load(session, found)

    def _store(self, session: Session, case: CaseRecord) -> bool:
        # The same paper taken in on two desks is one case: its ids follow from the number, not from chance.
        case_id = derived_id(case.committee.name or "", case.number.text or "")
        org = session.scalars(
            select(Organisation.code).where(
                Organisation.kind == "committee", Organisation.name == case.committee.name
            )
        ).first()
        row = Case(**{**rows.values_of(case), "id": case_id})
        row.committee_org, row.flow_version = org, self._trade.flow.label
        session.add(row)
        session.flush()
        for name, table in rows.ONE.items():
            part = getattr(case, name)
            if part is not None:
                session.add(
                    table(**{**rows.values_of(part), "id": derived_id(case_id, name), "case_id": case_id})
                )
        for name, table in rows.MANY.items():
            clauses = case.agreement.clauses if case.agreement is not None else []
            items = clauses if name == "agreement.clauses" else getattr(case, name)
            for position, item in enumerate(items):
                own = {
                    "id": derived_id(case_id, name, str(position)),
                    "case_id": case_id,
                    "position": position,
                }
                values = {**rows.values_of(item), **own}
                session.add(table(**values))
        desk = session.get_one(DeskState, 1)
        if desk.unit is None and org is not None:
            # A desk made from the command line was never asked which township it is; its first case says it.
            desk.unit, desk.committee = session.get_one(Organisation, org).parent, org
        numbered = org is None or note_imported(session, case_id, org, case.number)
        mark_number(session, case_id, org, case.number, case.void_reason)
        session.flush()
        self._summaries.write(session, msgspec.structs.replace(case, id=case_id))
        return numbered


def _unprinted(case: CaseRecord) -> CaseRecord:
    """Without its print log: a case that was printed since its file was written is still the same case."""
    return msgspec.structs.replace(case, printouts=[])


def _differing(there: CaseRecord, coming: CaseRecord) -> str:
    """Both sides of the first differences, so that a person can see which paper is right."""
    ours, theirs = write_case(_unprinted(there)), write_case(_unprinted(coming))
    names = [name for name in {**ours, **theirs} if ours.get(name) != theirs.get(name)]
    shown = "；".join(
        f"{name}：本机 {_short(ours.get(name))}，文件 {_short(theirs.get(name))}" for name in names[:3]
    )
    return f"本机已有同号案件，内容不同（{shown}）。请核对后删去文件中的这一件，或者改正案号。"


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:59] + "…"


def _cases_of(path: Path) -> list[Any]:
    try:
        body = _read(path)
    except FileNotFoundError as error:
        raise UserError(f"找不到文件 {path.name}。", "请检查文件名和所在的文件夹。") from error
    except (OSError, zipfile.BadZipFile, KeyError) as error:
        raise UserError(f"文件 {path.name} 读不出来。", "请换一个文件，或者重新导出一次。") from error
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UserError(
            f"文件 {path.name} 不完整或者不是案件文件，没有导入任何内容。", "请重新导出或者重新复制一次。"
        ) from error
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise UserError(f"文件 {path.name} 不是 {SCHEMA} 格式的案件文件。", "请选择由本程序导出的案件文件。")
    cases = document.get("cases")
    if not isinstance(cases, list) or not cases:
        raise UserError(f"文件 {path.name} 里没有案件。", "请检查导出时是否选了案件。")
    return cases


def _read(path: Path) -> bytes:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            info = archive.getinfo(IN_ZIP)
            _refuse_large(path, info.file_size)
            return archive.read(info)
    _refuse_large(path, path.stat().st_size)
    return path.read_bytes()


def _refuse_large(path: Path, size: int) -> None:
    if size > LARGEST:
        raise UserError(f"文件 {path.name} 太大，不像是案件文件。", "请检查是否选错了文件。")


def _write(out: Path, body: bytes) -> None:
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        part = out.with_name(out.name + ".part")
        if out.suffix == ".zip":
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
                # A fixed time: the same cases must give the same file.
                archive.writestr(zipfile.ZipInfo(IN_ZIP, (2000, 1, 1, 0, 0, 0)), body)
        else:
            part.write_bytes(body)
        part.replace(out)
    except OSError as error:
        out.with_name(out.name + ".part").unlink(missing_ok=True)  # it would lie there in plain text
        raise UserError(f"写不进文件 {out.name}，没有导出。", "请检查磁盘空间和文件夹权限。") from error
