"""What saved pages say of where and when they were saved, and the pictures that came with them."""

from __future__ import annotations

import base64
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlunsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.importing import neighbours, sources
from db.importing.containers.parts import Document, Picture
from db.importing.documents import page_of
from db.importing.markup.body import body_of
from db.importing.markup.pictures import address_of, held_name
from db.importing.neighbours import find_beside
from db.importing.origins import names_of, origin_of, pictures_in
from db.importing.page import Medium, Origin, Page
from tests.packed import PIXEL

if TYPE_CHECKING:
    from collections.abc import Callable

BARE = "<html><head></head><body><p>渡口的灯</p></body></html>"
GRAPH = '<meta property="og:url" content="https://b.example/2">'
FILE = urlunsplit(("file", "", "/etc/passwd", "", ""))
SINGLEFILE = """<!DOCTYPE html> <html lang=zh style><!--
 Page saved with SingleFile
 url: https://ferry.example/t/7?page=2
 saved date: Tue Mar 05 2024 10:11:12 GMT+0800 (中国标准时间)
--><meta charset=utf-8><title>渡口</title><body><p>渡口的灯</p>"""
HELD = "data:image/png;base64," + base64.b64encode(PIXEL + bytes(200)).decode()


def page(text: str, origin: Origin | None = None) -> Page:
    return page_of(Document(text.encode(), origin or Origin("saved.html")))[0]


def test_singlefile() -> None:
    found = page(SINGLEFILE, Origin("a.html", None, "2025-01-01T00:00:00+00:00", "mtime")).origin
    assert found == Origin(
        "a.html", "https://ferry.example/t/7?page=2", "2024-03-05T10:11:12+08:00", "singlefile"
    )
    old = SINGLEFILE.replace("Page saved with SingleFile", "Archive processed by SingleFile")
    assert page(old).origin.url == "https://ferry.example/t/7?page=2"


@pytest.mark.parametrize(
    "date", ["once", "Tue Mrz 05 2024 10:11:12 GMT+0800", "Tue Mar 55 2024 10:11:12 GMT+0800", ""]
)
def test_singlefile_with_an_odd_date(date: str) -> None:
    odd = SINGLEFILE.replace("Tue Mar 05 2024 10:11:12 GMT+0800 (中国标准时间)", date)
    found = page(odd, Origin("a.html", None, "2025-01-01T00:00:00+00:00", "mtime")).origin
    assert found.captured_from == "mtime"
    assert found.url == "https://ferry.example/t/7?page=2"


@pytest.mark.parametrize("source", ["mhtml", "warc"])
def test_what_a_container_says_is_surer(source: str) -> None:
    given_ = Origin("a.html", "https://other.example/", "2023-01-01T00:00:00+00:00", source)
    assert page(SINGLEFILE, given_).origin == given_


@pytest.mark.parametrize(
    ("comment", "url"),
    [
        ("<!-- saved from url=(0024)https://ferry.example/t7 -->", "https://ferry.example/t7"),
        ("<!-- saved from url=(0023)https://ferry.example/t7 -->", "https://ferry.example/t"),
        ("<!-- saved from url=(9999)https://ferry.example/t7 -->", "https://ferry.example/t7"),
        ("<!-- saved from url=(0014)about:internet -->", None),
        ("<!-- saved from url=(0022)http://internet.e-mail -->", None),
        ("<!-- saved from url=(0010)javascript:alert(1) -->", None),
        ("<!-- saved from somewhere -->", None),
    ],
)
def test_the_comment_of_browsers(comment: str, url: str | None) -> None:
    assert page(f"\n{comment}\n{BARE}").origin.url == url


@pytest.mark.parametrize(
    ("head", "url"),
    [
        (
            '<link rel="canonical" href="https://a.example/1?x=1&amp;y=2">',
            "https://a.example/1?x=1&y=2",
        ),
        (GRAPH, "https://b.example/2"),
        (GRAPH + '<link rel="canonical" href="https://a.example/1">', "https://a.example/1"),
        ('<link rel="canonical" href="/relative">', None),
        (f'<link rel="canonical" href="{FILE}">', None),
        ('<link rel="canonical" href="https://a b">', None),
        ('<link rel="canonical">', None),
    ],
)
def test_what_the_page_calls_itself(head: str, url: str | None) -> None:
    assert page(BARE.replace("</head>", head + "</head>")).origin.url == url


def test_text_says_nothing_of_its_origin() -> None:
    assert page("Page saved with SingleFile\nurl: https://a.example/\n").origin.url is None


