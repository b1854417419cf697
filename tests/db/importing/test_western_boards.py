"""Western boards, blogs and question sites: lists are refused, guesses come last, pages join."""

from __future__ import annotations

import pytest

from db.errors import NotAThread
from db.importing.containers.parts import Document
from db.importing.documents import page_of
from db.importing.formats import generic_html
from db.importing.page import Origin, Page
from db.importing.preparing import prepare_bytes
from db.importing.registry import choose

XENFORO_ROW = (
    '<div class="structItem structItem--thread"><a href="/threads/a.{n}/">Topic {n}</a></div>'
)
LISTS = {
    "xenforo 2": '<html id="XF" data-app="public"><body>' + XENFORO_ROW * 4,
    "xenforo 1": """<html id="XenForo"><body><ol><li class="discussionListItem"><h3 class="title">
        <a href="threads/oars.1/">Oars</a></h3></li></ol>""",
    "vbulletin 4": """<html id="vbulletin_html"><body><ol><li class="threadbit"><h3
        class="threadtitle"><a href="showthread.php?t=1">Valves</a></h3></li></ol>""",
    "vbulletin 3": """<html><head><meta name="generator" content="vBulletin 3.8.7"></head><body>
        <table><tr><td id="td_threadtitle_5"><a id="thread_title_5"
        href="showthread.php?t=5">Rye</a></td></tr></table>""",
    "phpbb": """<html><body id="phpbb"><ul class="topiclist topics"><li class="row"><dl><dt>
        <a href="./viewtopic.php?t=3" class="topictitle">Fog horns</a></dt></dl></li></ul>""",
    "subsilver": """<html><body><div id="pagecontent"><table class="tablebg"><tr><td>
        <a class="topictitle" href="./viewtopic.php?t=3">Belts</a></td></tr></table></div>""",
    "forumotion": """<html><body><img src="https://illiweb.com/fa/empty.gif"><table><tr><td>
        <a class="topictitle" href="/t8-swarms">Swarms</a></td></tr></table>""",
    "smf": """<html><script>var smf_theme_url = "x";</script><body><div id="messageindex">
        <table><tr><td class="subject"><a href="?topic=5.0">Gutters</a></td></tr></table></div>""",
    "ip.board": """<html><body id="ipboard_body"><table id="forum_table"><tr><td>
        <a class="topic_title" href="/topic/5-springs/">Springs</a></td></tr></table>""",
    "invision": """<html><body class="ipsApp"><ol class="ipsDataList cForumTopicTable"><li
        class="ipsDataItem"><a href="/topic/5-shadows/">Shadows</a></li></ol>""",
    "hacker news": """<html><body><a href="https://news.ycombinator.com/news">HN</a><table>
        <tr><td class="title"><a href="https://a.example">A</a></td></tr><tr><td class="subtext">x
        </td></tr><tr><td class="title"><a href="https://b.example">B</a></td></tr><tr>
        <td class="subtext">y</td></tr></table>""",
    "hacker news comments": """<html><body><a href="https://news.ycombinator.com/news">HN</a>
        <table><tr class="athing"><td class="default"><span class="onstory"><a>A</a></span><div
        class="commtext">x</div></td></tr><tr class="athing"><td class="default"><span
        class="onstory"><a>B</a></span><div class="commtext">y</div></td></tr></table>""",
    "reddit": """<html><body><shreddit-post post-title="A"></shreddit-post><shreddit-post
        post-title="B"></shreddit-post>""",
    "old reddit": """<html><body><div id="siteTable"><div class="thing link"><a class="title">A</a>
        </div><div class="thing link"><a class="title">B</a></div></div>""",
    "stack exchange": """<html><body><div class="s-post-summary"><h3><a class="s-link"
        href="/questions/1/a">A knot?</a></h3></div>""",
    "github": """<html><head><meta property="og:site_name" content="GitHub"></head><body>
        <div class="js-issue-row"><a href="/a/b/issues/1">Leaks</a></div>""",
    "discourse": """<html><head><meta name="generator" content="Discourse 3.1"></head><body>
        <table class="topic-list"><tr><td><a href="/t/pears/5">Pears</a></td></tr></table>""",
    "front page of a blog": """<html><head><meta name="generator" content="WordPress 6"></head>
        <body class="home blog">"""
    + '<article class="post hentry"><h2>Twine</h2></article>' * 3,
    "board of unknown make": "<html><body><div class='rows'>"
    + "".join(
        f"""<div class="row"><a class="subject" href="/topic/{n}">Harvest report number {n}</a>
        <a class="user" href="/user/{n}">mower{n}</a> <span>2021-07-{n:02} 10:00</span></div>"""
        for n in range(10, 24)
    ),
    "front page of unknown make": "<html><body>"
    + "".join(
        f"""<div class="card"><h2><a href="/news/{n}">What happened on day {n}</a></h2>
        <span class="author">Desk</span> <time datetime="2021-07-{n}">July {n}, 2021</time>
        <p>A short summary of day {n}, with a few words of what was said and done.</p></div>"""
        for n in range(10, 20)
    ),
}
NO_THREADS = {
    "article of a wiki": """<html><body><h1>Bread</h1><ul id="toc"><li><a href="#1">History</a>
        </li><li><a href="#2">Baking</a></li><li><a href="#3">See also</a></li></ul>"""
    + "<p>Bread is baked of flour and water, and has been for a very long time.</p>" * 6,
    "opening hours of a bar": """<html><body><h1>The Anchor</h1><div class="day">Monday
        18:00</div><div class="day">Tuesday 18:00</div><div class="day">Friday 20:00</div>""",
    "price list": "<html><body><table>"
    + "".join(f"<tr><td>Part {n}</td><td>{n},50</td></tr>" for n in range(30)),
    "nothing but links": "<html><body>"
    + "".join(f'<p><a href="/{n}">{n}</a></p>' for n in range(40)),
    "no element at all": "<html>",
}


