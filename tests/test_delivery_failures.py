"""Whatever fails on the way, an editor reads one line with the cure, and readers notice nothing."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

import servers
from deliveries import ONE_LINE, command, public, ran, send, settings_file, site, written
from delivery.codes import DeliveryCode, DeliveryError
from delivery.folder import Folder
from delivery.progress import Progress, in_words
from delivery.shape import Parcel, Tell
from delivery.targets import Place
from machine import lacking
from servers import Ssh
from targets import Spot, spot


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished site."""
    return written(tmp_path_factory.mktemp("tree") / "output", site(1))


@pytest.fixture
def ssh(tmp_path: Path) -> Iterator[Ssh]:
    """A server."""
    with servers.sshd(tmp_path / "ssh") as made:
        yield made


def refusal(
    tree: Path, to: str, settings: Mapping[str, object] | None = None, **how: object
) -> DeliveryError:
    """What a delivery that fails says."""
    with pytest.raises(DeliveryError) as refused:
        send(tree, to, settings, **how)
    line = f"{refused.value.problem}\n"
    assert ONE_LINE.fullmatch(line), line
    return refused.value


def test_an_unknown_host_key_is_never_taken_on_trust(tree: Path, ssh: Ssh, tmp_path: Path) -> None:
    nobody = tmp_path / "known_hosts"
    nobody.write_text("")
    told = refusal(tree, ssh.address(), {**ssh.settings, "known_hosts": str(nobody)})
    assert told.code is DeliveryCode.HOST_KEY
    assert "指纹" in str(told)
    assert not (ssh.root / "site").exists()


def test_a_changed_host_key_is_never_taken_on_trust(tree: Path, ssh: Ssh, tmp_path: Path) -> None:
    other = servers.make_key(tmp_path / "other").with_suffix(".pub").read_text(encoding="utf-8")
    known = tmp_path / "known_hosts"
    known.write_text(f"[{servers.HERE}]:{ssh.port} {other}", encoding="utf-8")
    told = refusal(tree, ssh.address(), {**ssh.settings, "known_hosts": str(known)})
    assert told.code is DeliveryCode.HOST_KEY


def test_a_wrong_key_is_told_with_its_cure(tree: Path, ssh: Ssh, tmp_path: Path) -> None:
    wrong = servers.make_key(tmp_path / "wrong")
    told = refusal(tree, ssh.address(), {**ssh.settings, "key": str(wrong)})
    assert told.code is DeliveryCode.LOGIN
    assert "authorized_keys" in str(told)
    told = refusal(tree, ssh.address(), {**ssh.settings, "key": str(tmp_path / "no such key")})
    assert told.code is DeliveryCode.LOGIN


def test_keys_and_known_hosts_are_found_where_ssh_keeps_them(
    tree: Path, ssh: Ssh, tmp_path: Path
) -> None:
    conf = settings_file(tmp_path / "paper", {"www": ssh.address()})
    status, out, err = ran(command(tree, "www", conf), {"HOME": str(ssh.home), "SSH_AUTH_SOCK": ""})
    assert (status, err) == (0, "")
    assert "已经发布到" in out
    assert (ssh.root / "site/current/index.html").is_file()


def test_a_server_that_is_not_there_is_told(tree: Path, ssh: Ssh) -> None:
    address = ssh.address().replace(f":{ssh.port}", f":{servers.free_port()}")
    assert refusal(tree, address, ssh.settings).code is DeliveryCode.CONNECTION
    address = ssh.address().replace(servers.HERE, "no-such-host.invalid")
    assert refusal(tree, address, ssh.settings).code is DeliveryCode.CONNECTION


def test_a_folder_that_is_not_there_is_told_and_not_made(
    tree: Path, ssh: Ssh, tmp_path: Path
) -> None:
    told = refusal(tree, ssh.address("mistyped/site"), ssh.settings)
    assert told.code is DeliveryCode.TARGET
    assert not (ssh.root / "mistyped").exists()
    told = refusal(tree, str(tmp_path / "mistyped/site"))
    assert told.code is DeliveryCode.CONNECTION
    assert not (tmp_path / "mistyped").exists()


