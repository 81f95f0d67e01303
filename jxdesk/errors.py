"""Errors a person at the desk can act on.

One class, because there is one question at the desk: what do I do now? Everything else that goes
wrong is a bug and keeps its own exception type and traceback.
"""

from __future__ import annotations


class UserError(Exception):
    """Something the user can put right: one Chinese sentence, and the remedy beside it.

    ``message`` says what happened and that nothing was lost; ``remedy`` says what to do.
    The command line prints both on one line of stderr and exits with 1; the window shows them in
    one place and never as a traceback.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}{self.remedy}" if self.remedy else self.message


class RefusedValueError(UserError):
    """A value that must not be stored, however often it is tried: the screen goes back to what is stored."""
