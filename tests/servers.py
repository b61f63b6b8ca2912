"""Servers of other makers, started on this machine's own address for a test, and ended with it."""

from __future__ import annotations

import json
import logging
import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from getpass import getuser
from pathlib import Path
from typing import Any

import pytest

from machine import program

HERE = "127.0.0.1"


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(
    words: list[str], port: int, log: Path, **how: Any
) -> Iterator[subprocess.Popen[bytes]]:
    """A server that listens, and is ended."""
    with log.open("wb") as out:
        process = subprocess.Popen(words, stdout=out, stderr=out, **how)
    try:
        _wait(lambda: _listens(port) or process.poll() is not None)
        if process.poll() is not None:
            pytest.fail(f"{words[0]} did not start: {log.read_text(errors='replace')[-2000:]}")
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@dataclass(frozen=True)
class Ssh:
    """An sshd. home: a HOME whose keys and known_hosts fit it; pid: of the sshd."""

    port: int
    home: Path
    root: Path
    pid: int

    def address(self, folder: str = "site") -> str:
        """An address below its root."""
        return f"sftp://{getuser()}@{HERE}:{self.port}{self.root}/{folder}"

    @property
    def settings(self) -> dict[str, str]:
        """What TARGETS says beside the address."""
        return {
            "key": str(self.home / ".ssh/id_ed25519"),
            "known_hosts": str(self.home / ".ssh/known_hosts"),
        }


def make_key(path: Path) -> Path:
    """A private key, with its public one beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    words = [program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(path)]
    subprocess.run(words, check=True)
    return path


@contextmanager
def sshd(
    folder: Path, more: str = "", port: int = 0, sftp: str = "Subsystem sftp internal-sftp"
) -> Iterator[Ssh]:
    """OpenSSH's own server, with keys and settings in a folder. more: lines for its settings."""
    daemon = program("sshd")
    folder.mkdir(parents=True, exist_ok=True)
    home, port = folder / "home", port or free_port()
    if not (folder / "host").exists():
        make_key(folder / "host")
        make_key(home / ".ssh/id_ed25519")
    keys = (home / ".ssh/id_ed25519.pub").read_text(encoding="utf-8")
    (folder / "authorized_keys").write_text(keys, encoding="utf-8")
    host = (folder / "host.pub").read_text(encoding="utf-8")
    (home / ".ssh/known_hosts").write_text(f"[{HERE}]:{port} {host}", encoding="utf-8")
    conf = folder / "sshd_config"
    conf.write_text(
        f"Port {port}\nListenAddress {HERE}\nHostKey {folder}/host\nPidFile none\n"
        f"AuthorizedKeysFile {folder}/authorized_keys\nStrictModes no\nUsePAM no\n"
        "Ciphers aes128-gcm@openssh.com\n"  # asyncssh works out the usual one in Python
        "PasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitRootLogin yes\n"
        f"MaxStartups 100\n{sftp}\n{more}\n",
        encoding="utf-8",
    )
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # where sshd, as root, confines its children
    root = folder / "srv"
    root.mkdir(exist_ok=True)
    words = [daemon, "-D", "-e", "-f", str(conf)]
    with running(words, port, folder / "sshd.log") as process:
        yield Ssh(port, home, root, process.pid)


@contextmanager
def nginx(folder: Path, root: Path, *, include: bool = True) -> Iterator[str]:
    """Nginx with a site as it lies; gives its address. include: the site's own nginx.conf too."""
    daemon = program("nginx")
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    user = "user root;" if os.getuid() == 0 else ""
    temp = " ".join(
        f"{kind}_temp_path {folder}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    own = f"include {root}/nginx.conf;" if include else ""
    conf = folder / "nginx.conf"
    conf.write_text(
        f"{user} daemon off; worker_processes 1; pid {folder}/pid; error_log stderr;\n"
        f"events {{ worker_connections 256; }}\nhttp {{ access_log off; {temp}\n"
        f"server {{ listen {HERE}:{port}; root {root}; index index.html; {own} }} }}\n",
        encoding="utf-8",
    )
    words = [daemon, "-p", str(folder), "-c", str(conf), "-e", str(folder / "error.log")]
    with running(words, port, folder / "nginx.log"):
        yield f"http://{HERE}:{port}/"


@contextmanager
def apache(folder: Path, root: Path) -> Iterator[str]:
    """Apache with a site as it lies, whose .htaccess it reads; gives its address."""
    daemon = program("apache2")
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    modules = Path("/usr/lib/apache2/modules")
    names = "mpm_event authz_core mime dir headers rewrite setenvif unixd alias"
    loads = "\n".join(
        f"LoadModule {name}_module {modules}/mod_{name}.so"
        for name in names.split()
        if (modules / f"mod_{name}.so").exists()
    )
    user = "User root\nGroup root" if os.getuid() == 0 else ""
    user = user.replace("root", "www-data")
    conf = folder / "apache.conf"
    conf.write_text(
        f"{loads}\nServerRoot {folder}\nPidFile {folder}/pid\nListen {HERE}:{port}\n"
        f"ServerName {HERE}\nErrorLog {folder}/error.log\n{user}\nDocumentRoot {root}\n"
        f"TypesConfig /etc/mime.types\n<Directory />\nRequire all granted\nAllowOverride All\n"
        "Options FollowSymLinks\n</Directory>\n",
        encoding="utf-8",
    )
    words = [daemon, "-D", "FOREGROUND", "-f", str(conf)]
    with running(words, port, folder / "apache.log"):
        yield f"http://{HERE}:{port}/"


@contextmanager
def store(monkeypatch: pytest.MonkeyPatch, bucket: str = "press") -> Iterator[str]:
    """A double of S3 with one bucket, and nothing else; gives its address."""
    import boto3

    monkeypatch.setattr("botocore.session.create_loader", _tables)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    endpoint = _double()
    urllib.request.urlopen(
        urllib.request.Request(f"{endpoint}/moto-api/reset", method="POST")
    ).close()
    client = boto3.client("s3", endpoint_url=endpoint)
    client.create_bucket(Bucket=bucket)
    client.put_bucket_policy(Bucket=bucket, Policy=json.dumps(policy(bucket)))
    client.close()
    yield endpoint


@cache
def _double() -> str:
    """The address of the double, which all tests of a process ask: to end one takes half a second.

    Its thread ends with the process.
    """
    from moto import server

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    started = server.ThreadedMotoServer(ip_address=HERE, port=0, verbose=False)
    started.start()
    host, port = started.get_host_and_port()
    return f"http://{host}:{port}"


def objects(bucket: str) -> dict[str, bytes]:
    """All that lies in a bucket of the double; to ask for each by itself took a third of a test."""
    from moto.core.models import DEFAULT_ACCOUNT_ID
    from moto.s3.models import s3_backends

    held = s3_backends[DEFAULT_ACCOUNT_ID]["aws"].buckets[bucket]
    return {key: one.value for key, one in sorted(held.keys.items())}


@cache
def _tables(path: str | None) -> Any:
    """The library's tables of services, which every session else reads anew; path: more of them."""
    from botocore.loaders import create_loader

    return create_loader(path)


def policy(bucket: str) -> dict[str, Any]:
    """The public may read; the double knows no statement about all but some objects."""
    resource = f"arn:aws:s3:::{bucket}/*"
    may = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": resource}
    return {"Version": "2012-10-17", "Statement": [may]}


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((HERE, port)) == 0


def _wait(done: Callable[[], bool], seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            pytest.fail("a server did not come up")
        time.sleep(0.05)
