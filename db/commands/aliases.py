"""``beilin aliases``: the words that searches take for each other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db import search
from db.commands.paper import count, one_line
from db.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from db.commands.desk import Desk


def run(options: Namespace, desk: Desk) -> int:
    """Show the list of a library, write it anew, or switch it."""
    wanted = _wanted(options) if options.action == "set" else ()
    with desk.library(options) as store:
        aliases = search.read_aliases(store)
        if options.action == "set":
            aliases = replace(aliases, groups=wanted)
        elif options.action in {"on", "off"}:
            aliases = replace(aliases, enabled=options.action == "on")
        if options.action != "list":
            aliases = search.write_aliases(store, aliases).value
    if options.action == "list" and options.suggested:
        aliases = replace(aliases, groups=search.SUGGESTED)
    if desk.as_json:
        groups = [list(group) for group in aliases.groups]
        desk.answer({"aliases": {"enabled": aliases.enabled, "groups": groups}})
        return 0
    if options.action == "list":
        for line in search.write_groups(aliases.groups).splitlines():
            desk.write(one_line(line))
    state = "switched on" if aliases.enabled else "switched off"
    desk.write(f"{count(len(aliases.groups), 'group', 'groups')}, {state}")
    return 0


def _wanted(options: Namespace) -> tuple[tuple[str, ...], ...]:
    """Return the groups that were named; what is wrong is said before a library is opened."""
    if options.none == bool(options.groups or options.suggested):
        raise UsageError(
            "It was not said what the list is to hold; nothing was changed.",
            "Name a GROUP such as 芯片=晶片 or --suggested, or --none alone for an empty list.",
        )
    lines = list(options.groups)
    if options.suggested:
        lines += search.write_groups(search.SUGGESTED).splitlines()
    return search.parse_groups(lines)
