"""Reads a flow file strictly: text in, a chart that can be walked out, or one sentence naming file and step.

The odd thing: most of this is about refusing. A chart that loses a mediator half way is found by a
citizen; one that is refused at loading is found by whoever wrote it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from typing import Any, NoReturn, TypeVar, get_args

import msgspec

from jxdesk.errors import UserError
from jxdesk.flow import field_path
from jxdesk.flow.definition import Flow, Leave, Node, Way
from jxdesk.flow.predicates import PREDICATES
from jxdesk.rules.deadlines import Kind
from jxdesk.rules.paper import DOCUMENTS, OUT_OF_NO_STEP

COLUMNS, ROWS = 7, 30  # more would fit neither a screen nor a wall
OF_STEPS = frozenset(DOCUMENTS) - OUT_OF_NO_STEP
_DEADLINES = frozenset(get_args(Kind))
_REMEDY = "请改正后再用；已经登记的案件不受影响。"
_MISSING = re.compile(r"missing required field `(\w+)`")
_UNKNOWN = re.compile(r"unknown field `(\w+)`")
_AT = re.compile(r"at `\$\.?(.*)`")

T = TypeVar("T")


def load(text: str, name: str) -> Flow:
    """The chart that ``text`` (TOML) describes; ``name`` is the file's name for messages.

    Raises UserError naming file and step for anything that could not be walked or shown.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"流程图文件 {name} 读不懂：{error}。", _REMEDY) from error
    nodes = [_convert(entry, Node, f"{name} 的步骤“{_id_of(entry)}”") for entry in _tables(raw, "node", name)]
    leaves = [_convert(entry, Leave, f"{name} 的共用出口") for entry in _tables(raw, "leave", name)]
    _refuse_twice(nodes, name)
    _check_leaves(leaves, {node.id for node in nodes}, name)
    head = {key: value for key, value in raw.items() if key not in ("node", "leave")}
    flow = _convert({**head, "nodes": [_with_leaves(node, leaves) for node in nodes]}, Flow, name)
    for node in flow.nodes:
        _check_names(node, name)
        _check_ways(node, flow, name)
    _check_graph(flow, name)
    return flow


def _tables(raw: dict[str, Any], key: str, name: str) -> list[Any]:
    found = raw.get(key, [])
    if not isinstance(found, list):
        raise UserError(f"流程图文件 {name} 里的“{key}”应当写成 [[{key}]]。", _REMEDY)
    return found


def _id_of(entry: Any) -> str:
    return str(entry.get("id", "（没有 id）")) if isinstance(entry, dict) else str(entry)


def _convert(raw: Any, kind: type[T], where: str) -> T:
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        raise UserError(f"流程图 {where}写错了：{_in_words(str(error))}。", _REMEDY) from error


def _in_words(message: str) -> str:
    at = _AT.search(message)
    place = f"（在 {at.group(1)}）" if at and at.group(1) else ""
    if found := _MISSING.search(message):
        return f"缺少“{found.group(1)}”{place}"
    if found := _UNKNOWN.search(message):
        return f"多了不认识的“{found.group(1)}”{place}"
    return f"有一项的写法不对{place}：{message.partition(' - ')[0]}"


def _with_leaves(node: Node, leaves: Iterable[Leave]) -> Node:
    extra = tuple(
        Way(to=leave.to, when=leave.when, label=leave.label, leave=True, hidden=True)
        for leave in leaves
        if node.id in leave.at
    )
    return msgspec.structs.replace(node, ways=extra + node.ways)


def _refuse_twice(nodes: list[Node], name: str) -> None:
    places: dict[tuple[int, int], str] = {}
    seen: set[str] = set()
    for node in nodes:
        if node.id in seen:
            _refuse(name, node, "这个 id 用了两次")
        seen.add(node.id)
        if not (0 <= node.row < ROWS and 0 <= node.col < COLUMNS):
            _refuse(name, node, f"位置不对：行从 0 到 {ROWS - 1}，列从 0 到 {COLUMNS - 1}")
        other = places.setdefault((node.row, node.col), node.id)
        if other != node.id:
            _refuse(name, node, f"和步骤“{other}”放在了同一个位置")


def _check_leaves(leaves: list[Leave], ids: set[str], name: str) -> None:
    for leave in leaves:
        for node_id in leave.at:
            if node_id not in ids:
                raise UserError(
                    f"流程图 {name} 的共用出口“{leave.label}”提到的步骤“{node_id}”不存在。", _REMEDY
                )


def _check_names(node: Node, name: str) -> None:
    conditions = [node.done, *(f.when for f in node.forbidden), *(u.when for u in node.unneeded)]
    conditions += [way.when for way in node.ways if way.when]
    for condition in conditions:
        if condition not in PREDICATES:
            _refuse(name, node, f"条件“{condition}”不在程序认识的条件里")
    for path in (*node.fields, *node.date):
        if not field_path.exists(path):
            _refuse(name, node, f"案件里没有“{path}”这一项")
    for deadline in node.deadlines:
        if deadline not in _DEADLINES:
            _refuse(name, node, f"没有叫“{deadline}”的期限")
    for document in node.documents:
        if document not in OF_STEPS:
            _refuse(name, node, f"没有叫“{document}”的文书")
    if not (node.title.strip() and all(line.strip() for line in node.say) and node.law):
        _refuse(name, node, "名称、两行说明和法律依据都要写")


def _check_ways(node: Node, flow: Flow, name: str) -> None:
    ids = {other.id for other in flow.nodes}
    for way in node.ways:
        if way.to not in ids:
            _refuse(name, node, f"去向“{way.to}”不存在")
    onward = [way for way in node.ways if not (way.leave or way.back)]
    if node.end:
        if onward:
            _refuse(name, node, "既是终点又有去向")
        return
    if not onward or onward[-1].when:
        _refuse(name, node, "没有出路：最后要有一个不带条件的去向")
    if any(not way.when for way in onward[:-1]):
        _refuse(name, node, "不带条件的去向只能有一个，而且放在最后")


def _check_graph(flow: Flow, name: str) -> None:
    by_id = {node.id: node for node in flow.nodes}
    if flow.start not in by_id:
        raise UserError(f"流程图 {name} 的起点“{flow.start}”不存在。", _REMEDY)
    finished: set[str] = set()
    open_now: set[str] = set()

    def visit(node: Node) -> None:
        open_now.add(node.id)
        for way in node.ways:
            if way.back or way.to in finished:
                continue
            if way.to in open_now:
                _refuse(name, node, f"经“{way.to}”又绕回来了，走不到终点；回头路要写 back = true")
            visit(by_id[way.to])
        open_now.discard(node.id)
        finished.add(node.id)

    visit(by_id[flow.start])
    for node in flow.nodes:
        if node.id not in finished:
            _refuse(name, node, "从起点走不到这一步")


def _refuse(name: str, node: Node, what: str) -> NoReturn:
    raise UserError(f"流程图 {name} 的步骤“{node.id}”（{node.title}）：{what}。", _REMEDY)
