"""材料 come in from real files, are unreadable without the key, and never leave a row without its content."""

from __future__ import annotations

import hashlib
import os
import re
import zlib
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import scans
from PIL import Image

from jxdesk.cli import main
from jxdesk.desk import Desk, create_desk, open_desk
from jxdesk.errors import UserError
from jxdesk.models import Change, Material
from jxdesk.models.blobs import BlobStore, DamagedBlobError, MissingBlobError
from jxdesk.models.keys import OpenKey
from jxdesk.paths import DataFolder
from jxdesk.rules.case_file import read_case, write_case
from jxdesk.services.materials import GRACE
from tests.integration.conftest import NOON


@pytest.fixture
def case(desk: Desk) -> str:
    return desk.cases.begin().id


def names(desk: Desk) -> set[str]:
    folder = desk.folder.materials
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def lying_in(desk: Desk, case: str, slot: str) -> list[str]:
    return [one.title for shelf in desk.materials.shelves(case) if shelf.id == slot for one in shelf.kept]


def test_a_scan_lies_in_its_slot_and_comes_back_byte_for_byte(desk: Desk, case: str, tmp_path: Path) -> None:
    content = scans.photo()
    added = desk.materials.add(case, "identity", scans.kept(tmp_path, "IMG_1.jpg", content))
    assert desk.materials.content(added.id) == ("image/jpeg", content)
    (identity,) = [shelf for shelf in desk.materials.shelves(case) if shelf.id == "identity"]
    assert [(one.title, one.pages, one.here) for one in identity.kept] == [("当事人身份证明", 1, True)]
    assert added.taken_at == "2026-03-04T10:30"
    assert added.size == len(content)


def test_slots_come_in_the_order_of_the_dossier(desk: Desk, case: str) -> None:
    ids = [shelf.id for shelf in desk.materials.shelves(case)]
    assert ids.index("identity") < ids.index("evidence") < ids.index("signed") < ids.index("performance")
    assert ids.index("performance") < ids.index("confirmation") < ids.index("other")


def test_the_file_on_the_disk_shows_neither_content_nor_name(desk: Desk, case: str, tmp_path: Path) -> None:
    content = scans.pdf(1)
    desk.materials.add(case, "evidence", scans.kept(tmp_path, "张某的借条.pdf", content))
    (name,) = names(desk)
    assert name == hashlib.sha256(content).hexdigest()
    raw = (desk.folder.materials / name).read_bytes()
    assert b"%PDF" not in raw
    assert content[:64] not in raw
    everything = b"".join(path.read_bytes() for path in desk.folder.root.rglob("*") if path.is_file())
    assert "张某的借条".encode() not in everything


def test_a_file_on_another_desk_opens_with_its_own_key_only(tmp_path: Path) -> None:
    mine = BlobStore(tmp_path / "materials", OpenKey(b"a" * 32, practice=False))
    name = mine.put(b"content")
    assert mine.get(name) == b"content"
    with pytest.raises(DamagedBlobError):
        BlobStore(tmp_path / "materials", OpenKey(b"b" * 32, practice=False)).get(name)


def test_one_file_put_in_the_place_of_another_is_noticed(tmp_path: Path) -> None:
    store = BlobStore(tmp_path / "materials", OpenKey(b"a" * 32, practice=False))
    first, second = store.put(b"first"), store.put(b"second")
    (store.folder / first).write_bytes((store.folder / second).read_bytes())
    with pytest.raises(DamagedBlobError):
        store.get(first)
    assert not store.whole(first)
    store.put(b"first")  # taking it in again mends it
    assert store.get(first) == b"first"


