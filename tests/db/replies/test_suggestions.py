"""What a floor may answer, too uncertain for an edge: told when asked for, at most three."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from db.replies import infer, rules
from db.replies.floors import FlatThread, Floor
from db.replies.likeness import NEAR
from db.replies.suggestions import MOST, Known, known_of, suggest
from tests.db.replies.test_properties import threads
from tests.db.replies.threads import BRIDGE, FERRY, OTHER, OWN, RULER, STONE, TEA, thread

if TYPE_CHECKING:
    from db.replies.suggestions import FoundSuggestion

NOTHING = Known({}, {})
ENGLISH = (
    ("Anna", "The old ferry runs again since this morning, nobody had expected that so soon."),
    ("Bert", "They told us the new bridge has to wait until the spring of next year."),
    ("Carl", "My teahouse keeps its window seats for those who come to listen."),
)


def suggested(made: FlatThread, floor: int, known: Known | None = None) -> list[tuple[int, str]]:
    """The floors that a floor may answer, and by which rule, the likeliest first."""
    known = known_of(infer(made)) if known is None else known
    (found,) = suggest(made, known, [floor - 1]).values()
    return [(each.parent + 1, each.rule) for each in found]


def first(*floors: tuple[str | None, str]) -> FoundSuggestion:
    """The likeliest for the last floor."""
    made = thread(*floors)
    (found,) = suggest(made, known_of(infer(made)), [len(floors) - 1]).values()
    return found[0]


def words(made: FlatThread, child: int, found: FoundSuggestion) -> list[tuple[str, str]]:
    shown: list[tuple[str, str]] = []
    for each in found.evidence:
        assert each.parent is not None
        shown.append(
            (
                made.floors[child - 1].text[each.child.start : each.child.end],
                made.floors[found.parent].text[each.parent.start : each.parent.end],
            )
        )
    return shown


def test_a_term_that_only_two_floors_hold() -> None:
    floors = (
        ("沙洲", FERRY),
        ("青石", STONE),
        ("丙", TEA),
        ("白鹭", f"那石碑背面我去摸过，{OTHER}"),
    )
    made = thread(*floors)
    (found,) = suggest(made, NOTHING, [3]).values()
    assert (found[0].parent, found[0].rule) == (1, rules.RARE_TERM)
    assert words(made, 4, found[0]) == [("石碑背面", "石碑背面")]


def test_a_term_of_the_article_or_of_a_third_floor_tells_less() -> None:
    floors = (
        ("沙洲", FERRY),
        ("青石", STONE),
        ("丙", TEA),
        ("白鹭", f"那石碑背面我去摸过，{OTHER}"),
    )
    cited = thread(*floors, article="镇上修渡口，石碑背面也要清洗。")
    assert suggested(cited, 4, NOTHING)[0] == (2, rules.MOST_ALIKE)
    third = thread(("路人", "石碑背面有字？"), *floors)
    assert suggested(third, 5, NOTHING)[0] == (3, rules.MOST_ALIKE)


def test_no_more_than_three_and_the_likeliest_first() -> None:
    floors = [(f"用户{at}", f"渡口的老船第{at}次开") for at in range(9)]
    made = thread(*floors, ("白鹭", "渡口的老船我也坐过"))
    (found,) = suggest(made, NOTHING, [9]).values()
    assert len(found) == MOST
    assert [each.confidence for each in found] == sorted(
        (each.confidence for each in found), reverse=True
    )
    assert all(0 < each.confidence < rules.DASHED_FROM for each in found)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (f"楼上说得对，{OWN}", rules.ABOVE),
        (f"樓上+1 {OWN}", rules.ABOVE),
        (f"ls {OWN}", rules.ABOVE),
        (f"我也想过，像楼上那样。{OWN}", rules.ABOVE_INSIDE),
    ],
)
def test_the_floor_above(text: str, rule: str) -> None:
    found = suggested(thread(("沙洲", FERRY), ("青石", STONE), ("白鹭", text)), 3)
    assert (2, rule) in found


def test_the_floor_above_is_somebody_elses_and_may_be_two_above() -> None:
    floors = (("沙洲", FERRY), ("青石", BRIDGE), ("白鹭", TEA))
    assert (2, rules.ABOVE) in suggested(thread(*floors, ("白鹭", f"楼上{OWN}")), 4)
    assert (1, rules.ABOVE) in suggested(thread(*floors[:2], ("白鹭", f"楼上上{OWN}")), 3)
    assert (1, rules.ABOVE) in suggested(thread(*floors[:2], ("白鹭", f"楼上楼上{OWN}")), 3)


@pytest.mark.parametrize(
    "text",
    ["楼上几位都对", "楼上的各位", "我家楼上漏水", "住楼上的", "楼上邻居吵", "else 都一样", "顶楼"],
)
def test_storeys_and_many_are_no_floor_above(text: str) -> None:
    found = suggested(thread(("沙洲", FERRY), ("青石", BRIDGE), ("白鹭", f"{text}，{OWN}")), 3)
    assert {rule for _floor, rule in found}.isdisjoint({rules.ABOVE, rules.ABOVE_INSIDE})


@pytest.mark.parametrize("text", ["楼主说得对", "樓主好", "问一下lz", "LZ在吗"])
def test_the_first_post(text: str) -> None:
    floors = (("沙洲", FERRY), ("青石", BRIDGE), ("丙", TEA), ("白鹭", f"{text}，{OWN}"))
    assert (1, rules.FIRST_POST) in suggested(thread(*floors), 4)
    # with an article of its own the first floor is not what began the thread
    assert (1, rules.FIRST_POST) not in suggested(thread(*floors, article=STONE), 4)
    # the writer of the first floor speaks of himself
    own = (*floors[:3], ("沙洲", f"{text}，{OWN}"))
    assert rules.FIRST_POST not in {rule for _floor, rule in suggested(thread(*own), 4)}


def test_the_first_post_that_was_not_saved() -> None:
    made = tuple(
        Floor(text, author, str(at))
        for at, (author, text) in enumerate((("沙洲", FERRY), ("白鹭", f"楼主，{OWN}")), 41)
    )
    assert suggested(FlatThread("河边", "", made), 2) == [(1, rules.BEFORE)]


def test_a_name_that_is_called_in_english_is_no_edge_but_suggested() -> None:
    made = thread(*ENGLISH, ("Dora", "@Anna that is good to hear, thank you"))
    assert infer(made).links == ()
    assert suggested(made, 4)[0] == (1, rules.AUTHOR_CALLED)


def test_names_in_prose() -> None:
    chinese = thread(
        ("沙洲", FERRY), ("青石", BRIDGE), ("丙", TEA), ("白鹭", f"我看沙洲是对的，{OWN}")
    )
    assert (1, rules.NAME_SAID) in suggested(chinese, 4)
    named = thread(("Annabel", ENGLISH[0][1]), *ENGLISH[1:], ("Dora", "I am with annabel here"))
    assert (1, rules.NAME_SAID) in suggested(named, 4)
    part = thread(("Anna", ENGLISH[0][1]), *ENGLISH[1:], ("Dora", "the annals are full of it"))
    assert rules.NAME_SAID not in {rule for _floor, rule in suggested(part, 4)}


def test_a_name_that_is_a_word_is_none() -> None:
    floors = [(f"用户{at}", f"渡口第{at}次修") for at in range(10)]
    made = thread(("渡口", FERRY), *floors, ("白鹭", f"渡口的事，{OWN}"))
    assert rules.NAME_SAID not in {rule for _floor, rule in suggested(made, 12)}


def test_a_nickname_that_keeps_a_part_of_the_name() -> None:
    floors = (("riverchen_2020", FERRY), ("青石", BRIDGE), ("riverchen_2020", TEA))
    asked = thread(*floors, ("丁", STONE), ("白鹭", f"那个“小河chen”又来了，{OWN}"))
    assert suggested(asked, 5)[0] == (3, rules.NAME_LIKE)
    # a word that others say, too, is no nickname; one that stands alone neither
    word = thread(*floors, ("丁", f"小chen是谁，{STONE}"), ("白鹭", f"那个“小河chen”又来了，{OWN}"))
    assert rules.NAME_LIKE not in {rule for _floor, rule in suggested(word, 5)}
    both = thread(*floors, ("bluechen", STONE), ("白鹭", f"那个“小河chen”又来了，{OWN}"))
    assert rules.NAME_LIKE not in {rule for _floor, rule in suggested(both, 5)}


def test_what_is_answered_already_is_not_suggested() -> None:
    quoting = f"沙洲 写道：{FERRY}\n{RULER}\n{OWN}新桥要到明年春天吗"
    made = thread(("沙洲", FERRY), ("青石", BRIDGE), ("白鹭", quoting))
    assert [floor for floor, _rule in suggested(made, 3)] == [2]
    assert 1 in [floor for floor, _rule in suggested(made, 3, NOTHING)]


def test_whom_a_floor_names_beside_a_quote_is_told_with_the_little_that_is_worth() -> None:
    quoting = f"沙洲 写道：{FERRY}\n{RULER}\n{OWN}@青石 你也来"
    made = thread(("沙洲", FERRY), ("青石", BRIDGE), ("白鹭", quoting))
    (found,) = suggest(made, known_of(infer(made)), [2]).values()
    (called,) = (each for each in found if each.parent == 1)
    assert called.confidence <= 0.35


def test_nobody_answers_himself() -> None:
    made = thread(("沙洲", FERRY), ("沙洲", BRIDGE), ("沙洲", f"{FERRY[:6]}我坐过"))
    assert suggested(made, 3) == []
    nameless = thread((None, FERRY), (None, BRIDGE), (None, f"{FERRY[:6]}我坐过"))
    assert suggested(nameless, 3)[0][0] == 1


def test_what_answers_a_floor_is_not_suggested_to_it() -> None:
    """Only the page can state such a parent: one that stands later."""
    floors = (
        Floor(f"渡口的老船{OTHER}", "沙洲", "1", stated_parent=2),
        Floor(BRIDGE, "青石", "2", stated_parent=0),
        Floor("渡口的老船我坐过，吊车也见过", "白鹭", "3"),
    )
    made = FlatThread("河边", "", floors)
    assert suggested(made, 3) == []
    free = FlatThread("河边", "", tuple(floor._replace(stated_parent=None) for floor in floors))
    assert {floor for floor, _rule in suggested(free, 3)} == {1, 2}


def test_moderated_floors_say_nothing_and_are_only_pointed_at() -> None:
    hidden = "提示: 作者被禁止或删除 内容自动屏蔽"
    made = thread(
        ("沙洲", FERRY), ("青石", hidden), ("丙", hidden), ("白鹭", f"作者被禁止了，{OWN}")
    )
    assert suggested(made, 3) == []
    assert {rule for floor, rule in suggested(made, 4) if floor in (2, 3)} <= {rules.BEFORE}


def test_floors_that_stand_far_away_are_left_out() -> None:
    between = [(f"用户{at}", f"第{at}层的闲话") for at in range(NEAR)]
    near = thread(("沙洲", STONE), *between[1:], ("白鹭", "那石碑背面我摸过"))
    far = thread(("沙洲", STONE), *between, ("白鹭", "那石碑背面我摸过"))
    assert suggested(near, NEAR + 1)[0] == (1, rules.RARE_TERM)
    assert 1 not in [floor for floor, _rule in suggested(far, NEAR + 2)]


def test_words_of_a_quote_are_not_the_writers() -> None:
    text = f"[quote=走失的人]{STONE}[/quote]{OWN}"
    made = thread(("沙洲", f"拓片{STONE[-14:]}"), ("青石", BRIDGE), ("白鹭", text))
    assert infer(made).quotes
    assert rules.RARE_TERM not in {rule for _floor, rule in suggested(made, 3)}


def test_english_words_are_whole() -> None:
    made = thread(*ENGLISH, ("Dora", "I would like a teahouse with a window, too"))
    (found,) = suggest(made, NOTHING, [3]).values()
    assert (found[0].parent, found[0].rule) == (2, rules.RARE_TERM)
    for here, there in words(made, 4, found[0]):
        assert here.lower() == there.lower()
        assert here.strip().split() == here.split()
        assert f" {here.lower()} " in f" {made.floors[3].text.lower().replace(',', '')} "


def test_what_is_asked_for_one_floor_is_what_is_asked_for_all() -> None:
    made = thread(
        *((f"用户{at % 7}", f"{FERRY[at % 9 :]}{at}号{TEA[: at % 11]}") for at in range(150))
    )
    every = suggest(made, NOTHING, range(150))
    for floor in (0, 1, 59, 60, 61, 120, 149):
        assert suggest(made, NOTHING, [floor]) == {floor: every[floor]}
    some = suggest(made, NOTHING, [140, 3, 70])
    assert some == {floor: every[floor] for floor in (3, 70, 140)}
    assert suggest(made, NOTHING, []) == {}


@given(threads())
def test_nothing_breaks_and_all_offsets_are_inside(made: FlatThread) -> None:
    inference = infer(made)
    found = suggest(made, known_of(inference), range(len(made.floors)))
    answered = {(link.child, link.parent) for link in inference.links}
    for child, every in found.items():
        assert len({each.parent for each in every}) == len(every) <= MOST
        for each in every:
            assert each.parent != child
            assert (child, each.parent) not in answered
            assert each.confidence < rules.DASHED_FROM
            for shown in each.evidence:
                assert 0 <= shown.child.start < shown.child.end <= len(made.floors[child].text)
                if shown.parent is not None:
                    size = len(made.floors[each.parent].text)
                    assert 0 <= shown.parent.start < shown.parent.end <= size


HASHED = """
from db.replies.floors import FlatThread, Floor
from db.replies.suggestions import Known, suggest
texts = [f"{at % 7}号渡口的老船今天{at % 5}早上终于修好了{at % 3}" for at in range(90)]
floors = tuple(Floor(text, f"用户{at % 4}") for at, text in enumerate(texts))
print(suggest(FlatThread("题", "", floors), Known({}, {}), range(90)))
"""


def test_the_same_thread_gives_the_same_answer_in_every_process() -> None:
    root = Path(__file__).resolve().parents[3]
    told = {
        subprocess.run(
            [sys.executable, "-c", HASHED],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
    assert "FoundSuggestion" in next(iter(told))
