"""What readers of western boards share: addresses, pagers, zones, times, quotes, nesting."""

from __future__ import annotations

import pytest

from db.importing.boards import (
    addresses,
    forum_site,
    page_numbers,
    post_drafts,
    post_times,
    search_engine_hints,
    western_quote_heads,
)
from db.importing.boards.article_blocks import blocks_of
from db.importing.boards.nesting import (
    Nest,
    apart_from,
    flat,
    outermost,
    own_parts,
    parents_by_depth,
    part_of_class,
)
from db.importing.boards.repeats import count, find_repeat, is_time
from db.importing.drafts import PostDraft, QuoteDraft
from db.importing.markup.body import Body, Rules, body_of
from db.importing.markup.tree import attribute, parse
from db.importing.page import Medium, Origin, Page
from db.records import BlockType


def html(text: str, url: str | None = None) -> Page:
    return Page(text, Origin("page.html", url, "2020-03-01T12:00:00+00:00"), Medium.HTML)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Page 1 of 242", (1, 242)),
        ("3 posts • Page 2 of 2", (2, 2)),
        ("Seite 3 von 14", (3, 14)),
        ("第 2 页 / 共 9 页", (2, 9)),
        ("第2页/共9", (2, 9)),
        ("Page 9 of 3", (None, None)),
        ("Homepage 1 of them", (None, None)),
        ("", (None, None)),
    ],
)
def test_a_pager(text: str, expected: tuple[int | None, int | None]) -> None:
    assert page_numbers.pager(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1,204 views", 1204), ("1.204", 1204), ("12", 12), ("3.5k", 3500), ("2M", 2_000_000),
     ("none", None), ("1 234 567", 1)],
)  # fmt: skip
def test_a_count(text: str, expected: int | None) -> None:
    assert page_numbers.count(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("All times are GMT -5. The time now is 10:00.", "UTC-5"),
        ("All times are UTC + 1 hour", "UTC+1"),
        ("All times are UTC + 1 hour [ DST ]", "UTC+2"),
        ('All times are <span title="UTC">UTC</span>', "UTC"),
        ('All times are <span title="UTC">UTC+02:00</span>', "UTC+2"),
        ("All times are UTC+05:30", None),
        ("Alle Zeiten sind UTC + 1 Stunde", "UTC+1"),
        ("At all times GMT was meant here", "UTC"),
        ("nothing", None),
    ],
)
def test_the_zone_a_board_says_it_is_in(text: str, expected: str | None) -> None:
    assert forum_site.zone_label(html(text)) == expected


def test_addresses_are_whole_and_the_page_s_own_words_come_first() -> None:
    page = html(
        """<!-- saved from url=(0031)https://mirror.example/t/9 --><head>
        <base href="https://wharf.example/f/"><link rel="canonical" href="threads/tar.9/">""",
        "https://archive.example/x",
    )
    assert addresses.known_addresses(page) == [
        "https://wharf.example/f/threads/tar.9/",
        "https://archive.example/x",
        "https://mirror.example/t/9",
    ]
    assert forum_site.site_of(page, "xenforo") == "wharf.example"
    assert addresses.in_addresses(["/a/12", "/b/13"], r"/c/(\d+)", r"/b/(\d+)") == "13"
    assert addresses.parameter("https://a.example/?t=5&u=6", "t") == "5"
    assert addresses.parameter("http://[", "t") == ""


def test_addresses_that_are_none_are_left_out() -> None:
    page = html('<link rel="canonical" href="http://[broken">')
    assert addresses.known_addresses(page) == []
    assert forum_site.site_of(page, "phpbb") == "phpbb"
    assert forum_site.topic_at("phpbb", "phpbb", "5") is None
    assert forum_site.topic_at("a.example", "phpbb", "5") == "5"


