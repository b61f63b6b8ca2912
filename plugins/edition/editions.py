"""The editions of a publication: one a script, each with all that its rooms need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path

from edition.addresses import Addresses
from edition.assets import Asset, assets_of
from edition.job import Job
from edition.model import Edition, Sibling
from edition.setting import Compositor, SetPublication
from edition.theme import ScriptLoader, environment_of
from edition.withdrawals import withdrawals_of
from edition.withholding import Withholding
from hanzi import Converter
from ledger import Ledger
from newsroom.fingerprints import code_digest, fingerprint
from newsroom.kinds import Script
from newsroom.model import Publication
from newsroom.problems import ProblemList
from newsroom.store import Store

CODE = Path(__file__).parent
LIBRARIES = ("jinja2", "markdown", "nh3", "pillow", "lxml")


def prefixes_of(scripts: tuple[Script, ...]) -> tuple[str, ...]:
    """Of the addresses of each edition; the first stands at the site's root."""
    return ("", *(f"{script.value}/" for script in scripts[1:]))


def editions_of(
    job: Job,
    publication: Publication,
    ledger: Ledger,
    store: Store,
    problems: ProblemList,
    withholding: Withholding,
    reprint: Mapping[date, date],
) -> Iterator[Edition]:
    """The editions that a job asks for. publication: gated; the rest as `Edition` has it."""
    printed = job.printed_folder
    assets = assets_of(job.theme)
    siblings = tuple(
        Sibling(script, script.label, Addresses(job.house.site, prefix, job.house.slug))
        for script, prefix in zip(job.scripts, prefixes_of(job.scripts), strict=True)
    )
    folders = (*job.template_overrides, job.theme / "templates")
    before: tuple[Edition, ...] = ()
    for sibling in siblings:
        compositor = Compositor(Converter(sibling.script, publication.glossary), store)
        plain = Compositor(Converter(sibling.script), store)
        made = compositor.publication(publication, job.house)
        loader = ScriptLoader(folders, plain.template)
        edition = Edition(
            script=sibling.script,
            house=made.house,
            addresses=sibling.addresses,
            issues=made.issues,
            pages=made.pages,
            fillers=made.fillers,
            siblings=siblings,
            rooms=frozenset(job.publishers),
            environment=environment_of(job.environment, loader, job.cache),
            fingerprint=_fingerprint(job, made, loader, plain, sibling, assets),
            content=job.content,
            theme=job.theme,
            cache=job.cache,
            set_text=plain.text,
            set_appointment=compositor.appointment,
            problems=problems,
            withholding=withholding,
            ledger=ledger,
            now=job.now,
            printed=printed,
            reprint=reprint,
            withdrawn=compositor.withdrawals(withdrawals_of(ledger)),
            fonts=job.fonts,
            options=job.options,
            keep_index=job.keep_index,
            before=before,
            assets=assets,
        )
        before = (*before, edition)
        yield edition


@cache
def _libraries() -> tuple[str, ...]:
    return tuple(f"{name} {version(name)}" for name in LIBRARIES)


def _fingerprint(
    job: Job,
    made: SetPublication,
    loader: ScriptLoader,
    plain: Compositor,
    sibling: Sibling,
    assets: Mapping[str, Asset],
) -> str:
    """Of what every file of an edition depends on; a page's foot lists the standing pages."""
    return fingerprint(
        code_digest(CODE),
        *_libraries(),
        made.house.model_dump_json(),
        loader.fingerprint,
        plain.fingerprint,
        repr([(page.id, page.title, page.footer, page.position) for page in made.pages]),
        sibling.addresses.prefix,
        repr([script.value for script in job.scripts]),
        repr(job.publishers),
        repr(sorted((name, repr(sorted(o.items()))) for name, o in job.options.items())),
        str(job.keep_index),
        *(asset.name for asset in assets.values()),
    )
