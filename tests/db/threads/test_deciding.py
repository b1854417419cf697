"""What the reader decides of who answers whom: in force at once, undone exactly, never lost."""

from __future__ import annotations

import json
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from db import errors, integrity
from db.models import Ghost, Quote, ReplyEvidence, ReplyLink
from db.records import GhostId, LinkCounts, LinkState, Parent, PostId, ThreadId, Verdict
from db.threads import deciding, decisions, editing, reading, skeleton
from tests.db.threads.shelf import AFloor, AnEdge, AThread, Shelf, sample_thread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from db.changes import Done
    from db.records import Post
    from db.store import Store
    from db.threads.deciding import Decided

ARTICLE = Parent(article=True)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """A thread: 3 answers 1 and likely 2, 4 likely 3, 5 a lost post."""
    made = Shelf(tmp_path / "a.beilin")
    with closing(made.store):
        made.add(sample_thread())
        yield made
        report = integrity.check(made.store)
        assert report.ok, report


THREAD = ThreadId(1)


def floor(shelf: Shelf, label: int) -> Post:
    return reading.thread_posts(shelf.store, THREAD)[label - 1]


def to(label: int) -> Parent:
    return Parent(post=PostId(label))


def rows(shelf: Shelf) -> list[Any]:
    """Everything that derived links say, byte for byte, and the packed tree."""
    tables = (ReplyLink, ReplyEvidence, Quote, Ghost)
    with shelf.store.read() as connection:
        found: list[Any] = [
            connection.execute(select(table.__table__).order_by(table.id)).fetchall()
            for table in tables
        ]
        tree = connection.exec_driver_sql("SELECT data FROM skeleton").scalars().all()
    return [*found, tree]


def shown(shelf: Shelf) -> list[tuple[Any, ...]]:
    return [
        (post.reply_to.post, post.reply_to.state, post.reply_to.decided_by, post.depth)
        for post in reading.thread_posts(shelf.store, THREAD)
    ]


def events(shelf: Shelf) -> list[tuple[str, Any]]:
    with shelf.store.read() as connection:
        found = connection.exec_driver_sql(
            "SELECT kind, detail FROM event WHERE kind LIKE 'reply-%' ORDER BY id"
        )
        return [(kind, json.loads(detail)) for kind, detail in found]


def test_the_thread_as_the_rules_left_it(shelf: Shelf) -> None:
    assert [post.reply_to.state.value for post in reading.thread_posts(shelf.store, THREAD)] == [
        "none", "none", "solid", "dashed", "ghost",
    ]  # fmt: skip


def test_a_likely_edge_is_confirmed(shelf: Shelf) -> None:
    before = floor(shelf, 4)
    done = deciding.confirm(shelf.store, before.id)
    after = floor(shelf, 4)
    assert after.reply_to == before.reply_to._replace(
        state=LinkState.SOLID, decided_by="reader"
    )  # rule, confidence and evidence are those of the engine
    assert done.changes.threads == {THREAD}
    assert done.changes.posts == {before.id}
    assert done.value.before == ()
    assert after.decisions == done.value.after
    (decision,) = after.decisions
    assert (decision.verdict, decision.parent) == (Verdict.ANSWERS, to(3))
    counts = reading.link_counts(shelf.store, THREAD)
    assert counts == LinkCounts(5, 0, 1, 0, 1, 2, reader=1)
    ((kind, detail),) = events(shelf)
    assert kind == "reply-confirmed"
    assert detail["by"] == "reader"
    assert detail["old"] == {"post": 3}
    assert detail["new"] == [{"verdict": "answers", "parent": {"post": 3}}]


def test_another_parent_is_chosen(shelf: Shelf) -> None:
    deciding.choose(shelf.store, PostId(4), to(2), reason="  他在  回他 ")
    after = floor(shelf, 4)
    link = after.reply_to
    assert (link.post, link.state, link.decided_by, link.rule) == (
        PostId(2), LinkState.SOLID, "reader", decisions.RULE,
    )  # fmt: skip
    assert after.depth == 1
    # the guess of the engine gives way, and can be looked at still
    assert after.also_replies_to == ()
    assert [(each.post, each.state) for each in after.set_aside] == [(3, LinkState.DASHED)]
    assert after.decisions[0].reason == "他在 回他"
    assert events(shelf)[0][1]["reason"] == "他在 回他"


def test_a_parent_may_stand_later(shelf: Shelf) -> None:
    deciding.choose(shelf.store, PostId(1), to(5))
    tree = skeleton.load(shelf.store, THREAD)
    assert list(tree.ids) == [2, 5, 1, 3, 4]
    assert [post.depth for post in reading.thread_posts(shelf.store, THREAD)] == [1, 0, 2, 3, 0]


