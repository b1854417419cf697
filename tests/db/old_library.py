"""A small library with something of everything, and what is seen in it.

python tests/db/old_library.py tests/data/stores/vN.beilin

Makes the library that is kept of the present schema, with a JSON file beside it that says what is
in it.  Tests of every later version open it and must see the same.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from contextlib import closing
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from db import notes, search, store
from db.errors import NotAThread
from db.importing import pipeline, runs
from db.pictures import Shown
from db.records import ImportOutcome, ImportStatus, Parent, Place, ThreadId
from db.search import saved
from db.threads import deciding, editing, originals, pictures, reading
from db.threads.pictures import FigureKey

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.store import Store

FIRST = """\
河边的石头搬走了没有

城南旧事
Heron
最新回复：2024年5月1日 8点05分 PT
  返回列表
120 阅读
5 评论
河岸周刊

石头在河边放了很久，没有人记得是谁放的。今年春天水退下去，它又露了出来。

图像来源，河岸周刊

图像加注文字，河边的石头，摄于春天。

有人说应该搬走，也有人说应该留着。

阿
阿云
1 楼
这块石头是我爷爷放的，那年发过大水。
北
北桥
2 楼
不信。
小
小舟
3 楼
回复：‘阿云 发表评论于 2024-05-01 07:10:00 这块石头是我爷爷放的，\
那年发过大水。’ **======** 原来如此，怪不得。
竹
竹巷
4 楼
DeepSeek 也不知道它有多重。
石
石渡
5 楼
回复：‘走失的人 发表评论于 2024-05-01 07:20:00 这一层已经被删掉了，\
只剩下引文。’ **======** 我记得你说的。
"""

SECOND = """\
渡口的茶摊

城南旧事
Quince
最新回复：2024年6月2日 18点30分 PT
  返回列表
40 阅读
1 评论
河岸周刊

茶摊开了三十年，今天是最后一天。

老
老灯
1 楼
再来一碗。
"""

POINT = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg=="
)

QUERIES = (
    "石头",
    "石頭",
    "爷爷",
    "DeepSeek",
    "摄于春天",
    "author:北桥",
    "怪不得 -不信",
    "茶",
    "问姑姑",
)


def make(place: Path) -> None:
    """Make the library."""
    with closing(store.create(place)) as library:
        for name, text in (("stone.txt", FIRST), ("tea.txt", SECOND)):
            (outcome,) = pipeline.import_bytes(library, text.encode(), name)
            if outcome.thread is None:
                raise RuntimeError(outcome)
        stone, tea = ThreadId(1), ThreadId(2)
        posts = [post.id for post in reading.thread_posts(library, stone)]
        notes.add(library, stone, post=posts[0], body="去问姑姑", quote="爷爷放的", tags=["家"])
        notes.add(library, stone, body="文章里没有写是谁拍的")
        deciding.choose(library, posts[1], Parent(post=posts[0]), reason="他一直这样说话")
        deciding.reject(library, posts[2])
        deciding.not_a_reply(library, posts[3])
        away = notes.add(library, stone, post=posts[1], body="没什么可说").value
        notes.remove(library, away.id)
        _attach(library, stone)
        _report(library)
        editing.edit(library, stone, title="石头", source_url="https://example.org/stone")
        editing.set_place(library, stone, Place(posts[2], None, 3))
        editing.trash(library, tea)
        search.write_aliases(library, search.Aliases(groups=(("石头", "石块"), ("茶", "tea"))))
        saved.save(library, "石头的事", "石头 -茶")
        saved.remember(library, "石头")


def _attach(library: Store, thread: ThreadId) -> None:
    """Put a picture of one white point into the first gap of the article."""
    point = base64.b64decode(POINT)
    figure = next(
        block.figure for block in reading.head(library, thread).blocks if block.figure is not None
    )
    shown = Shown("image/png", 1, 1, point, 1, 1)
    pictures.attach(library, FigureKey(article=True, id=figure), point, shown, "point.png")


def _report(library: Store) -> None:
    """Remember an import of one file that was refused."""
    recorder = runs.Recorder(library, [Path("/saved")], 1)
    problem = NotAThread("{name} is no thread.", "Leave it.", name="none.txt")
    recorder.hold(
        [ImportOutcome("/saved/none.txt", ImportStatus.REFUSED, error="none", problem=problem)]
    )
    recorder.end(runs.FINISHED)


def look(library: Store) -> dict[str, Any]:
    """Say what is seen in a library, as plain values."""
    seen: dict[str, Any] = {"threads": {}}
    for view in (reading.View.ALL, reading.View.TRASH):
        for number in reading.thread_ids(library, view=view):
            seen["threads"][str(number)] = _thread(library, ThreadId(number))
    seen["notes in the trash"] = [_plain(note) for note in notes.list_notes(library, trashed=True)]
    seen["imports"] = [
        [run.inputs, run.state, run.counts, [each.path for each in runs.outcomes(library, run.id)]]
        for run in runs.runs(library)
    ]
    seen["aliases"] = _plain(search.read_aliases(library))
    seen["search"] = {query: search.search(library, query).counts for query in QUERIES}
    seen["saved searches"] = [_plain(each) for each in saved.saved_searches(library)]
    seen["searched for"] = saved.history(library)
    # what is asked for by JSON comes back as lists and texts
    return dict(json.loads(json.dumps(seen, ensure_ascii=False)))


def _thread(library: Store, thread: ThreadId) -> dict[str, Any]:
    head = reading.head(library, thread)
    digests = {
        str(capture.id): hashlib.sha256(
            b"".join(originals.original(library, capture.id))
        ).hexdigest()
        for capture in head.captures
    }
    place = editing.place(library, thread)
    kept = [block.picture for block in head.blocks if block.picture is not None]
    return {
        "head": _plain(head),
        "posts": [_plain(post) for post in reading.thread_posts(library, thread)],
        "notes": [_plain(note) for note in notes.list_notes(library, thread=thread)],
        "originals": digests,
        "pictures": [
            hashlib.sha256(pictures.original(library, picture)).hexdigest() for picture in kept
        ],
        "place": None if place is None else _plain(place),
    }


def _plain(value: Any) -> Any:
    """Return a record, and those in it, as JSON has it: fields by their names."""
    named: dict[str, Any] | None = None
    if is_dataclass(value):
        named = {each.name: getattr(value, each.name) for each in fields(value)}
    elif hasattr(value, "_asdict"):
        named = value._asdict()
    if named is not None:
        return {name: _plain(each) for name, each in named.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in cast("Iterable[Any]", value)]
    return value


def missing(kept: Any, seen: Any, where: str = "$") -> list[str]:
    """Return what was kept and is not seen; later versions may see more."""
    kind = _kind(kept)
    if kind is not _kind(seen) or (kind is list and len(kept) != len(seen)):
        return [f"{where}: {kept!r} is {seen!r}"]
    if kind is dict:
        pairs = [(name, value, seen.get(name)) for name, value in kept.items()]
    elif kind is list:
        pairs = [(at, kept[at], seen[at]) for at in range(len(kept))]
    else:
        return [] if kept == seen else [f"{where}: {kept!r} is {seen!r}"]
    return [found for name, one, other in pairs for found in missing(one, other, f"{where}.{name}")]


def _kind(value: object) -> type:
    return type(value)


def main(place: Path) -> None:
    """Make the library and say what is in it."""
    make(place)
    with closing(store.open_library(place)) as library:
        text = json.dumps(look(library), ensure_ascii=False, indent=1, sort_keys=True)
    place.with_suffix(".json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
