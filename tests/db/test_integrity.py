"""Checking a library: what is sound is found sound, and each kind of damage is named."""

from __future__ import annotations

import os
import random
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from db import integrity, notes, search, store
from db.errors import Cancelled, KnownError, LibraryDamaged
from db.integrity import originals, texts
from db.integrity.collecting import MOST, Findings
from db.records import BlockType, Severity, Span
from db.threads import skeleton
from tests.db.commands.running import CHECK, answer, fits, run
from tests.db.shelving import connect, failing, sqlite_error, states
from tests.db.threads.shelf import AFloor, AThread, Shelf, sample_thread

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from db.integrity import CheckReport
    from db.store import Store

SECOND = 2_500_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    shelf = Shelf(tmp_path_factory.mktemp("made") / "a.beilin")
    thread = shelf.add(sample_thread())
    shelf.add(
        AThread(
            "一本旧相册",
            blocks=[(BlockType.PARAGRAPH, f"第{number}页。", None) for number in range(150)],
            floors=[AFloor(f"第{number}张照片里没有人。") for number in range(300)],
            data=os.urandom(SECOND),
        )
    )
    first = shelf.post_ids(thread)[0]
    notes.add(shelf.store, thread, post=first, body="去问姑姑", span=Span(0, 4))
    shelf.store.close()
    return shelf.store.place.read_bytes()


@pytest.fixture
def library(made: bytes, tmp_path: Path) -> Iterator[Store]:
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "a.beilin").write_bytes(made)
    with closing(store.open_library(folder / "a.beilin")) as opened:
        yield opened


def change(library: Store, *statements: str) -> None:
    """Tamper with a library from outside."""
    with closing(connect(library.place)) as connection:
        for statement in statements:
            connection.execute(statement)


def codes(report: CheckReport) -> set[str]:
    return {found.code for found in report.findings}


def test_a_sound_library_is_found_sound(library: Store) -> None:
    report = integrity.check(library)
    assert report.findings == ()
    assert report.ok
    first = len("河边的石头 1".encode())
    assert report.originals == integrity.Originals(2, first + SECOND, 0)
    assert report.index == search.IndexReport(305, 305, 0, damaged=False)


def test_an_empty_library_is_sound(tmp_path: Path) -> None:
    with closing(store.create(tmp_path / "a.beilin")) as library:
        report = integrity.check(library)
    assert report.ok
    assert report.originals == integrity.Originals(0, 0, 0)


def test_checking_changes_nothing(library: Store) -> None:
    change(library, "UPDATE post_version SET text = 'other' WHERE id = 3")
    library.empty_log()
    before = states(library.place.parent)
    assert not integrity.check(library).ok
    after = states(library.place.parent)
    assert after.pop("a.beilin-shm")[0] == before.pop("a.beilin-shm")[0]
    assert after == before


def test_a_library_that_is_read_only_is_checked(library: Store) -> None:
    library.close()
    library.place.chmod(0o400)
    with closing(store.open_library(library.place)) as again:
        assert again.read_only
        assert integrity.check(again).ok


def test_progress_grows_to_its_end(library: Store) -> None:
    said: list[tuple[int, int]] = []

    def progress(done: int, total: int, what: str = "") -> None:
        assert what == ""
        said.append((done, total))

    integrity.check(library, progress)
    assert len(said) > 8
    assert said == sorted(said)
    assert len({total for _, total in said}) == 1
    assert said[-1][0] == said[-1][1] > SECOND


def test_a_check_is_stopped_at_any_step(library: Store) -> None:
    said: list[int] = []
    integrity.check(library, lambda done, _total, _what="": said.append(done))
    for number in range(0, len(said), 3):
        left = number

        def stop(_done: int, _total: int, _what: str = "") -> None:
            nonlocal left
            if left == 0:
                raise Cancelled
            left -= 1

        with pytest.raises(Cancelled):
            integrity.check(library, stop)


