"""Where each system keeps its type, and where a paper may have its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from newsroom.program import FONTS, PROGRAM

LINUX = (
    "/usr/share/fonts/opentype/noto",  # Debian, Ubuntu: fonts-noto-cjk
    "/usr/share/fonts/truetype/ancient-scripts",  # fonts-symbola
    "/usr/share/fonts/truetype/lxgw-wenkai",  # fonts-lxgw-wenkai, 楷体
    "/usr/share/fonts/truetype/arphic",  # fonts-arphic-ukai, 楷体
    "/usr/share/fonts/noto-cjk",  # Arch
    "/usr/share/fonts/google-noto-cjk",  # Fedora
    "/usr/share/fonts/google-noto-sans-cjk-fonts",
    "/usr/share/fonts/google-noto-serif-cjk-fonts",
)
MACOS = ("/Library/Fonts", "/System/Library/Fonts", "/System/Library/Fonts/Supplemental")


def font_folders(
    platform: str = sys.platform, env: Mapping[str, str] = os.environ
) -> tuple[str, ...]:
    """The folders to look for type in, the paper's own first; those that are not there, too.

    The first is relative to the settings file.
    """
    own = (FONTS, str(PROGRAM / FONTS))
    home = Path.home()
    if platform == "win32":
        local = Path(env.get("LOCALAPPDATA") or home / "AppData" / "Local")
        windows = Path(env.get("WINDIR") or "C:/Windows")
        return (*own, str(local / "Microsoft" / "Windows" / "Fonts"), str(windows / "Fonts"))
    if platform == "darwin":
        return (*own, str(home / "Library" / "Fonts"), *MACOS)
    return (*own, *LINUX)
