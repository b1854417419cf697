"""What holds for every test: no display, folders of its own, the same examples everywhere."""

from __future__ import annotations

import os
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

pytest_plugins = ["tests.quiet", "pytester"]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

hypothesis.settings.register_profile("everyday", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "everyday")

_FOLDERS = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
"""Where a program keeps things of its user: each test has its own."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Know the settings of pytest-qt where it is not installed: the archive is tested without."""
    if find_spec("pytestqt") is None:
        parser.addini("qt_api", "")
        parser.addini("qt_log_level_fail", "")
        parser.addini("qt_log_ignore", "", "linelist")


def pytest_configure(config: pytest.Config) -> None:
    """Lead whatever runs outside of a test, fixtures of a module for one, away from the user."""
    base = Path(tempfile.mkdtemp(prefix="beilin-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(base, ignore_errors=True))
    # the fonts that were found are kept there: looking again for each test would take seconds
    os.environ["XDG_CACHE_HOME"] = str(_made(base / "cache"))
    for name in _FOLDERS:
        os.environ[name] = str(_made(base / name.lower()))
    # sentences are compared in English
    os.environ["LC_ALL"] = "C.UTF-8"
    os.environ.pop("LANGUAGE", None)


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> Generator[None]:
    """Give the test an empty home, with no settings and no library."""
    base = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in _FOLDERS:
            patch.setenv(name, str(_made(base / name.lower())))
        yield


def _made(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
