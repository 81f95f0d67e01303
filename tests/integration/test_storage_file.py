"""The encrypted file: what it promises about secrecy, durability and plain words when it cannot."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import text

from jxdesk.errors import UserError
from jxdesk.models import Case, Party
from jxdesk.models.database import Database, explain
from jxdesk.models.keys import (
    PRACTICE_KEY,
    OpenKey,
    WrongPassphraseError,
    create_key,
    needs_passphrase,
    open_key,
)  # fmt: skip
from jxdesk.models.migrate import HEAD, KNOWN, NewerFileError, backup, file_version, migrate
from tests.integration.conftest import NOON


def test_the_file_shows_nothing_to_a_reader_without_the_key(database: Database, tmp_path: Path) -> None:
    with database.transaction() as session:
        session.add(Case(id="c1", title="张某与李某邻里纠纷"))
    database.close()
    raw = b"".join(path.read_bytes() for path in tmp_path.glob("desk.db*"))
    assert "张某".encode() not in raw
    assert not raw.startswith(b"SQLite format 3")
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(tmp_path / "desk.db").execute("SELECT * FROM sqlite_master")


def test_every_commit_is_flushed_to_the_disk(database: Database) -> None:
    with database.reading() as session:
        assert session.execute(text("PRAGMA synchronous")).scalar_one() == 2
        assert session.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
        assert session.execute(text("PRAGMA foreign_keys")).scalar_one() == 1


def test_an_exception_leaves_neither_row_nor_change(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.transaction() as session:
        session.add(Case(id="c1", title="x"))
        session.flush()
        raise ZeroDivisionError
    with database.reading() as session:
        assert session.execute(text('SELECT count(*) FROM "case"')).scalar_one() == 0
        assert session.execute(text("SELECT count(*) FROM change")).scalar_one() == 0


def test_a_reading_session_refuses_to_write(database: Database) -> None:
    with pytest.raises(RuntimeError), database.reading() as session:
        session.add(Case(id="c1"))
        session.flush()


def test_listeners_hear_which_tables_a_commit_touched(database: Database) -> None:
    heard: list[frozenset[str]] = []
    stop = database.listen(heard.append)
    with database.transaction() as session:
        session.add(Case(id="c1"))
        session.flush()
        session.add(Party(case_id="c1", name="张某"))
    stop()
    with database.transaction() as session:
        session.get_one(Case, "c1").title = "y"
    assert heard == [frozenset({"case", "party", "change"})]


def test_a_wrong_key_is_one_sentence(database: Database, tmp_path: Path) -> None:
    database.close()
    with pytest.raises(UserError, match="密钥不符"):
        file_version(tmp_path / "desk.db", OpenKey(b"x" * 32, practice=False))


def test_a_passphrase_opens_what_it_made_and_nothing_else_does(tmp_path: Path) -> None:
    made = create_key(tmp_path / "k", "福利镇的桌子很稳当的")
    assert not made.practice
    assert open_key(tmp_path / "k", "福利镇的桌子很稳当的").raw == made.raw
    with pytest.raises(WrongPassphraseError, match="口令不对"):
        open_key(tmp_path / "k", "福利镇的桌子很稳当呢")
    with pytest.raises(UserError, match="需要口令"):
        open_key(tmp_path / "k", None)
    assert needs_passphrase(tmp_path / "k")
    assert made.raw.hex() not in (tmp_path / "k").read_text()


def test_a_short_passphrase_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="至少"):
        create_key(tmp_path / "k", "短口令")
    assert not (tmp_path / "k").exists()


def test_a_key_file_is_never_overwritten(tmp_path: Path) -> None:
    create_key(tmp_path / "k", None)
    with pytest.raises(FileExistsError):
        create_key(tmp_path / "k", None)


def test_a_practice_desk_opens_with_the_published_key(tmp_path: Path) -> None:
    create_key(tmp_path / "k", None)
    assert open_key(tmp_path / "k", None) == OpenKey(PRACTICE_KEY, practice=True)
    assert not needs_passphrase(tmp_path / "k")


def test_a_damaged_key_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "k").write_text("{")
    with pytest.raises(UserError, match=r"desk\.key"):
        open_key(tmp_path / "k", None)


def test_a_file_from_a_newer_program_is_left_untouched(
    database: Database, key: OpenKey, tmp_path: Path
) -> None:
    path = tmp_path / "desk.db"
    with database.transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    before = path.read_bytes()
    with pytest.raises(NewerFileError, match="升级本程序"):
        migrate(path, key, tmp_path / "backups", NOON)
    assert path.read_bytes() == before
    assert not (tmp_path / "backups").exists()


def test_a_backup_opens_with_the_same_key_and_holds_the_same_rows(
    database: Database, key: OpenKey, tmp_path: Path
) -> None:
    with database.transaction() as session:
        session.add(Case(id="c1", title="张某与李某"))
    saved = backup(tmp_path / "desk.db", key, tmp_path / "backups", "b1")
    assert saved.name == "b1.db"
    connection = sqlcipher.connect(str(saved))
    connection.execute(f"PRAGMA key = \"x'{key.raw.hex()}'\"")
    assert connection.execute('SELECT title FROM "case"').fetchall() == [("张某与李某",)]
    connection.close()
    assert not list((tmp_path / "backups").glob("*.part*"))


def test_the_newest_migration_is_the_one_the_program_expects() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    import jxdesk.models.migrate as module

    config = Config()
    config.set_main_option("script_location", str(Path(module.__file__).parent / "migrations"))
    script = ScriptDirectory.from_config(config)
    assert script.get_current_head() == HEAD
    assert tuple(reversed([step.revision for step in script.walk_revisions()])) == KNOWN


def test_migrations_and_mapped_tables_agree(database: Database) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from jxdesk.models import Base

    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": lambda _o, name, *_: not name.startswith("case_search")}
        )
        assert compare_metadata(context, Base.metadata) == []


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("database or disk is full", "磁盘"),
        ("attempt to write a readonly database", "不能写入"),
        ("unable to open database file", "不能写入"),
        ("database is locked", "另一个程序"),
        ("file is not a database", "打不开"),
    ],
)
def test_what_the_user_can_mend_is_said_in_chinese(said: str, words: str) -> None:
    known = explain(said)
    assert known is not None
    assert words in known.message
    assert known.remedy


def test_a_folder_that_cannot_be_written_says_nothing_of_saving_to_who_only_reads() -> None:
    known = explain("attempt to write a readonly database")
    assert known is not None
    assert "没有保存" not in known.message
    assert "以前存好的内容都在" in known.message


def test_a_bug_keeps_its_own_words() -> None:
    assert explain("no such column: nme") is None
