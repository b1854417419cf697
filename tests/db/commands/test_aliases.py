"""``beilin aliases``: showing, writing and switching the words that mean the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from db import search
from tests.db.commands.running import ALIASES, answer, fits, run
from tests.db.threads.shelf import AFloor, AThread, Shelf

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> str:
    place = tmp_path / "a.beilin"
    shelf = Shelf(place)
    shelf.add(AThread("一个帖子", floors=[AFloor("芯片"), AFloor("晶片")]))
    shelf.store.close()
    return str(place)


def hits(library: str, query: str) -> int:
    total = answer("search", query, "--library", library)["total"]
    assert isinstance(total, int)
    return total


def test_the_list_is_written_shown_and_switched(library: str) -> None:
    here = ("--library", library)
    document = answer("aliases", "list", *here)
    fits(document, ALIASES)
    assert document == {"aliases": {"enabled": False, "groups": []}}
    document = answer("aliases", "set", "芯片=晶片", "英伟达＝辉达=NVIDIA", *here)
    groups = [["芯片", "晶片"], ["英伟达", "辉达", "NVIDIA"]]
    assert document == {"aliases": {"enabled": False, "groups": groups}}
    assert hits(library, "芯片") == 1
    assert answer("aliases", "on", *here) == {"aliases": {"enabled": True, "groups": groups}}
    assert hits(library, "芯片") == 2
    assert run("aliases", "list", *here).out == (
        "芯片 = 晶片\n英伟达 = 辉达 = NVIDIA\n2 groups, switched on\n"
    )
    assert answer("aliases", "set", "甲=乙", *here)["aliases"]["enabled"]
    assert run("aliases", "off", *here).out == "1 group, switched off\n"
    assert run("aliases", "set", "--none", *here).out == "0 groups, switched off\n"


def test_well_known_pairs_are_offered_and_not_switched_on(library: str) -> None:
    here = ("--library", library)
    offered = answer("aliases", "list", "--suggested", *here)["aliases"]["groups"]
    assert offered == [list(group) for group in search.SUGGESTED]
    assert answer("aliases", "list", *here)["aliases"]["groups"] == []
    document = answer("aliases", "set", "甲=乙", "--suggested", *here)
    assert document == {"aliases": {"enabled": False, "groups": [["甲", "乙"], *offered]}}


def test_what_is_wrong_is_said_before_a_library_is_opened(tmp_path: Path) -> None:
    gone = tmp_path / "gone.beilin"
    ran = run("aliases", "set", "甲=乙", "丙", "--library", gone, "--json")
    assert (ran.status, ran.code) == (2, "aliases-wrong")
    assert ran.document["error"]["detail"] == "line 2"
    assert run("aliases", "set", "甲=乙", "乙=丙", "--library", gone).status == 2
    assert run("aliases", "on", "--library", gone, "--json").code == "library-missing"
