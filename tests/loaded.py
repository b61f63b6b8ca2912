"""Commands of the program, each in a process of its own that need not load the program first.

To load the rooms takes a second of a processor; what most commands of a test do takes a tenth of
that. One process of a test run loads them, for all its workers, and is copied for each command: the
copy has the command's own words, environment, folder and streams, and ends with its own status.
What a process does before the rooms are loaded is asked elsewhere, of commands started from
nothing: scripts/*, the installed program, a terminal that knows no Chinese, the seed of hashes,
signals.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import pkgutil
import re
import runpy
import select
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
PLUGINS = ROOT / "plugins"
NOT_LOADED = re.compile(
    r"__main__|newsroom_art|edition\.(building|checking|preview)|delivery\.(publishing|command)"
)
"""What is run as a program, and what only draws the sample's pictures; others are, see COMMANDS."""
LATE = ("rjieba", "opencc", "zhconv_rs", "typst", "pypdfium2", "PIL.Image", "fontTools.ttLib")
"""Libraries that the rooms load when first they need them."""
PATIENCE = 600.0  # seconds until a test gives up waiting for a command that must end
AT_THE_START = ("PYTHON", "LC_", "LANG")
"""How names begin that Python reads when it starts, and no more."""
_MODULE = re.compile(r'^PYTHONPATH=.* -m (\S+) "\$@"$', re.MULTILINE)


def script(
    name: str, *arguments: str | Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run what one of the scripts runs, as a user does. env: in addition to this process's own."""
    found = _MODULE.search((ROOT / "scripts" / name).read_text(encoding="utf-8"))
    assert found, f"scripts/{name} runs no module"
    return run([found[1], *arguments], env=env)


def run(
    words: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    first: Path | None = None,
    limits: Mapping[str, int] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run `python -m` with these words: the module's name, and what it is told; nothing to read.

    first: where modules are looked for before all other places; `cwd` if it is not said. limits:
    of the process, as `resource` names them.
    """
    own = {**os.environ, "PYTHONPATH": str(PLUGINS)}
    where = cwd or Path.cwd()
    how = {"first": str(first or where), "limits": dict(limits or {})}
    return _told(_run(Path(sys.executable), own, words, {**own, **(env or {})}, where, how))


def piped(data: bytes, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run `python -m` with these words and bytes to read."""
    own = {**os.environ, "PYTHONPATH": str(PLUGINS)}
    how = {"first": str(Path.cwd()), "limits": {}}
    return _run(Path(sys.executable), own, words, own, Path.cwd(), how, data)


def run_installed(
    program: Path, words: Sequence[str | Path], *, env: Mapping[str, str], cwd: Path
) -> subprocess.CompletedProcess[str]:
    """Run `bulletin` of an environment of its own with these words. env: all of it."""
    python = program.with_name("python")
    how = {"called": str(program), "first": str(program.parent)}
    return _told(_run(python, env, ["bulletin", *words], env, cwd, how))


def _run(
    python: Path,
    own: Mapping[str, str],
    words: Sequence[str | Path],
    env: Mapping[str, str],
    cwd: Path,
    how: Mapping[str, object],
    data: bytes = b"",
) -> subprocess.CompletedProcess[bytes]:
    """Run a module. own: the environment in which the rooms are loaded; how: more of `_be`.

    data: what it may read.
    """
    begun = {name: value for name, value in own.items() if name.startswith(AT_THE_START)}
    assert begun == {name: value for name, value in env.items() if name.startswith(AT_THE_START)}
    module, *arguments = map(str, words)
    with (
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as err,
        tempfile.TemporaryFile() as given,
    ):
        given.write(data)
        given.seek(0)
        asked = {
            "module": module,
            "words": arguments,
            "env": dict(env),
            "cwd": str(cwd),
            **how,
        }
        streams = [one.fileno() for one in (given, out, err)]
        press = _press(os.getpid(), python, frozenset(begun.items()))
        status = press.status(json.dumps(asked).encode(), streams)
        told = []
        for stream in (out, err):
            stream.seek(0)
            told.append(stream.read())
    return subprocess.CompletedProcess([module, *arguments], status, *told)


def _told(done: subprocess.CompletedProcess[bytes]) -> subprocess.CompletedProcess[str]:
    """The same, its words as text."""
    words = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    return subprocess.CompletedProcess(done.args, done.returncode, *words)


class _Press:
    """The process that is copied, as this one knows it: the first that asks for it starts it.

    It answers who comes later until who has started it ends; then another starts one.
    """

    def __init__(self, python: Path, begun: Mapping[str, str]) -> None:
        from filelock import FileLock

        self._one_at_a_time = threading.Lock()
        self._here = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._here.settimeout(PATIENCE)
        self._process: subprocess.Popen[bytes] | None = None
        run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or str(os.getpid())
        known_by = json.dumps([run, str(python), sorted(begun.items())])
        shared = os.environ.get("SHARED_BY_A_RUN") or tempfile.mkdtemp()
        name = Path(shared, f"press-{sha256(known_by.encode()).hexdigest()[:16]}")
        with FileLock(f"{name}.lock"):
            try:
                self._here.connect(name.read_text(encoding="utf-8"))
            except OSError:  # nobody has, or who has is gone
                address = Path(tempfile.mkdtemp(), "press")  # short: 100 characters are the most
                self._start(address, python, begun)
                self._here.connect(str(address))
                name.write_text(str(address), encoding="utf-8")
        atexit.register(self.end)

    def _start(self, address: Path, python: Path, begun: Mapping[str, str]) -> None:
        self._address = address
        alive, self._alive = os.pipe()
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as door:
            door.bind(str(address))
            door.listen()
            self._process = subprocess.Popen(
                [python, __file__, str(door.fileno()), str(alive)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env={"PATH": os.environ["PATH"], "HOME": os.devnull, **begun},
                pass_fds=[door.fileno(), alive],
            )
        os.close(alive)

    def status(self, asked: bytes, streams: list[int]) -> int:
        """Have a command run with streams; its status, as subprocess has it."""
        with self._one_at_a_time:
            socket.send_fds(self._here, [asked], streams)
            told = self._here.recv(100)
        assert told, "the process that is copied has died"
        return int(told)

    def end(self) -> None:
        """Nobody asks any more."""
        self._here.close()
        if self._process:
            os.close(self._alive)
            self._process.wait()
            shutil.rmtree(self._address.parent, ignore_errors=True)


@cache
def _press(of: int, python: Path, begun: frozenset[tuple[str, str]]) -> _Press:  # noqa: ARG001 - a copy of this process has none yet
    return _Press(python, dict(begun))


def _serve(door: socket.socket, alive: int) -> Mapping[str, object]:
    """In the process that is copied: copy it for each who asks; in the copy, what is asked."""
    door.settimeout(0)
    waiting = select.poll()
    waiting.register(door, select.POLLIN)
    waiting.register(alive, select.POLLIN)
    while True:
        ready = {number for number, _ in waiting.poll()}
        while not _is_over():
            pass
        try:
            there, _ = door.accept()
        except BlockingIOError:  # nobody waits at the door
            if alive in ready:  # and who has started it is not
                raise SystemExit(0) from None
            continue
        with there:
            there.settimeout(None)
            if not _fork():
                door.close()
                os.close(alive)
                return _answer(there)


def _is_over() -> bool:
    """Whether no copy has ended that nobody has waited for yet."""
    try:
        return os.waitpid(-1, os.WNOHANG) == (0, 0)
    except ChildProcessError:
        return True


def _answer(there: socket.socket) -> Mapping[str, object]:
    """In the copy for one who asks: a copy of it for each command; in that, what is asked of it."""
    while True:
        asked, streams, _, _ = socket.recv_fds(there, 1 << 20, 3)
        if not asked:
            os._exit(0)
        child = _fork()
        if not child:
            for number, stream in enumerate(streams):
                os.dup2(stream, number)
                os.close(stream)
            there.close()
            return dict(json.loads(asked))
        for stream in streams:
            os.close(stream)
        there.send(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])).encode())


