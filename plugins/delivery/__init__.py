"""A finished tree → a server, and back. Knows trees and targets, not editions."""

from __future__ import annotations

from delivery.codes import DeliveryCode, DeliveryError
from delivery.dispatch import back, deliver, releases
from delivery.memory import Forbidden, Memory
from delivery.plan import Delivered, Options
from delivery.targets import Place

__all__ = [
    "Delivered",
    "DeliveryCode",
    "DeliveryError",
    "Forbidden",
    "Memory",
    "Options",
    "Place",
    "back",
    "deliver",
    "releases",
]
