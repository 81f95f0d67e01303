"""The shipped dictionaries: the right bytes under the right name, and worth their place."""

from __future__ import annotations

from pathlib import Path

import pytest
from county_world import COUNTY, Desk

from jxdesk.errors import UserError
from jxdesk.rules.ids import new_id
from jxdesk.sync import chain, dictionary, envelope
from jxdesk.sync.frame import WireError


@pytest.fixture
def _forgotten() -> None:
    dictionary.shipped.cache_clear()


def one_case(*, trained: bool) -> bytes:
    """A small case as one batch."""
    desk, case = Desk(), "c" * 32
    desk.write(case, {"title": "张某与李某邻里纠纷", "dispute_type": "邻里纠纷", "mode": "书面"}, op="put")
    desk.write(
        case, {"name": "张某", "role": "申请人", "kind": "自然人"}, kind="party", rid="p" * 32, op="put"
    )
    desk.write(
        case, {"date": "2026-07-15", "trigger": "依当事人申请"}, kind="acceptance", rid="a" * 32, op="put"
    )
    return envelope.seal(
        desk.log, batch_id=new_id(), county=COUNTY, unit=desk.unit, created_hlc="0", prev_h=chain.GENESIS.hex(),
        dictionary=dictionary.best() if trained else None,
    )  # fmt: skip


def test_the_present_dictionary_is_shipped_under_its_hash() -> None:
    name, _ = dictionary.best()

    assert name in dictionary.shipped()
    assert all(len(one) == 16 for one in dictionary.shipped())


def test_a_single_case_is_smaller_with_the_dictionary() -> None:
    trained, bare = one_case(trained=True), one_case(trained=False)

    assert len(trained) < 0.85 * len(bare)
    assert envelope.unseal(trained, dictionary.shipped()).header.dict_id == dictionary.CURRENT


def test_a_batch_in_an_unknown_dictionary_is_refused_as_such() -> None:
    with pytest.raises(WireError) as caught:
        envelope.unseal(one_case(trained=True), {})
    assert caught.value.code == "protocol"


@pytest.mark.usefixtures("_forgotten")
def test_a_damaged_dictionary_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "0123456789abcdef.zdict").write_bytes(b"damaged")
    monkeypatch.setattr("jxdesk.sync.dictionary.resource", lambda *_: tmp_path)

    with pytest.raises(UserError, match="已损坏"):
        dictionary.shipped()
    dictionary.shipped.cache_clear()
