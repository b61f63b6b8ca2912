"""The program as one installed package: a command, the defaults of settings, and the rooms.

In a wheel the rooms lie in a folder of this package, so that no room's name lies bare among the
libraries. They are found as Pelican finds plugins by PLUGIN_PATHS: their folder is put on Python's
path, before the libraries, when this package is imported.
"""

from __future__ import annotations

import sys
from pathlib import Path

_HERE = Path(__file__).resolve().parent
ROOMS = _HERE / "plugins" if (_HERE / "plugins").is_dir() else _HERE.parent

if str(ROOMS) not in sys.path:
    sys.path.insert(0, str(ROOMS))
