#!/usr/bin/env python3
"""Two commands on a bare machine, with Python 3.11 or later and nothing else installed.

    python3 go.py              build the demonstration briefing in Russian, English and Kazakh, and say where it lies
    python3 go.py test         check everything: lint, types, direction of imports, tests, coverage
    python3 go.py bench NAME   run benchmarks/NAME.py (all of them without a name)
    python3 go.py read FILE    draft entries from a text of yours, beside what the demonstration dossier holds
    python3 go.py ARGUMENTS    run multivector itself: python3 go.py check dossiers/small

What the program needs is used where it is importable already; else it is installed into `.venv` beside this file, with
the pinned versions and hashes of `requirements.lock`: by uv where there is one, else by venv and pip, else by venv and
pip's own wheel from the package index. Your configuration of pip and uv, proxies and the system's certificates count.
"""

from __future__ import annotations

import configparser
import contextlib
import hashlib
import html
import http.client
import importlib.metadata
import importlib.util
import json
import os
import re
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from subprocess import DEVNULL, PIPE, STDOUT, Popen
from typing import IO
from urllib import request
from urllib.error import HTTPError
from urllib.parse import unquote, urljoin, urlsplit

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
READY = VENV / "ready"  # tells our environment from a folder of the user's; holds its stamp once it is finished
OLDEST = (3, 11)
PIP = "26.3"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
WHEEL = f"pip-{PIP}-py3-none-any.whl"
INDEX = "https://pypi.org/simple"
LOCKS = {False: ROOT / "requirements.lock", True: ROOT / "requirements-dev.lock"}
LOGIN = r"://[^/]*@"
REQUIRE = ("--require-hashes", "--no-deps", "-r")


class Failed(Exception):  # noqa: N818  # it ends one way of preparing; it is no error of the program
    """This way to prepare cannot go on; the text says why, in one line. An OSError ends them all."""


def main(arguments: list[str]) -> int:
    """Prepare what is needed and run a command; give its exit code."""
    command, *rest = arguments or ["briefing"]
    ours = {"briefing": briefing, "test": test, "bench": bench, "read": read}
    try:
        with Path(__file__).open("rb") as lock:
            python = prepare(lock, dev=command in {"test", "bench"})
            return ours[command](python, rest) if command in ours else run([python, "-m", "multivector", *arguments], where=None)
    except (Failed, OSError) as failure:
        say(f"go: {failure}")
        return 1
    except KeyboardInterrupt:
        say("go: interrupted; run it again to go on")
        return 130


def briefing(python: str, extra: list[str]) -> int:
    """Build the demonstration briefing and print where it lies; `extra` goes to the command `report`."""
    dossier, out = ROOT / "dossiers" / "kazakhstan", ROOT / "briefing"
    code = run([python, "-m", "multivector", "report", str(dossier), "--out", str(out), *extra], where=None, quiet=True)
    if code == 0:
        print("The briefing on Kazakhstan's autumn of 2025 lies in")
        for page in sorted(out.glob("*.html")):
            print(f"  {page.as_uri()}")
    return code


def read(python: str, extra: list[str]) -> int:
    """Read texts against the demonstration dossier, unless another one is named."""
    known = any(word == "--dossier" or word.startswith("--dossier=") for word in extra)
    dossier = [] if known else ["--dossier", str(ROOT / "dossiers" / "kazakhstan")]
    return run([python, "-m", "multivector", "read", *extra, *dossier], where=None)


