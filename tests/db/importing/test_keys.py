"""Which captures are of one thread: never by the title alone."""

from __future__ import annotations

from dataclasses import replace

from db.importing.boards.discourse import site_and_topic
from db.importing.drafts import BlockDraft, PostDraft, ThreadDraft
from db.importing.keys import same_title, thread_key
from db.records import BlockType

ONE = "1" * 64
OTHER = "2" * 64
THREAD = ThreadDraft(
    "渡口：要停了？",
    poster="Heron",
    blocks=(
        BlockDraft(BlockType.HEADING, "船"),
        BlockDraft(BlockType.PARAGRAPH, "渡船开了八十年，要停了……"),
        BlockDraft(BlockType.FIGURE, "图像来源，甲，船工", caption="船工"),
    ),
)


def test_punctuation_width_spaces_and_script_make_no_difference() -> None:
    copied = ThreadDraft(
        " 渡口:要停了?",
        poster="HERON",
        blocks=(BlockDraft(BlockType.PARAGRAPH, "船 渡船開了\u00a0八十年,要停了......"),),
    )
    assert thread_key(THREAD, ONE) == thread_key(copied, OTHER)


def test_poster_article_and_title_make_a_difference() -> None:
    keys = {
        thread_key(each, ONE)
        for each in (
            THREAD,
            replace(THREAD, poster="Quince"),
            replace(THREAD, poster=None),
            replace(THREAD, title="渡口又开了"),
            replace(THREAD, blocks=THREAD.blocks[:1]),
        )
    }
    assert len(keys) == 5


def test_without_an_article_a_capture_stands_alone() -> None:
    bare = replace(THREAD, blocks=THREAD.blocks[2:])
    assert thread_key(bare, ONE) != thread_key(bare, OTHER)
    assert thread_key(bare, ONE).startswith(same_title(bare.title))


def test_titles_of_signs_alone_are_told_apart() -> None:
    assert same_title("！！！") != same_title("？？？")
    assert same_title("好！") == same_title("好?")


def test_site_and_topic_go_first() -> None:
    named = replace(THREAD, site="example.org", topic_id="77")
    assert thread_key(named, ONE) == "site:example.org/77"


def test_boards_of_one_name_may_have_topics_of_one_number() -> None:
    named = replace(THREAD, site="phpbb: Forum", topic_id="1", blocks=())
    other = replace(named, title="Willkommen")
    assert thread_key(named, ONE) == thread_key(named, OTHER)
    assert thread_key(named, ONE) != thread_key(other, OTHER)


def test_a_number_alone_names_no_topic() -> None:
    """Forums that nothing names have topics of one number, and posts of one number in them."""
    assert site_and_topic("", "5", None) == ("discourse", None)
    assert site_and_topic("", "5", "the-ferry") == ("discourse", "5-the-ferry")
    assert site_and_topic("https://example.org/t/5", "5", None) == ("example.org", "5")


def test_an_opening_post_stands_for_the_article() -> None:
    words = "渡船开了八十年，到了月底就要停了，有谁还坐过它？"
    asked = replace(THREAD, blocks=(), posts=(PostDraft(words, "Heron", opening=True),))
    copied = replace(asked, posts=(PostDraft(words.replace("，", ","), "Heron", opening=True),))
    assert thread_key(asked, ONE) == thread_key(copied, OTHER)
    later = replace(asked, posts=(replace(asked.posts[0], opening=False),))
    assert thread_key(later, ONE) != thread_key(later, OTHER)
    brief = replace(asked, posts=(PostDraft("如题，谢谢", "Heron", opening=True),))
    assert thread_key(brief, ONE) != thread_key(brief, OTHER)
