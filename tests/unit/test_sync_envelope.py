"""The envelope: what goes in comes out, and nothing else ever does."""

from __future__ import annotations

import hashlib
import random
import secrets

import msgspec
import pytest
import zstandard
from county_world import COUNTY, Desk, next_change
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from jxdesk.rules.ids import new_id
from jxdesk.sync import chain, envelope, frame
from jxdesk.sync.frame import WireError
from jxdesk.sync.wire import MAX_CHANGES, MAX_RAW, Change, Line

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | text
fields = st.dictionaries(text, scalars | st.lists(scalars, max_size=3), max_size=4)


def sample(count: int = 3) -> bytes:
    """A good envelope of ``count`` changes."""
    desk, case = Desk(), new_id()
    for number in range(count):
        desk.write(case, {"title": f"第{number}次", "brief": "因承包地边界发生争执。"})
    return desk.batch()


def forged(data: bytes, **values: object) -> bytes:
    """An envelope whose header says something else."""
    size = int.from_bytes(data[4:6], "big")
    header = msgspec.json.decode(data[6 : 6 + size])
    head = chain.canonical({**header, **values})
    return data[:4] + len(head).to_bytes(2, "big") + head + data[6 + size :]


def rebuilt(raw: bytes, **values: object) -> bytes:
    """An envelope with the body ``raw`` and a header that fits it, as far as a forger can make it."""
    body = zstandard.ZstdCompressor().compress(raw)
    data = sample()
    return forged(
        data[: -len(envelope_body(data))] + body,
        **{
            "raw_len": len(raw),
            "body_len": len(body),
            "body_sha256": hashlib.sha256(body).hexdigest(),
            "coding": "zstd",
            **values,
        },
    )


def envelope_body(data: bytes) -> bytes:
    """The body of an envelope."""
    return data[6 + int.from_bytes(data[4:6], "big") :]


@given(st.lists(fields, min_size=1, max_size=5))
def test_what_goes_in_comes_out(contents: list[dict[str, object]]) -> None:
    desk = Desk()
    for content in contents:
        desk.write(new_id(), content)

    batch = envelope.unseal(desk.batch(), {})

    assert batch.changes == desk.log
    assert (batch.header.county, batch.header.unit, batch.header.n) == (COUNTY, desk.unit, len(contents))
    assert (batch.header.ctr_from, batch.header.last_h) == (1, desk.log[-1].h)


def test_the_same_changes_give_the_same_bytes() -> None:
    desk, batch_id = Desk(), new_id()
    desk.write(new_id(), {"title": "一"})

    assert desk.batch(batch_id=batch_id) == desk.batch(batch_id=batch_id)


def test_a_text_that_looks_like_a_bomb_still_travels() -> None:
    desk = Desk()
    desk.write(new_id(), {"brief": "长" * 80_000})

    assert envelope.unseal(desk.batch(), {}).changes == desk.log


def test_too_much_for_one_batch_is_said_at_packing() -> None:
    desk = Desk()
    for _ in range(MAX_CHANGES + 1):
        desk.write("c" * 32, {})
    noise = Desk()
    noise.write("c" * 32, {"brief": secrets.token_hex(400_000)})

    for one in (desk, noise):
        with pytest.raises(WireError) as caught:
            one.batch()
        assert caught.value.code == "too_large"


def test_every_truncation_is_refused_in_one_way() -> None:
    data = sample()
    for length in range(len(data)):
        with pytest.raises(WireError) as caught:
            envelope.unseal(data[:length], {})
        assert caught.value.reason.endswith("。")


