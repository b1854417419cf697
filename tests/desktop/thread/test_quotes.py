"""Long quotes: folded to a line and opened again, with every offset that of the saved text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.records import Ghost, GhostId, LinkState, Preserved, Span
from desktop.rendering.boxes import annex_box, head_box, source_box
from desktop.rendering.quote_painter import said_of
from desktop.rendering.quotes import source_of
from desktop.theme import DARK, LIGHT
from desktop.views.thread_access import spoken
from tests.desktop.rooms import DECEIVER, MARKUP, hit
from tests.desktop.thread.invented import (
    AFloor,
    colours,
    column_of,
    pixels,
    post_id,
    quoting,
    shown_view,
    thread,
    wheel,
)
from tests.desktop.thread.test_images import figure

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.rendering.quotes import QuoteBox
    from desktop.rendering.rows import RowItem
    from desktop.views.thread_view import ThreadView

QUOTED = "昨天夜里有人看见渡口的灯亮了很久，\n后来水退了，灯也灭了，桥上没有人，船也没有。"
OWN = "那是守夜的人。"
TEXT = f"{QUOTED}\n\n{OWN}"
ROOT = QUOTED.replace("\n", "")


def floors(*more: AFloor) -> list[AFloor]:
    return [
        AFloor(ROOT, author="守夜人"),
        AFloor(
            TEXT, author="过路人", answers=0, state=LinkState.SOLID, quotes=((0, len(QUOTED), 0),)
        ),
        *more,
    ]


def view_of(
    qtbot: QtBot, made: list[AFloor], ghosts: tuple[Ghost, ...] = (), *, folded: bool = True
) -> ThreadView:
    document, _ = thread(made, blocks=(), ghosts=ghosts)
    view = shown_view(document, height=900)
    view.set_quotes_folded(folded=folded)
    qtbot.addWidget(view)
    return view


def item(view: ThreadView, place: int) -> RowItem:
    column = column_of(view)
    floor = column.document.floor_of(post_id(place))
    assert floor is not None
    return column.item(column.row_of(floor))


def only_head(view: ThreadView, place: int = 1) -> QuoteBox:
    (head,) = item(view, place).heads
    return head


def head_point(view: ThreadView, place: int = 1, *, source: bool = False) -> QPoint:
    column = column_of(view)
    floor = column.document.floor_of(post_id(place))
    assert floor is not None
    shown = column.shown_row(column.row_of(floor))
    assert shown is not None
    head = shown.item.heads[0]
    box = source_box(shown, head) if source else head_box(shown, head)
    return box.center() if source else QPoint(box.left() + 4, box.center().y())


def click(view: ThreadView, point: QPoint) -> None:
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point
    )


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def test_a_folded_quote_is_a_line_that_says_whose_words_it_holds(qtbot: QtBot) -> None:
    view = view_of(qtbot, floors())
    head = only_head(view)
    assert head.folded
    assert plain(head.label) == "floor 1 · 守夜人"
    assert head.words.startswith(": 昨天夜里")
    flow = item(view, 1).flow
    assert flow is not None
    assert [flow.drawn(part) for part in range(flow.parts)] == [OWN]
    assert flow.text == TEXT
    line = view.typography.styles[item(view, 1).kind].line
    assert flow.height == 2 * line


def test_a_click_unfolds_the_words_and_another_folds_them_again(qtbot: QtBot) -> None:
    view = view_of(qtbot, floors())
    before = item(view, 1).height
    click(view, head_point(view))
    head = only_head(view)
    assert not head.folded
    assert head.words == ""
    flow = item(view, 1).flow
    assert flow is not None
    assert flow.drawn(0) == TEXT
    assert item(view, 1).height > before
    assert view.current_post() == post_id(1)
    click(view, head_point(view))
    assert only_head(view).folded
    assert item(view, 1).height == before


def test_a_click_on_whose_words_they_are_leads_there(qtbot: QtBot) -> None:
    view = view_of(qtbot, floors())
    went: list[object] = []
    view.post_activated.connect(went.append)
    click(view, head_point(view, source=True))
    assert went == [post_id(0)]
    assert only_head(view).folded


def test_the_key_turns_all_quotes_of_the_chosen_floor(qtbot: QtBot) -> None:
    text = f"{QUOTED}\n{OWN}\n{QUOTED}"
    second = text.rindex(QUOTED)
    many = AFloor(text, quotes=((0, len(QUOTED), 0), (second, len(text), None)))
    view = view_of(qtbot, floors(many))
    view.turn_quotes()
    assert [head.folded for head in item(view, 2).heads] == [True, True]
    view.go_to_post(post_id(2))
    view.turn_quotes()
    assert [head.folded for head in item(view, 2).heads] == [False, False]
    assert only_head(view).folded
    view.turn_quote(column_of(view).row_of(view.current_floor), second)
    view.turn_quotes()
    assert [head.folded for head in item(view, 2).heads] == [False, False]
    view.turn_quotes()
    assert [head.folded for head in item(view, 2).heads] == [True, True]


def test_the_setting_holds_for_threads_opened_later(qtbot: QtBot) -> None:
    view = view_of(qtbot, floors(), folded=False)
    assert not only_head(view).folded
    view.turn_quote(column_of(view).row_of(1), 0)
    assert only_head(view).folded
    view.set_quotes_folded(folded=True)
    view.set_quotes_folded(folded=False)
    assert not only_head(view).folded, "what one turned over is forgotten"
    view.set_quotes_folded(folded=True)
    document, _ = thread(floors(), blocks=())
    view.show_thread(document)
    assert only_head(view).folded


def test_what_the_opening_post_quotes_is_what_the_thread_is_about(qtbot: QtBot) -> None:
    opening = AFloor(TEXT, quotes=((0, len(QUOTED), None),), values={"opening": True})
    view = view_of(qtbot, [opening])
    assert not only_head(view, 0).folded


def test_whose_words_they_are_is_said_as_far_as_it_is_known(qtbot: QtBot) -> None:
    ghost = Ghost(GhostId(4), "远客", None, QUOTED, ())
    view = view_of(
        qtbot,
        floors(AFloor(TEXT, quotes=((0, len(QUOTED), None),))),
        ghosts=(ghost,),
    )
    assert only_head(view, 2).label == "quoted words"
    document = column_of(view).document
    post = document.post(2)
    assert post is not None
    quote = post.quotes[0]
    named = plain(source_of(quote._replace(author="印出来的人"), document))
    assert named == "印出来的人"
    lost = plain(source_of(quote._replace(ghost=GhostId(4)), document))
    assert lost == "远客, not in this capture"
    unknown = quote._replace(ghost=GhostId(5))
    assert source_of(unknown, document) == "a post that is not in this capture"


def test_every_offset_is_that_of_the_saved_text(qtbot: QtBot) -> None:
    view = view_of(qtbot, floors())
    flow = item(view, 1).flow
    head = only_head(view)
    assert flow is not None
    line = view.typography.styles[item(view, 1).kind].line
    assert flow.position_at(300, head.height / 4) == 0
    assert flow.position_at(300, head.height * 3 / 4) == len(QUOTED)
    assert flow.position_at(0, head.height + 3) == TEXT.index(OWN)
    assert flow.line_at(3) == 0
    assert [flow.line_top(place) for place in (0, 20, len(QUOTED) - 1)] == [0, 0, 0]
    assert flow.line_top(TEXT.index(OWN)) == line
    assert flow.laid_line_top(20) == 0
    assert flow.bars(Span(0, len(QUOTED))) == []


def test_words_chosen_across_a_fold_are_copied_as_saved(qtbot: QtBot) -> None:
    view = view_of(qtbot, floors())
    view.select_all()
    assert view.selected_text().endswith(f"\n\n{ROOT}\n\n{TEXT}")
    held = view.scene().held(column_of(view).row_of(1), post_id(1), Span(0, len(QUOTED)))
    assert held.chosen
    assert LIGHT.selection in colours(view)


def test_a_folded_quote_says_that_it_holds_hits_and_notes(qtbot: QtBot) -> None:
    view = view_of(qtbot, floors())
    at = QUOTED.index("桥上")
    view.set_hits((hit(post=post_id(1), matches=(Span(at, at + 2),)),))
    view.set_note_spans({post_id(1): (Span(2, 5), Span(TEXT.index(OWN), len(TEXT)))})
    row = column_of(view).row_of(1)
    held = view.scene().held(row, post_id(1), Span(0, len(QUOTED)))
    assert (held.hits, held.present, held.notes, held.chosen) == (1, False, 1, False)
    assert said_of(held) == "1 match(es), 1 note(s)"
    assert LIGHT.hit in colours(view)


def test_walking_to_a_hit_in_a_folded_quote_unfolds_it(qtbot: QtBot) -> None:
    view = view_of(qtbot, floors())
    at = QUOTED.index("桥上")
    found = (
        hit(post=post_id(0), matches=(Span(0, 1),)),
        hit(post=post_id(1), matches=(Span(at, at + 2),)),
    )
    view.set_hits(found)
    view.next_hit()
    assert only_head(view).folded
    view.next_hit()
    assert not only_head(view).folded
    assert view.current_post() == post_id(1)
    assert LIGHT.hit_current in colours(view)


def test_walking_to_a_note_in_a_folded_quote_unfolds_it(qtbot: QtBot) -> None:
    view = view_of(qtbot, floors())
    view.show_words(post_id(1), Span(TEXT.index(OWN), len(TEXT)))
    assert only_head(view).folded
    view.show_words(post_id(1), Span(3, 5))
    assert not only_head(view).folded
    view.show_words(post_id(77), Span(3, 5))
    assert view.current_post() == post_id(1)


def test_images_in_a_folded_quote_are_folded_with_it(qtbot: QtBot) -> None:
    made = floors()
    made[1].values["figures"] = (figure(at=3), figure(2, at=len(TEXT)))
    view = view_of(qtbot, made)
    assert [each.image.at for each in item(view, 1).figures] == [len(TEXT)]
    click(view, head_point(view))
    assert [each.image.at for each in item(view, 1).figures] == [3, len(TEXT)]


def test_what_a_capture_says_is_text_in_the_head_too(qtbot: QtBot) -> None:
    made = floors(AFloor(f"{MARKUP}{DECEIVER}\n{QUOTED}", quotes=((0, 60, 0),)))
    made[0].author = DECEIVER
    view = view_of(qtbot, made)
    head = only_head(view, 2)
    assert "\u202e" not in head.label + head.words
    assert "<b>" in head.words


def test_heights_are_estimated_with_quotes_folded_and_open(qtbot: QtBot) -> None:
    for folded in (True, False):
        view = view_of(qtbot, quoting(300, 3), folded=folded)
        column = column_of(view)
        for row in range(column.rows):
            column.item(row)
        held, seen = column.estimates_held()
        assert seen == 300
        assert held / seen > 0.8


def test_strips_fit_together_where_quotes_are_folded(qtbot: QtBot) -> None:
    view = view_of(qtbot, quoting(120, 5))
    view.set_tokens(DARK)
    for by in (-120, -240, -120, 120, -360, 240):
        wheel(view, by)
        QApplication.processEvents()
    seen = pixels(view)
    view.viewport().update()
    QApplication.processEvents()
    assert pixels(view) == seen


def test_words_of_a_blocked_floor_stand_below_it_with_where_they_are(qtbot: QtBot) -> None:
    known = (Preserved(QUOTED, post_id(1), "2", Span(0, len(QUOTED))),)
    made = floors()
    made[0].text = "内容自动屏蔽"
    made[0].values["preserved"] = known
    view = view_of(qtbot, made)
    head, words = item(view, 0).annexes
    assert head.flow.text == "Text preserved in the quote of floor 2"
    assert words.flow.text == QUOTED
    assert item(view, 0).text == "内容自动屏蔽", "what was saved is not added to"
    column = column_of(view)
    shown = column.shown_row(column.row_of(0))
    assert shown is not None
    went: list[object] = []
    view.post_activated.connect(went.append)
    click(view, annex_box(shown, head).topLeft() + QPoint(6, 6))
    assert went == [post_id(1)]
    assert f"Text preserved in the quote of floor 2: {QUOTED}" in spoken(column, column.row_of(0))
