"""What the reader decides of who answers whom: each act is one short transaction.

A decision is a standing row and a recorded act; it lies on top of the engine's links and can be
taken off.  What is in force then is worked out beforehand, from a reading of the thread.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from db.changes import DECIDE_REPLY, Changes, Done
from db.errors import ClosesCircle, DecisionChanged, LibraryBusy, NotFound, UsageError
from db.records import Decision, Parent, PostId, Verdict
from db.replies.verdicts import ARTICLE, POST, circle
from db.threads import decisions
from db.threads.events import record
from db.threads.posts import read_posts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sqlalchemy import Connection

    from db.records import Post, ThreadId
    from db.replies.verdicts import Key
    from db.store import Store
    from db.threads.decisions import Planned

LONGEST_REASON = 1_000

_TRIES = 5
_MOST_NAMED = 8
_NEW = 0
"""The id of a decision that is not recorded yet."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision changed: the standing decisions on a post before and after it."""

    thread: ThreadId
    post: PostId
    before: tuple[Decision, ...]
    after: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class _Act:
    """What is to be done to one post, worked out from a reading of it."""

    kind: str
    after: tuple[Decision, ...]
    check: Parent | None = None
    """A parent that must be in the thread and must close no circle with what is in force."""


def confirm(store: Store, post: PostId, *, reason: str | None = None) -> Done[Decided]:
    """Say that the edge that is shown first is right; it stays whatever rules find later.

    Raises:
        NotFound: there is no such post.
        UsageError: it has no edge, or the reason is too long.
    """

    def act(shown: Post) -> _Act:
        parent = Parent.of(shown.reply_to)
        if parent is None:
            raise UsageError(
                "The floor has no reply mark that could be confirmed; nothing was changed.",
                "Choose the floor that it answers.",
            )
        return _answers("reply-confirmed", shown, parent, reason)

    return _decide(store, post, act, reason)


def choose(
    store: Store, post: PostId, parent: Parent, *, reason: str | None = None
) -> Done[Decided]:
    """Say whom a post answers: another post of its thread, a lost one, or the article.

    Raises:
        NotFound: there is no such post, or the parent is not in its thread.
        ClosesCircle: the parent answers the post itself, if only through others.
        UsageError: a post cannot answer itself; the reason is too long.
    """

    def act(shown: Post) -> _Act:
        return _answers("reply-chosen", shown, parent, reason)

    return _decide(store, post, act, reason)


def answers_article(store: Store, post: PostId, *, reason: str | None = None) -> Done[Decided]:
    """Say that a post answers the article.

    Raises:
        NotFound: there is no such post.
        UsageError: the reason is too long.
    """
    return choose(store, post, Parent(article=True), reason=reason)


def not_a_reply(store: Store, post: PostId, *, reason: str | None = None) -> Done[Decided]:
    """Say that a post answers nobody, whatever it quotes.

    Raises:
        NotFound: there is no such post.
        UsageError: the reason is too long.
    """

    def act(shown: Post) -> _Act:
        decision = _new(shown, Verdict.NOT_A_REPLY, None, reason)
        return _Act("reply-denied", _with_verdict(shown, decision))

    return _decide(store, post, act, reason)


def reject(
    store: Store, post: PostId, parent: Parent | None = None, *, reason: str | None = None
) -> Done[Decided]:
    """Say that a post does not answer somebody; that pair is never offered again.

    Args:
        store: the library.
        post: the post.
        parent: whom it does not answer; that of the edge that is shown first if not given.
        reason: why, in the reader's words.

    Raises:
        NotFound: there is no such post, or the parent is not in its thread.
        UsageError: it has no edge to reject, or the reason is too long.
    """

    def act(shown: Post) -> _Act:
        wrong = parent or Parent.of(shown.reply_to)
        if wrong is None:
            raise UsageError(
                "The floor has no reply mark that could be rejected; nothing was changed.",
                "Say that it is no reply if it answers nobody.",
            )
        decision = _new(shown, Verdict.REJECTED, wrong, reason)
        kept = [each for each in shown.decisions if each.parent != wrong]
        return _Act("reply-rejected", (*kept, decision), None)

    return _decide(store, post, act, reason)


def ask_again(store: Store, post: PostId) -> Done[Decided]:
    """Take all decisions on a post back, so that the rules speak again.

    Raises:
        NotFound: there is no such post.
    """
    return _decide(store, post, lambda _shown: _Act("reply-asked-again", ()), None)


def undo(store: Store, decided: Decided) -> Done[Decided]:
    """Take one decision back: what stood before it stands again, exactly.

    Raises:
        NotFound: a floor that was decided on is not there any more.
        DecisionChanged: somebody has decided otherwise since.
        ClosesCircle: what stood before closes a circle with what was decided since.
    """
    return _restore(store, decided.post, decided.after, decided.before, "reply-undone")


