"""A thread that was shown as JSON and is imported from that is the same thread."""

from __future__ import annotations

import json
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from db import store
from db.commands import shapes
from db.errors import NotAThread
from db.importing import pipeline
from db.importing.committing import commit
from db.importing.drafts import PostDraft, ThreadDraft
from db.importing.keys import thread_key
from db.importing.originals import Held
from db.importing.prepared import Prepared
from db.importing.preparing import prepare_bytes, prepared_thread
from db.threads import reading

if TYPE_CHECKING:
    from db.records import ThreadId
    from db.store import Store

ROOT = Path(__file__).resolve().parents[3]
FORMATS = ROOT / "tests/data/formats"
FILES = [
    ROOT / "resources/sample/sample-thread.txt",
    FORMATS / "discourse-json/topic.json",
    FORMATS / "reddit-json/thread.json",
    FORMATS / "mail/parts.eml",
]


def shown(library: Store, thread: ThreadId) -> Any:
    head = reading.head(library, thread)
    posts = reading.thread_posts(library, thread)
    return {
        "thread": shapes.thread_head(head),
        "article": shapes.article(head),
        "posts": [shapes.post(each, ()) for each in posts],
        "ghosts": [shapes.ghost(each) for each in head.ghosts],
    }


def imported(library: Store, data: bytes, name: str) -> Any:
    (outcome,) = pipeline.import_bytes(library, data, name)
    assert outcome.thread is not None, outcome
    return shown(library, outcome.thread)


def bare(answer: Any) -> Any:
    """Leave out what belongs to a library, and by which rule a link was found."""
    numbers = {each["id"]: place for place, each in enumerate(answer["posts"])}
    thread = answer["thread"]
    for key in ("id", "imported_at", "captures"):
        thread.pop(key)
    for each in answer["posts"]:
        each["id"] = numbers[each["id"]]
        for quote in each["quotes"]:
            quote["source_post"] = numbers.get(quote["source_post"])
        for link in (each["reply_to"], *each["also_replies_to"]):
            link["post"] = numbers.get(link["post"], link["post"])
            del link["rule"], link["confidence"]
    for each in answer["ghosts"]:
        for where in each["known_from"]:
            where["post"] = numbers[where["post"]]
    return answer


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_thread_comes_back_as_it_was_shown(path: Path, tmp_path: Path) -> None:
    with closing(store.create(tmp_path / "one.beilin")) as library:
        first = imported(library, path.read_bytes(), path.name)
    written = json.dumps(first, ensure_ascii=False).encode()
    with closing(store.create(tmp_path / "two.beilin")) as library:
        second = imported(library, written, "thread.json")
    assert bare(second) == bare(first)


def test_several_threads_in_one_file(tmp_path: Path) -> None:
    with closing(store.create(tmp_path / "one.beilin")) as library:
        answers = [imported(library, path.read_bytes(), path.name) for path in FILES]
    written = json.dumps({"threads": answers}).encode()
    with closing(store.create(tmp_path / "two.beilin")) as library:
        outcomes = pipeline.import_bytes(library, written, "threads.json")
        again = [shown(library, each.thread) for each in outcomes if each.thread is not None]
    assert [bare(each) for each in again] == [bare(each) for each in answers]


def test_the_same_thread_in_the_same_library_gains_nothing(tmp_path: Path) -> None:
    path = FILES[0]
    with closing(store.create(tmp_path / "one.beilin")) as library:
        first = imported(library, path.read_bytes(), path.name)
        (outcome,) = pipeline.import_bytes(library, json.dumps(first).encode(), "thread.json")
        assert outcome.thread is not None
        assert outcome.thread == first["thread"]["id"]
        second = shown(library, outcome.thread)
    assert [each["id"] for each in second["posts"]] == [each["id"] for each in first["posts"]]


def test_the_answer_of_list_is_refused() -> None:
    rows = {"threads": [{"id": 1, "title": "老渡口", "posts": 3, "missing_images": 0}]}
    with pytest.raises(NotAThread, match="list of threads"):
        prepare_bytes(json.dumps(rows).encode(), "list.json")


def test_what_readers_added_is_counted() -> None:
    path = FORMATS / "beilin-json/show.json"
    (thread,) = prepare_bytes(path.read_bytes(), path.name).threads
    found = {each.code: dict(each.values) for each in thread.findings}
    assert found["readers-work-left-out"] == {"notes": "1", "links": "1"}
    assert found["exported-thread"] == {"files": "old-pier.txt"}


def test_read_into_the_library_it_came_from_it_is_the_same_thread(tmp_path: Path) -> None:
    with closing(store.create(tmp_path / "a.beilin")) as library:
        (outcome,) = pipeline.import_paths(library, [FORMATS / "discourse-json/topic.json"])
        assert outcome.thread is not None
        before = reading.thread_posts(library, outcome.thread)
        own = tmp_path / "own.json"
        own.write_text(json.dumps(shown(library, outcome.thread), ensure_ascii=False), "utf-8")
        (again,) = pipeline.import_paths(library, [own])
        assert (again.thread, again.status.value) == (outcome.thread, "updated")
        after = reading.thread_posts(library, outcome.thread)
    assert [(post.id, post.text, post.author) for post in after] == [
        (post.id, post.text, post.author) for post in before
    ]


def test_a_board_known_by_its_name_alone_is_found_again(tmp_path: Path) -> None:
    draft = ThreadDraft(
        "河边的石头", site="phpbb: Forum", topic_id="1", posts=(PostDraft("话", "甲", "1"),)
    )
    thread = prepared_thread(draft, thread_key(draft, ""))
    with closing(store.create(tmp_path / "a.beilin")) as library:
        data = b"page"
        capture = Prepared(
            "a", "a", Held(data), sha256(data).hexdigest(), "utf-8", "", "t", "1", (), (thread,)
        )
        (outcome,) = commit(library, capture)
        assert outcome.thread is not None
        head = reading.head(library, outcome.thread)
        assert (head.site, head.topic_id) == ("phpbb: Forum", "1")
        own = tmp_path / "own.json"
        own.write_text(json.dumps(shown(library, outcome.thread), ensure_ascii=False), "utf-8")
        (again,) = pipeline.import_paths(library, [own])
        assert again.thread == outcome.thread
