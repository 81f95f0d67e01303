"""Fields of a step that were decided when a desk gave the number out: shown, and no longer offered."""

from __future__ import annotations

from collections.abc import Mapping

from jxdesk.rules.case_record import CaseRecord
from jxdesk.ui.case.values import value_at
from jxdesk.ui.forms.choice_fields import ChoiceField
from jxdesk.ui.forms.field_box import FieldBox

DECISION, MODE, REFUSAL = "screening.decision", "mode", "refusal."
DECIDED = "已经受理编号，这一格不再改；双方不愿继续的，走“终止并告知”。"


def hold_decided(fields: Mapping[str, FieldBox], case: CaseRecord) -> None:
    """Close what ``CaseService.save`` would refuse; what stands there wrongly stays open, so that it can be mended."""
    for path, field in fields.items():
        stored = value_at(case, path)
        if path == MODE and isinstance(field, ChoiceField):
            field.withdraw("不予受理")
        elif (path == DECISION and stored == "受理") or (path.startswith(REFUSAL) and not stored):
            field.setEnabled(False)
            field.say(DECIDED, "hint")
