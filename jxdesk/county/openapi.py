"""The description of the API, made from the running code: ``resources/county/openapi.yaml`` is its output.

Written as JSON, which every YAML reader takes, so that no YAML library is needed to make or check it.
"""

from __future__ import annotations

import json
from typing import Any

import msgspec

from jxdesk.county.api import make_app
from jxdesk.county.store import Store
from jxdesk.sync.wire import ANSWER_TYPE, BATCH_TYPE, Hello, HelloAnswer, Page, Problem, PushAnswer

_FRAMED = (
    "JXA1, one letter (Z zstd, P plain), the unpacked length (4 bytes, big endian), "
    "then the JSON of this schema."
)
_ANSWERS: dict[str, type[msgspec.Struct]] = {"hello": HelloAnswer, "push": PushAnswer, "pull": Page}
_REFUSALS = ("400", "409", "413", "426", "500", "503")


def text() -> str:
    """The OpenAPI 3.1 document, ending in a newline; the same code always gives the same text."""
    return json.dumps(document(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def document() -> dict[str, Any]:
    """The OpenAPI 3.1 document."""
    store = Store("sqlite://")
    try:
        made: dict[str, Any] = make_app(store).openapi()
    finally:
        store.close()
    kinds: list[type[msgspec.Struct]] = [Hello, *_ANSWERS.values(), Problem]
    schemas, components = msgspec.json.schema_components(kinds, ref_template="#/components/schemas/{name}")
    named = dict(zip(kinds, schemas, strict=True))
    for path in made["paths"].values():
        for operation in path.values():
            _describe(operation, named)
    made["components"] = {"schemas": components}
    return made


def _describe(operation: dict[str, Any], named: dict[type[msgspec.Struct], dict[str, Any]]) -> None:
    which = operation["operationId"]
    operation["responses"] = {"200": _framed(named[_ANSWERS[which]], "Done.")} | {
        status: _framed(named[Problem], "Refused; nothing was written.") for status in _REFUSALS
    }
    if which == "hello":
        operation["requestBody"] = _body("application/json", named[Hello])
    if which == "push":
        raw = {"type": "string", "contentMediaType": BATCH_TYPE, "description": "The envelope JXB1."}
        operation["requestBody"] = _body(BATCH_TYPE, raw)


def _framed(schema: dict[str, Any], what: str) -> dict[str, Any]:
    return {"description": f"{what} {_FRAMED}", "content": {ANSWER_TYPE: {"schema": schema}}}


def _body(kind: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"required": True, "content": {kind: {"schema": schema}}}
