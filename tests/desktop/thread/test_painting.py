"""What is seen: certainty told by line and word, marks, colours, strips that fit."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from db.records import Ghost, GhostId, LinkState, TimeOrigin
from desktop.rendering.boxes import fold_box, note_box, quote_bar
from desktop.rendering.rows import PieceKind
from desktop.theme import DARK, LIGHT
from tests.desktop.rooms import DECEIVER, EXTREMES, MARKUP
from tests.desktop.thread.invented import (
    AFloor,
    colours,
    column_of,
    deep,
    pixels,
    post_id,
    shown_view,
    talk,
    thread,
    wheel,
)

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.rendering.column import Shown
    from desktop.views.thread_view import ThreadView


def shown_floor(view: ThreadView, place: int) -> Shown:
    column = column_of(view)
    floor = column.document.floor_of(post_id(place))
    assert floor is not None
    shown = column.shown_row(column.row_of(floor))
    assert shown is not None
    return shown


def meta(view: ThreadView, place: int) -> list[str]:
    """The words of a floor's meta line, without what only keeps names apart."""
    pieces = shown_floor(view, place).item.pieces
    return [piece.text.replace("\u2068", "").replace("\u2069", "") for piece in pieces]


def view_of(qtbot: QtBot, floors: list[AFloor], **values: object) -> ThreadView:
    document, _ = thread(floors, blocks=(), **values)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    view = shown_view(document, height=1_000)
    qtbot.addWidget(view)
    return view


def rail(view: ThreadView, place: int) -> list[bool]:
    """Whether each pixel of the line that leads down to a floor is drawn."""
    shown = shown_floor(view, place)
    column = column_of(view)
    image = pixels(view)
    x = shown.item.x - column.typography.step + column.typography.px(0.36)
    paper = QColor(LIGHT.paper)
    return [
        image.pixelColor(x, y) != paper for y in range(shown.y, shown.y + column.typography.px(1.4))
    ]


def test_lines_are_as_sure_as_the_edges_they_lead_to(qtbot: QtBot) -> None:
    floors = [
        AFloor("根"),
        AFloor("说定", answers=0, state=LinkState.STATED),
        AFloor("一定", answers=0, state=LinkState.SOLID),
        AFloor("也许", answers=0, state=LinkState.DASHED),
    ]
    view = view_of(qtbot, floors)
    assert all(rail(view, 1))
    assert all(rail(view, 2))
    dashed = rail(view, 3)
    assert any(dashed)
    assert not all(dashed)


def test_certainty_is_told_in_words_too(qtbot: QtBot) -> None:
    floors = [
        AFloor("根", "甲某"),
        AFloor("一定", "乙某", answers=0, state=LinkState.SOLID),
        AFloor("也许", "丙某", answers=1, state=LinkState.DASHED, also=(0,)),
        AFloor("鬼", "丁某", ghost=1),
        AFloor("影", "戊某", ghost=2),
    ]
    view = view_of(qtbot, floors, ghosts=(Ghost(GhostId(1), "走失的人", None, "那年发过大水", ()),))
    assert meta(view, 0) == ["甲某", "floor 1", "1 answer(s)"]
    assert meta(view, 1) == ["乙某", "floor 2", "→ floor 1 甲某", "1 answer(s)"]
    assert meta(view, 2) == ["丙某", "floor 3", "likely → floor 2 乙某", "→ floor 1 甲某"]
    gone = "answers a post by 走失的人 that is not in this capture"
    assert meta(view, 3) == ["丁某", "floor 4", gone]
    assert meta(view, 4) == ["戊某", "floor 5", "answers a post that is not in this capture"]
    view.set_flat(True)
    assert meta(view, 1)[2] == "→ floor 1 甲某", "in floor order as well"


