"""A random reader: wheel, thumb, jumps, sizes, folding; what must hold, holds after every step."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from db.records import LinkState
from desktop.views.thread_view import ThreadView
from tests.desktop.thread.invented import AFloor, column_of, post_id, quoting, thread, wheel, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

STEPS = 1_100


class Reader:
    """Does one thing after the other and looks at what came of it."""

    def __init__(self, view: ThreadView, count: int, seed: int) -> None:
        self.view = view
        self.rng = random.Random(seed)
        self.count = count
        self.steps: dict[str, Callable[[], None]] = {
            "wheel": self.wheel,
            "thumb": self.thumb,
            "ends": self.ends,
            "jump": self.jump,
            "walk": self.walk,
            "fold": self.fold,
            "fold all": self.fold_all,
            "resize": self.resize,
            "text size": self.text_size,
            "flat": self.flat,
            "place": self.place,
            "quote": self.quote,
            "quotes": self.quotes,
        }
        self.weights = (40, 8, 3, 10, 6, 14, 1, 8, 2, 2, 6, 12, 2)

    def step(self) -> str:
        name = self.rng.choices(list(self.steps), self.weights)[0]
        self.steps[name]()
        QApplication.processEvents()
        self.check(name)
        return name

    def wheel(self) -> None:
        column = column_of(self.view)
        by = 120 * self.rng.choice((-6, -3, -2, -1, 1, 2, 3, 6))
        before = {shown.row: shown.y for shown in column.shown}
        value = column.value
        wheel(self.view, by)
        moved = {shown.y - before[shown.row] for shown in column.shown if shown.row in before}
        assert len(moved) <= 1, "rows in sight moved apart"
        assert (column.value > value) == (by < 0) or column.value in (value, 0, column.maximum)

    def thumb(self) -> None:
        bar = self.view.verticalScrollBar()
        bar.setValue(self.rng.randint(0, bar.maximum()))

    def ends(self) -> None:
        bar = self.view.verticalScrollBar()
        if self.rng.random() < 0.5:
            bar.setValue(0)
            assert column_of(self.view).shown[0].row == 0
            assert column_of(self.view).shown[0].y == 0
        else:
            bar.setValue(bar.maximum())
            column = column_of(self.view)
            last = column.shown[-1]
            assert column.after(last.row) is None
            bottom = last.y + last.item.height
            assert bottom == min(column.height - column.margin, column.total)

    def jump(self) -> None:
        place = self.rng.randrange(self.count)
        self.view.go_to_post(post_id(place))
        column = column_of(self.view)
        floor = column.document.floor_of(post_id(place))
        assert floor is not None
        assert column.shown_row(column.row_of(floor)) is not None
        assert self.view.current_post() == post_id(place)

    def walk(self) -> None:
        choice = self.rng.choice(
            (
                self.view.next_floor,
                self.view.previous_floor,
                self.view.parent_floor,
                self.view.next_sibling,
                self.view.previous_sibling,
            )
        )
        choice()
        column = column_of(self.view)
        if self.view.current_floor >= 0 and not column.flat:
            assert not column.folds.is_hidden(self.view.current_floor)

    def fold(self) -> None:
        column = column_of(self.view)
        seen = [
            shown
            for shown in column.shown
            if shown.item.floor >= 0 and column.document.skeleton.sizes[shown.item.floor] > 1
        ]
        if column.flat or not seen:
            return
        chosen = self.rng.choice(seen)
        y, floor = chosen.y, chosen.item.floor
        self.view.toggle(floor)
        shown = column.shown_row(chosen.row)
        assert shown is not None, "the folded row left the view"
        if 0 < column.value < column.maximum:
            assert shown.y == y, "the folded row moved"

    def fold_all(self) -> None:
        if self.rng.random() < 0.5:
            self.view.collapse_all()
        else:
            self.view.expand_all()

    def resize(self) -> None:
        column = column_of(self.view)
        pin = column.pin()
        self.view.resize(self.rng.randint(380, 1_150), self.rng.randint(240, 1_000))
        QApplication.processEvents()
        if column.value < column.maximum:
            now = column.pin()
            assert (now.floor, now.row, now.position) == (pin.floor, pin.row, pin.position)

    def text_size(self) -> None:
        column = column_of(self.view)
        pin = column.pin()
        self.view.set_text_size(self.rng.choice((13, 16, 18, 22)))
        if column.value < column.maximum:
            assert column.pin() == pin

    def flat(self) -> None:
        self.view.set_flat(not self.view.is_flat())

    def place(self) -> None:
        column = column_of(self.view)
        before = self.view.place()
        assert before is not None
        self.view.verticalScrollBar().setValue(self.rng.randint(0, column.maximum))
        self.view.restore_place(before)
        if column.value < column.maximum:
            after = self.view.place()
            assert after == before

    def quote(self) -> None:
        column = column_of(self.view)
        seen = [shown for shown in column.shown if shown.item.heads and shown.y >= 0]
        if not seen:
            return
        chosen = self.rng.choice(seen)
        y, quote = chosen.y, chosen.item.heads[0].span.start
        self.view.turn_quote(chosen.row, quote)
        shown = column.shown_row(chosen.row)
        assert shown is not None, "the row with the quote left the view"
        if 0 < column.value < column.maximum:
            assert shown.y == y, "the row with the quote moved"

    def quotes(self) -> None:
        self.view.set_quotes_folded(folded=not self.view.quotes_folded)

    def check(self, name: str) -> None:
        column = column_of(self.view)
        heights = [column.height_of(row) for row in range(column.rows)]
        assert column.total == sum(heights), name
        y = column.shown[0].y
        assert y <= 0, name
        for shown in column.shown:
            assert shown.y == y, name
            assert shown.item.height == column.height_of(shown.row) > 0, name
            y += shown.item.height
        following = [column.after(shown.row) for shown in column.shown]
        assert following[:-1] == [shown.row for shown in column.shown[1:]], name
        assert y + column.margin >= column.height or column.value == 0, name
        bar = self.view.verticalScrollBar()
        assert bar.value() == column.value, name
        assert bar.maximum() == column.maximum, name
        assert column.value == column.top_of(column.shown[0].row) - column.shown[0].y, name
        self.check_hidden(name)

    def check_hidden(self, name: str) -> None:
        column = column_of(self.view)
        floor = self.rng.randrange(self.count)
        parents = column.document.skeleton.parents
        above = parents[floor]
        hidden = False
        while above >= 0:
            hidden = hidden or column.folds.is_folded(above)
            above = parents[above]
        if column.flat:
            hidden = False
        assert (column.height_of(column.row_of(floor)) == 0) == hidden, name


@pytest.mark.parametrize("seed", [1, 2])
def test_a_random_reader_never_sees_a_row_out_of_place(qtbot: QtBot, seed: int) -> None:
    floors = quoting(700, seed)
    rng = random.Random(seed)
    floors[300] = AFloor(words(rng, 26_000), answers=299, state=LinkState.SOLID)
    floors[301] = AFloor("行\n" * 900, answers=300, state=LinkState.DASHED)
    document, _ = thread(floors)
    view = ThreadView()
    qtbot.addWidget(view)
    view.resize(820, 700)
    view.show()
    view.set_quotes_folded(folded=True)
    view.show_thread(document)
    reader = Reader(view, len(floors), seed)
    reader.check("open")
    done = [reader.step() for _ in range(STEPS)]
    assert set(done) == set(reader.steps)
