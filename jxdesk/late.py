"""``late``: a property made when first asked for, once, whichever threads ask at the same time.

``functools.cached_property`` would make it twice from 3.12 on, and two engines on one file is a lock.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

T = TypeVar("T")


class late(Generic[T]):  # noqa: N801 - reads like property
    """Runs the method under it with the first reading and keeps its result; it may import what takes long."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make, self._lock = make, threading.RLock()
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, holder: None, owner: type) -> Self: ...
    @overload
    def __get__(self, holder: object, owner: type) -> T: ...
    def __get__(self, holder: object | None, owner: type) -> Self | T:
        """The result; afterwards it stands in the object itself and this is no longer asked."""
        if holder is None:
            return self
        with self._lock:
            kept: dict[str, T] = holder.__dict__
            if self._name not in kept:
                kept[self._name] = self._make(holder)
            return kept[self._name]

    @staticmethod
    def made(holder: object, name: str) -> bool:
        """Whether ``name`` was ever asked for: what was never made need not be closed."""
        return name in holder.__dict__
