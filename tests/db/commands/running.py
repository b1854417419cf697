"""Running commands in this process, and the shapes their JSON must have."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.commands import main

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document that was answered."""
        assert self.out.count("\n") == 1, self.out
        return json.loads(self.out)

    @property
    def code(self) -> str:
        """The code of the error that was answered; a failure has both document and sentence."""
        fits(self.document, ERROR)
        headline: str = self.document["error"]["headline"]
        assert self.err.startswith(headline.replace("\n", " ")[:20]), self.err
        assert self.err.count("\n") == 1, self.err
        return str(self.document["error"]["code"])


def run(*words: object) -> Ran:
    out, err = io.StringIO(), io.StringIO()
    status = main([str(word) for word in words], out, err)
    return Ran(status, out.getvalue(), err.getvalue())


def answers(*words: object) -> list[Any]:
    """The lines of JSON of a command that answers with several."""
    return [json.loads(line) for line in run(*words, "--json").out.splitlines()]


def answer(*words: object) -> Any:
    """The document of a command that must go well."""
    ran = run(*words, "--json")
    assert (ran.status, ran.err) == (0, ""), ran
    return ran.document


Shape = Any
"""A type, several of them, a list of one shape, a dict of shapes, or a test."""


def fits(value: Any, shape: Shape, where: str = "$") -> None:
    """Hold a document against the contract: exactly these fields, of these types."""
    if _is(shape, dict):
        assert _is(value, dict), where
        assert [*value] == [*shape], where
        for name in shape:
            fits(value[name], shape[name], f"{where}.{name}")
    elif _is(shape, list):
        assert _is(value, list), where
        for index, item in enumerate(value):
            fits(item, shape[0], f"{where}[{index}]")
    elif _is(shape, tuple):
        assert any(_is(value, kind) for kind in shape), f"{where}: {value!r}"
    elif _is(shape, type):
        assert _is(value, shape), f"{where}: {value!r}"
    else:
        assert shape(value), f"{where}: {value!r}"


def _is(value: object, kind: type[Any]) -> bool:
    """Nothing derived counts: True is no number."""
    return type(value) is kind


def one_of(*words: str | None) -> Callable[[object], bool]:
    return lambda value: value in words


def either(*shapes: Shape) -> Callable[[object], bool]:
    def test(value: object) -> bool:
        for shape in shapes:
            try:
                fits(value, shape)
            except AssertionError:
                continue
            return True
        return False

    return test


def is_time(value: object) -> bool:
    """ISO 8601 with offset, at any precision down from the hour."""
    if not isinstance(value, str) or "T" not in value:
        return False
    return value[-6] in "+-" and value[-3] == ":" and value[:4].isdigit()


def is_span(value: Any) -> bool:
    if value is None:
        return False
    return [type(end) for end in value] == [int, int] and 0 <= value[0] <= value[1]


def is_digest(value: Any) -> bool:
    return len(value) == 64 and set(value) <= set("0123456789abcdef")


def is_empty(value: object) -> bool:
    """What has no meaning yet is an empty list."""
    return value == []


NONE: Shape = type(None)
TEXT: Shape = (str, NONE)
NUMBER: Shape = (int, NONE)
TIME: Shape = either(is_time, NONE)