@given(st.text(max_size=200))
def test_any_comment(words: str) -> None:
    for text in (
        f"<!-- Page saved with SingleFile {words}-->",
        f"<!-- saved from url=({words} -->",
    ):
        origin_of(Page(text + BARE, Origin("a"), Medium.HTML))


def test_a_picture_in_the_page_is_found_by_its_place() -> None:
    saved = page(f'<html><body><div id=p>a <img alt="灯" src="{HELD}"> b</div>')
    (figure,) = body_of(saved.tree.first("#p")).figures
    (picture,) = pictures_in(saved)
    assert isinstance(picture, Picture)
    assert picture.data == PIXEL + bytes(200)
    assert picture.media_type == "image/png"
    assert picture.names == (figure.src,)
    assert figure.src == held_name(HELD)
    assert len(held_name(HELD)) < 120
    assert names_of(held_name(HELD), "https://ferry.example/") == picture.names


def test_a_picture_shown_twice_is_kept_once() -> None:
    saved = page(f'<html><img src="{HELD}"><img src="{HELD}"><img src="https://a.example/a.png">')
    assert len(list(pictures_in(saved))) == 1


def test_pictures_that_singlefile_keeps_in_its_style() -> None:
    drawing = "data:image/svg+xml," + quote("<svg xmlns='http://www.w3.org/2000/svg'/>" + " " * 200)
    saved = page(
        f'<html><style>:root{{--sf-img-4:url("{HELD}");--sf-img-5: url({HELD})}}</style>'
        f'<p><img src="{drawing}" style="background-image:var(--sf-img-4)!important">'
        f'<img src="{drawing}">'
    )
    first, second = (address_of(node) for node in saved.tree.all("img"))
    named = {each.names[0]: each for each in pictures_in(saved) if isinstance(each, Picture)}
    assert first == "--sf-img-4"
    assert named[first].data == PIXEL + bytes(200)
    assert named[second].media_type == "image/svg+xml"
    assert named[second].data.startswith(b"<svg")


def test_blank_pictures_in_the_page_are_none() -> None:
    blank = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
    saved = page(f'<html><img src="{blank}" data-src="a.png"><img src="{blank}">')
    assert [address_of(node) for node in saved.tree.all("img")] == ["a.png", ""]
    assert list(pictures_in(saved)) == []


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ('src="static/none.gif" zoomfile="large.jpg" file="small.jpg"', "large.jpg"),
        ('src="seen.jpg" zoomfile="large.jpg" file="small.jpg"', "seen.jpg"),
        ('src="waiting.gif" data-original="real.jpg"', "real.jpg"),
        ('src="./a_files/1.jpg" data-src="real.jpg" zoomfile="large.jpg"', "./a_files/1.jpg"),
        ('src="cid:1@mhtml.blink" data-src="real.jpg"', "cid:1@mhtml.blink"),
        ('src="https://a.example/my_files/1.gif" data-src="real.jpg"', "real.jpg"),
        (f'src="{HELD}" data-src="real.jpg"', "real.jpg"),
        (f'src="{HELD}"', held_name(HELD)),
        ('src="data:image/gif;base64,R0lGODlhAQABAAAAACw="', ""),
    ],
)
def test_the_address_that_was_saved_goes_first(given: str, address: str) -> None:
    (node,) = page(f"<html><p><img {given}></p>").tree.all("img")
    assert address_of(node) == address


def test_broken_pictures_in_the_page() -> None:
    broken = HELD[:-60] + "*" * 61
    (told, picture) = pictures_in(page(f'<html><img src="{broken}">'))
    assert not isinstance(told, Picture)
    assert told.code == "part-damaged"
    assert isinstance(picture, Picture)
    unpadded = HELD.rstrip("=")
    assert [type(each) for each in pictures_in(page(f'<html><img src="{unpadded}">'))] == [Picture]
    assert list(pictures_in(page(f'<html><img src="{HELD}">'), most=20)) == []


def test_names_that_a_picture_may_have() -> None:
    assert names_of("./a_files/b.png?x=1#c", "https://ferry.example/t/7") == (
        "./a_files/b.png?x=1#c",
        "https://ferry.example/t/a_files/b.png?x=1#c",
        "https://ferry.example/t/a_files/b.png?x=1",
        "./a_files/b.png?x=1",
        "a_files/b.png",
    )
    assert names_of("http://[", "https://ferry.example/") == ("http://[",)
    assert names_of("a.png", None) == ("a.png",)


# the folder beside a page