def test_words_of_the_meta_line_are_drawn_in_their_frames(qtbot: QtBot) -> None:
    floors = [
        AFloor("根"),
        AFloor("答", answers=0, state=LinkState.SOLID),
        AFloor("答", answers=1, state=LinkState.DASHED),
        AFloor("鬼", ghost=1),
    ]
    view = view_of(qtbot, floors)
    image = pixels(view)
    for place in range(4):
        shown = shown_floor(view, place)
        for piece in shown.item.pieces:
            box = piece.box.translated(shown.item.text_x, shown.y).toAlignedRect()
            words = box.adjusted(8, 5, -8, -5)
            inked = sum(
                image.pixelColor(x, y).lightness() < 170
                for x in range(words.left(), words.right())
                for y in range(words.top(), words.bottom())
            )
            assert inked > 15, piece.text


def test_what_is_folded_is_counted(qtbot: QtBot) -> None:
    view = view_of(qtbot, [AFloor("根"), *(AFloor("答", answers=0) for _ in range(12))])

    def counted() -> bool:
        shown = shown_floor(view, 0)
        left, top = round(shown.item.text_x + shown.item.end), shown.y + 8
        image = pixels(view).copy(left, top, 80, 24)
        accent = QColor(LIGHT.accent)
        near = (
            abs(image.pixelColor(x, y).red() - accent.red())
            + abs(image.pixelColor(x, y).green() - accent.green())
            for x in range(image.width())
            for y in range(image.height())
        )
        return min(near) < 60

    assert not counted()
    view.collapse_all()
    assert counted()
    view.set_flat(True)
    assert not counted()


def test_an_edge_to_a_post_that_is_not_there_is_dotted(qtbot: QtBot) -> None:
    view = view_of(qtbot, [AFloor("鬼", ghost=1), AFloor("平", label="2")])
    image, paper = pixels(view), QColor(LIGHT.paper)

    def drawn(place: int) -> list[bool]:
        shown = shown_floor(view, place)
        x = fold_box(column_of(view), shown).center().x()
        return [image.pixelColor(x, shown.y + y) != paper for y in range(2, 20)]

    ghost = drawn(0)
    assert any(ghost)
    assert not all(ghost)
    assert not any(drawn(1))


def test_floors_that_were_not_saved_are_a_gap(qtbot: QtBot) -> None:
    floors = [AFloor("一", label="1"), AFloor("七", label="7"), AFloor("九", label="9", answers=1)]
    view = view_of(qtbot, [*floors, AFloor("十", label="10")])
    for flat in (False, True):
        view.set_flat(flat)
        gaps = [shown_floor(view, place).item.gap for place in range(4)]
        assert gaps == ["", "Floors 2 to 6 were not saved", "Floor 8 was not saved", ""]
        image, column = pixels(view), column_of(view)
        shown = shown_floor(view, 1)
        item = shown.item
        assert item.lead == column.typography.gap
        words = [
            image.pixelColor(x, y)
            for x in range(item.text_x, item.text_x + 100)
            for y in range(shown.y, shown.y + item.lead)
        ]
        assert sum(colour.lightness() < 170 for colour in words) > 100
        # all of the floor itself stands below it, and so does the line that leads to it
        assert all(piece.box.top() >= item.lead for piece in item.pieces)
        assert fold_box(column, shown).top() > shown.y + item.lead
        assert note_box(column, shown).top() > shown.y + item.lead
    held, rows = column_of(view).estimates_held()
    assert (held, rows) == (4, 4), "the room is reckoned with before a floor is read"


