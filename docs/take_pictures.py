"""Takes the pictures of the handbook and the README anew, out of the real window with invented data.

    .venv/bin/python docs/take_pictures.py            # all of them, into docs/images
    .venv/bin/python docs/take_pictures.py register effect --out FOLDER

Every picture begins from the same prepared desk at the same minute, so that one can be taken without the others
and a second run gives the same pictures. The stage is ``picture_stage.py``, the people are in ``picture_cast.py``.
Qt is loaded when the first picture is taken, not before: a test reads the list of names.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]  # its two modules, and the program of this very checkout

if TYPE_CHECKING:
    from picture_cast import Cast, Clock
    from picture_stage import Stage

    from jxdesk.desk import Desk

HAI = "230521197511129978"
"""㛃某 of the walk-in, who comes again."""
WRONG_ID = "230521198203179974"
"""Its last digit does not follow from the others."""


@dataclass(frozen=True)
class Studio:
    """Where the prepared desk lies, and the clock everybody looks at."""

    room: Path
    clock: Clock
    cast: Cast


PICTURES: dict[str, Callable[[Studio, Path], None]] = {}
"""By the name of the file without its ending."""


def alone(take: Callable[[Studio, Path], None]) -> Callable[[Studio, Path], None]:
    """A picture that needs another desk than the prepared one, or none; named like its function."""
    PICTURES[take.__name__.replace("_", "-")] = take
    return take


def picture(pose: Callable[[Stage, Cast], object]) -> Callable[[Stage, Cast], object]:
    """A picture of the whole window on a fresh copy of the practice desk, after ``pose``."""

    def take(studio: Studio, out: Path) -> None:
        from picture_cast import TODAY, reopen
        from picture_stage import Stage

        here = studio.room / "now"
        shutil.rmtree(here, ignore_errors=True)
        shutil.copytree(studio.room / "desk", here)
        studio.clock.set(TODAY)
        with ExitStack() as at_end:
            stage = Stage(at_end.enter_context(reopen(here, studio.clock)))
            at_end.callback(stage.close)
            only = pose(stage, studio.cast)
            stage.shoot(out, only if isinstance(only, str) else "")

    PICTURES[pose.__name__.replace("_", "-")] = take
    return pose


# ── the desk, registering ──


@alone
def first_start(_studio: Studio, out: Path) -> None:
    """What is asked on a new computer, 正式办案 chosen."""
    from picture_stage import ask_first

    asked = ask_first()
    asked.press("startReal")
    asked.shoot(out)
    asked.close()


@picture
def today(stage: Stage, _cast: Cast) -> None:
    """Something late, something soon due, something not yet accepted."""
    stage.page("today")
    stage.expect("已经超期", "三天内到期", "登记了还没受理")


@picture
def register(stage: Stage, _cast: Cast) -> None:
    """An ID number with one wrong digit."""
    stage.page("register")
    stage.type("intake_name", "林某")
    stage.type("intake_id_no", WRONG_ID)
    stage.expect("第18位")


@picture
def register_known(stage: Stage, _cast: Cast) -> None:
    """Somebody who was here before, with a knife in the story: the level proposed, and the case it may be."""
    stage.page("register")
    stage.choose("dispute_type", "邻里纠纷")
    stage.type("intake.brief", "㛃某说孟某又堵了地头排水沟，昨晚持刀到他家门口骂。")
    stage.type("intake.division_code", "东荣", leave=False)
    stage.enter("intake.division_code")
    stage.type("intake_name", "㛃某")
    stage.type("intake_id_no", HAI)
    stage.scroll_to("field_intake_role")
    stage.expect("以前来过", "建议等级", "可能是同一件事", "号码对得上")


@picture
def slip(stage: Stage, cast: Cast) -> str:
    """What the citizen takes home."""
    stage.papers(cast.waiting, "")
    stage.press("papers_slip")
    return "paperDialog"


@picture
def voided(stage: Stage, cast: Cast) -> None:
    """A case registered twice, just voided: the strip, and the way back."""
    stage.case(cast.asking, "screening")
    stage.press("caseVoid")
    stage.press("voidReason1")
    stage.type("voidMore", "6月已经登记过一次")
    stage.press("voidGo")
    stage.expect("本案已作废", "恢复")


# ── a case and its chart ──


@picture
def case(stage: Stage, cast: Cast) -> None:
    """The whole chart."""
    stage.case(cast.signing)


@picture
def screening(stage: Stage, cast: Cast) -> None:
    """One question after the other."""
    stage.case(cast.waiting, "screening")
    for question in ("exclusive_authority_1", "already_handled_1", "civil_dispute_0"):
        stage.press(f"screening.{question}")


@picture
def accepted(stage: Stage, cast: Cast) -> None:
    """受理并编号 was pressed: the number."""
    from picture_cast import answers

    stage.desk.cases.save(cast.waiting, answers("2026-07-15"))
    stage.case(cast.waiting, "acceptance")
    stage.press("act_accept")
    stage.expect("已受理，案号是")


@picture
def refusal(stage: Stage, cast: Cast) -> None:
    """The reasons by law, one of them ticked."""
    stage.desk.cases.save(cast.asking, {"screening.decision": "不予受理"})
    stage.case(cast.asking, "refusal")
    stage.tick("refusal.reasons", "没有明确的被申请人")
    stage.expect("不予受理的理由", "记为不予受理")


@picture
def mediation(stage: Stage, cast: Cast) -> None:
    """One session: what was said, and how it ended."""
    stage.field(cast.signing, "mediations[0].record")
    stage.scroll_to("field_mediation_mediations_record", 4)
    stage.expect("调解记录", "调解结果")


@picture
def agreement(stage: Stage, cast: Cast) -> None:
    """A clause with a payment, the sum in words below it."""
    stage.field(cast.signing, "agreement.clauses[0].text")
    stage.scroll_to("field_written_agreement_clauses_obligor", 4)
    stage.expect("肆佰元整")


@picture
def papers(stage: Stage, cast: Cast) -> None:
    """The agreement as it prints: a draft, because one clause names no day."""
    be_vague(stage, cast)
    stage.papers(cast.signing, "agreement")
    stage.expect("现在只能印成草稿", "必须改")


@picture
def effect(stage: Stage, cast: Cast) -> None:
    """Both sides and the mediator have signed, the seal is missing."""
    stage.case(cast.signing, "effect")
    for date in ("party_sign_date", "mediator_sign_date"):
        stage.press(f"agreement.{date}_now")
    stage.expect("还缺：调委会盖章日期")


@picture
def checks(stage: Stage, cast: Cast) -> None:
    """What is to be mended, each with its law."""
    be_vague(stage, cast)
    stage.desk.cases.save(cast.signing, {"agreement.party_sign_date": "2026-07-15"})
    stage.case(cast.signing)
    stage.press("caseFindings")
    stage.expect("必须改", "归档前改", "去改")


@picture
def performance(stage: Stage, cast: Cast) -> None:
    """Three instalments: paid, soon due, not yet."""
    stage.case(cast.owing, "performance")
    stage.tab("履行")
    stage.expect("到今天应付500元，已付500元")


def be_vague(stage: Stage, cast: Cast) -> None:
    """尽快 instead of a day in the second clause."""
    clause = stage.desk.cases.record(cast.signing).agreement.clauses[1]  # type: ignore[union-attr] # it has one
    stage.desk.cases.save_item("agreement.clauses", clause.id, {"text": "双方尽快各自清完本侧排水沟。"})


# ── finding, the county ──


@picture
def search(stage: Stage, _cast: Cast) -> None:
    """Initials."""
    stage.type("search", "mm", leave=False)


@picture
def cases(stage: Stage, _cast: Cast) -> None:
    """The table, and the columns there are."""
    stage.page("cases")
    stage.drop_down("casesColumns")


@alone
def inbox(studio: Studio, out: Path) -> None:
    """Both desks wrote the same field of the same case; the other one was first."""
    from picture_cast import TODAY, two_desks
    from picture_stage import Stage

    with ExitStack() as at_end:
        ours, other, shared = at_end.enter_context(two_desks(studio.clock))
        disagree(studio.clock, other, ours, shared)
        ours.sync.run()
        studio.clock.set(TODAY)
        stage = Stage(ours)
        at_end.callback(stage.close)
        stage.page("inbox")
        stage.expect("用本机的", "用这一个")
        stage.shoot(out)


@alone
def inbox_number(studio: Studio, out: Path) -> None:
    """Both desks gave out the first number of the year before they had met."""
    from picture_cast import answers, register, two_desks
    from picture_stage import Stage

    with ExitStack() as at_end:
        ours, other, _shared = at_end.enter_context(two_desks(studio.clock))
        quarrels = (
            (other, "邻里纠纷", ("孟某", "㛃某"), "地头排水沟由谁清淤。"),
            (ours, "合同纠纷", ("葛某", "苗某"), "化肥款没有付。"),
        )
        for desk, kind, names, brief in quarrels:
            case_id = register(desk, kind, names, brief)
            desk.cases.save(case_id, answers("2026-07-15"))
            desk.cases.accept(case_id, desk.cases.today())
            desk.sync.run()
        stage = Stage(ours)
        at_end.callback(stage.close)
        stage.page("inbox")
        stage.expect("两件案件用了同一个案号", "这件换新号")
        stage.shoot(out)


@alone
def sync(studio: Studio, out: Path) -> None:
    """A round just done, one thing left to decide."""
    from picture_cast import SHOWN_COUNTY, TODAY, two_desks
    from picture_stage import Stage

    with ExitStack() as at_end:
        ours, other, shared = at_end.enter_context(two_desks(studio.clock))
        disagree(studio.clock, other, ours, shared)
        studio.clock.set(TODAY)
        stage = Stage(ours)
        at_end.callback(stage.close)
        stage.page("sync")
        stage.press("syncNow")
        stage.type("sync_county", SHOWN_COUNTY)  # the real one has another port every time
        stage.expect("县里还没有确认 1 条", "已上报1条")
        stage.shoot(out)


def disagree(clock: Clock, first: Desk, then: Desk, case_id: str) -> None:
    """The same field, written at both desks; only the first one's has reached the county."""
    clock.set("2026-07-15 08:40")
    first.cases.save(case_id, {"intake.brief": "佟某2025年春借给邵某一万元，约定秋后还，到期没有还。"})
    first.sync.run()
    clock.set("2026-07-15 09:05")
    then.cases.save(case_id, {"intake.brief": "来问借给邵某的钱到期不还怎么办，有欠条，八千元。"})


