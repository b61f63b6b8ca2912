"""Every option of who publishes is heard by whoever acts on it, and by nobody else."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from pelican import get_config
from pelican.settings import read_settings

from deliveries import PAPER, settings_file
from delivery import command, publishing
from delivery.codes import DeliveryCode, DeliveryError
from delivery.command import Order, Sender
from delivery.memory import Forbidden, Memory
from delivery.plan import Options, Question
from edition.publishing import Publishing
from edition.tree import Removals
from kits.wechat.sending import Account
from ledger import Ledger
from ledger.facts import Signed
from ledger.writing import writing
from ledgers import CLOCK, at, published

DAY = "2013-10-08"
ORDER: Mapping[str, object] = {
    "to": "www",
    "dry_run": False,
    "verify": False,
    "confirm": set(),
    "unlock": False,
}
PLAIN: Mapping[str, object] = {
    "ask": False,
    "dry": False,
    "withdraw": {},
    "reprint": None,
    "clock is right": False,
    "clock mended": False,
    "order": None,
    "removals": None,
    "without pdf": False,
    "draft": None,
    "name": "伊滨通讯",
    "output": "output",
}


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A paper with a target `www`, whose editor sits at a terminal."""
    settings_file(tmp_path, {"www": str(tmp_path / "srv")})
    (tmp_path / f"content/issues/{DAY}").mkdir()
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.chdir(tmp_path)
    return tmp_path


class Terminal(io.StringIO):
    """Where somebody sits."""

    def isatty(self) -> bool:
        return True