def test_the_same_file_twice_is_one_piece_and_in_another_slot_one_content(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    path = scans.kept(tmp_path, "a.png", scans.encoded(scans.picture(), "PNG"))
    first = desk.materials.add(case, "evidence", path)
    assert desk.materials.add(case, "evidence", path).id == first.id
    assert desk.materials.add(case, "other", path).id != first.id
    assert len(names(desk)) == 1
    assert lying_in(desk, case, "evidence") == ["人民调解证据材料"]
    assert lying_in(desk, case, "other") == ["其他材料"]


@pytest.mark.parametrize(
    ("name", "content", "pages", "kind"),
    [
        ("a.jpg", scans.photo(), 1, "image/jpeg"),
        ("b.png", scans.encoded(scans.picture(mode="L"), "PNG"), 1, "image/png"),
        ("c.tif", scans.tiff(3), 3, "image/tiff"),
        ("d.pdf", scans.pdf(4), 4, "application/pdf"),
        ("误写成照片.jpg", scans.pdf(2), 2, "application/pdf"),
    ],
)
def test_four_kinds_of_files_come_in_with_their_pages(
    desk: Desk, case: str, tmp_path: Path, name: str, content: bytes, pages: int, kind: str
) -> None:
    added = desk.materials.add(case, "other", scans.kept(tmp_path, name, content))
    assert (added.pages, added.media_type) == (pages, kind)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("断了的.jpg", scans.photo()[:-20000], "已经损坏，读不完整"),
        ("断了的.png", scans.encoded(scans.picture(), "PNG")[:3000], "已经损坏，读不完整"),
        ("断了的.tif", scans.tiff(3)[:4000], "损坏|不是照片"),
        ("断了的.pdf", scans.pdf(5)[:-300], "已经损坏，读不完整"),
        ("文书.docx", b"PK\x03\x04" + b"x" * 200, "不是照片、扫描件或者PDF"),
        ("空的.pdf", b"", "是空的"),
        ("锁着的.pdf", scans.pdf(1, encryption=pikepdf.Encryption(owner="o", user="u")), "有口令，打不开"),
    ],
)  # fmt: skip
def test_what_is_broken_is_refused_by_name_and_leaves_nothing(
    desk: Desk, case: str, tmp_path: Path, name: str, content: bytes, why: str
) -> None:
    with pytest.raises(UserError, match=why) as told:
        desk.materials.add(case, "evidence", scans.kept(tmp_path, name, content))
    assert told.value.message.startswith(name)
    assert told.value.remedy
    assert names(desk) == set()
    assert lying_in(desk, case, "evidence") == []


def test_what_is_too_large_is_refused_before_it_is_read(desk: Desk, case: str, tmp_path: Path) -> None:
    path = tmp_path / "大.pdf"
    with path.open("wb") as file:
        file.truncate(41 * 1024 * 1024)
    with pytest.raises(UserError, match=r"大\.pdf 太大了，一个文件最多40MB"):
        desk.materials.add(case, "evidence", path)


