"""The twenty fictional cases of ``data/twenty_cases.json``: one of every dispute type, every way a case can end."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from jxdesk.rules.case_file import read_case
from jxdesk.rules.case_record import CaseRecord

FILE = Path(__file__).parent / "data" / "twenty_cases.json"
KEYS = tuple(case["case_key"] for case in json.loads(FILE.read_text(encoding="utf-8"))["cases"])


@cache
def twenty(key: str) -> CaseRecord:
    """The one case whose key begins so (``T05``)."""
    cases = json.loads(FILE.read_text(encoding="utf-8"))["cases"]
    (found,) = [case for case in cases if case["case_key"].startswith(key)]
    return read_case(found)
