"""What holds for every thread: offsets inside the texts, equal words, no circle, no crash."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from db.records import LinkState
from db.replies import infer
from db.replies.floors import FlatThread, Floor, Inference
from db.replies.folding import folding_for
from tests.db.replies.threads import BRIDGE, FERRY, STONE, TEA

# what threads are made of, and what is made to confuse
PIECES = (
    *(FERRY, BRIDGE, TEA, STONE, FERRY[:12], "好", "渡口的老船今天早上終於修好了,下午三點"),
    *("沙洲", "青石", "陳家橋", "陈家桥", "-_-||", "River Bank", "a"),
    *(
        " 发表评论于 2025-03-02 09:15:07 ",
        " 發表於 2025-3-2 9:15 ",
        " 写道：",
        " wrote:",
        "（2025-03-02 09:15）：",
    ),
    *(
        "回复:‘",
        "回復：「",
        "引用 ",
        "※ 引述《",
        "》之銘言：",
        "’ **======** ",
        "\n-----\n",
        "————",
    ),
    *("[quote]", "[quote=沙洲]", "[/quote]", "\n> ", "\n: ", "......", "…", "\n", " ", "\u3000"),
    *("—— 来自 ", "提示: 该评论已被删除", "㎏", "ﬁ", "e\u0301", "\u200b", "\ud800", "😂", "İ", "ß"),
)
texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
authors = st.one_of(
    st.none(),
    st.sampled_from(
        ("沙洲", "青石", "陳家橋", "陈家桥", "-_-||", "River Bank", "a", "", " ", "\u200b")
    ),
    st.text(max_size=12),
)
labels = st.one_of(st.none(), st.integers(1, 12).map(str), st.text(max_size=4))
times = st.one_of(
    st.none(),
    st.sampled_from(("2025-03-02T09:15+08:00", "2025-03-02T09", "昨天")),
    st.text(max_size=20),
)


@st.composite
def threads(draw: st.DrawFn) -> FlatThread:
    floors = st.builds(Floor, texts, authors, labels, times, st.none() | st.integers(-2, 9))
    numbered = draw(st.booleans())
    made = [
        Floor(
            floor.text,
            floor.author,
            str(at) if numbered else floor.label,
            floor.posted_at,
            floor.stated_parent,
        )
        for at, floor in enumerate(draw(st.lists(floors, max_size=8)), 1)
    ]
    zone = draw(st.sampled_from((None, "Asia/Shanghai", "America/Los_Angeles", "nowhere")))
    return FlatThread(draw(st.text(max_size=10)), draw(texts), tuple(made), zone)


def check(made: FlatThread, inference: Inference) -> None:
    floors = made.floors
    folding = folding_for([*(floor.text[:120] for floor in floors[:80]), made.article[:400]])
    for quote in inference.quotes:
        size = len(floors[quote.floor].text)
        assert 0 <= quote.span.start <= quote.words.start
        assert quote.words.start <= quote.words.end <= quote.span.end <= size
        assert quote.source is None or quote.source != quote.floor
        assert quote.source is None or quote.ghost is None
    for link in inference.links:
        assert link.parent != link.child
        assert (link.parent is None) == (link.ghost is not None)
        assert (link.ghost is not None) == (link.state is LinkState.GHOST)
        for each in link.evidence:
            assert each.parent is not None
            assert link.parent is not None
            here, there = floors[link.child].text, floors[link.parent].text
            assert 0 <= each.child.start < each.child.end <= len(here)
            assert 0 <= each.parent.start < each.parent.end <= len(there)
            one = folding.letters(here[each.child.start : each.child.end])
            two = folding.letters(there[each.parent.start : each.parent.end])
            assert one == two != ""
    for ghost in inference.ghosts:
        assert ghost.known_from
        for number in ghost.known_from:
            assert inference.ghosts[inference.quotes[number].ghost or 0] == ghost
    for time in inference.times:
        assert floors[time.floor].posted_at is None
        assert time.seen_in != time.floor
    primary = [link for link in inference.links if link.primary]
    assert len({link.child for link in primary}) == len(primary)
    parents = {link.child: link.parent for link in primary if link.parent is not None}
    for start in parents:
        seen = {start}
        at = parents.get(start)
        while at is not None:
            assert at not in seen
            seen.add(at)
            at = parents.get(at)


@settings(max_examples=400)
@given(threads())
@example(FlatThread("", "", (Floor("> \u200b", " "), Floor("\u200b wrote:\n> \u200b", " "))))
def test_any_thread_gives_a_whole_answer(made: FlatThread) -> None:
    inference = infer(made)
    check(made, inference)
    assert infer(made) == inference


@settings(max_examples=150)
@given(texts, texts, st.sampled_from(("沙洲", "-_-||", "River Bank")), st.integers(5, 70))
def test_a_copied_floor_is_found_however_long_its_ruler(
    said: str, own: str, name: str, size: int
) -> None:
    text = f"{name} 发表评论于 2025-03-02 09:15:07\n{said}\n{'-' * size}\n{own}"
    made = FlatThread("题", "", (Floor(said, name, "1"), Floor(text, "白鹭", "2")), "Asia/Shanghai")
    inference = infer(made)
    check(made, inference)
    if said == FERRY:
        assert inference.links[0].parent == 0


@given(st.permutations(range(4)))
def test_the_order_of_the_file_does_not_matter_where_floors_are_numbered(order: list[int]) -> None:
    floors = (
        Floor(FERRY, "沙洲", "1"),
        Floor(f"沙洲 写道：{FERRY}\n-----\n{STONE}", "青石", "2"),
        Floor(f"{TEA}\n-----\n{STONE}", "白鹭", "3"),
        Floor(f"回复:‘雾里人 发表评论于 2025-03-02 09:15:07 {BRIDGE}’ **====** 是的", "橘子", "4"),
    )
    inference = infer(FlatThread("题", "", tuple(floors[at] for at in order)))
    edges = {
        order[link.child]: order[link.parent] if link.parent is not None else None
        for link in inference.links
    }
    assert edges == {1: 0, 2: 1, 3: None}
