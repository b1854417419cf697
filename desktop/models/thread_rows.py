"""What a thread is shown from: the rows of its head, and floors that are fetched by window.

Everything is a row: title, byline, each block of the article, the sentence about the replies, and
the floors.  Texts of rows are as they were saved; what could deceive is replaced, one for one,
only where they are drawn.
"""

from __future__ import annotations

import time
from array import array
from collections import OrderedDict
from typing import TYPE_CHECKING

from db.records import PostId
from db.threads.skeleton import STATE_CODES
from desktop.models.thread_head import head_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from db.records import GhostId, LinkCounts, LinkState, Post, ThreadHead
    from db.threads.skeleton import Skeleton

KEPT_POSTS = 1_500
KEPT_CHARACTERS = 24_000_000
"""Posts in memory: so many at most, and so many characters of them beside the last window."""
RETRY_SECONDS = 1.5
"""A floor that could not be read is asked for again no sooner than this."""
STATES = {code: state for state, code in STATE_CODES.items()}


class ThreadDocument:
    """A thread as the thread view shows it: rows above, floors below, bodies by window.

    Floors are numbered as the skeleton has them, in tree order.
    """

    def __init__(
        self,
        head: ThreadHead,
        skeleton: Skeleton,
        fetch: Callable[[list[PostId]], list[Post]],
        counts: LinkCounts,
        note_counts: dict[PostId | None, int],
    ) -> None:
        self.head = head
        self.skeleton = skeleton
        self.counts = counts
        self.note_counts = note_counts
        self.rows = head_rows(head, counts)
        self.ghosts = {ghost.id: ghost for ghost in head.ghosts}
        self._fetch = fetch
        self._posts: OrderedDict[int, Post] = OrderedDict()
        self._characters = 0
        self._missed: dict[int, float] = {}
        self._by_ordinal: array[int] | None = None
        self._rows_of_posts: dict[int, int] | None = None

    def __len__(self) -> int:
        return len(self.skeleton)

    @property
    def by_ordinal(self) -> array[int]:
        """The floors in floor order."""
        if self._by_ordinal is None:
            order = array("i", bytes(4 * len(self.skeleton)))
            for floor, ordinal in enumerate(self.skeleton.ordinals):
                order[ordinal] = floor
            self._by_ordinal = order
        return self._by_ordinal

    def floor_of(self, post: PostId) -> int | None:
        """Return the floor of a post; ``None`` if it is none of this thread, or the opening."""
        if self._rows_of_posts is None:
            ids = self.skeleton.ids
            self._rows_of_posts = dict(zip(ids, range(len(ids)), strict=True))
        return self._rows_of_posts.get(post)

    def id_of(self, floor: int) -> PostId:
        """Return the post of a floor."""
        return PostId(self.skeleton.ids[floor])

    def state_of(self, floor: int) -> LinkState:
        """Return how sure the edge above a floor is."""
        return STATES[self.skeleton.states[floor]]

    def row_of_block(self, block: int | None) -> int:
        """Return the row of a block of the article; the title if there is none such."""
        for number, row in enumerate(self.rows):
            if row.block is not None and row.block.ordinal == block:
                return number
        return 0

    def ghost_author(self, ghost: GhostId | None) -> str | None:
        """Return who wrote a post that is not in the capture."""
        found = self.ghosts.get(ghost) if ghost is not None else None
        return found.author if found is not None else None

    # bodies

    def post(self, floor: int) -> Post | None:
        """Return a post that is in memory."""
        found = self._posts.get(floor)
        if found is not None:
            self._posts.move_to_end(floor)
        return found

    def load(self, floors: Iterable[int]) -> None:
        """Fetch, in one call, those floors and the ones they answer that are not in memory.

        What does not come is left out, and asked for again when it is wanted after a pause.
        """
        parents = self.skeleton.parents
        now = time.monotonic()
        wanted: dict[int, None] = {}
        for floor in floors:
            for one in (floor, parents[floor]):
                if one < 0 or one in self._posts or one in wanted:
                    continue
                if now - self._missed.get(one, -RETRY_SECONDS) >= RETRY_SECONDS:
                    wanted[one] = None
        if not wanted:
            return
        ids = self.skeleton.ids
        floors_of = {ids[floor]: floor for floor in wanted}
        for post in self._fetch([PostId(ids[floor]) for floor in wanted]):
            floor = floors_of.pop(post.id, -1)
            if floor >= 0:
                self._posts[floor] = post
                self._characters += len(post.text)
                self._missed.pop(floor, None)
        for floor in floors_of.values():
            self._missed[floor] = now
        self._forget(keep=len(wanted))

    def window(self, floors: Sequence[int]) -> list[Post | None]:
        """Fetch and return floors that need not stay in memory: what is copied at once."""
        ids = self.skeleton.ids
        absent = [floor for floor in floors if floor not in self._posts]
        fetched = {post.id: post for post in self._fetch([PostId(ids[one]) for one in absent])}
        return [self._posts.get(floor) or fetched.get(PostId(ids[floor])) for floor in floors]

    def _forget(self, keep: int) -> None:
        while len(self._posts) > keep and (
            len(self._posts) > KEPT_POSTS or self._characters > KEPT_CHARACTERS
        ):
            _, post = self._posts.popitem(last=False)
            self._characters -= len(post.text)
