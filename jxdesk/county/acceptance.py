"""Why a single change cannot be taken: the county's own look at each line, before anything is merged.

A reason here costs one change, not the batch: the change is set aside with the sentence, later changes of
its case wait, all others go on (SORMAS#906 shows the alternative: one person stopped all cases).
"""

from __future__ import annotations

import re
from datetime import datetime

import msgspec

from jxdesk.sync.merge import VOID
from jxdesk.sync.policy import KINDS, RELEASE
from jxdesk.sync.wire import SCHEMA, Change

MAX_FIELDS_BYTES = 1024 * 1024
"""JSON bytes of the fields of one change; the longest mediation record of a real dossier is a fiftieth."""
MAX_FIELDS = 300

_ID = re.compile(r"[0-9a-zA-Z-]{8,64}\Z")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}\Z")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def usable_id(text: str) -> bool:
    """Whether ``text`` can be an id; whatever else stands in it must not reach a key of ours."""
    return _ID.match(text) is not None


def storable(text: str) -> str:
    """``text`` as a column can hold it: PostgreSQL knows no NUL, and a key needs an end."""
    return _CONTROL.sub("�", text)[:64]


def fault(change: Change) -> str | None:
    """The Chinese sentence why ``change`` is refused, or None."""
    if change.withheld:
        return "这项修改的内容没有传上来：多半是一处文字太长，请拆成几份再保存一次；按规定销毁了的不用管。"
    if change.schema > SCHEMA:
        return "这项修改由更新版本的程序写成，县级服务升级后会自动重试。"
    if change.kind not in KINDS and change.kind != RELEASE:
        return f"县级服务不认识这类内容（{storable(change.kind)}），升级后会自动重试。"
    if not (usable_id(change.case_id) and usable_id(change.rid)):
        return "这项修改的案件标识不规范。"
    if change.kind == "case" and change.rid != change.case_id:
        return "这项修改的案件标识前后不一致。"
    return _fields_fault(change) or _author_fault(change)


def _fields_fault(change: Change) -> str | None:
    if len(change.fields) > MAX_FIELDS:
        return "这项修改的栏目过多。"
    for name in (*change.fields, *change.base):
        if (name == VOID and name in change.fields) or _NAME.match(name) is None:
            return "这项修改有一个栏目名不规范。"
    if not all(0 <= seq < 2**53 for seq in change.base.values()):
        return "这项修改所依据的编号不规范。"
    if len(msgspec.json.encode(change.fields)) > MAX_FIELDS_BYTES:
        return "这项修改的内容过大（超过 1 MB），请拆成几份或者改为附件。"
    return None


def _author_fault(change: Change) -> str | None:
    if _CONTROL.search(change.user) or len(change.user) > 64:
        return "这项修改的经手人姓名不规范。"
    if _CONTROL.search(change.hlc) or len(change.hlc) > 64:
        return "这项修改的时间戳不规范。"
    try:
        aware = datetime.fromisoformat(change.at).tzinfo is not None
    except ValueError:
        aware = False
    return None if aware and len(change.at) <= 40 else "这项修改的时间不规范。"
