"""Memory and time of importing large files of records and containers, which are read as streams.

Run by path: ``python tests/benchmarks/bench_records.py [--megabytes N] [--only KIND]``.

A mailbox, lines of JSON, a dump in XML and a web archive of so many megabytes each are made, and
each is imported by a process of its own (workers included); what it took at most of memory is
printed, for the process that stores and for the largest of those that read.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from db import store
from db.importing import pipeline
from tests.builders import make_capture, read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BAR = 400
START = datetime(2024, 5, 1, 8, tzinfo=UTC)


def words() -> list[str]:
    """Texts of posts, some hundred, by a seed."""
    return [post.text for post in read_text(make_capture(1, 400).decode()).posts]


def mailbox() -> Iterator[bytes]:
    texts, chance = words(), random.Random(1)
    for number in range(10**9):
        thread, place = divmod(number, 20)
        at = START + timedelta(minutes=number)
        head = (
            f"From a@example.org {at:%a %b %e %H:%M:%S %Y}\n"
            f"From: Writer {number % 97} <w{number % 97}@example.org>\n"
            f"Date: {at:%a, %d %b %Y %H:%M:%S} +0000\nMessage-ID: <{number}@example.org>\n"
            f"Subject: {'Re: ' if place else ''}Thread {thread}\n"
        )
        if place:
            before = thread * 20 + chance.randrange(place)
            head += (
                f"In-Reply-To: <{before}@example.org>\nReferences: <{thread * 20}@example.org>\n"
            )
        head += "Content-Type: text/plain; charset=utf-8\n\n"
        yield f"{head}{chance.choice(texts)}\n\n".encode()


def comments() -> Iterator[bytes]:
    texts, chance = words(), random.Random(2)
    for number in range(10**9):
        thread = number // 50
        parent = f"t1_c{number - 1}" if number % 50 else f"t3_s{thread}"
        yield (
            json.dumps(
                {
                    "id": f"c{number}",
                    "link_id": f"t3_s{thread}",
                    "parent_id": parent,
                    "author": f"writer{number % 97}",
                    "body": chance.choice(texts),
                    "created_utc": int(START.timestamp()) + number,
                    "subreddit": "river",
                    "permalink": f"/r/river/comments/s{thread}/_/c{number}/",
                },
                ensure_ascii=False,
            ).encode()
            + b"\n"
        )


def dump() -> Iterator[bytes]:
    texts, chance = words(), random.Random(3)
    yield b'<?xml version="1.0" encoding="utf-8"?>\n<posts>\n'
    for number in range(1, 10**9):
        question = number - (number - 1) % 10
        about = (
            f'PostTypeId="1" Title="Question {number}" Tags="&lt;river&gt;"'
            if number == question
            else f'PostTypeId="2" ParentId="{question}"'
        )
        body = chance.choice(texts).replace("\n", "&#xA;")
        yield (
            f'  <row Id="{number}" {about} CreationDate="2024-05-01T08:00:00.000" Score="1"'
            f' Body="&lt;p&gt;{body}&lt;/p&gt;" OwnerDisplayName="writer{number % 97}" />\n'
        ).encode()


def archive() -> Iterator[bytes]:
    texts, chance = words(), random.Random(4)
    for topic in range(1, 10**9):
        posts = "".join(
            f'<li id="post_{topic}{place:03}" class="message" data-author="w{place % 97}">'
            f'<div class="messageContent"><article><blockquote class="messageText">'
            f"{chance.choice(texts)}</blockquote></article></div>"
            f'<a class="hashPermalink postNumber">#{place}</a></li>'
            for place in range(1, 41)
        )
        page = (
            f'<!DOCTYPE html><html id="XenForo"><head><meta charset="utf-8"><title>T</title></head>'
            f'<body><div class="titleBar"><h1>Topic {topic}</h1></div>'
            f'<ol class="messageList" id="messageList">{posts}</ol></body></html>'
        ).encode()
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2024-05-01T08:00:00Z\r\n"
            f"WARC-Target-URI: https://example.org/threads/topic.{topic}/\r\n"
            f"WARC-Record-ID: <urn:uuid:{topic:032x}>\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        ).encode()
        yield head + http + b"\r\n\r\n"


KINDS: dict[str, tuple[str, Callable[[], Iterator[bytes]]]] = {
    "mailbox": ("a.mbox", mailbox),
    "lines of JSON": ("RC_2024-05.ndjson", comments),
    "dump in XML": ("Posts.xml", dump),
    "web archive": ("a.warc", archive),
}


def make(path: Path, parts: Iterator[bytes], size: int, end: bytes = b"") -> None:
    """Write parts until the file has its size."""
    written = 0
    with path.open("wb") as file:
        for part in parts:
            file.write(part)
            written += len(part)
            if written >= size:
                break
        file.write(end)


def one(path: Path) -> None:
    """Import one file in this process and its worker, and print what that took."""
    with tempfile.TemporaryDirectory() as name:
        began = time.process_time()
        with closing(store.create(Path(name) / "a.beilin")) as library:
            threads = posts = 0
            for outcome in pipeline.import_paths(library, [path]):
                if outcome.thread is None:
                    raise SystemExit(f"{outcome.path}: {outcome.error}")
                threads += 1
                posts += outcome.posts
        own = time.process_time() - began
    mine = resource.getrusage(resource.RUSAGE_SELF)
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"{path.stat().st_size / 1e6:.0f} MB: {threads} threads, {posts} posts; memory at most"
        f" {mine.ru_maxrss / 1024:.0f} MB storing, {others.ru_maxrss / 1024:.0f} MB reading"
        f" (bar {BAR}); {own:.0f} s + {others.ru_utime + others.ru_stime:.0f} s CPU"
    )


def main() -> None:
    """Make each file and import it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--only", choices=tuple(KINDS))
    parser.add_argument("--import-one", type=Path)
    options = parser.parse_args()
    if options.import_one is not None:
        one(options.import_one)
        return
    for kind, (file_name, parts) in KINDS.items():
        if options.only not in (None, kind):
            continue
        with tempfile.TemporaryDirectory() as name:
            path = Path(name) / file_name
            end = b"</posts>\n" if path.suffix == ".xml" else b""
            make(path, parts(), options.megabytes * 1_000_000, end)
            print(f"{kind}, ", end="", flush=True)
            subprocess.run([sys.executable, __file__, "--import-one", str(path)], check=True)


if __name__ == "__main__":
    main()
