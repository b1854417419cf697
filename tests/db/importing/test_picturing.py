"""Pictures of a capture come to the places they stood in, and stay there in later captures."""

from __future__ import annotations

import io
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from db import integrity, store
from db.importing import picturing
from db.importing.committing import commit
from db.importing.containers.parts import Picture
from db.importing.drafts import BlockDraft, FigureDraft, PostDraft, ThreadDraft
from db.importing.originals import Held
from db.importing.picturing import Album, PreparedPicture
from db.importing.prepared import Prepared
from db.importing.preparing import prepared_thread
from db.pictures import look_at
from db.records import BlockType, ImportStatus, ThreadId
from db.threads import pictures, reading
from db.threads.pictures import FigureKey

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from db.records import Block, Post
    from db.store import Store

THREAD = ThreadId(1)


def drawn(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 6), colour).save(out, "PNG")
    return out.getvalue()


RED, BLUE = drawn("red"), drawn("blue")
DRAFT = ThreadDraft(
    "河边",
    site="example.org",
    topic_id="7",
    blocks=(
        BlockDraft(BlockType.PARAGRAPH, "水退了。"),
        BlockDraft(BlockType.FIGURE, "石头", caption="石头", src="img/a.png"),
        BlockDraft(BlockType.FIGURE, "图", caption="图"),
    ),
    posts=(
        PostDraft("看这里", "阿云", "1", figures=(FigureDraft(2, src="img/b.png"),)),
        PostDraft("没有图", "北桥", "2"),
    ),
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Store]:
    with closing(store.create(tmp_path / "a.beilin")) as opened:
        yield opened


def put(library: Store, draft: ThreadDraft, name: str, *held: PreparedPicture) -> ImportStatus:
    data = name.encode()
    capture = Prepared(
        name,
        name,
        Held(data),
        sha256(data).hexdigest(),
        "utf-8",
        "",
        "test",
        "1",
        (),
        (),
        captured_at=None,
    )
    thread = prepared_thread(draft, "site:example.org/7", held)
    (outcome,) = commit(library, replace(capture, threads=(thread,)))
    return outcome.status


def shown(library: Store) -> tuple[list[Block], list[Post]]:
    head = reading.head(library, THREAD)
    blocks = [block for block in head.blocks if block.type is BlockType.FIGURE]
    return blocks, reading.thread_posts(library, THREAD)


def test_a_picture_of_the_capture_stands_where_the_image_stood(library: Store) -> None:
    held = (
        PreparedPicture("img/a.png", RED, "image/png"),
        PreparedPicture("img/b.png", BLUE, "image/png"),
    )
    put(library, DRAFT, "one", *held)
    blocks, posts = shown(library)
    assert [block.image for block in blocks] == ["attached", "missing"]
    (figure,) = posts[0].figures
    assert (figure.at, figure.image, figure.src) == (2, "attached", "img/b.png")
    assert figure.picture is not None
    assert pictures.original(library, figure.picture) == BLUE
    assert pictures.scaled(library, figure.picture) is None
    assert integrity.check(library).ok


def test_a_later_capture_without_it_keeps_it(library: Store) -> None:
    put(library, DRAFT, "one", PreparedPicture("img/a.png", RED, "image/png"))
    blocks, posts = shown(library)
    for key in (
        FigureKey(article=True, id=blocks[1].figure or 0),
        FigureKey(article=False, id=posts[0].figures[0].id),
    ):
        pictures.attach(library, key, BLUE, look_at(BLUE, "b"), "mine.png")
    later = replace(
        DRAFT,
        posts=(replace(DRAFT.posts[0], text="看这里！"), *DRAFT.posts[1:]),
    )
    assert put(library, later, "two") is ImportStatus.UPDATED
    blocks, posts = shown(library)
    assert posts[0].text == "看这里！"
    assert [block.image for block in blocks] == ["attached", "attached"]
    assert posts[0].figures[0].image == "attached"
    assert blocks[0].picture is not None
    assert pictures.original(library, blocks[0].picture) == RED


def test_an_album_finds_pictures_by_any_name_and_not_too_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    album = Album()
    album.add(Picture(RED, ("https://example.org/t/img/a.png", "cid:1"), "image/png"))
    album.want("k", DRAFT, "https://example.org/t/7")
    album.want("other", DRAFT, "https://example.org/elsewhere/7")
    assert album.wanted() == {"k": (PreparedPicture("img/a.png", RED, "image/png"),)}
    nothing = Album()
    nothing.want("k", DRAFT, None)
    assert nothing.wanted() == {}
    monkeypatch.setattr(picturing, "MOST_TOTAL", len(RED) + 1)
    small = Album()
    small.add(Picture(RED, ("img/a.png",)))
    small.add(Picture(BLUE, ("img/b.png",)))
    small.want("k", DRAFT, None)
    assert [each.src for each in small.wanted()["k"]] == ["img/a.png"]
    assert [each.code for each in small.findings()] == ["pictures-left-out"]


def test_pictures_beside_a_saved_page_are_read_when_wanted(tmp_path: Path) -> None:
    page = tmp_path / "river.html"
    page.write_text("<p>", encoding="utf-8")
    folder = tmp_path / "river_files"
    folder.mkdir()
    (folder / "a.png").write_bytes(RED)
    (folder / "b.png").write_bytes(BLUE)
    draft = ThreadDraft(
        "t",
        posts=(
            PostDraft("x", figures=(FigureDraft(0, src="./river_files/a.png"),)),
            PostDraft("y", figures=(FigureDraft(0, src="river_files/gone.png"),)),
        ),
    )
    album = Album()
    album.look_beside(page)
    (folder / "b.png").unlink()
    album.want("k", draft, None)
    assert [each.data for each in album.wanted()["k"]] == [RED]
    assert not list(album.findings())