def test_every_flipped_bit_is_refused() -> None:
    data = sample()
    for place in range(len(data)):
        for bit in range(8):
            broken = bytearray(data)
            broken[place] ^= 1 << bit
            try:
                batch = envelope.unseal(bytes(broken), {})
            except WireError:
                continue
            # What may differ is only what nothing depends on but the header itself.
            good = envelope.unseal(data, {})
            assert batch.changes == good.changes
            assert batch.sha256 != good.sha256


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"n": 0}, "too_large"),
        ({"n": 501}, "too_large"),
        ({"n": 2, "ctr_to": 2}, "malformed"),
        ({"ctr_from": 0, "ctr_to": 2}, "malformed"),
        ({"ctr_to": 7}, "malformed"),
        ({"ctr_from": 2**53, "ctr_to": 2**53 + 2}, "malformed"),
        ({"raw_len": MAX_RAW + 1}, "too_large"),
        ({"raw_len": 1}, "malformed"),
        ({"raw_len": -1}, "malformed"),
        ({"body_len": 10**9}, "too_large"),
        ({"body_sha256": "0" * 64}, "malformed"),
        ({"last_h": "0" * 64}, "malformed"),
        ({"prev_h": "0" * 64}, "malformed"),
        ({"prev_h": "x"}, "malformed"),
        ({"dev": ""}, "malformed"),
        ({"dev": "a\nb"}, "malformed"),
        ({"county": "集贤"}, "malformed"),
        ({"suite": "gm"}, "protocol"),
        ({"dict_id": "missing"}, "protocol"),
        ({"coding": "xz"}, "malformed"),
        ({"surprise": 1}, "malformed"),
        ({"n": "3"}, "malformed"),
    ],
)  # fmt: skip
def test_a_header_that_lies_is_refused(values: dict[str, object], code: str) -> None:
    with pytest.raises(WireError) as caught:
        envelope.unseal(forged(sample(), **values), {})
    assert caught.value.code == code


def test_a_header_has_one_way_to_be_written() -> None:
    data = sample()
    size = int.from_bytes(data[4:6], "big")
    spaced = data[6 : 6 + size].replace(b'":', b'": ')

    with pytest.raises(WireError):
        envelope.unseal(data[:4] + len(spaced).to_bytes(2, "big") + spaced + data[6 + size :], {})


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"\n\n\n", b"{}\n{}\n{}\n", b"[1]\n[2]\n[3]\n", b"null\nnull\nnull\n", b"\xff\xfe\n\n\n",
        b'{"change_id":"a","case_id":"b","fields":[]}\n' * 3,
        b'{"change_id":"a","case_id":"b","salt":"zz"}\n' * 3,
        b'{"change_id":"a","case_id":"b","op":"drop"}\n' * 3,
        b'{"change_id":"a","case_id":"b","digest":"no"}\n' * 3,
        b'{"change_id":"a","case_id":"b","more":1}\n' * 3,
        b'{"change_id":"a","case_id":"b","fields":' + b'{"a":' * 5000 + b"1" + b"}" * 5000 + b"}\n\n\n",
        b'{"change_id":"a","case_id":"b","fields":{"a":"\\ud800"}}\n' * 3,
        b'{"change_id":"a","case_id":"b","fields":{"a":1e999}}\n' * 3,
        b'{"change_id":"a","case_id":"b"}' + b"\r" * 3,
    ],
)  # fmt: skip
def test_a_body_of_another_shape_is_refused(raw: bytes) -> None:
    with pytest.raises(WireError):
        envelope.unseal(rebuilt(raw, n=3, ctr_from=1, ctr_to=3), {})


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    raw = b"0" * (MAX_RAW - 1)

    with pytest.raises(WireError) as caught:
        envelope.unseal(rebuilt(raw), {})
    assert caught.value.code == "too_large"


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    body = zstandard.ZstdCompressor(write_content_size=False).compress(b"0" * 50_000_000)
    data = sample()
    bare = data[: -len(envelope_body(data))]
    lies = {"raw_len": 5000, "body_len": len(body), "body_sha256": hashlib.sha256(body).hexdigest()}

    with pytest.raises(WireError):
        envelope.unseal(forged(bare + body, **lies), {})


def test_a_withheld_change_travels_as_its_digest() -> None:
    desk = Desk()
    desk.write(new_id(), {"title": "一"})
    desk.write(new_id(), {"brief": "已销毁"})
    desk.write(new_id(), {"title": "二"})
    blank = msgspec.structs.replace(desk.log[1], salt="", fields={})

    batch = envelope.unseal(desk.batch([desk.log[0], blank, desk.log[2]]), {})

    assert batch.changes[1].withheld
    assert batch.changes[1].digest == desk.log[1].digest
    assert "已销毁" not in str(batch.changes)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300))
