"""The county's API: four small doors, each answering in a content type of its own.

Bodies are counted while they come in, before anything looks at them, and the work is done off the event
loop: one desk on a bad line must not keep the others waiting.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Annotated, Any

import msgspec
from fastapi import FastAPI, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError

from jxdesk.county import reading
from jxdesk.county.apply import RefusedError, push
from jxdesk.county.store import BusyError, Store
from jxdesk.log import event
from jxdesk.sync import dictionary, envelope, frame
from jxdesk.sync.wire import ANSWER_TYPE, BATCH_TYPE, DICTIONARIES, MAX_HELLO, Hello, Problem, ProblemCode

_log = logging.getLogger(__name__)
_STATUS: dict[ProblemCode, int] = {
    "malformed": 400, "too_large": 413, "other_content": 409, "gap": 409, "forked": 409, "restored": 409,
    "protocol": 426, "busy": 503, "failed": 500,
}  # fmt: skip
RETRY_AFTER = 5
"""Seconds a desk should wait before it knocks again."""

Name = Annotated[str, Query(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z_-]+$")]
_Next = Callable[[Request], Awaitable[Response]]


def make_app(store: Store, ready: Callable[[], None] = lambda: None) -> FastAPI:
    """The application on one database; ``ready`` is called when it begins to serve."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        ready()
        yield
        store.close()

    app = FastAPI(
        title="jxdesk-county", version="1", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None
    )
    app.middleware("http")(_guard)
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(frame.WireError, _unreadable)
    app.add_exception_handler(BusyError, _busy)
    app.add_exception_handler(RequestValidationError, _misasked)
    _add_doors(app, store)
    return app


def _add_doors(app: FastAPI, store: Store) -> None:
    @app.post("/sync/v1/hello", operation_id="hello")
    async def hello(request: Request) -> Response:
        ask = frame.parse(await _body(request, MAX_HELLO), Hello)
        answer = await run_in_threadpool(reading.hello, store, ask, list(dictionary.shipped()))
        return _answer(request, answer)

    @app.post("/sync/v1/batches", operation_id="push")
    async def batches(request: Request) -> Response:
        _expect(request, BATCH_TYPE)
        data = await _body(request, envelope.MAX_ENVELOPE)
        return _answer(request, await run_in_threadpool(_take, store, data))

    @app.get("/sync/v1/changes", operation_id="pull")
    async def changes(
        request: Request,
        county: Name,
        unit: Name,
        dev: Name,
        epoch: Name,
        server_epoch: Name,
        cursor: Annotated[int, Query(ge=0, lt=2**53)] = 0,
        size: Annotated[int, Query(ge=1, le=reading.MAX_PAGE_BYTES)] = reading.PAGE_BYTES,
    ) -> Response:
        answer = await run_in_threadpool(
            reading.page, store, county=county, unit=unit, dev=dev, epoch=epoch, server_epoch=server_epoch,
            cursor=cursor, size=size,
        )  # fmt: skip
        return _answer(request, answer)


def _take(store: Store, data: bytes) -> msgspec.Struct:
    batch = envelope.unseal(data, dictionary.shipped())
    answer = push(store, batch, datetime.now(UTC).isoformat(timespec="milliseconds"))
    event(
        _log,
        logging.INFO,
        "batch taken",
        batch_id=batch.header.batch_id,
        changes=batch.header.n,
        seq=answer.latest,
    )
    return answer


async def _body(request: Request, limit: int) -> bytes:
    """The request body; WireError as soon as it grows beyond ``limit``, however long it says it is."""
    parts = bytearray()
    async for part in request.stream():
        parts += part
        if len(parts) > limit:
            raise frame.WireError("数据包过大，已拒收。", "too_large")
    return bytes(parts)


def _expect(request: Request, content_type: str) -> None:
    # A web page in some browser on this machine can post text/plain anywhere, but not a type of ours.
    if request.headers.get("content-type", "") != content_type:
        raise frame.WireError("收到的不是本系统的数据包。")


def _answer(request: Request, answer: msgspec.Struct, status: int = 200, **headers: str) -> Response:
    name, best = dictionary.best()
    known = name in request.headers.get(DICTIONARIES, "").split(",")
    data = frame.encode(answer, best if known else None)
    return Response(data, status, media_type=ANSWER_TYPE, headers={"Cache-Control": "no-store", **headers})


def problem(request: Request, code: ProblemCode, message: str, remedy: str = "", **headers: str) -> Response:
    """A refusal as an answer of our own: code for the program, sentence for the person."""
    return _answer(request, Problem(code=code, message=message, remedy=remedy), _STATUS[code], **headers)


async def _guard(request: Request, call_next: _Next) -> Response:
    """Only names of this machine, and no traceback to anybody.

    A page on the internet can point its own name at 127.0.0.1 and would then be let in by the browser.
    """
    host = request.url.hostname or ""
    if host != "localhost" and not _is_loopback(host):
        return problem(request, "malformed", "县级服务只允许本机连接。")
    try:
        return await call_next(request)
    except Exception as error:  # noqa: BLE001 - the last door: whatever it is, the desk gets a sentence
        event(_log, logging.ERROR, "request failed", error=type(error).__name__)
        _log.debug("request failed", exc_info=error)
        return problem(
            request,
            "failed",
            "县级服务出了内部错误，这次没有收下。",
            "稍后会自动重试；反复出现请告诉县里技术人员。",
        )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


async def _refused(request: Request, error: Any) -> Response:
    return problem(request, error.code, error.message, error.remedy)


async def _unreadable(request: Request, error: Any) -> Response:
    return problem(request, error.code, error.reason)


async def _misasked(request: Request, _error: Any) -> Response:
    return problem(request, "malformed", "请求的写法不对，县里没有处理。")


async def _busy(request: Request, _error: Any) -> Response:
    return problem(request, "busy", "县级服务正忙，稍后会自动再试。", **{"Retry-After": str(RETRY_AFTER)})