@pytest.fixture
def complete(tmp_path: Path) -> Path:
    folder = tmp_path / "渡口 1_files"
    (folder / "more").mkdir(parents=True)
    (tmp_path / "渡口 1.html").write_text(BARE, encoding="utf-8")
    (folder / "a b.png").write_bytes(PIXEL)
    (folder / "more" / "c.php").write_bytes(PIXEL)
    (folder / "frame.html").write_text(BARE, encoding="utf-8")
    (folder / "x.js").write_text("var x", encoding="utf-8")
    (folder / "words.php").write_text("words", encoding="utf-8")
    (folder / "empty.png").touch()
    return tmp_path / "渡口 1.html"


def test_pictures_beside_a_page(complete: Path) -> None:
    found = find_beside(complete)
    picture = complete.parent / "渡口 1_files" / "a b.png"
    assert found["./渡口 1_files/a b.png"] == picture
    assert found["./%E6%B8%A1%E5%8F%A3%201_files/a%20b.png"] == picture
    assert set(found.values()) == {picture, complete.parent / "渡口 1_files" / "more" / "c.php"}


def test_a_page_that_was_parted_from_its_folder(complete: Path, tmp_path: Path) -> None:
    alone = complete.rename(tmp_path / "other.html")
    assert find_beside(alone) == {}
    found = [source.path.name for source in sources.find([alone])]
    assert found == ["other.html"]


def test_only_pages_have_folders(tmp_path: Path) -> None:
    (tmp_path / "a_files").mkdir()
    (tmp_path / "a_files" / "b.png").write_bytes(PIXEL)
    (tmp_path / "a.txt").touch()
    assert find_beside(tmp_path / "a.txt") == {}
    assert set(find_beside(tmp_path / "a.htm")) == {"a_files/b.png", "./a_files/b.png"}


def test_the_folder_of_a_page_is_not_imported(complete: Path) -> None:
    own = complete.parent / "own_files"
    own.mkdir()
    (own / "letter.txt").touch()
    names = [source.path.name for source in sources.find([complete.parent])]
    assert names == ["letter.txt", "渡口 1.html"]
    asked = [source.path.name for source in sources.find([complete.parent / "渡口 1_files"])]
    assert "frame.html" in asked


@pytest.mark.skipif(not hasattr(Path, "symlink_to"), reason="there are no links here")
def test_links_lead_nowhere(complete: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.png").write_bytes(PIXEL)
    folder = complete.parent / "渡口 1_files"
    (folder / "link.png").symlink_to(outside / "secret.png")
    (folder / "linked").symlink_to(outside)
    assert not any("secret" in str(path.resolve()) for path in find_beside(complete).values())
    (complete.parent / "b.html").touch()
    (complete.parent / "b_files").symlink_to(outside)
    assert find_beside(complete.parent / "b.html") == {}


def test_bounds_on_what_lies_beside(complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "_MOST_BYTES", len(PIXEL) - 1)
    assert find_beside(complete) == {}
    monkeypatch.setattr(neighbours, "_MOST_BYTES", 1_000)
    monkeypatch.setattr(neighbours, "_MOST", 1)
    assert len(set(find_beside(complete).values())) <= 1


def test_a_folder_that_may_not_be_read(complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(_path: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.scandir", forbidden)
    assert find_beside(complete) == {}


HEADS: dict[str, Callable[[int], str]] = {
    "comments": lambda n: "<!--" * n,
    "singlefile": lambda n: "<!-- Page saved with SingleFile " * n,
    "saved from": lambda n: "<!-- saved from url=(0001)" * n,
    "links": lambda n: '<link rel="canonical">' * n,
    "pictures": lambda n: f'<img src="{HELD[:300]}">' * n,
    "properties": lambda n: "<style>" + "--sf-img-1:url(data:" * n + "</style>",
}


@pytest.mark.parametrize("name", HEADS)
def test_sixteen_times_the_page_takes_about_sixteen_times_the_time(name: str) -> None:
    def spent(size: int) -> float:
        made = Page(HEADS[name](size), Origin("a"), Medium.HTML)
        start = time.process_time()
        origin_of(made)
        list(pictures_in(made))
        return time.process_time() - start

    once = min(spent(500) for _ in range(3))
    for times in (4, 16):
        more = min(spent(500 * times) for _ in range(2))
        assert more < 2.2 * times * max(once, 0.004), (once, more)


CAPTURE = Path(__file__).resolve().parents[4] / "shared/captures/hn-html/6374031.html"


@pytest.mark.skipif(not CAPTURE.exists(), reason="the real captures are not beside the project")
def test_a_real_capture() -> None:
    found, _ = page_of(Document(CAPTURE.read_bytes(), Origin(CAPTURE.name)))
    assert found.url == "https://news.ycombinator.com/item?id=6374031"