@pytest.mark.parametrize("kind", ["folder", "sftp"])
def test_a_folder_that_may_not_be_written_is_told(kind: str, tree: Path, tmp_path: Path) -> None:
    locked = "/proc/press"  # nobody writes there, root included
    if kind == "folder":
        told = refusal(tree, locked)
        assert told.code in {DeliveryCode.PERMISSION, DeliveryCode.CONNECTION}
        return
    with servers.sshd(tmp_path / "ssh", "ForceCommand internal-sftp -R") as ssh:
        assert refusal(tree, ssh.address(), ssh.settings).code is DeliveryCode.PERMISSION


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A disk of its own with little room."""
    folder.mkdir(parents=True, exist_ok=True)
    words = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if os.getuid() != 0 or subprocess.run(words, capture_output=True, check=False).returncode:
        lacking("only root can make a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.parametrize("kind", ["folder", "sftp"])
def test_a_full_disk_is_told_before_and_while_it_fills(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = written(tmp_path / "large", {**site(1), "a.pdf": os.urandom(600_000)})
    with servers.sshd(tmp_path / "ssh") as ssh, small_disk(ssh.root / "disk", "300k") as disk:
        to = ssh.address("disk/site") if kind == "sftp" else str(disk / "site")
        settings = ssh.settings if kind == "sftp" else {}
        told = refusal(large, to, settings)
        assert told.code is DeliveryCode.FULL
        assert "腾出地方" in str(told)
        target = type(Place.of(to, {}).target(Path()))
        monkeypatch.setattr(target, "room", lambda _: None)  # it does not tell
        assert refusal(large, to, settings).code is DeliveryCode.FULL
        assert not (disk / "site/current").exists()


def test_a_connection_that_breaks_is_told_and_the_next_run_goes_on(
    tree: Path, tmp_path: Path
) -> None:
    with servers.sshd(tmp_path / "ssh") as ssh:
        really = Spot("sftp", ssh.address(), ssh.settings, ssh.root / "site").target()
        kind = type(really)
        before = kind.send

        def send_and_lose(self: object, parcels: Sequence[Parcel], tell: Tell) -> None:
            before(self, parcels[:4], tell)  # type: ignore[arg-type] # it is one of that kind
            for child in _children(ssh.pid):
                os.kill(child, signal.SIGKILL)
            before(self, parcels, tell)  # type: ignore[arg-type] # the same

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(kind, "send", send_and_lose)
            assert refusal(tree, ssh.address(), ssh.settings).code is DeliveryCode.CONNECTION
        assert not (ssh.root / "site/current").exists()
        assert send(tree, ssh.address(), ssh.settings).stamp


def _children(pid: int) -> list[int]:
    """The processes an sshd has started for its callers, and theirs."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                parent = int(folder.joinpath("stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            if parent == pid:
                found += [*_children(int(folder.name)), int(folder.name)]
    return found


def test_what_stands_where_the_link_belongs_is_not_removed(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "srv/current").mkdir(parents=True)
    (tmp_path / "srv/current/mine.html").write_text("mine")
    told = refusal(tree, str(tmp_path / "srv"))
    assert told.code is DeliveryCode.IN_THE_WAY
    assert (tmp_path / "srv/current/mine.html").read_text() == "mine"
    (tmp_path / "other").mkdir()
    (tmp_path / "other/current").symlink_to(tmp_path)
    assert refusal(tree, str(tmp_path / "other")).code is DeliveryCode.IN_THE_WAY
    assert list((tmp_path / "other/releases").iterdir()) == []