def _fork() -> int:
    """Copy this process, also where a test takes that away from the program."""
    bare = sys.modules.get("as_windows")
    return int(bare.FORK() if bare else os.fork())


def _rooms() -> Iterator[str]:
    """The modules of all rooms of the program that this Python has."""
    import bulletin  # says where they lie

    yield from (f"bulletin.{one.name}" for one in pkgutil.iter_modules(bulletin.__path__))
    for room in pkgutil.walk_packages([str(bulletin.ROOMS)], onerror=lambda _: None):
        yield room.name


def _load() -> None:
    """Load the rooms, but for what is run as a program."""
    for name in (*_rooms(), *LATE):
        if not NOT_LOADED.search(name):
            with suppress(*([ImportError] if "as_windows" in sys.modules else [])):
                import_module(name)  # asyncssh asks the platform what it has
    from bulletin.command import COMMANDS

    for command in COMMANDS.values():
        if not hasattr(sys.modules.get(command.module), "__path__"):
            sys.modules.pop(command.module, None)


def _remember() -> None:
    """Read what every build reads of the program's own: tables, and the type of nameplates.

    That is a quarter of a small paper's build. No thread is begun by it, and nothing else kept.
    """
    from edition.typefaces import nameplate_face
    from hanzi import Converter
    from newsroom.kinds import Script
    from website.nameplate import nameplate_svg

    Converter(Script.HANT).text("市长发表讲话，干部于红杰参加。", Script.HANS)
    Converter(Script.HANS).text("市長發表講話，幹部于紅杰參加。", Script.HANT)
    named = runpy.run_path(str(ROOT / "pelican.conf.py"))["FONT_FOLDERS"]
    fonts = tuple(ROOT / name for name in named if (ROOT / name).is_dir())
    for script in Script:
        nameplate_svg("报", nameplate_face(fonts, script))


def _be(
    module: str,
    words: list[str],
    env: Mapping[str, str],
    cwd: str,
    first: str,
    called: str = "",
    limits: Mapping[str, int] | None = None,
) -> int:
    """Be the process that Python starts for a module, to its end; its status.

    called: what stands before the words, if not the module's name.
    """
    for name, most in (limits or {}).items():
        import resource  # Windows has none

        resource.setrlimit(getattr(resource, name), (most, most))
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    os.chdir(cwd)
    sys.path[sys.path.index(str(Path(__file__).parent))] = first
    sys.argv = [called or module, *words]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        print(end.code, file=sys.stderr)  # noqa: T201 - as Python does
        return 1
    except BaseException:
        sys.excepthook(*sys.exc_info())
        return 1
    return 0


def _end(status: int) -> NoReturn:
    """End as Python does, but for the memory, which would be copied only to be given back."""
    threading._shutdown()  # type: ignore[attr-defined] # noqa: SLF001 - waits for threads
    atexit._run_exitfuncs()  # noqa: SLF001 - Python calls it at its end
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status & 0xFF)


def main() -> NoReturn:
    """Load the rooms and wait for what is asked."""
    door, alive = socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2])
    _load()
    _remember()
    gc.collect()
    gc.freeze()  # what all copies share is not looked through, and so stays shared
    asked = _serve(door, alive)
    _end(_be(**asked))  # type: ignore[arg-type] # as `run` wrote it


if __name__ == "__main__":
    main()
