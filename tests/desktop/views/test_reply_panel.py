"""Whom a floor answers, and what that rests on, in words and passages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from db.records import (
    Citation,
    Decision,
    Evidence,
    Ghost,
    GhostId,
    LinkState,
    Parent,
    Post,
    PostId,
    Span,
    TimeOrigin,
    Verdict,
)
from db.replies import rules
from db.threads import reading
from desktop import messages
from desktop.views.reply_panel import ReplyPanel, ReplyStory
from tests.db.threads.shelf import Shelf, sample_thread
from tests.desktop.rooms import DECEIVER, MARKUP, labels, link, marked_up, nameless, post

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from db.records import ReplyLink

PARENT = post(3, "这块石头是我爷爷放的。", author="甲某")
CHILD = "回复：甲某 这块石头是我爷爷放的。\n原来如此"
WORDS = Evidence(Span(6, 17), Span(0, 11))


@pytest.fixture
def panel(qtbot: QtBot) -> ReplyPanel:
    made = ReplyPanel()
    qtbot.addWidget(made)
    made.resize(300, 700)
    made.show()
    return made


def story(*links: ReplyLink, child: Post | None = None, **about: Any) -> ReplyStory:
    given = {"reply_to": links[0], "also_replies_to": tuple(links[1:]), **about}
    shown = child or post(7, CHILD, **given)
    names = {one.rule: messages.of_rule(one.rule) for one in links if one.rule}
    ghosts = {
        GhostId(5): Ghost(GhostId(5), "走失的人", None, f"那年发过大水 {MARKUP}", ()),
        GhostId(6): Ghost(GhostId(6), None, None, "无名", ()),
    }
    return ReplyStory(shown, {PARENT.id: PARENT}, ghosts, names)


def to(state: LinkState = LinkState.SOLID, **about: object) -> ReplyLink:
    return link(
        state,
        **{
            "post": PARENT.id,
            "floor": "3",
            "rule": rules.AUTHOR_TEXT,
            "confidence": 0.992,
            "decided_by": "rule",
            "evidence": (WORDS,),
            **about,
        },
    )


def test_without_a_floor_it_says_what_would_stand_here(panel: ReplyPanel) -> None:
    assert labels(panel) == ["Choose a floor to see whom it answers, and how sure that is."]
    panel.show_story(story(to()))
    panel.show_nothing()
    assert len(labels(panel)) == 1


def test_a_solid_link(panel: ReplyPanel) -> None:
    panel.show_story(story(to()))
    found = labels(panel)
    assert found[0] == "Floor 7"
    assert found[2] == "Answers floor 3 (甲某)"
    assert found[3] == "Finds of this kind were right in 99.2 of 100 cases."
    assert found[4] == f"This floor {messages.of_rule(rules.AUTHOR_TEXT)}."
    assert found[5:] == [
        "Words in floor 7",
        "这块石头是我爷爷放的。",
        "Words in floor 3",
        "这块石头是我爷爷放的。",
    ]


def test_doubt_is_told(panel: ReplyPanel) -> None:
    panel.show_story(story(to(LinkState.DASHED, confidence=0.68)))
    assert "Likely answers floor 3 (甲某)" in labels(panel)
    assert "Finds of this kind were right in 68 of 100 cases." in labels(panel)


def test_what_the_page_or_the_reader_said(panel: ReplyPanel) -> None:
    panel.show_story(story(to(LinkState.STATED, rule=rules.STATED, confidence=1.0)))
    assert "The page itself says so." in labels(panel)
    panel.show_story(story(to(decided_by="reader")))
    assert "✓ You decided so." in labels(panel)
    panel.show_story(story(to(LinkState.STATED, rule=rules.STATED, decided_by="reader")))
    assert "✓ You decided so." in labels(panel)


def test_a_floor_without_a_mark(panel: ReplyPanel) -> None:
    panel.show_story(story(link(LinkState.NONE)))
    assert labels(panel)[2] == "Answers nobody that is known"
    assert len(labels(panel)) == 4
    assert panel.findChildren(QPushButton) == []


def test_a_lost_post_and_what_survives_of_it(panel: ReplyPanel) -> None:
    lost = to(LinkState.GHOST, post=None, floor=None, ghost=GhostId(5), rule=rules.GHOST)
    panel.show_story(story(lost))
    found = labels(panel)
    assert found[2] == "Answers a post by 走失的人 that is not in this capture"
    assert found[-2:] == ["What survives of it", f"那年发过大水 {MARKUP}"]
    assert panel.findChildren(QPushButton) == []
    panel.show_story(story(to(LinkState.GHOST, post=None, ghost=GhostId(6), rule=rules.GHOST)))
    assert labels(panel)[2] == "Answers a post that is not in this capture"


def test_a_lost_post_that_only_the_page_names(panel: ReplyPanel) -> None:
    named = Ghost(GhostId(7), "走失的人", "2023-03-04T08:15:00+08:00", "", ())
    told = story(to(LinkState.GHOST, post=None, floor=None, ghost=named.id, rule=rules.STATED_LOST))
    panel.show_story(ReplyStory(told.post, told.parents, {named.id: named}, told.rules))
    found = labels(panel)
    assert found[2] == "Answers a post by 走失的人 that is not in this capture"
    assert found[3] == "The page itself says so."
    assert any(words.startswith("It was written 2023-03-04 08:15") for words in found)
    assert found[-1] == "Nobody quotes it, so none of its words are known."
    assert "What survives of it" not in found


def test_the_article_and_several_answers(panel: ReplyPanel) -> None:
    panel.show_story(story(link(LinkState.STATED, to_article=True), to(LinkState.DASHED)))
    assert "Answers the article" in labels(panel)
    assert "Also answers floor 3 (甲某)" in labels(panel)


def test_one_goes_to_the_floor_it_answers(panel: ReplyPanel) -> None:
    wanted: list[PostId] = []
    panel.post_requested.connect(wanted.append)
    panel.show_story(story(to()))
    (go,) = panel.findChildren(QPushButton)
    assert go.accessibleName() == "Go to floor 3"
    go.click()
    assert wanted == [PARENT.id]


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ({"posted_at": "2024-05-01T08:05-07:00"}, "丙某 · 2024-05-01 08:05 UTC-07:00"),
        (
            {"posted_at": "2024-05-01", "posted_at_from": TimeOrigin.QUOTE},
            "丙某 · 2024-05-01, seen in a quote",
        ),
        (
            {"posted_at": "2024-05-01", "posted_at_from": TimeOrigin.INFERRED},
            "丙某 · 2024-05-01, inferred",
        ),
        ({"posted_at_text": "昨天 08:05"}, "丙某 · 昨天 08:05"),
        ({}, "丙某"),
        ({"author": None}, "unknown author"),
    ],
)
def test_who_and_when(panel: ReplyPanel, about: dict[str, Any], words: str) -> None:
    panel.show_story(story(link(LinkState.NONE), **about))
    assert labels(panel)[1] == words


def test_captured_words_are_text_in_which_nothing_deceives(panel: ReplyPanel) -> None:
    text = DECEIVER + MARKUP
    child = post(
        7,
        text,
        author=text,
        floor=DECEIVER,
        reply_to=to(evidence=(Evidence(Span(0, len(text)), None),)),
    )
    panel.show_story(story(to(), child=child))
    assert marked_up(panel) == []
    joined = "".join(labels(panel))
    assert MARKUP in joined
    for character in "\u202e\u200b\x07":
        assert character not in joined


def test_a_long_passage_is_cut(panel: ReplyPanel) -> None:
    text = "长" * 5_000
    child = post(7, text, reply_to=to(evidence=(Evidence(Span(0, 5_000), None),)))
    panel.show_story(story(to(), child=child))
    assert max(len(shown) for shown in labels(panel)) <= 601


def test_every_control_is_named(panel: ReplyPanel) -> None:
    panel.show_story(story(to(), to(LinkState.DASHED)))
    assert nameless(panel) == []


def test_every_rule_has_words() -> None:
    assert all(messages.of_rule(name) for name in rules.RULES)


def test_floors_of_a_real_thread(panel: ReplyPanel, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "a.beilin")
    thread = shelf.add(sample_thread())
    posts = {one.id: one for one in reading.posts(shelf.store, shelf.post_ids(thread))}
    ghosts = {one.id: one for one in reading.head(shelf.store, thread).ghosts}
    said: list[str] = []
    for shown in posts.values():
        panel.show_story(ReplyStory(shown, posts, ghosts, {}))
        said.append(labels(panel)[2])
    assert said == [
        "Answers nobody that is known",
        "Answers nobody that is known",
        "Answers floor 1 (甲某)",
        "Likely answers floor 3 (丙某)",
        "Answers a post by 走失的人 that is not in this capture",
    ]
    shelf.store.close()


def test_what_is_not_looked_at_is_built_when_it_is(qtbot: QtBot) -> None:
    made = ReplyPanel()
    qtbot.addWidget(made)
    made.show_story(story(to()))
    made.show_story(story(link(LinkState.NONE)))
    assert len(labels(made)) == 1
    made.show()
    assert "Answers nobody that is known" in labels(made)


# what the reader can say


def texts(panel: ReplyPanel) -> list[str]:
    QTest.qWait(0)  # what is put into a page is shown by and by
    buttons = panel.findChildren(QPushButton)
    return [each.text() for each in buttons if each.isVisibleTo(panel)]


def press(panel: ReplyPanel, words: str, which: int = 0) -> None:
    [each for each in panel.findChildren(QPushButton) if each.text() == words][which].click()


def decidable(*links: ReplyLink, **about: Any) -> ReplyStory:
    return story(*links, **about)._replace(decidable=True)


def test_nothing_can_be_said_where_nothing_can_be_written(panel: ReplyPanel) -> None:
    panel.show_story(story(to(), to(LinkState.DASHED)))
    assert panel.verdicts is None
    assert "Confirm" not in texts(panel)
    assert "This one" not in texts(panel)


def test_what_can_be_said_of_an_edge(panel: ReplyPanel) -> None:
    panel.show_story(decidable(to()))
    assert set(texts(panel)) == {
        "Go to floor 3", "Confirm", "Not this one", "Choose another floor…",
        "Answers the article", "Is no reply",
    }  # fmt: skip
    assert nameless(panel) == []


def test_what_can_be_said_without_one(panel: ReplyPanel) -> None:
    panel.show_story(decidable(link(LinkState.NONE)))
    assert texts(panel) == ["Choose another floor…", "Answers the article", "Is no reply"]
    panel.show_story(decidable(link(LinkState.NONE, decided_by="reader"), decisions=(DECISION,)))
    assert texts(panel) == ["Choose another floor…", "Answers the article", "Ask the rules again"]
    assert labels(panel)[2:4] == ["Answers nobody", "✓ You decided so."]


DECISION = Decision(4, PostId(7), Verdict.NOT_A_REPLY, None, "2024-05-01T08:05:00+00:00")


def test_a_decided_edge_needs_no_confirming(panel: ReplyPanel) -> None:
    panel.show_story(decidable(to(decided_by="reader"), decisions=(DECISION,)))
    (confirm,) = [each for each in panel.findChildren(QPushButton) if each.text() == "Confirm"]
    assert not confirm.isEnabled()
    assert "Ask the rules again" in texts(panel)


def test_what_is_said_is_told(panel: ReplyPanel) -> None:
    said: list[tuple[str, Parent | None]] = []

    def hear(what: str, parent: Parent | None) -> None:
        said.append((what, parent))

    panel.said.connect(hear)
    aside = to(LinkState.DASHED, post=None, ghost=GhostId(5))
    panel.show_story(
        decidable(to(), to(LinkState.DASHED), set_aside=(aside,), decisions=(DECISION,))
    )
    for words in (
        "Confirm", "Not this one", "Answers the article", "Is no reply", "Ask the rules again",
    ):  # fmt: skip
        press(panel, words)
    press(panel, "This one")
    press(panel, "Not this one", 1)
    press(panel, "This one", 1)
    three = Parent(post=PARENT.id)
    assert said == [
        ("confirm", None), ("reject", None), ("article", None), ("nobody", None), ("again", None),
        ("choose", three), ("reject", three), ("choose", Parent(ghost=GhostId(5))),
    ]  # fmt: skip
    assert "Set aside by you" in labels(panel)


@pytest.mark.parametrize(
    ("typed", "told"), [("12", ["12"]), (" #12 ", ["12"]), ("12 楼", ["12"]), ("  ", [])]
)
def test_a_number_is_typed(panel: ReplyPanel, typed: str, told: list[str]) -> None:
    wanted: list[str] = []
    panel.floor_typed.connect(wanted.append)
    panel.show_story(decidable(to()))
    press(panel, "Choose another floor…")
    QTest.qWait(0)
    assert panel.verdicts is not None
    field = panel.verdicts.field
    assert field.isVisibleTo(panel)
    field.setText(typed)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert wanted == told


def test_a_problem_goes_when_one_types_on(panel: ReplyPanel) -> None:
    panel.show_story(decidable(to()))
    assert panel.verdicts is not None
    panel.verdicts.open_field()
    panel.verdicts.set_problem("No such floor.")
    assert "No such floor." in labels(panel)
    QTest.keyClicks(panel.verdicts.field, "1")
    assert "No such floor." not in labels(panel)


def test_what_a_floor_takes_up_of_the_title_is_shown_and_leads_nowhere(panel: ReplyPanel) -> None:
    cited = (Citation("title", Span(6, 17), Span(0, 11)),)
    panel.show_story(story(link(LinkState.NONE), citations=cited))
    assert labels(panel)[-2:] == ["Repeats words of the title", "这块石头是我爷爷放的。"]
    assert panel.findChildren(QPushButton) == []
