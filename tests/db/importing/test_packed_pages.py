"""Pages packed by ZIP and gzip: what comes out, what is left out and said; no bomb goes off."""

from __future__ import annotations

import gzip
import io
import stat
import struct
import tracemalloc
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from db.errors import NotAThread
from db.importing.containers.parts import Document, Limits
from db.importing.containers.unpacking import container_of, unpack
from db.importing.containers.zip_ import ZIP
from db.importing.page import Origin
from db.importing.preparing import prepare_bytes
from db.records import Finding
from tests.builders import make_capture
from tests.packed import PAGE, PIXEL, Found, Part, answer, mhtml, opened, record, warc, zipped

if TYPE_CHECKING:
    from pathlib import Path

PACKED = PAGE.encode()


def names(found: Found) -> list[str]:
    return [document.origin.name for document in found.documents]


def test_pages_in_a_zip() -> None:
    found = opened(zipped({"a/one.html": PACKED, "two.txt": b"words", "b/": b"", "empty.txt": b""}))
    assert names(found) == ["one.html", "two.txt"]
    assert found.texts == [PAGE, "words"]
    assert found.documents[0].origin.captured_from == "mtime"
    assert found.findings == []


def test_a_thread_in_a_zip_is_imported() -> None:
    prepared = prepare_bytes(zipped({"a.txt": make_capture(1, 4)}), "saved.zip")
    assert prepared.format == "zip:kantie-text"
    assert len(prepared.threads[0].draft.posts) == 4


def test_the_folder_beside_a_page_gives_pictures_alone() -> None:
    members = {
        "in/渡口.html": PACKED,
        "in/渡口_files/a b.png": PIXEL,
        "in/渡口_files/frame.html": b"<html>advert",
        "in/渡口_files/x.js": b"var x",
        "in/old.htm": PACKED,
        "in/old.files/c.gif": b"GIF89a",
        "in/own_files/letter.txt": b"words",
        "in/style.css": b"p{}",
        "__MACOSX/in/._old.htm": b"x",
        "in/.DS_Store": b"x",
    }
    found = opened(zipped(members))
    assert names(found) == ["渡口.html", "old.htm", "letter.txt"]
    first, second = found.pictures
    assert first.data == PIXEL
    assert set(first.names) >= {
        "in/渡口_files/a b.png",
        "渡口_files/a b.png",
        "./渡口_files/a b.png",
        "./%E6%B8%A1%E5%8F%A3_files/a%20b.png",
    }
    assert "old.files/c.gif" in second.names
    assert found.findings == []


def test_names_of_a_chinese_system() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("XXXX.txt", b"words")
    data = buffer.getvalue().replace(b"XXXX", "渡口".encode("gbk"))
    assert names(opened(data)) == ["渡口.txt"]
    assert names(opened(data.replace("渡口".encode("gbk"), b"a\\b."))) == ["b..txt"]


@pytest.mark.parametrize(
    "name", ["../../evil.txt", "/etc/evil.txt", "C:\\evil.txt", "a/../../e.txt"]
)
def test_names_that_lead_elsewhere_are_only_names(name: str) -> None:
    found = opened(zipped({name: b"words"}))
    assert found.texts == ["words"]
    (inside,) = names(found)
    assert "/" not in inside


def test_links_are_not_followed() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("page.html")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("real.html", PACKED)
    found = opened(buffer.getvalue())
    assert names(found) == ["real.html"]
    assert found.codes == ["part-is-a-link"]


