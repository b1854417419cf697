"""What a thread is shown from: the rows of its head, and floors that are fetched by window.

Everything is a row: title, byline, each block of the article, the sentence about the replies, and
the floors.  Texts of rows are as they were saved; what could deceive is replaced, one for one,
only where they are drawn.
"""

from __future__ import annotations

import time
from array import array
from collections import OrderedDict
from itertools import islice
from typing import TYPE_CHECKING

from db.records import BY_READER, STATE_CODES, PostId
from desktop.models.thread_head import HeadRow, head_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from db.records import GhostId, LinkCounts, LinkState, PictureId, Post, ThreadHead
    from db.threads.arranging import Part
    from db.threads.skeleton import Gap, Skeleton
    from desktop.models.figures import Image

KEPT_POSTS = 1_500
KEPT_CHARACTERS = 24_000_000
"""Posts in memory: so many at most, and so many characters of them beside the last window."""
WINDOW_CELLS = 400_000
"""Half-width cells of text that are fetched ahead of being seen."""
PARENT_CELLS = 20_000
MOST_ANSWERS = 1_000
"""Answers to one floor that are counted; nobody counts further."""
RETRY_SECONDS = 1.5
"""A floor that could not be read is asked for again no sooner than this."""
_FEW = 8
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
        remark: str = "",
    ) -> None:
        self.head = head
        self.skeleton = skeleton
        self.counts = counts
        self.note_counts = note_counts
        self.remark = remark
        self.whole: ThreadDocument | None = None
        """The thread of which this has only some floors."""
        self.part: Part | None = None
        """Which floors of the whole thread these are."""
        self.rows: tuple[HeadRow, ...] = head_rows(head, counts, remark)
        self.ghosts = {ghost.id: ghost for ghost in head.ghosts}
        self.sizes: dict[PictureId, tuple[int, int]] = {}
        """Of pictures that were decoded since the thread was opened."""
        self._fetch = fetch
        self._posts: OrderedDict[PostId, Post] = OrderedDict()
        self._characters = 0
        self._missed: dict[PostId, float] = {}
        self._failed = -RETRY_SECONDS
        self._by_ordinal: array[int] | None = None
        self._gaps = {gap.ordinal: gap for gap in skeleton.gaps}

    def __len__(self) -> int:
        return len(self.skeleton)

    def only(self, part: Part) -> ThreadDocument:
        """Return the same thread with some of its floors."""
        made = ThreadDocument(
            self.head, part.tree, self._fetch, self.counts, self.note_counts, self.remark
        )
        made.whole, made.part = self, part
        return made

    def is_beside(self, floor: int) -> bool:
        """Tell whether a floor is there only because another answers it."""
        return self.part is not None and bool(self.part.beside[floor])

    def lacks(self, post: PostId) -> bool:
        """Tell whether a post is a floor of the thread, but not among those that are here."""
        whole = self.whole
        return (
            whole is not None and self.floor_of(post) is None and whole.floor_of(post) is not None
        )

    def answers(self, floor: int) -> int:
        """Return how many floors answer one, up to ``MOST_ANSWERS``."""
        tree = self.skeleton
        if self.whole is not None and self.part is not None:
            tree, floor = self.whole.skeleton, self.part.origins[floor]
        return sum(1 for _ in islice(tree.answers(floor), MOST_ANSWERS))

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
        try:
            return self.skeleton.ids.index(post)  # 1 ms at 100,000, and no memory
        except ValueError:
            return None

    def floors_of(self, posts: Sequence[PostId]) -> dict[PostId, int]:
        """Return the floors of posts; those that have none are left out."""
        if len(posts) <= _FEW:
            found = ((post, self.floor_of(post)) for post in posts)
            return {post: floor for post, floor in found if floor is not None}
        floors = {post: floor for floor, post in enumerate(self.skeleton.ids)}
        return {post: floors[post] for post in posts if post in floors}

    def id_of(self, floor: int) -> PostId:
        """Return the post of a floor."""
        return PostId(self.skeleton.ids[floor])

    def state_of(self, floor: int) -> LinkState:
        """Return how sure the edge above a floor is."""
        return STATES[self.skeleton.states[floor] & ~BY_READER]

    def gap_before(self, floor: int) -> Gap | None:
        """Return which numbers are missing before a floor."""
        return self._gaps.get(self.skeleton.ordinals[floor])

    @property
    def opening_row(self) -> int | None:
        """The row of the post that began the thread, if it is shown as a row."""
        rows = (number for number, row in enumerate(self.rows) if row.post is not None)
        return next(rows, None)

    def row_of_opening(self, post: PostId) -> int | None:
        """Return the row of a post if it is the one that began the thread."""
        opening = self.head.opening
        return self.opening_row if opening is not None and opening.id == post else None

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

    # images

    def sized(self, image: Image) -> Image:
        """Return an image with the size of its picture, if that is known by now."""
        if image.picture is None or image.width is not None:
            return image
        size = self.sizes.get(image.picture)
        return image if size is None else image._replace(width=size[0], height=size[1])

    def renew_figures(self, head: ThreadHead) -> None:
        """Show the images of the article as they are now, and fetch posts with images again."""
        rows = head_rows(head, self.counts, self.remark)
        if len(rows) == len(self.rows):
            self.head, self.rows = head, rows
        for post in [post for post, held in self._posts.items() if held.figures]:
            self._characters -= len(self._posts.pop(post).text)

    # bodies

    def post(self, floor: int) -> Post | None:
        """Return a post that is in memory."""
        return self.known(self.id_of(floor))

    def known(self, post: PostId) -> Post | None:
        """Return a post that is in memory, by its id."""
        found = self._posts.get(post)
        if found is not None:
            self._posts.move_to_end(post)
        elif self.head.opening is not None and self.head.opening.id == post:
            return self.head.opening
        return found

    def load(self, floors: Sequence[int]) -> None:
        """Fetch, in one call, those floors and the ones they answer that are not in memory.

        What does not come is left out, and asked for again when it is wanted after a pause.  The
        first floor is fetched however long it is, others only as long as all are short.
        """
        now = time.monotonic()
        if now - self._failed < RETRY_SECONDS:
            return
        wanted: dict[PostId, None] = {}
        room = WINDOW_CELLS
        for place, floor in enumerate(floors):
            room -= self.skeleton.widths[floor]
            if place and room < 0:
                break
            for wish in (self.id_of(floor), self.short_parent(floor)):
                if wish is None:
                    continue
                missed = now - self._missed.get(wish, -RETRY_SECONDS) < RETRY_SECONDS
                if wish not in self._posts and not missed:
                    wanted[wish] = None
        if not wanted:
            return
        fetched = self._fetch(list(wanted))
        if not fetched:
            self._failed = now
        for post in fetched:
            if post.id in wanted:
                del wanted[post.id]
                self._posts[post.id] = post
                self._characters += len(post.text)
                self._missed.pop(post.id, None)
        self._missed.update(dict.fromkeys(wanted, now))
        self._forget(keep=len(fetched))

    def short_parent(self, floor: int) -> PostId | None:
        """Return what a floor answers, for its author's name; ``None`` if it is too long."""
        if self.whole is not None and self.part is not None:
            return self.whole.short_parent(self.part.origins[floor])
        parent = self.skeleton.parents[floor]
        short = parent >= 0 and self.skeleton.widths[parent] <= PARENT_CELLS
        return self.id_of(parent) if short else None

    def window(self, floors: Sequence[int]) -> list[Post | None]:
        """Fetch and return floors that need not stay in memory: what is copied at once."""
        ids = [self.id_of(floor) for floor in floors]
        absent = [post for post in ids if post not in self._posts]
        fetched = {post.id: post for post in self._fetch(absent)} if absent else {}
        return [self._posts.get(post) or fetched.get(post) for post in ids]

    def _forget(self, keep: int) -> None:
        while len(self._posts) > keep and (
            len(self._posts) > KEPT_POSTS or self._characters > KEPT_CHARACTERS
        ):
            _, post = self._posts.popitem(last=False)
            self._characters -= len(post.text)