def test_a_time_learned_from_a_quote_says_so(qtbot: QtBot) -> None:
    def floor(**values: object) -> AFloor:
        return AFloor("话", values=values)

    moment = "2024-05-01T08:05:30-07:00"
    view = view_of(
        qtbot,
        [
            floor(posted_at=moment, posted_at_from=TimeOrigin.PAGE),
            floor(posted_at=moment, posted_at_from=TimeOrigin.QUOTE),
            floor(posted_at="2024-05-01", posted_at_from=TimeOrigin.INFERRED),
            floor(posted_at_text="昨天\u202e晚上"),
            floor(edited="2024", deleted=True),
            floor(posted_at="2024-05-01T08:05-07:00"),
            floor(posted_at="2024-05-01T08:05Z"),
            floor(posted_at="2024-05-01T08"),
        ],
    )
    assert meta(view, 0)[2:] == ["2024-05-01 08:05:30"]
    assert meta(view, 1)[2:] == ["2024-05-01 08:05:30, seen in a quote"]
    assert meta(view, 2)[2:] == ["2024-05-01, inferred"]
    assert meta(view, 3)[2:] == ["昨天\ufffd晚上"]
    assert meta(view, 4)[2:] == ["edited", "deleted on the page"]
    assert meta(view, 5)[2:] == meta(view, 6)[2:] == ["2024-05-01 08:05"]
    assert meta(view, 7)[2:] == ["2024-05-01 08"]


def test_names_cannot_reach_beyond_their_place(qtbot: QtBot) -> None:
    floors = [
        AFloor("一", "楼主\u202e 楼 3"),
        AFloor("二", "שלום עולם", answers=0, state=LinkState.SOLID),
        AFloor("三", "长" * 500, answers=1, state=LinkState.SOLID),
        AFloor("四", "甲\n乙", answers=2, state=LinkState.SOLID),
        AFloor("五", None, answers=3, state=LinkState.SOLID, label="2\u202e-1<b>"),
    ]
    view = view_of(qtbot, floors)
    for place in range(5):
        item = shown_floor(view, place).item
        right = 0.0
        for piece in item.pieces:
            assert piece.box.left() >= right, "one word after the other"
            assert piece.box.right() <= item.width
            assert not set(piece.text) & set("\n\u202a\u202b\u202d\u202e\u2066\u2067")
            right = piece.box.left()
    assert meta(view, 0)[0] == "楼主\ufffd 楼 3"
    assert meta(view, 3)[0] == "甲 乙"
    assert meta(view, 4)[0] == "unknown author"
    assert meta(view, 4)[1] == "floor 2\ufffd-1<b>"
    name = shown_floor(view, 2).item.pieces[0]
    assert name.text.endswith("…")
    chip = shown_floor(view, 1).item.pieces[2]
    assert chip.kind is PieceKind.LINK
    assert chip.text.count("\u2068") == 1


def test_quoted_words_are_muted_and_have_a_bar(qtbot: QtBot) -> None:
    text = "回复：甲某 这块石头\n-----\n原来如此"
    view = view_of(
        qtbot, [AFloor("根"), AFloor(text, quotes=((0, text.index("原"), 0),)), AFloor(text)]
    )
    quoting, plain = shown_floor(view, 1), shown_floor(view, 2)
    image = pixels(view)
    flow = quoting.item.flow
    assert flow is not None
    ((top, bottom),) = flow.bars(quoting.item.quotes[0][0])
    bar = quote_bar(column_of(view), quoting, top, bottom)
    inside = QPoint(bar.left(), bar.center().y())
    assert image.pixelColor(inside) == QColor(LIGHT.rail)
    below = inside + QPoint(0, plain.y - quoting.y)
    assert image.pixelColor(below) == QColor(LIGHT.paper)

    def darkest(shown: Shown) -> int:
        y0 = shown.y + shown.item.text_y
        return min(
            image.pixelColor(x, y).lightness()
            for y in range(y0, y0 + 24)
            for x in range(shown.item.text_x, shown.item.text_x + 100)
        )

    assert darkest(quoting) > darkest(plain) + 30


def test_light_and_dark(qtbot: QtBot) -> None:
    view = view_of(qtbot, talk(20))
    view.next_floor()
    assert LIGHT.paper in colours(view)
    assert LIGHT.chip in colours(view)
    view.set_tokens(DARK)
    seen = colours(view)
    assert {DARK.paper, DARK.chip, DARK.ink} <= seen
    assert not {LIGHT.paper, LIGHT.ink, LIGHT.chip} & seen


