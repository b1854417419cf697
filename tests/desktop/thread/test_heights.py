"""Sums over heights, heights before a word is read, and what folding hides."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.threads.quoted import Size
from db.threads.skeleton import build
from desktop.rendering.estimates import cells_in, floor_heights, lines_of
from desktop.rendering.folds import Folds
from desktop.rendering.prefix_sums import BLOCK, PrefixSums
from desktop.rendering.typography import Typography
from tests.desktop.thread.invented import column_of, post_id, shown_view, talk, thread

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

heights = st.lists(st.integers(0, 400), min_size=1, max_size=3 * BLOCK)

pytestmark = pytest.mark.usefixtures("qapp")


def found_plainly(values: list[int], place: int) -> tuple[int, int]:
    place = min(max(place, 0), sum(values) - 1)
    for row, value in enumerate(values):
        if place < value:
            return row, place
        place -= value
    raise AssertionError


@given(heights, st.data())
def test_sums_are_those_of_a_plain_list(values: list[int], data: st.DataObject) -> None:
    sums = PrefixSums(array("i", values))
    for _ in range(data.draw(st.integers(0, 6))):
        row = data.draw(st.integers(0, len(values) - 1))
        if data.draw(st.booleans()):
            values[row] = data.draw(st.integers(0, 400))
            sums.set(row, values[row])
        else:
            size = data.draw(st.integers(0, len(values) - row))
            values[row : row + size] = [data.draw(st.integers(0, 400))] * size
            sums.put(row, array("i", values[row : row + size]))
    assert sums.total == sum(values)
    assert list(sums.values) == values
    row = data.draw(st.integers(0, len(values) - 1))
    assert sums.top(row) == sum(values[:row])
    assert sums.tops() == [sum(values[:at]) for at in range(len(values) + 1)]
    if sum(values):
        place = data.draw(st.integers(-10, sum(values) + 10))
        assert sums.find(place) == found_plainly(values, place)


parents_of_many = st.integers(1, 40).flatmap(
    lambda count: st.tuples(
        *(st.one_of(st.none(), st.integers(0, place - 1)) if place else st.none()
          for place in range(count))
    )
)  # fmt: skip


@given(parents_of_many, st.data())
def test_folding_hides_what_lies_below(
    parents: tuple[int | None, ...], data: st.DataObject
) -> None:
    ids = list(range(len(parents)))
    above = {child: parent for child, parent in enumerate(parents) if parent is not None}
    tree = build(ids, above, {}, [Size(2, 0, 2, 0)] * len(ids))
    folds = Folds(tree)
    folded: set[int] = set()
    for _ in range(data.draw(st.integers(0, 8))):
        floor = data.draw(st.integers(0, len(ids) - 1))
        step = data.draw(st.sampled_from(("fold", "fold", "unfold", "reveal", "all", "none")))
        if step == "fold" and folds.fold(floor):
            folded.add(floor)
        elif step == "unfold":
            folds.unfold(floor)
            folded.discard(floor)
        elif step == "reveal":
            for one in folds.folded_above(floor):
                folds.unfold(one)
                folded.discard(one)
            assert not folds.is_hidden(floor)
        elif step == "all":
            folds.fold_all()
            folded = {one for one in ids if tree.parents[one] < 0 and tree.sizes[one] > 1}
        elif step == "none":
            folds.unfold_all()
            folded.clear()
    hidden: list[bool] = []
    stands: list[int] = []
    for floor in ids:
        line: list[int] = []
        one = tree.parents[floor]
        while one >= 0:
            line.append(one)
            one = tree.parents[one]
        outermost = [one for one in reversed(line) if one in folded]
        hidden.append(bool(outermost))
        stands.append(outermost[0] if outermost else floor)
    assert [folds.is_hidden(floor) for floor in ids] == hidden
    assert [folds.shown_at(floor) for floor in ids] == stands
    assert list(folds.masked(array("i", [7] * len(ids)))) == [0 if one else 7 for one in hidden]
    seen: list[int] = []
    at = 0
    while at < len(ids):
        seen.append(at)
        at = folds.after(at)
    assert seen == [floor for floor in ids if not hidden[floor]]


@given(st.integers(0, 3_000), st.integers(0, 12), st.floats(8, 120))
@settings(max_examples=60)
def test_what_is_looked_up_is_what_would_be_reckoned(cells: int, breaks: int, room: float) -> None:
    typography = Typography(16, "zh_CN")
    tree = build([1], {}, {}, [Size(cells, breaks, cells, breaks)])
    column = round((room / 2 + 0.3) / 0.985 * typography.em) + typography.gutter
    style_line = typography.styles[max(typography.styles)].line
    height = floor_heights(tree, typography, column, flat=True)[0]
    lines = lines_of(cells, breaks, cells_in(column - typography.gutter, typography.em))
    base = floor_heights(build([1], {}, {}, [Size(0, 0, 0, 0)]), typography, column, flat=True)[0]
    assert height == base + (lines - 1) * style_line


@pytest.mark.parametrize("width", [480, 820, 1_100])
def test_most_heights_are_known_before_a_word_is_read(qtbot: QtBot, width: int) -> None:
    document, _ = thread(talk(1_500, 3))
    view = shown_view(document, width)
    qtbot.addWidget(view)
    column = column_of(view)
    for row in range(column.heads, column.rows):
        column.item(row)
    held, rows = column.estimates_held()
    assert rows == 1_500
    assert held / rows >= 0.90


def test_the_scroll_bar_knows_the_length_of_a_thread_unread(qtbot: QtBot) -> None:
    document, library = thread(talk(1_500, 4))
    view = shown_view(document)
    qtbot.addWidget(view)
    column = column_of(view)
    before = column.total
    assert len(library.asked) <= 2, "most floors are not read yet"
    for row in range(column.rows):
        column.item(row)
    assert column.total == pytest.approx(before, rel=0.02)
    view.go_to_post(post_id(1_499))
    assert column.shown[-1].item.floor >= 0