def test_a_place_without_links_is_told(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(Path, "symlink_to", no_links)
    told = refusal(tree, str(tmp_path / "srv"))
    assert told.code is DeliveryCode.IN_THE_WAY
    assert "符号链接" in str(told)


def test_where_files_can_not_be_linked_they_are_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = Spot("folder", str(tmp_path / "srv"), root=tmp_path / "srv")
    to.send(written(tmp_path / "tree", site(1)))
    monkeypatch.setattr(Folder, "link", lambda _, pairs: list(pairs))
    to.send(written(tmp_path / "tree", site(2)))
    shown = to.shown()
    assert {path: shown[path] for path in site(2)} == public(site(2))
    assert len(shown) > len(site(2))  # what stays for readers of the old pages is copied too


class _Store(BaseHTTPRequestHandler):
    """A store that refuses in the words it is told to."""

    status, code = 403, "RequestTimeTooSkewed"

    def do_GET(self) -> None:
        body = f"<Error><Code>{self.code}</Code><Message>no</Message></Error>".encode()
        self.send_response(self.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_PUT = do_POST = do_HEAD = do_GET  # noqa: N815 - named by http.server

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize(
    ("status", "said", "code"),
    [
        (403, "RequestTimeTooSkewed", DeliveryCode.CLOCK),
        (403, "SignatureDoesNotMatch", DeliveryCode.LOGIN),
        (403, "InvalidAccessKeyId", DeliveryCode.LOGIN),
        (403, "AccessDenied", DeliveryCode.PERMISSION),
        (404, "NoSuchBucket", DeliveryCode.BUCKET),
        (403, "QuotaExceeded", DeliveryCode.FULL),
        (400, "SomethingElse", DeliveryCode.REFUSED),
    ],
)
def test_a_store_that_refuses_is_told_in_the_editors_words(
    status: int, said: str, code: DeliveryCode, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret-of-a-test")
    handler = type("Store", (_Store,), {"status": status, "code": said})
    server = HTTPServer((servers.HERE, 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        endpoint = f"http://{servers.HERE}:{server.server_port}"
        told = refusal(tree, "s3://press/site", {"endpoint": endpoint, "region": "us-east-1"})
    finally:
        server.shutdown()
        server.server_close()
    assert told.code is code
    assert "secret-of-a-test" not in str(told)


def test_a_bucket_that_is_not_there_and_keys_that_are_not_are_told(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with spot("s3", tmp_path, monkeypatch) as there:
        told = refusal(tree, "s3://no-such-bucket/site", there.settings)
        assert told.code is DeliveryCode.BUCKET
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            monkeypatch.delenv(name)
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        told = refusal(tree, there.to, there.settings)
        assert told.code is DeliveryCode.LOGIN
        assert "AWS_ACCESS_KEY_ID" in str(told)


def test_the_command_ends_with_the_status_that_fits(tree: Path, tmp_path: Path) -> None:
    conf = settings_file(tmp_path / "paper", {"www": str(tmp_path / "srv")})
    status, out, err = ran(command(tree, "nowhere", conf))
    assert (status, out) == (2, "")
    assert ONE_LINE.fullmatch(err), err
    status, out, err = ran(command(tmp_path / "no tree", "www", conf))
    assert (status, out) == (1, "")
    assert ONE_LINE.fullmatch(err), err
    assert ran(command(tree, "www", conf))[0] == 0
    status, out, _ = ran(command(tree, "www", conf, "--releases"))
    assert status == 0
    assert re.fullmatch(r"→ \d{8}T\d{6}Z  .+ 个文件  .+\n", out)
    status, out, err = ran(command(tree, "www", conf, "--back"))
    assert (status, out) == (1, "")
    assert "delivery.no-release" in err


def test_progress_tells_bytes_and_the_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    from delivery import progress

    clock = iter([0.0, 0.0, 4.0, 8.0, 8.5])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))
    out = io.StringIO()
    tell = Progress(out)
    tell("上传", 0, 4_000_000)
    tell("上传", 1_000_000, 4_000_000)
    tell("上传", 2_000_000, 4_000_000)
    tell("上传", 2_100_000, 4_000_000)
    lines = out.getvalue().splitlines()
    assert len(lines) == 2
    assert lines[1] == "正在做：上传，1.9 MB / 3.8 MB，还要约 8 秒……"
    assert in_words(999) == "999 字节"


def test_without_the_libraries_of_other_targets_a_folder_is_still_reached(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("asyncssh", "boto3"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.delitem(sys.modules, "delivery.sftp", raising=False)
    assert send(tree, str(tmp_path / "srv")).stamp