def test_the_article_and_nobody(shelf: Shelf) -> None:
    deciding.answers_article(shelf.store, PostId(3))
    link = floor(shelf, 3).reply_to
    assert (link.to_article, link.state, link.decided_by) == (True, LinkState.SOLID, "reader")
    # that it quotes floor 1 is no guess
    assert [each.post for each in floor(shelf, 3).also_replies_to] == [1]
    deciding.not_a_reply(shelf.store, PostId(3))
    after = floor(shelf, 3)
    assert (after.reply_to.state, after.reply_to.decided_by) == (LinkState.NONE, "reader")
    assert after.also_replies_to == ()
    assert {each.post for each in after.set_aside} == {1, 2}
    assert [each.verdict for each in after.decisions] == [Verdict.NOT_A_REPLY]
    assert reading.link_counts(shelf.store, THREAD).reader == 1


def test_a_pair_is_rejected_and_the_next_one_shown(shelf: Shelf) -> None:
    deciding.reject(shelf.store, PostId(3))
    after = floor(shelf, 3)
    assert (after.reply_to.post, after.reply_to.state) == (2, LinkState.DASHED)
    assert after.reply_to.decided_by == "rule"
    deciding.reject(shelf.store, PostId(3), to(2))
    assert floor(shelf, 3).reply_to.state is LinkState.NONE
    assert [each.parent for each in floor(shelf, 3).decisions] == [to(1), to(2)]
    # a mind may change
    deciding.choose(shelf.store, PostId(3), to(1))
    assert [each.verdict for each in floor(shelf, 3).decisions] == [
        Verdict.REJECTED, Verdict.ANSWERS,
    ]  # fmt: skip
    assert floor(shelf, 3).reply_to.evidence


def test_what_was_chosen_can_be_rejected(shelf: Shelf) -> None:
    deciding.choose(shelf.store, PostId(4), to(1))
    deciding.reject(shelf.store, PostId(4))
    assert [(each.verdict, each.parent) for each in floor(shelf, 4).decisions] == [
        (Verdict.REJECTED, to(1))
    ]
    assert floor(shelf, 4).reply_to.post == 3


def test_a_lost_post_is_confirmed_and_rejected(shelf: Shelf) -> None:
    lost = floor(shelf, 5).reply_to
    deciding.confirm(shelf.store, PostId(5))
    link = floor(shelf, 5).reply_to
    assert (link.ghost, link.state, link.decided_by) == (lost.ghost, LinkState.GHOST, "reader")
    deciding.reject(shelf.store, PostId(5))
    assert floor(shelf, 5).reply_to.state is LinkState.NONE
    deciding.choose(shelf.store, PostId(4), Parent(ghost=lost.ghost))
    assert floor(shelf, 4).reply_to.ghost == lost.ghost


def act(shelf: Shelf, name: str, label: int) -> Done[Decided]:
    store, post = shelf.store, PostId(label)
    match name:
        case "confirm":
            return deciding.confirm(store, post)
        case "choose":
            return deciding.choose(store, post, to(2))
        case "article":
            return deciding.answers_article(store, post)
        case "nobody":
            return deciding.not_a_reply(store, post)
        case _:
            return deciding.reject(store, post)


ACTS = ("confirm", "choose", "article", "nobody", "reject")


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("label", [3, 4, 5])
def test_undone_and_done_again_exactly(shelf: Shelf, name: str, label: int) -> None:
    untouched = rows(shelf)
    done = act(shelf, name, label)
    after = rows(shelf)
    assert after != untouched
    deciding.undo(shelf.store, done.value)
    assert rows(shelf) == untouched
    deciding.redo(shelf.store, done.value)
    assert rows(shelf) == after
    assert floor(shelf, label).decisions == done.value.after
    deciding.ask_again(shelf.store, PostId(label))
    assert rows(shelf) == untouched
    kinds = [kind for kind, _ in events(shelf)]
    assert kinds[1:] == ["reply-undone", "reply-redone", "reply-asked-again"]


def test_decisions_one_upon_the_other_are_undone_one_by_one(shelf: Shelf) -> None:
    states = [rows(shelf)]
    done: list[Decided] = []
    for name in ("reject", "choose", "nobody", "article", "confirm"):
        found = act(shelf, name, 3)
        if found.changes:
            done.append(found.value)
            states.append(rows(shelf))
    assert len(done) == 4  # to confirm what was chosen changes nothing
    for each, before in zip(reversed(done), states[-2::-1], strict=True):
        deciding.undo(shelf.store, each)
        assert rows(shelf) == before
    for each, after in zip(done, states[1:], strict=True):
        deciding.redo(shelf.store, each)
        assert rows(shelf) == after


