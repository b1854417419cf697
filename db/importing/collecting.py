"""Fewer looks for circles of garbage while files are read.

What reading makes lives until the file is written, and goes in no circles; Python's collector looks
for some whenever 700 objects were made, which takes one thirtieth of an import.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator

_OBJECTS = 100_000
"""Objects between two looks: a page makes very many."""


def collect_seldom() -> None:
    """Let the collector of this process run seldom; for a process that does nothing but read."""
    gc.freeze()
    gc.set_threshold(_OBJECTS, 50, 1_000)


@contextmanager
def collecting_less() -> Generator[None]:
    """Let the collector of this process, which has other things to do, run less often meanwhile."""
    before = gc.get_threshold()
    if before[0]:
        gc.set_threshold(max(before[0], _OBJECTS // 10), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
