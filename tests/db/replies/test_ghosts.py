"""Posts that only quotes know, and the times that only quotes tell."""

from __future__ import annotations

from db.records import LinkState
from db.replies import infer
from db.replies.floors import FlatThread, Floor, LearnedTime
from tests.db.replies.threads import (
    BRIDGE,
    FERRY,
    OTHER,
    OWN,
    RULER,
    STONE,
    TEA,
    ZONE,
    edge,
    edges,
    found,
    ghost,
    quotes_in,
    thread,
)

STAMP = "2025-03-02 09:15:07"


def lost_quote(words: str, name: str = "沙洲", stamp: str = STAMP, reply: str = OWN) -> str:
    return f"回复:‘{name} 发表评论于 {stamp} {words}’ **======** {reply}"


def test_a_quote_of_a_floor_that_is_not_there() -> None:
    inference = found(("沙洲", TEA), ("青石", BRIDGE), ("白鹭", lost_quote(FERRY)))
    assert edges(inference) == {3: (None, "ghost", "ghost")}
    lost = ghost(inference)
    assert (lost.author, lost.text) == ("沙洲", FERRY)
    assert (lost.posted_at, lost.posted_at_text) == ("2025-03-02T09:15:07+08:00", STAMP)
    assert lost.known_from == (0,)
    link = edge(inference, 3)
    assert (link.parent, link.ghost, link.state) == (None, 0, LinkState.GHOST)
    assert link.evidence == ()
    (quote,) = quotes_in(inference, 3)
    assert (quote.source, quote.ghost) == (None, 0)


def test_never_the_latest_floor_of_the_author() -> None:
    inference = found(("沙洲", TEA), ("沙洲", STONE), ("沙洲", "不去"), ("白鹭", lost_quote(FERRY)))
    assert edges(inference) == {4: (None, "ghost", "ghost")}


def test_a_quote_of_an_author_who_has_no_floor() -> None:
    inference = found(("青石", BRIDGE), ("白鹭", lost_quote(FERRY, name="雾里人")))
    assert ghost(inference).author == "雾里人"


def test_two_quotes_of_one_lost_post_are_one_ghost() -> None:
    inference = found(
        ("青石", lost_quote(FERRY[:13] + "......")),
        ("橘子", TEA),
        ("白鹭", lost_quote(FERRY, reply=OTHER)),
    )
    lost = ghost(inference)
    assert lost.known_from == (0, 1)
    assert lost.text == FERRY
    assert edges(inference) == {1: (None, "ghost", "ghost"), 3: (None, "ghost", "ghost")}


def test_without_a_time_the_first_words_tell_that_two_quotes_show_one_post() -> None:
    for short in (FERRY[:9], FERRY[:13]):
        first, second = f"[quote=沙洲]{short}...[/quote]嗯", f"[quote=沙洲]{FERRY}[/quote]{OWN}"
        for floors in ((first, second), (second, first)):
            inference = found(("青石", floors[0]), ("白鹭", floors[1]))
            assert ghost(inference).text == FERRY


def test_a_quote_without_a_time_lends_its_ghost_the_time_of_another() -> None:
    inference = found(
        ("青石", f"[quote=沙洲]{FERRY}[/quote]嗯"), ("白鹭", lost_quote(FERRY, reply=OTHER))
    )
    assert ghost(inference).posted_at == "2025-03-02T09:15:07+08:00"


def test_two_posts_of_one_author_are_two_ghosts() -> None:
    inference = found(
        ("青石", lost_quote(FERRY)),
        ("橘子", lost_quote(BRIDGE)),
        ("白鹭", lost_quote(FERRY, stamp="2025-03-03 10:00:00")),
    )
    assert [lost.text for lost in inference.ghosts] == [FERRY, BRIDGE, FERRY]


def test_the_minute_alone_is_no_contradiction() -> None:
    inference = found(
        ("青石", lost_quote(FERRY)), ("白鹭", lost_quote(FERRY, stamp="2025-03-02 09:15"))
    )
    assert ghost(inference).known_from == (0, 1)


