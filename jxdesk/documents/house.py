"""The facts every page needs that are not in the case: practice, draft, fingerprint boxes, page numbers.

``House`` is a plain value so that the same case under the same house gives the same bytes. What a
county may decide about its forms are ``Switches``, read from resources/documents/catalogue.toml.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec


class Switches(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What counties do differently on paper (documents.md §1: 可配置); defaults stand in the file."""

    agreement_shows_id_number: bool
    acceptance_shows_number: bool
    oral_agreement_signed_by_parties: bool
    mediation_record_sealed: bool
    cover_shows_year: bool
    cover_shows_retention_years: bool
    contents_shows_need: bool
    agreement_word_copy: bool
    dates_printed: bool
    dossier_blank_backs: bool
    dossier_binds_unsigned: bool = False  # a county's own file may be older than this switch


@dataclass(frozen=True)
class House:
    """How this desk prints.

    ``practice`` 练习, ``draft`` 草稿 and ``void`` 作废 mark every page, see ``sheet``. ``folio`` is the dossier's own page
    number (卷内页号) of the first page, printed in the outer upper corner; None leaves it to the pen.
    ``front`` says that the first page lies on the front of its sheet, which decides the corner; None lets
    the number decide, odd for a front. ``total`` is the last page number of the dossier being bound.
    ``large`` is the copy in large type (大字版) for those who read with difficulty, see ``large_type``.
    """

    switches: Switches
    practice: bool = False
    draft: bool = False
    void: bool = False
    fingerprint_boxes: bool = False
    folio: int | None = None
    front: bool | None = None
    total: int | None = None
    large: bool = False

    def corner_is_right(self, page: int) -> bool:
        """Whether the folio of the ``page``-th page, counted from one, stands in the right corner (正面右上角)."""
        first = (self.folio or 1) % 2 == 1 if self.front is None else self.front
        return first is (page % 2 == 1)

    @property
    def marks(self) -> str:
        """What stands across the page, "" for a final copy."""
        marks = (("练习", self.practice), ("作废", self.void), ("草稿", self.draft and not self.void))
        return "　".join(word for word, on in marks if on)
