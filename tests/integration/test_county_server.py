"""The county as a running program: its command line, its doors, and what it says when it cannot."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest
from county_server import Served, served
from county_world import COUNTY, FULI, Desk, states
from sync_world import NOON, SEALING, RealDesk, Workshop, county

from jxdesk.county import openapi
from jxdesk.county.cli import loopback, main
from jxdesk.county.store import Store
from jxdesk.errors import UserError
from jxdesk.paths import read_resource
from jxdesk.rules.ids import new_id
from jxdesk.sync import frame
from jxdesk.sync.client import CaptivePortalError, CountyBusyError, CountyClient, CountyUnreachableError
from jxdesk.sync.round import Round, RoundReport
from jxdesk.sync.wire import ANSWER_TYPE, BATCH_TYPE, Hello, Problem, PushAnswer


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Served]:
    with served(str(tmp_path / "county.db")) as one:
        yield one


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[RealDesk]:
    made = Workshop(tmp_path).desk("desk")
    yield made
    made.close()


def meet(desk: RealDesk, url: str, timeout: float = 5) -> RoundReport:
    """One round over a real socket."""
    with CountyClient(url, timeout=timeout, only_loopback=True) as client:
        return Round(desk.database, client, SEALING, lambda: NOON).run()


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own."""
    command = [sys.executable, "-m", "jxdesk.county.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def said(response: httpx.Response) -> Problem:
    """The problem an answer carries."""
    assert response.headers["content-type"] == ANSWER_TYPE
    return frame.decode(response.content, Problem, {})


def test_a_save_travels_over_a_real_socket(running: Served, desk: RealDesk) -> None:
    desk.say(new_id(), title="土地纠纷")

    assert meet(desk, running.url).applied == 1


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_the_county_ends_without_a_traceback_when_asked(tmp_path: Path, sign: signal.Signals) -> None:
    one = Served(str(tmp_path / "county.db"))
    one.process.send_signal(sign)
    one.process.wait(20)
    errors = one.errors()
    one.kill()

    assert errors == ""


def test_a_batch_posted_twice_has_one_effect(running: Served) -> None:
    desk, case = Desk(), new_id()
    desk.write(case, {"title": "一"}, op="put")
    data = desk.batch()
    headers = {"Content-Type": BATCH_TYPE}
    answers = [httpx.post(f"{running.url}/sync/v1/batches", content=data, headers=headers) for _ in range(2)]

    receipts = [frame.decode(one.content, PushAnswer, {}) for one in answers]
    assert receipts[0] == receipts[1]
    assert states(receipts[0]) == ["applied"]


def test_what_was_answered_survives_the_end_of_the_process(tmp_path: Path, desk: RealDesk) -> None:
    database = str(tmp_path / "county.db")
    case = new_id()
    first = Served(database)
    desk.say(case, title="一")
    meet(desk, first.url)
    first.kill()

    with served(database) as second:
        report = meet(desk, second.url)

    assert (report.sent, desk.states()) == (0, ["applied"])


def test_doors_refuse_what_is_not_theirs(running: Served) -> None:
    url = running.url
    batches = f"{url}/sync/v1/batches"
    own = {"Content-Type": BATCH_TYPE}
    cases = [
        (httpx.post(batches, content=b"x"), 400, "malformed"),
        (httpx.post(batches, content=b"x", headers=own), 400, "malformed"),
        (httpx.post(batches, content=b"x" * 400_000, headers=own), 413, "too_large"),
        (httpx.post(f"{url}/sync/v1/hello", content=b"{}"), 400, "malformed"),
        (httpx.post(f"{url}/sync/v1/hello", content=b"[" * 9000), 413, "too_large"),
        (httpx.post(f"{url}/sync/v1/hello", content=b"[" * 8000), 400, "malformed"),
        (httpx.get(f"{url}/sync/v1/changes"), 400, "malformed"),
        (httpx.get(f"{url}/sync/v1/changes", params={"county": "x\x00"}), 400, "malformed"),
    ]
    for response, status, code in cases:
        assert response.status_code == status
        assert said(response).code == code
        assert said(response).message.endswith("。")


def test_a_name_that_points_here_from_elsewhere_is_not_let_in(running: Served) -> None:
    response = httpx.get(f"{running.url}/sync/v1/changes", headers={"Host": "evil.example"})

    assert said(response).message == "县级服务只允许本机连接。"


def test_old_and_new_programs_are_told_so(running: Served) -> None:
    for versions, word in (((0, 0), "本机程序"), ((9, 9), "县级服务")):
        ask = Hello(county=COUNTY, unit=FULI, dev="d", heads=[], protocol=versions)
        content = frame.msgspec.json.encode(ask)
        response = httpx.post(f"{running.url}/sync/v1/hello", content=content)
        assert response.status_code == 426
        assert word in said(response).message


def test_a_county_whose_file_is_held_asks_to_come_back_later(
    tmp_path: Path, desk: RealDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jxdesk.county.store.WAIT", 0.05)
    desk.say(new_id(), title="一")
    with (
        county(str(tmp_path / "c.db")) as (store, line),
        store.engine.begin(),
        pytest.raises(CountyBusyError, match="正忙") as caught,
    ):
        desk.sync(line)
    assert caught.value.retry_after == 5
    assert desk.states() == ["new"]


def test_an_inner_error_is_a_sentence_and_not_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected_log: set[str]
) -> None:
    expected_log.add("jxdesk.county.api")

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("jxdesk.county.reading._hello", fail)
    with county(str(tmp_path / "c.db")) as (_, line):
        ask = httpx.Request(
            "POST",
            "http://127.0.0.1/sync/v1/hello",
            content=b'{"county":"1","unit":"1","dev":"1","heads":[]}',
        )
        response = line.handle_request(ask)
        response.read()
    assert response.status_code == 500
    assert said(response).code == "failed"
    assert "Traceback" not in said(response).message


def test_a_log_in_page_in_between_loses_nothing(desk: RealDesk) -> None:
    class Portal(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<html>please log in</html>")

        do_GET = do_POST  # noqa: N815 - the standard library's name

        def log_message(self, *_: object) -> None:
            """Quiet."""

    portal = HTTPServer(("127.0.0.1", 0), Portal)
    thread = threading.Thread(target=portal.serve_forever)
    thread.start()
    desk.say(new_id(), title="一")
    try:
        with pytest.raises(CaptivePortalError):
            meet(desk, f"http://127.0.0.1:{portal.server_port}")
    finally:
        portal.shutdown()
        thread.join()
        portal.server_close()

    assert desk.states() == ["new"]
    assert desk.state().tried_at is not None
    assert desk.state().synced_at is None


def test_a_county_that_never_answers_is_given_up(desk: RealDesk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        desk.say(new_id(), title="一")
        with pytest.raises(CountyUnreachableError, match="没有回应"):
            meet(desk, f"http://127.0.0.1:{deaf.getsockname()[1]}", timeout=0.3)
    assert desk.states() == ["new"]


def test_nobody_at_the_address_is_one_sentence(desk: RealDesk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        free = taken.getsockname()[1]
    with pytest.raises(CountyUnreachableError, match="连不上"):
        meet(desk, f"http://127.0.0.1:{free}")


@pytest.mark.parametrize(
    "listen", ["0.0.0.0:8723", "192.0.2.1:80", ":8723", "[::]:1", "example.org:80", "127.0.0.1.x:1"]
)
def test_no_address_but_this_machine_is_listened_on(
    listen: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--database", str(tmp_path / "c.db"), "--listen", listen]) == 1
    assert "只允许本机连接" in capsys.readouterr().err
    assert not (tmp_path / "c.db").exists()


@pytest.mark.parametrize("listen", ["127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:70000"])
def test_a_place_that_is_none_is_refused(listen: str) -> None:
    with pytest.raises(UserError, match="写法不对"):
        loopback(listen)


def test_this_machine_has_several_names() -> None:
    assert loopback("localhost:1") == ("127.0.0.1", 1)
    assert loopback("[::1]:0") == ("::1", 0)
    assert loopback("127.3.2.1:65535") == ("127.3.2.1", 65535)


def test_a_taken_port_is_one_sentence(running: Served, tmp_path: Path) -> None:
    done = run("serve", "--database", str(tmp_path / "x.db"), "--listen", running.listen)

    assert done.returncode == 1
    assert "已被另一个程序占用" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "x.db").exists()


@pytest.mark.parametrize(
    ("database", "word"),
    [
        ("postgresql://nobody@127.0.0.1:1/none", "打不开"),
        ("mysql://127.0.0.1/x", "只支持"),
        ("://", "写法不对"),
    ],
)
def test_a_database_that_cannot_be_opened_is_one_sentence(database: str, word: str) -> None:
    done = run("status", "--database", database)

    assert done.returncode == 1
    assert word in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_file_that_is_no_database_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "c.db").write_text("这不是数据库" * 1000)
    done = run("status", "--database", str(tmp_path / "c.db"))

    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)


def test_a_database_from_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "c.db"))
    store.transaction(lambda c: c.exec_driver_sql("UPDATE layout SET version = 99"))
    store.close()

    with pytest.raises(UserError, match="更新版本"):
        Store(str(tmp_path / "c.db"))


