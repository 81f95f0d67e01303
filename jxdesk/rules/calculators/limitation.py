"""时效和调解期限: until when somebody may still sue, ask for arbitration or execution, and until when we mediate.

Reminders, not verdicts: whether and from when a limitation runs is for the court to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from jxdesk.errors import UserError
from jxdesk.rules.calculators.asking import Ask, Calculator, Known, Values
from jxdesk.rules.calculators.working import Working
from jxdesk.rules.days import chinese_day, day
from jxdesk.rules.deadlines import Limits
from jxdesk.rules.instalments import in_month
from jxdesk.rules.workdays import Calendar

LONGEST_YEARS = 20  # 民法典 art 188


@dataclass(frozen=True)
class Period:
    """A kind of limitation: how many years, from when, its article; ``breaks`` whether asking anew restarts it."""

    name: str
    years: int
    since: str
    law: tuple[str, ...]
    breaks: bool = True
    longest: bool = False


SUIT = Period(
    "起诉（诉讼时效3年）",
    3,
    "知道或者应当知道权利受损害的日子；分期付的，从最后一期到期算（民法典第一百八十九条）",
    ("民法典第一百八十八条", "民法典第一百九十五条", "诉讼时效规定第十二条、第十四条"),
    longest=True,
)
LABOUR = Period(
    "申请劳动仲裁（1年）",
    1,
    "知道或者应当知道的日子；欠薪的，还在干活的不受一年限制，不干了的从那天算",
    ("劳动争议调解仲裁法第二十七条",),
)
LAND = Period(
    "申请土地承包仲裁（2年）",
    2,
    "知道或者应当知道权利受侵害的日子",
    ("土地承包纠纷仲裁法第十八条",),
    breaks=False,
)
EXECUTION = Period(
    "申请强制执行（2年）",
    2,
    "法律文书写的履行期限最后一天",
    ("民事诉讼法（2023）第二百五十条",),
    breaks=False,
)
NEVER = "停止侵害、登记物权返还、抚养费赡养费"
PERIODS = {period.name: period for period in (SUIT, LABOUR, LAND, EXECUTION)}


def end_of_years(since: date, years: int) -> date:
    """The same day so many years later (the first day is not counted); 28 February after a 29th."""
    return in_month(since.year + years, since.month, since.day)


def limitation(
    period: Period,
    since: date,
    asked: Sequence[date],
    calendar: Calendar,
    today: date,
    hurt_on: date | None = None,
) -> Working:
    """The last day, begun anew on each day of ``asked`` that came in time (民法典 art 195).

    ``hurt_on`` is when the right was violated: twenty years after it nothing is protected any more. Raises
    UserError for a day of asking before the beginning.
    """
    end = end_of_years(since, period.years)
    lines = [f"从{chinese_day(since)}算{period.years}年，到{chinese_day(end)}"]
    cautions: list[str] = []
    for on in sorted(asked) if period.breaks else ():
        if on < since:
            raise UserError(f"{chinese_day(on)}在起算那天之前，不能中断。", "请核对这两个日子。")
        if on > calendar.next_workday(end):
            cautions.append(f"{chinese_day(on)}时效已经过了，没有重新算。")
            continue
        end = end_of_years(on, period.years)
        lines.append(f"{chinese_day(on)}中断，从这天重新算{period.years}年，到{chinese_day(end)}")
    if asked and not period.breaks:
        cautions.append("这一种的中断，手头的依据没有写，没有算；请问法院、仲裁委。")
    if hurt_on is not None and period.longest:
        longest = end_of_years(hurt_on, LONGEST_YEARS)
        lines.append(f"最长{LONGEST_YEARS}年：从{chinese_day(hurt_on)}算，到{chinese_day(longest)}")
        end = min(end, longest)
    last = calendar.next_workday(end)
    if last != end:
        lines.append(f"{chinese_day(end)}是休息日，顺延到{chinese_day(last)}（民法典第二百零三条）")
    left = (last - today).days
    lines.append(f"最后一天：{chinese_day(last)}，{_left(left)}")
    if not calendar.covers(last):
        cautions.append("那一年的放假安排还没有公布，最后一天到时再核对。")
    cautions.append("只是提醒；时效过没过，由法院、仲裁委认定。")
    return Working(f"时效：{period.name}", tuple(lines), cautions=tuple(cautions), law=period.law)


def mediation_limit(since: date, limits: Limits, today: date, *, labour: bool) -> Working:
    """Thirty days from acceptance (若干规定 art 33), fifteen from the application in labour disputes."""
    days = limits.labour_days if labour else limits.mediation_days
    begins, law = (
        ("收到申请", "劳动争议调解仲裁法第十四条") if labour else ("受理", "人民调解工作若干规定第三十三条")
    )
    last = since + timedelta(days=days)
    left = (last - today).days
    lines = (
        f"{chinese_day(since)}{begins}，当天不算，第{days}天是{chinese_day(last)}",
        _left(left),
    )
    caution = (
        "到期没有达成协议的，告知可以申请仲裁。"
        if labour
        else "到期调不成的，各方同意可以延期，写清延到哪天。"
    )
    return Working("调解期限", lines, cautions=(caution,), law=(law,))


def calculator(known: Known) -> Calculator:
    """Until when somebody may go on."""
    return Calculator(
        "limitation",
        "时效到哪天",
        "来调解就中断时效：从提出请求那天重新算。",
        (
            Ask("kind", "要做什么", "choice", "", needed=True, choices=(*PERIODS, NEVER), default=SUIT.name),
            Ask("since", "从哪天算", "day", SUIT.since),
            Ask("asked", "哪天要过、来调解过、对方认过账", "days", "几个日子用、隔开", source="applied"),
            Ask("hurt", "权利受损害是哪天", "day", "只在隔了很多年才知道的时候填"),
        ),
        lambda values: _limitation(values, known),
    )


def mediation_calculator(known: Known) -> Calculator:
    """Until when we mediate."""
    labour = f"劳动争议（收到申请起{known.limits.labour_days}天）"
    usual = f"一般纠纷（受理起{known.limits.mediation_days}天）"
    return Calculator(
        "mediation",
        "调解期限到哪天",
        "受理那天、收到申请那天不算。",
        (
            Ask("kind", "什么纠纷", "choice", "", needed=True, choices=(usual, labour), default=usual),
            Ask("since", "哪天受理（收到申请）", "day", needed=True, source="began"),
        ),
        lambda values: mediation_limit(
            _day(values["since"]), known.limits, known.today, labour=values["kind"] == labour
        ),
    )


def _limitation(values: Values, known: Known) -> Working:
    if values["kind"] == NEVER:
        line = "停止侵害、排除妨碍、登记物权返还，抚养费、赡养费、扶养费，不适用诉讼时效，什么时候都可以要。"
        return Working("时效", (line,), law=("民法典第一百九十六条",))
    period = PERIODS[values["kind"]]
    if not values.get("since"):
        return Working("", (), cautions=(f"请填从哪天算：{period.since}。",))
    hurt = values.get("hurt")
    asked = [_day(one) for one in values.get("asked") or []]
    return limitation(
        period, _day(values["since"]), asked, known.calendar, known.today, _day(hurt) if hurt else None
    )


def _left(days: int) -> str:
    if days == 0:
        return "就是今天"
    return f"还有{days}天" if days > 0 else f"已经过了{-days}天"


def _day(text: str) -> date:
    found = day(text)
    if found is None:
        raise UserError(f"“{text}”读不成日子。", "请写成 2026-3-5 这样。")
    return found
