"""PySide6 must not lose references: 6.12.0 on Python 3.11 loses one to None with every call.

There the interpreter is aborted after about 5,000 calls; later Pythons keep such objects for ever
and cannot tell.  The next release may do it again, so it is counted.
"""

from __future__ import annotations

import sys

import pytest

QtCore = pytest.importorskip("PySide6.QtCore", reason="PySide6 is not installed")

CALLS = 500
SLACK = 100
"""What the interpreter itself may take and give back meanwhile."""


def test_calls_and_signals_lose_no_reference() -> None:
    class Bell(QtCore.QObject):  # type: ignore[name-defined, misc, unused-ignore]
        rung = QtCore.Signal()
        asked = QtCore.Signal(bool)

    bell = Bell()
    heard: list[bool] = []
    bell.asked.connect(heard.append)
    before = (sys.getrefcount(None), sys.getrefcount(True), sys.getrefcount(False))
    for _ in range(CALLS):
        bell.rung.emit()
        bell.asked.emit(False)
        bell.setObjectName("bell")
        bell.blockSignals(False)
    after = (sys.getrefcount(None), sys.getrefcount(True), sys.getrefcount(False))
    assert len(heard) == CALLS
    heard.clear()
    lost = [one - two for one, two in zip(before, after, strict=True)]
    assert all(count < SLACK for count in lost), lost
