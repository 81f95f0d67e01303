"""Where the frozen `jxdesk` begins: PyInstaller wants a script, not a `module:function`.

The frozen program has no `python -m`. The parts of the demo that run as processes of their own (the county,
the screenshots) are asked for as `--run-module=NAME` instead.
"""

from __future__ import annotations

import runpy
import sys

ASKED = "--run-module="

if len(sys.argv) > 1 and sys.argv[1].startswith(ASKED):
    name = sys.argv.pop(1).removeprefix(ASKED)
    runpy.run_module(name, run_name="__main__", alter_sys=True)
else:
    from jxdesk.cli import main

    sys.exit(main())
