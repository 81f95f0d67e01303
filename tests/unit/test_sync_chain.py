"""The hash chain: what it proves, and what may be erased under it."""

from __future__ import annotations

import json

import pytest
from county_world import next_change
from hypothesis import given
from hypothesis import strategies as st

from jxdesk.sync import chain
from jxdesk.sync.wire import Change

_SALT = b"0123456789abcdef"
_text = st.text(st.characters(exclude_categories=["Cs"]))
_scalars = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _text
)
json_values = st.recursive(
    _scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_text, inner, max_size=4),
    max_leaves=12,
)


def links(count: int) -> list[chain.Link]:
    """A chain of ``count`` changes."""
    last: Change | None = None
    out = []
    for _ in range(count):
        last = next_change(last)
        body, salt = chain.canonical(last.body()), bytes.fromhex(last.salt)
        out.append(
            chain.Link(
                last.dev, last.epoch, last.ctr, bytes.fromhex(last.digest), bytes.fromhex(last.h), salt, body
            )
        )
    return out


def test_the_text_that_is_hashed_is_fixed_for_all_time() -> None:
    value = {"乙": [1, 2.5, None, True], "a": {"z": '\x00\n"', "b": "𠮷"}}

    assert chain.canonical(value) == '{"a":{"b":"𠮷","z":"\\u0000\\n\\""},"乙":[1,2.5,null,true]}'.encode()
    assert (
        chain.digest(_SALT, b"{}").hex() == "b458c4636e3b413a213e1cb3918fb8909465d20809482426125488ca96d9721c"
    )
    first = chain.link(chain.GENESIS, b"d" * 32, "dev", "epoch", 1)
    assert first.hex() == "499c34903ae3b7d80f63be3d3d6fda293aaddb75c72ddea7781c285f607ab65f"


@given(json_values)
def test_canonical_text_reads_back_to_itself(value: object) -> None:
    text = chain.canonical(value)

    assert chain.canonical(json.loads(text)) == text


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800", {1, 2}])
def test_what_json_cannot_carry_is_refused_before_it_is_hashed(value: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        chain.canonical(value)


def test_moving_text_between_fields_changes_the_link() -> None:
    assert chain.link(chain.GENESIS, b"d" * 32, "ab", "c", 1) != chain.link(
        chain.GENESIS, b"d" * 32, "a", "bc", 1
    )
    assert chain.link(chain.GENESIS, b"d" * 32, "a", "b", 11) != chain.link(
        chain.GENESIS, b"d" * 32, "a", "b1", 1
    )


def test_a_whole_chain_verifies_and_gives_its_end() -> None:
    whole = links(5)

    assert chain.verify(whole) == whole[-1].h
    assert chain.verify(whole[2:], previous=whole[1].h) == whole[-1].h
    assert chain.verify([]) == chain.GENESIS


def test_an_erased_body_leaves_the_chain_whole() -> None:
    whole = links(3)
    erased = chain.Link(whole[1].dev, whole[1].epoch, whole[1].ctr, whole[1].digest, whole[1].h)

    assert chain.verify([whole[0], erased, whole[2]]) == whole[-1].h


@pytest.mark.parametrize("fault", ["body", "digest", "gap", "order", "foreign"])
def test_a_tampered_chain_is_found_out(fault: str) -> None:
    whole = links(4)
    two = whole[2]
    broken = {
        "body": [
            *whole[:2],
            chain.Link(two.dev, two.epoch, two.ctr, two.digest, two.h, two.salt, b"{}"),
            whole[3],
        ],
        "digest": [*whole[:2], chain.Link(two.dev, two.epoch, two.ctr, b"x" * 32, two.h), whole[3]],
        "gap": [whole[0], whole[2], whole[3]],
        "order": [whole[0], whole[2], whole[1], whole[3]],
        "foreign": [*whole[:2], *links(4)[2:]],
    }[fault]

    with pytest.raises(chain.ChainBroken) as caught:
        chain.verify(broken)
    assert caught.value.ctr in {2, 3}


def test_a_change_is_sealed_over_everything_it_says() -> None:
    change = next_change(None, fields={"title": "一"})
    told = {name for name in Change.__struct_fields__ if name not in {"salt", "digest", "h"}}

    assert set(change.body()) == told
