"""Images, links and asides of posts: where they stand, what is chosen of them, what stays."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from db.records import Aside, BlockType, Figure, FigureId, Link, PictureId, Post, Span
from desktop.models import figures
from desktop.rendering import picture_cache
from desktop.rendering.boxes import annex_box, figure_box
from desktop.rendering.figures import SCREENS
from desktop.rendering.picture_cache import PictureCache
from desktop.rendering.rows import PieceKind
from desktop.rendering.text_cuts import cut_around
from tests.desktop import rooms
from tests.desktop.rooms import DECEIVER, EXTREMES, MARKUP
from tests.desktop.thread.invented import (
    AFloor,
    article,
    column_of,
    point_of,
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

TEXT = "这是第一行，后面有一张图。\n\n这是图后面的一行。"
AT = TEXT.index("\n") + 1


def figure(number: int = 1, at: int = AT, **values: object) -> Figure:
    fields: dict[str, object] = {
        "id": FigureId(number),
        "at": at,
        "alt": None,
        "src": "https://example.org/a.jpg",
        "caption": None,
        "credit": None,
        "image": "missing",
        **values,
    }
    return Figure(**fields)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def picture(number: int, width: int | None, height: int | None, at: int = AT) -> Figure:
    return figure(
        number, at, image="attached", picture=PictureId(number), width=width, height=height
    )


def view_of(qtbot: QtBot, *floors: AFloor, height: int = 900) -> ThreadView:
    document, _ = thread(list(floors), blocks=())
    view = shown_view(document, height=height)
    qtbot.addWidget(view)
    return view


def one(*stands: Figure, text: str = TEXT, **values: object) -> AFloor:
    return AFloor(text, values={"figures": stands, **values})


def shown(view: ThreadView, place: int = 0) -> Shown:
    column = column_of(view)
    floor = column.document.floor_of(post_id(place))
    assert floor is not None
    found = column.shown_row(column.row_of(floor))
    assert found is not None
    return found


# where they stand


@given(
    st.text(alphabet=["石", "\n", " ", "水"], max_size=60),
    st.lists(st.integers(0, 60), max_size=5),
)
def test_parts_around_images_lose_no_word(text: str, places: list[int]) -> None:
    at = sorted(min(place, len(text)) for place in places)
    starts, ends, above = cut_around(text, [(one, one) for one in at])
    kept = "".join(text[start:end] for start, end in zip(starts, ends, strict=True))
    assert [c for c in kept if not c.isspace()] == [c for c in text if not c.isspace()]
    assert list(starts) == sorted(starts)
    assert len(above) == len(at)
    for place, part in zip(at, above, strict=True):
        assert all(end <= place for end in ends[:part])
        assert part < len(starts)


def test_an_image_stands_between_the_lines_it_stood_between(qtbot: QtBot) -> None:
    view = view_of(qtbot, one(figure()))
    row = shown(view)
    assert row.item.flow is not None
    box = figure_box(row, row.item.figures[0])
    before = point_of(view, row.row, 0).y()
    after = point_of(view, row.row, AT + 1).y()
    assert before < box.top() < box.bottom() < after
    assert row.item.height >= box.height() + 2 * view.typography.styles[row.item.kind].line


def test_images_at_the_start_in_a_row_and_at_the_end_have_their_room(qtbot: QtBot) -> None:
    stands = [figure(1, 0), figure(2, 0), figure(3, AT), figure(4, len(TEXT))]
    view = view_of(qtbot, one(*stands), AFloor("下一楼"))
    row = shown(view)
    boxes = [figure_box(row, each) for each in row.item.figures]
    assert len(boxes) == 4
    for above, below in pairwise(boxes):
        assert above.bottom() < below.top()
    assert boxes[-1].bottom() < row.y + row.item.height <= shown(view, 1).y


@pytest.mark.parametrize("text", ["", "\n", " \n \n", *EXTREMES])
def test_a_post_of_any_text_bears_images(qtbot: QtBot, text: str) -> None:
    view = view_of(qtbot, one(figure(1, 0), figure(2, len(text), alt=DECEIVER), text=text))
    view.viewport().grab()
    assert len(shown(view).item.figures) == 2
    QTest.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(200, shown(view).y + shown(view).item.height - 12),
    )


def test_a_picture_is_as_wide_as_the_column_and_as_high_as_a_screen_at_most(qtbot: QtBot) -> None:
    view = view_of(qtbot, one(picture(1, 4_000, 3_000), picture(2, 50, 9_000), picture(3, 30, 20)))
    row = shown(view)
    wide, tall, small = row.item.figures
    assert wide.width == column_of(view).breadth - view.typography.gutter
    assert wide.height == round(wide.width * 3 / 4)
    assert tall.height <= SCREENS * view.viewport().height()
    assert (small.width, small.height) == (30, 20)


def test_the_line_at_the_top_stays_when_a_picture_above_turns_out_high(qtbot: QtBot) -> None:
    document, _ = thread([one(picture(1, None, None)), *talk(40)], blocks=())
    view = shown_view(document)
    qtbot.addWidget(view)
    for _ in range(4):
        wheel(view, -240)
    column = column_of(view)
    before = [(each.row, each.y) for each in column.shown]
    total = column.total
    view.picture_known(PictureId(1), 400, 600)
    column.item(column.heads)
    assert column.total > total
    assert [(each.row, each.y) for each in column.shown] == before


def test_words_of_an_image_are_plain_and_never_an_embedded_file(qtbot: QtBot) -> None:
    stands = figure(caption=MARKUP, credit=DECEIVER, src="data:image/png;base64," + "A" * 9_000)
    view = view_of(qtbot, one(stands))
    flow = shown(view).item.annexes[0].flow
    assert MARKUP in flow.text
    assert "base64" not in flow.text
    assert "\u202e" not in flow.drawn(0)


def test_what_stands_there_is_said() -> None:
    missing, waiting, shown_one, broken = (
        figures.images_of(rooms.post(figures=(each,)))[0]
        for each in (figure(), picture(1, None, None), picture(2, 3, 4), picture(3, 0, 0))
    )
    kinds = figures.Standing
    assert [each.standing for each in (missing, waiting, shown_one, broken)] == list(kinds)
    assert len({figures.sentence(each) for each in (missing, waiting, broken)}) == 3
    long = figures.Image(False, FigureId(1), src="x" * 5_000)
    assert len(figures.words(long)) <= figures.LONGEST_ADDRESS + 1


# choosing


def test_an_image_is_chosen_opened_and_asked_for(qtbot: QtBot) -> None:
    view = view_of(qtbot, one(figure(), picture(2, 300, 200, at=len(TEXT))))
    view.set_attachable(True)
    opened: list[object] = []
    asked: list[object] = []
    view.figure_opened.connect(opened.append)
    view.attach_requested.connect(asked.append)
    row = shown(view)
    frame, image = (figure_box(row, each) for each in row.item.figures)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(view.viewport(), left, none, image.center())
    chosen = view.figure()
    assert chosen is not None
    assert chosen.image.figure == 2
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened == [chosen.image]
    QTest.mouseClick(view.viewport(), left, none, frame.topLeft() + QPoint(8, 8))
    missing = view.figure()
    assert missing is not None
    assert missing.image.figure == 1
    QTest.mouseClick(view.viewport(), left, none, missing.offer.center())
    assert asked == [missing.image]
    assert view.grab().height() > 0


def test_words_beside_a_text_are_chosen_and_copied_by_themselves(qtbot: QtBot) -> None:
    view = view_of(qtbot, one(figure(caption="河堤上的石碑"), asides=(Aside("app", "来自手机"),)))
    row = shown(view)
    words = annex_box(row, row.item.annexes[0])
    start = QPoint(words.left() + 1, words.top() + 6)
    end = QPoint(words.right() - 1, words.top() + 6)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(view.viewport(), left, none, start)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseMove(view.viewport(), QPoint(end.x(), row.y + row.item.height - 3))
    QTest.mouseRelease(view.viewport(), left, none, end)
    assert view.selected_text().startswith("河堤上的石碑")
    assert TEXT[:4] not in view.selected_text()
    assert view.selection() is None
    view.copy()
    assert QApplication.clipboard().text() == view.selected_text()


def test_images_are_walked_through_by_the_keyboard(qtbot: QtBot) -> None:
    floors = [one(figure(1), picture(2, 300, 200, at=len(TEXT))), *talk(40), one(figure(3))]
    view = view_of(qtbot, *floors, height=500)
    view.set_flat(True)
    view.setFocus()
    walked: list[int | None] = []
    for keys in ("I", "I", "I", "I", "Shift+I", "Shift+I"):
        rooms.press(view, keys)
        chosen = view.figure()
        assert chosen is not None
        assert 0 <= chosen.box.top() < view.viewport().height()
        walked.append(chosen.image.figure)
    assert walked == [1, 2, 3, 3, 2, 1]


# links and asides


def test_a_link_tells_its_address_and_is_followed_by_a_click_alone(qtbot: QtBot) -> None:
    address = "https://example.org/?a=1&b=<b>"
    links = (Link(Span(2, 6), address),)
    view = view_of(qtbot, AFloor("看看这个地方的旧照片", values={"links": links}))
    followed: list[str] = []
    view.link_activated.connect(followed.append)
    row = shown(view)
    on, off = point_of(view, row.row, 3) + QPoint(4, 0), point_of(view, row.row, 8) + QPoint(4, 0)
    assert view.link_under(QPointF(on)) == address
    assert view.link_under(QPointF(off)) is None
    event = QHelpEvent(QEvent.Type.ToolTip, on, view.viewport().mapToGlobal(on))
    QApplication.sendEvent(view.viewport(), event)
    assert QToolTip.text() == "<qt>https://example.org/?a=1&amp;b=&lt;b&gt;</qt>"
    QToolTip.hideText()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(view.viewport(), left, none, on)
    QTest.mouseMove(view.viewport(), off)
    QTest.mouseRelease(view.viewport(), left, none, off)
    assert followed == []
    view.clear_selection()
    QTest.qWait(QApplication.doubleClickInterval() + 20)
    QTest.mouseClick(view.viewport(), left, none, on)
    assert followed == [address]


def test_a_long_aside_is_a_line_until_it_is_clicked(qtbot: QtBot) -> None:
    signature = "\n".join(["水往低处流，人往闸上走，一行比一行长" * 3] * 5)
    asides = (Aside("signature", signature), Aside("edited", "改过一次"))
    view = view_of(qtbot, AFloor("正文", values={"asides": asides}), AFloor("下一楼"))
    row = shown(view)
    folded, short = row.item.annexes
    assert folded.more
    assert not short.more
    assert folded.flow.height == short.flow.height == view.typography.aside.line
    height = row.item.height
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    point = annex_box(row, folded).center()
    QTest.mouseClick(view.viewport(), left, none, point)
    row = shown(view)
    assert row.item.annexes[0].flow.text == signature
    assert row.item.height > height
    QTest.mouseClick(view.viewport(), left, none, point)
    assert shown(view).item.height == height


def test_what_the_site_calls_a_post_stands_in_its_byline(qtbot: QtBot) -> None:
    view = view_of(qtbot, AFloor("一", values={"kind": "推"}), AFloor("二"))
    kinds = [piece.text for piece in shown(view).item.pieces if piece.kind is PieceKind.KIND]
    assert kinds == ["推"]
    assert all(piece.kind is not PieceKind.KIND for piece in shown(view, 1).item.pieces)


# the post that began the thread


def begun(view_posts: list[AFloor], opening: Post) -> ThreadView:
    document, _ = thread(view_posts, blocks=())
    head = rooms.head(document.head.summary, blocks=(), article_text="", opening=opening)
    document = type(document)(
        head, document.skeleton, lambda _ids: [], document.counts, document.note_counts
    )
    return shown_view(document)


def test_the_post_that_began_a_thread_stands_above_its_replies(qtbot: QtBot) -> None:
    opening = rooms.post(9, TEXT, opening=True, figures=(figure(),), asides=(Aside("app", "手机"),))
    view = begun([AFloor("回")], opening)
    qtbot.addWidget(view)
    column = column_of(view)
    row = column.document.opening_row
    assert row is not None
    row_shown = column.shown_row(row)
    assert row_shown is not None
    assert row_shown.item.text == TEXT
    assert len(row_shown.item.figures) == 1
    assert len(row_shown.item.annexes) == 2
    view.select_all()
    assert TEXT in view.selected_text()
    start = point_of(view, row, 0)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(view.viewport(), left, none, start)
    QTest.mouseDClick(view.viewport(), left, none, start)
    chosen = view.selection()
    assert chosen is not None
    assert chosen.post == opening.id
    assert TEXT[chosen.span.start : chosen.span.end] == chosen.words


def test_an_article_that_is_the_first_post_is_shown_once() -> None:
    document, _ = thread([AFloor("回")], blocks=article((BlockType.PARAGRAPH, TEXT)))
    opening = rooms.post(9, TEXT, opening=True)
    head = rooms.head(
        document.head.summary, blocks=document.head.blocks, article_text=TEXT, opening=opening
    )
    shown_once = type(document)(head, document.skeleton, lambda _ids: [], document.counts, {})
    assert shown_once.opening_row is None


# pictures in memory


def test_only_so_many_bytes_of_pictures_stay(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_cache, "KEPT_BYTES", 3 * 40_000)
    cache = PictureCache()
    asked: list[object] = []

    def ask(picture: int, _size: QSize) -> None:
        asked.append(picture)

    cache.wanted.connect(ask)
    for number in range(10):
        assert cache.pixmap(PictureId(number), 100, 100) is None
        qtbot.waitUntil(lambda: len(asked) == number + 1)  # noqa: B023 - waited for here
        image = QImage(100, 100, QImage.Format.Format_RGB32)
        cache.put(PictureId(number), QSize(100, 100), image)
        assert cache.bytes <= 3 * 40_000
    assert cache.pixmap(PictureId(9), 100, 100) is not None
    assert cache.pixmap(PictureId(0), 100, 100) is None


def test_what_was_painted_last_is_asked_for_first_and_one_at_a_time(qtbot: QtBot) -> None:
    cache = PictureCache()
    asked: list[int] = []

    def ask(picture: int, _size: QSize) -> None:
        asked.append(picture)

    cache.wanted.connect(ask)
    for number in range(40):
        cache.pixmap(PictureId(number), 10, 10)
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [39]
    cache.put(PictureId(39), QSize(10, 10), None)
    qtbot.waitUntil(lambda: len(asked) == 2)
    assert asked == [39, 38]
    cache.clear()
    cache.put(PictureId(38), QSize(10, 10), QImage(10, 10, QImage.Format.Format_RGB32))
    assert cache.bytes == 0
