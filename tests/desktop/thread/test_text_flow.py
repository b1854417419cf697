"""Text in lines: parts of what is too long, positions and points, marks, words of other scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QTextCharFormat

from db.records import Span
from db.text import visible
from desktop.models.thread_head import Kind
from desktop.rendering.text_cuts import PART, WHOLE, cut
from desktop.rendering.text_flow import Mark, TextFlow
from desktop.rendering.typography import Typography
from tests.desktop.rooms import DECEIVER, EXTREMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("qapp")

FAMILY = "👨\u200d👩\u200d👧\u200d👦"


def flow_of(text: str, width: float = 400, muted: Sequence[Span] = ()) -> TextFlow:
    typography = Typography(16, "zh_CN")
    style = typography.styles[Kind.FLOOR]
    marks = [Mark(one.start, one.end, QTextCharFormat()) for one in muted]
    return TextFlow(text, style, typography.option, width, marks)


@given(
    st.lists(
        st.one_of(
            st.sampled_from(["\n", "\n\n", "，", " ", FAMILY, "e\u0301", "https://example.org/"]),
            st.integers(1, 6_000).map(lambda size: "石" * size),
            st.integers(1, 400).map(lambda size: "\n" * size),
        ),
        max_size=30,
    ).map("".join)
)
def test_parts_cover_a_text_and_meet_at_breaks(text: str) -> None:
    starts, ends = cut(text)
    assert starts[0] == 0
    assert ends[-1] == len(text)
    for end, start in zip(ends, starts[1:], strict=False):
        assert start - end in (0, 1)
        if start > end:
            assert text[end] == "\n"
        else:
            assert text[end] not in "\u0301\u200d"
            assert text[end - 1] != "\u200d"
    if len(text) <= WHOLE:
        assert len(starts) == 1
    assert all(end - start <= WHOLE for start, end in zip(starts, ends, strict=True))
    assert all(start < end or end == len(text) or text[end] == "\n"
               for start, end in zip(starts, ends, strict=True))  # fmt: skip


@pytest.mark.parametrize("text", [text for text in EXTREMES if text])
@pytest.mark.parametrize("width", [30.0, 400.0])
def test_every_position_is_found_again_at_its_point(text: str, width: float) -> None:
    flow = flow_of(text, width)
    for part in range(flow.parts):
        flow.lay(part)
    for position in range(0, len(text), max(1, len(text) // 50)):
        top = flow.line_top(position)
        first = flow.line_at(top + 1)
        assert first <= position
        assert flow.position_at(-1_000, top + 1) >= 0
        assert flow.line_top(first) == top


def test_positions_count_code_points() -> None:
    text = "😂" * 3 + "中国"
    flow = flow_of(text)
    flow.lay(0)
    assert flow.position_at(10_000, 1) == 5
    seen = [flow.position_at(x, 1) for x in range(0, 200, 2)]
    assert sorted(set(seen)) == [0, 1, 2, 3, 4, 5]
    assert seen == sorted(seen)


def test_right_to_left_words_do_not_break_positions() -> None:
    text = "他说 שלום עולם 就走了，再说 مرحبا 也没用。"
    flow = flow_of(text, 160)
    flow.lay(0)
    found = {flow.position_at(x, y) for y in range(0, flow.height, 8) for x in range(0, 170, 2)}
    assert found <= set(range(len(text) + 1))
    assert len(found) > len(text) * 0.8


def test_lines_keep_their_distance_whatever_stands_in_them() -> None:
    plain = flow_of("中" * 100)
    mixed = flow_of("中😂ก็ĝ" * 25)
    plain.lay(0)
    mixed.lay(0)
    line = Typography(16, "zh_CN").styles[Kind.FLOOR].line
    assert plain.height % line == 0
    assert mixed.height % line == 0


def test_what_could_deceive_is_drawn_as_a_mark() -> None:
    flow = flow_of(DECEIVER)
    flow.lay(0)
    assert flow.drawn(0) == visible(DECEIVER)
    assert flow.text == DECEIVER
    assert flow.position_at(10_000, 1) == len(DECEIVER)


def drawn(flow: TextFlow, marks: list[Mark]) -> QImage:
    image = QImage(420, max(1, min(flow.height, 2_000)), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)

    def among(start: int, end: int) -> list[Mark]:
        return [mark for mark in marks if mark.start < end and mark.end > start]

    flow.draw(painter, QPointF(0, 0), QRectF(image.rect()), among)
    painter.end()
    return image


def painted(image: QImage, colour: str) -> list[int]:
    """Columns in which a colour stands."""
    wanted = QColor(colour).rgb()
    return [
        x
        for x in range(image.width())
        if any(image.pixel(x, y) == wanted for y in range(image.height()))
    ]


def test_a_mark_behind_emoji_covers_its_own_words() -> None:
    format_ = QTextCharFormat()
    format_.setBackground(QColor("#00FF00"))
    flow = flow_of("😂😂中国桥")
    flow.lay(0)
    columns = painted(drawn(flow, [Mark(2, 4, format_)]), "#00FF00")
    edges = [x for x in range(400) if flow.position_at(x, 1) in (2, 3)]
    assert columns
    assert abs(columns[0] - edges[0]) <= 14
    assert 28 <= columns[-1] - columns[0] <= 36, "two characters wide"


def test_a_mark_across_parts_is_drawn_in_both() -> None:
    text = "石" * (WHOLE + PART)
    flow = flow_of(text, 400)
    border = flow.starts[1]
    assert flow.parts > 1
    for part in range(flow.parts):
        flow.lay(part)
    format_ = QTextCharFormat()
    format_.setBackground(QColor("#00FF00"))
    image = QImage(420, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    origin = QPointF(0, 100 - flow.top(1))
    flow.draw(
        painter,
        origin,
        QRectF(image.rect()),
        lambda _s, _e: [Mark(border - 1, border + 1, format_)],
    )
    painter.end()
    green = QColor("#00FF00").rgb()
    rows = {y for y in range(200) for x in range(420) if image.pixel(x, y) == green}
    assert min(rows) < 100 <= max(rows)


def test_ten_megabytes_in_one_line_are_laid_out_where_they_are_seen() -> None:
    text = "水" * 10_000_000
    flow = flow_of(text, 700)
    assert flow.parts > 2_000
    middle = flow.part_at(flow.height // 2)
    flow.lay(middle)
    assert abs(flow.starts[middle] - 5_000_000) < 2 * PART
    assert flow.laid == 1


@given(st.text(st.characters(exclude_categories=()), max_size=300), st.integers(20, 500))
@settings(max_examples=80)
def test_any_text_can_be_laid_out_and_pointed_at(text: str, width: int) -> None:
    flow = flow_of(text, width)
    height = sum(flow.lay(part) for part in range(flow.parts))
    assert height == flow.height > 0
    for x in (-5, 3, width // 2, width + 50):
        for y in (0, height // 2, height - 1):
            assert 0 <= flow.position_at(x, y) <= len(text)


def test_bars_reach_over_the_lines_of_a_quote(qtbot: QtBot) -> None:
    del qtbot
    text = "回复：甲某 这块石头是我爷爷放的。\n-----\n原来如此"
    flow = flow_of(text, 400, [Span(0, text.index("原"))])
    flow.lay(0)
    line = flow.lay(0) // 3
    assert flow.bars(Span(0, text.index("原"))) == [(0, 2 * line)]
    assert flow.bars(Span(text.index("原"), len(text))) == [(2 * line, 3 * line)]
