"""Setting: the same objects with every reader-visible string in one script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from pydantic import BaseModel, TypeAdapter

from edition.house import House
from edition.withdrawals import Withdrawal
from hanzi import Converter
from newsroom.appointments import Appointment
from newsroom.copies import altered
from newsroom.fingerprints import code_digest, digest, fingerprint
from newsroom.kinds import AS_WRITTEN, Script
from newsroom.model import Body, Filler, Issue, NewsItem, Page, Publication
from newsroom.store import Store

CODE = Path(__file__).parent
MOST_TEXTS = 4096  # at hand: what the program says, labels of issues
T = TypeVar("T")
_ITEM: TypeAdapter[NewsItem] = TypeAdapter(NewsItem)
_ISSUE: TypeAdapter[Issue] = TypeAdapter(Issue)
_PAGE: TypeAdapter[Page] = TypeAdapter(Page)


@dataclass(frozen=True, slots=True)
class SetPublication:
    """The publication in one script."""

    house: House
    issues: tuple[Issue, ...]
    pages: tuple[Page, ...]
    fillers: tuple[Filler, ...] = ()


class Compositor:
    """Sets a publication in one script; results are kept in the store.

    converter: with the publication's glossary.
    """

    def __init__(self, converter: Converter, store: Store) -> None:
        self._converter = converter
        self._store = store
        self._code = fingerprint(code_digest(CODE), converter.fingerprint)
        self._texts: dict[tuple[str, Script], str] = {}

    @property
    def fingerprint(self) -> str:
        """Of the converter and the way of setting."""
        return self._code

    @property
    def language(self) -> str:
        """The tag of the script it sets in."""
        return self._converter.target.tag

    def publication(self, publication: Publication, house: House) -> SetPublication:
        """The whole publication in the script."""
        return SetPublication(
            self.house(house),
            tuple(self.issue(issue) for issue in publication.issues),
            tuple(self._page(page) for page in publication.pages),
            tuple(self._set(each, each.script, {}) for each in publication.fillers),
        )

    def item(self, item: NewsItem) -> NewsItem:
        """One item in the script."""
        return replace(self._item(item), position=item.position, record=item.record)

    def withdrawals(self, withdrawn: tuple[Withdrawal, ...]) -> tuple[Withdrawal, ...]:
        """What was withdrawn, its notices in the script."""
        return tuple(replace(one, notice=self.text(one.notice)) for one in withdrawn)

    def appointment(self, appointment: Appointment, source: Script) -> Appointment:
        """An appointment that only the ledger still has, in the script."""
        signed: Mapping[str, str] = {}
        if appointment.person and source is Script.HANS:
            signed = self._converter.names([appointment.person])
        return self._set(appointment, source, signed)

    def house(self, house: House) -> House:
        """What the publication says of itself, in the script."""
        data = house.model_dump_json().encode()
        key = fingerprint("house", self._code, data)
        kept = self._store.get(key)
        if kept is None:
            kept = self._set(house, Script.HANS, {}).model_dump_json().encode()
            self._store.put(key, kept)
        return House.model_validate_json(kept)

    def text(self, text: str, source: Script = Script.HANS) -> str:
        """One string in the script; most are the program's own, and asked for again and again."""
        made = self._texts.get((text, source))
        if made is None:
            if len(self._texts) >= MOST_TEXTS:
                self._texts.clear()
            made = self._texts[text, source] = self._text(text, source)
        return made

    def _text(self, text: str, source: Script) -> str:
        key = fingerprint("text", self._code, source.value, text)
        kept = self._store.get(key)
        if kept is None:
            kept = self._converter.text(text, source).encode("utf-8", "surrogatepass")
            self._store.put(key, kept)
        return kept.decode("utf-8", "surrogatepass")

    def template(self, source: str) -> str:
        """A template, style sheet or script of the theme, in the script."""
        key = fingerprint("template", self._code, source)
        kept = self._store.get(key)
        if kept is None:
            kept = self._converter.template(source).encode()
            self._store.put(key, kept)
        return kept.decode()

    def issue(self, issue: Issue) -> Issue:
        """An issue in the script; kept as a whole, so that one unchanged is one thing to load."""
        bare = replace(issue, items=(), digest="", record=None)
        causes = (part for item in issue.items for part in _causes(item))
        key = fingerprint("set issue", self._code, repr(bare), *causes)
        same = fingerprint("same issue", key)
        if issue.script is self._converter.target and (kept := self._store.get(same)) is not None:
            return _as_it_is(issue, *kept.decode().split("\n"))
        made = self._store.load(key, _ISSUE, partial(self._items, issue))
        if made is None:
            made = replace(self._bare(bare), items=self._items(issue))
            digests = [made.digest, *(item.digest for item in made.items)]
            if made == _bared(bare, issue.items, digests):
                self._store.put(same, "\n".join(digests).encode())
                return _as_it_is(issue, *digests)
            self._store.put(key, _ISSUE.dump_json(made))
        pairs = zip(made.items, issue.items, strict=True)
        items = tuple(altered(ours, position=o.position, record=o.record) for ours, o in pairs)
        return altered(
            made,
            items=items,
            plan=issue.plan,
            digest=_whole(made.digest, issue, items),
            record=issue.record,
        )

    def _items(self, issue: Issue) -> tuple[NewsItem, ...]:
        return tuple(self._item(one) for one in issue.items)

    def _bare(self, bare: Issue) -> Issue:
        """An issue without its items."""
        made = self._set(bare, bare.script, {})
        if bare.note:
            made = replace(made, note=self._converter.html(bare.note, bare.script))
        return replace(made, digest=digest(_ISSUE.dump_json(made)))

    def _item(self, item: NewsItem) -> NewsItem:
        key = fingerprint("set", self._code, *_causes(item))
        kept = self._store.read(key, _ITEM)
        if kept is None:
            extra = {**self._known(item), **dict(item.glossary)}
            made = self._set(replace(item, digest="", position=0, record=None), item.script, extra)
            if made.facts:
                said = (replace(fact, label=self.text(fact.label)) for fact in made.facts)
                made = replace(made, facts=tuple(said))
            kept = made, _ITEM.dump_json(made)
            self._store.put(key, kept[1])
        made, data = kept
        return replace(made, digest=digest(data))

    def _known(self, item: NewsItem) -> dict[str, str]:
        """The names that an item tells, in its text or under it: one name has one form."""
        if item.script is not Script.HANS:
            return {}
        bodies = (item.body, *(brief.body for brief in item.briefs))
        told = self._converter.told("\n".join(body.html for body in bodies))
        return {**told, **self._converter.names(_people(item))}

    def _page(self, page: Page) -> Page:
        key = fingerprint("set page", self._code, page.digest)
        made = self._store.load(key, _PAGE)
        if made is None:
            made = self._set(replace(page, digest=""), page.script, {})
            made = replace(made, digest=digest(_PAGE.dump_json(made)))
            self._store.put(key, _PAGE.dump_json(made))
        return made

    def _set(self, value: T, source: Script, extra: Mapping[str, str]) -> T:
        """A value of the model with its strings in the script; what no reader sees stays."""
        made: Any
        match value:
            case Enum():
                made = value
            case str():
                made = self._converter.text(value, source, extra)
            case Body():
                made = self._body(value, source, extra)
            case tuple():
                made = tuple(self._set(entry, source, extra) for entry in value)
            case BaseModel():
                made = value.model_copy(update=self._changes(value, source, extra))
            case _ if is_dataclass(value) and not isinstance(value, type):
                made = replace(value, **self._changes(value, source, extra))
            case _:
                made = value
        return made  # type: ignore[no-any-return] # each case gives back its own type

    def _body(self, body: Body, source: Script, extra: Mapping[str, str]) -> Body:
        """A body in the script; one in its own script changes only where it holds a mark."""
        html = body.html
        if source is self._converter.target and "{" not in html:
            return body
        return self._store.keep_body(self._converter.html(html, source, extra))

    def _changes(self, value: Any, source: Script, extra: Mapping[str, str]) -> dict[str, Any]:
        names = texts_of(value.__class__)
        return {name: self._set(getattr(value, name), source, extra) for name in names}


