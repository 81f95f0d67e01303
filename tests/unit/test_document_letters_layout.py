"""All letters and notices alike: whole, legible, room for pen and seal, blank where nothing is known."""

from __future__ import annotations

import re

import msgspec
import pytest
import reading_paper
from letter_cases import LETTERS, having, lettered
from reading_paper import Words
from reportlab.lib.units import mm
from sample_records import put

from jxdesk.documents.catalogue import Catalogue, shipped
from jxdesk.documents.house import House
from jxdesk.documents.letters import Letters
from jxdesk.documents.press import DocumentRef, applicable, asked, printable, printed
from jxdesk.documents.sheet import Printed
from jxdesk.paths import read_resource
from jxdesk.rules.case_record import CaseRecord, Party
from jxdesk.rules.paper import DOCUMENTS

HOUSE = House(shipped().switches)
RARE = "㛃𬭳𠅤"
SEALED = [one.id for one in shipped().document if one.id in LETTERS and one.sealed]
_SIGN = re.compile(r"[人员事]（签(名|收|名盖章或按指印)）$")
UNSIGNED = frozenset({"transfer-out", "transfer-feedback"})
"""Letters to another unit bear a seal and no signature."""
pytestmark = pytest.mark.parametrize("document", LETTERS)


def _draw(case: CaseRecord, document: str, ordinal: int = 1) -> Printed:
    return printed(case, DocumentRef(document, ordinal, ""), HOUSE)


def test_the_case_that_says_so_has_the_letter_and_prints_it_twice_alike(document: str) -> None:
    case = having(document)
    assert document in DOCUMENTS
    assert [ref.ordinal for ref in applicable(case) if ref.document_id == document] == [1]
    once = _draw(case, document)
    assert once.pdf == _draw(case, document).pdf
    assert once.missing == ()
    assert 1 <= once.pages <= 2
    assert all(reading_paper.font_names(once.pdf).values())


def test_its_title_is_the_one_of_the_catalogue(document: str) -> None:
    (first, *_) = reading_paper.pages(_draw(having(document), document).pdf)
    assert first[0] == shipped().entry(document).title


def test_no_line_begins_or_ends_with_what_may_not_stand_there(document: str) -> None:
    for case in (having(document), _crowded(document)):
        for page in reading_paper.pages(_draw(case, document).pdf):
            assert not [line for line in page if line[0] in "，：；？！。、）》"]
            assert not [line for line in page if line[-1] in "（《“"]


def test_every_line_to_sign_on_has_twelve_millimetres_of_empty_paper(document: str) -> None:
    for case in (having(document), _crowded(document), CaseRecord()):
        pdf = _draw(case, document).pdf
        found = 0
        for page, lines in zip(reading_paper.phrases(pdf), reading_paper.rules(pdf), strict=True):
            for heading in [word for word in page if _SIGN.search(word.text)]:
                for start, end, level in [rule for rule in lines if _signs(heading, rule)]:
                    found += 1
                    taken = [word for word in page if start <= word.x <= end and word is not heading]
                    assert not [word.text for word in taken if 0.5 < word.y - level < 12 * mm - 3], heading
        assert found or document in UNSIGNED


def _signs(heading: Words, rule: tuple[float, float, float]) -> bool:
    """Whether a rule is what the heading asks to sign on: behind it, or under it."""
    start, end, level = rule
    beside = abs(heading.y - level - 3) < 1 and start > heading.x
    under = 12 * mm < heading.y - level < 16 * mm and start - 1 < heading.x < end
    return beside or under


def test_the_seal_has_its_forty_two_millimetres(document: str) -> None:
    if document not in SEALED:
        assert not shipped().entry(document).sealed
        assert "印章" not in reading_paper.text(_draw(having(document), document).pdf)
        return
    for case in (having(document), _crowded(document), CaseRecord()):
        pages = reading_paper.phrases(_draw(case, document).pdf)
        (page,) = [page for page in pages if any(word.text.endswith("印章）") for word in page)]
        label = next(word for word in page if word.text.endswith("印章）"))
        below = [word for word in page if word.y < label.y - 20 and word.x > label.x - 20]
        foot = max(word.y for word in below)
        assert label.y - foot >= 42 * mm - 1
        assert any("年" in word.text for word in below if word.y == foot)


