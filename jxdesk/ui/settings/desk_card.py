"""这台电脑: how large the words are, where the data lies, whether this is practice, and where the county listens."""

from __future__ import annotations

from PySide6.QtCore import Qt

from jxdesk.services.office import Office
from jxdesk.ui.county_field import CountyField
from jxdesk.ui.forms.field_box import FieldBox, FieldLabel
from jxdesk.ui.forms.segment_fields import SegmentField
from jxdesk.ui.naming import words
from jxdesk.ui.settings.card import SettingsCard
from jxdesk.ui.workplace import Workplace

PRACTICE = "这是练习用的数据：密钥是公开的，印出的纸带“练习”二字，不会报到县里。"
REAL = "这是正式数据，整个文件都加了密；口令丢了谁也打不开，请把口令记在安全的地方。"


class DeskCard(SettingsCard):
    """The size changes while it is chosen."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, "desk", "这台电脑")
        sizes = place.theme.tokens.sizes
        self.points = SegmentField(FieldLabel("font_size", "字号"), [(size, f"{size} 号") for size in sizes])
        self.points.left.connect(self._resize)
        self.county = CountyField(place, "settings_county")
        folder = str(place.services.folder.root)
        self.folder = words(folder, wrap=True)
        self.folder.setObjectName("dataFolder")
        self.folder.setAccessibleName(f"数据文件夹：{folder}")
        self.folder.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        practice = place.services.office.practice
        self.kind = words(PRACTICE if practice else REAL, "advice" if practice else "hint", wrap=True)
        self.kind.setObjectName("deskKind")
        for part in (self.points, self.county, words("数据放在哪儿", "field"), self.folder, self.kind):
            self.column.addWidget(part)

    def show_office(self, office: Office) -> None:
        """What the file holds."""
        self.points.load(office.font_size)
        self.county.load(office.county_url)

    def flush(self) -> None:
        """Store what is still being typed."""
        self.county.leave()

    def _resize(self, field: FieldBox) -> None:
        points = field.value()
        field.mark_reported()
        self.place.theme.apply(points)
        office = self.place.services.office
        self.keep(lambda: office.set_font_size(points))
