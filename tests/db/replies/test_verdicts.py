"""The reader's decisions on top of the engine's edges: a pure function, without circles."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from db.records import LinkState, Verdict
from db.replies.verdicts import ARTICLE, GHOST, POST, SET_ASIDE, Found, Standing, circle, settle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from db.replies.verdicts import Edge, Key, Settled

Edges = dict[int, list[Found]]
STATES = (LinkState.STATED, LinkState.SOLID, LinkState.DASHED)


def to(post: int) -> Key:
    return POST, post


def engine(edges: Mapping[int, Sequence[tuple[Key, LinkState]]]) -> Edges:
    """Give numbers to the edges of an engine."""
    return {
        post: [Found(100 * post + at, parent, state) for at, (parent, state) in enumerate(found)]
        for post, found in edges.items()
    }


def settled(edges: Edges, *decisions: Standing) -> Settled:
    first = {
        post: found[0].parent[1] for post, found in edges.items() if found[0].parent[0] == POST
    }
    return settle(first, lambda post: edges.get(post, ()), decisions)


def in_force(edges: Edges, found: Settled) -> dict[int, Key]:
    """The first edge of every post, those included of which nothing was decided."""
    above = {post: theirs[0].parent for post, theirs in edges.items()}
    for post, theirs in found.edges.items():
        above.pop(post, None)
        first = next((edge for edge in theirs if edge.ordinal == 0), None)
        if first is not None:
            above[post] = first.parent
    return above


def answers(number: int, post: int, parent: Key, origin: Key | None = None) -> Standing:
    return Standing(number, post, Verdict.ANSWERS, parent, origin or parent)


def rejects(number: int, post: int, parent: Key) -> Standing:
    return Standing(number, post, Verdict.REJECTED, parent, parent)


def drawn(edges: Sequence[Edge]) -> list[tuple[Key, int, LinkState, bool]]:
    return [(edge.parent, edge.ordinal, edge.state, edge.by_reader) for edge in edges]


THREE = engine(
    {
        3: [
            (to(1), LinkState.SOLID),
            (to(2), LinkState.DASHED),
            ((GHOST, 7), LinkState.GHOST),
        ]
    }
)


def test_without_a_decision_everything_is_as_the_engine_made_it() -> None:
    assert settled(THREE) == ({}, frozenset(), {})


def test_a_confirmed_edge_is_solid_and_guesses_give_way() -> None:
    (edges,) = settled(THREE, answers(1, 3, to(2))).edges.values()
    assert drawn(edges) == [
        (to(2), 0, LinkState.SOLID, True),
        (to(1), 1, LinkState.SOLID, False),
        ((GHOST, 7), 2, LinkState.GHOST, False),
    ]
    assert edges[0].found == THREE[3][1].id
    (edges,) = settled(THREE, answers(1, 3, to(1))).edges.values()
    assert drawn(edges)[1] == (to(2), SET_ASIDE, LinkState.DASHED, False)


def test_a_parent_that_no_rule_found_is_an_edge_of_the_reader() -> None:
    (edges,) = settled(THREE, answers(1, 3, (ARTICLE, 0))).edges.values()
    assert drawn(edges)[0] == ((ARTICLE, 0), 0, LinkState.SOLID, True)
    assert edges[0].found is None
    (edges,) = settled(THREE, answers(1, 3, (GHOST, 9))).edges.values()
    assert drawn(edges)[0] == ((GHOST, 9), 0, LinkState.GHOST, True)


def test_what_the_page_states_stays_stated_when_it_is_confirmed() -> None:
    stated = engine({2: [(to(1), LinkState.STATED)]})
    (edges,) = settled(stated, answers(1, 2, to(1))).edges.values()
    assert drawn(edges) == [(to(1), 0, LinkState.STATED, True)]


def test_no_reply_sets_all_edges_aside() -> None:
    (edges,) = settled(THREE, Standing(1, 3, Verdict.NOT_A_REPLY)).edges.values()
    assert {edge.ordinal for edge in edges} == {SET_ASIDE}


def test_a_rejected_edge_gives_its_place_to_the_next() -> None:
    (edges,) = settled(THREE, rejects(1, 3, to(1))).edges.values()
    assert drawn(edges) == [
        (to(1), SET_ASIDE, LinkState.SOLID, False),
        (to(2), 0, LinkState.DASHED, False),
        ((GHOST, 7), 1, LinkState.GHOST, False),
    ]
    all_of_them = [rejects(at, 3, edge.parent) for at, edge in enumerate(THREE[3])]
    (edges,) = settled(THREE, *all_of_them).edges.values()
    assert {edge.ordinal for edge in edges} == {SET_ASIDE}


def test_a_pair_that_the_engine_finds_again_stays_rejected() -> None:
    verdict = answers(2, 3, to(2))
    (edges,) = settled(THREE, rejects(1, 3, to(1)), verdict).edges.values()
    assert (to(1), SET_ASIDE, LinkState.SOLID, False) in drawn(edges)


def test_an_edge_of_the_engine_steps_back_from_a_circle() -> None:
    edges = engine({2: [(to(1), LinkState.SOLID)], 3: [(to(2), LinkState.DASHED)]})
    found = settled(edges, answers(1, 1, to(3)))
    # of the two edges of the engine the likely one is the weaker
    assert in_force(edges, found) == {1: to(3), 2: to(1)}
    assert drawn(found.edges[3]) == [(to(2), 1, LinkState.DASHED, False)]


def test_the_next_edge_takes_the_place_of_one_that_stepped_back() -> None:
    edges = engine({2: [(to(1), LinkState.SOLID), (to(5), LinkState.SOLID)]})
    found = settled(edges, answers(1, 1, to(2)))
    assert drawn(found.edges[2]) == [
        (to(1), 1, LinkState.SOLID, False),
        (to(5), 0, LinkState.SOLID, False),
    ]


def test_a_lost_post_that_closes_a_circle_when_found_stays_lost() -> None:
    found = settled({}, answers(1, 9, to(3)), answers(2, 3, to(9), (GHOST, 4)))
    assert found.followed == {1: to(3), 2: (GHOST, 4)}
    assert found.held == frozenset()


def test_of_two_decisions_that_close_a_circle_the_later_has_no_effect() -> None:
    edges = engine({2: [(to(7), LinkState.SOLID)]})
    found = settled(edges, answers(1, 1, to(2)), answers(2, 2, to(1)))
    assert found.held == {2}
    assert in_force(edges, found) == {1: to(2), 2: to(7)}


def test_a_circle_is_told_from_the_child_back_to_it() -> None:
    assert circle({2: 1, 3: 2}, 1, 3) == [1, 3, 2, 1]
    assert circle({2: 1, 3: 2}, 4, 3) == []
    assert circle({}, 4, 4) == [4, 4]


COUNT = 9
POSTS = st.integers(1, COUNT)
PARENTS = st.one_of(
    POSTS.map(to), st.integers(1, 3).map(lambda ghost: (GHOST, ghost)), st.just((ARTICLE, 0))
)


@st.composite
def engines(draw: st.DrawFn) -> Edges:
    """Edges whose first ones form no circle, though some lead to later posts."""
    order: list[int] = draw(st.permutations(list(range(1, COUNT + 1))))
    place = {post: at for at, post in enumerate(order)}
    found: dict[int, list[tuple[Key, LinkState]]] = {}
    for post in draw(st.lists(POSTS, unique=True)):
        before = [other for other in order if place[other] < place[post]]
        edges: dict[Key, LinkState] = {}
        forward: bool = draw(st.booleans())
        if before and forward:
            edges[to(draw(st.sampled_from(before)))] = draw(st.sampled_from(STATES))
        else:
            edges[(GHOST, draw(st.integers(1, 3)))] = LinkState.GHOST
        for parent in set(draw(st.lists(POSTS, max_size=3))) - {post}:
            edges.setdefault(to(parent), draw(st.sampled_from(STATES)))
        found[post] = list(edges.items())
    return engine(found)


@st.composite
def decided(draw: st.DrawFn) -> list[Standing]:
    standing: list[Standing] = []
    verdicts: set[int] = set()
    for number in range(draw(st.integers(0, 8))):
        post = draw(POSTS)
        parent = draw(PARENTS)
        kind: Verdict = draw(st.sampled_from(list(Verdict)))
        if parent == to(post):
            continue
        if kind is Verdict.REJECTED or post in verdicts:
            standing.append(rejects(number, post, parent))
            continue
        verdicts.add(post)
        if kind is Verdict.NOT_A_REPLY:
            standing.append(Standing(number, post, kind))
        else:
            origin = (GHOST, 9) if draw(st.booleans()) else parent
            standing.append(answers(number, post, parent, origin))
    return standing


@given(engines(), decided())
def test_whatever_is_decided(edges: Edges, decisions: list[Standing]) -> None:
    found = settled(edges, *decisions)
    assert settled(edges, *reversed(decisions)) == found  # the order of rows is no matter
    above = in_force(edges, found)
    parents = {post: parent[1] for post, parent in above.items() if parent[0] == POST}
    for start in parents:
        path = [start]
        while path[-1] in parents:
            path.append(parents[path[-1]])
            assert path[-1] != start, path
            assert len(path) <= COUNT
    for decision in decisions:
        first = above.get(decision.post)
        if decision.verdict is Verdict.NOT_A_REPLY:
            assert first is None
        elif decision.verdict is Verdict.ANSWERS and decision.id not in found.held:
            assert first == found.followed[decision.id]
            assert first in (decision.parent, decision.origin)
        elif decision.verdict is Verdict.REJECTED:
            verdicts = [one for one in decisions if one.post == decision.post and one != decision]
            if all(one.parent != decision.parent for one in verdicts):
                assert first != decision.parent
    for post, theirs in found.edges.items():
        # no edge of the engine is lost, none is there twice, and the order is the engine's
        assert {edge.found for edge in theirs} - {None} == {edge.id for edge in edges.get(post, ())}
        shown = sorted(edge.ordinal for edge in theirs if edge.ordinal >= 0)
        assert len(set(shown)) == len(shown)
        beside = [edge for edge in theirs if edge.ordinal > 0]
        beside.sort(key=lambda edge: edge.ordinal)
        assert all((one.found or 0) < (two.found or 0) for one, two in pairwise(beside))
        assert sum(edge.found is None for edge in theirs) <= 1
