"""The two commands of the README: set this project up and run it, or set it up and test it.

Standard library only, because it runs on the bare python3 of a fresh Debian 12. It must parse
on Pythons too old to run the rest, or a person with one would see a SyntaxError instead of a sentence.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys

_WANTED = ((3, 11), (3, 12))  # pyproject.toml, requires-python


def _continue_on_a_python_that_fits() -> None:
    """Return if this Python fits, else start again under one that does, else say what to install."""
    if sys.version_info[:2] in _WANTED:
        return
    for major, minor in _WANTED:
        other = shutil.which(f"python{major}.{minor}")
        if other is not None:
            print(f"当前 Python 是 {sys.version_info[0]}.{sys.version_info[1]}，改用 {other}。", flush=True)
            os.execv(other, [other, *sys.argv])
    found = f"{sys.version_info[0]}.{sys.version_info[1]}"
    print(
        f"本程序需要 Python 3.11 或 3.12，当前是 {found}，也没有找到 python3.11 或 python3.12。",
        file=sys.stderr,
    )
    print("请执行：sudo apt-get install -y python3.11 python3.11-venv", file=sys.stderr)
    sys.exit(1)


def main(arguments: list[str]) -> int:
    """Carry out one subcommand; the process's exit code."""
    from steps import ROOT, StepError

    parser = _parser()
    options, passed_on = parser.parse_known_args(arguments)
    if options.command is None:
        parser.print_help(sys.stderr)
        return 2
    passed_on = [argument for argument in passed_on if argument != "--"]
    if options.command == "setup" and passed_on:
        parser.error(f"setup 不认识这些参数：{' '.join(passed_on)}")
    try:
        return _carry_out(options, passed_on)
    except StepError as failure:
        failure.show()
    except OSError as error:  # a read-only folder, a full disk
        StepError(f"写不了 {error.filename}：{error.strerror}。", f"ls -ld {ROOT} && df -h {ROOT}").show()
    except KeyboardInterrupt:
        print("\n已中断。再次执行同一条命令会接着做。", file=sys.stderr)
        return 130
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python3 installer/bootstrap.py",
        description="集贤县乡镇综治分中心调解工作台：准备环境、运行、测试。",
        epilog="没有列出的参数原样交给 jxdesk 或 pytest。",
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(dest="command", metavar="run | test | setup")
    running = commands.add_parser(
        "run", help="准备环境并运行：有显示器则打开练习窗口，没有则无界面演示全过程", allow_abbrev=False
    )
    running.add_argument("--headless", action="store_true", help="有显示器也只做无界面演示")
    testing = commands.add_parser("test", help="准备环境并运行全部检查和测试", allow_abbrev=False)
    testing.add_argument("--quick", action="store_true", help="不运行需要几分钟的慢测试")
    testing.add_argument("--oldest", action="store_true", help="在支持的最旧 Qt 上运行快速测试")
    setting_up = commands.add_parser("setup", help="只准备环境", allow_abbrev=False)
    setting_up.add_argument("--dev", action="store_true", help="连同测试用的组件一起准备")
    setting_up.add_argument("--oldest", action="store_true", help="准备支持的最旧 Qt 的测试环境")
    return parser


def _carry_out(options: argparse.Namespace, passed_on: list[str]) -> int:
    from environment import NEWEST, OLDEST, RUN, TEST
    from launch import run
    from steps import Steps
    from suite import test

    if options.command == "run":
        return run(Steps(), passed_on, headless=options.headless)
    edition = OLDEST if options.oldest else NEWEST
    if options.command == "test":
        return test(Steps(), edition, passed_on, quick=options.quick)
    edition.prepare(Steps(), TEST if options.dev or options.oldest else RUN)
    return 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        # In an 8-bit locale the first progress line would end in an encoding error.
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr] # never None in a script
    _continue_on_a_python_that_fits()
    sys.exit(main(sys.argv[1:]))
