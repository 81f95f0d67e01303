"""Letters and notices from their steps: the fields are there, the paper is one button away, the name says whose."""

from __future__ import annotations

import pytest
from case_hands import Hands, draft, sit_down
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from sample_desk import LAND, WAGES, import_samples

from jxdesk.desk import Desk
from jxdesk.services.papers import DocumentRef
from jxdesk.ui.workplace import Workplace


@pytest.fixture
def hands(place: Workplace, desk: Desk, qtbot: QtBot) -> Hands:
    """Somebody sits at the page; the three sample cases are here."""
    import_samples(desk)
    return sit_down(place, desk, qtbot)


def _asked(hands: Hands) -> list[str]:
    asked: list[str] = []
    hands.place.go.documents_wanted.connect(lambda _case, document: asked.append(document))
    return asked


@pytest.mark.parametrize(
    ("document", "step", "field", "typed"),
    [
        ("acceptance-notice", "acceptance", "acceptance.notice_date", "2026-5-7"),
        ("transfer-in", "intake", "source.transfer_received", "2026-5-7"),
        ("transfer-feedback", "closing", "source.feedback_date", "2026-6-30"),
        ("confirmation-notice", "confirmation", "agreement.judicial_confirmation.told_on", "2026-5-9"),
    ],
)
def test_a_day_typed_in_its_step_makes_the_notice_a_paper_of_the_case(
    hands: Hands, document: str, step: str, field: str, typed: str
) -> None:
    case_id, asked = hands.desk.cases.resolve(WAGES), _asked(hands)
    assert document not in _papers(hands, case_id)
    hands.open(case_id, step)
    hands.type(hands.field(field), typed)
    assert document in _papers(hands, case_id)
    hands.press(f"document_{document}")
    assert asked == [document]


@pytest.mark.parametrize(
    ("document", "step", "list_path", "field", "typed"),
    [
        ("mediation-notice", "mediation", "appointments", "at", "2026-5-8 9:00"),
        ("extension", "mediation", "extensions", "until", "2026-6-20"),
        ("transfer-out", "escalation", "transfers", "unit", "县综治中心"),
        ("transfer-out", "guidance", "transfers", "unit", "县劳动仲裁委"),
        ("service-proof", "effect", "deliveries", "place", "公司办公室"),
        ("service-proof", "termination", "deliveries", "place", "公司办公室"),
        ("receipt", "performance", "performance", "method", "现金"),
        ("reminder", "performance", "reminders", "do_by", "2026-6-25"),
    ],
)
def test_one_more_entry_in_a_list_of_the_step_is_one_more_paper(
    hands: Hands, document: str, step: str, list_path: str, field: str, typed: str
) -> None:
    case_id, asked = hands.desk.cases.resolve(WAGES), _asked(hands)
    before = _papers(hands, case_id).count(document)
    hands.open(case_id, step)
    editor = hands.editor(list_path)
    hands.qtbot.mouseClick(editor.add, Qt.MouseButton.LeftButton)
    hands.settle()
    hands.type(editor.form.fields[field], typed)
    assert _papers(hands, case_id).count(document) == before + 1
    hands.press(f"document_{document}")
    assert asked == [document]


def test_an_invitation_begins_with_the_parties_and_the_usual_room(hands: Hands) -> None:
    case_id = hands.desk.cases.resolve(LAND)
    hands.open(case_id, "mediation")
    editor = hands.editor("appointments")
    hands.qtbot.mouseClick(editor.add, Qt.MouseButton.LeftButton)
    hands.settle()
    hands.type(editor.form.fields["at"], "2025-3-20 9:00")
    (kept,) = hands.record.appointments
    assert (kept.recipients, kept.place) == (["张某", "李某"], "福利镇综治分中心第一调解室")
    assert kept.at == "2025-03-20T09:00"
    assert editor.list.item(0).text() == "第1次 3月20日 张某、李某"


def test_who_asks_for_another_mediator_is_noted_in_its_step(hands: Hands) -> None:
    case_id, asked = hands.desk.cases.resolve(LAND), _asked(hands)
    hands.desk.cases.save(case_id, {"rights_notice.recusal_requested": True})
    hands.open(case_id, "replacement")
    hands.type(hands.field("rights_notice.recusal_by"), "张某")
    assert hands.record.rights_notice is not None
    assert hands.record.rights_notice.recusal_by == "张某"
    hands.press("document_replacement")
    assert asked == ["replacement"]


def test_a_matter_recorded_as_refused_has_its_notice_at_once(hands: Hands) -> None:
    case_id, asked = draft(hands.desk), _asked(hands)
    hands.desk.cases.save(case_id, {"screening.decision": "不予受理", "refusal.reasons": ["不属于民间纠纷"]})
    hands.open(case_id, "refusal")
    hands.press("act_refuse")
    assert _papers(hands, case_id) == ["refusal-notice"]
    button = hands.view.findChild(QPushButton, "document_refusal-notice")
    assert button is not None
    assert button.text() == "不予受理通知书"
    hands.press("document_refusal-notice")
    assert asked == ["refusal-notice"]
    ref = DocumentRef("refusal-notice", 1, "")
    assert hands.desk.papers.produce(case_id, ref).pages == 2


def _papers(hands: Hands, case_id: str) -> list[str]:
    return [ref.document_id for ref in hands.desk.papers.applicable(case_id)]