def test_a_check_sees_one_moment_while_others_write(library: Store) -> None:
    def write(done: int, _total: int, _what: str = "") -> None:
        with library.write() as connection:
            connection.exec_driver_sql(
                "INSERT INTO event(at, kind, detail) VALUES (?, '', '')", (str(done),)
            )
            connection.exec_driver_sql("UPDATE thread SET posts = posts + 1")
            connection.exec_driver_sql("UPDATE thread SET posts = posts - 1")

    assert integrity.check(library, write).ok


# what can be wrong

WRONG = {
    "original-damaged": [
        "UPDATE capture_chunk SET data = zeroblob(length(data)) WHERE ordinal = 1",
        "UPDATE capture_chunk SET data = substr(data, 1, 9) WHERE capture_id = 1",
        "DELETE FROM capture_chunk WHERE capture_id = 2 AND ordinal = 1",
        "DELETE FROM capture_chunk WHERE capture_id = 1",
        "UPDATE capture SET sha256 = '00' WHERE id = 1",
        "UPDATE capture SET bytes = 3 WHERE id = 1",
    ],
    "post-damaged": [
        "UPDATE post_version SET text = text || ' ' WHERE id = 3",
        "UPDATE post_version SET author = NULL WHERE id = 3",
        "UPDATE post_version SET digest = x'00' WHERE id = 3",
        "UPDATE post_version SET text = CAST(x'e6ff41' AS TEXT) WHERE id = 3",
        "UPDATE post_version SET author = text, text = author WHERE id = 3",
    ],
    "article-damaged": [
        "UPDATE article_block SET text = '' WHERE id = 1",
        "UPDATE article_block SET type = 'quote' WHERE id = 1",
        "UPDATE article_block SET text = CAST(x'e6ff41' AS TEXT) WHERE id = 1",
    ],
    "article-incomplete": [
        "DELETE FROM article_block WHERE id = 1",
        "UPDATE article_block SET start = start + 1 WHERE id = 3",
        "UPDATE article_block SET ordinal = 9 - ordinal WHERE thread_id = 1",
    ],
    "posts-miscounted": [
        "UPDATE thread SET posts = 7 WHERE id = 1",
        "DELETE FROM post WHERE id = 2",
        "UPDATE post SET opening = 1 WHERE id = 2",
    ],
    "head-missing": ["DELETE FROM capture_thread WHERE thread_id = 1"],
    "version-misplaced": ["UPDATE post SET version_id = 1 WHERE id = 2"],
    "reference-broken": [
        "DELETE FROM post_version WHERE id = 3",
        "UPDATE note SET post_id = 9999",
        "DELETE FROM capture WHERE id = 1",
    ],
    "passage-outside": [
        'UPDATE quote SET "end" = 9999 WHERE id = 1',
        "UPDATE quote SET words_start = words_end + 1 WHERE id = 1",
        "UPDATE quote SET start = -1 WHERE id = 1",
        "UPDATE reply_evidence SET child_end = 9999 WHERE id = 1",
        "UPDATE reply_evidence SET child_start = -1 WHERE id = 1",
        'UPDATE citation SET "end" = 9999 WHERE id = 1',
        "UPDATE citation SET source_end = 9999 WHERE id = 1",
        "UPDATE citation SET cited = 'article', source_end = 99 WHERE id = 1",
    ],
    "thread-mixed": [
        "UPDATE reply_link SET parent_post_id = 200 WHERE id = 1",
        "UPDATE quote SET source_post_id = 200 WHERE id = 1",
        "UPDATE citation SET post_id = 200 WHERE id = 1",
        "UPDATE note SET thread_id = 2",
    ],
    "tree-stale": [
        "UPDATE skeleton SET data = x'00' WHERE thread_id = 1",
        "UPDATE skeleton SET data = (SELECT max(data) FROM skeleton)",
        "DELETE FROM reply_link WHERE id = 1",
    ],
    "index-damaged": ["DELETE FROM search_post_data WHERE id > 1000"],
    "index-stale": [
        "DELETE FROM search_unit WHERE thread_id = 1",
        "UPDATE meta SET value = 'older' WHERE key = 'search_index'",
    ],
    "file-damaged": ["DELETE FROM search_post_data WHERE id > 1000"],
}