# ── 设置 ──


@picture
def settings(stage: Stage, _cast: Cast) -> None:
    """Who works here."""
    stage.page("settings")


@picture
def settings_unit(stage: Stage, _cast: Cast) -> None:
    """A committee and its register."""
    stage.page("settings")
    stage.choose("unit", "集贤县福利镇人民调解委员会")
    stage.scroll_to("card_units")


@alone
def settings_passphrase(studio: Studio, out: Path) -> None:
    """The official desk has a passphrase to change and a way to practice."""
    from picture_cast import TODAY, official
    from picture_stage import Stage

    studio.clock.set(TODAY)
    with ExitStack() as at_end:
        stage = Stage(at_end.enter_context(official(studio.clock)))
        at_end.callback(stage.close)
        stage.page("settings")
        stage.scroll_to("card_passphrase")
        stage.expect("要换口令吗", "换成新口令", "去练习")
        stage.shoot(out)


def main() -> int:
    """Take the pictures that were named, or all."""
    parser = argparse.ArgumentParser(description="手册和 README 的图重新拍一遍")
    parser.add_argument("names", nargs="*", metavar="NAME", help="不写就是全部：" + "、".join(PICTURES))
    parser.add_argument("--out", type=Path, default=HERE / "images", help="默认 docs/images")
    asked = parser.parse_args()
    unknown = [name for name in asked.names if name not in PICTURES]
    if unknown:
        parser.error("没有这张图：" + "、".join(unknown))
    from picture_cast import Clock, fill, make_desk

    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as room:
        clock = Clock()
        desk = make_desk(Path(room) / "desk", clock)
        cast = fill(desk, clock)
        desk.close()
        for name in asked.names or PICTURES:
            PICTURES[name](Studio(Path(room), clock, cast), asked.out / f"{name}.png")
            print(f"{name}.png", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
