"""What can go wrong on the way to a server, each with its cure, and how a command ends then."""

from __future__ import annotations

from newsroom.problems import Code, Outcome, Problem, Severity


class DeliveryCode(Code):
    """What stops a delivery, or is mended on the way."""

    TARGET = "delivery.target"
    SECRET = "delivery.secret"  # noqa: S105 - the name of a problem
    TREE = "delivery.tree"
    HOST_KEY = "delivery.host-key"
    LOGIN = "delivery.login"
    CONNECTION = "delivery.connection"
    PERMISSION = "delivery.permission"
    FULL = "delivery.full"
    BUCKET = "delivery.bucket"
    CLOCK = "delivery.clock"
    LOCKED = "delivery.locked"
    IN_THE_WAY = "delivery.in-the-way"
    REMOVALS = "delivery.removals"
    PAPERS = "delivery.papers"
    OTHER_PAPER = "delivery.other-paper"
    LEDGER = "delivery.ledger"
    FORBIDDEN = "delivery.forbidden"
    NO_RELEASE = "delivery.no-release"
    DIFFERS = "delivery.differs"
    REFUSED = "delivery.refused"
    MENDED = "delivery.mended"
    STRANGER = "delivery.stranger"


MISUSES = frozenset({DeliveryCode.TARGET, DeliveryCode.SECRET})


class DeliveryError(Exception):
    """A delivery that came to nothing: readers see what they saw before.

    where: the target's address or a file of it; what, cure: as in a `Problem`.
    """

    def __init__(self, where: str, code: DeliveryCode, what: str, cure: str) -> None:
        self.problem = Problem(where, 0, code, what, cure)
        super().__init__(str(self.problem))

    @property
    def code(self) -> Code:
        """The kind of failure."""
        return self.problem.code

    @property
    def outcome(self) -> Outcome:
        """How the command ends."""
        return Outcome.MISUSED if self.code in MISUSES else Outcome.REFUSED


def remark(where: str, code: DeliveryCode, what: str, cure: str) -> Problem:
    """Something that was noticed and stops nothing."""
    return Problem(where, 0, code, what, cure, Severity.WARNING)