@pytest.mark.parametrize(
    ("markup", "text", "iso"),
    [
        ('<time datetime="2020-01-02T03:04:05+0100">a while ago</time>', "a while ago",
         "2020-01-02T03:04:05+01:00"),
        ('<time datetime="2020-01-02 03:04:05Z, License: CC">2 Jan</time>', "2 Jan",
         "2020-01-02T03:04:05+00:00"),
        ('<abbr data-time="1577934245">Jan 2, 2020</abbr>', "Jan 2, 2020",
         "2020-01-02T03:04:05+00:00"),
        ('<span title="Nov 14, 2015 at 4:23 AM">Nov 14, 2015</span>', "Nov 14, 2015 at 4:23 AM",
         None),
        ('<span title="2020-01-02 03:04">yesterday</span>', "2020-01-02 03:04", None),
        ('<span title="the second of May 2020">May 2, 2020, 7:14 am</span>', "May 2, 2020, 7:14 am",
         None),
        ("<span>2 hours ago</span>", "2 hours ago", "2020-03-01T10+00:00"),
    ],
)  # fmt: skip
def test_the_time_of_an_element(markup: str, text: str, iso: str | None) -> None:
    page = html(markup)
    found = post_times.time_of(page.tree.first("time, abbr, span"), page)
    assert found is not None
    assert (found.text, found.iso) == (text, iso)


def test_no_element_has_no_time() -> None:
    assert post_times.time_of(None, html("")) is None
    assert post_times.printed("", html(""), None, None) is None


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (["03-14-2011, 06:46 PM"], "mdy"),
        (["05-06-2012", "14/02/2009 07:32"], "dmy"),
        (["05-06-2012, 10:00 AM"], "mdy"),
        (["05-06-2012, 10:00"], None),
        (["yesterday"], None),
    ],
)
def test_the_order_of_day_and_month(times: list[str], expected: str | None) -> None:
    assert post_times.order_of(times) == expected


def test_a_date_whose_order_is_unknown_stays_words() -> None:
    found = post_times.printed("05-06-2012, 10:00", html(""), "UTC", None)
    assert found is not None
    assert found.iso is None


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Keeper wrote:", ("Keeper", None)),
        ("Keeper wrote: ↑", ("Keeper", None)),
        ("Wabe schrieb:", ("Wabe", None)),
        ("Quote from: Ridge on March 1, 2014, 10:05", ("Ridge", "March 1, 2014, 10:05")),
        ("Originally Posted by Ohm Sweet Ohm", ("Ohm Sweet Ohm", None)),
        ("Quote:", (None, None)),
        ("", (None, None)),
        ("x" * 300 + " wrote:", (None, None)),
    ],
)  # fmt: skip
def test_whom_the_head_of_a_quotation_names(
    head: str, expected: tuple[str | None, str | None]
) -> None:
    assert western_quote_heads.writer_of(head) == expected


def test_a_quotation_begins_at_the_line_above_it_that_is_its_head() -> None:
    text = "Hello\n\nCog wrote:\n\nwhat now?\n\nQuote:\n\nmore\n\nno head\n\nend"
    body = Body(
        text,
        (
            QuoteDraft(19, 28, 19, 28, "Cog"),
            QuoteDraft(38, 42, 38, 42),
            QuoteDraft(53, 56, 53, 56, "Cog"),
        ),
    )
    found = western_quote_heads.with_heads(body).quotes
    assert text[found[0].start : found[0].end] == "Cog wrote:\n\nwhat now?"
    assert text[found[1].start : found[1].end] == "Quote:\n\nmore"
    assert found[2].start == 53


def test_the_opening_post_is_the_first_of_the_first_page() -> None:
    posts = [PostDraft("a", floor="#1"), PostDraft("b", floor="#2")]
    assert [post.opening for post in post_drafts.with_opening(posts, 1)] == [True, False]
    assert [post.opening for post in post_drafts.with_opening(posts, 2)] == [False, False]
    assert [post.opening for post in post_drafts.with_opening(posts[1:], None)] == [False]
    assert post_drafts.with_opening([], None) == ()
    assert [post.floor for post in post_drafts.numbered([PostDraft("a"), PostDraft("b")], 16)] == [
        "16",
        "17",
    ]


@pytest.mark.parametrize("subject", ["Worn gears", "Re: Worn gears", "AW: worn gears", ""])
def test_a_heading_that_repeats_the_title_is_no_aside(subject: str) -> None:
    assert post_drafts.subject_aside(subject, "Worn gears") == ()
    assert post_drafts.subject_aside("It works", "Worn gears")[0].text == "It works"