def test(python: str, extra: list[str]) -> int:
    """Run every check of the project, all of them even if one fails; `extra` goes to pytest."""
    whole = ["-n", "auto", "--dist", "worksteal", "--cov", "--cov-report=", "--cov-branch"]
    steps = {
        "lint": [python, "-m", "ruff", "check", "."],
        "format": [python, "-m", "ruff", "format", "--check", "."],
        "types": [python, "-m", "mypy"],
        "imports": [python, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        "tests": [python, "-m", "pytest", *(extra or whole)],
        **({} if extra else {"coverage": [python, "-m", "coverage", "report"]}),
    }
    failed: list[str] = []
    for name, step in steps.items():
        begin = time.monotonic()
        print(f"== {name}", flush=True)
        failed += [name] if run(step) != 0 else []
        print(f"== {name}: {'FAILED' if name in failed else 'passed'} in {time.monotonic() - begin:.0f} s", flush=True)
    print(f"go: failed: {', '.join(failed)}" if failed else "go: all passed")
    return 1 if failed else 0


def bench(python: str, names: list[str]) -> int:
    """Run a benchmark by name, with further arguments, or all that stand alone; fail if one of them does."""
    known = {file.stem: str(file) for file in sorted((ROOT / "benchmarks").glob("*.py")) if "def main" in file.read_text("utf-8")}
    if names and names[0] not in known:
        raise Failed(f"there is no benchmark {names[0]}; there are {', '.join(known)}")
    codes = [run([python, known[name], *names[1:]]) for name in names[:1] or known]
    return 1 if any(codes) else 0


def run(command: list[str], *, where: Path | None = ROOT, quiet: bool = False) -> int:
    """Run a command with the project's source importable; give its exit code."""
    found = os.environ.get("PYTHONPATH", "") if command[0] == sys.executable else ""  # what is needed may lie there
    told = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT / "src"), found])), "PYTHONUTF8": "1"}
    return subprocess.run(command, check=False, cwd=where, env=told, stdout=DEVNULL if quiet else None).returncode


def say(text: str, end: str = "\n") -> None:
    """Tell the user on the error stream, which leaves the output to the program; never tell a password of an address."""
    print(re.sub(r"://\S*@", "://", text), end=end, file=sys.stderr, flush=True)


def prepare(lock: IO[bytes], *, dev: bool) -> str:
    """Give a Python that has what is needed: this one, that of `.venv`, or that of a new `.venv`."""
    if sys.version_info < OLDEST:
        raise Failed(f"Python {OLDEST[0]}.{OLDEST[1]} or later is needed, this is {sys.version.split()[0]}")
    if importable(dev=dev):
        return sys.executable
    hold(lock, alone=False)
    while not finished(dev=dev):
        hold(lock, alone=True)
        if not finished(dev=dev):
            make(dev=dev)
        hold(lock, alone=False)
    return str(PYTHON)


