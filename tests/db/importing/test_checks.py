"""What a keeper of a thread should know about it is told, whatever the format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.importing.checks import check
from db.importing.drafts import BlockDraft, PostDraft, ThreadDraft
from db.records import BlockType

if TYPE_CHECKING:
    from db.records import Finding


def floors(*labels: str | None) -> tuple[PostDraft, ...]:
    return tuple(
        PostDraft(f"第{place}句。", "甲", label, line=place * 3)
        for place, label in enumerate(labels, 1)
    )


def checked(draft: ThreadDraft) -> dict[str, Finding]:
    findings = check(draft)
    found = {finding.code: finding for finding in findings}
    assert len(found) == len(findings)
    return found


def values(finding: Finding) -> dict[str, str]:
    return dict(finding.values)


def test_a_thread_in_order_has_no_findings() -> None:
    assert check(ThreadDraft("题", claimed_posts=3, posts=floors("1", "2", "3"))) == []
    assert check(ThreadDraft("题")) == []
    assert check(ThreadDraft("题", posts=floors("1", "1-1", "1-2", "2", None))) == []


def test_the_claimed_count() -> None:
    found = checked(ThreadDraft("题", claimed_posts=21, posts=floors("1")))
    assert values(found["claimed-count-differs"]) == {"claimed": "21", "found": "1"}
    opening = PostDraft("开头", "甲", "0", opening=True)
    assert check(ThreadDraft("题", claimed_posts=1, posts=(opening, *floors("1")))) == []


def test_repeated_floors_at_the_place_of_the_last() -> None:
    found = checked(ThreadDraft("题", posts=floors("1", "2", "2", "3", "3", "3")))
    assert list(found) == ["floors-repeated"]
    assert values(found["floors-repeated"]) == {"count": "2", "floors": "2, 3"}
    assert found["floors-repeated"].place == "line 9"


def test_floors_out_of_order() -> None:
    found = checked(ThreadDraft("题", posts=floors("1", "3", "2", "4")))
    assert list(found) == ["floors-out-of-order"]
    assert values(found["floors-out-of-order"]) == {"count": "1", "floor": "2"}
    assert found["floors-out-of-order"].place == "line 9"


def test_missing_floors() -> None:
    found = checked(ThreadDraft("题", posts=floors("41", "42", "44", "50")))
    assert values(found["floors-missing"]) == {"count": "6", "floors": "43, 45–49"}


def test_long_lists_are_cut() -> None:
    labels = [str(number) for number in range(1, 12)] * 2
    found = checked(ThreadDraft("题", posts=floors(*labels)))
    assert values(found["floors-repeated"])["floors"] == "1, 2, 3, 4, 5, 6, 7, 8, …"


def test_floors_without_text() -> None:
    posts = (PostDraft("", "甲", "1", line=4), PostDraft("", "乙", None, line=7))
    found = checked(ThreadDraft("题", posts=posts))
    assert values(found["floors-without-text"]) == {"count": "2", "floors": "1, ?"}


def test_labels_that_are_no_numbers() -> None:
    assert check(ThreadDraft("题", posts=floors("沙发", "板凳", "地板"))) == []


def test_hidden_characters_in_names_and_in_words() -> None:
    post = PostDraft("看\n得\u2066见", "甲\u202e乙", "1", line=5)
    twice = PostDraft("好", "甲\u202e乙", "2", line=9)
    block = BlockDraft(BlockType.PARAGRAPH, "正\u200b文\u200b", 3)
    names, words = check(ThreadDraft("题", blocks=(block,), posts=(post, twice)))
    assert names.code == words.code == "deceiving-characters"
    assert values(names) == {"count": "1", "names": "甲\ufffd乙"}
    assert values(words) == {"count": "3"}
    assert words.place == "line 3"
    assert "\u202e" not in names.message
    (alone,) = check(ThreadDraft("题", posts=(PostDraft("看\n得\u2066见", "甲", "1", line=5),)))
    assert alone.place == "line 7"


def test_marks_that_are_there_already_are_no_deception() -> None:
    assert check(ThreadDraft("题\ufffd", posts=(PostDraft("\ufffd👨\u200d👩", "甲", "1"),))) == []
