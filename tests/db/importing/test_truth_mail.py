"""Real mail gives what is known of it: conversations in a mailbox, and one in seven files.

As in ``test_truth.py``, the captures are not part of the project.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from db.importing.preparing import prepare_bytes

if TYPE_CHECKING:
    from db.importing.drafts import PostDraft
    from db.importing.prepared import Prepared

CAPTURES = Path(__file__).resolve().parents[4] / "shared" / "captures"

pytestmark = pytest.mark.skipif(
    not CAPTURES.exists(), reason="the real captures are not beside the project"
)


def truth(name: str) -> dict[str, Any]:
    path = CAPTURES / "truth" / f"{name}.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def prepared(name: str) -> Prepared:
    path = CAPTURES / name
    return prepare_bytes(path.read_bytes(), path.name)


def bare(message_id: str) -> str:
    return message_id.strip("<>")


def test_a_mailbox_gives_its_conversations() -> None:
    known = truth("mbox__notmuch_list_2009-11.mbox")
    threads = prepared(known["file"]).threads
    assert len(threads) == known["threads_by_headers"]
    assert sum(len(thread.draft.posts) for thread in threads) == known["messages"]
    largest = max(threads, key=lambda thread: len(thread.draft.posts))
    assert len(largest.draft.posts) == 7
    assert largest.draft.title == "[notmuch] Working with Maildir storage?"


def test_every_mail_of_a_mailbox_is_there_with_what_it_answers() -> None:
    known = truth("mbox__notmuch_list_2009-11.mbox")
    posts: dict[str, PostDraft] = {}
    for thread in prepared(known["file"]).threads:
        for post in thread.draft.posts:
            assert post.site_id is not None
            assert post.site_id not in posts
            posts[post.site_id] = post
    ids = {each["id"]: bare(each["message_id"]) for each in known["posts"]}
    for each in known["posts"]:
        own = bare(each["message_id"])
        post = posts[f"{own}#2" if "duplicate_of" in each else own]
        assert (post.author or "?") in each["author"]
        assert post.time is not None
        assert post.time.text == each["time"]
        assert post.time.iso is not None
        if each["parent"] is not None:
            assert post.parent == ids[each["parent"]]


def test_broken_fields_lose_no_mail_and_replace_none() -> None:
    known = truth("mbox__perceval_mbox_no_fields.mbox")
    box = prepared(known["file"])
    assert [len(thread.draft.posts) for thread in box.threads] == [5, 1]
    assert sum(len(thread.draft.posts) for thread in box.threads) == known["posts_present"]
    found = {each.code for thread in box.threads for each in thread.findings}
    assert {"mail-ids-repeated", "mail-without-date", "mail-date-unreadable"} <= found


def test_seven_files_are_one_conversation() -> None:
    known = truth("eml-thread__thread")
    by_file = {each["file"]: each for each in known["posts"]}
    ids = {each["id"]: bare(each["message_id"]) for each in known["posts"]}
    keys: set[str] = set()
    for name, each in by_file.items():
        (thread,) = prepared(name).threads
        (post,) = thread.draft.posts
        keys.add(thread.key)
        assert thread.draft.title == known["title"]
        assert post.site_id == bare(each["message_id"])
        assert post.parent == (ids[each["parent"]] if each["parent"] else None)
        assert post.opening is (each["parent"] is None)
        assert (post.author or "?") in each["author"]
    assert len(keys) == 1


def test_a_mailbox_and_single_files_have_one_key() -> None:
    box = prepared("mbox/notmuch_list_2009-11.mbox")
    (alone,) = prepared("eml-thread/03.eml").threads
    assert alone.key in {thread.key for thread in box.threads}