def _bared(bare: Issue, items: tuple[NewsItem, ...], digests: list[str]) -> Issue:
    """What an issue is in a script that changes nothing of it. digests: its own, and of each."""
    own, *each = digests
    pairs = zip(items, each, strict=True)
    same = tuple(altered(item, digest=one, position=0, record=None) for item, one in pairs)
    return altered(bare, items=same, digest=own)


def _as_it_is(issue: Issue, own: str, *each: str) -> Issue:
    """An issue in a script that changes nothing of it: all that it holds is there only once.

    own: the digest of its own words in the script; each: of its items.
    """
    pairs = zip(issue.items, each, strict=True)
    items = tuple(altered(item, digest=one) for item, one in pairs)
    return altered(issue, items=items, digest=_whole(own, issue, items))


def _whole(own: str, issue: Issue, items: tuple[NewsItem, ...]) -> str:
    """The digest of an issue in a script. own: of its own words."""
    return fingerprint(own, repr(issue.plan), *(item.digest for item in items))


def _causes(item: NewsItem) -> tuple[str, str, str, str]:
    """What an item in a script depends on, beside the way of setting.

    The section is what the house makes of what the editor wrote, and a house may change.
    """
    return item.digest, item.key, item.body.digest, item.section


@cache
def texts_of(model: Any) -> tuple[str, ...]:
    """The fields of a dataclass or pydantic model that readers see."""
    hints = get_type_hints(model, include_extras=True)
    names = model.model_fields if issubclass(model, BaseModel) else [f.name for f in fields(model)]
    marks = {name: getattr(hints[name], "__metadata__", ()) for name in names}
    return tuple(name for name in names if AS_WRITTEN not in marks[name])


def _people(item: NewsItem) -> list[str]:
    """The names that stand where only names stand: under a text or photo, and in a schedule."""
    signed = [*item.bylines, *(credit for photo in item.photos for credit in photo.credits)]
    signed += [credit for brief in item.briefs for credit in brief.bylines]
    rows = item.schedule.rows if item.schedule else ()
    named = item.schedule.appointments if item.schedule and item.schedule.sheet else ()
    names = [credit.name for credit in signed] + [row.person for row in rows]
    names += [one.person for one in named]
    return [name for name in dict.fromkeys(names) if name and "-{" not in name]
