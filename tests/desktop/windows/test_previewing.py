"""Looking at what a floor answers without going there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from db.records import Ghost, GhostId, PostId, Span, TimeOrigin
from desktop.rendering.boxes import chip_box, head_box
from desktop.rendering.rows import PieceKind
from desktop.views.preview_popup import CELLS, LINES, beginning
from desktop.windows.previews import of_article, of_ghost, of_post
from tests.desktop.rooms import DECEIVER, MARKUP, head, post, summary
from tests.desktop.windows.house import SAMPLE

if TYPE_CHECKING:
    from desktop.rendering.column import Shown
    from tests.desktop.windows.house import House


@pytest.fixture
def reading(house: House) -> House:
    house.start(SAMPLE)
    house.wait(lambda: house.window.reading.thread_id is not None)
    house.settle()
    house.window.show()
    house.window.resize(1280, 860)
    QTest.qWaitForWindowExposed(house.window)
    house.settle()
    return house


def shown(house: House, floor: str) -> Shown:
    view = house.window.panes.column
    view.go_to_post(house.post(floor))
    assert view.column is not None
    found = view.column.shown_row(view.column.row_of(view.current_floor))
    assert found is not None
    return found


def rest(house: House, point: QPoint) -> None:
    viewport = house.window.panes.column.viewport()
    QTest.mouseMove(viewport, point + QPoint(40, 0))
    QTest.mouseMove(viewport, point)


def link_point(house: House, floor: str) -> QPoint:
    column = house.window.panes.column.column
    row = shown(house, floor)
    assert column is not None
    piece = next(one for one in row.item.pieces if one.kind is PieceKind.LINK)
    return chip_box(column, row, piece).center()


def test_resting_on_a_link_shows_the_floor_it_leads_to(reading: House) -> None:
    popup = reading.window.panes.column.preview
    rest(reading, link_point(reading, "6"))
    reading.wait(popup.isVisible)
    source = reading.window.reading.post(reading.post("4"))
    assert source is not None
    assert popup.title.text() == f"floor 4 · {source.author}"
    assert popup.text.text().startswith(source.text[:10])
    assert popup.text.textFormat() is Qt.TextFormat.PlainText
    rest(reading, QPoint(4, 4))
    reading.wait(lambda: not popup.isVisible())


def test_resting_on_the_head_of_a_quote_shows_whose_words_they_are(reading: House) -> None:
    popup = reading.window.panes.column.preview
    row = shown(reading, "6")
    rest(reading, head_box(row, row.item.heads[0]).center())
    reading.wait(popup.isVisible)
    assert popup.title.text().startswith("floor 4")


def test_what_is_not_in_memory_is_fetched_aside(reading: House) -> None:
    view = reading.window.panes.column
    assert view.column is not None
    point = link_point(reading, "6")
    view.column.document._posts.pop(reading.post("4"), None)
    rest(reading, point)
    reading.wait(view.preview.isVisible)
    assert view.preview.title.text().startswith("floor 4")


def test_the_key_shows_it_and_esc_hides_it(reading: House) -> None:
    view = reading.window.panes.column
    shown(reading, "6")
    view.setFocus()
    reading.act("peek")
    reading.wait(view.preview.isVisible)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.preview.isVisible()
    reading.act("peek")
    reading.act("peek")
    assert not view.preview.isVisible(), "there is one source, told once"
    reading.act("peek")
    reading.act("next_floor")
    assert not view.preview.isVisible()


def test_scrolling_hides_it(reading: House) -> None:
    view = reading.window.panes.column
    shown(reading, "6")
    reading.act("peek")
    reading.wait(view.preview.isVisible)
    view.scroll_by(-40)
    assert not view.preview.isVisible()


def test_the_beginning_of_a_text_is_what_fits() -> None:
    assert beginning("  一\n\n二\n") == "一\n二"
    assert beginning("行\n" * 30) == "\n".join(["行"] * LINES) + " …"
    assert beginning("字" * 4_000) == "字" * CELLS + " …"
    assert beginning("引\n文\n自己", [Span(0, 4)]) == "自己"
    assert beginning("引\n文", [Span(0, 3)]) == "引\n文"
    assert beginning("") == ""
    assert "\u202e" not in beginning(DECEIVER)
    assert beginning(MARKUP).startswith("<b>")


def test_of_a_floor_its_own_words_are_shown() -> None:
    made = post(4, "石头在河边。", floor="4", author="甲某", posted_at="2024-05-01T08:05-07:00")
    preview = of_post(made)
    assert preview[:3] == ("floor 4 · 甲某", "2024-05-01 08:05 UTC-07:00", "石头在河边。")
    learned = post(
        4, " ", floor=None, author=None, posted_at_text="早上", posted_at_from=TimeOrigin.QUOTE
    )
    preview = of_post(learned)
    assert preview[:3] == ("unknown author", "早上, seen in a quote", "It holds no words.")


def test_of_a_lost_post_what_survives_is_shown_and_where() -> None:
    known = ((PostId(1), Span(0, 2)), (PostId(2), Span(0, 2)))
    ghost = Ghost(GhostId(1), "远客", None, "石头的事", known)
    preview = of_ghost(ghost, [post(1, "一", floor="7"), post(2, "二", floor="9")])
    assert preview.title == "远客"
    assert preview.about == "not in this capture"
    assert preview.text == "石头的事"
    assert preview.source == "Text preserved in the quote of floor 7, floor 9"
    nothing = of_ghost(Ghost(GhostId(2), None, None, "", ()), [])
    assert nothing.title == "not in this capture"
    assert "none of its words" in nothing.text


def test_of_the_article_its_beginning_is_shown() -> None:
    preview = of_article(head(summary(title="河边的石头"), article_text="石头在河边。"))
    assert preview[:3] == ("河边的石头", "the article", "石头在河边。")
