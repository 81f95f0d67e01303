"""The line to the county: hello, push, pull over HTTP, and why it did not work in words for a person.

Assumed failed until the county itself says otherwise: status 200 *and* our own content type *and* an
answer that reads whole. Anything else, a hotel's log-in page first of all, is "not sent".
"""

from __future__ import annotations

import ipaddress
from typing import Self, TypeVar
from urllib.parse import urlsplit

import httpx
import msgspec

from jxdesk.errors import UserError
from jxdesk.sync import dictionary, frame
from jxdesk.sync.wire import (
    ANSWER_TYPE,
    BATCH_TYPE,
    DICTIONARIES,
    MAX_RAW_ANSWER,
    Hello,
    HelloAnswer,
    Page,
    Problem,
    ProblemCode,
    PushAnswer,
)

_SAFE = "修改都在本机，没有丢失，"
T = TypeVar("T")


class CountyError(UserError):
    """The conversation stopped; everything stays queued. ``retry_after``: seconds, if the county said so."""

    retry_after: float | None = None


class CountyUnreachableError(CountyError):
    """Nobody answers, or the line broke in the middle."""


class CountySilentError(CountyUnreachableError):
    """No byte came for too long: the line is slow or gone."""


class CaptivePortalError(CountyError):
    """Somebody answers, but it is not the county: a log-in page, a proxy, another program."""


class CountyBusyError(CountyError):
    """The county asks to come back later."""


class VersionError(CountyError):
    """The two programs have no version of the conversation in common."""


class RefusedError(CountyError):
    """The county understood and said no; ``code`` as in ``Problem``."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message, problem.remedy)
        self.code: ProblemCode = problem.code


class CountyClient:
    """One county at one address. Use as a context manager; the connection is kept between requests.

    ``timeout`` is seconds without a byte, not a limit on the whole: a slow line is not a broken one.
    """

    def __init__(
        self,
        url: str,
        *,
        timeout: float = 30.0,
        only_loopback: bool = False,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        """Raises UserError for an address that is none, or not this machine where only that is allowed."""
        self.url = _checked(url, only_loopback=only_loopback)
        self._http = httpx.Client(
            base_url=self.url,
            timeout=timeout,
            transport=transport,
            # A proxy set for browsing must not see case files, and a redirect is never the county.
            trust_env=False,
            follow_redirects=False,
            headers={
                "User-Agent": "jxdesk",
                "Accept": ANSWER_TYPE,
                "Accept-Encoding": "identity",
                DICTIONARIES: ",".join(dictionary.shipped()),
            },
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        self._http.close()

    def hello(self, ask: Hello) -> HelloAnswer:
        """Say who we are; raises CountyError."""
        body = msgspec.json.encode(ask)
        request = self._http.build_request(
            "POST", "/sync/v1/hello", content=body, headers={"Content-Type": "application/json"}
        )
        return self._ask(request, HelloAnswer)

    def push(self, envelope: bytes) -> PushAnswer:
        """Send one batch; raises CountyError. May be sent again at will."""
        request = self._http.build_request(
            "POST", "/sync/v1/batches", content=envelope, headers={"Content-Type": BATCH_TYPE}
        )
        return self._ask(request, PushAnswer)

    def pull(
        self, *, county: str, unit: str, dev: str, epoch: str, server_epoch: str, cursor: int, size: int
    ) -> Page:
        """Read the county's log after ``cursor``, about ``size`` unpacked bytes; raises CountyError."""
        request = self._http.build_request(
            "GET",
            "/sync/v1/changes",
            params={
                "county": county, "unit": unit, "dev": dev, "epoch": epoch, "server_epoch": server_epoch,
                "cursor": cursor, "size": size,
            },
        )  # fmt: skip
        return self._ask(request, Page)

    def _ask(self, request: httpx.Request, kind: type[T]) -> T:
        try:
            response = self._http.send(request, stream=True)
            try:
                own = response.headers.get("content-type", "") == ANSWER_TYPE
                body = _read(response) if own else b""
            finally:
                response.close()
        except httpx.TimeoutException as error:
            raise CountySilentError("县级服务没有回应。", f"{_SAFE}网络好转后会自动再试。") from error
        except httpx.TransportError as error:
            raise CountyUnreachableError(
                "连不上县级服务，或者中途断线。", f"{_SAFE}网络好转后会自动再试。"
            ) from error
        if not own:
            raise _not_the_county(response)
        try:
            if response.status_code == httpx.codes.OK:
                return frame.decode(body, kind, dictionary.shipped())
            problem = frame.decode(body, Problem, dictionary.shipped())
        except frame.WireError as error:
            raise CountyUnreachableError(
                f"县级服务的应答不完整（{error.reason.rstrip('。')}）。", f"{_SAFE}会自动再试。"
            ) from error
        raise _refused(problem, response)


def _read(response: httpx.Response) -> bytes:
    parts = bytearray()
    for part in response.iter_raw():
        parts += part
        if len(parts) > MAX_RAW_ANSWER:
            raise httpx.ReadError("answer without end")
    return bytes(parts)


def _not_the_county(response: httpx.Response) -> CountyError:
    if response.status_code in {429, 502, 503, 504}:
        return _busy("县级服务暂时不可用。", response)
    return CaptivePortalError(
        "收到的不是县级服务的应答，可能是无线网络的登录页面。",
        f"{_SAFE}请先在浏览器里登录网络，或者核对县级服务的地址。",
    )


def _refused(problem: Problem, response: httpx.Response) -> CountyError:
    if problem.code == "busy":
        return _busy(problem.message, response)
    if problem.code == "protocol":
        return VersionError(problem.message, problem.remedy)
    return RefusedError(problem)


def _busy(message: str, response: httpx.Response) -> CountyError:
    error = CountyBusyError(message, f"{_SAFE}稍后会自动再试。")
    wait = response.headers.get("retry-after", "")
    error.retry_after = float(wait) if wait.isdecimal() else None
    return error


def _checked(url: str, *, only_loopback: bool) -> str:
    try:
        urlsplit(url.strip())  # stricter than httpx about brackets
        parsed = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError):
        parsed = httpx.URL("")
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        raise UserError("县级服务的地址写法不对。", "写法如 http://127.0.0.1:8723，请在“设置”里改正。")
    if only_loopback and not _is_loopback(parsed.host):
        raise UserError(
            "练习用的工作台只能与本机的县级服务同步。", "请改用本机地址，如 http://127.0.0.1:8723。"
        )
    return str(parsed).rstrip("/")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
