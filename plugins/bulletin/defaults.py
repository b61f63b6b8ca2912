"""The defaults of all settings, for the first line of a settings file.

`from bulletin.defaults import *`: what stands after it in `pelican.conf.py` is the paper's own.
What each setting means, and what may stand in it, says `edition.settings`.
"""

from __future__ import annotations

from edition.settings import defaults

globals().update(defaults())
__all__ = sorted(defaults())  # noqa: PLE0605 # names are made above; a list is what Python wants
