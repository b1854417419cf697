"""Every real capture gives what is known of it; skipped where the captures are not there.

The captures and their truth (ids, floors, authors, times, parents; counted and checked by eye) are
not part of the project.  Beside each stands what is read otherwise on purpose, with the reason.
"""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from db import store
from db.errors import NotAThread
from db.importing import pipeline
from db.importing.preparing import prepare_bytes
from db.importing.registry import ALL
from db.records import LinkState, ThreadId
from db.threads import reading

if TYPE_CHECKING:
    from db.importing.drafts import PostDraft
    from db.importing.prepared import Prepared

ROOT = Path(__file__).resolve().parents[3]
CAPTURES = ROOT.parent / "shared" / "captures"
TRUTHS = sorted((CAPTURES / "truth").glob("*.json")) if CAPTURES.exists() else []

pytestmark = pytest.mark.skipif(not TRUTHS, reason="the real captures are not beside the project")


def load(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def prepared(truth: dict[str, Any]) -> Prepared:
    path = CAPTURES / truth["file"]
    return prepare_bytes(
        path.read_bytes(),
        path.name,
        captured_at="2026-01-02T03:04:05+00:00",
        captured_from="mtime",
    )


def files(truth: dict[str, Any]) -> bool:
    return (CAPTURES / str(truth["file"])).is_file()


NEGATIVE = [path for path in TRUTHS if path.name.startswith("negative__")]
SINGLE = [path for path in TRUTHS if path not in NEGATIVE and files(load(path))]
SEVERAL = {"mbox__notmuch_list_2009-11.mbox.json", "mbox__perceval_mbox_no_fields.mbox.json"}
# its authors are numbers; the truth took the names from a file that lies beside it
NUMBERED = "chinese-yaml-2049bbs__"
THREADS = pytest.mark.parametrize("path", SINGLE, ids=lambda path: path.name[:40])


@pytest.mark.parametrize("path", NEGATIVE, ids=lambda path: path.name[:40])
def test_what_is_no_thread_is_refused(path: Path) -> None:
    with pytest.raises(NotAThread) as caught:
        prepared(load(path))
    assert "list of threads" in caught.value.headline


def posts_of(found: Prepared) -> list[PostDraft]:
    return [post for thread in found.threads for post in thread.draft.posts]


def paired(expected: list[dict[str, Any]], posts: list[PostDraft]) -> list[tuple[Any, PostDraft]]:
    """Pair by the site's id where all have one, else by place."""
    by_id = {post.site_id: post for post in posts if post.site_id}
    if len(by_id) == len(posts) and all(each["id"] in by_id for each in expected):
        return [(each, by_id[each["id"]]) for each in expected]
    return list(zip(expected, posts, strict=True))


@THREADS
def test_a_capture_gives_its_thread(path: Path) -> None:
    truth = load(path)
    found = prepared(truth)
    assert found.format.rpartition(":")[2] in {each.name for each in ALL}
    posts = posts_of(found)
    if path.name not in SEVERAL:
        (thread,) = found.threads
        assert thread.draft.title == truth["title"]
    assert len(posts) == truth["posts_present"]
    if path.name in SEVERAL:  # they stand by conversation, not as in the file: test_truth_mail.py
        return
    for each, post in paired(truth["posts"], posts) if truth["posts"] else ():
        if each.get("author") is not None and not path.name.startswith(NUMBERED):
            assert post.author == each["author"], each
        if each.get("floor") is not None:
            assert (post.floor or "").strip("#L楼") == str(each["floor"]).strip("#L楼"), each


@THREADS
def test_parents_that_the_site_states(path: Path) -> None:
    truth = load(path)
    if not truth["posts"] or path.name in SEVERAL:
        pytest.skip("no parents to compare, or those of many threads")
    (thread,) = prepared(truth).threads
    posts = list(thread.draft.posts)
    pairs = paired(truth["posts"], posts)
    place_of = {each["id"]: posts.index(post) for each, post in pairs}
    primary = {link.child: link for link in thread.derived.inference.links if link.primary}
    wrong: list[object] = []
    for each, _ in pairs:
        parent = each.get("parent")
        if parent is None or each.get("by") == "reading":
            continue
        link = primary.get(place_of[each["id"]])
        if parent not in place_of:
            assert link is not None, each
            assert link.state is LinkState.GHOST, each
        elif link is None or link.parent != place_of[parent]:
            wrong.append((each["id"], parent, link))
    assert not wrong, wrong


def test_seven_letters_are_one_thread(tmp_path: Path) -> None:
    truth = load(CAPTURES / "truth" / "eml-thread__thread.json")
    letters = sorted((CAPTURES / "eml-thread").glob("*.eml"))
    with closing(store.create(tmp_path / "a.beilin")) as library:
        outcomes = list(pipeline.import_paths(library, letters))
        assert {each.thread for each in outcomes} == {ThreadId(1)}
        posts = reading.thread_posts(library, ThreadId(1))
    ids = {post.id: post.site_id or "" for post in posts}
    assert len(posts) == truth["posts_present"] == 7
    parents = {
        str(ids[post.id]): ids[post.reply_to.post]
        for post in posts
        if post.reply_to.post is not None
    }
    name = {each["id"]: each["message_id"].strip("<>") for each in truth["posts"]}
    assert {one.strip("<>"): other.strip("<>") for one, other in parents.items()} == {
        name[each["id"]]: name[each["parent"]]
        for each in truth["posts"]
        if each["parent"] is not None
    }
