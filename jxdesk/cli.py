"""The desk without a window: the same services, no Qt. Exit codes: 0 done, 1 the user can act, 2 usage.

Common options stand before or after the subcommand. One Chinese sentence on stderr when something is the
user's to mend; results on stdout, as JSON with ``--json``.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from jxdesk import cli_calc, cli_cases, cli_flow, cli_print
from jxdesk.cli_desk import Command, desk_of, folder_of, progress, show
from jxdesk.cli_passphrase import change, given
from jxdesk.errors import UserError
from jxdesk.paths import DataFolder
from jxdesk.settings import Settings
from jxdesk.usage import Parser, speak_chinese


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point of ``jxdesk``."""
    _utf8()
    speak_chinese()
    # Given here and not by set_defaults, which would reach the subcommands' copies and undo what stood before.
    given = argparse.Namespace(data=None, passphrase_file=None, json=False, run=_window)
    said = sys.argv[1:] if arguments is None else arguments
    # A click on the icon says nothing, and need not wait for the parser of all commands.
    options = _parser().parse_args(said, given) if said else given
    run: Command = options.run
    try:
        return run(options)
    except UserError as error:
        print(str(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("已停止。", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # `jxdesk case list | head` has seen enough; the flush at exit would complain of it once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    # SUPPRESS: a default set by the subcommand's copy would undo what stood before it.
    hide = argparse.SUPPRESS
    common.add_argument(
        "--data", metavar="文件夹", default=hide, help="数据文件夹，也可用环境变量 JXDESK_DATA"
    )
    common.add_argument(
        "--passphrase-file",
        metavar="文件",
        default=hide,
        help="口令文件，第一行是口令；新文件夹将以它建立正式工作台",
    )
    common.add_argument("--json", action="store_true", default=hide, help="结果以 JSON 输出")
    parser = Parser(prog="jxdesk", description="集贤县乡镇综治分中心调解工作台", parents=[common])
    commands = parser.add_subparsers(title="命令", metavar="命令", parser_class=Parser)

    def command(name: str, words: str, run: Command, under: Any = commands) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = under.add_parser(
            name, help=words, description=words, parents=[common]
        )
        made.set_defaults(run=run)
        return made

    demo = command("demo", "从头到尾演示一遍：导入样例、走导图、打印、同步、截图", _demo)
    demo.add_argument("--out", metavar="文件夹", required=True, type=Path)
    demo.add_argument("--county", metavar="网址", help="已在运行的县级服务；不写就在本机临时起一个")
    cli_cases.add_commands(command("case", "案件文件的导入、导出和列表", _usage_of("case")), command)
    printing = command("print", "打印文书为 PDF", _print)
    printing.add_argument("number", metavar="案号或短号")
    cli_print.add_options(printing)
    printing.set_defaults(wrong=printing.error)
    check = command("check", "检查一件案件", _check)
    check.add_argument("number", metavar="案号或短号")
    check.add_argument("--archiving", action="store_true", help="按归档的要求检查，缺的也说")
    calc = command("calc", "算一算：赔偿、工资、利息、分期、时效；不写名字就列出能算什么", _calc)
    cli_calc.add_options(calc)
    find = command("find", "按姓名、拼音首字母、电话、案号、村名或任意两个字查找", _find)
    find.add_argument("text", metavar="文字", nargs="+")
    sync = command("sync", "与县里同步一次", _sync)
    sync.add_argument("--county", metavar="网址")
    doctor = command("doctor", "检查本机数据是否完好", _doctor)
    doctor.add_argument(
        "--repair", action="store_true", help="重新整理案件列表和查找索引，清掉没有案件在用的材料"
    )
    doctor.add_argument("--fonts", action="store_true", help="只列出随程序的字体印得出哪些汉字、缺哪些")
    renewing = command(
        "passphrase", "换正式工作台的口令；现在的口令用 --passphrase-file 给出", _change_passphrase
    )
    renewing.add_argument(
        "--new-passphrase-file", metavar="文件", required=True, help="新口令的文件，第一行是新口令"
    )
    _flow_commands(command)
    return parser


def _flow_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    flow = command("flow", "一站式调解业务流程导图", _usage_of("flow"))
    under = flow.add_subparsers(title="命令", metavar="命令", parser_class=Parser, required=True)

    def run(act: Callable[[argparse.Namespace], tuple[Any, str]]) -> Command:
        return lambda options: _said(options, *act(options))

    cli_flow.add_commands(lambda name, words, act: command(name, words, run(act), under))


def _usage_of(name: str) -> Command:
    def run(_options: argparse.Namespace) -> int:
        print(f"请用 jxdesk {name} --help 查看用法。", file=sys.stderr)
        return 2

    return run


def _said(options: argparse.Namespace, value: Any, line: str) -> int:
    show(options, value, [line])
    return 0


def _window(options: argparse.Namespace) -> int:
    gc.disable()  # importing makes no garbage, and looking for it is a twentieth of the start; ui/collector.py follows
    from jxdesk.app import run_window

    return run_window(folder_of(options), given(options), Settings(), by_default=not options.data)


def _demo(options: argparse.Namespace) -> int:
    from jxdesk.demo import run_demo

    summary = run_demo(
        options.out,
        folder_of(options) if options.data else DataFolder(options.out / "data"),
        given(options),
        options.county,
        lambda line: print(line, file=sys.stderr, flush=True),
    )
    show(options, summary.as_json(), summary.lines())
    return 0


def _print(options: argparse.Namespace) -> int:
    if options.out is None and not options.log:
        options.wrong("没有说写到哪个文件夹，请加上 --out 文件夹")
    with desk_of(options) as desk:
        told = cli_print.run(desk, options, progress())
    show(options, told.value, told.lines)
    for line in told.warnings:
        print(line, file=sys.stderr)
    return told.code


def _calc(options: argparse.Namespace) -> int:
    told = cli_calc.run(options)
    options.json = options.json or told.json
    show(options, told.value, told.lines)
    return 0


def _check(options: argparse.Namespace) -> int:
    from jxdesk.services.dossiers import missing

    with desk_of(options) as desk:
        case_id = desk.cases.resolve(options.number)
        findings = desk.reviews.check(case_id, archiving=options.archiving)
        lacking = missing(desk.dossiers.gaps(desk.cases.record(case_id))) if options.archiving else ""
    value = [
        {"rule": f.rule, "level": f.level, "message": f.message, "field": f.field, "law": f.law}
        for f in findings
    ]
    show(
        options, value, [f"{f.level} {f.rule} {f.message}（{f.law}）" for f in findings] or ["没有发现问题。"]
    )
    if lacking:
        print(lacking, file=sys.stderr)
    return 0


def _find(options: argparse.Namespace) -> int:
    with desk_of(options) as desk:
        found = desk.search.find(" ".join(options.text))
    value = [
        {
            "number": f.label, "title": f.title, "parties": f.parties, "place": f.place, "step": f.node_title,
            "state": f.state,
        }
        for f in found
    ]  # fmt: skip
    at = [(f, "作废" if f.state == "void" else f.node_title) for f in found]
    show(options, value, [f"{f.label}  {f.title}  {f.place}  {where}" for f, where in at] or ["没有找到。"])
    return 0


def _sync(options: argparse.Namespace) -> int:
    with desk_of(options) as desk:
        if desk.sync.address is None:
            raise UserError(
                "还没有填写县级服务的网址，修改都在本机，没有丢失。",
                "请用 --county 给出，或者在窗口的“同步”里填好。",
            )
        report = desk.sync.run(progress())
        standing, clashes = desk.sync.standing(), desk.registers.clashes()
    show(options, report.as_json(), report.lines())
    left = standing.conflicts + standing.rejected + len(clashes)
    if left:
        print(f"有{left}件事要人来定。请在窗口的“收件”里处理，再同步一次。", file=sys.stderr)
    return 1 if left else 0


def _doctor(options: argparse.Namespace) -> int:
    if options.fonts:
        from jxdesk.documents.coverage import as_data, coverage, page

        blocks = coverage()
        show(options, as_data(blocks), page(blocks).splitlines())
        return 0
    with desk_of(options) as desk:
        if options.repair:
            desk.summaries.rebuild(desk.database, progress())
            desk.materials.sweep()
        signs = desk.doctor.examine()
    value = [{"what": s.what, "well": s.well, "detail": s.detail} for s in signs]
    show(options, value, [f"{'正常' if s.well else '有问题'}  {s.what}：{s.detail}" for s in signs])
    bad = [s for s in signs if not s.well]
    if bad:
        print(f"{bad[0].what}：{bad[0].detail}。", file=sys.stderr)
    return 1 if bad else 0


def _change_passphrase(options: argparse.Namespace) -> int:
    change(folder_of(options), given(options), options.new_passphrase_file)
    show(options, {"changed": True}, ["口令已经换好，以后用新口令打开。以前的备份还是用旧口令。"])
    return 0


def _utf8() -> None:
    # A Windows console in code page 936 cannot print 㛃; an error there would hide the message itself.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
