"""Posts made to be slow: four times the text may cost four times the time, not sixteen."""

from __future__ import annotations

import gc
import math
import random
import time
from typing import TYPE_CHECKING

import pytest

from db.replies import infer
from db.replies.floors import FlatThread, Floor
from db.replies.suggestions import Known, suggest

if TYPE_CHECKING:
    from collections.abc import Callable

SMALL, LARGE = 15_000, 60_000
SQUARE = 11.0  # times the time for four times the text: linear is 4, square is 16
NOTHING = 0.08  # seconds of which no ratio is taken
STAMP = "2025-01-28 09:59:57"


def repeated(piece: str) -> Callable[[int], str]:
    return lambda size: piece * (size // len(piece))


def headed(piece: str) -> Callable[[int], str]:
    return lambda size: f"甲 发表于 {STAMP} " + piece * (size // len(piece))


def ruled(size: int) -> str:
    chance = random.Random(size)
    half = "".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(size // 2))
    return f"甲 发表于 {STAMP} {half}\n------\n{half[::-1]}"


def common_letters(size: int) -> str:
    chance = random.Random(size)
    return "".join(chance.choices("的一是不了在有人我他这个们中来上大为和国", k=size))


def all_letters(size: int) -> str:
    chance = random.Random(size)
    return "".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(size))


def every_eighth_letter(size: int) -> str:
    return f"甲 发表于 {STAMP} " + "渡口的老船修好坏"[:7].join("子丑寅卯辰巳午未" * (size // 64))


POSTS: dict[str, Callable[[int], str]] = {
    "one letter": repeated("a"),
    "spaces": repeated(" "),
    "equals": repeated("="),
    "short rulers": repeated("-x"),
    "rulers": repeated("---- x"),
    "almost rulers": repeated("---x"),
    "stars": repeated("*"),
    "opening marks": repeated("“"),
    "closing marks": headed("’"),
    "full stops": headed("。"),
    "dots": headed("."),
    "omissions": headed(" …"),
    "line feeds": headed("\n"),
    "verbs": repeated("发表于 "),
    "times": repeated(f"于 {STAMP} "),
    "heads": repeated(f"发表于 {STAMP} "),
    "attributions": repeated(f"甲 发表评论于 {STAMP} 某某某\n"),
    "nested attributions": repeated(f"回复:‘甲 发表评论于 {STAMP} "),
    "wrote": repeated("甲 wrote: 某某某某某某\n"),
    "far marked lines": lambda size: "甲 wrote: 某\n" * 110 + " " * size + "\n> 某\nx" * 110,
    "brackets": repeated("[quote]"),
    "named brackets": repeated("[quote="),
    "closed brackets": repeated("[quote]a[/quote]"),
    "marked lines": repeated("> a\n"),
    "markers": repeated(">"),
    "colons": repeated(": "),
    "mentions": repeated("@甲 1楼 "),
    "floors above": repeated("楼上"),
    "first posts": repeated("楼主lz "),
    "names": repeated("甲乙"),
    "names in words": repeated("abcd"),
    "mail heads": repeated("From: a\nSent: b\n"),
    "tails": repeated("—— 来自 "),
    "addresses": repeated("http://example.org/a?b=c "),
    "parentheses": repeated("("),
    "ideographs": ruled,
    "near copies": every_eighth_letter,
    "common letters": common_letters,
    "all letters": all_letters,
}


def inferred(made: FlatThread) -> None:
    infer(made)


def suggested(made: FlatThread) -> None:
    """Suggest as if no quote was found, so that all words are compared."""
    suggest(made, Known({}, {}), range(len(made.floors)))


def seconds(made: FlatThread, runs: int, done: Callable[[FlatThread], None]) -> float:
    best = math.inf
    for _ in range(runs):
        gc.collect()
        start = time.process_time()
        done(made)
        best = min(best, time.process_time() - start)
    return best


def is_linear(
    small: FlatThread, large: FlatThread, done: Callable[[FlatThread], None] = inferred
) -> bool:
    """Whether four times the size costs much less than sixteen times the time; asked twice."""
    if seconds(large, 1, done) <= NOTHING:
        return True
    return any(seconds(large, runs, done) < SQUARE * seconds(small, runs, done) for runs in (1, 3))


def posted(text: str) -> FlatThread:
    # a post before it that it could quote, and the same post again that could quote it
    floors = (Floor("大家好才是真的好", "甲"), Floor(text, "乙"), Floor(text, "甲"))
    return FlatThread("题", "", floors, "Asia/Shanghai")


@pytest.mark.parametrize("name", POSTS)
def test_a_post_costs_no_more_than_its_length(name: str) -> None:
    made = POSTS[name]
    assert is_linear(posted(made(SMALL)), posted(made(LARGE)))


def cited(text: str) -> FlatThread:
    """A post that could cite the article or its title, which are made to be slow, too."""
    floors = (Floor("大家好才是真的好", "甲"), Floor(text, "乙"), Floor(f"好{text}", "甲"))
    return FlatThread(text[:2000], f"大家好\n{text}", floors, "Asia/Shanghai")


@pytest.mark.parametrize("name", POSTS)
def test_a_post_that_cites_costs_no_more_than_its_length(name: str) -> None:
    made = POSTS[name]
    assert is_linear(cited(made(SMALL)), cited(made(LARGE)))


@pytest.mark.parametrize("name", POSTS)
def test_suggesting_for_a_post_costs_no_more_than_its_length(name: str) -> None:
    made = POSTS[name]
    assert is_linear(posted(made(SMALL)), posted(made(LARGE)), suggested)


def lost(count: int) -> list[Floor]:
    return [
        Floor(f"甲 发表于 {STAMP} 第{at}次说起这件旧事来\n-----\n{at}号答话人有话要说", "甲")
        for at in range(count)
    ]


def same(count: int) -> list[Floor]:
    text = "大家好才是真的好，顶一下楼主\n-----\n大家好才是真的好，顶一下楼主"
    return [Floor(text, f"用户{at % 9}") for at in range(count)]


def oddly_named(count: int) -> list[Floor]:
    return [Floor(f"甲 写道：第{at}回\n----\n好", "-" * (at % 500 + 1)) for at in range(count)]


def short_and_quoted(count: int) -> list[Floor]:
    return [Floor("顶" if at % 2 else "[quote]顶[/quote]好", "甲") for at in range(count)]


def near_copies(count: int) -> list[Floor]:
    text = "渡口的老船修好了"
    return [
        Floor("".join(f"{text}{(at * 7 + part) % 10}" for part in range(40)) + "\n----\n", "甲")
        for at in range(count)
    ]


def chained(count: int) -> list[Floor]:
    made = [Floor("起头的话说在前面", "甲", None, None, 1)]
    for at in range(1, count):
        quoting = f"甲 写道：起头的话说在前面\n-----\n{at}号答话"
        made.append(Floor(quoting, "乙", None, None, at + 1 if at % 2 and at + 1 < count else None))
    return made


def same_and_long(count: int) -> list[Floor]:
    text = all_letters(2000)
    return [Floor(f"{text}{at}", f"abcd{at % 70}") for at in range(count // 8)]


THREADS: dict[str, Callable[[int], list[Floor]]] = {
    "lost quotes": lost,
    "the same post": same,
    "the same long post": same_and_long,
    "odd names": oddly_named,
    "a word quoted": short_and_quoted,
    "near copies": near_copies,
    "chains to later floors": chained,
}


@pytest.mark.parametrize("name", THREADS)
def test_a_thread_costs_no_more_than_its_floors(name: str) -> None:
    made = THREADS[name]
    small, large = (FlatThread("题", "", tuple(made(count))) for count in (300, 1200))
    assert is_linear(small, large)
    assert is_linear(small, large, suggested)
