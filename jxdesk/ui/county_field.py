"""县级服务的网址: typed in 设置 or in 同步, stored in the desk's file as it is left."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from jxdesk.errors import UserError
from jxdesk.ui.forms.field_box import FieldBox, FieldLabel
from jxdesk.ui.forms.line_fields import LineField
from jxdesk.ui.workplace import Workplace

SCHEMES = ("http://", "https://")


class CountyField(LineField):
    """An address with its scheme; anything else is said and not stored."""

    def __init__(self, place: Workplace, name: str, parent: QWidget | None = None) -> None:
        super().__init__(FieldLabel(name, "县级服务的网址", "由县里告诉各乡镇，比如 https://…"), parent)
        self._place = place
        self.left.connect(self._store)

    def problem(self) -> str:
        """Without its scheme nobody knows whether the line is encrypted."""
        text = self.line.text().strip()
        right = not text or (
            text.startswith(SCHEMES) and len(text.split("://", 1)[1]) > 0 and " " not in text
        )
        return "" if right else "网址要以 http:// 或者 https:// 开头，中间没有空格；这一格还没有保存。"

    def reload(self) -> None:
        """Show what the desk's file holds."""
        office = self._place.services.office
        self._place.tasks.local(
            "正在读取网址", lambda _work: office.office().county_url, owner=self, done=self.load
        )

    def _store(self, _field: FieldBox) -> None:
        self.mark_reported()
        office, url = self._place.services.office, self.value()
        self._place.tasks.local(
            "正在保存", lambda _work: office.set_county(url), owner=self,
            done=lambda _none: self._place.changes.saved_at(self._place.services.now()),
            failed=self._on_failed,
        )  # fmt: skip

    def _on_failed(self, error: UserError) -> None:
        self._place.messages.error(error)
        self.mark_unsaved()
