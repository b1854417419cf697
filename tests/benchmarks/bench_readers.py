"""How long reading takes as pages grow: each reader on its own case, 1, 4 and 16 times as large.

Run by path: ``python tests/benchmarks/bench_readers.py [--only NAME] [--kilobytes N]``.

A case is repeated until it has some size, and that again 4 and 16 times: lines of text and mail,
the elements inside of the body of a page, the items of the longest list of a JSON document, the
records of a file of records.  Printed is the CPU time of reading (decoding, detection, reading) and
how much more each step took than its size says; 1.0 is linear.  Pages made to be slow follow: deep
nesting, tags that nothing closes, very many quotations, one line.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from db.errors import NotAThread
from db.importing.choosing import Wishes, format_of
from db.importing.claims import RecordFormat
from db.importing.containers.parts import Document
from db.importing.documents import page_of
from db.importing.page import Origin
from db.importing.registry import ALL, choose_records
from db.importing.streams import groups, take

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = Path(__file__).resolve().parents[1] / "data" / "formats"
STEPS = (1, 4, 16)

HOSTILE: dict[str, Callable[[int], str]] = {
    "nested": lambda n: "<html><body>" + "<div>" * (n // 5) + "石",
    "unclosed": lambda n: "<html><body>" + "<p><b><i><li>" * (n // 13) + "石",
    "unclosed posts": lambda n: (
        '<html id="XenForo"><body><ol class="messageList">'
        + '<li class="message" id="post-1"><article>石' * (n // 46)
    ),
    "quotations": lambda n: "<html><body>" + "<blockquote>石</blockquote>" * (n // 26),
    "marks of quotations": lambda n: "[quote]石[/quote]" * (n // 18),
    "one line": lambda n: "石" * (n // 3),
    "floors": lambda n: "甲\n1 楼\n" * (n // 12),
    "brackets": lambda n: "[" * n,
    "objects": lambda n: '{"posts":[' + '{"a":' * (n // 5),
}


def grown(data: bytes, path: Path, times: int) -> bytes:
    """Return a case so many times as large."""
    if path.suffix == ".json":
        text = data.decode("utf-8", "replace")
        head, _, rest = text.partition("\n") if text.startswith("//") else ("", "", text)
        try:
            value = json.loads(rest)
        except ValueError:
            return data * times
        nothing: list[object] = []
        longest = max(_lists(value), key=len, default=nothing)
        longest[:] = longest * times
        return f"{head}\n{json.dumps(value, ensure_ascii=False)}".encode()
    if path.suffix in (".html", ".htm"):
        start, end = data.find(b"<body"), data.rfind(b"</body>")
        inside = data[data.find(b">", start) + 1 : end if end > 0 else len(data)]
        return data.replace(inside, inside * times, 1) if inside else data * times
    return data * times


def _lists(value: object) -> list[list[object]]:
    found: list[list[object]] = []
    waiting: list[object] = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            items = cast("list[object]", each)
            found.append(items)
            waiting += items
        elif isinstance(each, dict):
            waiting += cast("dict[str, object]", each).values()
    return found


def read(data: bytes, name: str, wish: str = "") -> float:
    """Read a document as an import does; return the CPU seconds."""
    began = time.process_time()
    try:
        records = choose_records(data[:65_536], name)
        if records is not None:
            file = io.BytesIO(data)
            for group in groups(records.index(file)):
                records.read(take(file, group), Origin(name))
        else:
            page, _ = page_of(Document(data, Origin(name)))
            format_of(page, Wishes(wish)).read(page)
    except NotAThread:
        pass  # that is an answer, too; what it cost is measured
    return time.process_time() - began


def case(data: bytes, path: Path, once: int, step: int) -> bytes:
    return grown(data, path, once * step)


def hostile(made: Callable[[int], str], size: int, step: int) -> bytes:
    return made(size * step).encode()


def line(name: str, made: Callable[[int], bytes], ending: str) -> None:
    """Print the times of the three sizes, and the worst step."""
    spent = [min(read(made(step), f"case{ending}") for _ in range(2)) for step in STEPS]
    worst = max(
        more / max(less, 0.002) / (large / small)
        for less, more, small, large in zip(spent, spent[1:], STEPS, STEPS[1:], strict=False)
    )
    times = " ".join(f"{each * 1000:9.1f}" for each in spent)
    print(f"{name:36} {times}   {worst:5.2f}{'  !' if worst > 2 else ''}")


def main() -> None:
    """Print a line for each case of each reader, and for each hostile page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="")
    parser.add_argument("--kilobytes", type=int, default=24)
    options = parser.parse_args()
    size = options.kilobytes * 1_000
    print(f"{'':36} {'1x ms':>9} {'4x':>9} {'16x':>9}   step / size")
    for each in ALL:
        folder = CASES / each.name
        if options.only not in each.name:
            continue
        paths = [path for path in folder.iterdir() if not path.name.endswith(".json")]
        paths += [path for path in folder.glob("*.json") if path.suffixes == [".json"]]
        path = max(paths, key=lambda path: path.stat().st_size)
        data = path.read_bytes()
        once = max(1, size // max(1, len(data)))
        kind = "records" if isinstance(each, RecordFormat) else each.medium.value
        line(f"{each.name} ({kind})", partial(case, data, path, once), path.suffix)
    for name, made in HOSTILE.items():
        if options.only in name:
            line(name, partial(hostile, made, 4 * size), ".html")


if __name__ == "__main__":
    main()
