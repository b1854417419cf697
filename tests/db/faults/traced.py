"""Run a program under strace from a fork that has everything loaded.

A process that uses this has no threads and no library open while a child runs.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True)
class Ran:
    """What came of a child.

    Attributes:
        acknowledged: what it said it had done.
        status: how it ended: 0, 1 for a fault of ours, negative for a signal.
    """

    acknowledged: list[str]
    status: int


def run(act: Callable[[Callable[[str], object]], None], options: Sequence[str]) -> Ran:
    """Run ``act``, which is given a way to say what is done, in a child under strace."""
    ours, theirs = os.pipe()
    wait, go = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(go)
        os.read(wait, 1)
        _act(act, theirs)
    os.close(theirs)
    os.close(wait)
    words = ["strace", "-f", "-p", str(child), *options]
    with subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) as tracer:
        assert tracer.stderr is not None
        first = tracer.stderr.readline()
        os.write(go, b"!")
        os.close(go)
        with os.fdopen(ours, "rb") as heard:
            said = heard.read()
        _, status = os.waitpid(child, 0)
        tracer.stderr.read()
    if b"attached" not in first:
        raise RuntimeError(first.decode())
    # a line is written at once, so the last one is whole
    return Ran(said.decode().split("\n")[:-1], os.waitstatus_to_exitcode(status))


def _act(act: Callable[[Callable[[str], object]], None], pipe: int) -> None:
    status = 1
    try:
        with contextlib.suppress(KnownError):  # what could not be done and was told
            act(lambda words: os.write(pipe, f"{words}\n".encode()))
        status = 0
    except BaseException:  # noqa: BLE001 - it is told, and the process ends here
        traceback.print_exc()
    finally:
        os._exit(status)
