"""Where the frozen `jxdesk-county` begins: PyInstaller wants a script, not a `module:function`."""

from __future__ import annotations

import sys

from jxdesk.county.cli import main

sys.exit(main())
