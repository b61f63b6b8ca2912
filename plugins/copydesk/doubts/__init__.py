"""What an editor must look at: told, never mended."""

from copydesk.doubts.finding import find_doubts
from copydesk.doubts.kinds import Doubt, DoubtKind

__all__ = ["Doubt", "DoubtKind", "find_doubts"]
