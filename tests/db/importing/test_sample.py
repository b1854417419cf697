"""The invented sample against its truth, through the commands a script would use."""

from __future__ import annotations

import io
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from db.commands import main
from db.text import fold

FOLDER = Path(__file__).resolve().parents[3] / "resources" / "sample"
SAMPLE = FOLDER / "sample-thread.txt"
TRUTH: Any = json.loads((FOLDER / "TRUTH.json").read_text(encoding="utf-8"))
FLOORS = {str(post["floor"]): post for post in TRUTH["posts"]}


def run(*arguments: str) -> Any:
    out, err = io.StringIO(), io.StringIO()
    status = main([*arguments, "--json"], out, err)
    assert status == 0, err.getvalue()
    return json.loads(out.getvalue())


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> str:
    place = str(tmp_path_factory.mktemp("sample") / "sample.beilin")
    line = run("import", str(SAMPLE), "--library", place)
    assert line["status"] == "added"
    assert line["posts"] == TRUTH["posts_present"]
    assert [finding["code"] for finding in line["findings"]] == ["claimed-count-differs"]
    return place


@pytest.fixture(scope="module")
def shown(library: str) -> Any:
    return run("show", "1", "--library", library)


def by_floor(shown: Any) -> dict[str, Any]:
    return {post["floor"]: post for post in shown["posts"]}


def test_the_truth_is_of_these_bytes() -> None:
    data = SAMPLE.read_bytes()
    assert sha256(data).hexdigest() == TRUTH["sha256"]
    assert len(data) == TRUTH["bytes"]


def test_head(shown: Any) -> None:
    thread = shown["thread"]
    for name, truth in (
        ("title", "title"),
        ("board", "board"),
        ("poster", "poster"),
        ("source", "source"),
        ("timezone", "zone"),
        ("latest_post_at", "latest_reply"),
        ("posts", "posts_present"),
    ):
        assert thread[name] == TRUTH[truth]
    assert thread["outlet"] is None
    assert thread["views"] == TRUTH["declared"]["views"]
    assert thread["claimed_posts"] == TRUTH["declared"]["replies"]
    assert thread["missing_images"] == len(TRUTH["article"]["images_lost"])
    (capture,) = thread["captures"]
    assert capture["sha256"] == TRUTH["sha256"]
    assert capture["file_name"] == SAMPLE.name
    assert capture["captured_at"]


def test_article(shown: Any) -> None:
    article = shown["article"]
    kinds = [block["type"] for block in article["blocks"]]
    assert kinds.count("paragraph") == TRUTH["article"]["paragraphs"]
    assert article["text"] == "\n".join(block["text"] for block in article["blocks"])
    for block in article["blocks"]:
        assert article["text"][block["start"] :].startswith(block["text"])
    paragraphs = headings = 0
    seen_headings: list[Any] = []
    seen_images: list[Any] = []
    for block in article["blocks"]:
        if block["type"] == "heading":
            headings += 1
            seen_headings.append({"text": block["text"].strip(), "after_paragraph": paragraphs})
        elif block["type"] == "figure":
            assert block["image"] == "missing"
            seen_images.append(
                {
                    "credit": block["credit"],
                    "caption": block["caption"],
                    "after_paragraph": paragraphs,
                    "headings_before": headings,
                }
            )
        else:
            paragraphs += 1
    assert seen_headings == TRUTH["article"]["headings"]
    assert seen_images == TRUTH["article"]["images_lost"]


def test_floors_authors_and_texts(shown: Any) -> None:
    lines = SAMPLE.read_text(encoding="utf-8").split("\n")
    assert [post["floor"] for post in shown["posts"]] == list(FLOORS)
    starts = [each["line"] for each in TRUTH["posts"]] + [len(lines) + 1]
    for place, (post, truth) in enumerate(zip(shown["posts"], TRUTH["posts"], strict=True)):
        assert post["author"] == truth["author"]
        end = starts[place + 1]
        following = TRUTH["posts"][place + 1] if place + 1 < len(TRUTH["posts"]) else None
        above = 0 if following is None else 2 + ("avatar_line" in following)
        assert post["text"] == "\n".join(lines[truth["line"] : end - above]).rstrip("\n")


