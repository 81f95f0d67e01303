"""Where the frozen `jxdesk` begins: PyInstaller wants a script, not a `module:function`."""

from __future__ import annotations

import sys

from jxdesk.cli import main

sys.exit(main())