def hold(lock: IO[bytes], *, alone: bool) -> None:
    """Lock a file until the process ends, so that no other run makes `.venv` anew while one makes or uses it."""
    if sys.platform == "win32":  # which has no such lock
        return
    import fcntl  # noqa: PLC0415  # Windows lacks it

    os.set_inheritable(lock.fileno(), True)  # noqa: FBT003  # a pip that outlives a killed run keeps the lock
    kind = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
    with contextlib.suppress(OSError):  # some network file systems cannot lock
        try:
            fcntl.flock(lock, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            say("go: waiting for another run of go.py to end")
            fcntl.flock(lock, kind)


def importable(*, dev: bool) -> bool:
    """Tell whether this Python already has every package, at least as new as pyproject.toml asks."""
    import tomllib  # noqa: PLC0415  # older Pythons, which are told that they are too old, lack it

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = project["dependencies"] + project["optional-dependencies"]["dev" if dev else "reader"]
    bounds = [requirement.partition(">=") for requirement in needed]
    try:
        return all(numbers(importlib.metadata.version(name.strip())) >= numbers(oldest) for name, _, oldest in bounds)
    except importlib.metadata.PackageNotFoundError:
        return False


def numbers(version: str) -> tuple[int, ...]:
    """Give the numbers of a version, without the zeros at their end: 3, 3.0 and 3.0rc1 are the same."""
    found = re.match(r"\s*(\d+(\.\d+)*?)(\.0+)*(?!\.?\d)", version)
    return tuple(int(part) for part in found[1].split(".")) if found else ()


def stamp(*, dev: bool) -> str:
    """Give what a finished environment was made from: the versions of Python and of the lock."""
    lock = hashlib.sha256(LOCKS[dev].read_bytes()).hexdigest()
    return f"{'dev' if dev else 'run'} {sys.version_info[0]}.{sys.version_info[1]} {lock}\n"


def finished(*, dev: bool) -> bool:
    """Tell whether `.venv` serves: finished by us from the present lock, for users or developers, or the user's own and able."""
    if PYTHON.exists() and READY.is_file():
        return READY.read_text(encoding="utf-8", errors="replace") in {stamp(dev=True), stamp(dev=dev)}
    return PYTHON.exists() and able(dev=dev)


def able(*, dev: bool) -> bool:
    """Tell whether the Python of `.venv` has every package, by asking it."""
    question = f"import sys; sys.path.insert(0, sys.argv[1]); import go; sys.exit(not go.importable(dev={dev}))"
    return subprocess.run([PYTHON, "-IB", "-c", question, ROOT], check=False, capture_output=True).returncode == 0


def make(*, dev: bool) -> None:
    """Make `.venv` by the first way that works, and stamp it once it is finished."""
    begin = time.monotonic()
    say(f"Preparing {VENV} (first time only)")
    for way in (by_uv, by_venv, by_wheel):
        try:
            way(LOCKS[dev])
            break
        except Failed as failure:
            if way is by_wheel:
                raise
            say(f"  {failure}")
    if not able(dev=dev):
        raise Failed(f"{VENV} lacks packages although they were installed; does your configuration of pip name a target?")
    READY.write_text(stamp(dev=dev), encoding="utf-8")
    say(f"  ready in {time.monotonic() - begin:.0f} s")


def by_uv(lock: Path) -> None:
    """Make `.venv` with uv, asking it first whether it reaches what it needs, so that a failure costs no environment."""
    if (uv := shutil.which("uv")) is None:
        raise Failed("uv is not installed: trying pip")
    say("  installing with uv")
    call([uv, "pip", "compile", "--quiet", "--no-deps", "--python", sys.executable, str(lock)])
    empty()
    call([uv, "pip", "install", "--python", str(PYTHON), *REQUIRE, str(lock)], lock)


def by_venv(lock: Path) -> None:
    """Make `.venv` with the pip that comes with Python."""
    if importlib.util.find_spec("ensurepip") is None:
        raise Failed("this Python comes without pip: trying pip's own wheel")
    say("  installing with venv and pip")
    reach()
    empty()
    call([str(PYTHON), "-m", "ensurepip", "--default-pip"])
    call([str(PYTHON), "-m", "pip", "install", *REQUIRE, str(lock)], lock)


def by_wheel(lock: Path) -> None:
    """Make `.venv` without pip, which some systems leave out, and with pip's wheel from the package index."""
    say(f"  installing with venv and the wheel of pip {PIP}")
    reach()
    with tempfile.TemporaryDirectory() as folder:
        wheel = Path(folder) / WHEEL
        wheel.write_bytes(fetch_pip())
        empty()
        call([str(PYTHON), str(wheel / "pip"), "install", *REQUIRE, str(lock)], lock)


def empty() -> None:
    """Make an empty `.venv`, marked from its first moment as ours and unfinished."""
    clear()
    VENV.mkdir()
    READY.write_text("unfinished\n", encoding="utf-8")
    call([sys.executable, "-m", "venv", "--without-pip", str(VENV)])


def clear() -> None:
    """Take our `.venv` away, never another's; its mark is spoilt first and goes last, in case of an interruption."""
    if not VENV.exists() and not VENV.is_symlink():
        return
    text = READY.read_text(encoding="utf-8", errors="replace") if READY.is_file() else "another's"
    ours = re.match(r"run |dev |unfinished|$", text) or (VENV.is_dir() and not any(VENV.iterdir()))
    if VENV.is_symlink() or not ours:
        raise FileExistsError(f"{VENV} is in the way: go.py did not make it, and it lacks what is needed; move it away")
    READY.write_text("unfinished\n", encoding="utf-8")
    for child in sorted(VENV.iterdir(), key=READY.__eq__):
        if child.is_dir() and not child.is_symlink():
            shutil.rmtree(child)
        else:
            child.unlink()
    VENV.rmdir()


def call(command: list[str], lock: Path | None = None) -> None:
    """Run a command of set-up; where it installs a lock, show on a terminal how far it is."""
    total = len(set(re.findall(r"(?m)^[a-z][\w.-]*", lock.read_text(encoding="utf-8")))) if lock else 0
    shown = lock is not None and sys.stderr.isatty()
    lines: list[str] = []
    told = environment()
    with Popen(command, stdout=PIPE, stderr=STDOUT, env=told, encoding="utf-8", errors="replace", close_fds=False) as tool:
        try:
            for line in filter(None, map(str.strip, tool.stdout or ())):
                lines.append(line)
                seen = sum(each.startswith(("Collecting ", "Processing ", "+ ")) for each in lines)
                say(f"\r\033[K  {seen}/{total} {line[:60]}" if shown else "", end="")
        except BaseException:
            tool.kill()  # an interrupted run leaves nobody behind who goes on writing
            raise
    say("\r\033[K" if shown else "", end="")
    if tool.returncode:
        why = next((line for line in lines if re.match(r"(?i)error\b|×", line)), lines[-1] if lines else "it does not say why")
        raise Failed(f"{Path(command[0]).name} {' '.join(command[1:3])}: {why}")


def environment() -> dict[str, str]:
    """Give the environment for pip and uv: the user's, with what only the other of them was told."""
    found = {name: value for name, value in os.environ.items() if value and name not in {"PYTHONPATH", "PYTHONHOME"}}
    proxy, other = setting("proxy"), None if index() == INDEX else index()
    given: dict[str, str | None] = {"UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1"}  # the second is the older name of the first
    given |= {"UV_HTTP_RETRIES": "1", "PIP_RETRIES": setting("retries") or "1"}
    given |= {"PIP_INDEX_URL": other, "UV_DEFAULT_INDEX": None if "UV_INDEX_URL" in found else other}
    given |= {"PIP_CERT": certificates(), "SSL_CERT_FILE": setting("cert"), "HTTP_PROXY": proxy, "HTTPS_PROXY": proxy}
    always = {"PYTHONUTF8": "1", "PIP_USER": "0", "PIP_NO_INPUT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    return {name: value for name, value in given.items() if value} | found | always


def certificates() -> str | None:
    """Give the file or folder of the certificates to trust: the one that the user names, else the system's."""
    named = setting("cert") or os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE")
    if named and not Path(named).exists():
        raise FileNotFoundError(f"the certificates {named} that your configuration names are not there")
    return named or ssl.get_default_verify_paths().cafile or ssl.get_default_verify_paths().capath


def index() -> str:
    """Give the address of the package index that the user has configured for pip or else uv, else that of the public one."""
    named = (re.sub(r"^[\w.-]+=", "", os.environ.get(name, "")) for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL"))
    return (setting("index-url") or next((url for url in named if url), INDEX)).rstrip("/")


def pip_files() -> list[Path]:
    """Give the files that pip reads, the weakest first."""
    named, environ, mac = os.environ.get("PIP_CONFIG_FILE"), os.environ.get, "Library/Application Support"
    home = Path(environ("HOME") or environ("USERPROFILE") or "/")
    shared = [*(environ("XDG_CONFIG_DIRS") or "/etc/xdg").split(os.pathsep), f"/{mac}", "/ProgramData"]
    users = [environ("APPDATA") or environ("XDG_CONFIG_HOME") or home / ".config", home / mac]
    own = [] if named and Path(named).exists() else [home / ".pip", *(Path(folder, "pip") for folder in users)]
    folders = [*(Path(folder, "pip") for folder in shared), Path("/etc"), *own, Path(sys.prefix)]
    files = [folder / ("pip.ini" if os.name == "nt" else "pip.conf") for folder in folders] + ([Path(named)] if named else [])
    return [] if named == os.devnull else files


def setting(name: str) -> str | None:
    """Read a setting as pip does: from the environment, else from the strongest file, `install` before `global`."""
    found: dict[tuple[str, str], str] = {}
    for file in pip_files():
        parser = configparser.RawConfigParser(strict=False)
        with contextlib.suppress(configparser.Error, OSError, UnicodeDecodeError):
            parser.read(file, encoding="utf-8")
        found |= {(part, key.replace("_", "-")): text.strip() for part in parser for key, text in parser[part].items()}
    told = os.environ.get("PIP_" + name.upper().replace("-", "_"))
    return told or found.get(("install", name)) or found.get(("global", name)) or None


def reach() -> None:
    """Fail where the index does not answer, which pip would find out only after many attempts."""
    try:
        if setting("no-index") is None and index().startswith("http"):
            fetch(f"{index()}/pip/")
    except Failed as failure:
        cause = failure.__cause__
        known = isinstance(cause, HTTPError) or isinstance(getattr(cause, "reason", None), ssl.SSLError)
        if not known:  # else it does answer; pip may be content with less, or know other certificates
            raise ConnectionError(f"{failure}; the first run needs a package index") from cause


def fetch_pip() -> bytes:
    """Fetch pip's wheel from the package index and check its hash."""
    page, found = fetch(f"{index()}/pip/")
    wheel, _ = fetch(urljoin(found, wheel_address(page.decode("utf-8", "replace"))))
    if hashlib.sha256(wheel).hexdigest() != PIP_SHA256:
        raise Failed(f"the wheel of pip {PIP} from {index()} is not the one that is expected: its hash differs")
    return wheel


def wheel_address(page: str) -> str:
    """Find the address of pip's wheel on the page that an index has for pip, in JSON (PEP 691) or HTML (PEP 503)."""
    try:
        if page.lstrip().startswith("{"):
            return next(str(file["url"]) for file in json.loads(page)["files"] if file["filename"] == WHEEL)
        links = [html.unescape(link) for link in re.findall(r"(?i)\bhref\s*=\s*[\"']([^\"']+)[\"']", page)]
        return next(link for link in links if urlsplit(link).path.rpartition("/")[2] == WHEEL)
    except (StopIteration, ValueError, KeyError, TypeError) as error:
        raise Failed(f"{index()} has no {WHEEL}") from error


def fetch(url: str) -> tuple[bytes, str]:
    """Fetch an address as pip would, over the user's proxies and with the index's password; say also where it was found."""
    trust, proxy = certificates(), setting("proxy")
    folder = trust if trust and Path(trust).is_dir() else None
    try:
        own = urlsplit(index())
        root = re.sub(LOGIN, "://", own._replace(path="/").geturl())
        passwords = request.HTTPPasswordMgrWithPriorAuth()
        passwords.add_password(None, root, unquote(own.username or ""), unquote(own.password or ""), own.username is not None)
        opener = request.build_opener(
            request.HTTPSHandler(context=ssl.create_default_context(cafile=None if folder else trust, capath=folder)),
            request.HTTPBasicAuthHandler(passwords),
            request.ProxyHandler({"http": proxy, "https": proxy} if proxy else None),
        )
        accept = {"Accept": "application/vnd.pypi.simple.v1+json, text/html;q=0.5, */*;q=0.1"}
        with opener.open(request.Request(re.sub(LOGIN, "://", url), headers=accept), timeout=10) as answer:
            return answer.read(), answer.url
    except (OSError, ValueError, http.client.HTTPException) as error:
        if isinstance(error, HTTPError):
            error.close()
        known = isinstance(error, OSError)  # the text of another may hold a part of a password
        raise Failed(f"{url} cannot be fetched: {getattr(error, 'reason', error) if known else type(error).__name__}") from error


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # being ended is being interrupted
    sys.exit(main(sys.argv[1:]))
