"""Pictures of a thread: where they stand, attaching and detaching them, their bytes.

A picture is known by its digest and kept once, whatever number of places it stands in.  Detaching
leaves its bytes where they are, so that it can be undone; those that stand nowhere go with the
trash.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.changes import Changes, Done
from db.errors import LibraryDamaged, NotFound
from db.records import PictureId, ThreadId
from db.store import now
from db.threads.events import record
from db.threads.originals import write_verified

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from db.pictures import Shown
    from db.store import Store

CHUNK = 1_048_576

BY_CAPTURE = "capture"
BY_READER = "reader"

_TABLES = {True: "figure", False: "post_figure"}


@dataclass(frozen=True, slots=True)
class FigureKey:
    """A place where an image stood: in the article, or in a post."""

    article: bool
    id: int

    @property
    def table(self) -> str:
        """The table its row is in."""
        return _TABLES[self.article]


@dataclass(frozen=True, slots=True)
class Attached:
    """What stands in a place: a picture, who put it there, and where it came from."""

    picture: PictureId | None
    by: str | None
    origin: str | None


NOTHING = Attached(None, None, None)


@dataclass(frozen=True, slots=True)
class PictureInfo:
    """What is known of a picture; ``width`` and ``height`` are of the original, in pixels."""

    id: PictureId
    sha256: str
    bytes: int
    media_type: str
    width: int | None
    height: int | None
    added_at: str


def keep(connection: Connection, data: bytes, media_type: str, shown: Shown | None) -> PictureId:
    """Keep a picture's bytes, once, inside the caller's transaction; return its number."""
    sha256 = hashlib.sha256(data).hexdigest()
    known = connection.exec_driver_sql(
        "SELECT id FROM picture WHERE sha256 = ?", (sha256,)
    ).scalar_one_or_none()
    if known is not None:
        return PictureId(known)
    row = connection.exec_driver_sql(
        "INSERT INTO picture(sha256, bytes, media_type, width, height, added_at)"
        " VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
        (
            sha256,
            len(data),
            shown.media_type if shown is not None else media_type,
            shown.width if shown is not None else None,
            shown.height if shown is not None else None,
            now(),
        ),
    )
    picture = PictureId(int(row.scalar_one()))
    for ordinal, start in enumerate(range(0, len(data), CHUNK)):
        connection.exec_driver_sql(
            "INSERT INTO picture_chunk(picture_id, ordinal, data) VALUES (?, ?, ?)",
            (picture, ordinal, data[start : start + CHUNK]),
        )
    if shown is not None:
        connection.exec_driver_sql(
            "INSERT INTO picture_scaled(picture_id, width, height, data) VALUES (?, ?, ?, ?)",
            (picture, shown.scaled_width, shown.scaled_height, shown.scaled),
        )
    return picture


def attach(
    store: Store, figure: FigureKey, data: bytes, shown: Shown, origin: str
) -> Done[tuple[Attached, Attached]]:
    """Put a picture into a place where an image stood; whatever stood there is replaced.

    Args:
        store: the library.
        figure: the place.
        data: the original bytes of the picture.
        shown: what ``db.pictures.look_at`` made of them.
        origin: where the owner took it from (a file's name, ``paste``, ``drop``).

    Returns:
        What stood there before, and what stands there now.

    Raises:
        NotFound: there is no such place.
        KnownError: the library cannot be written.
    """
    with store.write() as connection:
        before, thread = _standing(connection, figure)
        picture = keep(connection, data, shown.media_type, shown)
        after = Attached(picture, BY_READER, origin)
        _put(connection, figure, after)
        record(connection, "picture-attached", thread=thread)
    changes = Changes("attach-picture", threads=frozenset((thread,)), library=True)
    return Done((before, after), changes)


def put(store: Store, figure: FigureKey, what: Attached) -> Done[tuple[Attached, Attached]]:
    """Put what is kept already into a place, or take away what stands there.

    This is how attaching is undone and done again, and with ``NOTHING`` how a picture is detached.

    Returns:
        What stood there before, and what stands there now.

    Raises:
        NotFound: there is no such place, or the picture is not kept any more.
        KnownError: the library cannot be written.
    """
    with store.write() as connection:
        before, thread = _standing(connection, figure)
        if what.picture is not None:
            _require(connection, what.picture)
        _put(connection, figure, what)
        kind = "picture-attached" if what.picture is not None else "picture-detached"
        record(connection, kind, thread=thread)
    changes = Changes("put-picture", threads=frozenset((thread,)), library=True)
    return Done((before, what), changes)


def _put(connection: Connection, figure: FigureKey, what: Attached) -> None:
    connection.exec_driver_sql(
        f"UPDATE {figure.table} SET image = ?, picture_id = ?, attached_by = ?,"  # noqa: S608
        " attached_from = ? WHERE id = ?",
        (
            "attached" if what.picture is not None else "missing",
            what.picture,
            what.by,
            what.origin,
            figure.id,
        ),
    )


def _standing(connection: Connection, figure: FigureKey) -> tuple[Attached, ThreadId]:
    row = connection.exec_driver_sql(
        f"SELECT picture_id, attached_by, attached_from, thread_id FROM {figure.table}"  # noqa: S608
        " WHERE id = ?",
        (figure.id,),
    ).one_or_none()
    if row is None:
        raise NotFound(
            "The place of the image is not there any more; nothing was changed.",
            "Open the thread again.",
        )
    picture = PictureId(row[0]) if row[0] is not None else None
    return Attached(picture, row[1], row[2]), ThreadId(row[3])


def info(store: Store, picture: PictureId) -> PictureInfo:
    """Return what is known of a picture.

    Raises:
        NotFound: it is not kept.
    """
    with store.read() as connection:
        return _require(connection, picture)


def _require(connection: Connection, picture: PictureId) -> PictureInfo:
    row = connection.exec_driver_sql(
        "SELECT id, sha256, bytes, media_type, width, height, added_at FROM picture WHERE id = ?",
        (picture,),
    ).one_or_none()
    if row is None:
        raise NotFound(
            "The picture is not in the library any more.",
            "Attach it again.",
        )
    return PictureInfo(PictureId(row[0]), *row[1:])


def original(store: Store, picture: PictureId) -> bytes:
    """Return the original bytes of a picture.

    Raises:
        NotFound: it is not kept.
    """
    with store.read() as connection:
        _require(connection, picture)
        chunks = connection.exec_driver_sql(
            "SELECT data FROM picture_chunk WHERE picture_id = ? ORDER BY ordinal", (picture,)
        )
        return b"".join(chunks.scalars())


def save_original(store: Store, picture: PictureId, path: Path) -> int:
    """Write the original bytes of a picture to a new file and return how many they are.

    Raises:
        NotFound: it is not kept.
        LibraryDamaged: the bytes are not those that were kept.
        FileUnreadable: the file exists, or cannot be written.
    """
    known = info(store, picture)
    damaged = LibraryDamaged(
        "The bytes of this picture are damaged; no file was written.",
        "Run “beilin check”, and look for a backup of the library.",
    )
    return write_verified(store, path, [original(store, picture)], known.sha256, damaged)


def scaled(store: Store, picture: PictureId) -> bytes | None:
    """Return the copy of a picture that is shown; ``None`` where it could not be decoded."""
    with store.read() as connection:
        data = connection.exec_driver_sql(
            "SELECT data FROM picture_scaled WHERE picture_id = ?", (picture,)
        ).scalar_one_or_none()
    return bytes(data) if data is not None else None


def keep_scaled(store: Store, picture: PictureId, shown: Shown | None) -> Done[None]:
    """Keep the copy of a picture that is shown, once it is decoded.

    Args:
        store: the library.
        picture: which.
        shown: what ``db.pictures.look_at`` made of it; ``None`` where it cannot be decoded, which
            is remembered as a width of 0, so that it is not tried for ever.

    Raises:
        KnownError: the library cannot be written.
    """
    width, height = (shown.width, shown.height) if shown is not None else (0, 0)
    with store.write() as connection:
        connection.exec_driver_sql(
            "UPDATE picture SET width = ?, height = ? WHERE id = ?", (width, height, picture)
        )
        if shown is not None:
            connection.exec_driver_sql(
                "INSERT INTO picture_scaled(picture_id, width, height, data)"
                " SELECT id, ?, ?, ? FROM picture WHERE id = ?"
                " ON CONFLICT(picture_id) DO UPDATE SET width = excluded.width,"
                " height = excluded.height, data = excluded.data",
                (shown.scaled_width, shown.scaled_height, shown.scaled, picture),
            )
    return Done(None, Changes("keep-scaled"))


def drop_unused(connection: Connection) -> int:
    """Remove the bytes of pictures that stand nowhere; return how many those were."""
    return connection.exec_driver_sql(
        "DELETE FROM picture WHERE id NOT IN"
        " (SELECT picture_id FROM figure WHERE picture_id IS NOT NULL"
        "  UNION SELECT picture_id FROM post_figure WHERE picture_id IS NOT NULL)"
    ).rowcount
