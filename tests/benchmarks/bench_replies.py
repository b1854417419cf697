"""How well and how fast replies are inferred: precision and recall per style, floors a second.

Run ``python tests/benchmarks/bench_replies.py``.  The discussions with known parents lie beside
the repository in ``shared/captures/replytree`` and are not part of the project; without them only
the timings run.  Threads are flattened here to what saved pages look like: quotes degraded, or
invented in several styles with noise, always the same for the same thread.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from db.records import LinkState  # noqa: E402
from db.replies import infer  # noqa: E402
from db.replies.floors import FlatThread, Floor  # noqa: E402
from db.replies.folding import Folding  # noqa: E402
from db.replies.suggestions import Known, known_of, suggest  # noqa: E402
from db.text import fold  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DATA = ROOT.parent / "shared" / "captures" / "replytree" / "dev.jsonl"
UNSCORED = "s1-2161129-01"  # holds its first page three times
Post = dict[str, Any]


@dataclass
class Flat:
    """A thread as a page shows it, with the floor each floor answers (``None``: not known)."""

    thread: FlatThread
    truth: list[int | None]
    style: list[str]


@dataclass
class Score:
    """Counts of one style."""

    labels: int = 0
    claimed: int = 0
    right: int = 0
    solid: int = 0
    solid_right: int = 0
    outside: int = 0
    outside_solid: int = 0
    outside_ghost: int = 0
    wrong: list[str] = field(default_factory=list[str])


def load(prefix: str, half: str) -> Iterator[tuple[str, str, list[Post]]]:
    """Threads whose id begins with ``prefix``: the half for tuning, for judging, or all."""
    with DATA.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            record = json.loads(line)
            if not record["id"].startswith(prefix) or record["id"] == UNSCORED:
                continue
            if half != "all" and (number % 2 == 0) != (half == "tune"):
                continue
            posts = sorted(record["posts"], key=lambda post: post["n"])
            yield record["id"], record["title"], posts


def own_text(post: Post) -> str:
    return "\n".join(seg["s"] for seg in post["segs"] if seg["t"] == "own").strip()


def wall(printed: str | None) -> str | None:
    """``2023-1-30 19:28`` as ISO 8601."""
    if not printed:
        return None
    date, _, clock = printed.replace("T", " ").partition(" ")
    parts = date.split("-")
    if len(parts) != 3 or not clock:
        return None
    return f"{parts[0]}-{parts[1]:>02}-{parts[2]:>02}T{clock[:5]}+08:00"


# -- real quotes, degraded


def frame(style: str, seg: dict[str, Any]) -> str:
    """One quote, written in ``style``."""
    text, author, at = seg["s"], seg["author"], seg["time"]
    if style == "full" and author:
        return f"引用 {author} 发表于 {at}\n{text}\n--------------------\n"
    if style == "notime" and author:
        return f"[quote={author}]{text}[/quote]\n"
    if style == "run" and author:
        return f"{author} 发表于 {at} {' '.join(text.split())} "
    if style == "delimonly":
        return f"{text}\n--------------------\n"
    return f"[quote]{text}[/quote]\n"


def degraded(style: str) -> Callable[[str, str, list[Post]], Flat]:
    def flatten(_name: str, title: str, posts: list[Post]) -> Flat:
        number = {post["n"]: index for index, post in enumerate(posts)}
        floors: list[Floor] = []
        truth: list[int | None] = []
        for post in posts:
            parts = [frame(style, seg) if seg["t"] == "quote" else seg["s"] for seg in post["segs"]]
            text = "".join(parts) if style == "run" else "\n".join(parts)
            if style == "run" and any(seg["t"] == "quote" for seg in post["segs"]):
                text = " ".join(text.split())
            at = wall(post["time"]) if style == "full" else None
            floors.append(Floor(text, post["author"], str(post["n"]), at))
            quotes = [seg for seg in post["segs"] if seg["t"] == "quote"]
            parent = post["parent"]
            known = parent is not None and parent != 0 and quotes and quotes[0]["s"].strip()
            truth.append(number.get(parent, -1) if known else None)
        return Flat(
            FlatThread(title, "", tuple(floors), "Asia/Shanghai"), truth, [style] * len(floors)
        )

    return flatten


# -- quotes invented in several styles

SHARES = {
    "wxc_full": 0.22,
    "wxc_trunc": 0.22,
    "trail": 0.14,
    "nested": 0.12,
    "inline": 0.08,
    "at": 0.05,
    "floor": 0.05,
    "email": 0.04,
    "ptt": 0.03,
    "none": 0.05,
}
COVERED = ("wxc_full", "wxc_trunc", "trail", "nested", "email", "ptt")
TO_ASCII = str.maketrans("，：！？（）；", ",:!?();")
TO_WIDE = str.maketrans(",:!?();", "，：！？（）；")


def _traditional() -> dict[int, str]:
    """Simplified to Traditional by character: the commonest of those that fold to it."""
    table: dict[int, tuple[bytes, str]] = {}
    for code in range(0x4E00, 0x9FA6):
        simple = fold(chr(code))
        if simple == chr(code) or len(simple) != 1 or _in_big5(simple):
            continue
        rank = _in_big5(chr(code))
        if rank:
            table[ord(simple)] = min(table.get(ord(simple), (rank, chr(code))), (rank, chr(code)))
    return {code: char for code, (_rank, char) in table.items()}


def _in_big5(char: str) -> bytes:
    """The place of a character in Big5, where the common ones come first; empty if not there."""
    try:
        return char.encode("big5")
    except UnicodeEncodeError:
        return b""


TRADITIONAL = _traditional()


def noisy(text: str, chance: random.Random) -> str:
    """A quoted text as it comes out of copying: scripts, spaces, widths, typing errors."""
    if chance.random() < 0.35:
        text = text.translate(TRADITIONAL) if chance.random() < 0.7 else fold(text)
    if chance.random() < 0.35:
        text = " ".join(text.split())
    if chance.random() < 0.30:
        text = text.translate(TO_ASCII if chance.random() < 0.5 else TO_WIDE)
    if chance.random() < 0.25 and text:
        letters = list(text)
        for _ in range(max(1, round(len(text) * 0.015))):
            at = chance.randrange(len(letters))
            kind = chance.random()
            if kind < 0.4:
                letters[at] = chance.choice(text)
            elif kind < 0.7:
                letters[at] = ""
            else:
                letters[at] += chance.choice(text)
        text = "".join(letters)
    return text


def mixed(name: str, title: str, posts: list[Post]) -> Flat:
    """Drop the real quotes, and quote every known parent in a style drawn by share."""
    chance = random.Random(name)
    wide = name.startswith("s1-")
    sizes = (12, 20, 30, 50, 80) if wide else (30, 60, 100, 160)
    number = {post["n"]: index for index, post in enumerate(posts)}
    floors: list[Floor] = []
    truth: list[int | None] = []
    styles: list[str] = []
    for index, post in enumerate(posts):
        own, style, label = own_text(post), "", None
        parent = number.get(post["parent"] or 0, -1)
        if 0 <= parent < index and floors[parent].text.strip() and own_text(posts[parent]):
            style = chance.choices(list(SHARES), list(SHARES.values()))[0]
            own = quoting(style, post, posts[parent], floors[parent].text, chance, sizes)
            label = parent
        floors.append(Floor(own, post["author"], str(post["n"])))
        truth.append(label)
        styles.append(style)
    return Flat(FlatThread(title, "", tuple(floors), "Asia/Shanghai"), truth, styles)


def quoting(
    style: str, post: Post, parent: Post, flat: str, chance: random.Random, sizes: tuple[int, ...]
) -> str:
    """The text of ``post`` with a quote of ``parent`` in ``style``."""
    own, author = own_text(post), parent["author"] or "-"
    stamp = (wall(parent["time"]) or "2020-01-01T10:00")[:16].replace("T", " ")
    stamp += f":{chance.randrange(60):02}"
    said = own_text(parent)[:1200]
    size = chance.choice(sizes)
    equals, dashes = "=" * chance.choice((6, 16, 30)), "-" * chance.choice((5, 6, 21, 60, 80))
    head = f"{author} 发表评论于 {stamp}"
    if style in {"wxc_full", "nested"}:
        whole = noisy(said if style == "wxc_full" else flat[:600], chance)
        return f"回复:‘{head} {whole}’ **{equals}** {own}"
    if style in {"wxc_trunc", "trail"}:
        first = style == "wxc_trunc"
        size = size if first else max(40, size)
        cut = noisy(said[:size], chance) + (
            ("......" if first else "...") if len(said) > size else ""
        )
        return f"{head}\n{cut}\n{dashes}\n{own}" if first else f"{own}\n{dashes}\n{cut}"
    if style in {"email", "ptt"}:
        mark = "> " if style == "email" else ": "
        lines = "\n".join(mark + line for line in noisy(said, chance).split("\n"))
        said_so = f"{author} wrote:" if style == "email" else f"※ 引述《{author}》之銘言："
        return f"{said_so}\n{lines}\n\n{own}"
    if style == "inline":
        return f"“{noisy(said[:size], chance)}”{own}"
    if style == "at":
        return f"@{author} {own}"
    if style == "floor":
        return chance.choice(("{}楼 ", "回{}楼 ", "回复 {}楼 ")).format(parent["n"]) + own
    return own


def halved(flat: Flat) -> Flat:
    """Without the first 40 % of the floors; labels into them become -1."""
    cut = int(0.4 * len(flat.truth))
    truth = [
        None if label is None else label - cut if label >= cut else -1 for label in flat.truth[cut:]
    ]
    source = flat.thread
    thread = FlatThread(source.title, source.article, source.floors[cut:], source.timezone)
    return Flat(thread, truth, flat.style[cut:])


# -- scoring


def measure(flats: list[Flat], scores: dict[str, Score], *, details: bool) -> Counter[str]:
    """Add the links of ``flats`` to ``scores``; returns right and wrong links per rule."""
    per_rule: Counter[str] = Counter()
    for flat in flats:
        primary = {link.child: link for link in infer(flat.thread).links if link.primary}
        for child, label in enumerate(flat.truth):
            if label is None or child == 0:
                continue
            score = scores.setdefault(flat.style[child], Score())
            link = primary.get(child)
            drawn = link is not None and link.parent is not None
            right = drawn and link is not None and link.parent == label
            solid = drawn and link is not None and link.state == LinkState.SOLID
            if label < 0:
                score.outside += 1
                score.outside_solid += solid
                score.outside_ghost += link is not None and link.state == LinkState.GHOST
            else:
                score.labels += 1
            score.claimed += drawn
            score.right += right
            score.solid += solid
            score.solid_right += right and solid
            if link is not None:
                per_rule[f"{link.rule} {'right' if right else 'wrong'}"] += 1
            if details and not right and not (label < 0 and not drawn):
                score.wrong.append(_describe(flat, child, label, link))
    return per_rule


def _describe(flat: Flat, child: int, label: int, link: Any) -> str:
    floors = flat.thread.floors
    said = floors[label].text if label >= 0 else ""
    rule = "nothing" if link is None else f"{link.rule} -> {link.parent}"
    return (
        f"{flat.thread.title} {child} -> {label}, found {rule}\n"
        f"   child : {floors[child].text[:300]!r}\n   parent: {said[:200]!r}"
    )


def wilson(right: int, of: int) -> float:
    """Lower bound of a proportion at 95 %."""
    if not of:
        return 0.0
    z, share = 1.96, right / of
    spread = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (share + z * z / (2 * of) - spread) / (1 + z * z / of)


def ratio(one: float, two: float) -> float:
    return one / two if two else 0.0


def show(name: str, score: Score) -> None:
    precision, recall = ratio(score.right, score.claimed), ratio(score.right, score.labels)
    f1 = ratio(2 * precision * recall, precision + recall)
    line = (
        f"{name:22} n={score.labels:5} P={precision:.3f} R={recall:.3f} F1={f1:.3f}"
        f" | solid P={ratio(score.solid_right, score.solid):.3f}"
        f" (>={wilson(score.solid_right, score.solid):.3f})"
        f" R={ratio(score.solid_right, score.labels):.3f}"
    )
    if score.outside:
        line += (
            f" | outside={score.outside} false solid={score.outside_solid / score.outside:.3f}"
            f" ghost={score.outside_ghost / score.outside:.3f}"
        )
    print(line)
    for wrong in score.wrong[:200]:
        print("  ", wrong)


def accuracy(half: str, only: str | None, *, details: bool) -> None:
    """Print precision and recall per style."""
    chinese = list(load("s1-", half))
    english = list(load("urho3d-", half)) + list(load("delving-", half))
    rules: Counter[str] = Counter()
    for style in ("full", "notime", "run", "textonly", "delimonly"):
        flats = [degraded(style)(*thread) for thread in chinese]
        for name, made in ((f"s1 {style}", flats), (f"s1 40% {style}", [*map(halved, flats)])):
            if only is None or only in name:
                scores: dict[str, Score] = {}
                rules += measure(made, scores, details=details)
                show(name, scores[style])
    for language, threads in (("zh", chinese), ("en", english)):
        name = f"mix {language}"
        if only is not None and only not in name:
            continue
        scores = {}
        rules += measure([mixed(*thread) for thread in threads], scores, details=details)
        covered = Score()
        for style in SHARES:
            score = scores.get(style, Score())
            show(f"{name} {style}", score)
            if style in COVERED:
                for count in ("labels", "claimed", "right", "solid", "solid_right"):
                    setattr(covered, count, getattr(covered, count) + getattr(score, count))
        show(f"{name} covered styles", covered)
    for rule in sorted({key.rsplit(" ", 1)[0] for key in rules}):
        right, wrong = rules[f"{rule} right"], rules[f"{rule} wrong"]
        print(f"rule {rule:20} {right:6} right {wrong:5} not  P={right / (right + wrong):.3f}")
    for language, threads in (("zh", chinese), ("en", english)):
        if only is None or only in f"suggestions {language}":
            suggestions(language, threads)


def suggestions(language: str, threads: list[tuple[str, str, list[Post]]]) -> None:
    """Print how often the parent of a reply is suggested whose quotes were taken out."""
    asked = first = among = previous = 0
    rules: Counter[tuple[str, bool]] = Counter()
    for _name, title, posts in threads:
        number = {post["n"]: index for index, post in enumerate(posts)}
        floors = tuple(Floor(own_text(post), post["author"], str(post["n"])) for post in posts)
        flat = FlatThread(title, "", floors, "Asia/Shanghai")
        found = suggest(flat, Known({}, {}), range(len(floors)))
        for child, post in enumerate(posts):
            parent = number.get(post["parent"] or 0, -1)
            if not 0 <= parent < child or not floors[child].text.strip():
                continue
            told = [each.parent == parent for each in found[child]]
            asked += 1
            first += told[:1] == [True]
            among += True in told
            previous += parent == child - 1
            rules.update((each.rule, each.parent == parent) for each in found[child])
    print(
        f"suggestions {language}: {asked} replies without their quotes, parent the first"
        f" {ratio(first, asked):.3f}, among three {ratio(among, asked):.3f}"
        f" (the previous floor {ratio(previous, asked):.3f})"
    )
    for rule in sorted({rule for rule, _right in rules}):
        right, wrong = rules[rule, True], rules[rule, False]
        print(
            f"  suggested by {rule:20} {right:5} of {right + wrong:5} {right / (right + wrong):.3f}"
        )


# -- timings


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


def real() -> Iterator[tuple[str, list[Floor]]]:
    """Ten thousand floors of the discussions, in each style of quoting, one after another."""
    chinese = list(load("s1-", "all"))
    for style in ("full", "run", "textonly", "delimonly"):
        floors = [
            Floor(floor.text, floor.author, None, floor.posted_at)
            for _ in range(2)
            for thread in chinese
            for floor in degraded(style)(*thread).thread.floors
        ]
        yield f"s1 {style}", floors[:10_000]


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
            spent = time.process_time() - start
            print(f"   suggestions for {len(asked):5} of them {spent:6.2f} s")
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
    parser.add_argument("--half", choices=("tune", "judge", "all"), default="all")
    parser.add_argument("--only", help="measure styles whose name holds this")
    parser.add_argument("--details", action="store_true", help="print what went wrong")
    parser.add_argument("--no-times", action="store_true")
    given = parser.parse_args()
    if DATA.exists():
        accuracy(given.half, given.only, details=given.details)
    else:
        print("skipped: the discussions with known parents are not beside the repository")
    if not given.no_times:
        timings()


if __name__ == "__main__":
    main()
