"""The rows of one case as its verbs need them: found, made with the first word, or missed with a sentence."""

from __future__ import annotations

from sqlalchemy.orm import Session

from jxdesk.errors import UserError
from jxdesk.models import CasePart, rows
from jxdesk.models.tables import Base
from jxdesk.rules.case_record import CaseRecord


def loaded(session: Session, case_id: str) -> CaseRecord:
    """The whole case. Raises UserError when it is not on this desk."""
    record = rows.load(session, case_id)
    if record is None:
        raise UserError("这件案件不在本机。", "请回到案件列表重新选择。")
    return record


def list_of(list_path: str) -> type[Base]:
    """The table behind a list whose items a form may add. KeyError for what has verbs of its own."""
    # A material made here would have no file, a correction no correction, a printout no paper; each has a verb
    # of its own.
    if list_path in {"materials", "corrections", "printouts"}:
        raise KeyError(list_path)
    return rows.MANY[list_path]


def item_of(session: Session, list_path: str, item_id: str) -> CasePart:
    """One item of a list. Raises UserError when somebody removed it meanwhile."""
    item = session.get(list_of(list_path), item_id)
    if item is None:
        raise UserError("这一条已经不在了。", "可能在另一台电脑上删除了，请刷新后再看。")
    assert isinstance(item, CasePart)  # noqa: S101 - every table in MANY is one; mypy cannot see it
    return item
