"""Takes the pictures of the handbook and the README anew, out of the real window with invented data.

    .venv/bin/python docs/take_pictures.py            # all of them, into docs/images
    .venv/bin/python docs/take_pictures.py register effect --out FOLDER

Every picture begins from the same prepared desk at the same minute, so that one can be taken without the others
and a second run gives the same pictures. The pictures are in ``pictures_of_*.py``, one function each; the window
with its hands and its camera is ``picture_stage.py``, the people are in ``picture_cast.py``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]  # its modules, and the program of this very checkout

import pictures_of_cases as _cases  # noqa: F401 - imported for the pictures it adds to the list
import pictures_of_the_desk as _desk  # noqa: F401 - as above
from picture_frame import PICTURES, Studio

from jxdesk.errors import UserError


def main() -> int:
    """Take the pictures that were named, or all."""
    parser = argparse.ArgumentParser(description="手册和 README 的图重新拍一遍")
    parser.add_argument("names", nargs="*", metavar="NAME", help="不写就是全部：" + "、".join(PICTURES))
    parser.add_argument("--out", type=Path, default=HERE / "images", help="默认 docs/images")
    asked = parser.parse_args()
    unknown = [name for name in asked.names if name not in PICTURES]
    if unknown:
        parser.error("没有这张图：" + "、".join(unknown))
    from picture_cast import Clock, fill, make_desk

    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as room:
        clock = Clock()
        desk = make_desk(Path(room) / "desk", clock)
        cast = fill(desk, clock)
        desk.close()
        for name in asked.names or PICTURES:
            try:
                PICTURES[name](Studio(Path(room), clock, cast), asked.out / f"{name}.png")
            except (
                LookupError,
                TimeoutError,
                UserError,
            ) as error:  # the window's own hook would not say which
                print(f"{name}.png 没有拍成：{error}", file=sys.stderr)
                return 1
            print(f"{name}.png", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
