"""Threads as Beilin itself writes them: the answer of ``show --json``, or a list of such answers.

What the answer says of a thread comes back as far as a page can say it; what readers added (notes,
corrections of links) is counted in a finding.  The form is that of ``db/commands/README.md``.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from db.importing.boards.values import mapping, mappings, name, some, text, whole
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import (
    AsideDraft,
    AsideKind,
    BlockDraft,
    FigureDraft,
    LinkDraft,
    PostDraft,
    QuoteDraft,
    ThreadDraft,
    TimeDraft,
)
from db.importing.page import Medium
from db.records import BlockType, Severity, TimeOrigin, finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from db.importing.page import Page
    from db.records import Finding

VERSION = "1"
_BLOCKS = {each.value: each for each in BlockType}
_ASIDES = {each.value: each for each in AsideKind}
_ORIGINS = {each.value: each for each in TimeOrigin}
_STATED = "stated"
_LONGEST_HEAD = 1_000
"""Characters above the words of a quotation in which they are looked for."""


def claims(page: Page) -> Score:
    """Look for thread, article and posts, alone or in a list of threads."""
    given = page.fields
    if _is_answer(given):
        return Score(0.98, ("thread, article and posts",))
    listed = mappings(given.get("threads"))[:4]
    if listed and all(_is_answer(each) for each in listed):
        return Score(0.98, ("threads with article and posts",))
    if any("missing_images" in each for each in listed):
        return Score(0.3, ("the answer of list: threads without posts",), a_list=True)
    return NOT_MINE


def _is_answer(given: Mapping[str, object]) -> bool:
    return "title" in mapping(given.get("thread")) and "article" in given and "posts" in given


def read(page: Page) -> tuple[ThreadDraft, ...]:
    """Read the threads of a document."""
    given = page.fields
    listed = [given] if "thread" in given else mappings(given.get("threads"))
    return tuple(_thread(each) for each in listed)


def _thread(given: Mapping[str, object]) -> ThreadDraft:
    thread, article = mapping(given.get("thread")), mapping(given.get("article"))
    posts = mappings(given.get("posts"))
    named = partial(_named, _names(posts))
    return ThreadDraft(
        title=text(thread.get("title")),
        board=name(thread.get("board")),
        outlet=name(thread.get("outlet")),
        source=name(thread.get("source")),
        source_url=name(thread.get("source_url")),
        poster=name(thread.get("poster")),
        site=name(thread.get("site")),
        topic_id=name(thread.get("topic_id")),
        timezone=name(thread.get("timezone")),
        latest_post=_time(thread, "latest_post_at"),
        views=whole(thread.get("views")),
        claimed_posts=whole(thread.get("claimed_posts")),
        article_author=name(article.get("author")),
        published=_time(article, "published_at"),
        blocks=tuple(_block(each) for each in mappings(article.get("blocks"))),
        posts=tuple(_post(each, named) for each in posts),
        findings=tuple(_findings(thread, posts)),
    )


def _names(posts: Sequence[Mapping[str, object]]) -> dict[str, str]:
    """Return what posts are called by the numbers they had: the id of the site where it is told.

    Where no site's ids are told and no page states a parent, posts need no name, and have none:
    a name made here would part them from the same posts of another capture.
    """
    told = any(each.get("site_id") for each in posts)
    if not told and not any(_STATED in _states(each) for each in posts):
        return {}
    return {
        number: name(each.get("site_id")) or f"beilin-{number}"
        for each in posts
        if (number := name(each.get("id"))) is not None
    }


def _links(given: Mapping[str, object]) -> list[Mapping[str, object]]:
    return [mapping(given.get("reply_to")), *mappings(given.get("also_replies_to"))]


def _states(given: Mapping[str, object]) -> list[str]:
    return [text(each.get("state")) for each in _links(given)]


def _named(names: Mapping[str, str], number: object) -> str | None:
    return names.get(text(number))


def _time(
    given: Mapping[str, object], key: str, origin: TimeOrigin = TimeOrigin.PAGE
) -> TimeDraft | None:
    iso = name(given.get(key))
    shown = name(given.get(f"{key}_text")) or iso
    return TimeDraft(shown, iso, origin) if shown is not None else None


def _block(given: Mapping[str, object]) -> BlockDraft:
    return BlockDraft(
        _BLOCKS.get(text(given.get("type")), BlockType.PARAGRAPH),
        text(given.get("text")),
        credit=name(given.get("credit")),
        caption=name(given.get("caption")),
        alt=name(given.get("alt")),
        src=name(given.get("src")),
    )


def _post(given: Mapping[str, object], named: Callable[[object], str | None]) -> PostDraft:
    words = text(given.get("text"))
    origin = _ORIGINS.get(text(given.get("posted_at_from")), TimeOrigin.PAGE)
    stated = [
        found
        for each in _links(given)
        if each.get("state") == _STATED and (found := named(each.get("post"))) is not None
    ]
    return PostDraft(
        text=words,
        author=name(given.get("author")),
        floor=name(given.get("floor")),
        time=_time(given, "posted_at", origin),
        opening=given.get("opening") is True,
        site_id=named(given.get("id")),
        parent=stated[0] if stated else None,
        kind=name(given.get("kind")),
        edited=name(given.get("edited")),
        deleted=given.get("deleted_in_capture") is True,
        quotes=tuple(_quotes(mappings(given.get("quotes")), words, stated, named)),
        figures=tuple(_figures(mappings(given.get("figures")), len(words))),
        links=tuple(
            LinkDraft(*span, text(each.get("href")))
            for each in mappings(given.get("links"))
            if (span := _span(each, len(words))) is not None
        ),
        asides=tuple(
            AsideDraft(_ASIDES.get(text(each.get("kind")), AsideKind.NOTICE), said)
            for each in mappings(given.get("asides"))
            if (said := text(each.get("text")))
        ),
    )


def _span(given: Mapping[str, object], length: int) -> tuple[int, int] | None:
    """Return a range that lies in a text of this length; ``None`` for any other."""
    start, end = whole(given.get("start")), whole(given.get("end"))
    if start is None or end is None or not 0 <= start < end <= length:
        return None
    return start, end


def _quotes(
    given: Sequence[Mapping[str, object]],
    words: str,
    stated: Sequence[str],
    named: Callable[[object], str | None],
) -> Iterable[QuoteDraft]:
    """Return quotations; their source only where the page states it as what is answered."""
    for each in given:
        span = _span(each, len(words))
        if span is None:
            continue
        start, end = span
        quoted = text(each.get("text"))
        within = min(end, start + _LONGEST_HEAD + len(quoted))
        at = words.find(quoted, start, within) if quoted else -1
        source = named(each.get("source_post"))
        yield QuoteDraft(
            start,
            end,
            at if at >= 0 else start,
            at + len(quoted) if at >= 0 else end,
            name(each.get("author")),
            _time(each, "posted_at"),
            source if source in stated else None,
        )


def _figures(given: Sequence[Mapping[str, object]], length: int) -> Iterable[FigureDraft]:
    for each in given:
        at = whole(each.get("at"))
        if at is not None and 0 <= at <= length:
            yield FigureDraft(
                at,
                name(each.get("alt")),
                name(each.get("src")),
                name(each.get("caption")),
                name(each.get("credit")),
            )


def _findings(
    thread: Mapping[str, object], posts: Sequence[Mapping[str, object]]
) -> Iterable[Finding]:
    files = [text(each.get("file_name")) for each in mappings(thread.get("captures"))]
    if files:
        yield finding(
            "exported-thread",
            Severity.INFO,
            "The thread was written by Beilin, which had read it from {files}. Those files are not "
            "inside of this one.",
            files=some(files),
        )
    notes = sum(len(mappings(each.get("notes"))) for each in posts)
    decided = sum(
        1 for each in posts for link in _links(each) if link.get("decided_by") == "reader"
    )
    if notes or decided:
        yield finding(
            "readers-work-left-out",
            Severity.WARNING,
            "What a reader added stays in the file and is not read from it: {notes} notes, {links} "
            "corrected links.",
            notes=notes,
            links=decided,
        )


FORMAT = Format(
    name="beilin-json",
    version=VERSION,
    medium=Medium.JSON,
    title="Beilin: threads as it writes them (show --json)",
    keys=("thread, article, posts, ghosts", "threads[] of these"),
    proven=True,
    claims=claims,
    read=read,
)
