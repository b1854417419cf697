"""The packed reply tree of a thread: what the thread view needs before it reads a single word.

Arrays in tree order (preorder, children in floor order), 40 bytes a floor, so that a thread
of 100,000 floors opens without reading its texts.  Derived: keyed by a version, rebuilt at will.
"""

from __future__ import annotations

import sys
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from db.errors import DiskFull, LibraryBusy, LibraryDamaged, LibraryReadOnly, NotFound
from db.records import BY_READER, STATE_CODES, LinkState, Span, ThreadId, Verdict
from db.threads.quoted import Size, size_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from db.store import Store

VERSION = 3
DEEPEST = 65_535
_CODES = "qiiiIIIIH"
BYTES_A_FLOOR = 40
_HEADER = 16
_GAP = array("I", (0, 0, 0)).itemsize * 3
_NOTHING = Size(0, 0, 0, 0)
_CODES_OF_WORDS = {state.value: code for state, code in STATE_CODES.items()}


class Gap(NamedTuple):
    """Numbers that no floor has.

    Attributes:
        ordinal: place, in floor order, of the floor they are missing before.
        first: the first number that is not there.
        last: the last one.
    """

    ordinal: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, eq=False)
class Skeleton:
    """A thread's floors in tree order.

    Attributes:
        ids: post ids.
        parents: row of the parent, or -1.
        sizes: number of floors in the subtree, the floor itself included.
        depths: distance from the root.
        widths: display width of the text in half-width cells.
        lines: number of line feeds in the text.
        left_widths: display width of what is left of it while its quotes are folded.
        left_lines: number of line feeds in that.
        quotes: lines that its folded quotes take beside that, one byte a floor.
        states: one code of ``STATE_CODES`` a floor, with ``BY_READER`` where the reader decided.
        ordinals: place in floor order.
        gaps: numbers of floors that are not there, in floor order.
    """

    ids: array[int]
    parents: array[int]
    sizes: array[int]
    depths: array[int]
    widths: array[int]
    lines: array[int]
    states: bytes
    ordinals: array[int]
    left_widths: array[int]
    left_lines: array[int]
    quotes: bytes
    gaps: tuple[Gap, ...] = ()

    def __len__(self) -> int:
        return len(self.ids)

    def answers(self, floor: int) -> Iterator[int]:
        """Yield the floors that stand directly under one, in order."""
        end = floor + self.sizes[floor]
        child = floor + 1
        while child < end:
            yield child
            child += self.sizes[child]


def build(
    ids: Sequence[int],
    parents: Mapping[int, int],
    states: Mapping[int, int],
    sizes: Sequence[Size],
    gaps: tuple[Gap, ...] = (),
) -> Skeleton:
    """Arrange floors as a forest.

    Args:
        ids: post ids in floor order.
        parents: parent post id by post id; an unknown parent counts as none, and of a circle one
            edge is cut, so that every floor is shown once.  A parent may stand later than its
            child: pages print floors out of order.
        states: state code by post id; 0 where absent.
        sizes: how much text each floor has, in floor order.
        gaps: as ``gaps_of`` finds them.
    """
    place = {post: index for index, post in enumerate(ids)}
    above = [-1] * len(ids)
    for child, parent in parents.items():
        if child in place and parent in place and child != parent:
            above[place[child]] = place[parent]
    return _arranged(
        ids,
        above,
        [states.get(post, 0) for post in ids],
        sizes,
        gaps,
    )


def rehung(
    tree: Skeleton, parents: Mapping[int, int | None], states: Mapping[int, int]
) -> Skeleton:
    """Return a tree in which some floors answer others than before; no text is needed for that.

    Args:
        tree: the tree before.
        parents: the parent by post id of those floors, ``None`` for none.
        states: the code of their states.
    """
    count = len(tree)
    ids, above, codes = ([0] * count for _ in range(3))
    sizes = [_NOTHING] * count
    for row, index in enumerate(tree.ordinals):
        ids[index] = tree.ids[row]
        upper = tree.parents[row]
        above[index] = tree.ordinals[upper] if upper >= 0 else -1
        codes[index] = tree.states[row]
        sizes[index] = Size(
            tree.widths[row],
            tree.lines[row],
            tree.left_widths[row],
            tree.left_lines[row],
            tree.quotes[row],
        )
    wanted = {*parents, *(parent for parent in parents.values() if parent is not None)}
    place = {post: index for index, post in enumerate(ids) if post in wanted}
    for child, parent in parents.items():
        if child in place:
            known = parent is not None and parent in place and parent != child
            above[place[child]] = place[parent] if parent is not None and known else -1
            codes[place[child]] = states[child]
    return _arranged(ids, above, codes, sizes, tree.gaps)


