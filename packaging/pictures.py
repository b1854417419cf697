"""Make the pictures of the README from the sample: ``python3 packaging/pictures.py``.

Sets up what is needed, starts a display of its own (Xvfb), and lets ``scenes.py`` open the window
on it, light and dark.  Nothing of the user is touched: home and library are in a temporary folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import environment
import machine
from lists import ROOT

if TYPE_CHECKING:
    from collections.abc import Generator

TARGET = ROOT / "docs" / "pictures"
SAMPLE = ROOT / "resources" / "sample" / "sample-thread.txt"


@contextmanager
def display(size: str) -> Generator[str]:
    """Run an X server of its own and give the name of its display."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-nolisten", "tcp", "-screen", "0", f"{size}x24"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def main() -> int:
    """Make all pictures and return the exit status."""
    missing = machine.offer({"Xvfb": "xvfb"})
    if missing:
        machine.stop("Xvfb is not installed; the pictures are made on a display of its own.")
    machine.prepare(window=True)
    python = environment.ensure("run")
    environment.compile_translations(python)
    TARGET.mkdir(parents=True, exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix="beilin-pictures-"))
    variables = {
        **{name: value for name, value in os.environ.items() if not name.startswith("XDG_")},
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "xcb",
    }
    try:
        with display("1280x800") as name:
            done = subprocess.run(
                [python, "-P", ROOT / "packaging" / "scenes.py", SAMPLE, TARGET],
                env={**variables, "DISPLAY": name},
                check=False,
            )
    finally:
        shutil.rmtree(home)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
