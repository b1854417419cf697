"""Fewer collections of garbage while files are read, and as many as before afterwards."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from db.importing.collecting import collecting_less

if TYPE_CHECKING:
    from collections.abc import Generator


@pytest.fixture(autouse=True)
def _threshold_is_put_back() -> Generator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_it_runs_less_often_and_then_as_before() -> None:
    gc.set_threshold(700, 10, 10)
    seen: list[int] = []

    def read() -> None:
        with collecting_less():
            seen.append(gc.get_threshold()[0])
            raise ValueError("torn")

    with pytest.raises(ValueError, match="torn"):
        read()
    assert seen[0] > 700
    assert gc.get_threshold() == (700, 10, 10)


def test_a_collector_that_is_off_stays_off() -> None:
    gc.set_threshold(0, 10, 10)
    with collecting_less():
        assert gc.get_threshold()[0] == 0


def test_one_that_runs_even_less_often_is_left_alone() -> None:
    gc.set_threshold(1_000_000, 10, 10)
    with collecting_less():
        assert gc.get_threshold()[0] == 1_000_000
