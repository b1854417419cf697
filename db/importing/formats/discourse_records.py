"""Posts of Discourse, one on every line: what archives of a whole forum are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.importing.boards import record_lines
from db.importing.boards.discourse import ZONE, post_of, site_and_topic
from db.importing.boards.json_values import NOTHING, first, name, text
from db.importing.claims import NOT_MINE, RecordFormat, Score
from db.importing.drafts import ThreadDraft

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import BinaryIO

    from db.importing.claims import Record
    from db.importing.page import Origin

VERSION = "1"


def claims(head: bytes, _name: str) -> Score:
    """Look at the fields of the first line."""
    given = record_lines.first_record(head)
    # the whole topic on one line has posts inside, and no number
    if "post_stream" in given or "topic_id" not in given:
        return NOT_MINE
    if "post_number" in given:
        return Score(0.9, ("post_number and topic_id on a line",))
    return Score(0.7, ("topic_id and cooked on a line",)) if "cooked" in given else NOT_MINE


def index(file: BinaryIO) -> Iterator[Record]:
    """Tell where the posts lie, and of which topic they are."""
    return record_lines.index(file, _words)


def _words(given: Mapping[str, object]) -> tuple[str, ...]:
    topic = name(given.get("topic_id"))
    return (topic,) if topic is not None else ()


def read(records: Sequence[bytes], origin: Origin) -> ThreadDraft:
    """Read the posts of one topic."""
    given, findings = record_lines.read_lines(records)
    head: Mapping[str, object] = given[0] if given else NOTHING
    url = origin.url or ""
    slug = name(head.get("topic_slug"))
    number = name(head.get("topic_id"))
    site, topic = site_and_topic(url, number, slug)
    posts = tuple(post_of(each, number) for each in given)
    return ThreadDraft(
        title=text(first(head, "topic_title", "topic_html_title")),
        source_url=url or None,
        poster=next((post.author for post in posts if post.opening), None),
        site=site,
        topic_id=topic,
        timezone=ZONE,
        posts=posts,
        findings=tuple(findings),
    )


FORMAT = RecordFormat(
    name="discourse-posts",
    version=VERSION,
    title="Discourse: posts, one on a line (ndjson)",
    keys=("post_number", "topic_id", "cooked", "a post on every line"),
    proven=True,
    claims=claims,
    index=index,
    read=read,
)