def test_deciding_the_same_again_changes_nothing(shelf: Shelf) -> None:
    deciding.choose(shelf.store, PostId(4), to(2))
    before = rows(shelf), events(shelf)
    done = deciding.choose(shelf.store, PostId(4), to(2))
    assert not done.changes
    assert not deciding.ask_again(shelf.store, PostId(1)).changes
    assert (rows(shelf), events(shelf)) == before


# circles


def test_a_circle_is_refused_and_named(shelf: Shelf) -> None:
    before = rows(shelf)
    with pytest.raises(errors.ClosesCircle, match=r"1 → 4 → 3 → 1\. Nothing was changed") as caught:
        deciding.choose(shelf.store, PostId(1), to(4))
    assert caught.value.values == {"child": "1", "parent": "4", "circle": "1 → 4 → 3 → 1"}
    assert (rows(shelf), events(shelf)) == (before, [])


def test_a_circle_with_an_edge_of_the_reader_is_refused(shelf: Shelf) -> None:
    deciding.choose(shelf.store, PostId(2), to(5))
    deciding.choose(shelf.store, PostId(5), to(4))
    with pytest.raises(errors.ClosesCircle, match="3 → 2 → 5 → 4 → 3"):
        deciding.choose(shelf.store, PostId(3), to(2))
    # an edge beside the first one is no way back
    deciding.choose(shelf.store, PostId(3), ARTICLE)
    deciding.choose(shelf.store, PostId(1), to(3))
    assert floor(shelf, 1).depth == 1


def test_a_circle_with_a_stated_edge_is_refused(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "b.beilin")
    with closing(shelf.store):
        edge = AnEdge(LinkState.STATED, parent=1)
        shelf.add(AThread(floors=[AFloor("一", edges=[edge]), AFloor("二"), AFloor("三")]))
        with pytest.raises(errors.ClosesCircle):
            deciding.choose(shelf.store, PostId(2), to(1))
        # to overrule the page is the reader's right
        deciding.choose(shelf.store, PostId(1), to(3))
        assert floor(shelf, 1).reply_to.post == 3
        assert [each.state for each in floor(shelf, 1).also_replies_to] == [LinkState.STATED]
        deciding.choose(shelf.store, PostId(2), to(1))
        # and what the rules say steps back before what the reader said
        deciding.ask_again(shelf.store, PostId(1))
        assert floor(shelf, 1).reply_to.state is LinkState.NONE
        assert [each.post for each in floor(shelf, 1).also_replies_to] == [2]
        assert floor(shelf, 2).reply_to.post == 1
        assert integrity.check(shelf.store).ok


def test_a_long_circle_is_told_shortly(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "b.beilin")
    with closing(shelf.store):
        floors = [
            AFloor(f"第{at}句", edges=[AnEdge(LinkState.SOLID, parent=at - 1)] if at else [])
            for at in range(40)
        ]
        shelf.add(AThread(floors=floors))
        with pytest.raises(errors.ClosesCircle) as caught:
            deciding.choose(shelf.store, PostId(1), to(40))
    assert caught.value.values["circle"] == "1 → 40 → 39 → 38 → 37 → 36 → … → 2 → 1"


def test_an_undo_that_would_close_a_circle_is_refused(shelf: Shelf) -> None:
    first = deciding.choose(shelf.store, PostId(1), to(2)).value
    deciding.undo(shelf.store, first)
    deciding.choose(shelf.store, PostId(2), to(1))
    before = rows(shelf)
    with pytest.raises(errors.ClosesCircle, match="→"):
        deciding.redo(shelf.store, first)
    assert rows(shelf) == before


# what cannot be decided


def refusals() -> Iterator[tuple[Callable[[Store], object], type[Exception]]]:
    first = PostId(1)
    yield partial(deciding.confirm, post=first), errors.UsageError
    yield partial(deciding.reject, post=first), errors.UsageError
    yield partial(deciding.choose, post=first, parent=to(1)), errors.UsageError
    yield partial(deciding.choose, post=first, parent=to(99)), errors.NotFound
    yield partial(deciding.choose, post=first, parent=to(6)), errors.NotFound
    lost = Parent(ghost=GhostId(9))
    yield partial(deciding.choose, post=first, parent=lost), errors.NotFound
    yield partial(deciding.not_a_reply, post=PostId(99)), errors.NotFound
    yield partial(deciding.not_a_reply, post=first, reason="长" * 1001), errors.UsageError


@pytest.mark.parametrize(("decide", "error"), list(refusals()))
def test_what_cannot_be_decided_changes_nothing(
    shelf: Shelf, decide: Callable[[Store], object], error: type[Exception]
) -> None:
    shelf.add(AThread(title="另一个", floors=[AFloor("别处的一楼")]))
    before = rows(shelf)
    with pytest.raises(error):
        decide(shelf.store)
    assert (rows(shelf), events(shelf)) == (before, [])


