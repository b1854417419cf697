"""``beilin formats``: the kinds of saved threads that are read, and the containers they lie in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.importing.containers.unpacking import CONTAINERS
from db.importing.registry import ALL

if TYPE_CHECKING:
    from argparse import Namespace

    from db.commands.desk import Desk


def run(options: Namespace, desk: Desk) -> int:
    """List readers with their detection keys."""
    if desk.as_json:
        desk.answer(
            {
                "formats": [
                    {
                        "name": each.name,
                        "version": each.version,
                        "title": each.title,
                        "keys": list(each.keys),
                        "proven": each.proven,
                    }
                    for each in ALL
                ],
                "containers": [
                    {
                        "name": each.name,
                        "title": each.title,
                        "keys": list(each.keys),
                        "proven": each.proven,
                    }
                    for each in CONTAINERS
                ],
            }
        )
        return 0
    for each in (*ALL, *CONTAINERS):
        proof = "proven on real captures" if each.proven else "built from a described shape alone"
        desk.write(f"{each.name}: {each.title} ({proof})")
        desk.write(f"  recognised by: {' · '.join(each.keys)}")
    return 0
