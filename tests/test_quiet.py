"""The rule of quiet runs, seen to bite: each kind of noise fails a test that makes it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from _pytest.pytester import RunResult as Result

needs_qt = pytest.mark.skipif(find_spec("PySide6") is None, reason="PySide6 is not installed")

NOISE = {
    "a warning of Python": (
        """
        import warnings

        def test_it():
            warnings.warn("as from nowhere")
        """,
        "UserWarning: as from nowhere",
    ),
    "a resource that was not closed": (
        """
        import gc

        def test_it(tmp_path):
            (tmp_path / "a").open("w")
            gc.collect()
        """,
        "ResourceWarning",
    ),
    "a warning in a log": (
        """
        import logging

        def test_it():
            logging.getLogger("db.store").warning("half of it is %s", "missing")
        """,
        "logged without being expected: WARNING db.store: half of it is missing",
    ),
    "a warning in a log that was expected in vain": (
        """
        def test_it(expect_log):
            expect_log("half of it", logger="db")
        """,
        "expected in vain in the log db: half of it",
    ),
    "a thread left behind": (
        """
        import threading
        import time

        def test_it():
            threading.Thread(target=time.sleep, args=(8,), name="straggler", daemon=True).start()
        """,
        "a thread was left behind: straggler",
    ),
    "a thread left behind by a module": (
        """
        import threading
        import time
        import pytest

        @pytest.fixture(scope="module")
        def worker():
            threading.Thread(target=time.sleep, args=(8,), name="straggler", daemon=True).start()

        def test_it(worker):
            pass
        """,
        "a thread was left behind: straggler",
    ),
    "a library left open": (
        """
        from db import store

        kept = []

        def test_it(tmp_path):
            kept.append(store.create(tmp_path / "a.beilin"))
        """,
        "a library was left open: *a.beilin",
    ),
    "a log left open": (
        """
        import logging

        def test_it(tmp_path):
            logging.getLogger("desktop").addHandler(logging.FileHandler(tmp_path / "log"))
        """,
        "a log was left open: <FileHandler *log",
    ),
}

QT_NOISE = {
    "a warning of Qt": (
        """
        from PySide6.QtCore import qWarning

        def test_it():
            qWarning("no such slot")
        """,
        "no such slot",
    ),
    "a warning of Qt afterwards": (
        """
        import pytest
        from PySide6.QtCore import qWarning

        @pytest.fixture
        def late():
            yield
            qWarning("destroyed while running")

        def test_it(late):
            pass
        """,
        "Qt said while the test was taken down: destroyed while running",
    ),
    "an exception in a slot": (
        """
        from PySide6.QtCore import QObject, Signal

        class Bell(QObject):
            rung = Signal()

        def fall():
            raise ValueError("in a slot")

        def test_it(qapp):
            bell = Bell()
            bell.rung.connect(fall)
            bell.rung.emit()
        """,
        "ValueError: in a slot",
    ),
}

QUIET = """
    import logging
    import threading

    import pytest
    from db import store

    def test_a_warning_that_was_expected(expect_log):
        expect_log("half of it", logger="db")
        logging.getLogger("db.store").warning("half of it is missing")

    def test_a_thread_that_ends():
        threading.Timer(0.2, print).start()

    def test_a_library_that_is_closed(tmp_path):
        store.create(tmp_path / "a.beilin").close()

    @pytest.fixture(scope="module")
    def shelf(tmp_path_factory):
        opened = store.create(tmp_path_factory.mktemp("shelf") / "a.beilin")
        yield opened
        opened.close()

    @pytest.mark.parametrize("number", [1, 2])
    def test_a_library_that_a_module_shares(shelf, number):
        with shelf.read():
            pass
"""


ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Result]:
    """Run tests in a process of its own, under the settings of this project."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))

    def run(tests: str) -> Result:
        file = pytester.makepyfile(dedent(tests))
        settings = ("-c", str(ROOT / "pyproject.toml"), f"--rootdir={pytester.path}")
        return pytester.runpytest_subprocess(*settings, "-p", "tests.conftest", str(file))

    return run


@pytest.mark.parametrize("kind", NOISE)
def test_noise_fails(run: Callable[[str], Result], kind: str) -> None:
    test, complaint = NOISE[kind]
    _expect(run(test), complaint)


@needs_qt
@pytest.mark.parametrize("kind", QT_NOISE)
def test_noise_of_qt_fails(run: Callable[[str], Result], kind: str) -> None:
    test, complaint = QT_NOISE[kind]
    _expect(run(test), complaint)


def _expect(result: Result, complaint: str) -> None:
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines([f"*{complaint}*"])


def test_what_is_quiet_passes(run: Callable[[str], Result]) -> None:
    run(QUIET).assert_outcomes(passed=5)
