"""Train the zstd dictionary that is shipped: ``python bench/sync_dictionary.py`` writes it and prints its name.

Then set ``CURRENT`` in ``jxdesk/sync/dictionary.py``. Old dictionaries stay: a desk a version behind still
sends with them.
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
import zstandard
from sync_cases import TRAIN, changes

from jxdesk.sync.dictionary import name_of
from jxdesk.sync.wire import Line

SIZE = 16 * 1024
"""More brings nothing on synthetic cases; real ones may say otherwise one day."""
FOLDER = Path(__file__).parents[1] / "resources" / "county" / "dictionaries"


def main() -> int:
    """Train, write, print."""
    made = changes(1500, seed=1, pool=TRAIN)
    samples = [b"".join(msgspec.json.encode(Line.of(one)) + b"\n" for one in case) for case in made]
    data = zstandard.train_dictionary(SIZE, samples, level=9).as_bytes()
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{name_of(data)}.zdict"
    path.write_bytes(data)
    print(path.name, len(data))
    return 0


if __name__ == "__main__":
    sys.exit(main())
