"""A thread of 2049bbs as its archive keeps it: a head in YAML with all comments, then the article.

Who wrote stands there as a number only; the names lie in a file beside it (``users.json``), which
a reader of one page does not see.  Comments have no ids: their place is their floor, which
``@[name](…) #N`` names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from db.importing.boards.loose_html import loose_body
from db.importing.claims import Format, Score
from db.importing.drafts import AsideDraft, AsideKind, PostDraft, ThreadDraft
from db.importing.moments import stated
from db.importing.page import Medium
from db.importing.plain.front_matter import front_matter, has_front_matter
from db.importing.plain.markdown import markdown_blocks
from db.records import Severity, finding

if TYPE_CHECKING:
    from db.importing.page import Page
    from db.importing.plain.front_matter import FrontMatter, Item
    from db.records import Finding

_ZONE = "UTC"
_ANSWERS = re.compile(r"\s{0,9}@\[[^\[\]\n]{1,80}\]\([^()\n]{0,400}\)\s{0,3}#(?P<floor>\d{1,6})\b")
_KNOWN = frozenset(("authorID", "addTime", "content"))
_PLACED = frozenset(("aid", "authorID", "addTime", "title", "comments", "category"))


def claims(page: Page) -> Score:
    """Score the keys of the head."""
    if not has_front_matter(page.sample[:1]):
        return Score(0.0)
    keys = {line.strip().partition(":")[0] for line in page.sample if ":" in line[:40]}
    wanted = ("aid", "authorID", "addTime", "comments")
    reasons = [f"the key {key}" for key in wanted if key in keys]
    return Score(0.24 * len(reasons), tuple(reasons))


def read(page: Page) -> tuple[ThreadDraft]:
    """Read article and comments."""
    head = front_matter(page.lines)
    given = head.fields
    comments = head.items.get("comments", [])
    added = given.get("addTime", "")
    draft = ThreadDraft(
        title=given.get("title", "").strip(),
        board=given.get("category") or None,
        outlet="2049bbs",
        poster=given.get("authorID") or None,
        site="2049bbs",
        topic_id=given.get("aid") or None,
        timezone=_ZONE,
        article_author=given.get("authorID") or None,
        published=stated(added, added, _ZONE),
        blocks=tuple(markdown_blocks(page.lines, head.end, len(page.lines))),
        posts=tuple(_post(item, place) for place, item in enumerate(comments, 1)),
        findings=(*_names(head, len(comments)), *_spare(head)),
    )
    return (draft,)


def _post(item: Item, place: int) -> PostDraft:
    content = item.fields.get("content", "")
    added = item.fields.get("addTime", "")
    body = loose_body(content)
    answers = _ANSWERS.match(content)
    rest = [f"{key}: {value}" for key, value in item.fields.items() if key not in _KNOWN]
    return PostDraft(
        text=body.text,
        author=item.fields.get("authorID") or None,
        floor=str(place),
        time=stated(added, added, _ZONE),
        line=item.line + 1,
        site_id=str(place),
        parent=answers["floor"] if answers and int(answers["floor"]) < place else None,
        quotes=body.quotes,
        figures=body.figures,
        links=body.links,
        asides=(
            *body.asides,
            *(AsideDraft(AsideKind.NOTICE, each) for each in rest),
        ),
    )


def _names(head: FrontMatter, comments: int) -> list[Finding]:
    if not comments and "authorID" not in head.fields:
        return []
    return [
        finding(
            "names-are-numbers",
            Severity.INFO,
            "The page says who wrote by numbers alone; the names lie in a file beside it.",
        )
    ]


def _spare(head: FrontMatter) -> list[Finding]:
    rest = [f"{key}: {value}" for key, value in head.fields.items() if key not in _PLACED and value]
    rest += [f"{key}: {', '.join(values)}" for key, values in head.values.items()]
    for name, items in head.items.items():
        if name != "comments":
            rest += [f"{name}: {key}: {value}" for item in items
                     for key, value in item.fields.items()]  # fmt: skip
    rest += head.spare
    if not rest:
        return []
    return [
        finding(
            "fields-without-place",
            Severity.INFO,
            "Fields of the page that have no place in the library are kept here: “{text}”",
            "line 1",
            text="\n".join(rest),
        )
    ]


FORMAT = Format(
    name="2049bbs-yaml",
    version="1",
    medium=Medium.TEXT,
    title="2049bbs: an archived thread with its comments in YAML",
    keys=("---", "aid:", "authorID:", "addTime:", "comments:"),
    proven=True,
    claims=claims,
    read=read,
)