def test_notes_are_marked_at_the_side(qtbot: QtBot) -> None:
    view = view_of(qtbot, [AFloor("一"), AFloor("二"), AFloor("三")], notes={post_id(1): 2})

    def marked(place: int) -> bool:
        box = note_box(column_of(view), shown_floor(view, place))
        image = pixels(view).copy(box)
        return any(
            image.pixelColor(x, y) != QColor(LIGHT.paper)
            for x in range(image.width())
            for y in range(image.height())
        )

    assert [marked(place) for place in range(3)] == [False, True, False]
    view.set_note_counts({post_id(2): 1})
    assert [marked(place) for place in range(3)] == [False, False, True]


def test_five_thousand_levels(qtbot: QtBot) -> None:
    view = view_of(qtbot, deep(5_000))
    view.go_to_post(post_id(4_990))
    column = column_of(view)
    shown = shown_floor(view, 4_990)
    assert shown.item.level == column.deepest
    assert shown.item.width > column.breadth * 0.6
    assert meta(view, 4_990)[-2:] == ["level 4991", "1 answer(s)"]
    assert "level" not in meta_of_first(view)
    view.toggle(column.document.floor_of(post_id(0)) or 0)
    assert column.total < view.height()
    view.expand_all()
    view.parent_floor()
    pixels(view)


def meta_of_first(view: ThreadView) -> str:
    view.verticalScrollBar().setValue(0)
    words = " ".join(meta(view, 1))
    view.go_to_post(post_id(4_990))
    return words


@pytest.mark.parametrize("flat", [False, True])
def test_anything_can_be_shown(qtbot: QtBot, flat: bool) -> None:
    floors = [
        AFloor(text, text, answers=max(0, place - 1), state=LinkState.SOLID, label=text[:300])
        for place, text in enumerate((*EXTREMES, DECEIVER, MARKUP))
    ]
    floors[0].answers = None
    view = view_of(qtbot, floors)
    view.set_flat(flat)
    for width in (380, 820):
        view.resize(width, 900)
        for value in range(0, column_of(view).maximum + 900, 700):
            view.verticalScrollBar().setValue(value)
            pixels(view)


def same(one: QImage, other: QImage) -> bool:
    plain = QImage.Format.Format_RGB32
    return one.convertToFormat(plain) == other.convertToFormat(plain)


def test_strips_fit_what_stays(qtbot: QtBot) -> None:
    floors = talk(300, 5)
    floors[40].quotes = ((0, len(floors[40].text), None),)
    document, _ = thread(floors, notes={post_id(place): 1 for place in range(0, 300, 7)})
    view = shown_view(document)
    qtbot.addWidget(view)
    view.go_to_post(post_id(30))
    rng = random.Random(3)
    port = view.viewport().geometry()
    for _ in range(60):
        wheel(view, 120 * rng.choice((-3, -1, 1, 2)))
        QApplication.processEvents()
        # what strips and scrolling left on the screen, and what painting it all anew gives
        held = view.screen().grabWindow(view.winId()).toImage().copy(port)
        assert same(held, view.grab().toImage().copy(port))


def test_a_full_line_still_tells_how_many_answer(qtbot: QtBot) -> None:
    long = AFloor("根", "名字很长的一位邻居" * 3, values={"posted_at": "2024-05-01T08:05-07:00"})
    floors = [long, *(AFloor("答", answers=0, state=LinkState.SOLID) for _ in range(3))]
    view = view_of(qtbot, floors)
    assert meta(view, 0)[-2:] == ["2024-05-01 08:05", "3 answer(s)"]
    view.resize(330, 700)
    QApplication.processEvents()
    assert meta(view, 0)[-1] in ("3 answer(s)", "3")
    assert all(not piece.endswith("answ…") for piece in meta(view, 0))
