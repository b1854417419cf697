"""The pass over a thread: order, stated parents, cycles, determinism."""

from __future__ import annotations

import pytest

from db.records import LinkState
from db.replies import ENGINE_VERSION, infer, rules, table
from db.replies.desk import reading_order
from db.replies.engine import stated_parents
from db.replies.floors import FlatThread, Floor, Inference
from tests.db.replies.threads import (
    BRIDGE,
    FERRY,
    OWN,
    RULER,
    STONE,
    TEA,
    also,
    edges,
    found,
    thread,
)


def stated(*floors: tuple[str, str, int | None]) -> FlatThread:
    made = tuple(Floor(text, author, None, None, parent) for author, text, parent in floors)
    return FlatThread("题", "", made)


def test_a_thread_without_cues_gives_nothing() -> None:
    assert found(("沙洲", FERRY), ("青石", BRIDGE)) == Inference(ENGINE_VERSION)
    assert infer(FlatThread("", "", ())) == Inference(ENGINE_VERSION)


def test_what_the_page_states_is_kept_and_never_overruled() -> None:
    quoting = f"沙洲 写道：{FERRY}\n{RULER}\n{OWN}"
    inference = infer(stated(("沙洲", FERRY, None), ("青石", BRIDGE, 0), ("白鹭", quoting, 1)))
    assert edges(inference) == {2: (1, "stated", "stated"), 3: (2, "stated", "stated")}
    assert also(inference, 3) == [1]
    assert [link.confidence for link in inference.links if link.primary] == [1.0, 1.0]


def test_a_quote_of_the_stated_parent_is_its_evidence() -> None:
    quoting = f"沙洲 写道：{FERRY}\n{RULER}\n{OWN}"
    inference = infer(stated(("沙洲", FERRY, None), ("白鹭", quoting, 0)))
    (link,) = inference.links
    assert link.state is LinkState.STATED
    assert len(link.evidence) == 1


@pytest.mark.parametrize("parent", [5, -1, 1])
def test_a_stated_parent_that_is_nowhere_or_the_floor_itself_is_none(parent: int) -> None:
    inference = infer(stated(("沙洲", FERRY, None), ("白鹭", BRIDGE, parent)))
    assert inference.links == ()


def test_a_circle_of_stated_parents_is_opened_at_one_place() -> None:
    made = stated(("沙洲", FERRY, 1), ("青石", BRIDGE, 2), ("白鹭", TEA, 0), ("橘子", STONE, 0))
    parents = stated_parents(made)
    assert len(parents) == 3
    assert parents[3] == 0
    assert _is_acyclic(infer(made))


def test_a_quote_closes_no_circle_with_a_stated_later_parent() -> None:
    quoting = f"青石 写道：{BRIDGE}\n{RULER}\n{OWN}"
    made = stated(("青石", BRIDGE, 2), ("沙洲", FERRY, None), ("白鹭", quoting, None))
    inference = infer(made)
    assert edges(inference) == {1: (3, "stated", "stated")}
    assert _is_acyclic(inference)


def test_a_quote_that_closes_no_circle_stands_beside_later_parents() -> None:
    quoting = f"沙洲 写道：{FERRY}\n{RULER}\n{OWN}"
    made = stated(("青石", BRIDGE, 2), ("沙洲", FERRY, None), ("白鹭", quoting, None))
    assert edges(infer(made)) == {1: (3, "stated", "stated"), 3: (2, "solid", "author-text")}


def test_a_tree_too_deep_to_look_through_takes_no_more_edges_by_rule() -> None:
    floors: list[tuple[str, str, int | None]] = []
    floors += [("沙洲", f"第{at}楼", at + 1) for at in range(3000)]
    floors += [("青石", FERRY, None), ("白鹭", f"沙洲 写道：第0楼\n{RULER}\n{OWN}", None)]
    inference = infer(stated(*floors))
    assert all(link.state is LinkState.STATED for link in inference.links)


def test_labels_are_believed_before_the_order_of_the_file() -> None:
    quoting = f"{OWN}\n{RULER}\n{FERRY}"
    floors = (Floor(quoting, "白鹭", "12"), Floor(FERRY, "沙洲", "3"), Floor(TEA, "青石", "7"))
    inference = infer(FlatThread("题", "", floors))
    assert [(link.child, link.parent) for link in inference.links] == [(0, 1)]
    assert [quote.floor for quote in inference.quotes] == [0]


@pytest.mark.parametrize(
    ("labels", "order"),
    [
        (["1", "2", "3"], [0, 1, 2]),
        (["3 楼", "第 1 楼", "#2"], [1, 2, 0]),
        (["2-2", "2-1", "1"], [2, 1, 0]),
        (["2", None, "1"], [0, 1, 2]),
        (["楼主", "2", "1"], [0, 1, 2]),
        (["1", "1", "1"], [0, 1, 2]),
        ([], []),
    ],
)
def test_reading_order(labels: list[str | None], order: list[int]) -> None:
    assert reading_order([Floor("", label=label) for label in labels]) == order


def test_the_same_thread_gives_the_same_answer() -> None:
    made = thread(
        ("沙洲", FERRY),
        ("青石", f"沙洲 写道：{FERRY}\n{RULER}\n{STONE}"),
        ("白鹭", f"{OWN}\n{RULER}\n{STONE}"),
        ("橘子", f"回复:‘雾里人 发表评论于 2025-03-02 09:15:07 {TEA}’ **====** 是的"),
    )
    assert infer(made) == infer(made)
    assert infer(made).version == ENGINE_VERSION


def test_floors_without_an_author() -> None:
    inference = found((None, FERRY + BRIDGE), (None, f"{OWN}\n{RULER}\n{FERRY}{BRIDGE}"))
    assert edges(inference) == {2: (1, "solid", "block-text")}


def test_every_rule_can_be_drawn_and_says_why() -> None:
    for name, rule in rules.RULES.items():
        for spaced in (False, True):
            drawn = rules.confidence(name, spaced=spaced) >= rules.DASHED_FROM
            assert (rules.state(name, spaced=spaced) is not LinkState.NONE) == drawn
            assert 0 < rules.confidence(name, spaced=spaced) <= 1
        assert rule.words[0].islower()
        assert not rule.words.endswith(".")
    assert rules.state("stated", spaced=False) is LinkState.STATED


def test_a_rule_that_is_rarely_right_is_no_edge(monkeypatch: pytest.MonkeyPatch) -> None:
    weak = table.WIDE["author-text"]._replace(confidence=0.4)
    monkeypatch.setitem(table.WIDE, "author-text", weak)
    inference = found(("沙洲", FERRY), ("白鹭", f"沙洲 写道：{FERRY}\n{RULER}\n{OWN}"))
    assert inference.links == ()
    assert len(inference.quotes) == 1


def _is_acyclic(inference: Inference) -> bool:
    parents = {link.child: link.parent for link in inference.links if link.primary}
    for start in parents:
        at: int | None = start
        for _ in range(len(parents) + 1):
            at = parents.get(at) if at is not None else None
        if at is not None:
            return False
    return True