@pytest.mark.parametrize(
    ("code", "statement"), [(code, each) for code, every in WRONG.items() for each in every]
)
def test_what_is_wrong_is_found(library: Store, code: str, statement: str) -> None:
    change(library, statement)
    report = integrity.check(library)
    assert code in codes(report)
    assert not report.ok
    for found in report.findings:
        assert found.severity is not Severity.INFO
        assert found.message.endswith(".")
        assert found.template
        assert "{" not in found.message
        assert "�" not in found.message


def test_where_it_is_wrong_is_told(library: Store) -> None:
    change(library, "UPDATE post_version SET text = 'other' WHERE id = 3")
    report = integrity.check(library)
    damaged = [found for found in report.findings if found.code == "post-damaged"]
    assert [found.place for found in damaged] == ["thread 1, post 3"]
    assert damaged[0].severity is Severity.ERROR


def test_the_worst_comes_first(library: Store) -> None:
    change(
        library,
        "UPDATE meta SET value = 'older' WHERE key = 'search_index'",
        "UPDATE capture SET bytes = 3 WHERE id = 1",
    )
    report = integrity.check(library)
    assert [found.code for found in report.findings] == ["original-damaged", "index-stale"]
    assert report.originals == integrity.Originals(1, SECOND, 1)


def test_very_many_findings_of_a_kind_are_counted(library: Store) -> None:
    change(library, "UPDATE post_version SET digest = x'00'")
    report = integrity.check(library)
    assert sum(found.code == "post-damaged" for found in report.findings) == MOST
    more = report.findings[-1]
    assert more.code == "more-of-this-kind"
    assert more.message == f"{305 - MOST} more findings of the kind “post-damaged”."


def test_what_is_missing_and_made_anew_when_needed_is_no_finding(library: Store) -> None:
    change(library, "DELETE FROM skeleton WHERE thread_id = 1", "UPDATE skeleton SET version = 0")
    assert integrity.check(library).findings == ()
    for thread in (1, 2):
        skeleton.load(library, thread)  # type: ignore[arg-type]
    assert integrity.check(library).ok


def test_a_stale_index_is_built_anew_and_found_sound(library: Store) -> None:
    change(library, "DELETE FROM search_post_data WHERE id > 1000", "DELETE FROM search_unit")
    report = integrity.check(library)
    assert "index-damaged" in codes(report)
    search.reindex(library)
    assert integrity.check(library).findings == ()


# damage to the bytes of the file


def spots(place: Path, library: Store) -> list[tuple[int, int]]:
    """Where texts and saved bytes lie in the file."""
    with library.read() as connection:
        kept = [
            bytes(row[0])
            for row in connection.exec_driver_sql(
                "SELECT CAST(text AS BLOB) FROM post_version UNION ALL"
                " SELECT CAST(text AS BLOB) FROM article_block UNION ALL"
                " SELECT substr(data, 6000, 200) FROM capture_chunk"
            )
            if row[0]
        ]
    library.close()
    whole = place.read_bytes()
    return [(whole.find(each), len(each)) for each in kept if whole.count(each) == 1]


def test_changed_letters_and_bytes_are_found(library: Store) -> None:
    """SQLite's own check sees none of them."""
    place = library.place
    where = spots(place, library)
    whole = place.read_bytes()
    chance = random.Random(11)
    for _ in range(25):
        start, length = chance.choice(where)
        spot = start + chance.randrange(length)
        with place.open("r+b") as file:
            file.seek(spot)
            file.write(bytes((whole[spot] ^ 1 << chance.randrange(8),)))
        with closing(store.open_library(place)) as again:
            with again.read() as connection:
                assert connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
            assert not integrity.check(again).ok
        place.write_bytes(whole)
    with closing(store.open_library(place)) as again:
        assert integrity.check(again).ok


def test_a_page_that_is_lost_hides_nothing_else(library: Store) -> None:
    place = library.place
    library.close()
    with closing(connect(place)) as connection:
        every = dict(connection.execute("SELECT name, rootpage FROM sqlite_master").fetchall())
    tables = ("capture_chunk", "post", "post_version", "article_block", "skeleton")
    roots = {name: every[name] for name in tables}
    whole = place.read_bytes()
    for name, page in roots.items():
        with place.open("r+b") as file:
            file.seek((page - 1) * 4096)
            file.write(b"\xee" * 4096)
        with closing(store.open_library(place)) as again:
            report = integrity.check(again)
            assert not report.ok
            assert "unreadable" in codes(report), name
            damaged = 2 if name == "capture_chunk" else 0
            assert (report.originals.verified, report.originals.damaged) == (2 - damaged, damaged)
        place.write_bytes(whole)


