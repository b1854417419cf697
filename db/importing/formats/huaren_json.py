"""A page of a thread of huaren.us as its interface gives it (``/api/page/showTopic``).

Only the envelope of the answer is known (``success`` and ``data``); the names of the fields of
posts are not.  Names that its forms and the software it grew from (Discuz!NT) use are tried in
turn, in any case of letters; what else a post says in words is kept beside it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from db.importing.boards.html_pieces import body
from db.importing.boards.json_values import NOTHING, mapping, mappings, name, text, whole
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import AsideDraft, AsideKind, PostDraft, ThreadDraft
from db.importing.moments import epoch, moment
from db.importing.page import Medium

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from db.importing.drafts import TimeDraft
    from db.importing.page import Page

VERSION = "1"
SITE = "huaren.us"
_BODY = ("message", "content", "body", "posttext", "html", "text")
_ID = ("pid", "postid", "post_id", "id")
_AUTHOR = ("poster", "username", "user_name", "author", "nickname", "nick", "name")
_TIME = ("postdatetime", "posttime", "post_time", "createtime", "create_time", "createdat",
         "dateline", "addtime", "time", "date")  # fmt: skip
_FLOOR = ("layer", "floor", "floornum", "position", "index")
_PARENT = ("replypid", "replyid", "replytoid", "quotepid", "quoteid", "toid")
_TITLE = ("title", "subject", "topictitle")
_TOPIC = ("tid", "topicid", "topic_id")
_ADDRESS = re.compile(r"[?&](?:topicid|tid)=(\d{1,12})", re.IGNORECASE)
_PLAIN = re.compile(r"<\w|&\w{2,8};")


def claims(page: Page) -> Score:
    """Look for the envelope, and a list of things that read like posts of a forum."""
    given = page.fields
    if not ("data" in given and "success" in given):
        return NOT_MINE
    here = "huaren" in page.url.lower() or "showtopic" in f"{page.url} {page.name}".lower()
    posts = _posts(_lower(given.get("data")))
    if not posts:
        return NOT_MINE
    known = sum(_of(posts[0], names) is not None for names in (_ID, _AUTHOR, _TIME))
    if known < 2:
        return NOT_MINE
    if here:
        return Score(0.85, ("success and data at huaren.us", "posts"))
    return Score(0.5, ("success and data with posts",)) if known == 3 else NOT_MINE


def _lower(value: object) -> Mapping[str, object]:
    return {key.lower(): each for key, each in mapping(value).items()}


def _of(given: Mapping[str, object], names: Sequence[str]) -> str | None:
    return next((found for each in names if (found := name(given.get(each))) is not None), None)


def _posts(data: Mapping[str, object]) -> list[Mapping[str, object]]:
    """Return the longest list of things with words and an author, here or one level below."""
    best: list[Mapping[str, object]] = []
    inside = [each for value in data.values() if (each := _lower(value))]
    for place in (data, *inside):
        for value in place.values():
            found = [_flat(each) for each in mappings(value)]
            found = [each for each in found if _of(each, _BODY) and _of(each, _AUTHOR)]
            if len(found) > len(best):
                best = found
    return best


def _flat(given: Mapping[str, object]) -> Mapping[str, object]:
    """Return a post with the fields of its user beside its own."""
    own = _lower(given)
    user = _lower(own.get("user") or own.get("userinfo") or own.get("author"))
    return {**{key: user[key] for key in user if key in _AUTHOR}, **own}


def read(page: Page) -> tuple[ThreadDraft]:
    """Read a page of a thread."""
    data = _lower(page.fields.get("data"))
    posts = _posts(data)
    heads = [data, *(each for value in data.values() if (each := _lower(value)))]
    head = next((each for each in heads if _of(each, _TITLE)), NOTHING)
    match = _ADDRESS.search(page.url)
    topic = next((found for each in heads if (found := _of(each, _TOPIC))), None)
    topic = topic or (match[1] if match is not None else None)
    drafts = [_post(each) for each in posts]
    number = _count(heads, "page")
    first = number in (None, 1) and bool(drafts) and drafts[0].floor in (None, "0", "1")
    if first:
        drafts[0] = _post(posts[0], opening=True)
    replies = _count(heads, "replies")
    return (
        ThreadDraft(
            title=body(_of(head, _TITLE) or "").text,
            board=next(
                (found for one in heads if (found := _of(one, ("forumname", "fname")))), None
            ),
            outlet="华人",
            source_url=page.url or None,
            poster=drafts[0].author if first else _of(head, _AUTHOR),
            site=SITE if topic else None,
            topic_id=topic,
            views=whole(head.get("views")),
            claimed_posts=replies,
            posts=tuple(drafts),
            page=number,
            pages=_count(heads, "pagecount"),
        ),
    )


def _count(heads: Sequence[Mapping[str, object]], key: str) -> int | None:
    return next((found for one in heads if (found := whole(one.get(key))) is not None), None)


def _post(given: Mapping[str, object], *, opening: bool = False) -> PostDraft:
    raw = _of(given, _BODY) or ""
    shown = body(raw) if _PLAIN.search(raw) else body("")
    parent = _of(given, _PARENT)
    return PostDraft(
        text=shown.text or raw.strip(),
        author=_of(given, _AUTHOR),
        floor=_of(given, _FLOOR),
        time=_time(_of(given, _TIME)),
        opening=opening,
        site_id=_of(given, _ID),
        parent=parent if parent != "0" else None,
        quotes=shown.quotes,
        figures=shown.figures,
        links=shown.links,
        asides=(*shown.asides, *_rest(given)),
    )


def _time(shown: str | None) -> TimeDraft | None:
    if shown is None:
        return None
    return epoch(shown) if shown.isdigit() else moment(shown)


def _rest(given: Mapping[str, object]) -> list[AsideDraft]:
    """Keep what else the post says in words: a signature, a note of a change."""
    kinds = {"signature": AsideKind.SIGNATURE, "lastedit": AsideKind.EDITED}
    found: list[AsideDraft] = []
    for key, kind in kinds.items():
        words = body(text(given.get(key))).text
        if words:
            found.append(AsideDraft(kind, words))
    return found


FORMAT = Format(
    name="huaren-json",
    version=VERSION,
    medium=Medium.JSON,
    title="huaren.us: a page of a thread as JSON (showTopic)",
    keys=("success and data", "posts with pid, poster, message"),
    proven=False,
    claims=claims,
    read=read,
)
