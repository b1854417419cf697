"""What the machine itself must have before the first start, and how to get it.

Qt aborts without a usable word where a library of the system is missing, so this looks first: for
the libraries themselves (``desktop.ground`` lists them), not for packages, since they may come from
anywhere.  Only Debian and its kin are known by the names of their packages; Windows and macOS bring
what is needed.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

sys.path.insert(1, str(Path(__file__).resolve().parent.parent))

from desktop import ground

CHINESE_FONT = "fonts-noto-cjk"


def say(sentence: str) -> None:
    """Tell the user; standard output belongs to the program that is started."""
    print(sentence, file=sys.stderr, flush=True)


def stop(sentence: str) -> NoReturn:
    """End with a sentence and exit status 1."""
    say(sentence)
    raise SystemExit(1)


def prepare(*, window: bool) -> None:
    """Make sure the machine has what is needed, installing it where that is allowed.

    Args:
        window: whether a window is to be opened, or only tests run.

    Raises:
        SystemExit: something is missing and cannot be installed from here; it was named.
    """
    if not sys.platform.startswith("linux"):
        return
    missing = _missing(window=window)
    if not missing:
        return
    packages = sorted(set(missing.values()))
    command = _install_command()
    by_hand = _by_hand(packages)
    if shutil.which("apt-get") is None:
        stop(
            f"Beilin needs parts of the system that are not here: {', '.join(sorted(missing))}.\n"
            "Install them with the system's package manager and start again; on Debian and Ubuntu "
            f"they are called {', '.join(packages)}."
        )
    if command is None:
        stop(
            f"Beilin needs packages of the system that are not installed: {', '.join(packages)}."
            f"\nNothing was changed. {by_hand}\n\nand start again."
        )
    say(f"Installing packages of the system: {', '.join(packages)}")
    _install(command, packages)
    still = _missing(window=window)
    if still:
        stop(
            f"These are still missing after installing their packages: {', '.join(sorted(still))}."
            f"\n{by_hand}\n\nand start again."
        )


def offer(tools: dict[str, str]) -> list[str]:
    """Install programs of the system that are useful but not needed, where that is allowed.

    Args:
        tools: each program with the package it comes from.

    Returns:
        Those that are not there.
    """
    if not sys.platform.startswith("linux"):
        return list(tools)
    missing = [tool for tool in tools if shutil.which(tool) is None]
    command = _install_command() if missing else None
    if command is not None and shutil.which("apt-get") is not None:
        packages = [tools[tool] for tool in missing]
        say(f"Installing packages of the system: {', '.join(packages)}")
        _install(command, packages, needed=False)
    return [tool for tool in missing if shutil.which(tool) is None]


def require_display() -> None:
    """Make sure a window can be opened here, before anything is downloaded for it.

    Raises:
        SystemExit: there is no display, or it refuses; it was said.
    """
    problem = ground.problem(os.environ)
    if problem:
        stop(problem)


def _missing(*, window: bool) -> dict[str, str]:
    """Return what is not there, each with the package that brings it."""
    wanted = (*ground.BASE, *(ground.X11 if window else ()))
    missing = {library: package for library, package in wanted if not _loads(library)}
    if find_spec("venv") is None or find_spec("ensurepip") is None:
        missing["Python's venv and pip"] = f"python3.{sys.version_info.minor}-venv"
    if "libfontconfig.so.1" in missing or not _chinese_font():
        missing["a Chinese font"] = CHINESE_FONT
    return missing


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _chinese_font() -> bool:
    """Ask fontconfig, which Qt asks too, for a font that covers Chinese."""
    fontconfig = ctypes.CDLL("libfontconfig.so.1")
    for name, arguments in {
        "FcNameParse": [ctypes.c_char_p],
        "FcObjectSetCreate": [],
        "FcFontList": [ctypes.c_void_p] * 3,
    }.items():
        function = getattr(fontconfig, name)
        function.restype = ctypes.c_void_p
        function.argtypes = arguments
    fontconfig.FcInitReinitialize()
    found: int | None = fontconfig.FcFontList(
        None, fontconfig.FcNameParse(b":lang=zh-cn"), fontconfig.FcObjectSetCreate()
    )
    # the answer begins with how many fonts there are; it is small and lives until the end
    return found is not None and ctypes.c_int.from_address(found).value > 0


def _install_command() -> list[str] | None:
    """Return how packages are installed here without asking; ``None`` if that is not allowed."""
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    if os.geteuid() == 0:
        return quiet
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n", *quiet] if asked.returncode == 0 else None


def _by_hand(packages: list[str]) -> str:
    """Say the command for somebody who may give it."""
    update = "apt-get update"
    install = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if shutil.which("sudo") is None:
        return f"As root, run\n\n    {update} && {install}"
    return f"Run\n\n    sudo {update} && sudo {install}"


def _install(command: list[str], packages: list[str], *, needed: bool = True) -> None:
    for words in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            [*command, "-q", "-o", "DPkg::Lock::Timeout=300", *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        # an update may fail for one source of many and the packages still be found
        if done.returncode and words[0] == "install":
            sentence = (
                f"apt-get could not install {', '.join(packages)}:\n{done.stdout[-2000:]}\n"
                "Check the network and the list of package sources, then start again."
            )
            if needed:
                stop(sentence)
            say(sentence)
