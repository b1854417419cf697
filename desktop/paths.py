"""Where things lie: what comes with the program, and what this user's window keeps."""

from __future__ import annotations

from pathlib import Path

import platformdirs

APPLICATION = "beilin"


def resources() -> Path:
    """Return the folder of icons, styles, translations and the sample.

    It lies beside the modules in a wheel or a bundle, and beside the package in a checkout.
    """
    here = Path(__file__).resolve().parent
    inside = here / "resources"
    return inside if inside.is_dir() else here.parent / "resources"


def settings_file() -> Path:
    """Return the file of window settings; the library's own place is kept elsewhere."""
    return platformdirs.user_config_path(APPLICATION, appauthor=False) / "window.ini"


def log_file() -> Path:
    """Return the log of the window; its folder may not be there yet."""
    return platformdirs.user_log_path(APPLICATION, appauthor=False) / "window.log"


def state_folder() -> Path:
    """Return the folder for what lives only while the program runs."""
    return platformdirs.user_state_path(APPLICATION, appauthor=False)


def sample() -> Path:
    """Return the folder of the invented sample thread."""
    return resources() / "sample"


def translations() -> Path:
    """Return the folder of the compiled translations."""
    return resources() / "translations"
