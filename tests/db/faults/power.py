"""Cut the power at any moment: what the disk may then hold is built from a record of the calls.

python tests/db/faults/power.py FOLDER --states N [--sabotage NAME]

What was synced is there.  Of what was written since, any part may be: none, the first of it, some
of it in any order, the last of it torn at a sector.  A name that was made or removed since its
folder was synced may be there or not.  What came of it is answered as one JSON document.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from db.errors import KnownError
from db.files import side_files
from tests.db.faults import traced, working
from tests.db.faults.sweep import Work

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SECTOR = 512
_CALLS = "pwrite64,write,fsync,fdatasync,ftruncate,unlink,openat"
_LINE = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")
_PATH = re.compile(r"^\d+<((?:\\x[0-9a-f]{2})+|[^>]*)>")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True)
class Call:
    """A call of the system that changes what the disk will hold."""

    name: str
    path: str
    data: bytes = b""
    number: int = 0
    """Where it is written, or how long the file shall be."""


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))


def _plain(path: str) -> str:
    return _bytes(path).decode() if path.startswith("\\x") else path


def read_calls(log: Path) -> list[Call]:
    """Return the calls of a record of strace, in their order."""
    calls: list[Call] = []
    for line in log.read_text().splitlines():
        found = _LINE.match(line)
        if found is None or int(found[3]) < 0:
            continue
        name, words = found[1], found[2]
        at = _PATH.match(words)
        text = _TEXT.search(words)
        if name == "openat":
            if "O_CREAT" in words and text:
                calls.append(Call("create", _bytes(text[1]).decode()))
        elif name == "unlink":
            assert text
            calls.append(Call(name, _bytes(text[1]).decode()))
        elif at is not None:
            path = _plain(at[1])
            last = words.rpartition(", ")[2]
            if name in ("pwrite64", "write"):
                assert text
                where = int(last) if name == "pwrite64" else 0
                calls.append(Call(name, path, _bytes(text[1]), where))
            elif name == "ftruncate":
                calls.append(Call(name, path, number=int(last)))
            else:
                calls.append(Call("sync", path))
    return calls


@dataclass
class Disk:
    """What is on the disk for certain, and what may be."""

    folder: str
    files: dict[str, bytearray]
    names: set[str]
    pending: dict[str, list[Call]] = field(default_factory=dict[str, list[Call]])
    renamed: list[Call] = field(default_factory=list[Call])

    def take(self, call: Call) -> None:
        """Go on by one call."""
        if call.name in ("create", "unlink"):
            self.renamed.append(call)
            self.files.setdefault(call.path, bytearray())
        elif call.name != "sync":
            self.pending.setdefault(call.path, []).append(call)
        elif call.path == self.folder:
            for each in self.renamed:
                _name(self.names, each)
            self.renamed.clear()
        else:
            for each in self.pending.pop(call.path, []):
                _apply(self.files.setdefault(call.path, bytearray()), each)

    def after_a_cut(self, chance: random.Random) -> dict[str, bytes]:
        """Return the files as they may be when the power comes back."""
        names = set(self.names)
        for each in self.renamed[: chance.randint(0, len(self.renamed))]:
            _name(names, each)
        found: dict[str, bytes] = {}
        for path in names:
            data = bytearray(self.files.get(path, b""))
            for each in _survivors(self.pending.get(path, []), chance):
                _apply(data, each)
            found[path] = bytes(data)
        return found


def _name(names: set[str], call: Call) -> None:
    if call.name == "create":
        names.add(call.path)
    else:
        names.discard(call.path)


def _apply(data: bytearray, call: Call) -> None:
    if call.name == "ftruncate":
        del data[call.number :]
        data.extend(bytes(call.number - len(data)))
        return
    end = call.number + len(call.data)
    data.extend(bytes(max(0, end - len(data))))
    data[call.number : end] = call.data


def _survivors(calls: list[Call], chance: random.Random) -> list[Call]:
    way = chance.choice(("none", "all", "first", "first", "some", "some"))
    if way == "none" or not calls:
        return []
    if way == "all":
        return calls
    if way == "some":
        kept = [call for call in calls if chance.random() < 0.5]
        chance.shuffle(kept)
    else:
        kept = calls[: chance.randint(1, len(calls))]
    if kept and kept[-1].name == "pwrite64":
        last = kept[-1]
        sectors = chance.randint(0, len(last.data) // SECTOR)
        kept[-1] = Call(last.name, last.path, last.data[: sectors * SECTOR], last.number)
    return kept


def record(job: Work, folder: Path) -> tuple[list[Call], str]:
    """Let a program work, and return what it asked of the system, and where it said what."""
    acks = folder / "acknowledged"
    log = folder / "strace.log"
    job.begin()

    def act(_say: Callable[[str], object]) -> None:
        with acks.open("ab", buffering=0) as file:
            job.act(lambda words: file.write(f"{words}\n".encode()))

    filters = [*job.filters(), "-P", str(acks)]
    options = ["-y", "-xx", "-s", "4000000", "-e", f"trace={_CALLS}", "-o", str(log), *filters]
    ran = traced.run(act, options)
    if ran.status != 0:
        raise RuntimeError(f"the program ended with {ran.status}")
    return read_calls(log), str(acks)


def main(arguments: Sequence[str]) -> None:
    """Cut the power, and say what was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--states", type=int, required=True)
    parser.add_argument("--sabotage", default="")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    folder = options.folder.resolve()
    job = Work(folder, options.sabotage)
    calls, acks = record(job, folder)
    chance = random.Random(options.seed)
    moments = sorted(_moment(calls, chance) for _ in range(options.states))
    place = str(job.place)
    disk = Disk(str(folder), {place: bytearray(job.before.read_bytes())}, {place})
    cut = folder / "cut"
    cut.mkdir()
    acknowledged: list[str] = []
    found: list[str] = []
    done = 0
    for moment in moments:
        for call in calls[done:moment]:
            if call.path == acks:
                acknowledged += call.data.decode().split("\n")[:-1]
            elif not call.path.endswith("-shm"):
                disk.take(call)
        done = moment
        shutil.rmtree(cut)
        cut.mkdir()
        for path, data in disk.after_a_cut(chance).items():
            (cut / Path(path).name).write_bytes(data)
        told = _violations(cut / job.place.name, acknowledged)
        found += [f"call {moment}: {each}" for each in told]
    synced = sum(call.name == "sync" for call in calls)
    answer = {
        "states": len(moments),
        "calls": len(calls),
        "syncs": synced,
        "acknowledged": len(acknowledged),
        "violations": found[:20],
    }
    sys.stdout.write(json.dumps(answer) + "\n")


def _moment(calls: list[Call], chance: random.Random) -> int:
    """Choose a moment: any, or one about a sync or an acknowledgement."""
    if chance.random() < 0.5:
        return chance.randrange(len(calls) + 1)
    marks = [at for at, call in enumerate(calls) if call.name in ("sync", "write")]
    return min(max(0, chance.choice(marks) + chance.randint(-3, 3)), len(calls))


def _violations(place: Path, acknowledged: list[str]) -> list[str]:
    try:
        return working.violations(place, acknowledged)
    except KnownError as error:
        return [f"{error.code}: {error.headline}"]
    finally:
        for file in side_files(place):
            file.unlink(missing_ok=True)


if __name__ == "__main__":
    main(sys.argv[1:])
