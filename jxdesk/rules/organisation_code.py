"""Unified social credit codes (统一社会信用代码, GB 32100-2015): 18 characters, the last one computed.

Like an ID number it is kept as text whatever it says; the letters I, O, S, V, Z never occur in it,
which catches the commonest mistake: an O typed for a zero.
"""

from __future__ import annotations

from jxdesk.rules.person_id import normalised

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def check_character(first17: str) -> str:
    """The 18th character that belongs to the first 17 (GB 32100-2015, modulus 31)."""
    total = sum(_ALPHABET.index(char) * pow(3, at, 31) for at, char in enumerate(first17))
    return _ALPHABET[-total % 31]


def code_faults(text: str) -> tuple[str, ...]:
    """Sentences about what cannot be right, positions counted from 1; empty when the code can be right."""
    code = normalised(text)
    if len(code) != 18:
        return (f"统一社会信用代码应为18位，现在是{len(code)}位，请对照营业执照核对。",)
    odd = tuple(
        f"第{at}位“{char}”不会出现在统一社会信用代码里，请核对（数字0常被写成字母O）。"
        for at, char in enumerate(code, 1)
        if char not in _ALPHABET
    )
    if odd:
        return odd
    expected = check_character(code[:17])
    if code[17] != expected:
        return (f"第18位按前17位推算应为{expected}，现在是{code[17]}，请对照营业执照核对。",)
    return ()
