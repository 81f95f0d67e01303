"""A step asks what this case needs: marks follow the papers it has, fields the form of agreement that was chosen."""

from __future__ import annotations

import pytest
from case_hands import Hands, draft, sit_down
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sample_desk import LAND, ORAL, import_samples

from jxdesk.desk import Desk
from jxdesk.ui.forms.field_group import FieldGroup
from jxdesk.ui.workplace import Workplace

APPLICATION = ("date", "brief", "requests", "sign", "informed")
WRITTEN_ONLY = ("agreement.party_sign_date", "agreement.mediator_sign_date")
ORAL_ONLY = ("agreement.agreed_date", "agreement.party_confirm_sign")


@pytest.fixture
def hands(place: Workplace, desk: Desk, qtbot: QtBot) -> Hands:
    """Somebody at a desk with the three sample cases."""
    import_samples(desk)
    return sit_down(place, desk, qtbot)


def marked(hands: Hands, path: str) -> bool:
    """Whether 必填 can be read beside the label, which is also what is read aloud."""
    field = hands.field(path)
    seen = any(one.text() == "必填" and one.isVisibleTo(field) for one in field.findChildren(QLabel))
    assert field.label.required is seen
    assert field.control().accessibleName().startswith(field.label.spoken)
    assert ("必填" in field.control().accessibleName()) is seen
    return seen


def marks(hands: Hands) -> set[bool]:
    return {marked(hands, f"application.{name}") for name in APPLICATION}


def test_nothing_of_the_application_is_marked_where_it_was_made_orally(hands: Hands) -> None:
    case_id = draft(hands.desk, **{"application.form": "口头"})
    hands.open(case_id, "acceptance")
    assert marks(hands) == {False}
    assert marked(hands, "acceptance.date"), "the register is there all the same"


def test_nothing_of_the_application_is_marked_where_the_committee_began(hands: Hands) -> None:
    own = {"acceptance.trigger": "主动调解", "source.form_option": "②人民调解委员会主动调解"}
    hands.open(draft(hands.desk, **own), "acceptance")
    assert marks(hands) == {False}


def test_the_marks_come_with_the_written_form_and_go_with_the_oral_one(hands: Hands) -> None:
    case_id = draft(hands.desk)
    hands.open(case_id, "acceptance")
    assert marks(hands) == {False}
    hands.press("application.form_0")
    assert hands.record.application is not None
    assert hands.record.application.form == "书面"
    assert marks(hands) == {True}
    hands.press("application.form_1")
    assert marks(hands) == {False}


def test_the_step_of_effect_asks_an_oral_agreement_for_its_day_and_no_signing_days(hands: Hands) -> None:
    hands.open(hands.desk.cases.resolve(ORAL), "effect")
    assert not [path for path in WRITTEN_ONLY if hands.field(path).isVisible()]
    assert [path for path in ORAL_ONLY if not hands.field(path).isVisible()] == []
    assert hands.field("agreement.seal_date").isVisible(), "the register is sealed too"
    assert heading(hands) == "哪天说成的，登记表签了、盖章了吗？"


def test_the_step_of_effect_asks_a_written_agreement_for_its_three_days(hands: Hands) -> None:
    hands.open(hands.desk.cases.resolve(LAND), "effect")
    assert not [path for path in ORAL_ONLY if hands.field(path).isVisible()]
    assert [path for path in WRITTEN_ONLY if not hands.field(path).isVisible()] == []
    assert heading(hands) == "三样齐了吗？"


def test_while_no_form_is_chosen_the_step_of_effect_hides_nothing(hands: Hands) -> None:
    hands.open(draft(hands.desk), "effect")
    assert [path for path in (*WRITTEN_ONLY, *ORAL_ONLY) if not hands.field(path).isVisible()] == []


def test_what_stands_in_a_field_of_the_other_form_stays_in_sight(hands: Hands) -> None:
    case_id = draft(hands.desk, **{"agreement.form": "口头", "agreement.party_sign_date": "2026-03-05"})
    hands.open(case_id, "effect")
    assert hands.field("agreement.party_sign_date").isVisible()
    assert not hands.field("agreement.mediator_sign_date").isVisible()


def test_the_name_of_the_file_is_worked_out_and_shown_as_that(hands: Hands) -> None:
    case_id = draft(hands.desk)
    hands.open(case_id, "archive")
    assert not marked(hands, "dossier.name")
    assert hands.field("dossier.name").message.text() == "不填就印“张某与李某邻里纠纷”"


def test_the_name_of_the_file_is_asked_for_where_it_cannot_be_worked_out(hands: Hands) -> None:
    alone = hands.desk.cases.begin().id
    hands.desk.cases.add_item(alone, "parties", {"role": "申请人", "kind": "自然人", "name": "张某"})
    hands.open(alone, "archive")
    assert marked(hands, "dossier.name")


def test_the_days_on_the_cover_are_worked_out_from_the_case(hands: Hands) -> None:
    hands.open(hands.desk.cases.resolve(ORAL), "closing")
    assert hands.record.acceptance is not None
    assert hands.record.acceptance.date == "2026-06-17"
    assert not marked(hands, "dossier.mediation_from")
    assert hands.field("dossier.mediation_from").label.hint == "不填就印“2026年6月17日”"


def heading(hands: Hands) -> str:
    card = hands.page.findChild(FieldGroup, "group_effect_0")
    assert card is not None
    first = card.findChild(QLabel)
    assert first is not None
    return first.text()
