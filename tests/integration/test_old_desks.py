"""Yesterday's files: a practice desk written by each earlier schema opens, whole, with what had not been sent.

A new schema step leaves its predecessor's file here (`tests/data/old_desks/<step>`), made by the program of
that day, never by this one.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from jxdesk.desk import open_desk
from jxdesk.models.keys import OpenKey, open_key
from jxdesk.models.migrate import HEAD, KNOWN, file_version
from jxdesk.paths import DataFolder
from jxdesk.rules.case_file import write_case

DATA = Path(__file__).parents[1] / "data"
OLD = sorted((DATA / "old_desks").iterdir())
SAMPLES = {
    case["number"]["text"]: case
    for case in json.loads((DATA / "sample_cases.json").read_text(encoding="utf-8"))["cases"]
}


UNSENT = {"0004": 78, "0005": 78}
"""Changes not yet sent, where they are not 77: from that day on a case needs two sides to be accepted."""


def test_every_step_but_the_newest_has_left_a_file() -> None:
    assert tuple(folder.name for folder in OLD) == KNOWN[:-1]


@pytest.fixture(params=OLD, ids=lambda folder: str(folder.name))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> DataFolder:
    """A copy of one of them."""
    return DataFolder(Path(shutil.copytree(request.param, tmp_path / "data")))


def _key(folder: DataFolder) -> OpenKey:
    return open_key(folder.keys, None)


def test_an_old_desk_opens_with_its_cases_its_numbers_and_its_unsent_changes(old: DataFolder) -> None:
    before = file_version(old.database, _key(old))
    desk = open_desk(old)
    try:
        assert file_version(old.database, _key(old)) == HEAD
        assert all(sign.well for sign in desk.doctor.examine())
        for number, case in SAMPLES.items():
            written = write_case(desk.cases.record(desk.cases.resolve(number)))
            assert {name: written[name] for name in case if name != "expected_checks"} == {
                name: value for name, value in case.items() if name != "expected_checks"
            }
        own = desk.cases.record(desk.cases.resolve("集福人调字〔2026〕第43号"))
        assert own.intake.brief == "升级以前登记的，还没有报到县里"
        assert desk.sync.standing().unsent == UNSENT.get(before, 77)
    finally:
        desk.close()


def test_an_old_desk_is_backed_up_before_it_is_touched(old: DataFolder) -> None:
    before = file_version(old.database, _key(old))
    open_desk(old).close()
    (saved,) = old.backups.glob("before-*.db")
    assert file_version(saved, _key(old)) == before
