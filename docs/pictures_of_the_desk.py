"""The pictures of everything around the cases: finding, the table, two desks and their county, 设置."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from picture_frame import Studio, alone, picture

if TYPE_CHECKING:
    from picture_cast import Cast, Clock
    from picture_stage import Stage

    from jxdesk.desk import Desk


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
        stage.expect("等您来定", "已上报1条")
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