class Heard:
    """What a publication was made with, by who would make it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.settings: dict[str, Any] = {}
        self.post: Any = None
        self.mended = self.told_engines = self.told_hub = self.ran = False
        monkeypatch.setattr(publishing, "get_instance", self._instance)
        monkeypatch.setattr(publishing, "posting", self._posting)
        monkeypatch.setattr(publishing, "tell_engines", self._engines)
        monkeypatch.setattr(Publishing, "mend_clock", self._mend)
        monkeypatch.setattr(Publishing, "tell_hub", self._hub)
        monkeypatch.setattr("delivery.posting.Account.of", lambda: Account("wx1", "secret"))

    def run(self) -> None:
        """Publish, as the host is asked to."""
        self.ran = True

    def _instance(self, args: Any) -> tuple[Heard, dict[str, Any]]:
        self.settings = read_settings(args.settings, override=get_config(args))
        return self, self.settings

    @contextmanager
    def _posting(self, post: object, _: object) -> Iterator[None]:
        self.post = post
        yield

    def _engines(self, *_: object) -> None:
        self.told_engines = True

    def _hub(self, *_: object) -> None:
        self.told_hub = True

    def _mend(self, *_: object) -> None:
        self.mended = True

    def all(self, paper: Path) -> dict[str, object]:
        """By what an editor would call it."""
        assert self.ran
        assert self.told_engines
        assert self.told_hub
        teller: Publishing = self.settings["TELLER"]
        assert teller.content == paper / "content"
        courier: Any = teller.courier
        if courier:
            assert courier.output == paper / "output"
            assert courier.paper.startswith("yibin-tongxun")
        return {
            "ask": teller.ask,
            "dry": teller.dry,
            "withdraw": dict(teller.withdraw),
            "reprint": teller.anew,
            "clock is right": teller.clock_is_right,
            "clock mended": self.mended,
            "order": in_words(courier.order) if courier else None,
            "removals": self.settings.get("REMOVALS"),
            "without pdf": self.settings["WITHOUT_PDF"],
            "draft": self.post and (self.post.issue, self.post.account is not None),
            "name": self.settings["SITENAME"],
            "output": Path(self.settings["OUTPUT_PATH"]).name,
        }


def in_words(order: Order) -> dict[str, object]:
    """An order by its fields."""
    return {name: getattr(order, name) for name in ORDER}


def publish(paper: Path, *words: str, output: str = "output", status: int = 0) -> None:
    """Run the command in this process, which ends with a status."""
    where = ["--conf", str(paper / "pelican.conf.py"), "--output", str(paper / output)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["publish", str(paper / "content"), *where, *words])
        with pytest.raises(SystemExit) as ended:
            publishing.main()
    assert ended.value.code == status


@pytest.mark.parametrize(
    ("words", "otherwise"),
    [
        ((), {"ask": True}),
        (("--yes",), {}),
        (("--dry-run",), {"dry": True, "ask": True}),
        (
            ("--yes", "--withdraw", f"{DAY}/lead", "--notice", "来源要求撤下"),
            {"withdraw": {f"{DAY}/lead": "来源要求撤下"}},
        ),
        (
            ("--yes", "--withdraw", f"{DAY}/b", "--withdraw", f"{DAY}/a", "--notice", "有误"),
            {"withdraw": {f"{DAY}/b": "有误", f"{DAY}/a": "有误"}},
        ),
        (
            (
                *("--yes", "--withdraw", f"{DAY}/b", "--withdraw", f"{DAY}/a"),
                *("--notice", "一", "--notice", "二"),
            ),
            {"withdraw": {f"{DAY}/b": "一", f"{DAY}/a": "二"}},
        ),
        (
            ("--yes", "--withdraw", f"{DAY}/a", "--notice", "误" * 400),
            {"withdraw": {f"{DAY}/a": "误" * 400}},
        ),
        (("--yes", "--reprint", DAY), {"reprint": date(2013, 10, 8)}),
        (("--yes", "--confirm", "clock"), {"clock is right": True, "clock mended": True}),
        (
            ("--dry-run", "--confirm", "clock"),
            {"clock is right": True, "dry": True, "ask": True},
        ),
        (("--yes", "--confirm-removals"), {"removals": Removals.CONFIRMED}),
        (("--yes", "--without-pdf"), {"without pdf": True}),
        (("--yes", "-e", "WITHOUT_PDF=true"), {"without pdf": True}),
        (("--yes", "-e", 'SITENAME="山城晚报"'), {"name": "山城晚报"}),
        (("--yes", "--wechat"), {"draft": ("", True)}),
        (("--yes", "--wechat", "--issue", DAY), {"draft": (DAY, True)}),
        (("--dry-run", "--wechat"), {"draft": ("", False), "dry": True, "ask": True}),
        (("--yes", "--to", "www"), {"order": ORDER}),
        (("--yes", "--to", "www", "--verify"), {"order": {**ORDER, "verify": True}}),
        (("--yes", "--to", "www", "--unlock"), {"order": {**ORDER, "unlock": True}}),
        (
            ("--dry-run", "--to", "www"),
            {"order": {**ORDER, "dry_run": True}, "dry": True, "ask": True},
        ),
        (
            ("--yes", "--to", "www", "--confirm", "removals", "--confirm", "paper"),
            {"order": {**ORDER, "confirm": {Question.REMOVALS, Question.PAPER}}},
        ),
    ],
)
def test_an_option_of_publishing_changes_what_it_says_and_nothing_else(
    paper: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    otherwise: Mapping[str, object],
) -> None:
    heard = Heard(monkeypatch)
    publish(paper, *words)
    assert heard.all(paper) == {**PLAIN, **otherwise}


def test_options_of_the_host_are_heard_where_no_folder_is_named(
    paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = Heard(monkeypatch)
    monkeypatch.setattr("sys.argv", ["publish", "-e", 'SITENAME="山城晚报"', "--yes"])
    with pytest.raises(SystemExit) as ended:
        publishing.main()
    assert ended.value.code == 0
    assert heard.settings["SITENAME"] == "山城晚报"
    assert heard.settings["TELLER"].content.samefile(paper / "content")


def test_where_nobody_sits_only_a_look_is_for_nobody_to_answer(
    paper: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    heard = Heard(monkeypatch)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    publish(paper, status=2)
    assert "这里没有人可问" in capsys.readouterr().err
    assert not heard.ran
    publish(paper, "--dry-run")
    assert heard.ran


def test_who_publishes_while_another_does_is_told_to_wait(
    paper: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    heard = Heard(monkeypatch)
    with writing(paper / "content"):
        publish(paper, "--yes", status=1)
    assert capsys.readouterr().err == "另一处正在发布这份报纸，请等它做完\n"
    assert not heard.ran


@pytest.mark.parametrize(
    ("line", "words", "told"),
    [
        ('HOUSE["hub"] = "ftp://hub.cn"', ("--dry-run",), "HOUSE.hub 写得不对"),
        ('HOUSE["hub"] = "http://hub.cn"', ("--yes",), ""),
        ('HOUSE["hub"] = "https://hub.cn"', ("--yes",), ""),
        ('SITEURL = "https://www.paper.example"', ("--yes",), "SITEURL 还是样子"),
        ('SITEURL = "https://www.paper.example"', ("--dry-run",), ""),
    ],
)
def test_an_address_that_serves_nobody_is_told_before_readers_are(
    paper: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    line: str,
    words: tuple[str, ...],
    told: str,
) -> None:
    heard = Heard(monkeypatch)
    conf = paper / "pelican.conf.py"
    conf.write_text(f"{conf.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    publish(paper, *words, status=2 if told else 0)
    assert told in capsys.readouterr().err
    assert heard.ran is not bool(told)


def test_the_folder_that_is_named_is_the_one_that_is_made(
    paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = Heard(monkeypatch)
    publish(paper, "--yes", output="elsewhere")
    assert heard.all(paper) == {**PLAIN, "output": "elsewhere"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--issue", DAY), "--issue 要和 --wechat 一起写"),
        (("--wechat", "--issue", "8日"), "不是日期：8日"),
        (("--reprint", "8日"), "不是日期：8日"),
        (("--reprint", "2013-10-09"), "没有 2013-10-09 这一期"),
        (("--reprint", DAY, "-e", "WITHOUT_PDF=true"), "--without-pdf"),
        (("--confirm", "yes"), "没有 yes 这个问题"),
        (("--reprint", DAY, "--without-pdf"), "--without-pdf"),
        (("-e", "SITEURL=5"), "SITEURL"),
        (("--withdraw", f"{DAY}/a", "--notice", " "), "也要写缘由"),
        (("--withdraw", f"{DAY}/a", "--notice", "误" * 401), "不超过400字"),
        (("--withdraw", f"{DAY}/a", "--notice", "有\ufeff误"), "看不见的字符"),
    ],
)
def test_what_makes_no_sense_is_told_before_anything_is_made(
    paper: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    told: str,
) -> None:
    heard = Heard(monkeypatch)
    monkeypatch.setattr("sys.argv", ["publish", str(paper / "content"), "--yes", *words])
    with pytest.raises(SystemExit) as ended:
        publishing.main()
    assert ended.value.code == 2
    assert told in capsys.readouterr().err
    assert not heard.ran


@pytest.mark.parametrize(
    ("words", "otherwise"),
    [
        ((), {}),
        (("--dry-run",), {"dry_run": True}),
        (("--verify",), {"verify": True}),
        (("--unlock",), {"unlock": True}),
        (("--confirm", "ledger"), {"confirm": {Question.LEDGER}}),
    ],
)
@pytest.mark.parametrize(("way", "does"), [((), "send"), (("--back",), "back")])
def test_an_option_of_delivering_changes_what_it_says_and_nothing_else(
    paper: Path,
    monkeypatch: pytest.MonkeyPatch,
    way: tuple[str, ...],
    does: str,
    words: tuple[str, ...],
    otherwise: Mapping[str, object],
) -> None:
    heard: list[tuple[object, ...]] = []

    def hears(_: Sender, order: Order, *more: object) -> str:
        heard.append((in_words(order), *more))
        return ""

    monkeypatch.setattr(Sender, does, hears)
    monkeypatch.setattr(command, "carry_out", lambda order, tree, _: hears(_, order, tree))
    content, conf = paper / "content", paper / "pelican.conf.py"
    where = [str(content), "--conf", str(conf), "-o", str(paper / "made")]
    monkeypatch.setattr("sys.argv", ["deliver", "--to", "www", *where, *way, *words])
    with pytest.raises(SystemExit) as ended:
        command.run("publish", command.main)
    assert ended.value.code == 0
    tree = () if way else (paper / "made",)
    assert heard == [({**ORDER, **otherwise}, *tree)]


MEMORY = Memory({"2026.jsonl": frozenset({"a1"})}, (Forbidden("2013/10/08/lead/index.html"),))
SENT = Options(
    dry=False,
    verify=False,
    confirm=frozenset(),
    unlock=False,
    paper=PAPER,
    compressed=(".html", ".css"),
    ledger=MEMORY,
    grace=600.0,
    papers=frozenset({"2013/10/08/a.pdf"}),
    moment=datetime(2026, 3, 2, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("order", "otherwise"),
    [
        ({}, {}),
        ({"dry_run": True}, {"dry": True}),
        ({"verify": True}, {"verify": True}),
        ({"unlock": True}, {"unlock": True}),
        ({"confirm": frozenset({Question.PAPERS})}, {"confirm": frozenset({Question.PAPERS})}),
    ],
)
@pytest.mark.parametrize("does", ["deliver", "judge", "back"])
def test_a_target_is_told_all_that_is_known_of_a_delivery(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    does: str,
    order: Mapping[str, Any],
    otherwise: Mapping[str, object],
) -> None:
    told: list[object] = []

    def hears(*words: object) -> Any:
        told.extend(word for word in words if isinstance(word, Options))
        release: Any = type("Release", (), {"stamp": "20260302"})
        return release

    monkeypatch.setattr(command, does, hears)
    settings = {
        "CONF_FOLDER": str(tmp_path / "paper"),
        "TARGETS": {"www": {"address": str(tmp_path / "srv"), "grace": 600}},
        "ROOMS": {"website": {"compressed": [".html", ".css"]}},
    }
    sender = Sender(settings, None, PAPER, MEMORY, SENT.papers, SENT.moment)
    asked = Order("www", **order)
    if does == "back":
        sender.back(asked)
    else:
        getattr(sender, {"deliver": "send", "judge": "ask"}[does])(asked, tmp_path)
    wanted = {name: otherwise.get(name, getattr(SENT, name)) for name in vars(SENT)}
    (heard,) = told
    assert {name: getattr(heard, name) for name in wanted} == wanted


@pytest.mark.parametrize(
    ("folder", "called"),
    [
        ("稿件", "稿件文件夹"),
        ("theme", "主题文件夹"),
        ("own", "本报的版式文件夹"),
        ("made", "成品文件夹"),
        ("kept", "缓存文件夹"),
        ("cache", "缓存文件夹"),
        ("elsewhere", "成品文件夹"),
        ("program/plugins", "程序的文件夹"),
    ],
)
def test_no_site_goes_into_or_round_a_folder_of_the_paper_or_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, called: str
) -> None:
    monkeypatch.setenv("PRESS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(command, "PLUGINS", tmp_path / "program/plugins")
    settings = {
        "CONF_FOLDER": str(tmp_path),
        "PATH": "稿件",
        "THEME": "theme",
        "OWN_THEME": "own",
        "OUTPUT_PATH": "made",
        "CACHE_FOLDER": "kept",
    }
    sender = Sender(settings, tmp_path / "elsewhere")
    assert sender.place(Order(str(tmp_path / "srv"))).address == str(tmp_path / "srv")
    for way in (tmp_path / folder / "site", tmp_path / folder):
        with pytest.raises(command.DeliveryError) as refused:
            sender.place(Order(str(way)))
        assert f"发布的去处和{called}（{tmp_path / folder}）套在一起" in str(refused.value)


class Carried:
    """What a courier has somebody do with a tree."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[tuple[object, ...]] = []
        self.sender: Any = None
        monkeypatch.setattr(publishing, "carry_out", self._carry)
        monkeypatch.setattr(Sender, "ask", lambda sender, *what: self._does(sender, "ask", *what))
        monkeypatch.setattr(
            Sender, "known", lambda sender, *what: self._does(sender, "known", *what)
        )

    def _carry(self, order: Order, tree: object, sender: Sender) -> None:
        self._does(sender, "carry", order, tree)

    def _does(self, sender: Sender, *what: object) -> tuple[object, ...]:
        self.sender = sender
        self.asked.append(what)
        return what