def redo(store: Store, decided: Decided) -> Done[Decided]:
    """Decide again what was undone.

    Raises:
        KnownError: as for ``undo``.
    """
    return _restore(store, decided.post, decided.before, decided.after, "reply-redone")


def _restore(
    store: Store,
    post: PostId,
    expected: Sequence[Decision],
    wanted: tuple[Decision, ...],
    kind: str,
) -> Done[Decided]:
    def act(shown: Post) -> _Act:
        ids = {each.id for each in shown.decisions}
        if ids not in ({each.id for each in expected}, {each.id for each in wanted}):
            raise DecisionChanged(
                "Somebody has decided otherwise of this floor meanwhile; it was left as it is.",
                "Look at whom it answers now, and decide again.",
            )
        return _Act(kind, wanted)

    return _decide(store, post, act, None)


def _answers(kind: str, shown: Post, parent: Parent, reason: str | None) -> _Act:
    if parent.post == shown.id:
        raise UsageError("A floor cannot answer itself; nothing was changed.", "Choose another.")
    decision = _new(shown, Verdict.ANSWERS, parent, reason)
    return _Act(kind, _with_verdict(shown, decision), parent)


def _with_verdict(shown: Post, decision: Decision) -> tuple[Decision, ...]:
    """Return what stands when a verdict replaces that before it; rejected pairs stay rejected."""
    kept = [
        each
        for each in shown.decisions
        if each.verdict is Verdict.REJECTED
        and (decision.parent is None or each.parent != decision.parent)
    ]
    return (*kept, decision)


def _new(shown: Post, verdict: Verdict, parent: Parent | None, reason: str | None) -> Decision:
    words = " ".join(reason.split()) if reason is not None else ""
    return Decision(_NEW, shown.id, verdict, parent, "", words or None)


def _decide(
    store: Store, post: PostId, work: Callable[[Post], _Act], reason: str | None
) -> Done[Decided]:
    """Work out what an act changes, and write it if the thread is still what it was then."""
    if reason is not None and len(reason) > LONGEST_REASON:
        raise UsageError(
            "A reason of {length} characters is too long; nothing was changed.",
            "Use {longest} characters at most.",
            length=len(reason),
            longest=LONGEST_REASON,
        )
    for _ in range(_TRIES):
        with store.read() as connection:
            shown = _shown(connection, post)
            act = work(shown)
            if _same(act.after, shown.decisions):
                unchanged = Decided(shown.thread, post, shown.decisions, shown.decisions)
                return Done(unchanged, Changes(DECIDE_REPLY))
            _raise_if_strange(connection, shown, act.after)
            planned = _planned(connection, shown, act)
        with store.write() as connection:
            known = _shown(connection, post)
            if decisions.revision(connection, shown.thread) == planned.revision:
                after = _write(connection, known, act)
                decisions.put_in_force(connection, shown.thread, planned)
                break
    else:
        raise LibraryBusy(
            "The library {name} was changed by another program each time this was to be stored; "
            "nothing was stored.",
            "Wait until the other program has finished, and try again.",
            name=store.place.name,
        )
    changed = frozenset({post, *(PostId(each) for each in planned.changed)})
    decided = Decided(shown.thread, post, shown.decisions, after)
    return Done(decided, Changes(DECIDE_REPLY, threads=frozenset({shown.thread}), posts=changed))


def _same(after: Sequence[Decision], before: Sequence[Decision]) -> bool:
    """Whether nothing is decided that does not stand already; a new reason is something new."""

    def faces(found: Iterable[Decision]) -> set[tuple[Verdict, Parent | None, str | None]]:
        return {(each.verdict, each.parent, each.reason) for each in found}

    return faces(after) == faces(before)


def _shown(connection: Connection, post: PostId) -> Post:
    found = next(iter(read_posts(connection, [post])), None)
    if found is None:
        raise NotFound(
            "There is no post {post} in this library; nothing was changed.",
            "Use “beilin show” to see the posts of a thread.",
            post=post,
        )
    if found.opening:
        raise UsageError(
            "The opening post begins the thread and answers nobody; nothing was changed.",
            "Choose one of the replies.",
        )
    return found


def _raise_if_strange(connection: Connection, shown: Post, after: Iterable[Decision]) -> None:
    """Make sure that what is decided on is in the thread of the post."""
    for each in after:
        parent = each.parent
        if parent is None or parent.article:
            continue
        table, number = ("post", parent.post) if parent.post else ("ghost", parent.ghost)
        there = connection.exec_driver_sql(
            f"SELECT 1 FROM {table} WHERE id = ? AND thread_id = ?",  # noqa: S608 - names of our own
            (number, shown.thread),
        ).first()
        if there is None:
            raise NotFound(
                "What the floor is to answer is not in its thread; nothing was changed.",
                "Choose a floor of the same thread.",
            )


