"""Bad input through the commands: one clear sentence, the right exit status, nothing changed."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest

from db import driver
from db.commands import main

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "sample-thread.txt"


def run(*arguments: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    return main(list(arguments), out, err), out.getvalue(), err.getvalue()


@pytest.fixture
def library(tmp_path: Path) -> str:
    place = str(tmp_path / "kept.beilin")
    status, _, err = run("import", str(SAMPLE), "--library", place)
    assert status == 0, err
    return place


def content(library: str) -> str:
    """Digest of everything stored but the record of events and of imports."""
    connection = driver.connect(f"file:{library}?mode=ro", timeout=1)
    try:
        names: list[str] = [
            row[0]
            for row in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_%'"
                " AND name NOT LIKE 'note_%' AND name NOT LIKE 'import_%' AND name <> 'event'"
                " ORDER BY name"
            )
        ]
        rows = [(name, connection.execute(f"SELECT * FROM {name}").fetchall()) for name in names]  # noqa: S608
    finally:
        connection.close()
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def sentence(err: str) -> str:
    lines = [line for line in err.splitlines() if line.strip()]
    assert lines, "nothing was said"
    assert "Traceback" not in err
    return lines[0]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("space.txt", b" \r\n\t\n" * 40),
        ("binary.txt", bytes(range(256)) * 64),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 500),
        ("page.html", b"<!DOCTYPE html><html><body><p>x</p></body></html>"),
        ("page.mhtml", b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n\r\nx"),
        ("archive.zip", b"PK\x03\x04" + b"\x00" * 100),
        ("prose.txt", "只是一段话，没有楼层。\n".encode() * 20),
    ],
)
def test_what_is_no_thread_is_refused(library: str, tmp_path: Path, name: str, data: bytes) -> None:
    before = content(library)
    path = tmp_path / name
    path.write_bytes(data)
    status, out, err = run("import", str(path), "--library", library, "--json")
    assert status == 1
    line = json.loads(out)
    assert line["status"] == "refused"
    assert line["thread_id"] is None
    assert line["error"]
    assert name in sentence(err)
    assert content(library) == before


def test_one_bad_file_does_not_stop_the_batch(tmp_path: Path) -> None:
    place = str(tmp_path / "batch.beilin")
    bad = tmp_path / "0-bad.txt"
    bad.write_bytes(b"\x00\x01\x02")
    missing = tmp_path / "1-missing.txt"
    status, out, _ = run(
        "import", str(bad), str(missing), str(SAMPLE), "--library", place, "--json"
    )
    lines = [json.loads(line) for line in out.splitlines()]
    assert status == 1
    assert [line["status"] for line in lines] == ["refused", "failed", "added"]


def test_a_file_of_two_hundred_megabytes_on_one_line(library: str, tmp_path: Path) -> None:
    before = content(library)
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        for _ in range(200):
            file.write(b"x" * 1_048_576)
    status, _, err = run("import", str(path), "--library", library)
    assert status == 1
    assert "long.txt" in sentence(err)
    assert content(library) == before


def test_the_sample_in_every_encoding_is_the_same_thread(tmp_path: Path) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    texts: list[Any] = []
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "gb18030"):
        path = tmp_path / f"{encoding}.txt"
        path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
        place = str(tmp_path / f"{encoding}.beilin")
        status, _, err = run("import", str(path), "--library", place)
        assert status == 0, err
        _, out, _ = run("show", "1", "--library", place, "--json")
        shown = json.loads(out)
        texts.append([(post["floor"], post["author"], post["text"]) for post in shown["posts"]])
    assert all(other == texts[0] for other in texts[1:])
    assert len(texts[0]) > 10


def _floors(library: str) -> Any:
    _, out, _ = run("show", "1", "--library", library, "--json")
    return json.loads(out)["posts"]


def _head(claimed: int) -> str:
    return (
        f"河边的石头\n\n地方新闻\nHebian\n最新回复：2024年5月1日 8点05分 PT\n  返回列表\n"
        f"120 阅读\n{claimed} 评论\n本报\n\n石头在河边放了很久，没有人记得是谁放的。\n\n"
    )


def test_floors_out_of_order_repeated_and_fewer_than_claimed(tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    floors = "甲某\n1 楼\n第一句话。\n丙某\n3 楼\n第三句话。\n"
    floors += "乙某\n2 楼\n第二句话。\n乙某\n2 楼\n又是第二句。\n"
    path.write_text(_head(9) + floors, encoding="utf-8")
    place = str(tmp_path / "odd.beilin")
    status, out, err = run("import", str(path), "--library", place, "--json")
    assert status == 0, err
    codes = {finding["code"] for finding in json.loads(out)["findings"]}
    assert "claimed-count-differs" in codes
    assert {"floors-repeated", "floors-out-of-order"} <= codes
    assert sorted(post["text"] for post in _floors(place)) == sorted(
        ["第一句话。", "第三句话。", "第二句话。", "又是第二句。"]
    )


def test_a_quote_of_a_floor_that_is_not_there_is_a_ghost(tmp_path: Path) -> None:
    path = tmp_path / "ghost.txt"
    quote = "回复：‘走失的人 发表评论于 2024-05-01 07:00:00 "
    quote += "这一层已经被删掉了只剩下这里的引文’ **======** 我记得。"
    path.write_text(_head(1) + f"甲某\n1 楼\n{quote}\n", encoding="utf-8")
    place = str(tmp_path / "ghost.beilin")
    assert run("import", str(path), "--library", place)[0] == 0
    _, out, _ = run("show", "1", "--library", place, "--json")
    shown = json.loads(out)
    assert shown["posts"][0]["reply_to"]["state"] == "ghost"
    assert shown["ghosts"][0]["author"] == "走失的人"
    assert "只剩下这里的引文" in shown["ghosts"][0]["text"]


def test_deceiving_characters_are_shown_not_obeyed(tmp_path: Path) -> None:
    path = tmp_path / "bidi.txt"
    path.write_text(
        _head(1) + "甲\u202e某\u200b人\n1 楼\n\x1b[31m红字\u2066伪造\u2069 <b>粗</b>\n",
        encoding="utf-8",
    )
    place = str(tmp_path / "bidi.beilin")
    status, out, _ = run("import", str(path), "--library", place, "--json")
    assert status == 0
    codes = {finding["code"] for finding in json.loads(out)["findings"]}
    assert "deceiving-characters" in codes
    _, human, _ = run("show", "1", "--library", place)
    assert not set(human) & {"\u202e", "\u200b", "\x1b", "\u2066", "\u2069"}
    assert "<b>粗</b>" in human
    post = _floors(place)[0]
    assert "\u2066" in post["text"]
    assert "\x1b" in post["text"]


def test_a_missing_library_is_not_made_anew_by_reading(tmp_path: Path) -> None:
    place = tmp_path / "gone.beilin"
    status, out, err = run("list", "--library", str(place), "--json")
    assert status == 1
    assert json.loads(out)["error"]["code"] == "library-missing"
    assert sentence(err)
    assert not place.exists()


@pytest.mark.parametrize("damage", ["empty", "text", "truncated"])
def test_a_file_that_is_no_library_is_left_alone(library: str, damage: str) -> None:
    path = Path(library)
    whole = path.read_bytes()
    path.write_bytes({"empty": b"", "text": b"hello" * 50, "truncated": whole[:3000]}[damage])
    broken = path.read_bytes()
    status, out, err = run("list", "--library", library, "--json")
    assert status == 1
    assert json.loads(out)["error"]["code"] == "library-damaged"
    assert sentence(err)
    assert path.read_bytes() == broken


def test_a_library_of_a_newer_version_is_refused(library: str) -> None:
    connection = driver.connect(f"file:{library}", timeout=1)
    connection.execute("PRAGMA user_version = 9999")
    connection.close()
    status, out, _ = run("list", "--library", library, "--json")
    assert status == 1
    assert json.loads(out)["error"]["code"] == "library-too-new"


def test_a_locked_library_is_read_and_writing_says_who_waits(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.engine.BUSY_SECONDS", 0.2)
    holder = driver.connect(f"file:{library}", timeout=1)
    holder.isolation_level = None
    holder.execute("BEGIN IMMEDIATE")
    try:
        assert run("list", "--library", library)[0] == 0
        status, out, err = run(
            "note", "add", "1", "--article", "--body", "x", "--library", library, "--json"
        )
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert status == 1
    assert json.loads(out)["error"]["code"] == "library-busy"
    assert sentence(err)


def test_wrong_query_and_wrong_usage_are_status_two(library: str) -> None:
    status, out, err = run("search", '"never closed', "--library", library, "--json")
    assert (status, json.loads(out)["error"]["code"]) == (2, "query-wrong")
    assert sentence(err)
    assert run("show", "--library", library)[0] == 2
    assert run("note", "add", "1", "--library", library)[0] == 2


def test_a_read_only_library_is_read_and_writing_says_why_not(library: str) -> None:
    path = Path(library)
    path.chmod(0o400)
    path.parent.chmod(0o500)
    try:
        assert run("list", "--library", library)[0] == 0
        status, out, _ = run(
            "note", "add", "1", "--article", "--body", "x", "--library", library, "--json"
        )
        assert (status, json.loads(out)["error"]["code"]) == (1, "library-read-only")
    finally:
        path.parent.chmod(0o700)
        path.chmod(0o600)
