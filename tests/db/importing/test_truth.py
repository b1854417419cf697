"""Every real capture gives what is known of it; skipped where the captures are not there.

The captures and their truth (ids, floors, authors, times, parents; counted and checked by eye) are
not part of the project.  Beside each stands what is read otherwise on purpose, with the reason.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from db.errors import NotAThread
from db.importing.preparing import prepare_bytes
from db.importing.registry import ALL
from db.records import LinkState

ROOT = Path(__file__).resolve().parents[3]
CAPTURES = ROOT.parent / "shared" / "captures"
TRUTHS = sorted((CAPTURES / "truth").glob("*.json")) if CAPTURES.exists() else []

pytestmark = pytest.mark.skipif(not TRUTHS, reason="the real captures are not beside the project")


def load(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def prepared(truth: dict[str, Any]) -> Any:
    path = CAPTURES / truth["file"]
    return prepare_bytes(
        path.read_bytes(),
        path.name,
        captured_at="2026-01-02T03:04:05+00:00",
        captured_from="mtime",
    )


SINGLE = [path for path in TRUTHS if "file" in load(path) and "posts" in load(path)]
THREADS = pytest.mark.parametrize("path", SINGLE, ids=lambda path: path.stem.removesuffix(".json"))
NEGATIVE = [path for path in TRUTHS if path.name.startswith("negative__")]


@pytest.mark.parametrize("path", NEGATIVE, ids=lambda path: path.stem)
def test_what_is_no_thread_is_refused(path: Path) -> None:
    with pytest.raises(NotAThread) as caught:
        prepared(load(path))
    assert caught.value.headline


@THREADS
def test_a_capture_gives_its_thread(path: Path) -> None:
    truth = load(path)
    found = prepared(truth)
    names = {each.name for each in ALL}
    assert found.format.rpartition(":")[2] in names
    (thread,) = found.threads
    posts = list(thread.draft.posts)
    assert thread.draft.title == truth["title"]
    assert len(posts) == truth["posts_present"]
    expected = truth["posts"]
    by_id = {post.site_id: post for post in posts if post.site_id}
    pairs = (
        [(each, by_id[each["id"]]) for each in expected]
        if all(each["id"] in by_id for each in expected)
        else list(zip(expected, posts, strict=True))
    )
    for each, post in pairs:
        if each.get("author") is not None:
            assert post.author == each["author"], each
        if each.get("floor") is not None:
            assert (post.floor or "").strip("#L楼") == str(each["floor"]).strip("#L楼"), each


@THREADS
def test_parents_that_the_site_states(path: Path) -> None:
    truth = load(path)
    (thread,) = prepared(truth).threads
    posts = thread.draft.posts
    ids = {post.site_id: place for place, post in enumerate(posts)}
    primary = {link.child: link for link in thread.derived.inference.links if link.primary}
    wrong: list[object] = []
    for place, each in enumerate(truth["posts"]):
        at = ids.get(each["id"], place)
        parent = each.get("parent")
        if parent is None or each.get("by") == "reading":
            continue
        link = primary.get(at)
        expected = ids.get(parent)
        if expected is None:  # the truth numbers its posts by place
            expected = next(i for i, one in enumerate(truth["posts"]) if one["id"] == parent)
        if posts[expected].opening and link is None and posts[at].parent is None:
            continue
        if link is None or link.parent != expected or link.state is LinkState.NONE:
            wrong.append((each["id"], parent, link))
    assert not wrong, wrong
