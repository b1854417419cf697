"""The reader's decisions through captures and readings: none lost, none changed by itself."""

from __future__ import annotations

import random
import tempfile
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from db import errors, integrity, search
from db import store as stores
from db.importing import pipeline, recapture, relinking, rereading
from db.records import CaptureId, ImportStatus, LinkState, Parent, PostId, ThreadId, Verdict
from db.threads import deciding, decisions, reading, skeleton
from tests.builders import captured_again, make_capture
from tests.db.importing.test_recapture import LOST, floors, page
from tests.db.importing.test_rereading import pretend, read_as

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.records import Decision, ImportOutcome, Post
    from db.store import Store
    from db.threads.deciding import Decided

THREAD = ThreadId(1)
EXACT = settings(
    max_examples=12, stateful_step_count=14, deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(stores.create(tmp_path / "kept.beilin")) as opened:
        yield opened
        report = integrity.check(opened)
        assert report.ok, report


def take(store: Store, data: bytes) -> ImportOutcome:
    (outcome,) = pipeline.import_bytes(store, data, "page.txt")
    return outcome


def posts(store: Store) -> list[Post]:
    return reading.thread_posts(store, THREAD)


def by_label(store: Store) -> dict[str, Post]:
    return {post.floor or "": post for post in posts(store)}


def difference(outcome: ImportOutcome) -> dict[str, str] | None:
    found = [each for each in outcome.findings if each.code == "replies-changed"]
    return dict(found[0].values) if found else None


def kept_as_decided(store: Store) -> dict[int, bool]:
    """Tell of each decision whether what is shown follows it."""
    with store.read() as connection:
        standing = decisions.standing(connection, THREAD)
    shown = {post.id: post for post in posts(store)}
    return {each.id: _followed(each, shown[each.post]) for each in standing}


def _followed(decision: Decision, post: Post) -> bool:
    first = Parent.of(post.reply_to)
    if decision.verdict is Verdict.NOT_A_REPLY:
        return first is None and not post.also_replies_to
    if decision.verdict is Verdict.ANSWERS:
        return first == decision.parent and post.reply_to.decided_by == "reader"
    return decision.parent not in {first, *map(Parent.of, post.also_replies_to)}


def decide_much(store: Store, rng: random.Random, count: int) -> int:
    """Decide something of so many floors; return how many decisions stand then."""
    shown = posts(store)
    for post in rng.sample(shown[1:], count):
        parent = Parent(post=rng.choice(shown).id)
        acts = [
            partial(deciding.confirm, store, post.id),
            partial(deciding.choose, store, post.id, parent),
            partial(deciding.answers_article, store, post.id),
            partial(deciding.not_a_reply, store, post.id),
            partial(deciding.reject, store, post.id),
        ]
        for act in rng.sample(acts, len(acts)):
            try:
                act()
            except (errors.UsageError, errors.ClosesCircle):
                continue
            break
    with store.read() as connection:
        return len(decisions.standing(connection, THREAD))


@pytest.mark.parametrize("seed", range(4))
def test_decisions_survive_a_renumbered_capture(store: Store, seed: int) -> None:
    data = make_capture(seed, 300)
    take(store, data)
    count = decide_much(store, random.Random(seed), 90)
    before = kept_as_decided(store)
    assert len(before) == count >= 80
    assert all(before.values())
    outcome = take(store, captured_again(seed, data))
    assert outcome.status is ImportStatus.UPDATED
    assert kept_as_decided(store) == before
    told = difference(outcome)
    assert told is not None
    assert (told["touched"], told["decisions"]) == ("0", str(count))


def test_the_same_bytes_change_nothing(store: Store) -> None:
    data = make_capture(5, 40)
    take(store, data)
    decide_much(store, random.Random(1), 20)
    before = posts(store), reading.link_counts(store, THREAD)
    assert take(store, data).status is ImportStatus.UNCHANGED
    rereading.read_again(store, CaptureId(1))
    assert (posts(store), reading.link_counts(store, THREAD)) == before


QUOTING = (
    "回复：‘北桥 发表评论于 2024-03-01 07:00:00 小时候坐一次两分钱，后来涨到五分。’ "
    "**======** 三分。"
)


def test_the_difference_is_told(store: Store) -> None:
    take(store, page(*floors("1", "2"), ("3", "茶先生", QUOTING)))
    first = by_label(store)
    deciding.choose(store, first["2"].id, Parent(post=first["1"].id))
    edited = ("3", "茶先生", "三分。那时候。")
    second = take(store, page(*floors("1", "2"), edited, day=2))
    assert difference(second) == {
        "added": "0", "withdrawn": "1", "touched": "0", "decisions": "1",
    }  # fmt: skip
    (told,) = [each for each in second.findings if each.code == "replies-changed"]
    assert "0 new, 1 withdrawn, 0 of your 1 decisions touched" in told.message
    assert by_label(store)["2"].reply_to.decided_by == "reader"


def test_without_decisions_only_a_change_is_told(store: Store) -> None:
    take(store, page(*floors("1", "2"), ("3", "茶先生", QUOTING)))
    assert difference(take(store, page(*floors("1", "2"), ("3", "茶先生", QUOTING), day=2))) is None
    again = take(store, page(*floors("1", "2"), ("3", "茶先生", "三分。那时候。"), day=3))
    assert difference(again) == {"added": "0", "withdrawn": "1"}


def test_a_rejected_pair_is_not_offered_again(store: Store) -> None:
    take(store, page(*floors("1", "2"), ("3", "茶先生", QUOTING)))
    deciding.reject(store, by_label(store)["3"].id)
    take(store, page(*floors("1", "2", "4"), ("3", "茶先生", QUOTING), day=2))
    after = by_label(store)["3"]
    assert after.reply_to.state is LinkState.NONE
    assert [each.post for each in after.set_aside] == [by_label(store)["1"].id]


def test_a_lost_post_that_is_found_is_followed(store: Store) -> None:
    take(store, page(*floors("1"), ("3", "晚舟", LOST)))
    lost = by_label(store)["3"].reply_to
    deciding.choose(store, by_label(store)["1"].id, Parent(ghost=lost.ghost))
    deciding.confirm(store, by_label(store)["3"].id)
    there = ("2", "退休电工", "灯线是我拉的，开关在二楼门后面。")
    outcome = take(store, page(*floors("1"), there, ("3", "晚舟", LOST), day=2))
    after = by_label(store)
    for label in ("1", "3"):
        link = after[label].reply_to
        assert (link.post, link.decided_by) == (after["2"].id, "reader")
    assert after["3"].reply_to.evidence
    assert difference(outcome) == {
        "added": "0", "withdrawn": "0", "touched": "2", "decisions": "2",
    }  # fmt: skip


def test_a_rejected_lost_post_stays_rejected_when_it_is_found(store: Store) -> None:
    take(store, page(*floors("1"), ("3", "晚舟", LOST)))
    deciding.reject(store, by_label(store)["3"].id)
    there = ("2", "退休电工", "灯线是我拉的，开关在二楼门后面。")
    take(store, page(*floors("1"), there, ("3", "晚舟", LOST), day=2))
    after = by_label(store)["3"]
    assert after.reply_to.state is LinkState.NONE
    assert [each.post for each in after.set_aside] == [by_label(store)["2"].id]


def test_a_parent_that_vanishes_is_kept_with_its_words(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read_as(("甲", "头一句话。"), ("乙", "另外一句话。"), ("丙", "第三句话。"))
    less = read_as(("甲", "头一句话。"), ("丙", "第三句话。"))
    take(store, make_capture(3, 4))
    pretend(monkeypatch, whole)
    rereading.read_again(store, CaptureId(1))
    shown = {post.text: post.id for post in posts(store)}
    parent = Parent(post=shown["另外一句话。"])
    deciding.choose(store, shown["第三句话。"], parent)
    deciding.reject(store, shown["头一句话。"], parent)
    pretend(monkeypatch, less)
    (outcome,) = rereading.read_again(store, CaptureId(1)).value
    after = {post.text: post for post in posts(store)}
    assert "另外一句话。" not in after
    link = after["第三句话。"].reply_to
    assert (link.state, link.decided_by) == (LinkState.GHOST, "reader")
    (ghost,) = [each for each in reading.head(store, THREAD).ghosts if each.id == link.ghost]
    assert (ghost.author, ghost.text) == ("乙", "另外一句话。")
    told = difference(outcome)
    assert told is not None
    assert (told["touched"], told["decisions"]) == ("1", "2")
    # and when it is there again it is followed
    pretend(monkeypatch, whole)
    rereading.read_again(store, CaptureId(1))
    again = {post.text: post for post in posts(store)}
    link = again["第三句话。"].reply_to
    assert (link.post, link.decided_by) == (again["另外一句话。"].id, "reader")
    assert len(again["头一句话。"].decisions) == 1
    # what was found and goes again
    pretend(monkeypatch, less)
    rereading.read_again(store, CaptureId(1))
    assert {post.text: post for post in posts(store)}["第三句话。"].reply_to.ghost == ghost.id


def test_a_post_of_which_something_was_decided_stays(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(store, make_capture(3, 4))
    decided = posts(store)[2]
    deciding.answers_article(store, decided.id)
    pretend(monkeypatch, read_as(("甲", "头一句话。")))
    rereading.read_again(store, CaptureId(1))
    shown = {post.id: post for post in posts(store)}
    assert shown[decided.id].reply_to.to_article
    assert len(shown) == 2


def test_decisions_in_all_threads_of_one_capture(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(store, make_capture(3, 4))
    words = "渡口的灯早就不亮了，晚上过河要自己带一盏。"
    quote = f"回复：‘甲 发表评论于 2024-03-01 07:00:00 {words}’ **======** 知道了，"
    told = [read_as(("甲", words), ("乙", f"{quote}第{at}帖。")) for at in range(3)]
    pretend(monkeypatch, *told)
    rereading.read_again(store, CaptureId(1))
    threads = [ThreadId(number) for number in reading.thread_ids(store) if number > 1]
    shown = {thread: reading.thread_posts(store, thread) for thread in threads}
    assert all(two.reply_to.post == one.id for one, two in shown.values())
    decided = [one.id for one, _ in shown.values()]
    for post in decided:
        deciding.answers_article(store, post)
    rereading.read_again(store, CaptureId(1))
    assert all(post.reply_to.to_article for post in reading.posts(store, decided))
    assert len(decided) == 3


def test_found_posts_that_close_a_circle_stay_lost(store: Store) -> None:
    take(store, page(*floors("1"), ("3", "晚舟", LOST)))
    shown = by_label(store)
    deciding.choose(store, shown["1"].id, Parent(ghost=shown["3"].reply_to.ghost))
    there = ("2", "退休电工", "灯线是我拉的，开关在二楼门后面。")
    take(store, page(*floors("1"), there, ("3", "晚舟", LOST), day=2))
    shown = by_label(store)
    assert shown["1"].reply_to.post == shown["2"].id
    with pytest.raises(errors.ClosesCircle):
        deciding.choose(store, shown["2"].id, Parent(post=shown["1"].id))


def test_a_decision_made_meanwhile_is_not_lost(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the working out and the writing of a reading in which a post goes."""
    take(store, make_capture(3, 4))
    decided = posts(store)[2]
    pretend(monkeypatch, read_as(("甲", "头一句话。")))
    planned = recapture.plan
    between = [decided.id]

    def plan(*arguments: Any) -> Any:
        found = planned(*arguments)
        if between:
            deciding.answers_article(store, between.pop())
        return found

    monkeypatch.setattr(recapture, "plan", plan)
    rereading.read_again(store, CaptureId(1))
    assert {post.id: post for post in posts(store)}[decided.id].reply_to.to_article


# newer rules


def older(store: Store) -> None:
    """As if older rules had made the links: one edge less, and one that is wrong."""
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE thread SET reply_engine = '0'")
        one, other = (
            connection.exec_driver_sql(
                "SELECT id FROM reply_link WHERE engine_ordinal = 0 AND decided_by = 'rule'"
                " ORDER BY id LIMIT 2"
            )
            .scalars()
            .all()
        )
        connection.exec_driver_sql("DELETE FROM reply_link WHERE id = ?", (one,))
        connection.exec_driver_sql(
            "UPDATE reply_link SET parent_post_id = (SELECT max(id) FROM post),"
            " parent_kind = 'post', ghost_id = NULL WHERE id = ?",
            (other,),
        )


def test_decisions_are_replayed_on_links_by_newer_rules(store: Store) -> None:
    take(store, make_capture(2, 120))
    by_rules = [post for post in posts(store) if post.reply_to.state is not LinkState.NONE]
    count = decide_much(store, random.Random(3), 30)
    as_decided, followed = posts(store), kept_as_decided(store)
    older(store)
    ((thread, findings),) = relinking.relink(store)
    assert thread == THREAD
    (told,) = findings
    assert dict(told.values) == {
        "added": "2", "withdrawn": "1", "touched": "0", "decisions": str(count),
    }  # fmt: skip
    assert posts(store) == as_decided
    assert kept_as_decided(store) == followed
    assert len(by_rules) > 5
    assert relinking.relink(store) == []


def test_threads_are_worked_out_anew_as_if_captured_today(store: Store) -> None:
    take(store, make_capture(2, 120))
    before = posts(store), reading.head(store, THREAD).ghosts, reading.link_counts(store, THREAD)
    older(store)
    steps: list[tuple[int, int]] = []
    relinking.relink(store, lambda done, of: steps.append((done, of)))
    assert steps == [(0, 1)]
    after = posts(store), reading.head(store, THREAD).ghosts, reading.link_counts(store, THREAD)
    assert after == before
    assert search.verify(store, sample=10_000).ok


def test_a_decision_while_links_are_worked_out(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(store, make_capture(2, 40))
    older(store)
    plan_links = recapture.plan_links
    between = [posts(store)[3].id]

    def planned(*arguments: Any) -> Any:
        found = plan_links(*arguments)
        if between:
            deciding.answers_article(store, between.pop())
        return found

    monkeypatch.setattr(recapture, "plan_links", planned)
    assert len(relinking.relink(store)) == 1
    assert posts(store)[3].reply_to.to_article

    def never(*_arguments: object) -> bool:
        return False

    older(store)
    monkeypatch.setattr(recapture, "holds_still", never)
    with pytest.raises(errors.LibraryBusy):
        relinking.relink(store)
    monkeypatch.undo()
    relinking.relink(store)


class Sequences(RuleBasedStateMachine):
    """Decide, undo, redo, capture again, read again, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = stores.create(Path(self.folder.name) / "a.beilin")
        self.data = make_capture(11, 24)
        take(self.store, self.data)
        self.done: list[Decided] = []
        self.undone: list[Decided] = []
        self.untouched = True
        self.states: list[Any] = [self.rows()]
        self.captures = 0

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    def rows(self) -> Any:
        with self.store.read() as connection:
            links = connection.exec_driver_sql("SELECT * FROM reply_link ORDER BY id").fetchall()
            tree = connection.exec_driver_sql("SELECT data FROM skeleton").scalar_one()
            standing = decisions.standing(connection, THREAD)
        return links, tree, standing

    @rule(
        child=st.integers(1, 23), parent=st.integers(0, 23),
        act=st.sampled_from(["choose", "confirm", "article", "nobody", "reject", "again"]),
    )  # fmt: skip
    def decide(self, child: int, parent: int, act: str) -> None:
        shown = posts(self.store)
        post, other = shown[child].id, Parent(post=shown[parent % len(shown)].id)
        before = self.rows()
        try:
            done = {
                "choose": lambda: deciding.choose(self.store, post, other),
                "confirm": lambda: deciding.confirm(self.store, post),
                "article": lambda: deciding.answers_article(self.store, post),
                "nobody": lambda: deciding.not_a_reply(self.store, post),
                "reject": lambda: deciding.reject(self.store, post, other),
                "again": lambda: deciding.ask_again(self.store, post),
            }[act]()
        except (errors.ClosesCircle, errors.UsageError):
            assert self.rows() == before
            return
        if done.changes:
            self.done.append(done.value)
            self.undone.clear()
            self.states.append(self.rows())

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        decided = self.done.pop()
        deciding.undo(self.store, decided)
        self.undone.append(decided)
        self.states.pop()
        if self.untouched:
            assert self.rows() == self.states[-1]

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        decided = self.undone.pop()
        deciding.redo(self.store, decided)
        self.done.append(decided)
        self.states.append(self.rows())

    @rule()
    def capture_again(self) -> None:
        self.captures += 1
        take(self.store, captured_again(self.captures, self.data))
        self.untouched = False

    @rule()
    def read_again(self) -> None:
        rereading.read_again(self.store, CaptureId(1))
        self.untouched = False

    @invariant()
    def every_decision_is_in_force(self) -> None:
        expected: dict[PostId, tuple[Decision, ...]] = {}
        for decided in self.done:
            expected[decided.post] = decided.after
        with self.store.read() as connection:
            standing = decisions.standing(connection, THREAD)
            planned = decisions.plan(connection, THREAD, standing)
        wanted = sorted(each.id for found in expected.values() for each in found)
        assert [each.id for each in standing] == wanted
        assert planned.changed == frozenset()
        assert planned.settled.held == frozenset()
        assert all(kept_as_decided(self.store).values())

    @invariant()
    def there_is_no_circle(self) -> None:
        with self.store.read() as connection:
            above = decisions.parents(connection, THREAD)
            kept = skeleton.stored(connection, THREAD)
            built = skeleton.from_rows(connection, THREAD)
        assert kept is not None
        assert skeleton.pack(kept) == skeleton.pack(built)
        for start in above:
            at: int | None = above[start]
            steps = 0
            while at is not None:
                assert at != start
                at = above.get(at)
                steps += 1
                assert steps <= len(above)


TestSequences = Sequences.TestCase
TestSequences.settings = EXACT