ERROR: Shape = {"error": {"code": str, "headline": str, "advice": str, "detail": str}}
FINDING: Shape = {
    "code": str,
    "severity": one_of("info", "warning", "error"),
    "place": str,
    "message": str,
}
IMPORT: Shape = {
    "path": str,
    "status": one_of("added", "updated", "unchanged", "refused", "failed"),
    "capture_id": NUMBER,
    "thread_id": NUMBER,
    "title": TEXT,
    "format": TEXT,
    "posts": int,
    "findings": [FINDING],
    "error": TEXT,
}
THREAD: Shape = {
    "id": int,
    "title": str,
    "board": TEXT,
    "outlet": TEXT,
    "source": TEXT,
    "poster": TEXT,
    "posts": int,
    "claimed_posts": NUMBER,
    "latest_post_at": TIME,
    "imported_at": is_time,
    "notes": int,
    "missing_images": int,
}
LIST: Shape = {"threads": [THREAD]}
CAPTURE: Shape = {
    "id": int,
    "sha256": is_digest,
    "bytes": int,
    "format": str,
    "captured_at": TIME,
    "imported_at": is_time,
    "file_name": str,
}
BLOCK: Shape = {
    "type": one_of("paragraph", "heading", "figure", "quote", "list", "code", "table", "rule"),
    "start": int,
    "text": str,
    "credit": TEXT,
    "caption": TEXT,
    "alt": TEXT,
    "src": TEXT,
    "image": one_of("missing", "attached", None),
}
QUOTE: Shape = {
    "text": str,
    "author": TEXT,
    "posted_at": TIME,
    "source_post": NUMBER,
    "start": int,
    "end": int,
}
LINK: Shape = {
    "post": either(int, one_of("article"), NONE),
    "floor": TEXT,
    "state": one_of("stated", "solid", "dashed", "ghost", "none"),
    "rule": TEXT,
    "confidence": (float, NONE),
    "decided_by": one_of("page", "rule", "reader", None),
    "evidence": [{"child": is_span, "parent": either(is_span, NONE)}],
}
DECISION: Shape = {
    "id": int,
    "verdict": one_of("answers", "not-a-reply", "rejected"),
    "post": either(int, one_of("article"), NONE),
    "ghost": NUMBER,
    "decided_at": is_time,
    "reason": TEXT,
}
TARGET: Shape = {"exact": str, "prefix": str, "suffix": str, "start": int, "end": int}
NOTE: Shape = {
    "id": int,
    "thread": int,
    "post": NUMBER,
    "target": either(TARGET, NONE),
    "state": one_of("anchored", "moved", "review", "orphan"),
    "body": str,
    "tags": [str],
    "color": TEXT,
    "created_at": is_time,
    "modified_at": is_time,
}
EVIDENCE: Shape = [{"child": is_span, "parent": either(is_span, NONE)}]
SUGGESTION: Shape = {
    "post": int,
    "floor": TEXT,
    "author": TEXT,
    "rule": str,
    "confidence": float,
    "evidence": EVIDENCE,
}
CITATION: Shape = {
    "of": one_of("article", "title"),
    "start": int,
    "end": int,
    "source": either(is_span, NONE),
}
POST: Shape = {
    "id": int,
    "site_id": TEXT,
    "floor": TEXT,
    "opening": bool,
    "author": TEXT,
    "posted_at": TIME,
    "posted_at_text": TEXT,
    "posted_at_from": one_of("page", "quote", "inferred", None),
    "depth": int,
    "text": str,
    "blocks": is_empty,
    "quotes": [QUOTE],
    "reply_to": LINK,
    "also_replies_to": [LINK],
    "set_aside": [LINK],
    "decisions": [DECISION],
    "suggestions": [SUGGESTION],
    "cites": [CITATION],
    "edited": TEXT,
    "deleted_in_capture": bool,
    "kind": TEXT,
    "asides": [{"kind": str, "text": str}],
    "links": [{"start": int, "end": int, "href": str}],
    "figures": [
        {
            "at": int,
            "credit": TEXT,
            "caption": TEXT,
            "alt": TEXT,
            "src": TEXT,
            "image": one_of("missing", "attached"),
        }
    ],
    "notes": [NOTE],
}
SHOW: Shape = {
    "thread": {
        **THREAD,
        "views": NUMBER,
        "source_url": TEXT,
        "timezone": TEXT,
        "site": TEXT,
        "topic_id": TEXT,
        "captures": [CAPTURE],
    },
    "article": {"author": TEXT, "published_at": TIME, "text": str, "blocks": [BLOCK]},
    "posts": [POST],
    "ghosts": [
        {
            "id": int,
            "author": TEXT,
            "posted_at": TIME,
            "text": str,
            "known_from": [{"post": int, "start": int, "end": int}],
            "resolved_to": NUMBER,
        }
    ],
}
REPLIES: Shape = {
    "thread": int,
    "counts": dict.fromkeys(("floors", "stated", "solid", "dashed", "ghost", "none"), int),
    "edges": [{"post": int, "floor": TEXT, "author": TEXT, "primary": bool, "link": LINK}],
}
PASSAGES: Shape = [{"child": str, "parent": TEXT}]
EXPLAINED: Shape = {
    "thread": int,
    "floors": [
        {
            "post": int,
            "floor": TEXT,
            "author": TEXT,
            "edges": [{"primary": bool, "link": LINK, "why": str, "passages": PASSAGES}],
            "quotes": [QUOTE],
            "cites": [CITATION],
            "suggestions": [{**SUGGESTION, "why": str, "passages": PASSAGES}],
            "nothing": TEXT,
        }
    ],
}
FIELDS = ("title", "article", "caption", "post", "quote", "note", "author")
SEARCH: Shape = {
    "total": int,
    "exact": bool,
    "counts": dict.fromkeys(FIELDS, int),
    "took_ms": float,
    "hits": [
        {
            "thread": int,
            "post": NUMBER,
            "floor": TEXT,
            "field": one_of(*FIELDS),
            "snippet": str,
            "marks": [is_span],
            "score": float,
        }
    ],
}
NOTES: Shape = {"notes": [NOTE]}
ONE_NOTE: Shape = {"note": NOTE}
CHECK: Shape = {
    "ok": bool,
    "findings": [FINDING],
    "originals": {"verified": int, "bytes": int, "damaged": int},
    "index": {"posts": int, "indexed": int, "stale": int},
}
TRASH: Shape = {
    "threads": [{**THREAD, "trashed_at": is_time}],
    "notes": [{**NOTE, "trashed_at": is_time}],
}

SHARE: Shape = (float, NONE)
LINKS: Shape = {
    "labels": int,
    "claimed": int,
    "right": int,
    "precision": SHARE,
    "lower": SHARE,
    "recall": SHARE,
    "f1": SHARE,
}
EVAL: Shape = {
    "engine": str,
    "threads": int,
    "posts": int,
    "refused": [{"line": int, "reason": str}],
    "styles": [
        {
            "language": str,
            "way": str,
            "style": TEXT,
            "partial": bool,
            "links": LINKS,
            "surer": LINKS,
            "solid": LINKS,
            "absent": int,
            "absent_solid": int,
            "absent_ghost": int,
            "calibration_error": SHARE,
        }
    ],
    "rules": [{"language": str, "tier": one_of("a", "b", "c", "d"), "rule": TEXT, **LINKS}],
    "calibration": [
        {
            "language": str,
            "error": SHARE,
            "bins": [{"links": int, "confidence": SHARE, "right": int}],
        }
    ],
    "quotes": [{"language": str, "way": str, **LINKS}],
    "baselines": [{"language": str, "way": str, "baseline": str, **LINKS}],
    "causes": [{"language": str, "way": str, "cause": str, "floors": int}],
    "errors": [
        {
            "cause": str,
            "language": str,
            "way": str,
            "style": str,
            "thread": str,
            "floor": str,
            "answers": str,
            "found": TEXT,
            "tier": TEXT,
            "rule": TEXT,
            "confidence": SHARE,
        }
    ],
}
ALIASES: Shape = {"aliases": {"enabled": bool, "groups": [[str]]}}
