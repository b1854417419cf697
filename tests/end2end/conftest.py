"""The program, installed once, and for each test a home and a display of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.end2end.installed import Environment, Installed
from tests.end2end.screen import Screen, missing_tools

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

_TIMEOUT = 600


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a display where there can be none, saying what is missing."""
    missing = missing_tools()
    here = [item for item in items if "end2end" in item.path.parts]
    for item in here:
        item.add_marker(pytest.mark.timeout(_TIMEOUT))
        if missing:
            reason = f"not installed here: {', '.join(missing)}"
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """The wheel of the checkout in an environment of its own."""
    return Environment(tmp_path_factory.mktemp("installed"))


@pytest.fixture
def beilin(environment: Environment, tmp_path: Path) -> Generator[Installed]:
    """The installed program with an empty home."""
    made = Installed(environment, tmp_path / "home")
    yield made
    made.close()


@pytest.fixture
def screen(tmp_path: Path) -> Generator[Screen]:
    """A display; what was on it last is kept as a picture."""
    made = Screen(tmp_path / "screen.log")
    try:
        yield made
    finally:
        made.picture(tmp_path / "last.png")
        made.close()