@example(b"JXB1")
@example(b"JXB1\x00\x02{}")
@example(b"JXB1\xff\xff")
def test_noise_is_refused(data: bytes) -> None:
    with pytest.raises(WireError):
        envelope.unseal(data, {})


def mutant(dice: random.Random, data: bytes) -> bytes:
    """``data`` with a few bytes flipped, cut out, repeated or put in."""
    broken = bytearray(data)
    for _ in range(dice.randint(1, 4)):
        place = dice.randrange(len(broken))
        kind = dice.randrange(4)
        if kind == 0:
            broken[place] = dice.randrange(256)
        elif kind == 1:
            del broken[place : place + dice.randint(1, 30)]
        elif kind == 2:
            broken[place:place] = broken[place : place + dice.randint(1, 30)]
        else:
            broken[place:place] = dice.randbytes(dice.randint(1, 8))
        if len(broken) == 0:
            break
    return bytes(broken)


def attack(rounds: int, seed: int) -> int:
    """Mutate envelopes, whole and behind a mended checksum; returns how many got through unharmed."""
    dice = random.Random(seed)
    whole, passed, reasons = sample(5), 0, set()
    raw = b"".join(msgspec.json.encode(Line.of(next_change(None, fields={"t": n}))) + b"\n" for n in range(5))
    for turn in range(rounds):
        data = mutant(dice, whole) if turn % 2 else rebuilt(mutant(dice, raw), n=5, ctr_from=1, ctr_to=5)
        try:
            envelope.unseal(data, {})
            passed += 1
        except WireError as error:
            reasons.add(error.reason)
    assert all(reason.endswith("。") for reason in reasons)
    return passed


def test_mutants_never_raise_anything_but_the_one_error() -> None:
    assert attack(2_000, seed=1) < 200


@pytest.mark.slow
def test_thirty_thousand_mutants_never_raise_anything_but_the_one_error() -> None:
    assert attack(30_000, seed=2) < 3_000


def test_the_fuzzer_finds_a_planted_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: a parser that trusts its input is caught within ten thousand mutants."""

    def trusting(header: envelope.Header, lines: list[Line]) -> list[Change]:
        return [line.change(header.dev, header.epoch, bytes.fromhex(line.salt)[0]) for line in lines]

    monkeypatch.setattr(envelope, "_chained", trusting)
    with pytest.raises((ValueError, IndexError)) as caught:
        attack(10_000, seed=3)
    assert not isinstance(caught.value, WireError)


def test_an_answer_comes_back_as_it_was_said() -> None:
    said = envelope.unseal(sample(), {}).header

    assert frame.decode(frame.encode(said), envelope.Header, {}) == said


def test_every_truncated_answer_is_refused() -> None:
    data = frame.encode(envelope.unseal(sample(), {}).header)
    for length in range(len(data)):
        with pytest.raises(WireError):
            frame.decode(data[:length], envelope.Header, {})


@given(st.binary(max_size=200))
def test_noise_is_no_answer(data: bytes) -> None:
    for prefix in (b"", b"JXA1", b"JXA1Z\x00\x00\x00\x10", b"JXA1P\x00\x00\x00\x02"):
        with pytest.raises(WireError):
            frame.decode(prefix + data, envelope.Header, {})


def test_an_answer_packed_with_an_unknown_dictionary_is_refused() -> None:
    trained = zstandard.train_dictionary(2000, [secrets.token_bytes(20) + b"abc" * 50 for _ in range(200)])
    data = frame.encode(envelope.unseal(sample(), {}).header, trained)

    assert frame.decode(data, envelope.Header, {"x": trained}).n == 3
    with pytest.raises(WireError) as caught:
        frame.decode(data, envelope.Header, {})
    assert caught.value.code == "protocol"
