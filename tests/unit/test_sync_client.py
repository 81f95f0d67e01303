"""The line to the county: success is only what the county itself said, everything else is "not sent"."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from jxdesk.errors import UserError
from jxdesk.sync import frame
from jxdesk.sync.client import (
    CaptivePortalError,
    CountyBusyError,
    CountyClient,
    CountyError,
    CountySilentError,
    CountyUnreachableError,
    RefusedError,
    VersionError,
)
from jxdesk.sync.wire import ANSWER_TYPE, Hello, HelloAnswer, Problem

OWN = {"content-type": ANSWER_TYPE}
ASK = Hello(county="230521", unit="230521100", dev="d", heads=[])
GOOD = HelloAnswer(forked=False, restored=False, server_epoch="e", heads=[], latest=0, agreed=0)
PORTAL = b"<!DOCTYPE html><html><title>Wi-Fi</title><form action=/login></form></html>"


def whole(content: bytes) -> httpx.ByteStream:
    """A body that comes in over the line, not one that was read already."""
    return httpx.ByteStream(content)


def ask(answer: Callable[[httpx.Request], httpx.Response]) -> HelloAnswer:
    """Say hello to a county that answers with ``answer``."""
    with CountyClient("http://127.0.0.1:1", transport=httpx.MockTransport(answer)) as client:
        return client.hello(ASK)


def raised(answer: Callable[[httpx.Request], httpx.Response]) -> CountyError:
    """The error that ``answer`` leads to."""
    with pytest.raises(CountyError) as caught:
        ask(answer)
    assert caught.value.message.endswith("。")
    assert caught.value.remedy
    return caught.value


def test_the_countys_own_answer_is_success() -> None:
    assert ask(lambda _: httpx.Response(200, headers=OWN, stream=whole(frame.encode(GOOD)))) == GOOD


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(200, headers={"content-type": "text/html"}, content=PORTAL),
        httpx.Response(200, headers={"content-type": "application/json"}, json={"ok": True}),
        httpx.Response(200, content=frame.encode(GOOD)),
        httpx.Response(204),
        httpx.Response(302, headers={"location": "http://192.0.2.1/login"}),
        httpx.Response(404, headers={"content-type": "text/html"}, content=b"Not Found"),
        httpx.Response(511, content=PORTAL),
        httpx.Response(401),
    ],
    ids=["portal page", "other program", "no type", "204", "redirect", "404", "511", "401"],
)
def test_whoever_else_answers_is_not_the_county(answer: httpx.Response) -> None:
    error = raised(lambda _: answer)

    assert isinstance(error, CaptivePortalError)
    assert "登录页面" in error.message


@pytest.mark.parametrize(
    "content",
    [b"", b"JXA1", PORTAL, frame.encode(GOOD)[:-1], frame.encode(GOOD) + b"x", frame.encode(ASK)[:30]],
)
def test_an_answer_that_does_not_read_whole_is_not_success(content: bytes) -> None:
    error = raised(lambda _: httpx.Response(200, headers=OWN, stream=whole(content)))

    assert isinstance(error, CountyUnreachableError)
    assert "不完整" in error.message


def test_an_answer_of_another_kind_is_not_success() -> None:
    other = frame.encode(Problem(code="busy", message="忙。"))

    assert isinstance(
        raised(lambda _: httpx.Response(200, headers=OWN, stream=whole(other))), CountyUnreachableError
    )


def test_an_answer_without_end_is_cut_off() -> None:
    def endless(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers=OWN, stream=httpx.ByteStream(b"x" * (17 * 1024 * 1024)))

    assert isinstance(raised(endless), CountyUnreachableError)


def test_nobody_there_and_silence_are_told_apart() -> None:
    def refuse(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    def silent(_: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("silent")

    assert type(raised(refuse)) is CountyUnreachableError
    assert isinstance(raised(silent), CountySilentError)


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_gateway_that_is_busy_is_asked_again_later(status: int) -> None:
    error = raised(lambda _: httpx.Response(status, headers={"retry-after": "7"}, content=b"busy"))

    assert isinstance(error, CountyBusyError)
    assert error.retry_after == 7


def test_the_countys_own_no_is_told_in_its_own_words() -> None:
    def answer(code: str, status: int) -> CountyError:
        content = frame.encode(Problem(code=code, message="县里说不。", remedy="等等。"))  # type: ignore[arg-type]  # the codes below
        return raised(
            lambda _: httpx.Response(status, headers={**OWN, "retry-after": "3"}, stream=whole(content))
        )

    busy, version, refused = answer("busy", 503), answer("protocol", 426), answer("gap", 409)

    assert isinstance(busy, CountyBusyError)
    assert busy.retry_after == 3
    assert isinstance(version, VersionError)
    assert isinstance(refused, RefusedError)
    assert (refused.code, refused.message, refused.remedy) == ("gap", "县里说不。", "等等。")


@pytest.mark.parametrize("url", ["", "127.0.0.1:8723", "ftp://127.0.0.1", "http://", "http://[", "县里"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(UserError, match="写法不对"):
        CountyClient(url)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1", "http://localhost:8723/", "http://[::1]:9", "http://127.9.9.9"]
)
def test_a_practice_desk_may_call_this_machine(url: str) -> None:
    CountyClient(url, only_loopback=True).close()


@pytest.mark.parametrize(
    "url", ["http://192.0.2.7", "https://county.example", "http://127.0.0.1.example", "http://[::2]"]
)
def test_a_practice_desk_may_call_nobody_else(url: str) -> None:
    with pytest.raises(UserError, match="练习"):
        CountyClient(url, only_loopback=True)


def test_a_proxy_set_for_browsing_never_sees_a_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://192.0.2.9:3128")
    monkeypatch.setenv("ALL_PROXY", "http://192.0.2.9:3128")
    with CountyClient("http://127.0.0.1:9", timeout=1) as client, pytest.raises(CountyUnreachableError):
        client.hello(ASK)
