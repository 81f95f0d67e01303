"""``jxdesk-county``: serve, openapi, restored, retry, status.

Refuses to listen anywhere but on this machine until devices can be enrolled and trusted.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import ipaddress
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

import uvicorn

from jxdesk.county import openapi, upkeep
from jxdesk.county.api import make_app
from jxdesk.county.store import Store
from jxdesk.errors import UserError
from jxdesk.paths import default_data_folder
from jxdesk.usage import Parser, speak_chinese

DEFAULT_LISTEN = "127.0.0.1:8723"
_STATES = {
    "applied": "已采用", "merged": "已合并", "duplicate": "重复", "conflict": "有出入", "held": "等待中",
    "rejected": "退回", "open": "待人决定的出入",
}  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 done, 1 the user can act (one Chinese line on stderr), 2 usage."""
    speak_chinese()
    asked = _parser().parse_args(arguments)
    try:
        return _run(asked)
    except UserError as error:
        print(error, file=sys.stderr)  # noqa: T201 - this is a command line
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="jxdesk-county", description="县级服务：接收各乡镇分中心上传的修改，并供其读取。")
    commands = parser.add_subparsers(
        title="命令", metavar="命令", dest="command", required=True, parser_class=Parser
    )
    serve = commands.add_parser("serve", help="启动服务")
    serve.add_argument(
        "--listen", default=DEFAULT_LISTEN, metavar="主机:端口", help=f"默认 {DEFAULT_LISTEN}；端口 0 为任选"
    )
    commands.add_parser("openapi", help="打印接口说明")
    others = [
        commands.add_parser("restored", help="数据库从备份恢复以后运行一次：各乡镇会自动补发"),
        commands.add_parser("retry", help="升级以后重新处理被退回的修改"),
        commands.add_parser("status", help="各种状态的修改各有多少"),
    ]
    for command in (serve, *others):
        command.add_argument(
            "--database", metavar="地址", help="PostgreSQL 地址或者 SQLite 文件；默认用本机文件"
        )
    return parser


def _run(asked: argparse.Namespace) -> int:
    if asked.command == "openapi":
        sys.stdout.write(openapi.text())
        return 0
    if asked.command == "serve":
        # First the address: one that is refused must not leave a database behind.
        with contextlib.closing(_bind(*loopback(asked.listen))) as listener:
            return _serve(_store(asked), listener)
    store = _store(asked)
    try:
        _say(_upkeep(asked.command, store))
    finally:
        store.close()
    return 0


def _upkeep(command: str, store: Store) -> str:
    if command == "restored":
        return f"已登记数据库恢复（{upkeep.restored(store)} 个县），各乡镇下次同步时会自动核对和补发。"
    if command == "retry":
        freed, left = upkeep.retry(store)
        return f"重新处理完毕：{freed} 个案件继续，{left} 个仍在等待。"
    return "　".join(
        f"{_STATES.get(state, state)} {count}" for state, count in sorted(upkeep.counts(store).items())
    )


def _store(asked: argparse.Namespace) -> Store:
    return Store(asked.database or str(default_database()))


def _serve(store: Store, listener: socket.socket) -> int:
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    app = make_app(store, ready=lambda: _say(f"县级服务已启动：http://{shown}:{port}"))
    # No access log: its lines carry nothing a technician needs and would hide those that do.
    config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="on", server_header=False)
    with contextlib.suppress(
        KeyboardInterrupt
    ):  # Ctrl+C is how a person ends it; it has ended cleanly by now
        uvicorn.Server(config).run(sockets=[listener])
    return 0


def loopback(listen: str) -> tuple[str, int]:
    """HOST:PORT as a loopback address and a port; raises UserError for anything else."""
    host, _, port = listen.rpartition(":")
    host = host.strip("[]")
    if host == "localhost":
        host = "127.0.0.1"
    if not port.isdecimal() or int(port) > 65535:
        raise UserError("--listen 的写法不对。", f"写法如 {DEFAULT_LISTEN}。")
    try:
        local = ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = False
    if not local:
        raise UserError(
            "在设备能够登记和验证以前，县级服务只允许本机连接。",
            f"请用 --listen {DEFAULT_LISTEN} 这样的本机地址。",
        )
    return host, int(port)


def _bind(host: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":
        # Elsewhere this option lets two programs share the port and each get half of the desks.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(1024)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise UserError(
                f"端口 {port} 已被另一个程序占用。", "请用 --listen 换一个端口，或者先停掉那个程序。"
            ) from error
        if error.errno == errno.EACCES:
            raise UserError(f"没有权限使用端口 {port}。", "请用 --listen 换一个 1024 以上的端口。") from error
        raise UserError(f"地址 {host} 在这台电脑上不能用。", f"请用 --listen {DEFAULT_LISTEN}。") from error
    return listener


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - this is a command line; flushed because a script waits for the line


def default_database() -> Path:
    """The SQLite file used when no --database is given."""
    return default_data_folder().root / "county" / "county.db"


if __name__ == "__main__":
    sys.exit(main())