TOLD = [
    published(f"{DAY}/lead", "2026-01-02", "12:00"),
    Signed(at("2026-01-02", "12:05"), date(2013, 10, 8), (("a4/tx-2013-10-08.pdf", "ab"),)),
    published(f"{DAY}/second", "2026-01-02", "12:01"),
]


def courier_of(paper: Path, **order: Any) -> publishing.Courier:
    """Who goes to `www`."""
    settings = {
        "CONF_FOLDER": str(paper),
        "PATH": str(paper / "content"),
        "TARGETS": {"www": f"{paper}/srv/"},
    }
    return publishing.Courier(Order("www", **order), settings, paper / "output", PAPER)


def test_a_courier_asks_before_and_takes_after_with_all_that_is_told(
    paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried = Carried(monkeypatch)
    courier = courier_of(paper)
    ledger = Ledger(TOLD, CLOCK)
    tree: Any = object()
    courier.ask(tree, ledger, TOLD, ("", "hant/"))
    courier.take(paper / "output", ledger, TOLD, ("", "hant/"))
    assert carried.asked == [
        ("ask", courier.order, tree),
        ("carry", courier.order, paper / "output"),
    ]
    sender = carried.sender
    assert (sender.paper, sender.output) == (PAPER, paper / "output")
    assert sender.moment == at("2026-01-02", "12:05")
    day = "2013/10/08/tx-2013-10-08.pdf"
    assert sender.papers == {day, f"hant/{day}"}
    assert [len(marks) for marks in sender.ledger.lines.values()] == [3]
    assert courier.address == f"{paper}/srv"


def test_a_courier_who_only_looks_says_what_would_go(
    paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried = Carried(monkeypatch)
    courier = courier_of(paper, dry_run=True)
    tree: Any = object()
    courier.ask(tree, Ledger((), CLOCK), (), ("",))
    assert carried.asked == [("carry", courier.order, tree)]
    assert carried.sender.moment is None


def test_a_target_that_does_not_answer_ends_the_program_in_one_line(
    paper: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object) -> None:
        raise DeliveryError("www", DeliveryCode.CONNECTION, "连不上服务器", "请看看网络")

    for does in ("ask", "known"):
        monkeypatch.setattr(Sender, does, fails)
    courier = courier_of(paper)
    tree: Any = object()
    for asks in (
        lambda: courier.known(TOLD),
        lambda: courier.ask(tree, Ledger((), CLOCK), (), ("",)),
    ):
        with pytest.raises(SystemExit) as ended:
            asks()
        assert ended.value.code == 1
        assert capsys.readouterr().err == "www:0: delivery.connection: 连不上服务器，请看看网络\n"