def test_sizes_that_cannot_be_read_stop_nothing() -> None:
    class Broken:
        execute = staticmethod(failing(sqlite_error("SQLITE_CORRUPT")))

    findings = Findings()
    broken: Any = Broken()
    assert originals.size(broken, findings) == 0
    assert texts.size(broken, findings) == 0
    assert originals.check(broken, findings) == integrity.Originals(0, 0, 0)
    places = [found.place for found in findings.all()]
    assert places == ["captures", "posts", "captures", "pictures"]


def test_no_random_damage_ends_in_a_fault_of_ours(library: Store) -> None:
    """Whatever is overwritten: an answer, or one sentence."""
    place = library.place
    library.close()
    whole = place.read_bytes()
    chance = random.Random(5)
    found = 0
    for _ in range(40):
        page = chance.randrange(len(whole) // 4096)
        data = bytearray(whole)
        if chance.random() < 0.5:
            data[page * 4096 : page * 4096 + 4096] = chance.randbytes(4096)
        else:
            for _ in range(8):
                data[page * 4096 + chance.randrange(4096)] = chance.randrange(256)
        place.write_bytes(data)
        try:
            with closing(store.open_library(place)) as again:
                found += not integrity.check(again).ok
        except KnownError:
            found += 1
    assert found >= 36  # a page that is free, or bytes between rows, may be missed


def test_an_error_that_is_no_damage_is_no_finding(
    library: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(skeleton, "from_rows", failing(sqlite_error("SQLITE_NOMEM")))
    with pytest.raises(Exception, match="SQLITE_NOMEM"):
        integrity.check(library)
    monkeypatch.setattr(skeleton, "from_rows", failing(sqlite_error("SQLITE_IOERR_READ")))
    report = integrity.check(library)
    assert [(found.code, found.place) for found in report.findings] == [
        ("unreadable", "thread 1"),
        ("unreadable", "thread 2"),
    ]


def test_an_index_that_cannot_be_asked_is_damaged(
    library: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "verify_on", failing(sqlite_error("SQLITE_CORRUPT")))
    report = integrity.check(library)
    assert codes(report) == {"unreadable", "index-damaged"}
    assert report.index == search.IndexReport(0, 0, 0, damaged=True)


def test_a_library_that_cannot_be_read_at_all_is_told(
    library: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from db.integrity import structure  # noqa: PLC0415 - the first thing that is read

    monkeypatch.setattr(structure, "size", failing(sqlite_error("SQLITE_CORRUPT")))
    with pytest.raises(LibraryDamaged):
        integrity.check(library)


# the command


def test_the_command_answers_as_the_contract_says(library: Store) -> None:
    document = answer("check", "--library", library.place)
    fits(document, CHECK)
    assert document["ok"] is True
    assert document["originals"]["verified"] == 2
    told = run("check", "--library", library.place)
    assert told.status == 0
    assert told.out.splitlines()[0].startswith("2 saved files verified (2,500,")
    assert told.out.endswith("The library is sound.\n")


def test_the_command_ends_with_one_where_there_is_damage(library: Store) -> None:
    change(library, "UPDATE capture SET bytes = 3 WHERE id = 1")
    ran = run("check", "--library", library.place, "--json")
    assert (ran.status, ran.err) == (1, "")
    fits(ran.document, CHECK)
    assert ran.document["ok"] is False
    assert ran.document["findings"][0]["code"] == "original-damaged"
    assert ran.document["originals"] == {"verified": 1, "bytes": SECOND, "damaged": 1}
    told = run("check", "--library", library.place)
    assert told.status == 1
    assert "error: capture 1: The saved bytes of capture 1 are not" in told.out
    assert "1 saved file damaged" in told.out
    assert "needs care" in told.out
