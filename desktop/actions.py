"""Every action of the window: its words, keys, icon and place in the menus."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from desktop import icons
from desktop.models import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QMenu, QMenuBar

    from desktop.theme import Tokens

translate = QCoreApplication.translate

SEPARATOR = ""


class Spec(NamedTuple):
    """An action as it is declared.

    Attributes:
        name: stable word; code and tests find the action by it.
        text: words in the menu, with a mnemonic.
        keys: shortcuts in portable form, the first is shown.
        icon: file name of its icon without suffix.
        checkable: whether it is a state that is on or off.
        local: whether its keys work only where the widget they belong to has the focus.
        group: name of the group of which one alone is on.
    """

    name: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    checkable: bool = False
    local: bool = False
    group: str = ""


class Menu(NamedTuple):
    """A menu as it is declared: titles, and names of actions or ``SEPARATOR``."""

    name: str
    title: str
    entries: tuple[str, ...]


def specs() -> tuple[Spec, ...]:
    """Return all actions in the language of the moment."""
    return (*_file(), *_edit(), *_thread(), *_reply(), *_view(), *_help())


def _file() -> tuple[Spec, ...]:
    return (
        Spec("open_files", translate("Actions", "&Open Files…"), ("Ctrl+O",), "open"),
        Spec("import_folder", translate("Actions", "Import &Folder…"), ("Ctrl+Shift+O",), "folder"),
        Spec("paste", translate("Actions", "&Paste a Copied Page"), ("Ctrl+V",), "paste"),
        Spec("try_sample", translate("Actions", "&Try the Sample")),
        Spec("reports", translate("Actions", "&Import Reports…")),
        Spec("new_library", translate("Actions", "&New Library…")),
        Spec("open_library", translate("Actions", "Open &Library…")),
        Spec("backup", translate("Actions", "&Back Up Library…")),
        Spec("check", translate("Actions", "&Check Library…")),
        Spec("preferences", translate("Actions", "P&references…"), ("Ctrl+,",)),
        Spec("quit", translate("Actions", "&Quit"), ("Ctrl+Q",)),
    )


def _edit() -> tuple[Spec, ...]:
    return (
        Spec("undo", translate("Actions", "&Undo"), ("Ctrl+Z",)),
        Spec("redo", translate("Actions", "&Redo"), ("Ctrl+Y", "Ctrl+Shift+Z")),
        Spec("copy", translate("Actions", "&Copy"), ("Ctrl+C",), "copy"),
        Spec("copy_cited", translate("Actions", "Copy with C&itation"), ("Ctrl+Shift+C",)),
        Spec("select_all", translate("Actions", "Select &All"), ("Ctrl+A",)),
        Spec("find", translate("Actions", "&Find in Thread"), ("Ctrl+F",), "search"),
        Spec("find_next", translate("Actions", "Find Ne&xt"), ("F3",)),
        Spec("find_previous", translate("Actions", "Find Pre&vious"), ("Shift+F3",)),
        Spec("search", translate("Actions", "&Search the Library"), ("Ctrl+Shift+F", "/")),
        Spec("search_chosen", translate("Actions", "S&earch for the Chosen Words"), ("Ctrl+E",)),
        Spec("save_search", translate("Actions", "Save &This Search…"), ("Ctrl+D",), "bookmark"),
        Spec("aliases", translate("Actions", "A&liases…")),
    )


def _thread() -> tuple[Spec, ...]:
    return (
        Spec("new_note", translate("Actions", "&New Note"), ("Ctrl+N", "N"), "note"),
        Spec(
            "delete_note", translate("Actions", "&Delete Note"), ("Del",), "trash", local=True,
        ),
        Spec("edit_thread", translate("Actions", "&Edit Title and Source…"), ("F2",)),
        Spec("save_original", translate("Actions", "&Save Original File…"), (), "save"),
        Spec("view_picture", translate("Actions", "Open Pict&ure"), (), "image"),
        Spec("save_picture", translate("Actions", "Save Picture &As…")),
        Spec("attach_image", translate("Actions", "Attac&h Image…"), ("Ctrl+I",)),
        Spec("detach_image", translate("Actions", "Detach &Image")),
        Spec("trash", translate("Actions", "Move to &Trash"), ("Del",), "trash", local=True),
        Spec("restore", translate("Actions", "&Restore from Trash"), (), "restore"),
        Spec("empty_trash", translate("Actions", "E&mpty Trash…")),
        Spec("back", translate("Actions", "&Back"), ("Alt+Left",)),
        Spec("forward", translate("Actions", "For&ward"), ("Alt+Right",)),
        Spec("go_to_floor", translate("Actions", "&Go to Floor…"), ("Ctrl+G",)),
        Spec("next_floor", translate("Actions", "Next F&loor"), ("J",)),
        Spec("previous_floor", translate("Actions", "Pre&vious Floor"), ("K",)),
        Spec("parent_floor", translate("Actions", "&Floor It Answers"), ("P",)),
        Spec("previous_sibling", translate("Actions", "&Previous Answer to the Same"), ("[",)),
        Spec("next_sibling", translate("Actions", "Next Answer t&o the Same"), ("]",)),
        Spec("peek", translate("Actions", "Loo&k at What It Answers"), ("V",)),
        Spec("turn_quotes", translate("Actions", "Open or Fold Its &Quotes"), ("Q",)),
        Spec("expand_all", translate("Actions", "E&xpand All"), ("*",)),
        Spec("collapse_all", translate("Actions", "&Collapse All"), ("Shift+Left",)),
    )  # fmt: skip


def _reply() -> tuple[Spec, ...]:
    return (
        Spec("reply_confirm", translate("Actions", "&Confirm Whom It Answers"), ("Y",)),
        Spec("reply_reject", translate("Actions", "&Not This One"), ("X",)),
        Spec("reply_choose", translate("Actions", "Choose Another &Floor…"), ("R",)),
        Spec("reply_pick", translate("Actions", "Choose It by C&lick"), ("Shift+R",)),
        Spec("reply_article", translate("Actions", "Answers the &Article"), ("Shift+A",)),
        Spec("reply_nobody", translate("Actions", "Is N&o Reply"), ("Shift+X",)),
        Spec(
            "suggestions", translate("Actions", "&Suggest Floors It May Answer"), ("S",),
            checkable=True,
        ),
        Spec("reply_again", translate("Actions", "Ask the &Rules Again"), ("U",)),
    )  # fmt: skip


def _view() -> tuple[Spec, ...]:
    return (
        Spec("flat", translate("Actions", "Flat, in &Floor Order"), ("T",), "flat", checkable=True),
        Spec(
            "only_person", translate("Actions", "Only &This Person"), ("O",), checkable=True,
        ),
        Spec(
            "certainty_likely", translate("Actions", "All Li&kely Replies in the Tree"),
            group="certainty",
        ),
        Spec(
            "certainty_sure", translate("Actions", "&Only Sure Replies in the Tree"),
            group="certainty",
        ),
        Spec(
            "certainty_stated", translate("Actions", "Only Replies the &Page States"),
            group="certainty",
        ),
        Spec(
            "fold_quotes", translate("Actions", "Fold &Quotes"), ("Shift+Q",), checkable=True,
        ),
        Spec("show_library", translate("Actions", "&Library"), ("F8",), "sidebar", checkable=True),
        Spec(
            "show_inspector", translate("Actions", "&Inspector"), ("F9",), "inspector",
            checkable=True,
        ),
        Spec("show_notes", translate("Actions", "&Notes"), ("Alt+1",)),
        Spec("show_reply", translate("Actions", "&Reply"), ("Alt+2",)),
        Spec("show_answers", translate("Actions", "Ans&wers to This Floor"), ("Alt+3", "A")),
        Spec("show_capture", translate("Actions", "&Capture"), ("Alt+4",)),
        Spec("larger", translate("Actions", "Lar&ger Text"), ("Ctrl++", "Ctrl+=")),
        Spec("smaller", translate("Actions", "&Smaller Text"), ("Ctrl+-",)),
        Spec("normal_size", translate("Actions", "&Usual Text Size"), ("Ctrl+0",)),
        Spec("theme_system", translate("Actions", "Colours of the S&ystem"), group="theme"),
        Spec("theme_light", translate("Actions", "Lig&ht"), group="theme"),
        Spec("theme_dark", translate("Actions", "&Dark"), group="theme"),
        Spec("full_screen", translate("Actions", "Full Scr&een"), ("F11",), checkable=True),
    )  # fmt: skip


def _help() -> tuple[Spec, ...]:
    return (
        Spec("shortcuts", translate("Actions", "&Keyboard Shortcuts"), ("F1",)),
        Spec("about", translate("Actions", "&About Beilin")),
    )


def menus() -> tuple[Menu, ...]:
    """Return the menus from left to right."""
    return (
        Menu("file", translate("Actions", "&File"), (
            "open_files", "import_folder", "paste", "try_sample", "reports", SEPARATOR,
            "new_library", "open_library", "backup", "check", SEPARATOR,
            "preferences", "quit",
        )),
        Menu("edit", translate("Actions", "&Edit"), (
            "undo", "redo", SEPARATOR, "copy", "copy_cited", "select_all", SEPARATOR,
            "find", "find_next", "find_previous", SEPARATOR,
            "search", "search_chosen", "save_search", "aliases",
        )),
        Menu("thread", translate("Actions", "&Thread"), (
            "new_note", "delete_note", SEPARATOR, "edit_thread", "save_original", SEPARATOR,
            "view_picture", "save_picture", "attach_image", "detach_image", SEPARATOR,
            "back", "forward", "go_to_floor", "next_floor", "previous_floor", "parent_floor",
            "previous_sibling", "next_sibling", SEPARATOR,
            "peek", "turn_quotes", "expand_all", "collapse_all", SEPARATOR,
            "trash", "restore", "empty_trash",
        )),
        Menu("reply", translate("Actions", "&Reply"), (
            "reply_confirm", "reply_reject", SEPARATOR,
            "reply_choose", "reply_pick", "reply_article", "reply_nobody", SEPARATOR,
            "reply_again", SEPARATOR, "suggestions",
        )),
        Menu("view", translate("Actions", "&View"), (
            "flat", "only_person", "fold_quotes", SEPARATOR,
            "certainty_likely", "certainty_sure", "certainty_stated", SEPARATOR,
            "show_library", "show_inspector", SEPARATOR,
            "show_notes", "show_reply", "show_answers", "show_capture", SEPARATOR,
            "larger", "smaller", "normal_size", SEPARATOR,
            "theme_system", "theme_light", "theme_dark", SEPARATOR, "full_screen",
        )),
        Menu("help", translate("Actions", "&Help"), ("shortcuts", SEPARATOR, "about")),
    )  # fmt: skip


def reading_keys() -> tuple[tuple[str, str], ...]:
    """Return keys of the reading column that are no actions: key and what it does."""
    return (
        ("←", translate("Actions", "Collapse the answers, or go to the floor it answers")),
        ("→", translate("Actions", "Expand the answers")),
        ("↑ ↓", translate("Actions", "Scroll, or walk through a list")),
        ("Space", translate("Actions", "A page further")),
        ("I", translate("Actions", "Next image; with Shift, the one before")),
        ("Home End", translate("Actions", "First and last floor")),
        (
            "Enter",
            translate("Actions", "Next hit while words are marked; with Shift, the one before"),
        ),
        ("Alt+↓", translate("Actions", "In the search field: what was searched for before")),
        ("Ctrl+Enter", translate("Actions", "Save the note and return to the thread")),
        ("Esc", translate("Actions", "Leave a search, return to where one was")),
    )


class Actions(QObject):
    """The actions of one window, by name."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        self._icons: dict[str, str] = {}
        groups: dict[str, QActionGroup] = {}
        for spec in specs():
            action = QAction(spec.text, self)
            action.setObjectName(spec.name)
            action.setShortcuts([QKeySequence(key) for key in spec.keys])
            action.setCheckable(spec.checkable or bool(spec.group))
            if spec.local:
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            if spec.group:
                if spec.group not in groups:
                    groups[spec.group] = QActionGroup(self)
                groups[spec.group].addAction(action)
            if spec.icon:
                self._icons[spec.name] = spec.icon
            self._actions[spec.name] = action
        self._actions["quit"].setMenuRole(QAction.MenuRole.QuitRole)
        self._actions["about"].setMenuRole(QAction.MenuRole.AboutRole)
        self._actions["preferences"].setMenuRole(QAction.MenuRole.PreferencesRole)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._actions)

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Put all menus into a menu bar and return them by name."""
        made: dict[str, QMenu] = {}
        for menu in menus():
            added = bar.addMenu(menu.title)
            added.setObjectName(f"menu_{menu.name}")
            for entry in menu.entries:
                if entry == SEPARATOR:
                    added.addSeparator()
                else:
                    added.addAction(self._actions[entry])
            made[menu.name] = added
        return made

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw the icons in the colours of a theme."""
        for name, file in self._icons.items():
            self._actions[name].setIcon(icons.icon(file, tokens.muted, tokens.faint))

    def enable(self, names: tuple[str, ...], *, possible: bool) -> None:
        """Say whether actions can be done now."""
        for name in names:
            self._actions[name].setEnabled(possible)


def shown_keys(action: QAction) -> str:
    """Return the shortcuts of an action as the system writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return "  ".join(keys.toString(native) for keys in action.shortcuts())


def plain_text(action: QAction) -> str:
    """Return the words of an action without mnemonic and ellipsis."""
    return wording.plain(action.text())
