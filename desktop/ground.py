"""What Qt needs of a Linux system before it may be loaded.

Qt ends the whole process where a library of its platform plug-in is missing or no display answers,
with words that help nobody.  So all of that is asked beforehand, without Qt.
"""

from __future__ import annotations

import ctypes
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ADVICE = "The commands of “beilin --help” work without a window."

BASE = (
    ("libglib-2.0.so.0", "libglib2.0-0"),
    ("libGL.so.1", "libgl1"),
    ("libEGL.so.1", "libegl1"),
    ("libX11.so.6", "libx11-6"),
    ("libxkbcommon.so.0", "libxkbcommon0"),
    ("libfontconfig.so.1", "libfontconfig1"),
    ("libfreetype.so.6", "libfreetype6"),
    ("libdbus-1.so.3", "libdbus-1-3"),
    ("libgssapi_krb5.so.2", "libgssapi-krb5-2"),  # Qt's network part, of which the door is made
    ("libbrotlidec.so.1", "libbrotli1"),
)
"""Libraries that any window needs, and the Debian packages that hold them."""

X11 = (
    ("libxcb.so.1", "libxcb1"),
    ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"),
    ("libxcb-image.so.0", "libxcb-image0"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    ("libxcb-randr.so.0", "libxcb-randr0"),
    ("libxcb-render.so.0", "libxcb-render0"),
    ("libxcb-render-util.so.0", "libxcb-render-util0"),
    ("libxcb-shape.so.0", "libxcb-shape0"),
    ("libxcb-shm.so.0", "libxcb-shm0"),
    ("libxcb-sync.so.1", "libxcb-sync1"),
    ("libxcb-util.so.1", "libxcb-util1"),
    ("libxcb-xfixes.so.0", "libxcb-xfixes0"),
    ("libxcb-xkb.so.1", "libxcb-xkb1"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ("libX11-xcb.so.1", "libx11-xcb1"),
)
"""The same for a window of the X Window System."""


def problem(environment: Mapping[str, str]) -> str:
    """Return why no window can be opened here, and what to do; empty if nothing speaks against it.

    Args:
        environment: the variables of the process.
    """
    if not sys.platform.startswith("linux"):
        return ""
    chosen = environment.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if chosen in ("", "xcb", "wayland"):
        return _of_display(environment, chosen)
    return _of_libraries(BASE)


def _of_display(environment: Mapping[str, str], chosen: str) -> str:
    if chosen != "xcb" and _wayland_answers(environment):
        return _of_libraries(BASE)
    display = environment.get("DISPLAY", "")
    if not display or chosen == "wayland":
        return (
            "There is no display to open a window on: neither DISPLAY nor WAYLAND_DISPLAY leads"
            f" to one. Start it from a desktop session. {ADVICE}"
        )
    missing = _of_libraries((*BASE, *X11))
    if missing:
        return missing
    if not _x_answers():
        return (
            f"The display {display} does not answer, so no window can be opened. Start it from a"
            f" desktop session, or correct DISPLAY. {ADVICE}"
        )
    return ""


def _of_libraries(needed: tuple[tuple[str, str], ...]) -> str:
    missing = [(library, package) for library, package in needed if not _loads(library)]
    if not missing:
        return ""
    libraries = ", ".join(library for library, _ in missing)
    packages = " ".join(package for _, package in missing)
    return (
        f"The window needs libraries that are not installed: {libraries}."
        f" On Debian or Ubuntu install them with “sudo apt install {packages}”. {ADVICE}"
    )


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _wayland_answers(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY", "")
    if not name:
        return False
    import socket  # noqa: PLC0415 - an X session need not load it

    place = os.path.join(environment.get("XDG_RUNTIME_DIR", ""), name)  # noqa: PTH118 - may be absolute
    with socket.socket(socket.AF_UNIX) as door:
        door.settimeout(1)
        try:
            door.connect(place)
        except OSError:
            return False
    return True


def _x_answers() -> bool:
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not failed