def _planned(connection: Connection, shown: Post, act: _Act) -> Planned:
    """Work out what is in force with an act, and refuse one that closes a circle."""
    thread = shown.thread
    standing = decisions.standing(connection, thread)
    if act.check is not None:
        origin = decisions.key_of(act.check)
        parent = decisions.followed(connection, thread).get(origin, origin)
        _raise_if_closes(connection, shown, parent)
    newest = 1 + max((each.id for each in standing), default=0)
    wanted = [each if each.id != _NEW else each._replace(id=newest) for each in act.after]
    others = [each for each in standing if each.post != shown.id]
    planned = decisions.plan(connection, thread, (*others, *wanted))
    if planned.settled.held:
        # two that stood apart may close a circle when one of them is put back
        before = decisions.plan(connection, thread, standing).settled.held
        for each in (*others, *wanted):
            if each.id in planned.settled.held - before and each.parent is not None:
                _raise_if_closes(connection, shown, decisions.key_of(each.parent), each.post)
    return planned


def _raise_if_closes(
    connection: Connection, shown: Post, parent: Key, child: PostId | None = None
) -> None:
    """Refuse an edge that closes a circle with what is in force; the child is the post itself."""
    post = child or shown.id
    if parent[0] != POST:
        return
    above = decisions.parents(connection, shown.thread)
    above.pop(post, None)
    closed = circle(above, post, parent[1])
    if closed or child is not None:
        _refuse(connection, closed or [post, parent[1], post])


def _refuse(connection: Connection, closed: Sequence[int]) -> NoReturn:
    """Say which floors would answer each other."""
    named = list(closed)
    if len(named) > _MOST_NAMED:
        named = [*named[: _MOST_NAMED - 2], *named[-2:]]
    labels = {
        post: label if label else f"#{ordinal + 1}"
        for post, label, ordinal in connection.exec_driver_sql(
            "SELECT p.id, v.floor, p.ordinal FROM json_each(?) AS j"
            " CROSS JOIN post AS p ON p.id = j.value"
            " CROSS JOIN post_version AS v ON v.id = p.version_id",
            (json.dumps(named),),
        )
    }
    names = [str(labels[post]) for post in named]
    if len(named) < len(closed):
        names.insert(_MOST_NAMED - 2, "…")
    raise ClosesCircle(
        "Floor {child} cannot answer floor {parent}: the floors would answer each other in a"
        " circle, {circle}. Nothing was changed.",
        "Change whom one of the others answers first.",
        child=names[0],
        parent=names[1],
        circle=" → ".join(names),
    )


def _write(connection: Connection, known: Post, act: _Act) -> tuple[Decision, ...]:
    """Record an act and let its decisions stand; return them with their ids."""
    old = decisions.key_of(parent) if (parent := Parent.of(known.reply_to)) is not None else None
    detail = {
        "by": "reader",
        "old": _told(old),
        "new": [_said(each) for each in act.after],
        "reason": next((each.reason for each in act.after if each.id == _NEW), None),
    }
    at = record(
        connection,
        act.kind,
        thread=known.thread,
        post=known.id,
        detail=json.dumps(detail, ensure_ascii=False),
    )
    number = int(connection.exec_driver_sql("SELECT max(id) FROM event").scalar_one())
    named = [
        each if each.id != _NEW else each._replace(id=number, decided_at=at) for each in act.after
    ]
    after = tuple(sorted(named, key=lambda each: each.id))
    connection.exec_driver_sql("DELETE FROM reply_decision WHERE post_id = ?", (known.id,))
    for each in after:
        kind, parent_post, ghost = decisions.columns(each.parent)
        connection.exec_driver_sql(
            "INSERT INTO reply_decision(id, thread_id, post_id, verdict, parent_kind,"
            " parent_post_id, ghost_id, decided_at, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                each.id,
                known.thread,
                known.id,
                each.verdict.value,
                kind,
                parent_post,
                ghost,
                each.decided_at,
                each.reason,
            ),
        )
    return after


def _told(key: Key | None) -> object:
    if key is None:
        return None
    return ARTICLE if key[0] == ARTICLE else {key[0]: key[1]}


def _said(decision: Decision) -> object:
    parent = decisions.key_of(decision.parent) if decision.parent is not None else None
    return {"verdict": decision.verdict.value, "parent": _told(parent)}


__all__ = [
    "LONGEST_REASON",
    "Decided",
    "answers_article",
    "ask_again",
    "choose",
    "confirm",
    "not_a_reply",
    "redo",
    "reject",
    "undo",
]
