"""Hypothesis strategies: saved pages, whole and damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from tests.builders import make_capture

if TYPE_CHECKING:
    from collections.abc import Callable

# what confuses a reader of such pages, each as a line of its own
ODD_LINES = (
    "",
    " ",
    "\u00a0 \u3000",
    "3 楼",
    "1 楼",
    "２ 楼",
    "第 4 樓",
    "2-1 楼",
    "9999999 楼",
    "最新回复:2024年3月1日 8点05分 PT",
    "最新回覆：昨天",
    "返回列表",
    "12 阅读",
    "3.8万 阅读",
    "0 评论",
    "7 評論",
    "图像来源,Heron",
    "图像来源",
    "圖像加註文字，渡口的早晨",
    "照片.jpg",
    "来源: 河岸周刊",
    "版块：城南旧事",
    "首页 | 新闻 | 登录",
    "北",
    "老桥",
    "老桥同学桂\u200b",
    "-----",
    "回复:‘老桥 发表评论于 2024-03-01 07:30:00 今天’ **======**",
    "{名字} 100% \\n <b>粗</b>",
    "\u202e反过来\u202c",
    "🙂\u200d",
    "发表评论",
    "加载更多",
)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A page of a few floors as text, or a part of one, with lines moved, lost, doubled, added."""
    seed = draw(st.integers(0, 40))
    floors = draw(st.integers(0, 9))
    lines = make_capture(seed, floors).decode().split("\n")
    for change in draw(st.lists(st.sampled_from(_CHANGES), max_size=5)):
        lines = change(draw, lines)
    text = "\n".join(lines)
    if draw(st.booleans()):
        text = text[draw(st.integers(0, 60)) :]
    if draw(st.booleans()):
        text = text[: max(0, len(text) - draw(st.integers(0, 200)))]
    return text


def _shuffled(draw: st.DrawFn, lines: list[str]) -> list[str]:
    start = draw(st.integers(0, len(lines)))
    end = draw(st.integers(start, min(len(lines), start + 12)))
    return [*lines[:start], *draw(st.permutations(lines[start:end])), *lines[end:]]


def _moved(draw: st.DrawFn, lines: list[str]) -> list[str]:
    start = draw(st.integers(0, len(lines)))
    end = draw(st.integers(start, len(lines)))
    rest = [*lines[:start], *lines[end:]]
    place = draw(st.integers(0, len(rest)))
    return [*rest[:place], *lines[start:end], *rest[place:]]


def _lost(draw: st.DrawFn, lines: list[str]) -> list[str]:
    place = draw(st.integers(0, len(lines)))
    return [*lines[:place], *lines[place + draw(st.integers(1, 4)) :]]


def _doubled(draw: st.DrawFn, lines: list[str]) -> list[str]:
    start = draw(st.integers(0, len(lines)))
    end = draw(st.integers(start, len(lines)))
    return [*lines[:end], *lines[start:end], *lines[end:]]


def _added(draw: st.DrawFn, lines: list[str]) -> list[str]:
    place = draw(st.integers(0, len(lines)))
    new = draw(st.lists(st.sampled_from(ODD_LINES), min_size=1, max_size=4))
    return [*lines[:place], *new, *lines[place:]]


def _strange(draw: st.DrawFn, lines: list[str]) -> list[str]:
    place = draw(st.integers(0, len(lines)))
    letters = st.characters(exclude_categories=["Cs"], exclude_characters="\n\0")
    return [*lines[:place], draw(st.text(letters, max_size=30)), *lines[place:]]


_CHANGES: tuple[Callable[[st.DrawFn, list[str]], list[str]], ...] = (
    _shuffled,
    _moved,
    _lost,
    _doubled,
    _added,
    _strange,
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """The bytes of a page in some encoding, some of them wrong."""
    text = draw(pages())
    encoding = draw(st.sampled_from(("utf-8", "utf-8-sig", "gb18030", "utf-16", "big5", "ascii")))
    data = bytearray(text.encode(encoding, "ignore"))
    for _ in range(draw(st.integers(0, 6))):
        if data:
            data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data)