def page(html: str, url: str | None = None) -> Page:
    return page_of(Document(html.encode(), Origin("page.html", url)))[0]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_threads_is_refused_as_one(name: str) -> None:
    with pytest.raises(NotAThread) as caught:
        prepare_bytes(LISTS[name].encode(), "list.html")
    assert "list of threads" in caught.value.headline


@pytest.mark.parametrize("name", NO_THREADS)
def test_a_page_of_another_kind_is_refused(name: str) -> None:
    with pytest.raises(NotAThread):
        prepare_bytes(NO_THREADS[name].encode(), "page.html")


def test_a_guess_comes_after_every_reader_of_its_own() -> None:
    post = """<article class="message message--post" data-author="Wren{n}" data-content="post-{n}"
        id="js-post-{n}"><h4 class="message-name">Wren{n}</h4>
        <time datetime="2020-01-0{n}T10:00:00Z">January {n}, 2020</time>
        <div class="message-body"><div class="bbWrapper">The nest number {n} hangs under the eaves
        of the barn again.</div></div></article>"""
    posts = "".join(post.format(n=n) for n in range(1, 6))
    whole = page(f'<html id="XF" data-app="public"><body>{posts}')
    assert generic_html.claims(whole).value == 0.5
    best, _ = choose(whole)
    assert best is not None
    assert best.name == "xenforo2-html"


def test_two_boards_without_an_address_are_not_one() -> None:
    html = """<html><head><title>{board} • View topic - Worn belts</title></head><body>
        <h2><a class="titles" href="./viewtopic.php?t=7">Worn belts</a></h2>
        <a name="p1"></a><b class="postauthor">Cog</b><div class="postbody">They slip.</div>"""
    keys = {
        prepare_bytes(html.format(board=board).encode(), "a.html").threads[0].key
        for board in ("Mill Board", "Weaver Board")
    }
    assert len(keys) == 2
    (bare,) = prepare_bytes(html.format(board="").encode(), "a.html").threads
    assert bare.draft.topic_id is None


def test_a_reader_that_is_asked_for_reads_a_page_without_posts() -> None:
    (draft,) = generic_html.read(page("<html><body><p>All of this stays.</p></body></html>"))
    assert [block.text for block in draft.blocks] == ["All of this stays."]
    assert [each.code for each in draft.findings] == ["guessed-structure"]


def test_what_stands_beside_the_time_of_a_guessed_post_is_kept() -> None:
    html = "<html><body>" + "".join(
        f"""<div class="say" id="say{n}"><b class="nick">Finch {n}</b><span>2020-02-0{n} 08:00
        <i>from the harbour</i></span><div class="text">The ice on the pond broke during the night,
        said number {n}.</div></div>"""
        for n in range(1, 5)
    )
    (draft,) = generic_html.read(page(html))
    assert [post.author for post in draft.posts] == [f"Finch {n}" for n in range(1, 5)]
    assert draft.posts[0].time is not None
    assert draft.posts[0].time.text == "2020-02-01 08:00"
    assert "from the harbour" in draft.posts[0].asides[0].text
