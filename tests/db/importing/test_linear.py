"""Reading takes time in proportion to the size, of ordinary pages and of pages made to be slow."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from db.importing.checks import check
from db.importing.decoding import decode
from db.importing.formats.kantie_text import claims, read
from db.importing.kinds import kind_of_text
from db.importing.page import Origin, Page
from tests.builders import make_capture

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = "河边\n\n城南旧事\nHeron\n最新回复:2024年3月1日 8点05分 PT\n 返回列表\n1 阅读\n1 评论\n\n"

PAGES: dict[str, tuple[int, Callable[[int], str]]] = {
    "ordinary": (20, lambda n: make_capture(1, n).decode()),
    "blank lines": (5_000, lambda n: HEAD + "\n" * n + "甲\n1 楼\n好"),
    "spaces": (50_000, lambda n: HEAD + "\u00a0" * n + "\n甲\n1 楼\n" + "\u3000" * n),
    "one line": (50_000, lambda n: HEAD + "石" * n),
    "the same floor": (375, lambda n: HEAD + "甲\n1 楼\n" * n),
    "floors downwards": (375, lambda n: HEAD + "".join(f"甲\n{i} 楼\n" for i in range(n, 0, -1))),
    "floors without names": (750, lambda n: HEAD + "1 楼\n" * n),
    "every second floor": (375, lambda n: "".join(f"甲{i}\n{2 * i} 楼\n" for i in range(n))),
    "sub-floors": (375, lambda n: "".join(f"甲{i}\n1-{i} 楼\n" for i in range(n))),
    "floors far ahead": (
        375,
        lambda n: "".join(f"甲\n{i * 997 % 9999991} 楼\n" for i in range(n)),
    ),
    "latest replies": (500, lambda n: HEAD.split("\n", 4)[4] * n),
    "counts": (750, lambda n: HEAD + "12 阅读\n7 评论\n" * n),
    "credits": (750, lambda n: HEAD + "图像来源\n" * n),
    "captions": (750, lambda n: HEAD + "图像来源,甲\n\n图像加注文字\n\n" * n),
    "headings": (1_250, lambda n: HEAD + "短短一行\n\n" * n),
    "links at the foot": (1_000, lambda n: HEAD + "甲\n1 楼\n好\n\n" + "返回列表\n" * n),
    "marks on a letter": (7_500, lambda n: f"{HEAD}e\ne{chr(0x301) * n}\n1 楼\n好"),
    "joiners": (7_500, lambda n: HEAD + "🙂\n" + "🙂\u200d" * n + "\n1 楼\n好"),
    "hidden": (7_500, lambda n: HEAD + "甲\n1 楼\n" + "\u200b石" * n),
    "hidden names": (
        250,
        lambda n: HEAD + "".join(f"甲\u202e{i}\n{i} 楼\n好\n" for i in range(n)),
    ),
    "digits": (50_000, lambda n: HEAD + "1" * n + " 楼\n" + "9" * n),
    "colons": (50_000, lambda n: HEAD + "最新回复:" + ":" * n),
    "nested angle brackets": (12_500, lambda n: "<!--" * n + HEAD),
}


def spent(page: str) -> float:
    data = page.encode()
    start = time.process_time()
    text = decode(data).text
    kind_of_text(text)
    document = Page(text, Origin("page.txt"))
    claims(document)
    check(*read(document))
    return time.process_time() - start


@pytest.mark.parametrize("name", PAGES)
def test_sixteen_times_the_page_takes_about_sixteen_times_the_time(name: str) -> None:
    size, page = PAGES[name]
    once = min(spent(page(size)) for _ in range(3))
    for times in (4, 16):
        # twice, since another program may have had the caches; a square would be four times as much
        more = min(spent(page(size * times)) for _ in range(2))
        assert more < 2.2 * times * max(once, 0.004), (once, more)
