"""The invented labelled threads, and single ones made in a test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from db.evaluation import LabelledThread, read
from db.evaluation.labelled import thread_of

FILE = Path(__file__).resolve().parents[2] / "data" / "replies" / "labelled.jsonl"


def threads() -> dict[str, LabelledThread]:
    with FILE.open("rb") as file:
        found = [each for each in read(file) if isinstance(each, LabelledThread)]
    assert len(found) == 3
    return {thread.name: thread for thread in found}


def own(text: str) -> dict[str, Any]:
    return {"t": "own", "s": text, "author": None, "time": None, "post": None}


def quote(text: str, author: str | None, time: str | None, source: int | None) -> dict[str, Any]:
    return {"t": "quote", "s": text, "author": author, "time": time, "post": source}


def post(number: int, author: str, parent: int | None, *segments: dict[str, Any]) -> dict[str, Any]:
    return {
        "n": number,
        "author": author,
        "time": f"2024-3-1 08:{number:02}",
        "parent": parent,
        "parent_src": "quote-author-minute" if parent else "none",
        "segs": list(segments),
    }


def record(*posts: dict[str, Any], name: str = "a", lang: str = "zh-Hans") -> dict[str, Any]:
    return {"id": name, "source": "invented", "lang": lang, "title": "题", "posts": list(posts)}


def thread(*posts: dict[str, Any], name: str = "a", lang: str = "zh-Hans") -> LabelledThread:
    return thread_of(record(*posts, name=name, lang=lang))
