"""算一算 on the command line: what there is, what is asked, how the sum came about, and what is wrong in one sentence."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from jxdesk import cli_calc
from jxdesk.cli import main
from jxdesk.rules.calculators.catalogue import calculators
from tests.unit.calculator_bench import known, worked

LOAN = [
    "calc",
    "interest",
    "--principal",
    "两万元",
    "--rate",
    "1％",
    "--way",
    "每月百分之几",
    "--since",
    "2025-3-5",
]


def heard(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    capsys.readouterr()
    assert main([*words]) == 0
    return json.loads(capsys.readouterr().out)


def test_without_a_name_everything_there_is_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    expected = [(one.id, one.title) for one in calculators(known())]
    assert [(one["name"], one["title"]) for one in heard(capsys, "calc", "--json")] == expected
    assert main(["calc"]) == 0
    listed = capsys.readouterr().out
    for name, title in expected:
        assert f"{name} " in listed
        assert title in listed


def test_the_sum_is_the_window_s_with_lines_law_and_cautions(capsys: pytest.CaptureFixture[str]) -> None:
    made = worked(
        "interest", principal=20000, rate=1, way="每月百分之几", since="2025-03-05", until="2026-03-05"
    )
    told = heard(capsys, *LOAN, "--until", "20260305", "--json")
    assert told["lines"] == list(made.lines)
    assert told["total"] == str(made.total)
    assert told["law"] == list(made.law) != []
    assert main([*LOAN, "--until", "2026年3月5日"]) == 0
    said = capsys.readouterr().out
    for line in (*made.lines, f"依据：{'；'.join(made.law)}。", told["capitals"]):
        assert line in said


def test_json_may_stand_on_either_side_of_the_name(capsys: pytest.CaptureFixture[str]) -> None:
    answers = [*LOAN[2:], "--until", "2026-3-5"]
    assert heard(capsys, "--json", "calc", "interest", *answers) == heard(
        capsys, "calc", "interest", *answers, "--json"
    )


def test_a_plan_gives_its_payments_and_a_caution_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    told = heard(capsys, "calc", "plan", "--total", "1万", "--count", "3", "--first", "2026-12-1", "--json")
    assert [one["due"] for one in told["payments"]] == ["2026-12-01", "2027-01-01", "2027-02-01"]
    assert sum(float(one["amount"]) for one in told["payments"]) == 10000
    steep = ["calc", "interest", "--principal", "10000", "--rate", "36", "--since", "2025-3-5"]
    cautions = heard(capsys, *steep, "--json")["cautions"]
    assert cautions
    assert main(steep) == 0
    assert f"注意：{cautions[0]}" in capsys.readouterr().out


def test_every_question_is_an_option_that_help_explains(capsys: pytest.CaptureFixture[str]) -> None:
    for one in calculators(known()):
        with pytest.raises(SystemExit) as left:
            main(["calc", one.id, "--help"])
        assert left.value.code == 0
        said = "".join(capsys.readouterr().out.split())
        for ask in one.asks:
            assert cli_calc._option(ask.name) in said
            assert "".join(ask.label.split()) in said


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (["hologram"], "可以算的有：compensation"),
        (["interest"], "还差：本金、利率是几、从哪天起算。请补上--principal"),
        ([*LOAN[1:], "--until", "去年"], "“算到哪天”写的是“去年”，读不成日子。请写成 2026-3-5 这样。"),
        (["interest", "--principal", "三万五"], "请写全"),
        (["interest", "--rate", "很高"], "“利率是几”写的是“很高”"),
        (["interest", "--way", "随便"], "可以写的有：每年百分之几"),
        (["compensation", "--share", "120"], "最多是100"),
        (["limitation", "--asked", "2024-3-5、某天"], "“某天”，读不成日子"),
        (["wages"], "还没有填要算的，没有算。填什么，请看 jxdesk calc wages --help。"),
    ],
)
def test_what_cannot_be_worked_out_is_one_sentence_with_its_remedy(
    answers: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["calc", *answers]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert sentence in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert said.err.strip().endswith("。")


def test_an_option_it_does_not_know_is_a_matter_of_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([*LOAN, "--colour", "red"])
    assert left.value.code == 2
    assert "jxdesk calc interest --help" in capsys.readouterr().err


def test_until_nothing_is_said_it_is_today(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli_calc, "_today", lambda: date(2026, 3, 5))
    assert heard(capsys, *LOAN, "--json") == heard(capsys, *LOAN, "--until", "2026-3-5", "--json")
