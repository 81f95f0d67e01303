"""Whether there is a written application (申请书): an oral one and the committee's own motion bring none (documents.md §1.3)."""

from __future__ import annotations

from jxdesk.rules.case_record import CaseRecord

ORALLY = "口头"


def applied_in_writing(case: CaseRecord) -> bool:
    """Something was written into the application and it was not made orally (若干规定 art 23)."""
    return case.application is not None and ORALLY not in (case.application.form or "")
