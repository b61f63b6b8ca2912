"""Where the room's pages and files stand below `/reception/`."""

from __future__ import annotations

from edition.addresses import Addresses


def index_path(addresses: Addresses) -> str:
    """`/reception/`."""
    return addresses.reception()


def year_path(addresses: Addresses, year: int) -> str:
    """`/reception/2013/`."""
    return addresses.reception(f"{year:04d}")


def changes_path(addresses: Addresses) -> str:
    """`/reception/changes/`."""
    return addresses.reception("changes")


def list_path(addresses: Addresses, kind: str) -> str:
    """`/reception/people/`; kind: "people" or "places"."""
    return addresses.reception(kind)


def subject_path(addresses: Addresses, kind: str, subject: str, year: int | None = None) -> str:
    """`/reception/people/ID/`, and `/reception/people/ID/2013/` for one year of several."""
    years = [] if year is None else [f"{year:04d}"]
    return addresses.reception(kind, subject, *years)


def calendar_paths(addresses: Addresses, *parts: str) -> tuple[str, str]:
    """The .ics and the .json of one calendar: ("people", "ID") is `/reception/people/ID.ics`."""
    *folders, name = parts or ("calendar",)
    return addresses.reception(*folders, f"{name}.ics"), addresses.reception(
        *folders, f"{name}.json"
    )


def schedule_paths(addresses: Addresses, key: str) -> tuple[str, str]:
    """The .ics and the .json of one schedule: `/reception/2013-09-30-reception.ics`."""
    return calendar_paths(addresses, key.replace("/", "-"))


def schema_path(addresses: Addresses) -> str:
    """`/reception/schema.json`; written by the default edition for all."""
    return addresses.reception("schema.json")


def webcal(url: str) -> str:
    """The address by which a calendar program subscribes."""
    return f"webcal://{url.split('://', 1)[-1]}"