def test_the_opening_post_answers_nobody(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "b.beilin")
    with closing(shelf.store):
        shelf.add(AThread(floors=[AFloor("开头", opening=True), AFloor("回一句")]))
        with pytest.raises(errors.UsageError):
            deciding.not_a_reply(shelf.store, PostId(1))
        deciding.choose(shelf.store, PostId(2), to(1))
        assert reading.thread_posts(shelf.store, THREAD)[1].reply_to.post == 1
        assert integrity.check(shelf.store).ok


def test_somebody_decided_otherwise_meanwhile(shelf: Shelf) -> None:
    first = deciding.choose(shelf.store, PostId(4), to(1)).value
    deciding.choose(shelf.store, PostId(4), to(2))
    before = rows(shelf)
    with pytest.raises(errors.DecisionChanged):
        deciding.undo(shelf.store, first)
    assert rows(shelf) == before


def test_a_thread_that_changes_meanwhile_is_looked_at_again(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = decisions.plan
    between = [PostId(5)]

    def planned(*arguments: Any) -> Any:
        worked_out = plan(*arguments)
        if between:
            deciding.not_a_reply(shelf.store, between.pop())
        return worked_out

    monkeypatch.setattr(decisions, "plan", planned)
    deciding.choose(shelf.store, PostId(4), to(2))
    monkeypatch.undo()
    assert floor(shelf, 4).reply_to.post == 2
    assert floor(shelf, 5).reply_to.decided_by == "reader"


def test_a_thread_that_never_rests_is_told(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    count = iter(range(1000))

    def never_the_same(*_arguments: object) -> int:
        return next(count)

    monkeypatch.setattr(decisions, "revision", never_the_same)
    with pytest.raises(errors.LibraryBusy):
        deciding.choose(shelf.store, PostId(4), to(2))
    monkeypatch.undo()
    assert floor(shelf, 4).decisions == ()


# what else knows of it


def test_trees_built_anew_are_the_same(shelf: Shelf) -> None:
    deciding.choose(shelf.store, PostId(4), to(2))
    deciding.not_a_reply(shelf.store, PostId(3))
    deciding.reject(shelf.store, PostId(5))
    before = rows(shelf)
    decisions.rebuild(shelf.store)
    skeleton.rebuild(shelf.store)
    assert rows(shelf) == before
    with shelf.store.write() as connection:
        connection.exec_driver_sql("DELETE FROM skeleton")
    deciding.not_a_reply(shelf.store, PostId(2))  # no tree is kept that could be changed
    assert reading.link_counts(shelf.store, THREAD).reader == 3


def test_rows_that_do_not_follow_are_told_and_put_right(shelf: Shelf) -> None:
    deciding.choose(shelf.store, PostId(4), to(2))
    before = rows(shelf)
    with shelf.store.write() as connection:
        connection.exec_driver_sql(
            "UPDATE reply_link SET ordinal = 0, state = engine_state WHERE post_id = 4"
            " AND engine_ordinal = 0"
        )
    codes = {each.code for each in integrity.check(shelf.store).findings}
    assert "decisions-not-in-force" in codes
    decisions.rebuild(shelf.store)
    skeleton.rebuild(shelf.store)
    assert rows(shelf) == before


def test_what_is_erased_leaves_no_decision(shelf: Shelf) -> None:
    deciding.choose(shelf.store, PostId(4), to(2), reason="秘密的理由")
    editing.trash(shelf.store, THREAD)
    deciding.not_a_reply(shelf.store, PostId(3))  # the trash is no lock
    assert editing.empty_trash(shelf.store).value.threads == 1
    with shelf.store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM reply_decision").scalar() == 0
        details = connection.exec_driver_sql("SELECT detail FROM event").scalars().all()
    assert set(details) == {""}
    for file in shelf.store.place.parent.iterdir():
        assert "秘密的理由".encode() not in file.read_bytes()


def test_a_ghost_that_was_found_is_followed(shelf: Shelf) -> None:
    lost = floor(shelf, 5).reply_to.ghost
    deciding.choose(shelf.store, PostId(4), Parent(ghost=lost))
    with shelf.store.write() as connection:
        connection.exec_driver_sql("UPDATE ghost SET resolved_post_id = 2 WHERE id = ?", (lost,))
        decisions.replay(connection, THREAD)
    link = floor(shelf, 4).reply_to
    assert (link.post, link.state, link.decided_by) == (2, LinkState.SOLID, "reader")
    with pytest.raises(errors.ClosesCircle):
        deciding.choose(shelf.store, PostId(2), to(4))
