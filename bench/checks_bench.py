"""All checks of one case, against decoding the same case from JSON.

    python bench/checks_bench.py [rounds]

Three sides take turns, for each of the three samples on one practice desk: reading the case file of this one
case into a record (``json.loads`` and ``read_case``, which is what an import does per case); the rules R-00 to
R-69 on facts already collected; and ``ReviewService`` with everything it asks the file for, once as after a save
(``of_itself``) and once for archiving (``of``, which looks into other cases). The agreement is drawn again only
when its words change and while it is not filed, so after most saves it is not; the last side has it drawn anew,
before filing.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from jxdesk.desk import create_desk
from jxdesk.paths import DataFolder
from jxdesk.review import engine
from jxdesk.review.facts import ReviewFacts
from jxdesk.rules.case_file import read_case
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.effect import WRITTEN
from jxdesk.services import reviews

SAMPLES = Path(__file__).parents[1] / "tests" / "data" / "sample_cases.json"
SIDES = {
    "decode": "读入这一件的 JSON",
    "rules": f"{len(engine.CHECKS)} 条检查本身",
    "saved": "保存以后问一遍",
    "archive": "归档前问一遍（也看别的案件）",
    "redrawn": "协议文字变了，再问一遍",
}


def main(rounds: int) -> None:
    """Measure in turns and print the ratios."""
    texts = [json.dumps(each) for each in json.loads(SAMPLES.read_text(encoding="utf-8"))["cases"]]
    with tempfile.TemporaryDirectory() as folder:
        desk = create_desk(DataFolder(Path(folder)), None)
        desk.files.import_files([SAMPLES])
        for text in texts:
            number = json.loads(text)["number"]["text"]
            case = desk.cases.record(desk.cases.resolve(number))
            facts = caught(lambda case=case: desk.reviews.of(case, archiving=True))
            ways: dict[str, Callable[[], object]] = {
                "decode": lambda text=text: read_case(json.loads(text)),
                "rules": lambda case=case, facts=facts: engine.check(case, facts),
                "saved": lambda case=case: desk.reviews.of_itself(case),
                "archive": lambda case=case: desk.reviews.of(case, archiving=True),
            }
            if case.agreement is not None and case.agreement.form == WRITTEN:
                case = msgspec.structs.replace(case, dossier=None)  # what is filed is not drawn again
                ways["redrawn"] = lambda case=case: redrawn(desk.reviews, case)
            taken: dict[str, list[float]] = {side: [] for side in ways}
            for turn in range(rounds + 1):
                for side, way in ways.items():
                    start = time.perf_counter()
                    way()
                    if turn:  # the first reads rule files and fonts
                        taken[side].append(time.perf_counter() - start)
            print(f"{number}，{rounds} 次的中位数")
            for side, each in taken.items():
                ratio = statistics.median(a / b for a, b in zip(each, taken["decode"], strict=True))
                print(f"  {SIDES[side]:<18} {statistics.median(each) * 1000:7.2f} ms  对读入 {ratio:5.1f}")
        desk.close()


def caught(ask: Callable[[], object]) -> ReviewFacts:
    """The facts the service hands to the rules."""
    kept: list[ReviewFacts] = []
    real = reviews.check
    reviews.check = lambda case, facts: kept.append(facts) or real(case, facts)
    ask()
    reviews.check = real
    return kept[0]


def redrawn(service: reviews.ReviewService, case: CaseRecord) -> None:
    """As after a save that changed a word of the agreement."""
    service._last_agreement = (None, 0)  # noqa: SLF001 - what a changed word does to it
    service.of_itself(case)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
