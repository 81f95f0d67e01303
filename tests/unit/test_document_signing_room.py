"""Where people sign, on every document in both sizes: room for pen, thumb and seal, and never a page of it alone."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import msgspec
import pytest
import reading_paper
from hypothesis import given, settings
from hypothesis import strategies as st
from letter_cases import LETTERS, having, lettered
from reading_paper import Words
from reportlab.lib.units import mm
from sample_records import land, neighbours, put, wages

from jxdesk.documents.catalogue import shipped
from jxdesk.documents.house import House
from jxdesk.documents.press import DocumentRef, printable, printed
from jxdesk.rules.case_record import (
    Acceptance,
    Agreement,
    Application,
    CaseRecord,
    Clause,
    Delivery,
    Extension,
    Investigation,
    Mediation,
    Party,
    SecurityCase,
    Termination,
    Visit,
)
from jxdesk.rules.paper import DOCUMENTS

HOUSE = House(shipped().switches)
HOUSES = {
    "usual": HOUSE,
    "boxes": replace(HOUSE, fingerprint_boxes=True),
    "large": replace(HOUSE, large=True),
}
UNSIGNED = frozenset({
    "cover", "contents", "back-cover", "acceptance-notice", "refusal-notice", "transfer-out", "transfer-feedback",
})  # fmt: skip
"""Sealed, or read and filed, but signed by nobody; the two notices have a stub that is signed."""
BY_PRINT = frozenset({
    "application", "acceptance", "investigation", "mediation-record", "agreement",
    "oral-agreement", "termination", "no-penalty", "confirmation-application",
    "replacement", "extension", "receipt", "service-proof", "confirmation-notice",
})  # fmt: skip
"""What a party signs, and so may sign by fingerprint."""
_SIGN = re.compile(r"（签(名|收|名盖章或按指印)）$")
_FOOT = re.compile(r"(第\d+页　共\d+页.*|大字版.*)")


def _failed() -> CaseRecord:
    case = put(put(land(), "agreement", None), "termination", Termination(date="2025-04-01"))
    return msgspec.structs.replace(case, dossier=None)


def _paid() -> CaseRecord:
    security = SecurityCase(number="集公（福）受案字〔2026〕99号", performed=True, applied_on="2026-06-18")
    return put(neighbours(), "security_case", security)


@cache
def _drawn(document: str, house: House) -> tuple[bytes, ...]:
    """The document as the sample cases have it, and as a form."""
    cases = [having(document)] if document in LETTERS else [land(), neighbours(), wages(), _failed(), _paid()]
    pdfs = [
        printed(case, ref, house).pdf
        for case in cases
        for ref in printable(case)
        if ref.document_id == document
    ]
    if document != "no-penalty":  # which must not exist before the agreement is performed
        pdfs.append(printed(CaseRecord(), DocumentRef(document, 1, ""), house).pdf)
    return tuple(dict.fromkeys(pdfs))


def _asked_at(heading: Words, rule: tuple[float, float, float]) -> bool:
    """Whether a rule is what the heading asks to sign on: behind it, or under it."""
    start, end, level = rule
    beside = abs(heading.y - level - 3) < 1 and start > heading.x
    return beside or (9 * mm < heading.y - level < 34 * mm and start - 1 < heading.x < end)


signed = pytest.mark.parametrize("document", [one for one in DOCUMENTS if one not in UNSIGNED])
sizes = pytest.mark.parametrize("house", HOUSES.values(), ids=HOUSES)


@signed
@sizes
def test_every_line_to_sign_on_has_twelve_millimetres_of_empty_paper(document: str, house: House) -> None:
    found = 0
    for pdf in _drawn(document, house):
        for page, lines in zip(reading_paper.phrases(pdf), reading_paper.rules(pdf), strict=True):
            for heading in [word for word in page if _SIGN.search(word.text)]:
                for start, end, level in [rule for rule in lines if _asked_at(heading, rule)]:
                    found += 1
                    inside = [word for word in page if start <= word.x <= end and word is not heading]
                    taken = [word.text for word in inside if 0.5 < word.y - level < 12 * mm - 3]
                    assert taken == [], heading
                    others = [
                        y for x, to, y in lines if x < end and to > start and 0.5 < y - level < 12 * mm - 0.1
                    ]
                    assert others == [], heading
    assert found or document == "rights-notice", "signed in a table"


@pytest.mark.parametrize("document", sorted(BY_PRINT))
@pytest.mark.parametrize("large", [False, True])
def test_a_fingerprint_has_an_empty_box_of_twenty_five_millimetres(document: str, *, large: bool) -> None:
    for pdf in _drawn(document, replace(HOUSE, fingerprint_boxes=True, large=large)):
        found = 0
        for page, frames in zip(reading_paper.phrases(pdf), reading_paper.boxes(pdf), strict=True):
            for left, foot, wide, high in frames:
                if not (wide == pytest.approx(25 * mm, abs=0.1) and high == pytest.approx(25 * mm, abs=0.1)):
                    continue
                found += 1
                inside = [
                    word.text
                    for word in page
                    if left <= word.x < left + wide and foot <= word.y < foot + high and word.text.strip()
                ]
                assert inside == []
                assert any(word.text == "指印" and 0 < left - word.x < 10 * mm for word in page)
        assert found, document


@pytest.mark.parametrize("document", [one.id for one in shipped().document if one.sealed])
@sizes
def test_the_seal_has_its_forty_two_millimetres(document: str, house: House) -> None:
    for pdf in _drawn(document, house):
        pages = reading_paper.phrases(pdf)
        (page,) = [page for page in pages if any(word.text.endswith("印章）") for word in page)]
        label = next(word for word in page if word.text.endswith("印章）"))
        below = [word for word in page if word.y < label.y - 20 and word.x > label.x - 20]
        foot = max(word.y for word in below)
        assert label.y - foot >= 42 * mm - 1
        assert any("年" in word.text for word in below if word.y == foot)


@signed
@sizes
def test_no_page_of_a_sample_begins_with_where_people_sign(document: str, house: House) -> None:
    for pdf in _drawn(document, house):
        assert not _alone(pdf)


def _alone(pdf: bytes) -> list[str]:
    """The first lines of pages after the first that have nothing above where people sign, not even a rule."""
    found = []
    for words, lines in list(zip(reading_paper.phrases(pdf), reading_paper.rules(pdf), strict=True))[1:]:
        text = [word for word in words if not _FOOT.fullmatch(word.text)]
        if not text:
            continue
        top = max(text, key=lambda word: word.y)
        under_rule = any(level > top.y for _start, _end, level in lines)
        if not under_rule and re.search(r"（(签(名|收|名盖章或按指印)|[^（）]*印章)）$", top.text):
            found.append(top.text)
    return found


def _lengthened(length: int) -> CaseRecord:
    """A case in which whatever may be long is ``length`` characters long."""
    text = ("双方就土地租金和返还的事实陈述一致，没有争议。" * 60)[:length]
    case = lettered(land())
    return msgspec.structs.replace(
        case,
        agreement=Agreement(facts=text, clauses=[Clause(text=text)], performance=text[: length // 3]),
        application=Application(brief=text),
        acceptance=Acceptance(brief=text),
        mediations=[Mediation(record=[text])],
        investigations=[Investigation(qa=[["问", "怎么回事？"], ["答", text]])],
        visits=[Visit(content=text)],
        deliveries=[Delivery(refused=text)],
        extensions=[Extension(reason=text)],
    )


@pytest.mark.parametrize(
    "document", ["agreement", "application", "acceptance", "mediation-record", "investigation", "follow-up",
                 "service-proof", "extension", "oral-agreement"],
)  # fmt: skip
@settings(max_examples=12, deadline=None)
@given(length=st.integers(0, 1300), large=st.booleans())
def test_whatever_the_length_signatures_go_over_the_page_with_what_they_sign(
    document: str, length: int, *, large: bool
) -> None:
    pdf = printed(_lengthened(length), DocumentRef(document, 1, ""), replace(HOUSE, large=large)).pdf
    assert _alone(pdf) == []


def _of_many(count: int) -> CaseRecord:
    people = [
        Party(name=f"样某{n}", role="申请人" if n < count / 2 else "被申请人", kind="自然人")
        for n in range(count)
    ]
    return msgspec.structs.replace(land(), parties=people)


def _signing_pages(pdf: bytes) -> list[list[str]]:
    """The words of the pages on which somebody signs."""
    pages = reading_paper.pages(pdf)
    first = next(n for n, page in enumerate(pages) if any("签名盖章或按指印" in line for line in page))
    return [[line for line in page if not _FOOT.fullmatch(line)] for page in pages[first:]]


@pytest.mark.parametrize("clauses", [1, 4, 7, 10, 13])
def test_twelve_who_sign_an_agreement_all_sign_on_the_page_of_its_last_lines(clauses: int) -> None:
    clause = Clause(text="双方各自修好自家围栏，以后互不妨碍。" * 3)
    case = put(_of_many(12), "agreement.clauses", [clause] * clauses)
    (last,) = _signing_pages(printed(case, DocumentRef("agreement", 1, ""), HOUSE).pdf)
    signing = next(n for n, line in enumerate(last) if line.startswith("当事人（签名"))
    assert last[signing - 1].startswith("本协议一式")
    assert signing >= 3
    assert last[-1] == "2025年3月21日"


@pytest.mark.parametrize("document", ["acceptance", "oral-agreement"])
@pytest.mark.parametrize("count", [9, 12, 14])
@pytest.mark.parametrize("length", [60, 130, 400, 800])
def test_a_form_that_many_sign_takes_lines_of_its_last_text_over_with_the_signatures(
    document: str, count: int, length: int
) -> None:
    case = msgspec.structs.replace(_lengthened(length), parties=_of_many(count).parties)
    pages = reading_paper.pages(printed(case, DocumentRef(document, 1, ""), HOUSE).pdf)
    last = [line for line in pages[-1] if not _FOOT.fullmatch(line)]
    assert not any("签名续页" in line for page in pages for line in page)
    signing = next(n for n, line in enumerate(last) if line.startswith("当事人（签名"))
    assert "没有争议" in "".join(last[:signing]) or "双方就土地" in "".join(last[:signing])
    assert last[-1].startswith("备注：")


@pytest.mark.parametrize("document", ["agreement", "oral-agreement"])
@pytest.mark.parametrize(("count", "boxes"), [(12, True), (30, False), (30, True)])
def test_where_more_sign_than_a_page_holds_every_further_page_says_what_is_signed(
    document: str, count: int, *, boxes: bool
) -> None:
    pdf = printed(_of_many(count), DocumentRef(document, 1, ""), replace(HOUSE, fingerprint_boxes=boxes)).pdf
    first, *further = _signing_pages(pdf)
    assert any("当事人、人民调解委员会各持一份" in line or "时限" in line for line in first)
    assert further
    name = {"agreement": "人民调解协议书", "oral-agreement": "人民调解口头协议登记表"}[document]
    assert {page[0] for page in further} == {f"《{name}》集福人调字〔2025〕第17号签名续页"}
    lines = sum(len(page) for page in reading_paper.rules(pdf)[-len(further) - 1 :])
    assert lines >= count + 2, "nobody's line was lost at a page's end"


def test_a_record_of_thirty_names_itself_on_its_further_pages_without_a_number() -> None:
    _first, *further = _signing_pages(
        printed(_of_many(30), DocumentRef("mediation-record", 1, ""), HOUSE).pdf
    )
    assert further
    assert {page[0] for page in further} == {"《人民调解记录》签名续页"}