def test_a_blank_form_prints_whole_with_room_to_write_and_nothing_ticked(document: str) -> None:
    made = _draw(CaseRecord(), document)
    text = reading_paper.text(made.pdf)
    assert made.pages <= 2
    assert "None" not in text
    assert "☑" not in text
    assert "2026" not in text
    assert "年　　月　　日" in text
    long_rules = [
        rule for page in reading_paper.rules(made.pdf) for rule in page if rule[1] - rule[0] > 15 * mm
    ]
    assert len(long_rules) >= 3


def test_rare_names_long_facts_and_twelve_parties_print_in_full(document: str) -> None:
    made = _draw(_crowded(document), document)
    text = reading_paper.text(made.pdf)
    assert made.missing == ()
    assert f"{RARE}欧阳" in text
    if document == "transfer-out":
        assert "事" * 1200 in text
        assert all(f"{RARE}欧阳{n}" in text for n in range(12))


def test_a_form_is_offered_until_the_letter_is_written(document: str) -> None:
    without = {
        "refusal-notice": CaseRecord(),
        "acceptance-notice": CaseRecord(),
        "mediation-notice": CaseRecord(),
        "transfer-out": CaseRecord(),
        "replacement": CaseRecord(),
        "extension": msgspec.structs.replace(_unsettled(), extensions=[]),
    }.get(document, _bare())
    (offered,) = asked(without, document)
    assert offered.title.endswith("（待填写）")
    assert offered in printable(without)
    assert document not in {ref.document_id for ref in applicable(without)}


def test_a_county_that_does_not_use_it_is_not_offered_it(
    document: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = read_resource("documents", "catalogue.toml")
    switched = text.replace(f'id = "{document}"\n', f'id = "{document}"\noffered = false\n')
    catalogue = Catalogue.from_toml(switched)
    monkeypatch.setattr("jxdesk.documents.press.shipped", lambda: catalogue)
    assert asked(having(document), document) == ()
    assert asked(CaseRecord(), document) == ()


def test_where_the_county_numbers_by_hand_there_is_a_rule_and_no_number(
    document: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = read_resource("documents", "letters.toml").replace('source = "case"', 'source = "hand"')
    by_hand = Letters.from_toml(text)
    kinds = {one.document: one.source for one in by_hand.number}
    assert by_hand.number_of(document, lettered()) == ("" if kinds.get(document) == "hand" else None)
    module = f"jxdesk.documents.{document.replace('-', '_')}.shipped"
    monkeypatch.setattr(module, lambda: by_hand)
    assert "〔2026〕33号" not in reading_paper.text(_draw(having(document), document).pdf)


def _unsettled() -> CaseRecord:
    case = lettered()
    return msgspec.structs.replace(case, agreement=None, termination=None, dossier=None, mode=None)


def _bare() -> CaseRecord:
    """Settled, not filed, and no letter written yet."""
    case = msgspec.structs.replace(
        lettered(), dossier=None, appointments=[], extensions=[], transfers=[], deliveries=[], reminders=[],
        performance=[],
    )  # fmt: skip
    for path in ("source.transfer_received", "source.feedback_date", "agreement.judicial_confirmation"):
        case = put(case, path, None)
    return case


def _crowded(document: str) -> CaseRecord:
    """Twelve parties of rare names, and facts of 1,200 characters."""
    case = having(document)
    people = [
        Party(name=f"{RARE}欧阳{n}", role="申请人" if n < 6 else "被申请人", kind="自然人") for n in range(12)
    ]
    names = [one.name or "" for one in people]
    case = msgspec.structs.replace(case, parties=people, title=f"{names[0]}等12人与{names[6]}等邻里纠纷")
    if document == "refusal-notice":
        return put(case, "refusal.note", "说" * 400)
    for path, value in (
        ("application.brief", "事" * 1200),
        ("appointments[0].recipients", names),
        ("deliveries[0].recipient", names[0]),
        ("deliveries[0].refused", "不肯签。" * 60),
        ("reminders[0].debtor", names[0]),
        ("reminders[0].matter", "把围栏修好。" * 60),
        ("performance[0].payer", names[0]),
        ("performance[0].payee", names[1]),
        ("rights_notice.recusal_by", names[0]),
        ("rights_notice.recusal_reason", "他和对方是表亲，以前也替对方说过话。" * 3),
    ):
        case = put(case, path, value)
    return case