def _arranged(
    ids: Sequence[int],
    above: list[int],
    states: Sequence[int],
    sizes: Sequence[Size],
    gaps: tuple[Gap, ...],
) -> Skeleton:
    """Arrange floors, given in floor order, by the place of the floor that each answers."""
    count = len(ids)
    _cut_circles(above)
    children: dict[int, list[int]] = {}
    for index in range(count):
        children.setdefault(above[index], []).append(index)
    order: list[int] = []
    depths = array("H")
    depth_of = [0] * count
    stack = list(reversed(children.get(-1, ())))
    while stack:
        index = stack.pop()
        depth = depth_of[above[index]] + 1 if above[index] >= 0 else 0
        depth_of[index] = depth
        order.append(index)
        depths.append(min(depth, DEEPEST))
        below = children.get(index)
        if below:
            stack.extend(reversed(below))
    row_of = [0] * count
    for row, index in enumerate(order):
        row_of[index] = row
    subtree = [1] * count
    for index in reversed(order):
        if above[index] >= 0:
            subtree[above[index]] += subtree[index]
    return Skeleton(
        array("q", [ids[index] for index in order]),
        array("i", [row_of[above[index]] if above[index] >= 0 else -1 for index in order]),
        array("i", [subtree[index] for index in order]),
        depths,
        array("I", [sizes[index].width for index in order]),
        array("I", [sizes[index].breaks for index in order]),
        bytes(states[index] for index in order),
        array("i", order),
        array("I", [sizes[index].left_width for index in order]),
        array("I", [sizes[index].left_breaks for index in order]),
        bytes(sizes[index].quotes for index in order),
        gaps,
    )


def _cut_circles(above: list[int]) -> None:
    """Hang one floor of each circle at the root; every floor is walked once."""
    seen = [0] * len(above)
    for start in range(len(above)):
        index = start
        path = start + 1
        while index >= 0 and seen[index] == 0:
            seen[index] = path
            index = above[index]
        if index >= 0 and seen[index] == path:
            above[index] = -1


def pack(skeleton: Skeleton) -> bytes:
    """Return the skeleton as little-endian bytes."""
    parts = [len(skeleton).to_bytes(8, "little"), len(skeleton.gaps).to_bytes(8, "little")]
    for column in _columns(skeleton):
        stored = column
        if sys.byteorder == "big":
            stored = array(column.typecode, column)
            stored.byteswap()
        parts.append(stored.tobytes())
    parts.append(skeleton.states)
    parts.append(skeleton.quotes)
    numbers = array("I")
    for gap in skeleton.gaps:
        numbers.extend((gap.ordinal, gap.first, gap.last))
    if sys.byteorder == "big":
        numbers.byteswap()
    parts.append(numbers.tobytes())
    return b"".join(parts)


def _columns(skeleton: Skeleton) -> tuple[array[int], ...]:
    return (
        skeleton.ids,
        skeleton.parents,
        skeleton.sizes,
        skeleton.ordinals,
        skeleton.widths,
        skeleton.lines,
        skeleton.left_widths,
        skeleton.left_lines,
        skeleton.depths,
    )


def unpack(data: bytes) -> Skeleton:
    """Return the skeleton that ``pack`` packed.

    Raises:
        LibraryDamaged: the bytes are not of a skeleton.
    """
    count = int.from_bytes(data[:8], "little")
    gap_count = int.from_bytes(data[8:_HEADER], "little")
    if len(data) != _HEADER + count * BYTES_A_FLOOR + gap_count * _GAP:
        raise LibraryDamaged(
            "The packed reply tree of a thread is damaged; its posts are safe.",
            "Run “beilin reindex” to build it again.",
        )
    columns: list[array[int]] = []
    offset = _HEADER
    for code in _CODES:
        column: array[int] = array(code)
        end = offset + count * column.itemsize
        column.frombytes(data[offset:end])
        if sys.byteorder == "big":
            column.byteswap()
        columns.append(column)
        offset = end
    states = data[offset : offset + count]
    quotes = data[offset + count : offset + 2 * count]
    numbers = array("I")
    numbers.frombytes(data[offset + 2 * count :])
    if sys.byteorder == "big":
        numbers.byteswap()
    gaps = tuple(Gap(*numbers[at : at + 3]) for at in range(0, len(numbers), 3))
    ids, parents, sizes, ordinals, widths, lines, left_widths, left_lines, depths = columns
    return Skeleton(
        ids, parents, sizes, depths, widths, lines, states, ordinals,
        left_widths, left_lines, quotes, gaps,
    )  # fmt: skip