def test_a_lost_post_quoted_twice_in_one_floor_is_answered_once() -> None:
    text = f"{lost_quote(FERRY)}\n{lost_quote(FERRY, reply=OTHER)}"
    inference = found(("青石", BRIDGE), ("白鹭", text))
    assert len([link for link in inference.links if link.child == 1]) == 1
    assert ghost(inference).known_from == (0, 1)


def test_a_ghost_that_nothing_closes_ends_with_its_line() -> None:
    text = f"沙洲 发表评论于 {STAMP}\n\n{FERRY}\n{OWN}"
    inference = found(("青石", BRIDGE), ("白鹭", text))
    assert ghost(inference).text == FERRY


def test_a_lost_nested_quote_ends_at_its_own_ruler() -> None:
    inner = f"回复:‘橘子 发表评论于 2025-03-02 08:00:00 {TEA}’ **====** {FERRY}"
    inference = found(("青石", BRIDGE), ("白鹭", lost_quote(inner)))
    (quote,) = quotes_in(inference, 2)
    assert quote.author == "沙洲"
    assert ghost(inference).text.startswith("回复:‘橘子")
    assert ghost(inference).text.endswith(FERRY)


def test_a_reply_after_a_quote_that_nothing_closes_is_still_the_floors_own() -> None:
    text = f"沙洲 发表评论于 {STAMP} {STONE}"
    inference = found(("青石", text), ("橘子", TEA), ("白鹭", f"{OWN}\n{RULER}\n{STONE}"))
    assert edges(inference)[3][0] == 1


def test_a_time_learned_from_a_quote() -> None:
    inference = found(
        ("沙洲", FERRY), ("青石", BRIDGE), ("白鹭", lost_quote(FERRY)), ("橘子", lost_quote(FERRY))
    )
    assert inference.times == (LearnedTime(0, "2025-03-02T09:15:07+08:00", STAMP, 2),)


def test_the_zone_of_the_page_makes_it_a_moment_and_without_one_it_stays_words() -> None:
    made = thread(("沙洲", FERRY), ("白鹭", lost_quote(FERRY)), zone="America/Los_Angeles")
    assert infer(made).times == (LearnedTime(0, "2025-03-02T09:15:07-08:00", STAMP, 1),)
    made = thread(("沙洲", FERRY), ("白鹭", lost_quote(FERRY)), zone=None)
    assert infer(made).times == (LearnedTime(0, None, STAMP, 1),)


def test_quotes_that_disagree_are_outvoted_or_tell_nothing() -> None:
    other = "2025-03-02 09:20:00"
    floors = [("沙洲", FERRY), ("青石", lost_quote(FERRY, stamp=other))]
    assert [time.posted_at_text for time in found(*floors).times] == [other]
    floors.append(("白鹭", lost_quote(FERRY)))
    assert found(*floors).times == ()
    floors.append(("橘子", lost_quote(FERRY, stamp="2025-03-02 09:15")))
    assert found(*floors).times == (LearnedTime(0, "2025-03-02T09:15:07+08:00", STAMP, 2),)


def test_a_time_the_page_prints_is_never_learned() -> None:
    floors = (
        Floor(FERRY, "沙洲", "1", "2025-03-02T09:15+08:00"),
        Floor(lost_quote(FERRY), "白鹭", "2", "2025-03-02T10:00+08:00"),
    )
    inference = infer(FlatThread("题", "", floors, ZONE))
    assert inference.times == ()
    assert edges(inference) == {2: (1, "solid", "author-time-text")}


def test_a_learned_time_finds_the_floor_again() -> None:
    inference = found(
        ("沙洲", FERRY),
        ("沙洲", TEA),
        ("青石", lost_quote(FERRY)),
        ("白鹭", f"引用 沙洲 发表评论于 {STAMP}\n[图片]\n{RULER}\n{OWN}"),
    )
    assert edges(inference)[4] == (1, "solid", "author-time")


def test_only_sure_words_date_a_floor() -> None:
    floors = (
        ("沙洲", "提示: 该评论已被删除"),
        ("白鹭", lost_quote(FERRY)),
    )
    assert found(*floors).times == ()
    article = found(("沙洲", TEA), ("白鹭", lost_quote(FERRY, name="记者")), article=FERRY + STONE)
    assert article.times == ()