def test_parents_by_depth_and_by_nesting() -> None:
    depths = [("a", 0), ("b", 1), ("c", 2), ("d", 1), ("e", 0), ("f", 3)]
    assert parents_by_depth(depths) == [None, "a", "b", "a", None, "e"]
    tree = parse(
        '<div class="c" id="1"><i class="n">x</i><div class="c" id="2"><b>y</b></div></div>'
    )
    one, two = tree.all(".c")
    nest = Nest([one, two])
    assert nest.above(two) == one.mem_id
    assert nest.above(one) is None
    assert nest.holds(two)
    assert outermost([one, two]) == [one]
    own = own_parts(one, lambda node: attribute(node, "id") == "2")
    assert [node.tag for node in own] == ["i"]
    assert part_of_class(own, "m", "n") is own[0]
    assert part_of_class(own, "m") is None


def test_posts_that_open_tags_nest_are_read_apart_up_to_a_depth() -> None:
    tree = parse("".join(f"<div class=p>w{n} " for n in range(9)))
    nodes = tree.all(".p")
    found = flat(nodes, most=3)
    assert found == nodes[:4]
    rules = apart_from(Rules(), found)
    assert body_of(nodes[0], rules).text == "w0"
    assert body_of(nodes[3], rules).text.split() == [f"w{n}" for n in range(3, 9)]


def test_an_article_as_blocks() -> None:
    tree = parse(
        "<div><h2>Head</h2><p>One<br>two</p><figure><img src='a.jpg'><figcaption>Cap</figcaption>"
        "</figure><pre>x\n\ny</pre><blockquote>q</blockquote><ul><li>i</li></ul>tail</div>"
    )
    found = [(block.type, block.text) for block in blocks_of(tree.first("div"))]
    assert found == [
        (BlockType.HEADING, "Head"),
        (BlockType.PARAGRAPH, "One"),
        (BlockType.PARAGRAPH, "two"),
        (BlockType.FIGURE, "Cap"),
        (BlockType.CODE, "x\n\ny"),
        (BlockType.QUOTE, "q"),
        (BlockType.LIST, "i"),
        (BlockType.PARAGRAPH, "tail"),
    ]
    assert blocks_of(None) == ()


ARTICLE = """{"@type": "Article", "headline": "A", "author": {"name": "B"},
    "datePublished": "2020-01-01", "commentCount": 3}"""
POSTING = """[{"@type": "DiscussionForumPosting", "headline": "D", "author": [{"name": "E"}],
    "interactionStatistic": [{"interactionType": {"@type": "CommentAction"},
    "userInteractionCount": "7"}]}]"""
GRAPH = """{"@graph": [{"@type": "Person"}, {"@type": ["WebPage"], "name": "N", "author": "M"}]}"""


MICRODATA = """<article itemscope itemtype="https://schema.org/DiscussionForumPosting">
    <h1 itemprop="headline">桥 与 灯</h1>
    <div itemprop="author" itemscope itemtype="https://schema.org/Person">
      <a itemprop="name" content="渡口老张" href="/u/1">老张</a></div>
    <time itemprop="datePublished" datetime="2020-05-01T08:00:00+08:00">一年前</time>
    <div itemprop="interactionStatistic" itemscope itemtype="https://schema.org/InteractionCounter">
      <link itemprop="interactionType" href="https://schema.org/CommentAction">
      <meta itemprop="userInteractionCount" content="7"></div>
    <div itemprop="comment" itemscope itemtype="https://schema.org/Comment">
      <b itemprop="author">别人</b><span itemprop="datePublished">2021-01-01</span></div>
    </article>"""
OLDER = """<h1>甲</h1><div itemscope itemtype="http://schema.org/Article"><b itemprop="name">甲</b>
    <i itemprop="author">乙</i> <meta itemprop="commentCount" content="3"></div>"""


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            MICRODATA,
            search_engine_hints.Hints("桥 与 灯", "渡口老张", "2020-05-01T08:00:00+08:00", 7),
        ),
        (OLDER, search_engine_hints.Hints("甲", "乙", "", 3)),
        ('<b itemprop="name">nobody\'s</b>', search_engine_hints.Hints()),
        ('<div itemscope><b itemprop="name">of no kind</b></div>', search_engine_hints.Hints()),
        (
            '<div itemscope itemtype="https://schema.org/Person">A</div>',
            search_engine_hints.Hints(),
        ),
    ],
)
def test_microdata_is_a_hint_like_json_ld(markup: str, expected: search_engine_hints.Hints) -> None:
    assert search_engine_hints.hints_of(html(markup)) == expected


