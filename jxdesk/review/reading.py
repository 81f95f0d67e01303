"""Our own check that papers were read aloud to people who cannot read, before a witness (R-70).

The written agreement is R-25's to ask about; here are the other papers the case says they signed.
"""

from __future__ import annotations

from collections.abc import Iterator

from jxdesk.review.facts import ReviewFacts
from jxdesk.review.finding import Hit
from jxdesk.review.people import same, shown
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.read_aloud import unheard


def papers_were_read_aloud(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-70: reader and witness of every signed paper are known, are two people, and the witness is no party."""
    titles = facts.yardstick.codes.dictionary("read_document")
    for at, party in enumerate(case.parties):
        if party.literate is not False:
            continue
        words = [
            titles.word(paper.document) + (f"（第{paper.turn}份）" if paper.turn > 1 else "")
            for paper in unheard(case, party)
            if paper.document != "agreement"
        ]
        if words:
            yield Hit(
                f"{shown(party, at)}不识字，还没有写明由谁宣读、谁见证的文书：{'、'.join(words)}，请补填。",
                "readings",
            )
    for at, one in enumerate(case.readings):
        if one.witness and same(one.witness, one.reader):
            yield Hit(f"宣读人和见证人都是{one.reader}，请另写一位见证人。", f"readings[{at}].witness")
        elif one.witness and any(same(one.witness, party.name) for party in case.parties):
            yield Hit(f"见证人{one.witness}是本案当事人，请换一位见证人。", f"readings[{at}].witness")