def test_reply_links(shown: Any) -> None:
    by_id = {post["id"]: post["floor"] for post in shown["posts"]}
    for post in shown["posts"]:
        truth, link = FLOORS[post["floor"]], post["reply_to"]
        assert link["state"] == truth.get("state", "none"), post["floor"]
        assert by_id.get(link["post"]) == (str(truth["parent"]) if "parent" in truth else None)
        assert post["also_replies_to"] == []


def test_evidence_stands_in_both_posts(shown: Any) -> None:
    posts = by_floor(shown)
    for floor, truth in FLOORS.items():
        if "parent" not in truth:
            continue
        parent = posts[str(truth["parent"])]
        evidence = posts[floor]["reply_to"]["evidence"]
        assert evidence
        for found in evidence:
            words = posts[floor]["text"][slice(*found["child"])]
            source = parent["text"][slice(*found["parent"])]
            assert fold(words) == fold(source)
            assert len(words) >= 8


def test_the_tree(shown: Any) -> None:
    posts = by_floor(shown)
    for floor, truth in FLOORS.items():
        depth, above = 0, truth
        while "parent" in above:
            depth, above = depth + 1, FLOORS[str(above["parent"])]
        assert posts[floor]["depth"] == depth


def test_quotes(shown: Any) -> None:
    posts = by_floor(shown)
    for floor, truth in FLOORS.items():
        quotes = posts[floor]["quotes"]
        assert len(quotes) == ("state" in truth), floor
        for quote in quotes:
            source = posts[str(truth["parent"])]["id"] if "parent" in truth else None
            assert quote["source_post"] == source
            assert 0 <= quote["start"] < quote["end"] <= len(posts[floor]["text"])


def test_times_learned_from_quotes(shown: Any) -> None:
    for floor, post in by_floor(shown).items():
        time = FLOORS[floor].get("time_from_quote")
        assert post["posted_at"] == time
        assert post["posted_at_from"] == ("quote" if time else None)


def test_the_lost_post(shown: Any) -> None:
    (ghost,), (truth,) = shown["ghosts"], TRUTH["ghosts"]
    assert (ghost["author"], ghost["posted_at"]) == (truth["author"], truth["posted_at"])
    assert ghost["text"] == truth["text"]
    assert ghost["resolved_to"] is None
    (known,) = ghost["known_from"]
    assert known["post"] == by_floor(shown)[str(truth["known_from"])]["id"]


@pytest.mark.parametrize(
    "query",
    [
        "钟",
        "鐘",
        "两分钟",
        "豆浆",
        "台风",
        "机器",
        "機器",
        "3D打印",
        "turret",
        "PLA",
        "一百",
        "鸡蛋",
    ],
)
def test_search_finds_what_is_there(library: str, shown: Any, query: str) -> None:
    wanted = fold(query)
    floors = sum(wanted in fold(post["text"]) for post in shown["posts"])
    captions = [block["caption"] or "" for block in shown["article"]["blocks"]]
    page = run("search", query, "--library", library, "--limit", "1000")
    counts = page["counts"]
    assert counts.get("post", 0) + counts.get("quote", 0) == floors
    assert counts.get("article", 0) == (wanted in fold(shown["article"]["text"]))
    assert counts.get("caption", 0) == sum(wanted in fold(caption) for caption in captions)
    assert counts.get("title", 0) == (wanted in fold(TRUTH["title"]))
    assert page["total"] == sum(counts.values())


def test_words_that_are_only_quoted_are_told_apart(library: str) -> None:
    counts = run("search", "灯线", "--library", library)["counts"]
    assert (counts["quote"], counts["post"]) == (1, 0)


def test_the_sample_is_sound(library: str) -> None:
    assert run("check", "--library", library)["ok"] is True