TEASER = """<aside><div itemscope itemtype="https://schema.org/BlogPosting">
    <span itemprop="headline">十个种花的窍门</span><i itemprop="author">别人</i></div></aside>"""


def test_teasers_and_heads_of_sites_are_no_hints() -> None:
    shown = '<meta property="og:title" content="桥 与 灯"><h1>桥 与 灯</h1>'
    assert search_engine_hints.hints_of(html(shown + TEASER)) == search_engine_hints.Hints()
    head = '<html itemscope itemtype="https://schema.org/WebPage"><a itemprop="name">某论坛</a>'
    assert (
        search_engine_hints.hints_of(html(f"{head}<h1>某论坛</h1>")) == search_engine_hints.Hints()
    )
    script = '{"@type": "DiscussionForumPosting", "headline": "桥 与 灯"}'
    page = html(f'<script type="application/ld+json">{script}</script>{TEASER}')
    assert search_engine_hints.hints_of(page) == search_engine_hints.Hints("桥 与 灯")


def test_several_counters_and_kinds() -> None:
    like, answer = (
        f"""<div itemprop="interactionStatistic" itemscope itemtype="https://schema.org/x">
        <link itemprop="interactionType" href="https://schema.org/{kind}Action">
        <data itemprop="userInteractionCount" value="{count}">many</data></div>"""
        for kind, count in (("Like", 3), ("Comment", 9))
    )
    page = html(
        "<h1>桥</h1><div itemscope itemtype='https://schema.org/Article https://a.example/Foo'>"
        f"<b itemprop=headline>桥</b>{like}{answer}</div>"
    )
    assert search_engine_hints.hints_of(page) == search_engine_hints.Hints("桥", "", "", 9)


def test_hostile_microdata() -> None:
    deep = (
        "<h1>A</h1><div itemscope itemtype='https://schema.org/Article'><b itemprop=headline>A</b>"
        "<div itemprop=interactionStatistic itemscope><div itemprop=interactionType itemscope>"
        + "<div itemprop=author itemscope>"
        * 1_500
    )
    assert search_engine_hints.hints_of(html(deep)).title == "A"
    heard = "headline name author datePublished dateCreated commentCount answerCount"
    wide = f'<div itemscope itemprop="comment"><div itemprop="{heard}">' * 400 + "words " * 50_000
    assert search_engine_hints.hints_of(html(wide)) == search_engine_hints.Hints()


def test_json_ld_is_believed_before_microdata() -> None:
    page = html(f'<script type="application/ld+json">{ARTICLE}</script>{MICRODATA}')
    assert search_engine_hints.hints_of(page) == search_engine_hints.Hints(
        "A", "B", "2020-01-01", 3
    )


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (ARTICLE, search_engine_hints.Hints("A", "B", "2020-01-01", 3)),
        (GRAPH, search_engine_hints.Hints("N", "M")),
        (POSTING, search_engine_hints.Hints("D", "E", "", 7)),
        ('{"@type": "Article"', search_engine_hints.Hints()),
        ("[[[[", search_engine_hints.Hints()),
    ],
)
def test_hints_for_search_engines(script: str, expected: search_engine_hints.Hints) -> None:
    page = html(f'<script type="application/ld+json">{script}</script>')
    assert search_engine_hints.hints_of(page) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-05-03 08:15", True),
        ("3 天前", True),
        ("3天前", True),
        ("about 2 hours ago", True),
        ("May 3, 2022", True),
        ("https://a.example/2020-01-01", False),
        ("twelve", False),
        ("", False),
    ],
)
def test_what_looks_like_a_time(text: str, expected: bool) -> None:
    assert is_time(text) is expected


def test_what_repeats_needs_names_times_and_words() -> None:
    row = '<div class="p{n}"><b class="author">Wren</b> 10:0{n} <p>{words}</p></div>'
    said = "Something that is long enough to be said by someone."
    talk = "".join(row.format(n=n, words=f"{said} {n}") for n in range(4))
    found = find_repeat(count(parse(f"<body>{talk}").body))
    assert found is not None
    assert (found.mark, len(found.parts), found.a_list) == ("div.pN", 4, False)
    mute = talk.replace("author", "x")
    assert find_repeat(count(parse(f"<body>{mute}").body)) is None
    assert find_repeat(count(None)) is None
    assert find_repeat(count(parse(f"<body>{talk}").body, most=3)) is None
