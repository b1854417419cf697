"""The seed capture of ../shared, through the commands a script would use, against its truth."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from db.commands import main

SHARED = Path(__file__).resolve().parents[3] / "shared"
SEED = SHARED / "captures" / "kantie-text" / "toutiao-deepseek.txt"
TRUTH = SHARED / "captures" / "truth" / "kantie-text__toutiao-deepseek.txt.json"
HEAD = SHARED / "captures" / "kantie-text" / "kantie_news_548314467.head.txt"

pytestmark = pytest.mark.skipif(
    not SEED.exists(), reason="the real captures of ../shared are not here"
)


def run(*arguments: str) -> Any:
    out, err = io.StringIO(), io.StringIO()
    status = main(list(arguments), out, err)
    assert status == 0, err.getvalue()
    return json.loads(out.getvalue())


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> str:
    place = str(tmp_path_factory.mktemp("seed") / "seed.beilin")
    line = run("import", str(SEED), "--library", place, "--json")
    assert line["status"] == "added"
    assert line["posts"] == 21
    return place


@pytest.fixture(scope="module")
def truth() -> Any:
    return json.loads(TRUTH.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def shown(library: str) -> Any:
    thread = run("list", "--library", library, "--json")["threads"][0]["id"]
    return run("show", str(thread), "--library", library, "--json")


def test_head(shown: Any, truth: Any) -> None:
    thread = shown["thread"]
    assert thread["title"] == truth["title"]
    assert thread["board"] == truth["board"]
    assert thread["poster"] == truth["poster"]
    assert thread["source"] == truth["source"]
    assert thread["outlet"] is None
    assert thread["timezone"] == truth["zone"]
    assert thread["latest_post_at"] == truth["latest_reply"]
    assert thread["views"] == truth["declared"]["views"]
    assert thread["claimed_posts"] == truth["declared"]["replies"]
    assert thread["posts"] == truth["posts_present"]
    assert thread["missing_images"] == 5
    capture = thread["captures"][0]
    assert capture["sha256"] == truth["sha256"]
    assert capture["bytes"] == truth["bytes"]
    assert capture["file_name"] == SEED.name


def test_article(shown: Any, truth: Any) -> None:
    article = shown["article"]
    blocks = article["blocks"]
    kinds = [block["type"] for block in blocks]
    assert kinds.count("paragraph") == truth["article"]["paragraphs"]
    headings = [block["text"].strip() for block in blocks if block["type"] == "heading"]
    assert headings == [heading["text"] for heading in truth["article"]["headings"]]
    assert article["text"] == "\n".join(block["text"] for block in blocks)
    for block in blocks:
        assert article["text"][block["start"] :].startswith(block["text"])


def test_lost_images_stand_in_place(shown: Any, truth: Any) -> None:
    paragraphs = 0
    headings = 0
    seen: list[dict[str, Any]] = []
    for block in shown["article"]["blocks"]:
        paragraphs += block["type"] == "paragraph"
        headings += block["type"] == "heading"
        if block["type"] == "figure":
            assert block["image"] == "missing"
            seen.append(
                {
                    "credit": block["credit"],
                    "caption": block["caption"],
                    "after_paragraph": paragraphs,
                    "headings": headings,
                }
            )
    expected = truth["article"]["images_lost"]
    assert [(f["credit"], f["caption"], f["after_paragraph"]) for f in seen] == [
        (f["credit"], f["caption"], f["after_paragraph"]) for f in expected
    ]
    assert [f["headings"] for f in seen] == [0, 1, 1, 2, 3]


def test_floors_and_authors(shown: Any, truth: Any) -> None:
    assert [post["floor"] for post in shown["posts"]] == [
        str(post["floor"]) for post in truth["posts"]
    ]
    assert [post["author"] for post in shown["posts"]] == [
        post["author"] for post in truth["posts"]
    ]
    lines = SEED.read_text(encoding="utf-8").split("\n")
    for post, expected in zip(shown["posts"], truth["posts"], strict=True):
        line: int = expected["line"]
        assert lines[line - 1].endswith(" 楼")
        assert post["text"] == lines[line]


def test_no_avatar_letter_in_any_text(shown: Any, truth: Any) -> None:
    posts = shown["posts"]
    for before, expected in zip(posts, truth["posts"][1:], strict=False):
        letter = expected.get("avatar_line")
        if letter:
            assert before["text"].rsplit("\n", 1)[-1] != letter


def test_reply_links(shown: Any) -> None:
    by_id = {post["id"]: post["floor"] for post in shown["posts"]}
    edges = {
        post["floor"]: (by_id[post["reply_to"]["post"]], post["reply_to"]["state"])
        for post in shown["posts"]
        if post["reply_to"]["state"] != "none"
    }
    assert {floor: parent for floor, (parent, state) in edges.items() if state == "solid"} == {
        "6": "4",
        "7": "3",
        "18": "12",
    }
    dashed = {floor: parent for floor, (parent, state) in edges.items() if state == "dashed"}
    assert dashed in ({}, {"16": "13"})
    assert len(edges) == 3 + len(dashed)


def test_evidence_is_the_words_themselves(shown: Any) -> None:
    posts = {post["floor"]: post for post in shown["posts"]}
    for child, parent, length in (("6", "4", 149), ("7", "3", 19), ("18", "12", 17)):
        evidence = posts[child]["reply_to"]["evidence"][0]
        quoted = posts[child]["text"][slice(*evidence["child"])]
        source = posts[parent]["text"][slice(*evidence["parent"])]
        assert quoted == source
        assert abs(len(quoted) - length) <= 1
    quote = posts["6"]["quotes"][0]
    assert quote["author"] == "ajaychen_2024"
    assert posts["6"]["text"][quote["start"] :].startswith("回复:")
    assert posts["6"]["text"][: quote["end"]].endswith("**================**")
    assert posts["18"]["text"][posts["18"]["quotes"][0]["start"] :].startswith("奇妙旅程")


def test_who_cites_the_article_or_its_title(shown: Any) -> None:
    cites = {post["floor"]: post["cites"] for post in shown["posts"] if post["cites"]}
    assert {floor: {each["of"] for each in found} for floor, found in cites.items()} == {
        "5": {"title"},
        "12": {"article"},
        "15": {"title"},
    }
    posts = {post["floor"]: post for post in shown["posts"]}
    texts = {"article": shown["article"]["text"], "title": shown["thread"]["title"]}
    for floor, found in cites.items():
        for each in found:
            words = posts[floor]["text"][each["start"] : each["end"]]
            assert words == texts[each["of"]][slice(*each["source"])]
    (passage,) = cites["12"]
    assert abs(passage["end"] - passage["start"] - 106) <= 6


def test_what_is_suggested(library: str) -> None:
    thread = run("list", "--library", library, "--json")["threads"][0]["id"]
    document = run("show", str(thread), "--suggestions", "--library", library, "--json")
    found = {
        post["floor"]: [each["floor"] for each in post["suggestions"]] for post in document["posts"]
    }
    assert found["11"][0] == "10"
    assert found["20"][0] in ("4", "19")
    assert all(len(each) <= 3 for each in found.values())
    answered = {post["floor"]: post["reply_to"]["floor"] for post in document["posts"]}
    assert all(answered[floor] not in each for floor, each in found.items())


def test_times_learned_from_quotes(shown: Any) -> None:
    timed = {
        post["floor"]: (post["posted_at"], post["posted_at_from"])
        for post in shown["posts"]
        if post["posted_at"] is not None
    }
    assert timed == {
        "4": ("2025-01-28T09:59:57-08:00", "quote"),
        "12": ("2025-01-28T10:56:48-08:00", "quote"),
    }


@pytest.mark.parametrize(
    ("query", "floors"),
    [
        ("中国", 11),
        ("中國", 11),
        ("芯片", 3),
        ("无", 3),
        ("DeepSeek", 7),
        ("AI", 5),
        ("共产党", 2),
        ("共產黨", 2),
    ],
)
def test_search_figures(library: str, query: str, floors: int) -> None:
    page = run("search", query, "--library", library, "--json", "--limit", "1000")
    counts = page["counts"]
    assert page["exact"] is True
    assert counts.get("post", 0) + counts.get("quote", 0) == floors
    assert page["total"] == sum(counts.values())


def test_own_words_apart_from_quotes(library: str) -> None:
    page = run("search", "中国", "--library", library, "--json")
    assert page["counts"]["post"] == 9
    assert page["counts"]["quote"] == 2


def test_same_bytes_again_change_nothing(library: str) -> None:
    before = Path(library).read_bytes()
    line = run("import", str(SEED), "--library", library, "--json")
    assert line["status"] == "unchanged"
    assert len(run("list", "--library", library, "--json")["threads"]) == 1
    assert len(before) <= Path(library).stat().st_size


def test_a_capture_that_ends_in_its_article(tmp_path: Path) -> None:
    place = str(tmp_path / "head.beilin")
    line = run("import", str(HEAD), "--library", place, "--json")
    assert line["status"] == "added"
    assert line["posts"] == 0
    assert "claimed-count-differs" in {finding["code"] for finding in line["findings"]}
    thread = run("list", "--library", place, "--json")["threads"][0]
    assert thread["claimed_posts"] == 30
    assert thread["latest_post_at"] == "2021-01-27T11:54-08:00"
    assert thread["source"] == "VOA"
