"""The pictures of a case on its way: first start, registering, the steps of the chart, paper and checks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from picture_frame import Studio, alone, picture

if TYPE_CHECKING:
    from picture_cast import Cast
    from picture_stage import Stage

HAI = "230521197511129978"
"""㛃某 of the walk-in, who comes again."""
WRONG_ID = "230521198203179974"
"""Its last digit does not follow from the others."""


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
    stage.key("intake.division_code", "Return")
    stage.type("intake_name", "㛃某")
    stage.type("intake_id_no", HAI)
    stage.scroll_to("field_intake_role")
    stage.expect("以前来过", "建议等级", "可能是同一件事", "号码对得上")


@picture
def rare(stage: Stage, _cast: Cast) -> str:
    """A character that cannot be typed, found by its sound and its strokes."""
    stage.page("register")
    stage.key("intake_name", "Ctrl+Shift+U")
    stage.type("glyphSound", "jie")
    stage.type("glyphStrokes", "9", leave=False)
    stage.key("glyphStrokes", "Return")
    for _step in range(40):
        if stage.reads("glyphDetail").startswith("㛃"):
            break
        stage.key("glyphs", "Right")
    stage.expect("U+36C3")
    return "characterPicker"


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
def clauses(stage: Stage, cast: Cast) -> str:
    """A clause out of the library, its blanks filled, and the words they make."""
    stage.case(cast.waiting, "written")
    stage.press("written_agreement_clauses_library")
    stage.choose("clauseList", "按月分期还")
    blanks = (("sum", "1800"), ("count", "3"), ("first", "2026-7-31"), ("account", "关某，尾号0001"))
    for name, text in blanks:
        stage.type(f"blank_{name}", text)
    stage.expect("按月分期还", "放进协议")
    return "clauseDialog"


@picture
def calculate(stage: Stage, cast: Cast) -> str:
    """What an injury costs, line by line, and what the other side bears of it."""
    stage.case(cast.waiting, "written")
    stage.press("written_agreement_clauses_calculate")
    said = (("medical", "860.5"), ("travel", "40"), ("lost_work_rate", "120"), ("lost_work_count", "15"))
    for name, text in said:
        stage.type(f"calc_{name}", text)
    stage.scroll_to("field_calc_medical")
    stage.expect("算得 2700.50元（贰仟柒佰元伍角）", "填进金额")
    return "calcDialog"


@picture
def clause_typed(stage: Stage, cast: Cast) -> None:
    """Words a court does not confirm, told while they are typed, and others that can stand."""
    stage.field(cast.signing, "agreement.clauses[1].text")
    said = "地头排水沟东侧0.3亩土地归孟某所有，㛃某今后不再追究。"
    stage.type("written_agreement_clauses_text", said, leave=False)
    stage.expect("可以写成", "换成这样写")


@picture
def papers(stage: Stage, cast: Cast) -> None:
    """The agreement as it prints: a draft, because one clause names no day."""
    be_vague(stage, cast)
    stage.papers(cast.signing, "agreement")
    stage.expect("现在只能印成草稿", "必须改")


@picture
def print_it(stage: Stage, cast: Cast) -> str:
    """What is asked before paper comes, for the agreement of three copies; the printer is an invented one."""
    stage.papers(cast.signing, "agreement")
    stage.app.window.open("documents").pane.printers = lambda: ["二楼打印机", "一楼打印机"]  # type: ignore[attr-defined] # it is 文书
    stage.press("paper_print")
    stage.press("printDuplex")
    stage.expect("一共印 3 份")
    return "printDialog"


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


@picture
def archive(stage: Stage, _cast: Cast) -> None:
    """What still keeps a case from being filed, each with the way there."""
    case_id = stage.desk.cases.resolve("集福人调字〔2026〕第42号")
    stage.desk.archiving.take_back(case_id)
    stage.desk.cases.save(case_id, {"dossier.retention": None, "rights_notice.recipients": ["赵某"]})
    stage.case(case_id, "archive")
    stage.expect("归档前还有", "去改", "归档")


def be_vague(stage: Stage, cast: Cast) -> None:
    """尽快 instead of a day in the second clause."""
    clause = stage.desk.cases.record(cast.signing).agreement.clauses[1]  # type: ignore[union-attr] # it has one
    stage.desk.cases.save_item("agreement.clauses", clause.id, {"text": "双方尽快各自清完本侧排水沟。"})
