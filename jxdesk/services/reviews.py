"""Checks of a case as the screens and the command line ask for them."""

from __future__ import annotations
