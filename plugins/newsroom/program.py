"""Where the program lies: a checkout, or the folder of the installed package, laid out alike.

Beside `plugins` lie `theme` and `content/pages`, whose handbook and lists belong to the program,
and `content/fillers`. A paper lies anywhere; the program writes nothing into its own folder but, in
a checkout, the cache.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

PROGRAM = Path(__file__).resolve().parents[2]
PLUGINS = PROGRAM / "plugins"
THEME = PROGRAM / "theme"
PAGES = PROGRAM / "content" / "pages"
FILLERS = PROGRAM / "content" / "fillers"  # of the sample, which a new paper begins with
HELPS = ("handbook", "papers", "problems", "settings", "theme")  # of these pages, the program's
FONTS = ".fonts"  # type of one's own, beside the settings or beside the program
CACHE = "PRESS_CACHE"  # the variable that names another folder for the cache


def is_checkout() -> bool:
    """Whether the program runs from its own sources, with a sample paper beside it."""
    return (PROGRAM / "scripts").is_dir()


def cache_folder() -> Path:
    """Where the program keeps what may be deleted at any time, for all papers of this machine.

    A checkout has its own; an installed program uses what the system keeps for this user.
    """
    named = os.environ.get(CACHE)
    if named:
        return Path(named)
    return PROGRAM / ".cache" if is_checkout() else users_cache() / "bulletin"


def users_cache(platform: str = sys.platform, env: Mapping[str, str] = os.environ) -> Path:
    """Where a system keeps the caches of the user who is at work."""
    if platform == "win32":
        local = env.get("LOCALAPPDATA")
        return Path(local) if local else Path.home() / "AppData" / "Local"
    if platform == "darwin":
        return Path.home() / "Library" / "Caches"
    named = env.get("XDG_CACHE_HOME", "")  # XDG Base Directory Specification: absolute, or not set
    return Path(named) if named.startswith("/") else Path.home() / ".cache"
