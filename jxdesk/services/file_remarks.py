"""What is worth telling about an imported case: words outside their list, ID numbers that do not check.

Nothing here refuses anything: the values are kept as the paper had them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from jxdesk.rules.case_file import Remark
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.person_id import read_id
from jxdesk.services.trade import Trade


def remarks_on(case: CaseRecord, path: str, trade: Trade) -> list[Remark]:
    """Remarks on one case whose values go in all the same; ``path`` names the case in the file."""
    return [*_words_outside(case, "CaseRecord", path, trade), *_id_numbers(case, path, trade)]


def _words_outside(value: msgspec.Struct, part: str, path: str, trade: Trade) -> Iterator[Remark]:
    for name, field in trade.catalogue.parts[part].fields.items():
        held = getattr(value, name)
        where = f"{path}.{name}" if path else name
        if field.choices is not None:
            for word in held if isinstance(held, list) else [held]:
                message = trade.codes.warning(field.choices, word) if isinstance(word, str) else None
                if message is not None:
                    yield Remark(where, message)
        elif field.part is not None and held is not None:
            yield from _inside(held, field.part, where, trade)


def _inside(held: Any, part: str, where: str, trade: Trade) -> Iterator[Remark]:
    if isinstance(held, list):
        for index, item in enumerate(held):
            yield from _words_outside(item, part, f"{where}[{index}]", trade)
    else:
        yield from _words_outside(held, part, where, trade)


def _id_numbers(case: CaseRecord, path: str, trade: Trade) -> Iterator[Remark]:
    for index, party in enumerate(case.parties):
        if party.id_no and party.id_type in {None, "居民身份证"}:
            for problem in read_id(party.id_no, regions=trade.regions).messages:
                yield Remark(f"{path}.parties[{index}].id_no", problem)
