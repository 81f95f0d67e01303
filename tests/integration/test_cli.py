"""The command line as a stranger would use it: exit codes, one Chinese sentence, JSON that a script can read."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jxdesk import cli
from jxdesk.cli import main
from jxdesk.desk import create_desk
from jxdesk.paths import DataFolder

SAMPLES = Path(__file__).parents[1] / "data" / "sample_cases.json"
S1 = "集福人调字〔2025〕第17号"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A practice desk with the samples."""
    folder = tmp_path / "data"
    assert main(["case", "import", str(SAMPLES), "--data", str(folder)]) == 0
    return folder


def said(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_common_options_stand_before_or_after_the_subcommand(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["--data", str(data), "--json", "case", "list"]) == 0
    before = said(capsys)
    assert main(["case", "list", "--json", "--data", str(data)]) == 0
    assert said(capsys) == before
    assert len(before) == 3


def test_without_a_command_the_window_is_opened_whatever_stands_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str | None] = []
    monkeypatch.setattr(cli, "_window", lambda options: opened.append(options.data) or 0)
    monkeypatch.setattr(sys, "argv", ["jxdesk"])
    assert main() == main([]) == main(["--data", "folder"]) == 0
    assert opened == [None, None, "folder"]


def test_the_data_folder_may_come_from_the_environment(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    monkeypatch.setenv("JXDESK_DATA", str(data))
    assert main(["find", "zm", "--json"]) == 0
    assert S1 in [one["number"] for one in said(capsys)]


def test_print_writes_one_file_a_document_and_lists_them(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    out = tmp_path / "paper"
    assert main(["print", S1, "--all", "--out", str(out), "--data", str(data), "--json"]) == 0
    listed = said(capsys)
    names = {Path(one["path"]).name for one in listed}
    assert {"agreement.pdf", "investigation.pdf", "investigation-2.pdf", "cover.pdf"} <= names
    assert names == {path.name for path in out.iterdir()}
    for one in listed:
        assert set(one) == {"document", "path", "pages", "sha256"}
        assert Path(one["path"]).read_bytes().startswith(b"%PDF")
        assert one["pages"] >= 1


def test_print_large_writes_the_large_copies_beside_the_usual_ones(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    out = tmp_path / "paper"
    told = ["--out", str(out), "--data", str(data)]
    assert main(["print", S1, "--document", "agreement", *told, "--json"]) == 0
    (usual,) = said(capsys)
    assert main(["print", S1, "--all", "--large", *told, "--json"]) == 0
    pages = {Path(one["path"]).name: one["pages"] for one in said(capsys)}
    assert {"agreement-large.pdf", "investigation-2-large.pdf"} <= set(pages)
    assert pages["agreement-large.pdf"] > usual["pages"]
    assert not {"cover-large.pdf", "contents-large.pdf"} & set(pages)
    assert {path.name for path in out.iterdir()} == {"agreement.pdf", *pages}
    assert main(["print", S1, "--document", "cover", "--large", *told]) != 0
    assert "没有大字版" in capsys.readouterr().err
    assert main(["print", S1, "--dossier", "--large", *told]) != 0
    assert "整卷没有大字版" in capsys.readouterr().err


def test_printing_twice_gives_the_same_bytes(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    sums = []
    for name in ("a", "b"):
        assert main(["print", S1, "--out", str(tmp_path / name), "--data", str(data), "--json"]) == 0
        sums.append([one["sha256"] for one in said(capsys)])
    assert sums[0] == sums[1]


@pytest.mark.parametrize(
    "document",
    [
        *("acceptance-notice", "mediation-notice", "transfer-in", "transfer-out", "transfer-feedback"),
        *("service-proof", "replacement", "extension", "receipt", "confirmation-notice", "reminder"),
    ],
)
def test_every_letter_of_a_case_is_printed_by_its_name(
    document: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, file, out = tmp_path / "data", tmp_path / "case.json", tmp_path / "paper"
    file.write_text(json.dumps(_lettered(), ensure_ascii=False), encoding="utf-8")
    assert main(["case", "import", str(file), "--data", str(data)]) == 0
    assert main(["print", S1, "--document", document, "--out", str(out), "--data", str(data)]) == 0
    assert [path.name for path in out.iterdir()] == [f"{document}.pdf"]
    capsys.readouterr()
    assert main(["print", S1, "--all", "--out", str(out), "--data", str(data), "--json"]) == 0
    assert document in {one["document"] for one in said(capsys)}


def _lettered() -> dict[str, Any]:
    """The land case with every letter written, as a file carries it."""
    file: dict[str, Any] = json.loads(SAMPLES.read_text(encoding="utf-8"))
    case = file["cases"][0]
    case["source"] |= {
        "transfer_org": "派出所",
        "transfer_received": "2025-03-16",
        "feedback_date": "2025-11-02",
    }
    case["acceptance"] |= {"notice_date": "2025-03-17"}
    case["rights_notice"] |= {"recusal_requested": True, "recusal_by": "张某"}
    case["agreement"]["judicial_confirmation"] |= {"told_on": "2025-03-21"}
    case["appointments"] = [{"recipients": ["张某"], "at": "2025-03-20T09:00"}]
    case["extensions"] = [{"date": "2025-04-10", "until": "2025-05-01"}]
    case["transfers"] = [{"unit": "某单位"}]
    case["deliveries"] = [{"document": "调解通知书", "recipient": "李某"}]
    case["reminders"] = [{"date": "2025-11-01", "debtor": "李某"}]
    case["performance"][0] |= {"method": "现金"}
    return file | {"cases": [case]}


def test_a_refused_matter_prints_its_notice_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = create_desk(DataFolder(tmp_path / "data"), None)
    case_id = desk.cases.begin().id
    desk.cases.refuse(case_id, date(2026, 5, 7), ["不属于民间纠纷"], remedies=["司法"])
    short = desk.cases.record(case_id).label()
    desk.close()
    out = tmp_path / "paper"
    told = ["--out", str(out), "--data", str(tmp_path / "data")]
    assert main(["print", short, "--all", *told]) == 0
    assert [path.name for path in out.iterdir()] == ["refusal-notice.pdf"]
    assert main(["print", short, "--document", "agreement", *told]) != 0
    assert "本案没有这份文书" in capsys.readouterr().err


def test_a_case_without_papers_is_one_sentence_and_exit_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = create_desk(DataFolder(tmp_path / "data"), None)
    case_id = desk.cases.begin().id
    desk.cases.refer(case_id, date(2026, 5, 7), "集贤县劳动人事争议仲裁院", remedies=[])
    short = desk.cases.record(case_id).label()
    desk.close()
    told = ["print", short, "--all", "--out", str(tmp_path / "paper"), "--data", str(tmp_path / "data")]
    assert main(told) == 1
    heard = capsys.readouterr()
    assert heard.out == ""
    assert heard.err == "本案还没有可以印的文书，没有写文件。请先在案件里填写相应的内容。\n"
    assert main([*told, "--json"]) == 1
    assert said(capsys) == []


def test_one_document_can_be_printed_alone(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "one"
    assert main(["print", S1, "--document", "agreement", "--out", str(out), "--data", str(data)]) == 0
    assert [path.name for path in out.iterdir()] == ["agreement.pdf"]


def test_every_document_named_is_printed_once(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = [word for one in ("agreement", "cover", "agreement") for word in ("--document", one)]
    capsys.readouterr()
    assert main(["print", S1, *named, "--out", str(tmp_path / "two"), "--data", str(data), "--json"]) == 0
    assert [one["document"] for one in said(capsys)] == ["agreement", "cover"]
    assert sorted(path.name for path in (tmp_path / "two").iterdir()) == ["agreement.pdf", "cover.pdf"]


def test_one_wrong_name_among_several_writes_none_and_a_file_is_no_folder(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = ["--data", str(data), "--out"]
    wrong = ["print", S1, "--document", "agreement", "--document", "hologram"]
    assert main([*wrong, *told, str(tmp_path / "none")]) == 1
    assert not (tmp_path / "none").exists()
    large = ["print", S1, "--document", "agreement", "--document", "cover", "--large"]
    assert main([*large, *told, str(tmp_path / "none")]) == 1
    assert "封面没有大字版" in capsys.readouterr().err
    kept = tmp_path / "kept"
    kept.write_text("x")
    assert main(["print", S1, "--document", "agreement", *told, str(kept)]) == 1
    assert kept.read_text() == "x"


def test_an_agreement_can_be_had_as_word_marked_as_no_original(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "word"
    wanted = ["print", S1, "--document", "agreement", "--word", "--out", str(out), "--data", str(data)]
    capsys.readouterr()
    assert main([*wanted, "--json"]) == 0
    (one,) = said(capsys)
    assert [path.name for path in out.iterdir()] == ["agreement.docx"]
    assert one == {
        "document": "agreement",
        "path": str(out / "agreement.docx"),
        "pages": None,
        "sha256": one["sha256"],
    }
    assert hashlib.sha256((out / "agreement.docx").read_bytes()).hexdigest() == one["sha256"]


@pytest.mark.parametrize(
    "document",
    ["evidence-list", "confirmation-application", "closing-report", "situation-note", "back-cover"],
)
def test_the_papers_of_the_dossier_s_end_print_by_their_names(
    data: Path, tmp_path: Path, document: str
) -> None:
    out = tmp_path / "paper"
    number = "集福人调字〔2026〕第33号"
    assert main(["print", number, "--document", document, "--out", str(out), "--data", str(data)]) == 0
    assert [path.name for path in out.iterdir()] == [f"{document}.pdf"]


def test_check_tells_rule_level_message_field_and_law(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["check", S1, "--json", "--data", str(data)]) == 0
    for finding in said(capsys):
        assert set(finding) == {"rule", "level", "message", "field", "law"}
        assert finding["level"] not in {"P", "A"}


def test_export_and_list_by_number(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "one.json"
    assert main(["case", "export", S1, "--out", str(out), "--data", str(data)]) == 0
    assert [c["number"]["text"] for c in json.loads(out.read_text(encoding="utf-8"))["cases"]] == [S1]


def test_a_refused_case_is_exit_one_and_names_the_path(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    bad = tmp_path / "bad.json"
    bad.write_text('{"schema": "jxdesk.case/1", "cases": [{"number": {"text": "x"}, "parties": []}]}')
    assert main(["case", "import", str(bad), "--data", str(data)]) == 1
    assert "cases[0].parties" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["check", "没有这个号"], "没有找到"),
        (["print", S1, "--document", "hologram", "--out", "x"], "没有“hologram”这种文书"),
        (["print", S1, "--document", "oral-agreement", "--out", "x"], "本案没有这份文书"),
        (["print", S1, "--document", "no-penalty", "--out", "x"], "没有登记治安案件"),
        (["print", S1, "--word", "--out", "x"], "--document agreement --word"),
        (["print", S1, "--document", "cover", "--word", "--out", "x"], "只有调解协议书"),
        (
            ["print", S1, "--document", "agreement", "--document", "cover", "--word", "--out", "x"],
            "Word 一次只写一份",
        ),
        (["print", S1, "--document", "agreement", "--out", "x.pdf"], "--out 要写文件夹"),
        (["case", "import", "none.json"], "找不到文件"),
    ],
)
def test_what_the_user_can_mend_is_one_sentence_and_exit_one(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    words: list[str], sentence: str,
) -> None:  # fmt: skip
    capsys.readouterr()
    monkeypatch.chdir(tmp_path)
    assert main([*words, "--data", str(data)]) == 1
    captured = capsys.readouterr()
    assert sentence in captured.err
    assert len(captured.err.strip().splitlines()) == 1
    assert "Traceback" not in captured.err


@pytest.mark.parametrize(
    "words", [["hologram"], ["print"], ["print", "x"], ["case"], ["check", "x", "--colour"]]
)
def test_a_wrong_call_is_exit_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2
    assert "--help" in capsys.readouterr().err


def test_only_import_demo_and_window_make_a_desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["case", "list", "--data", str(tmp_path / "none")]) == 1
    assert "还没有工作台数据" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("body", [None, "{", "{}"])
def test_a_file_that_is_none_leaves_no_desk_behind(
    body: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, folder = tmp_path / "file.json", tmp_path / "new"
    if body is not None:
        file.write_text(body)
    assert main(["case", "import", str(SAMPLES), str(file), "--data", str(folder)]) == 1
    assert "file.json" in capsys.readouterr().err
    assert not folder.exists()


def test_a_passphrase_file_makes_a_real_desk_and_is_needed_to_open_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret, folder = tmp_path / "口令.txt", tmp_path / "real"
    secret.write_text("福利镇的桌子很稳当的\n", encoding="utf-8-sig")
    assert (
        main(["case", "import", str(SAMPLES), "--data", str(folder), "--passphrase-file", str(secret)]) == 0
    )
    assert main(["case", "list", "--data", str(folder)]) == 1
    assert "口令" in capsys.readouterr().err
    secret.write_text("不是这个口令不是这个口令\n", encoding="utf-8")
    assert main(["case", "list", "--data", str(folder), "--passphrase-file", str(secret)]) == 1
    assert "口令不对" in capsys.readouterr().err


def test_a_read_only_place_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert main(["case", "import", str(SAMPLES), "--data", str(tmp_path / "file" / "data")]) == 1
    assert "不能写入" in capsys.readouterr().err


def test_the_doctor_finds_a_whole_desk_whole(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["doctor", "--json", "--data", str(data)]) == 0
    assert all(sign["well"] for sign in said(capsys))


def test_the_command_line_never_loads_qt(data: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from jxdesk.cli import main; "
        f"main(['print', {S1!r}, '--out', {str(tmp_path / 'o')!r}, '--data', {str(data)!r}]); "
        "sys.exit(any(name.startswith(('PySide6', 'shiboken')) for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0


def test_the_flow_is_checked_and_drawn_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["flow", "check"]) == 0
    assert main(["flow", "mermaid"]) == 0
    assert "flowchart" in capsys.readouterr().out
    assert main(["flow", "poster", "--out", str(tmp_path / "poster.pdf")]) == 0
    assert (tmp_path / "poster.pdf").read_bytes().startswith(b"%PDF")
    (tmp_path / "bad.toml").write_text("id = 1", encoding="utf-8")
    assert main(["flow", "check", str(tmp_path / "bad.toml")]) == 1
    assert "bad.toml" in capsys.readouterr().err


def test_archiving_and_its_check_say_which_paper_the_dossier_still_lacks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["--data", str(tmp_path / "desk")]
    samples = Path(__file__).parents[1] / "data" / "sample_cases.json"
    assert main(["case", "import", str(samples), *place]) == 0
    capsys.readouterr()
    assert main(["check", "集福人调字〔2025〕第17号", "--archiving", *place]) == 0
    said = capsys.readouterr()
    assert "卷里还缺必须有的当事人身份证明" in said.err
