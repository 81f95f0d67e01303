"""A county that is killed at a chosen moment of taking its n-th batch, for the tests of power cuts.

``JXDESK_DIE=before:3`` dies with the third batch merged and not committed, ``after:3`` with it committed
and not answered. It is the real program; only the plug is ours.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from jxdesk.county import api, cli
from jxdesk.county.ledger import Ledger

moment, _, number = os.environ["JXDESK_DIE"].partition(":")
left = int(number)


def dying(work: Callable[..., Any]) -> Callable[..., Any]:
    """``work``, and the end of this process after its n-th call."""

    def call(*arguments: Any, **named: Any) -> Any:
        global left  # noqa: PLW0603 - the plug has one state
        left -= 1
        done = work(*arguments, **named)
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    return call


if moment == "after":
    api.push = dying(api.push)  # type: ignore[assignment] # the plug
else:
    Ledger.write = dying(Ledger.write)  # type: ignore[method-assign] # the plug

if __name__ == "__main__":
    sys.exit(cli.main())
