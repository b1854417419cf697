"""How fast replies are inferred; with ``--accuracy`` how well, with ``--suggestions`` what else.

Run ``python tests/benchmarks/bench_replies.py``.  The discussions with known parents lie beside
the repository in ``shared/captures/replytree`` and are not part of the project; without them only
the invented threads are timed.  How well the rules do is what ``beilin eval`` prints of them.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from db.commands import main as command  # noqa: E402
from db.evaluation import LabelledThread, read  # noqa: E402
from db.evaluation.degraded import degraded  # noqa: E402
from db.replies import infer  # noqa: E402
from db.replies.floors import FlatThread, Floor  # noqa: E402
from db.replies.folding import Folding  # noqa: E402
from db.replies.suggestions import Known, known_of, suggest  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = ROOT.parent / "shared" / "captures" / "replytree" / "dev.jsonl"


def hostile() -> dict[str, str]:
    """Posts of about a megabyte made to be slow."""
    chance = random.Random(1)
    stamp = "2025-01-28 09:59:57"
    head = f"甲 发表于 {stamp} "

    def ideographs(size: int) -> str:
        return "".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(size))

    return {
        "= x 1M": "=" * 1_000_000,
        "-x x 500k": "-x" * 500_000,
        "---- x x 170k": "---- x" * 170_000,
        "“ x 1M": "“" * 1_000_000,
        "’ x 1M after a head": head + "’" * 1_000_000,
        "newlines after a head": head + "\n" * 1_000_000,
        "。 x 1M after a head": head + "。" * 1_000_000,
        " … x 500k after a head": head + " …" * 500_000,
        "spaces x 1M": " " * 1_000_000,
        "a x 1M": "a" * 1_000_000,
        "发表于 x 200k": "发表于 " * 200_000,
        "发表于 time x 40k": f"发表于 {stamp} " * 40_000,
        "[quote] x 100k": "[quote]" * 100_000,
        "[quote]..[/quote] x 60k": "[quote]a[/quote]" * 60_000,
        "> a lines x 200k": "> a\n" * 200_000,
        ">>>> x 1M": ">" * 1_000_000,
        "@甲 1楼 x 140k": "@甲 1楼 " * 140_000,
        "From:/Sent: x 60k": "From: a\nSent: b\n" * 60_000,
        "URLs x 50k": "http://example.org/a?b=1 " * 40_000,
        "20k attributions": f"甲 发表评论于 {stamp} 某某某\n" * 20_000,
        "20k nested heads": f"回复:‘甲 发表评论于 {stamp} " * 20_000,
        "20k wrote:": "甲 wrote: 某某某某某某\n" * 20_000,
        "random CJK": ideographs(1_000_000),
        "random CJK, ruled": f"{head}{ideographs(500_000)}\n------\n{ideographs(499_000)}",
        "two letters": "".join(chance.choice("啊哦") for _ in range(1_000_000)),
        "( x 1M": "(" * 1_000_000,
    }


def seconds(thread: FlatThread) -> float:
    start = time.process_time()
    infer(thread)
    return time.process_time() - start


def folding_alone(thread: FlatThread) -> float:
    """The baseline of the same run: folding every text of the thread once for matching."""
    folding = Folding(spaced=False)
    start = time.process_time()
    for floor in thread.floors:
        folding.letters(floor.text)
    return time.process_time() - start


def invented() -> Iterator[tuple[str, list[Floor]]]:
    """Threads of ten thousand floors."""
    chance = random.Random(2)
    letters = [chr(chance.randrange(0x4E00, 0x5E00)) for _ in range(3000)]

    def words(size: int) -> str:
        return "".join(chance.choice(letters) for _ in range(size))

    yield "no cue", [Floor(words(110), f"用户{chance.randrange(500)}") for _ in range(10_000)]
    floors: list[Floor] = []
    for index in range(10_000):
        floor = Floor(words(80), f"用户{chance.randrange(500)}", str(index + 1))
        if index and chance.random() < 0.4:
            source = floors[chance.randrange(index)]
            kind, said = chance.random(), source.text[-60:]
            text = f"[quote]{said}[/quote]{floor.text}"
            if kind < 0.5:
                text = f"{source.author} 发表评论于 2025-01-28 10:56:48 {said} ------ {floor.text}"
            elif kind < 0.75:
                text = f"{floor.text} ------ {said}"
            floor = Floor(text, floor.author, floor.label)
        floors.append(floor)
    yield "40 % quote", floors
    yield (
        "every quote lost",
        [
            Floor(
                f"用户{index % 50} 发表于 2025-01-28 10:56 {words(40)}\n-----\n{words(40)}",
                f"用户{index % 50}",
            )
            for index in range(10_000)
        ],
    )
    same = "大家好才是真的好，顶一下楼主\n-----\n大家好才是真的好，顶一下楼主"
    yield "all the same", [Floor(same, f"用户{index % 9}") for index in range(10_000)]


def labelled() -> list[LabelledThread]:
    """The discussions with known parents."""
    with DATA.open("rb") as file:
        return [each for each in read(file) if isinstance(each, LabelledThread)]


def real() -> Iterator[tuple[str, list[Floor]]]:
    """Ten thousand floors of the discussions, in each style of quoting, one after another."""
    threads = labelled()
    for language in ("zh", "en"):
        for style in ("full", "notime", "run", "textonly", "delimonly"):
            floors = [
                Floor(floor.text, floor.author, None, floor.posted_at)
                for thread in threads
                if thread.language == language and not thread.mail
                for floor in degraded(thread, style).thread.floors
            ]
            many = floors * (10_000 // len(floors) + 1)
            yield f"{language} {style}", many[:10_000]


def suggestions() -> None:
    """Print how often the parent of a reply is suggested whose quotes were taken out."""
    threads = labelled()
    for language in ("zh", "en"):
        told = [each for each in threads if each.language == language and not each.mail]
        _suggestions_of(language, told)


def _suggestions_of(language: str, threads: list[LabelledThread]) -> None:
    asked = first = among = previous = 0
    rules: Counter[tuple[str, bool]] = Counter()
    for thread in threads:
        number = {post.number: index for index, post in enumerate(thread.posts)}
        floors = tuple(
            Floor(
                "\n".join(each.text for each in post.segments if not each.quoted).strip(),
                post.author,
                str(post.number),
            )
            for post in thread.posts
        )
        flat = FlatThread(thread.title, "", floors, "Asia/Shanghai")
        found = suggest(flat, Known({}, {}), range(len(floors)))
        for child, post in enumerate(thread.posts):
            parent = number.get(post.parent or 0, -1)
            if not 0 <= parent < child or not floors[child].text.strip():
                continue
            told = [each.parent == parent for each in found[child]]
            asked += 1
            first += told[:1] == [True]
            among += True in told
            previous += parent == child - 1
            rules.update((each.rule, each.parent == parent) for each in found[child])
    if not asked:
        return
    print(
        f"suggestions {language}: {asked} replies without their quotes, parent the first"
        f" {first / asked:.3f}, among three {among / asked:.3f}"
        f" (the previous floor {previous / asked:.3f})"
    )
    for rule in sorted({rule for rule, _right in rules}):
        right, wrong = rules[rule, True], rules[rule, False]
        print(
            f"  suggested by {rule:20} {right:5} of {right + wrong:5} {right / (right + wrong):.3f}"
        )


def timings() -> None:
    """Print CPU seconds for large and for hostile threads."""
    for name, floors in [*(real() if DATA.exists() else ()), *invented()]:
        thread = FlatThread("题", "", tuple(floors), "Asia/Shanghai")
        size = sum(len(floor.text) for floor in floors)
        bare, spent = folding_alone(thread), seconds(thread)
        print(
            f"10k floors, {name:18} {size:9} characters {spent:6.2f} s"
            f" {len(floors) / spent:9.0f} floors/s {spent / bare:6.1f} x folding alone"
        )
        known = known_of(infer(thread))
        for asked in (range(len(floors) - 1, len(floors)), range(len(floors))):
            start = time.process_time()
            suggest(thread, known, asked)
            took = time.process_time() - start
            print(f"   suggestions for {len(asked):5} of them {took:6.2f} s")
    before = Floor("大家好才是真的好", "甲")
    for name, text in hostile().items():
        floors = (before, Floor(text, "乙"), Floor(text, "甲"))
        thread = FlatThread("题", "", floors, "Asia/Shanghai")
        spent = seconds(thread)
        cited = seconds(FlatThread("题", f"好{text}", floors[:2], "Asia/Shanghai"))
        start = time.process_time()
        suggest(thread, Known({}, {}), range(len(floors)))
        print(
            f"hostile {name:24} {len(text):8} characters, twice {spent:6.2f} s,"
            f" once beside an article of the same {cited:6.2f} s,"
            f" suggestions {time.process_time() - start:6.2f} s"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accuracy", action="store_true", help="print what “beilin eval” prints")
    parser.add_argument(
        "--suggestions", action="store_true", help="print how often the parent is suggested"
    )
    asked = parser.parse_args()
    if (asked.accuracy or asked.suggestions) and not DATA.exists():
        sys.exit("The discussions with known parents are not beside the repository.")
    if asked.accuracy:
        command(["eval", str(DATA)], sys.stdout, sys.stderr)
    if asked.suggestions:
        suggestions()
        return
    timings()


if __name__ == "__main__":
    main()
