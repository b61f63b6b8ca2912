"""What only shows between files: links to nowhere, addresses and numbers used twice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from newsroom.codes import CheckingCode
from newsroom.model import NewsItem, Publication
from newsroom.problems import ProblemList, Severity
from newsroom.references import Reference


class CrossCheck:
    """Told of everything while it is read; asked at the end what does not fit together.

    Things are known by their keys: `issue/2013-09-30`, `item/2013-09-30/lead`, `page/about`.
    ours: the key of what a public address of the paper shows; "" for any other address. taken: the
    keys of items that were withdrawn, where readers find a notice; asked when a link is dead.
    """

    def __init__(
        self,
        content: str,
        problems: ProblemList,
        ours: Callable[[str], str] = lambda _: "",
        taken: Callable[[], Collection[str]] = tuple,
    ) -> None:
        self._content = content
        self._ours = ours
        self._taken = taken
        self._problems = problems
        self._links: list[tuple[str, tuple[Reference, ...]]] = []
        self._anchors: dict[str, frozenset[str]] = {}
        self._items: set[str] = set()
        self._seen: set[str] = set()
        self._numbers: dict[int, str] = {}
        self._moved_lines: dict[str, tuple[int, ...]] = {}
        self._old: set[str] = set()

    def saw(self, key: str) -> None:
        """Something stands there, with faults or without."""
        self._seen.add(key)

    def read(self, item: NewsItem, moved_lines: Iterable[int] = ()) -> None:
        """An item could be read, whether it is shown or not. moved_lines: of its old addresses."""
        self._items.add(item.key)
        self._moved_lines[item.key] = tuple(moved_lines)

    def shown(self, key: str, anchors: frozenset[str]) -> None:
        """Something will be published, with these places to link to."""
        self._anchors[key] = anchors

    def linked(self, name: str, links: Iterable[Reference]) -> None:
        """A file to be published makes these links."""
        self._links.append((name, tuple(links)))

    def number(self, number: int, folder: str, name: str) -> None:
        """An issue has a number; name: of its file, for the editor."""
        twin = self._numbers.setdefault(number, folder)
        if twin != folder:
            what = f"第{number}期与 {twin} 的期号相同"
            self._problems.add(name, 1, CheckingCode.NUMBER_TWICE, what, "请改其中一期的期号")

    def check(self, publication: Publication) -> None:
        """Note what does not fit together."""
        for issue in publication.issues:
            if issue.items:
                self._anchors[f"issue/{issue.key}"] = frozenset()
            self._old |= {f"item/{old}" for item in issue.items for old in item.moved_from}
        for name, links in self._links:
            for link in links:
                self._check_link(name, link)
        self._check_old_addresses(publication)
        self._check_recordings(publication)

    def _check_recordings(self, publication: Publication) -> None:
        """Where several items are read in one file, each begins somewhere else."""
        heard: dict[tuple[str, str, float], NewsItem] = {}
        for issue in publication.issues:
            for item in issue.items:
                if item.audio is None:
                    continue
                place = (issue.key, item.audio.digest, item.audio.start)
                twin = heard.setdefault(place, item)
                if twin is not item:
                    name, where = item.audio.file.name, f"{self._content}/{item.source.as_posix()}"
                    what = f"录音 {name} 的同一处已经是另一篇：{twin.title}"
                    cure = f"请写明这一篇从哪里开始：audio: {{file: {name}, start: 3:20}}"
                    self._problems.add(where, 1, CheckingCode.HEARD_TWICE, what, cure)

    def _check_written_out(self, name: str, link: Reference) -> None:
        """An address in full; other things than the paper may be at it, so this is no error."""
        key = self._ours(link.target)
        if key and key not in self._anchors and key not in self._old:
            if self._leads_to_notice(name, link, key):
                return
            what = f"网址像是本报的网页，本报却没有这一页：{link.written}"
            cure = "请改正网址；站内的稿件最好写文件名，如 lead.md"
            warning = Severity.WARNING
            self._problems.add(name, link.line, CheckingCode.DEAD_LINK, what, cure, warning)

    def _check_old_addresses(self, publication: Publication) -> None:
        moved: dict[str, str] = {}
        for item in (item for issue in publication.issues for item in issue.items):
            lines = self._moved_lines.get(item.key, ())
            for old, line in zip(item.moved_from, lines, strict=True):
                taken = moved.setdefault(old, item.key)
                if taken != item.key or old in self._items:
                    where = f"{self._content}/{item.source.as_posix()}"
                    what = f"旧地址 {old} 已有别的稿件在用"
                    cure = "请删去这个旧地址"
                    self._problems.add(where, line, CheckingCode.MOVED_TWICE, what, cure)

    def _check_link(self, name: str, link: Reference) -> None:
        if "://" in link.target:
            self._check_written_out(name, link)
            return
        target, _, anchor = link.target.partition("#")
        if not target:
            return
        anchors = self._anchors.get(target)
        if anchors is None:
            what = f"链接指向不存在的稿件：{link.written}"
            if target.removeprefix("item/") in self._items:
                what = f"链接指向还没有发布的稿件：{link.written}"
            elif target in self._seen:
                return  # its own faults are told already
            elif self._leads_to_notice(name, link, target):
                return
            cure = "请改正文件名或删去链接"
            self._problems.add(name, link.line, CheckingCode.DEAD_LINK, what, cure)
        elif anchor and anchor not in anchors:
            what = f"链接指向的小标题不存在：{link.written}"
            self._problems.add(name, link.line, CheckingCode.DEAD_LINK, what, "请改正 # 后面的编号")

    def _leads_to_notice(self, name: str, link: Reference, target: str) -> bool:
        """Whether something was withdrawn there: a link still leads to the notice."""
        taken = self._taken()
        days = {f"issue/{key.partition('/')[0]}" for key in taken}
        if target.removeprefix("item/") not in taken and target not in days:
            return False
        what = f"链接指向已经撤下的稿件：{link.written}"
        cure = "读者点开，看到的是撤下的说明；不想留着，请删去链接或改指别处"
        self._problems.add(name, link.line, CheckingCode.DEAD_LINK, what, cure, Severity.WARNING)
        return True