def test_the_technicians_commands_say_what_they_did(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = str(tmp_path / "c.db")
    store = Store(database)
    desk = Desk()
    desk.write(new_id(), {"title": "一"}, op="put")
    desk.write(new_id(), {"x": 1}, kind="spaceship", rid=new_id())
    desk.push(store)
    store.close()

    assert [main([command, "--database", database]) for command in ("status", "retry", "restored")] == [
        0,
        0,
        0,
    ]
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "已采用 1　待人决定的出入 0　退回 1"
    assert "1 个仍在等待" in out[1]
    assert "1 个县" in out[2]


def test_usage_errors_exit_with_two() -> None:
    for arguments in ([], ["fly"], ["serve", "--listen"]):
        with pytest.raises(SystemExit) as caught:
            main(arguments)
        assert caught.value.code == 2


def test_the_printed_description_of_the_api_is_the_shipped_one() -> None:
    assert openapi.text() == read_resource("county", "openapi.yaml"), (
        "jxdesk-county openapi > resources/county/openapi.yaml"
    )


def test_the_description_names_every_door_and_every_answer() -> None:
    document = json.loads(openapi.text())

    assert set(document["paths"]) == {"/sync/v1/hello", "/sync/v1/batches", "/sync/v1/changes"}
    schemas = document["components"]["schemas"]
    assert {"Hello", "HelloAnswer", "PushAnswer", "Receipt", "Page", "Entry", "Problem"} <= set(schemas)