def test_a_picture_of_too_many_pixels_is_refused_and_not_unpacked(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    small = scans.encoded(Image.new("1", (8, 8)), "PNG")
    head = b"IHDR" + (30000).to_bytes(4, "big") * 2 + small[24:29]
    bomb = small[:12] + head + zlib.crc32(head).to_bytes(4, "big") + small[33:]
    with pytest.raises(UserError, match="像素太多"):
        desk.materials.add(case, "evidence", scans.kept(tmp_path, "大图.png", bomb))


def test_the_thumbnail_of_a_sideways_photo_stands_upright(desk: Desk, case: str, tmp_path: Path) -> None:
    added = desk.materials.add(case, "identity", scans.kept(tmp_path, "a.jpg", scans.photo(orientation=6)))
    small = desk.materials.thumbnail(added.id, 120)
    assert small is not None
    with Image.open(BytesIO(small)) as shown:
        assert shown.height > shown.width
        assert max(shown.size) == 120
    paper = desk.materials.add(case, "identity", scans.kept(tmp_path, "b.pdf", scans.pdf(1)))
    assert desk.materials.thumbnail(paper.id, 120) is None


def test_a_removed_piece_comes_back_to_its_place(desk: Desk, case: str, tmp_path: Path) -> None:
    ids = [
        desk.materials.add(case, "evidence", scans.kept(tmp_path, f"{n}.pdf", scans.pdf(n))).id
        for n in (1, 2, 3)
    ]
    for number, one in enumerate(ids, start=1):
        desk.materials.rename(one, f"第{number}份")
    removed = desk.materials.remove(ids[1])
    assert lying_in(desk, case, "evidence") == ["第1份", "第3份"]
    desk.materials.restore(removed)
    assert lying_in(desk, case, "evidence") == ["第1份", "第2份", "第3份"]


def test_a_name_is_cleaned_like_any_other_text(desk: Desk, case: str, tmp_path: Path) -> None:
    one = desk.materials.add(case, "evidence", scans.kept(tmp_path, "a.jpg", scans.photo()))
    desk.materials.rename(one.id, "\u202e借条\x00\n 第2张\t")
    assert lying_in(desk, case, "evidence") == ["借条 第2张"]
    with pytest.raises(UserError, match="半个"):
        desk.materials.rename(one.id, "借\ud840条")
    desk.materials.rename(one.id, "\u202e\x07 ")
    assert lying_in(desk, case, "evidence") == ["人民调解证据材料"]


def test_pieces_are_ordered_and_moved_between_slots(desk: Desk, case: str, tmp_path: Path) -> None:
    first, second, third = (
        desk.materials.add(case, "evidence", scans.kept(tmp_path, f"{n}.pdf", scans.pdf(n))).id
        for n in (1, 2, 3)
    )
    for number, one in enumerate((first, second), start=1):
        desk.materials.rename(one, f"第{number}份")
    desk.materials.place(third, "evidence", 0)
    assert lying_in(desk, case, "evidence") == ["人民调解证据材料", "第1份", "第2份"]
    desk.materials.place(third, "performance", 99)
    assert lying_in(desk, case, "performance") == ["履行凭证"]  # a name nobody chose follows its slot
    desk.materials.place(second, "performance", 0)
    assert lying_in(desk, case, "performance") == ["第2份", "履行凭证"]


def test_taking_in_and_removing_are_in_the_change_log_without_the_content(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    added = desk.materials.add(case, "identity", scans.kept(tmp_path, "张某.jpg", scans.photo()))
    desk.materials.remove(added.id)
    with desk.database.reading() as session:
        changes = [row for row in session.query(Change).order_by(Change.n) if row.kind == "material"]
        assert [row.op for row in changes] == ["put", "void"]
        assert set(changes[0].fields or {}) >= {"sha256", "size", "slot", "pages"}
        assert "张某" not in str(changes[0].fields)
    assert desk.timeline.of(case)[0].what == "删除材料"
    assert re.search(r"材料名称：当事人身份证明", desk.timeline.of(case)[1].detail)


def test_a_material_cannot_be_made_past_its_service(desk: Desk, case: str) -> None:
    with pytest.raises(KeyError):
        desk.cases.add_item(case, "materials", {"sha256": "0" * 64})


def test_a_case_file_carries_no_material_because_it_carries_no_content(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    desk.materials.add(case, "identity", scans.kept(tmp_path, "a.jpg", scans.photo()))
    record = desk.cases.record(case)
    assert len(record.materials) == 1
    assert "materials" not in write_case(record)
    raw = {"number": {"text": "甲"}, "parties": [{"name": "张某"}], "materials": [{"sha256": "x"}]}
    read = read_case(raw)
    assert read.materials == []
    assert write_case(read)["materials"] == [{"sha256": "x"}]  # what a file held goes out again unchanged


def test_the_doctor_reads_every_scan_back(desk: Desk, case: str, tmp_path: Path) -> None:
    def sign() -> tuple[bool, str]:
        (found,) = [sign for sign in desk.doctor.examine() if sign.what == "材料"]
        return found.well, found.detail

    desk.materials.add(case, "identity", scans.kept(tmp_path, "a.jpg", scans.photo()))
    assert sign() == (True, "1件，都读得出来")
    (name,) = names(desk)
    body = bytearray((desk.folder.materials / name).read_bytes())
    body[100] ^= 1
    (desk.folder.materials / name).write_bytes(body)
    assert sign()[0] is False
    assert "1件读不出来" in sign()[1]


def test_a_material_of_another_desk_is_not_a_loss(desk: Desk, case: str) -> None:
    with desk.database.transaction(recording=False) as session:
        session.add(Material(id="m1", case_id=case, slot="evidence", sha256="0" * 64, held_by="elsewhere"))
    (kept,) = [one for shelf in desk.materials.shelves(case) for one in shelf.kept]
    assert not kept.here
    with pytest.raises(MissingBlobError, match="不在本机"):
        desk.materials.content("m1")
    assert all(sign.well for sign in desk.doctor.examine())


def test_the_sweep_takes_only_what_nobody_has_named_for_days(tmp_path: Path) -> None:
    desk = create_desk(DataFolder(tmp_path / "data"), None, clock=lambda: NOON)
    case = desk.cases.begin().id
    old = (NOON - GRACE - timedelta(hours=1)).timestamp()
    ids = [
        desk.materials.add(case, "other", scans.kept(tmp_path, f"{n}.pdf", scans.pdf(n))).id
        for n in (1, 2, 3)
    ]
    for name in names(desk):
        os.utime(desk.folder.materials / name, (old, old))
    half = scans.kept(desk.folder.materials, f"{'0' * 64}.ab.part", b"half")
    os.utime(half, (old, old))
    desk.materials.remove(ids[0])  # touched now: its days of grace begin
    removed = desk.materials.remove(ids[1])
    gone = hashlib.sha256(scans.pdf(2)).hexdigest()
    os.utime(desk.folder.materials / gone, (old, old))
    assert desk.materials.sweep() == 2
    assert names(desk) == {hashlib.sha256(scans.pdf(n)).hexdigest() for n in (1, 3)}
    with pytest.raises(UserError, match="放不回来"):
        desk.materials.restore(removed)
    desk.close()
    again = open_desk(DataFolder(tmp_path / "data"), clock=lambda: NOON)
    assert lying_in(again, case, "other") == ["其他材料"]
    again.close()


def test_the_doctor_of_the_command_line_sweeps_when_asked_to_repair(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    create_desk(data, None).close()
    idle = scans.kept(data.materials, "0" * 64, b"nobody names this")
    old = idle.stat().st_mtime - GRACE.total_seconds() - 60
    os.utime(idle, (old, old))
    assert main(["doctor", "--data", str(data.root)]) == 0
    assert idle.exists()
    assert main(["doctor", "--repair", "--data", str(data.root)]) == 0
    assert not idle.exists()
