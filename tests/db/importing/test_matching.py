"""Posts keep their identity from one capture to the next."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.importing import matching
from db.importing.matching import Face, likeness, match
from db.text import fold
from tests.builders import make_capture, read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DISCUSSIONS = Path(__file__).resolve().parents[4] / "shared/captures/replytree/dev.jsonl"
HELD_THREE_TIMES = "s1-2161129-01"


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))


def face(author: str, label: str | None, words: str, own: str = "") -> Face:
    return Face(author, label, words, own)


def faces(*rows: str) -> list[Face]:
    """``甲1:words`` is floor 1 by 甲; ``甲:words`` has no number."""
    found: list[Face] = []
    for row in rows:
        head, _, words = row.partition(":")
        found.append(face(head[0], head[1:] or None, words))
    return found


def test_equal_captures() -> None:
    known = faces("甲1:早", "乙2:早", "甲3:早", "丙4:晚")
    assert match(known, known) == [0, 1, 2, 3]


def test_numbers_that_shifted() -> None:
    known = faces("甲1:一", "乙2:二", "甲3:三", "乙4:四")
    new = faces("乙1:二", "甲2:三", "乙3:四")
    assert match(known, new) == [1, 2, 3]


def test_the_same_words_between_the_same_neighbours() -> None:
    known = faces("甲1:顶", "乙2:二", "甲3:顶", "乙4:四", "甲5:顶")
    new = faces("乙1:二", "甲2:顶", "乙3:四", "甲4:顶")
    assert match(known, new) == [1, 2, 3, 4]


def test_edited_where_numbers_stand() -> None:
    known = faces("甲1:一二三", "乙2:从前的话", "丙3:五六七")
    new = faces("甲1:一二三", "乙2:完全不同", "丙3:五六七")
    assert match(known, new) == [0, 1, 2]


def test_a_number_alone_is_no_proof() -> None:
    known = faces("甲1:一二三", "乙2:从前的话", "丙3:五六七", "丁4:八九十")
    new = faces("甲1:一二三", "乙2:完全不同", "丙2:五六七", "丁3:八九十")
    assert match(known, new) == [0, None, 2, 3]


def test_edited_without_numbers() -> None:
    known = faces("甲:一二三", "乙:从前这里有一座桥后来拆了", "丙:五六七")
    new = faces("甲:一二三", "乙:从前这里有一座旧桥后来拆了", "丙:五六七")
    assert match(known, new) == [0, 1, 2]
    other = faces("甲:一二三", "乙:明天下雨记得带伞", "丙:五六七")
    assert match(known, other) == [0, None, 2]


def test_another_author_is_another_post() -> None:
    assert match(faces("甲1:早上好啊"), faces("乙1:早上好啊")) == [None]


def test_quotes_may_change_around_own_words() -> None:
    known = [face("甲", "1", "引文很长的一段自己的话", "自己的话")]
    assert match(known, [face("甲", "1", "引文短自己的话", "自己的话")]) == [0]


def test_the_id_of_the_site_goes_first() -> None:
    known = [Face("甲", "1", "早", "", "p7"), Face("甲", "2", "晚", "", "p8")]
    new = [Face("甲", "1", "晚", "", "p8"), Face("甲", "2", "早", "", "p7")]
    assert match(known, new) == [1, 0]


def test_posts_of_different_ids_are_different_posts() -> None:
    words = "石碑上的字已经看不清了但是还有人记得"
    known = [Face("甲", None, words, "", "1")]
    for new in (words, words + "吗"):
        assert match(known, [Face("甲", None, new, "", "2")]) == [None]
        assert match(known, [Face("甲", None, new, "", "1")]) == [0]
        assert match(known, [Face("甲", None, new, "")]) == [0]


def test_likeness() -> None:
    assert likeness("一二三四", "一二三四") == 1
    assert likeness("一二三四", "五六七八") == 0
    assert likeness("一", "二") == 0
    assert likeness("", "") == 1
    assert 0.5 < likeness("一二三四五六", "一二三四五七") < 1


some_faces = st.lists(
    st.builds(
        Face,
        st.sampled_from("甲乙"),
        st.sampled_from([None, "1", "2", "3"]),
        st.sampled_from(["", "早", "早上好", "早上都好"]),
        st.sampled_from(["", "好"]),
        st.sampled_from([None, None, "p1", "p2"]),
    ),
    max_size=12,
)


@given(some_faces, some_faces)
def test_no_known_post_is_given_twice(known: list[Face], new: list[Face]) -> None:
    found = match(known, new)
    assert len(found) == len(new)
    given_away = [old for old in found if old is not None]
    assert len(set(given_away)) == len(given_away)
    assert all(0 <= old < len(known) for old in given_away)


@given(some_faces)
def test_a_capture_matches_itself_as_far_as_words_tell(known: list[Face]) -> None:
    found = match(known, known)
    for place, old in enumerate(found):
        assert old is not None
        one, other = replace(known[place], label=None), replace(known[old], label=None)
        assert one == other or one.site_id == other.site_id


class Changed:
    """A thread captured twice, as in the study of the reply tree: the second time with more
    floors at the end, 3 % deleted and all renumbered, 2 % edited, 5 % in another script, 20 %
    spaced anew; ``truth`` is where each new floor was."""

    def __init__(self, floors: Iterable[tuple[str, str, str]], chance: random.Random) -> None:
        rows = list(floors)
        cut = int(len(rows) * 0.7)
        self.known = [
            face(fold(author), str(label), letters(whole), letters(own) if own != whole else "")
            for label, (author, whole, own) in enumerate(rows[:cut], 1)
        ]
        self.new: list[Face] = []
        self.truth: list[int | None] = []
        for place, (author, whole, own) in enumerate(rows):
            if chance.random() < 0.03:
                continue
            words = (whole, own)
            if chance.random() < 0.02:
                words = (self._edited(whole, chance), self._edited(own, chance))
            if chance.random() < 0.2:
                words = (" ".join(words[0].split()), " ".join(words[1].split()))
            own_letters = letters(words[1]) if own != whole else ""
            label = str(len(self.new) + 1)
            self.new.append(face(fold(author), label, letters(words[0]), own_letters))
            self.truth.append(place if place < cut else None)

    @staticmethod
    def _edited(text: str, chance: random.Random) -> str:
        signs = list(text)
        for _ in range(max(1, len(signs) // 15)):
            if signs:
                signs[chance.randrange(len(signs))] = chance.choice("的一是了不在")
        return "".join(signs) + chance.choice(["", "。后来又去了一次。"])

    def score(self) -> tuple[int, int, int]:
        """How many were to be recognised, how many were, how many wrongly."""
        pairs = list(zip(match(self.known, self.new), self.truth, strict=True))
        wanted = sum(truth is not None for _, truth in pairs)
        right = sum(found == truth is not None for found, truth in pairs)
        wrong = sum(found not in (None, truth) for found, truth in pairs)
        return wanted, right, wrong


def hold(threads: Iterable[Iterable[tuple[str, str, str]]]) -> None:
    chance = random.Random(5)
    scores = [Changed(floors, chance).score() for floors in threads]
    wanted, right, wrong = (sum(column) for column in zip(*scores, strict=True))
    assert wanted > 500
    assert right >= 0.995 * wanted, (wanted, right, wrong)
    assert wrong <= 0.001 * wanted, (wanted, right, wrong)


def test_invented_threads_are_recognised() -> None:
    def floors(seed: int) -> Iterator[tuple[str, str, str]]:
        for post in read_text(make_capture(seed, 150).decode()).posts:
            # one in ten says the same as many others
            text = "顶" if post.line % 10 == 0 else post.text
            yield post.author or "", text, text

    hold(floors(seed) for seed in range(12))


@pytest.mark.skipif(not DISCUSSIONS.exists(), reason="the discussions of ../shared are not here")
def test_real_threads_are_recognised() -> None:
    def floors(record: Any) -> Iterator[tuple[str, str, str]]:
        for post in sorted(record["posts"], key=lambda post: post["n"]):
            parts = [(part["t"], part["s"]) for part in post["segs"]]
            own = "\n".join(text for kind, text in parts if kind == "own").strip()
            yield post["author"] or "", "\n".join(text for _, text in parts).strip(), own

    records = [json.loads(line) for line in DISCUSSIONS.read_text(encoding="utf-8").splitlines()]
    hold(floors(record) for record in records if record["id"] != HELD_THREE_TIMES)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2024-05-01T08:05+08:00", "2024-05-01T08:05:33+08:00", True),
        ("2024-05-01T08:05+08:00", "2024-05-01T00:05+00:00", True),
        ("2024-05-01T08:05+08:00", "2024-05-01T11:05+08:00", True),  # another reader's zone
        ("2024-05-01T08:05+08:00", "2024-05-01T08:09+08:00", False),
        ("2024-05-01T08:05+08:00", "2024-05-03T08:05+08:00", False),
        ("2024-05", "2024-06", True),
        (None, "2024-05-03T08:05+08:00", True),
    ],
)
def test_times_tell_equal_words_apart(one: str | None, other: str, same: bool) -> None:
    known = [Face("甲", None, "顶", "", None, one)]
    assert match(known, [Face("甲", None, "顶", "", None, other)]) == [0 if same else None]


def test_many_posts_of_one_name_are_compared_by_their_beginnings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counted: list[int] = []

    def watched(pairs: Iterable[str]) -> Counter[str]:
        found = Counter(pairs)
        counted.append(found.total())
        return found

    monkeypatch.setattr(matching, "Counter", watched)
    known = [Face("", None, chr(0x4E00 + number) * 4_000, "") for number in range(800)]
    new = [Face("", None, chr(0x7E00 + number) * 4_000, "") for number in range(800)]
    assert match(known, new) == [None] * 800
    assert len(counted) == 1_600
    assert max(counted) < 1_000
