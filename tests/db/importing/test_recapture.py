"""A thread captured again: posts keep their identity, nothing is overwritten, all is made anew."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from db import errors, integrity, notes, search
from db import store as stores
from db.importing import pipeline, recapture
from db.records import ImportStatus, LinkState, NoteState, Place, PostId, ThreadId
from db.threads import editing, reading
from tests.builders import make_capture

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from db.importing.prepared import Prepared
    from db.records import ImportOutcome, Post
    from db.store import Store

HEAD = (
    "渡口的渡船要停了\n\n城南旧事\nHeron\n最新回复：2024年3月{day}日 8点05分 PT\n返回列表\n"
    "12 阅读\n{claimed} 评论\n河岸周刊\n\n渡船在这条河上开了八十年，下个月就要停了。\n\n"
)
FLOORS = {
    "1": ("北桥", "小时候坐一次两分钱，后来涨到五分。"),
    "2": ("晚舟", "现在桥都修好了，谁还等船呢？"),
    "3": ("茶先生", "最后一班是几点？我想带孩子去坐一次。"),
    "4": ("灯同学", "五点半，别迟到。"),
}
THREAD = ThreadId(1)


def page(*floors: tuple[str, str, str], day: int = 1, claimed: int | None = None) -> bytes:
    text = HEAD.format(day=day, claimed=len(floors) if claimed is None else claimed)
    text += "".join(f"{author}\n{label} 楼\n{words}\n" for label, author, words in floors)
    return text.encode()


def floors(*labels: str) -> list[tuple[str, str, str]]:
    return [(label, *FLOORS[label]) for label in labels]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = stores.create(tmp_path / "kept.beilin")
    yield opened
    report = integrity.check(opened)
    assert report.ok, report
    opened.close()


def take(store: Store, data: bytes) -> ImportOutcome:
    (outcome,) = pipeline.import_bytes(store, data, "page.txt")
    return outcome


def told(outcome: ImportOutcome, code: str = "captured-again") -> dict[str, str]:
    (finding,) = [finding for finding in outcome.findings if finding.code == code]
    return dict(finding.values)


def posts(store: Store) -> dict[str, Post]:
    return {post.floor or "": post for post in reading.thread_posts(store, THREAD)}


def rows(store: Store, statement: str, *values: object) -> list[Any]:
    with store.read() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(statement, values)]


def found(store: Store, words: str) -> set[PostId | None]:
    return {hit.post for hit in search.search(store, words).hits if hit.field == "post"}


def test_a_thread_that_grew(store: Store) -> None:
    first = take(store, page(*floors("1", "2", "3")))
    before = posts(store)
    second = take(store, page(*floors("1", "2", "3", "4"), day=2))
    assert (second.status, second.thread, second.posts) == (ImportStatus.UPDATED, first.thread, 4)
    assert second.capture != first.capture
    assert told(second) == {"added": "1", "changed": "0", "absent": "0"}
    after = posts(store)
    assert {label: after[label].id for label in before} == {
        label: post.id for label, post in before.items()
    }
    assert found(store, "别迟到") == {after["4"].id}
    assert found(store, "两分钱") == {after["1"].id}
    assert rows(store, "SELECT post_id, count(*) FROM post_version GROUP BY post_id") == [
        (post.id, 1 + (label != "4")) for label, post in after.items()
    ]
    head = reading.head(store, THREAD)
    assert [capture.id for capture in head.captures] == [first.capture, second.capture]
    assert head.summary.latest_post_at == "2024-03-02T08:05-08:00"
    assert rows(store, "SELECT capture_id, count(*) FROM article_block GROUP BY 1") == [
        (first.capture, 1),
        (second.capture, 1),
    ]
    kinds = rows(store, "SELECT kind, capture_id FROM event ORDER BY id")
    assert kinds == [("imported", first.capture), ("captured-again", second.capture)]


def test_a_floor_that_vanished_stays(store: Store) -> None:
    take(store, page(*floors("1", "2", "3", "4")))
    before = posts(store)
    second = take(store, page(*floors("1", "2", "4"), day=2, claimed=3))
    assert told(second) == {"added": "0", "changed": "0", "absent": "1"}
    assert [post.floor for post in reading.thread_posts(store, THREAD)] == ["1", "2", "3", "4"]
    assert posts(store)["3"] == before["3"]
    assert second.posts == 4
    assert "claimed-count-differs" not in {finding.code for finding in second.findings}
    assert found(store, "带孩子") == {before["3"].id}


def test_renumbered_floors_are_the_same_posts(store: Store) -> None:
    take(store, page(*floors("1", "2", "3", "4")))
    before = posts(store)
    moved = [(str(int(label) - 1), author, words) for label, author, words in floors("2", "3", "4")]
    take(store, page(*moved, day=2))
    after = reading.thread_posts(store, THREAD)
    assert sorted(post.id for post in after) == sorted(post.id for post in before.values())
    assert {post.text: post.id for post in after} == {
        post.text: post.id for post in before.values()
    }


def test_an_edited_floor_has_two_versions(store: Store) -> None:
    take(store, page(*floors("1", "2", "3")))
    before = posts(store)
    new = [*floors("1"), ("2", "晚舟", "（已编辑）桥是好桥，船也是好船。"), *floors("3")]
    second = take(store, page(*new, day=2))
    assert told(second)["changed"] == "1"
    after = posts(store)
    assert after["2"].id == before["2"].id
    assert after["2"].text == "（已编辑）桥是好桥，船也是好船。"
    texts = "SELECT text FROM post_version WHERE post_id = ? ORDER BY id"
    assert rows(store, texts, after["2"].id) == [(before["2"].text,), (after["2"].text,)]
    assert found(store, "谁还等船") == set()
    assert found(store, "好船") == {after["2"].id}


def test_another_spacing_and_width_is_the_same_thread(store: Store) -> None:
    take(store, page(*floors("1", "2", "3")))
    before = posts(store)
    narrow = page(*floors("1", "2", "3"), day=2).decode()
    narrow = narrow.translate(str.maketrans("，？：", ",?:")).replace("要停了", "\u00a0要停了")
    second = take(store, narrow.encode())
    assert (second.status, second.thread) == (ImportStatus.UPDATED, THREAD)
    assert [post.id for post in posts(store).values()] == [post.id for post in before.values()]
    assert posts(store)["2"].text.endswith("?")


def test_pages_of_one_thread_come_together(store: Store) -> None:
    take(store, page(*floors("1", "2"), claimed=4))
    quote = (
        "回复：‘北桥 发表评论于 2024-03-01 07:00:00 小时候坐一次两分钱，后来涨到五分。’ "
        "**======** 三分。"
    )
    take(store, page(("3", "茶先生", quote), ("4", "灯同学", "五点半。"), claimed=4))
    merged = posts(store)
    assert list(merged) == ["1", "2", "3", "4"]
    assert merged["3"].reply_to.post == merged["1"].id
    assert merged["3"].reply_to.state is LinkState.SOLID
    assert merged["3"].depth == 1
    assert (merged["1"].posted_at, merged["1"].posted_at_from) == (
        "2024-03-01T07:00:00-08:00",
        "quote",
    )
    assert reading.link_counts(store, THREAD).solid == 1


LOST = (
    "回复：‘退休电工 发表评论于 2024-03-01 06:10:11 灯线是我拉的，开关在二楼门后面。’ "
    "**======** 找到了。"
)


def test_citations_are_made_anew(store: Store) -> None:
    line = "渡船在这条河上开了八十年，下个月就要停了。"
    citing = ("2", "晚舟", f"文章说：{line}可惜。")
    take(store, page(*floors("1"), citing))
    (before,) = posts(store)["2"].citations
    assert posts(store)["2"].text[before.span.start : before.span.end] == line
    take(store, page(*floors("1"), ("2", "晚舟", f"我改了：文章说，{line}"), *floors("3"), day=2))
    (after,) = posts(store)["2"].citations
    assert posts(store)["2"].text[after.span.start : after.span.end] == line
    take(store, page(*floors("1"), ("2", "晚舟", "不说了。"), *floors("3"), day=3))
    assert posts(store)["2"].citations == ()
    assert rows(store, "SELECT count(*) FROM citation") == [(0,)]


def test_a_lost_post_that_is_found(store: Store) -> None:
    take(store, page(*floors("1"), ("3", "晚舟", LOST)))
    (ghost,) = reading.head(store, THREAD).ghosts
    assert posts(store)["3"].reply_to.state is LinkState.GHOST
    there = ("2", "退休电工", "灯线是我拉的，开关在二楼门后面。")
    take(store, page(*floors("1"), there, ("3", "晚舟", LOST), day=2))
    after = posts(store)
    assert after["3"].reply_to.post == after["2"].id
    (again,) = reading.head(store, THREAD).ghosts
    assert (again.id, again.resolved_to) == (ghost.id, after["2"].id)
    assert again.text == ghost.text


def test_a_lost_post_that_is_still_lost_is_the_same(store: Store) -> None:
    take(store, page(*floors("1"), ("3", "晚舟", LOST)))
    (ghost,) = reading.head(store, THREAD).ghosts
    take(store, page(*floors("1"), ("3", "晚舟", LOST), *floors("4"), day=2))
    assert reading.head(store, THREAD).ghosts == (ghost,)


def test_an_older_capture_adds_and_does_not_replace(store: Store) -> None:
    new = [*floors("1"), ("2", "晚舟", "改过的话，说的还是桥。"), *floors("4")]
    first = take(store, page(*new, day=5))
    second = take(store, page(*floors("1", "2", "3"), day=2))
    assert told(second) == {"added": "1", "changed": "1", "absent": "1"}
    assert "older-capture" in {finding.code for finding in second.findings}
    after = posts(store)
    assert list(after) == ["1", "2", "3", "4"]
    assert after["2"].text == "改过的话，说的还是桥。"
    assert found(store, "带孩子") == {after["3"].id}
    head = reading.head(store, THREAD)
    assert head.summary.latest_post_at == "2024-03-05T08:05-08:00"
    assert rows(store, "SELECT capture_id FROM thread") == [(first.capture,)]
    texts = "SELECT text FROM post_version WHERE post_id = ? ORDER BY id"
    assert [row[0] for row in rows(store, texts, after["2"].id)][1] == FLOORS["2"][1]


def test_notes_follow_their_words(store: Store) -> None:
    take(store, page(*floors("1", "2", "3")))
    before = posts(store)
    stays = notes.add(store, THREAD, post=before["1"].id, body="价钱", quote="两分钱").value
    moves = notes.add(store, THREAD, post=before["2"].id, body="等船", quote="谁还等船呢").value
    lost = notes.add(store, THREAD, post=before["3"].id, body="孩子", quote="带孩子去").value
    whole = notes.add(store, THREAD, post=before["3"].id, body="整层").value
    article = notes.add(store, THREAD, body="八十年", quote="开了八十年").value
    new = [
        *floors("1"),
        ("2", "晚舟", "说句老实话，现在桥都修好了，谁还等船呢？"),
        ("3", "茶先生", "最后一班是几点？"),
    ]
    second = take(store, page(*new, day=2))
    assert told(second, "notes-need-review") == {"count": "1"}
    states = {note.id: note.state for note in notes.list_notes(store, thread=THREAD)}
    assert states == {
        stays.id: NoteState.ANCHORED,
        moves.id: NoteState.MOVED,
        lost.id: NoteState.REVIEW,
        whole.id: NoteState.ANCHORED,
        article.id: NoteState.ANCHORED,
    }
    moved = notes.get(store, moves.id)
    assert moved.target is not None
    text = posts(store)["2"].text
    assert text[moved.target.span.start : moved.target.span.end] == "谁还等船呢"


def test_marks_alone_are_words_too(store: Store) -> None:
    """Two floors of one author without a letter are not one floor that was edited."""
    take(store, page(*floors("1", "2"), ("3", "路人", "👍👍")))
    before = posts(store)["3"].id
    noted = notes.add(store, THREAD, post=before, body="他赞成").value.id
    again = take(store, page(*floors("1", "2", "4"), ("5", "路人", "？？？"), day=2))
    assert (told(again)["added"], told(again)["changed"]) == ("2", "0")
    assert notes.get(store, noted).post == before
    assert {post.id: post.text for post in reading.thread_posts(store, THREAD)}[before] == "👍👍"
    assert posts(store)["5"].id != before


def test_a_title_of_the_owner_stays(store: Store) -> None:
    take(store, page(*floors("1", "2")))
    editing.edit(store, THREAD, title="外婆的渡船")
    take(store, page(*floors("1", "2", "3"), day=2))
    head = reading.head(store, THREAD)
    assert (head.summary.title, head.captured_title) == ("外婆的渡船", "渡口的渡船要停了")
    assert [hit.field for hit in search.search(store, "外婆").hits] == ["title"]
    assert search.search(store, "渡口的").total == 0


def test_reading_place_and_decisions_of_others_are_left(store: Store) -> None:
    take(store, page(*floors("1", "2")))
    place = Place(posts(store)["2"].id, None, 3)
    editing.set_place(store, THREAD, place)
    take(store, page(*floors("1", "2", "3"), day=2))
    assert editing.place(store, THREAD) == place


def cut(data: bytes, floor: int) -> bytes:
    """The page as it was when it had so many floors."""
    text = data.decode()
    mark = re.search(rf"(?:\n.)?\n[^\n]+\n{floor + 1} 楼\n", text)
    assert mark is not None
    return text[: mark.start()].encode()


def state(store: Store) -> Any:
    """What is shown of the thread, with places in the place of numbers."""
    shown = reading.thread_posts(store, THREAD)
    place = {post.id: at for at, post in enumerate(shown)}

    def links(post: Post) -> Any:
        return [
            (place.get(each.post or PostId(0)), each.state, each.rule, each.evidence)
            for each in (post.reply_to, *post.also_replies_to)
        ]

    head = reading.head(store, THREAD)
    return (
        [
            (post.floor, post.author, post.text, post.depth, post.posted_at, links(post))
            for post in shown
        ],
        [
            [(quote.span, place.get(quote.source_post or PostId(0))) for quote in post.quotes]
            for post in shown
        ],
        [(ghost.text, ghost.author) for ghost in head.ghosts if ghost.resolved_to is None],
        [block._replace(figure=None) for block in head.blocks],
        search.verify(store, sample=10_000),
    )


@pytest.mark.parametrize("seed", range(6))
def test_captured_twice_is_shown_as_if_captured_once(tmp_path: Path, seed: int) -> None:
    whole = make_capture(seed, 60)
    states: list[Any] = []
    for name, captures in (("once", [whole]), ("twice", [cut(whole, 25), cut(whole, 41), whole])):
        store = stores.create(tmp_path / f"{name}.beilin")
        for data in captures:
            take(store, data)
        states.append(state(store))
        assert integrity.check(store).ok
        store.close()
    assert states[1] == states[0]
    assert states[0][-1].ok


def test_a_thread_changed_meanwhile_is_looked_at_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(store, page(*floors("1", "2")))
    plan = recapture.plan
    between = [page(*floors("1", "2", "4"), day=2)]

    def planned(*arguments: Any) -> Any:
        worked_out = plan(*arguments)
        if between:
            pipeline.commit(store, prepared(between.pop()))
        return worked_out

    def prepared(data: bytes) -> Prepared:
        return pipeline.prepare_bytes(data, "other.txt")

    monkeypatch.setattr(recapture, "plan", planned)
    outcome = take(store, page(*floors("1", "2", "3"), day=3))
    assert told(outcome) == {"added": "1", "changed": "0", "absent": "1"}
    assert list(posts(store)) == ["1", "2", "3", "4"]


def test_a_thread_erased_meanwhile_comes_as_new(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(store, page(*floors("1", "2")))
    plan = recapture.plan
    looked: list[Any] = []

    def planned(*arguments: Any) -> Any:
        if not looked:
            editing.trash(store, THREAD)
            editing.empty_trash(store)
        looked.append(plan(*arguments))
        return looked[-1]

    monkeypatch.setattr(recapture, "plan", planned)
    outcome = take(store, page(*floors("1", "2", "3"), day=3))
    assert outcome.status is ImportStatus.ADDED
    assert looked == [None]


def test_captures_with_no_or_odd_times_are_newest_when_they_come(store: Store) -> None:
    odd = page(*floors("1")).replace("2024年3月1日 8点05分 PT".encode(), "昨天".encode())
    take(store, odd)
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE capture SET captured_at = 'once upon a time'")
    second = take(store, page(*floors("1", "2")))
    assert "older-capture" not in {finding.code for finding in second.findings}


def test_two_quotes_of_one_lost_post(store: Store) -> None:
    again = ("5", "茶先生", LOST.replace("找到了", "我也找到了"))
    take(store, page(*floors("1"), ("3", "晚舟", LOST), again))
    (ghost,) = reading.head(store, THREAD).ghosts
    take(store, page(*floors("1"), ("3", "晚舟", LOST), *floors("4"), again, day=2))
    (same,) = reading.head(store, THREAD).ghosts
    assert same == ghost
    assert len(same.known_from) == 2


def test_a_thread_that_never_rests_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    take(store, page(*floors("1", "2")))

    def never(*_arguments: object) -> bool:
        return False

    monkeypatch.setattr(recapture, "holds", never)
    with pytest.raises(errors.LibraryBusy):
        take(store, page(*floors("1", "2", "3"), day=3))
    assert list(posts(store)) == ["1", "2"]


def test_evidence_of_merged_captures_is_the_words(store: Store) -> None:
    take(store, page(*floors("1", "2"), claimed=4))
    quote = "晚舟 发表评论于 2024-03-01 07:00:00 现在桥都修好了，...... ------------------ 也是。"
    take(store, page(("3", "茶先生", quote), claimed=4))
    merged = posts(store)
    (evidence,) = merged["3"].reply_to.evidence
    assert evidence.parent is not None
    words = merged["3"].text[evidence.child.start : evidence.child.end]
    assert words == merged["2"].text[evidence.parent.start : evidence.parent.end]
