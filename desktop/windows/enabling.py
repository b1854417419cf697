"""Which actions can act at this moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from desktop.actions import Actions


class Situation(NamedTuple):
    """What actions depend on.

    Attributes:
        library: a library is open.
        writable: it can be written.
        busy: a long job is under way.
        thread: a thread is open.
        noting: a note can be written on it.
        removable: a note is chosen that can be deleted.
        hits: matches are marked in it.
        searching: a search of the library stands that was answered.
        floor: a floor of it is chosen.
        flat: floors are shown flat.
        part: only the floors of one person are shown.
        target: a thread is chosen, in the list or by being open.
        trashed: that one is in the trash.
        back: there is a thread to go back to.
        forward: there is one to go forward to.
        image: a place where an image stood is chosen.
        picture: a picture stands there.
        decidable: it can be decided whom the chosen floor answers.
        answering: it answers somebody, as far as is known.
        decided: the reader decided something of it.
        field: text can be copied out of the field that has the focus.
    """

    library: bool = False
    writable: bool = False
    busy: bool = False
    thread: bool = False
    noting: bool = False
    removable: bool = False
    hits: bool = False
    searching: bool = False
    floor: bool = False
    flat: bool = False
    part: bool = False
    target: bool = False
    trashed: bool = False
    back: bool = False
    forward: bool = False
    image: bool = False
    picture: bool = False
    decidable: bool = False
    answering: bool = False
    decided: bool = False
    field: bool = False


def enable(actions: Actions, now: Situation) -> None:
    """Let those actions be chosen that can act, and no others."""
    can = {
        "open_files import_folder paste try_sample empty_trash": now.writable,
        "aliases": now.library and now.writable,
        "new_library open_library": not now.busy,
        "backup check": now.library and not now.busy,
        "search reports": now.library,
        "search_chosen": now.library and now.thread,
        "save_search": now.writable and now.searching,
        "copy select_all": now.thread or now.field,
        "copy_cited find go_to_floor save_original": now.thread,
        "next_floor previous_floor": now.thread,
        "find_next find_previous": now.thread and (now.hits or now.searching),
        "parent_floor previous_sibling next_sibling peek turn_quotes": now.floor,
        "only_person": now.floor or now.part,
        "expand_all collapse_all": now.thread and not now.flat,
        "new_note": now.noting,
        "delete_note": now.removable,
        "view_picture save_picture": now.picture,
        "attach_image": now.image and now.writable,
        "detach_image": now.picture and now.writable,
        "reply_confirm reply_reject": now.decidable and now.answering,
        "reply_choose reply_pick reply_article reply_nobody": now.decidable,
        "reply_again": now.decidable and now.decided,
        "edit_thread": now.target and now.writable,
        "trash": now.target and now.writable and not now.trashed,
        "restore": now.target and now.writable and now.trashed,
        "back": now.back,
        "forward": now.forward,
    }
    for names, possible in can.items():
        actions.enable(tuple(names.split()), possible=possible)