def from_rows(connection: Connection, thread: ThreadId) -> Skeleton:
    """Build the skeleton of a thread from its posts and primary links; the opening post is none."""
    # a skeleton that is kept is read without any of these, which take longer to load
    from sqlalchemy import select  # noqa: PLC0415

    from db.models import Post, PostVersion, Quote, ReplyDecision, ReplyLink  # noqa: PLC0415
    from db.threads.gaps import gaps_of  # noqa: PLC0415

    rows = connection.execute(
        select(Post.id, PostVersion.text, PostVersion.floor, Post.opening)
        .join(PostVersion, PostVersion.id == Post.version_id)
        .where(Post.thread_id == thread)
        .order_by(Post.ordinal)
    ).all()
    openings = [floor for _, _, floor, opens in rows if opens]
    rows = [row for row in rows if not row[3]]
    links = connection.execute(
        select(ReplyLink.post_id, ReplyLink.parent_post_id, ReplyLink.state).where(
            ReplyLink.thread_id == thread, ReplyLink.ordinal == 0
        )
    ).all()
    parents = {child: parent for child, parent, _ in links if parent is not None}
    states = {child: _CODES_OF_WORDS[state] for child, _, state in links}
    decided = connection.execute(
        select(ReplyDecision.post_id).where(
            ReplyDecision.thread_id == thread, ReplyDecision.verdict != Verdict.REJECTED.value
        )
    )
    for child in decided.scalars():
        states[child] = states.get(child, 0) | BY_READER
    # what the page stated tells of its numbers, whatever the reader thinks of it
    stated = set(
        connection.execute(
            select(ReplyLink.post_id).where(
                ReplyLink.thread_id == thread,
                ReplyLink.engine_ordinal == 0,
                ReplyLink.engine_state == LinkState.STATED.value,
            )
        ).scalars()
    )
    quotes: dict[int, list[Span]] = {}
    for post, start, end in connection.execute(
        select(Quote.post_id, Quote.start, Quote.end).where(Quote.thread_id == thread)
    ):
        quotes.setdefault(post, []).append(Span(start, end))
    sizes = [size_of(text, quotes.get(post, ())) for post, text, _, _ in rows]
    gaps = gaps_of(
        [floor for _, _, floor, _ in rows],
        openings,
        hung={at for at, row in enumerate(rows) if row[0] in stated},
    )
    return build([post for post, _, _, _ in rows], parents, states, sizes, gaps)


def store_skeleton(connection: Connection, thread: ThreadId) -> Skeleton:
    """Build the skeleton of a thread and keep it, inside the caller's write transaction."""
    skeleton = from_rows(connection, thread)
    keep(connection, thread, skeleton)
    return skeleton


def keep(connection: Connection, thread: ThreadId, skeleton: Skeleton) -> None:
    """Keep a skeleton that was built already."""
    keep_packed(connection, thread, pack(skeleton))


def keep_packed(connection: Connection, thread: ThreadId, data: bytes) -> None:
    """Keep a skeleton that was packed already."""
    connection.exec_driver_sql(
        "INSERT INTO skeleton(thread_id, version, data) VALUES (?, ?, ?)"
        " ON CONFLICT(thread_id) DO UPDATE SET version = excluded.version, data = excluded.data",
        (thread, VERSION, data),
    )


def load(store: Store, thread: ThreadId) -> Skeleton:
    """Return the skeleton of a thread; one that is missing, old or damaged is built anew.

    What was built anew is kept, unless the library cannot be written at this moment.

    Raises:
        NotFound: there is no such thread.
    """
    with store.read() as connection:
        found = stored(connection, thread)
        if found is not None:
            return found
        raise_if_unknown(connection, thread)
        if store.read_only:
            return from_rows(connection, thread)
    try:
        with store.write() as connection:
            raise_if_unknown(connection, thread)
            return store_skeleton(connection, thread)
    except (LibraryBusy, LibraryReadOnly, DiskFull):
        with store.read() as connection:  # reading goes on where writing cannot
            return from_rows(connection, thread)


def rebuild(store: Store, progress: Callable[[int, int], None] | None = None) -> None:
    """Build the skeletons of all threads anew, each in a short transaction.

    Args:
        store: the library.
        progress: called with the number of threads done, and of all.
    """
    with store.read() as connection:
        threads = connection.exec_driver_sql("SELECT id FROM thread ORDER BY id").scalars().all()
    for done, thread in enumerate(threads, 1):
        with store.write() as connection:
            if connection.exec_driver_sql("SELECT 1 FROM thread WHERE id = ?", (thread,)).first():
                store_skeleton(connection, ThreadId(thread))
        if progress is not None:
            progress(done, len(threads))


def stored(connection: Connection, thread: ThreadId) -> Skeleton | None:
    """Return the skeleton that is kept of a thread, if it is there, sound and of this version."""
    row = connection.exec_driver_sql(
        "SELECT version, data FROM skeleton WHERE thread_id = ?", (thread,)
    ).one_or_none()
    if row is None or row[0] != VERSION:
        return None
    try:
        return unpack(row[1])
    except LibraryDamaged:
        return None


def raise_if_unknown(connection: Connection, thread: ThreadId) -> None:
    """Raise ``NotFound`` unless the thread exists."""
    found = connection.exec_driver_sql("SELECT 1 FROM thread WHERE id = ?", (thread,)).first()
    if found is None:
        raise NotFound(
            "There is no thread {thread} in this library.",
            "Use “beilin list” to see what is there.",
            thread=thread,
        )
