"""Threads as Beilin itself writes them: the answer of ``show --json``, or a list of such answers.

What the answer says of a thread comes back as far as a page can say it; what readers added (notes,
corrections of links) is counted in a finding.  The form is that of ``db/commands/README.md``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.importing.boards.json_values import (
    NOTHING,
    items,
    mapping,
    mappings,
    name,
    some,
    text,
    whole,
)
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
    from collections.abc import Iterable, Mapping, Sequence

    from db.importing.page import Page
    from db.records import Finding

VERSION = "1"
_BLOCKS = {each.value: each for each in BlockType}
_ASIDES = {each.value: each for each in AsideKind}
_ORIGINS = {each.value: each for each in TimeOrigin}
_STATED = "stated"
_STATED_LOST = "stated-lost"
_QUOTE_STATED = "quote-stated"
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
    context = _Context(given, posts)
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
        posts=tuple(_post(each, context) for each in posts),
        findings=tuple(_findings(thread, posts)),
    )


class _Context:
    """What the posts of a thread are called, and what is lost of those that are not there."""

    def __init__(self, given: Mapping[str, object], posts: Sequence[Mapping[str, object]]) -> None:
        self._names = _names(posts)
        ghosts = mappings(given.get("ghosts"))
        sightings = [mapping(where) for ghost in ghosts for where in items(ghost.get("known_from"))]
        self._seen = {(text(each.get("post")), whole(each.get("start"))) for each in sightings}
        self._printed = {
            text(each.get("posted_at")): name(each.get("posted_at_text")) for each in posts
        }
        wordless = [each for each in ghosts if not items(each.get("known_from"))]
        lost = [
            text(each.get("id"))
            for each in posts
            if any(link.get("rule") == _STATED_LOST for link in _links(each))
        ]
        # the answer does not say which lost post is meant: the order tells, or their being one
        if len(wordless) == 1:
            wordless *= len(lost)
        self._lost = dict(zip(lost, wordless, strict=True)) if len(lost) == len(wordless) else {}

    def named(self, number: object) -> str | None:
        """Return what a post is called."""
        return self._names.get(text(number))

    def time(self, iso: str | None) -> TimeDraft | None:
        """Return a time that a quotation tells, in the words that a post has for the same time."""
        return TimeDraft(self._printed.get(iso) or iso, iso) if iso is not None else None

    def lost(self, number: object) -> Mapping[str, object]:
        """Return what is known of the lost post that a post answers."""
        return self._lost.get(text(number), NOTHING)

    def is_ghost(self, number: object, start: int) -> bool:
        """Tell whether a quotation is what a lost post is known from."""
        return (text(number), start) in self._seen


def _names(posts: Sequence[Mapping[str, object]]) -> dict[str, str]:
    """Return what posts are called by the numbers they had: the id of the site where it is told.

    Where no site's ids are told and no page states a parent, posts need no name, and have none:
    a name made here would part them from the same posts of another capture.
    """
    told = any(each.get("site_id") for each in posts)
    if not told and not any(map(_states, posts)):
        return {}
    return {
        number: name(each.get("site_id")) or f"beilin-{number}"
        for each in posts
        if (number := name(each.get("id"))) is not None
    }


def _links(given: Mapping[str, object]) -> list[Mapping[str, object]]:
    return [
        mapping(given.get("reply_to")),
        *mappings(given.get("also_replies_to")),
        # what the page stated is its word still, though a reader saw it otherwise
        *mappings(given.get("set_aside")),
    ]


def _states(given: Mapping[str, object]) -> bool:
    """Tell whether the page stated what a post answers or whom it quotes."""
    return any(
        each.get("state") == _STATED or each.get("rule") == _QUOTE_STATED for each in _links(given)
    )


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


def _post(given: Mapping[str, object], context: _Context) -> PostDraft:
    words = text(given.get("text"))
    origin = _ORIGINS.get(text(given.get("posted_at_from")), TimeOrigin.PAGE)
    parents, sources = _stated(given, context)
    lost = context.lost(given.get("id"))
    if lost:
        parents = [f"beilin-lost-{text(lost.get('id'))}"]
    return PostDraft(
        text=words,
        author=name(given.get("author")),
        floor=name(given.get("floor")),
        # a time that only a quotation told is learned from it again
        time=_time(given, "posted_at", origin) if origin is not TimeOrigin.QUOTE else None,
        opening=given.get("opening") is True,
        site_id=context.named(given.get("id")),
        parent=parents[0] if parents else None,
        parent_author=name(lost.get("author")),
        parent_time=_time(lost, "posted_at"),
        kind=name(given.get("kind")),
        edited=name(given.get("edited")),
        deleted=given.get("deleted_in_capture") is True,
        quotes=tuple(_quotes(given, words, sources, context)),
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


def _stated(given: Mapping[str, object], context: _Context) -> tuple[list[str], list[str]]:
    """Return the posts that the page stated as answered, and those it stated as quoted, too."""
    found: list[tuple[str, bool]] = []
    for each in _links(given):
        known = context.named(each.get("post"))
        if known is not None and each.get("state") == _STATED:
            found.append((known, True))
        elif known is not None and each.get("rule") == _QUOTE_STATED:
            found.append((known, False))
    return [known for known, parent in found if parent], [known for known, _ in found]


def _quotes(
    given: Mapping[str, object], words: str, sources: Sequence[str], context: _Context
) -> Iterable[QuoteDraft]:
    """Return quotations; their source only where the page stated it.

    A quotation under a name that is neither of a post nor of a lost one is from another thread.
    """
    for each in mappings(given.get("quotes")):
        span = _span(each, len(words))
        if span is None:
            continue
        start, end = span
        quoted = text(each.get("text"))
        within = min(end, start + _LONGEST_HEAD + len(quoted))
        at = words.find(quoted, start, within) if quoted else -1
        source = context.named(each.get("source_post"))
        author = name(each.get("author"))
        known = each.get("source_post") is not None or context.is_ghost(given.get("id"), start)
        yield QuoteDraft(
            start,
            end,
            at if at >= 0 else start,
            at + len(quoted) if at >= 0 else end,
            author,
            context.time(name(each.get("posted_at"))),
            source if source in sources else None,
            elsewhere=author is not None and not known,
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
    decided = sum(_decided(each) for each in posts)
    if notes or decided:
        yield finding(
            "readers-work-left-out",
            Severity.WARNING,
            "What a reader added stays in the file and is not read from it: {notes} notes, {links} "
            "corrected links.",
            notes=notes,
            links=decided,
        )


def _decided(given: Mapping[str, object]) -> int:
    """Return how often the reader decided whom a post answers; once links alone told."""
    if "decisions" in given:
        return len(mappings(given.get("decisions")))
    return sum(1 for link in _links(given) if link.get("decided_by") == "reader")


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