def test_a_password() -> None:
    data = bytearray(zipped({"secret.txt": b"words", "open.txt": b"words"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    found = opened(bytes(data))
    assert names(found) == ["open.txt"]
    assert found.codes == ["part-encrypted"]


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packed_otherwise(packing: int) -> None:
    assert opened(zipped({"a.txt": b"words"}, packing)).codes == ["part-packed"]


def test_a_member_that_is_damaged() -> None:
    members = {"one.txt": PACKED, "two.txt": PACKED * 3}
    data = zipped(members, zipfile.ZIP_STORED).replace(b"<p>", b"<q>", 1)
    found = opened(data)
    assert names(found) == ["one.txt", "two.txt"]
    assert found.texts[1] == PAGE * 3
    assert found.codes == ["part-damaged"]


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_that_is_cut(packing: int) -> None:
    data = zipped({"one.txt": PACKED, "two.txt": PACKED * 2}, packing)
    found = opened(data[:-30])
    assert found.texts == [PAGE, PAGE * 2]
    assert found.codes == ["container-damaged"]
    shorter = opened(data[: data.index(b"PK\x01\x02") - 9])
    assert names(shorter) == ["one.txt", "two.txt"]
    assert PACKED.startswith(shorter.documents[1].data[:20])
    assert shorter.codes == ["container-damaged", "part-damaged"]
    with pytest.raises(NotAThread):
        prepare_bytes(data[:40], "saved.zip")


class Unseekable(io.RawIOBase):
    """Makes the sizes stand behind the members, as programs do that write into a pipe."""

    def __init__(self) -> None:
        super().__init__()
        self.data = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        self.data += bytes(data)
        return len(data)


def test_a_zip_from_a_pipe_that_is_cut() -> None:
    pipe = Unseekable()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"{number}.txt", PACKED * (number + 1))
    assert opened(pipe.data).texts == [PAGE, PAGE * 2, PAGE * 3]
    found = opened(pipe.data[: pipe.data.index(b"PK\x01\x02")])
    assert found.texts == [PAGE, PAGE * 2, PAGE * 3]
    assert found.codes == ["container-damaged"]
    cut = opened(pipe.data[: pipe.data.index(b"PK\x01\x02") - 30])
    assert cut.texts[:2] == [PAGE, PAGE * 2]
    assert cut.codes == ["container-damaged", "part-damaged"]


@pytest.mark.parametrize("place", [0xFFFFFFFE, 7, (1 << 64) - 1])
def test_members_that_lie_nowhere(place: int, tmp_path: Path) -> None:
    data = bytearray(zipped({"one.txt": PACKED, "two.txt": PACKED}))
    directory = data.index(b"PK\x01\x02")
    if place > 0xFFFFFFFF:
        # a place beyond 4 GB stands in a field of its own
        struct.pack_into("<L", data, directory + 42, 0xFFFFFFFF)
        field = struct.pack("<HHQ", 1, 8, place)
        struct.pack_into("<H", data, directory + 30, len(field))
        data[directory + 53 : directory + 53] = field
        struct.pack_into("<L", data, len(data) - 10, len(data) - 22 - directory)
    else:
        struct.pack_into("<L", data, directory + 42, place)
    path = tmp_path / "saved.zip"
    path.write_bytes(data)
    with path.open("rb") as file:
        parts = list(unpack(file, Origin("saved.zip"), ZIP))
    (damage, page) = parts
    assert isinstance(damage, Finding)
    assert damage.code == "part-damaged"
    assert isinstance(page, Document)
    assert page.origin.name == "two.txt"


def test_office_files_are_no_packed_pages() -> None:
    data = zipped({"word/document.xml": b"x"})
    assert container_of(data, "letter.docx") is None


def test_a_bomb_by_its_ratio() -> None:
    data = zipped({"bomb.txt": b"a" * (8 << 20), "page.txt": PACKED})
    found = opened(data)
    assert names(found) == ["page.txt"]
    assert found.codes == ["part-too-large"]


def test_more_members_than_are_read() -> None:
    data = zipped({f"{number}.txt": b"x" for number in range(100_000)}, zipfile.ZIP_STORED)
    found = opened(data)
    assert len(found.documents) == 20_000
    assert found.codes == ["container-too-large"]


def test_a_directory_that_says_it_is_huge() -> None:
    data = bytearray(zipped({"a.txt": b"x"}))
    struct.pack_into("<L", data, len(data) - 10, 1 << 30)
    assert opened(bytes(data)).codes == ["container-too-large"]
    far = zipped({"a.txt": b"x"})
    # the directory of a large file, which says that it is larger still
    large = b"PK\x06\x06" + bytes(36) + struct.pack("<QQ", 1 << 40, 0)
    locator = b"PK\x06\x07" + struct.pack("<LQL", 0, len(far) - 22, 1)
    assert opened(far[:-22] + large + locator + far[-22:]).codes == ["container-too-large"]


def test_containers_in_containers() -> None:
    page = mhtml([Part("text/html", PACKED), Part("image/png", PIXEL, "https://ferry.example/a")])
    inner = zipped({"page.mhtml": page, "page.html.gz": gzip.compress(PACKED)})
    archive = warc([record(answer(PACKED))])
    found = opened(zipped({"inner.zip": inner, "archive.warc.gz": archive}))
    assert [text.replace("\r\n", "\n") for text in found.texts] == [PAGE] * 3
    assert names(found) == ["page.mhtml", "page.html", "https://ferry.example/t/7"]
    assert len(found.pictures) == 1
    assert found.findings == []


def test_too_many_containers_in_each_other() -> None:
    data = zipped({"page.html": PACKED})
    for number in range(4):
        data = zipped({f"{number}.zip": data})
    found = opened(data)
    assert found.documents == []
    assert found.codes == ["container-too-deep"]


def test_limits_hold_for_all_levels_together() -> None:
    inner = zipped({f"{number}.html": PACKED for number in range(10)})
    data = zipped({f"{number}.zip": inner for number in range(10)})
    found = opened(data, limits=Limits(parts=30))
    assert 20 <= len(found.documents) < 30
    assert set(found.codes) == {"container-too-large"}
    found = opened(data, limits=Limits(total=len(inner) * 2 + len(PACKED) * 15))
    assert 5 <= len(found.documents) <= 15
    assert "container-too-large" in found.codes or "part-too-large" in found.codes


def test_findings_that_are_alike_are_counted() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(50):
            link = zipfile.ZipInfo(f"{number}.html")
            link.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(link, "elsewhere")
    found = opened(buffer.getvalue())
    assert found.codes == ["part-is-a-link"] * 20 + ["more-findings"]
    assert dict(found.findings[-1].values)["count"] == "30"


def test_a_page_packed_by_gzip() -> None:
    (document,) = opened(gzip.compress(PACKED), "page.html.gz").documents
    assert document.data == PACKED
    assert document.origin.name == "page.html"
    several = gzip.compress(PACKED[:30]) + b"\0" * 40 + gzip.compress(PACKED[30:]) + b"\0" * 9
    found = opened(several)
    assert found.texts == [PAGE]
    assert found.findings == []


def test_gzip_that_is_cut_or_damaged() -> None:
    lines = "".join(f"渡口的灯 {number * 7919 % 10007}\n" for number in range(9_000))
    packed = gzip.compress(lines.encode())
    found = opened(packed[: len(packed) // 2])
    assert lines.encode().startswith(found.documents[0].data)
    assert len(found.documents[0].data) > len(lines) // 2
    assert found.codes == ["container-truncated"]
    damaged = packed[:20_000] + b"\xff" * 40 + packed[20_040:]
    found = opened(damaged)
    assert found.documents[0].data[:5_000] == lines.encode()[:5_000]
    assert found.codes == ["container-damaged"]
    assert opened(packed + b"more").codes == ["container-damaged"]
    assert opened(packed[:12]).codes == ["container-truncated"]


def test_a_bomb_of_gzip_is_never_in_memory() -> None:
    data = gzip.compress(b"\0" * (64 << 20)) * 16
    assert len(data) < 2 << 20
    tracemalloc.start()
    try:
        found = opened(data, "bomb.gz")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found.documents == []
    assert found.codes == ["container-too-large"]
    assert peak < 100 << 20
    assert opened(data, "bomb.gz", Limits(ratio=2_000)).codes == ["part-too-large"]
