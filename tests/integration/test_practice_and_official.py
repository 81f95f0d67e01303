"""Practice and official work on one computer: where each desk lies, and that neither is ever in the other's way."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jxdesk.cli import main
from jxdesk.desk import create_desk, open_desk
from jxdesk.errors import UserError
from jxdesk.paths import DataFolder
from jxdesk.services.two_desks import home_of, two_desks

SAID = "福利镇的桌子很稳当的"
NEW = "换了一句更好记的话呢"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk of each kind, to be copied: making one takes a second."""
    place = tmp_path_factory.mktemp("made")
    create_desk(DataFolder(place / "practice"), None).close()
    create_desk(DataFolder(place / "official"), SAID, unit="230521101").close()
    return place


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The data folder, empty."""
    (tmp_path / "jxdesk").mkdir()
    return tmp_path / "jxdesk"


def put(made: Path, kind: str, folder: Path) -> None:
    shutil.copytree(made / kind, folder, dirs_exist_ok=True)


def test_a_new_folder_has_the_official_desk_itself_and_practice_below(home: Path) -> None:
    desks = two_desks(home)
    assert (desks.official.root, desks.practice.root) == (home, home / "practice")
    assert desks.first == desks.official
    assert not desks.official.exists
    assert not desks.practice.exists


def test_practice_alone_opens_without_a_question(home: Path, made: Path) -> None:
    put(made, "practice", home / "practice")
    desks = two_desks(home)
    assert desks.first == desks.practice
    assert desks.official.root == home
    open_desk(desks.first).close()


def test_the_official_desk_goes_first_as_soon_as_there_is_one(home: Path, made: Path) -> None:
    put(made, "practice", home / "practice")
    put(made, "official", home)
    desks = two_desks(home)
    assert desks.first.root == home
    assert desks.official.exists
    assert desks.practice.exists
    open_desk(desks.official, SAID).close()
    open_desk(desks.practice).close()


def test_practice_of_an_earlier_version_stays_and_does_not_block_the_official_desk(
    home: Path, made: Path
) -> None:
    put(made, "practice", home)
    desks = two_desks(home)
    assert (desks.official.root, desks.practice.root) == (home / "official", home)
    assert desks.first == desks.practice
    before = (home / "desk.key").read_bytes()
    create_desk(desks.official, SAID, unit="230521101").close()
    after = two_desks(home)
    assert after.official == desks.official
    assert after.first == desks.official
    assert after.practice == desks.practice
    open_desk(after.official, SAID).close()
    open_desk(after.practice).close()
    assert (home / "desk.key").read_bytes() == before


def test_an_official_desk_below_is_found_though_the_practice_above_is_gone_or_broken(
    home: Path, made: Path
) -> None:
    put(made, "practice", home)
    put(made, "official", home / "official")
    (home / "desk.key").write_text("{")
    assert two_desks(home).first.root == home / "official"
    (home / "desk.key").unlink()
    (home / "desk.db").unlink()
    assert two_desks(home).first.root == home / "official"


def test_a_damaged_official_desk_is_not_taken_for_a_place_to_begin_another(home: Path, made: Path) -> None:
    put(made, "practice", home / "practice")
    put(made, "official", home)
    (home / "desk.key").write_text("{")
    desks = two_desks(home)
    assert desks.official.root == home
    assert desks.first == desks.official
    with pytest.raises(UserError, match=r"desk\.key"):
        open_desk(desks.official, SAID)


@pytest.mark.parametrize(("above", "below"), [("official", "practice"), ("practice", "official")])
def test_either_of_two_desks_that_somebody_names_finds_the_other(
    home: Path, made: Path, above: str, below: str
) -> None:
    put(made, above, home)
    put(made, below, home / below)
    assert home_of(home / below) == home
    assert home_of(home) == home
    assert {two_desks(home).official.root, two_desks(home).practice.root} == {home, home / below}


def test_a_folder_that_is_only_called_practice_has_nothing_to_do_with_the_one_above(
    home: Path, made: Path
) -> None:
    put(made, "practice", home / "practice")
    assert home_of(home / "practice") == home / "practice"
    put(made, "practice", home)
    assert home_of(home / "practice") == home / "practice"


def test_a_command_on_a_folder_with_practice_below_says_where_it_is(
    home: Path, made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(made, "practice", home / "practice")
    assert main(["case", "list", "--data", str(home)]) == 1
    assert "练习的工作台在下面的 practice 文件夹里" in capsys.readouterr().err
    assert main(["case", "list", "--data", str(home / "practice")]) == 0
    assert not (home / "desk.key").exists()


def test_the_command_line_changes_a_passphrase(
    home: Path, made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(made, "official", home)
    old, new = home / "old.txt", home / "new.txt"
    old.write_text(SAID + "\n", encoding="utf-8")
    new.write_text(NEW + "\n", encoding="utf-8-sig")
    change = ["passphrase", "--data", str(home), "--new-passphrase-file", str(new)]
    assert main(change) == 1
    assert "现在的口令文件" in capsys.readouterr().err
    assert main([*change, "--passphrase-file", str(new)]) == 1
    assert capsys.readouterr().err == "现在的口令不对，口令没有换。请检查大小写和输入法后再试一次。\n"
    open_desk(DataFolder(home), SAID).close()
    assert main([*change, "--passphrase-file", str(old), "--json"]) == 0
    assert capsys.readouterr().out.split() == ["{", '"changed":', "true", "}"]
    open_desk(DataFolder(home), NEW).close()
    with pytest.raises(UserError, match="口令不对"):
        open_desk(DataFolder(home), SAID)


def test_the_command_line_says_where_there_is_no_passphrase_to_change(
    home: Path, made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = home / "new.txt"
    new.write_text(NEW)
    change = [
        "passphrase",
        "--data",
        str(home),
        "--new-passphrase-file",
        str(new),
        "--passphrase-file",
        str(new),
    ]
    assert main(change) == 1
    assert "还没有工作台数据" in capsys.readouterr().err
    put(made, "practice", home)
    assert main(change) == 1
    assert "没有口令可换" in capsys.readouterr().err
    assert main([*change[:-3], str(home / "none.txt"), *change[-2:]]) == 1
    assert "--new-passphrase-file" in capsys.readouterr().err


def test_a_unit_is_chosen_once_and_for_good(home: Path) -> None:
    desk = create_desk(DataFolder(home), SAID)
    try:
        person = desk.office.add_person("张某", ("人民调解员",))
        assert person.organisation is None
        desk.office.settle("230521101")
        office = desk.office.office()
        assert office.unit is not None
        assert office.unit.code == "230521101"
        assert office.committee is not None
        assert office.committee.division_code == "230521101"
        assert [one.organisation for one in desk.office.people()] == ["230521101"]
        desk.office.host_by("230521101001-V")
        desk.office.settle("230521101")
        kept = desk.office.office().committee
        assert kept is not None
        assert kept.code == "230521101001-V"
        with pytest.raises(UserError, match="不能再改"):
            desk.office.settle("230521100")
        with pytest.raises(UserError, match="没有这个乡镇分中心"):
            desk.office.settle("230521101001-V")
        unit = desk.office.office().unit
        assert unit is not None
        assert unit.code == "230521101"
    finally:
        desk.close()
