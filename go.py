#!/usr/bin/env python3
"""Two commands on a bare machine, with Python 3.11 or later and nothing else installed.

    python3 go.py              build the demonstration briefing in Russian, English and Kazakh, and say where it lies
    python3 go.py test         check everything: lint, types, direction of imports, tests, coverage
    python3 go.py bench NAME   run benchmarks/NAME.py (all of them without a name)
    python3 go.py ARGUMENTS    run multivector itself: python3 go.py check dossiers/small

What the program needs is used where it is importable already; else it is installed into `.venv` beside this file, with
the pinned versions and hashes of `requirements.lock`: by uv where there is one, else by venv and pip, else by venv and
pip's own wheel from the package index. Your configuration of pip and uv, proxies and the system's certificates count.
"""

from __future__ import annotations

import configparser
import hashlib
import importlib.metadata
import json
import os
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
OLDEST = (3, 11)
PIP = "26.3"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
INDEX = "https://pypi.org/simple"
BRIEFING = ROOT / "briefing"
LOCKS = {False: ROOT / "requirements.lock", True: ROOT / "requirements-dev.lock"}


class Failed(Exception):  # noqa: N818  # it ends one way of preparing; it is no error of the program
    """This way cannot go on; the text says why, in one line."""


def main(arguments: list[str]) -> int:
    """Prepare what is needed and run a command; give its exit code."""
    if sys.version_info < OLDEST:
        print(f"go: Python {OLDEST[0]}.{OLDEST[1]} or later is needed, this is {sys.version.split()[0]}")
        return 1
    command = arguments[0] if arguments else ""
    try:
        python = prepare(dev=command in {"test", "bench"})
    except Failed as failure:
        print(f"go: {failure}")
        return 1
    except KeyboardInterrupt:
        print("go: interrupted; run it again to go on")
        return 130
    if not arguments:
        return briefing(python)
    if command == "test":
        return test(python, arguments[1:])
    if command == "bench":
        return bench(python, arguments[1:])
    return run([python, "-m", "multivector", *arguments])


def briefing(python: str) -> int:
    """Build the demonstration briefing and print where it lies."""
    code = run([python, "-m", "multivector", "report", str(ROOT / "dossiers" / "kazakhstan"), "--out", str(BRIEFING)], quiet=True)
    if code == 0:
        print("The briefing on Kazakhstan's autumn of 2025 lies in")
        for page in sorted(BRIEFING.glob("*.html")):
            print(f"  {page.as_uri()}")
    return code


def test(python: str, extra: list[str]) -> int:
    """Run every check of the project, all of them even if one fails; `extra` goes to pytest."""
    coverage = [] if extra else ["--cov", "--cov-report=", "--cov-branch"]
    steps = {
        "lint": [python, "-m", "ruff", "check", "."],
        "format": [python, "-m", "ruff", "format", "--check", "."],
        "types": [python, "-m", "mypy"],
        "imports": [python, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        "tests": [python, "-m", "pytest", *coverage, *extra],
    }
    if not extra:
        steps["coverage"] = [python, str(ROOT / "tests" / "coverage_gate.py")]
    failed = []
    for name, step in steps.items():
        begin = time.monotonic()
        print(f"== {name}", flush=True)
        if run(step) != 0:
            failed.append(name)
        print(f"== {name}: {'FAILED' if name in failed else 'passed'} in {time.monotonic() - begin:.0f} s", flush=True)
    print(f"go: failed: {', '.join(failed)}" if failed else "go: all passed")
    return 1 if failed else 0


def bench(python: str, names: list[str]) -> int:
    """Run benchmarks by name, or those that stand alone; give the worst exit code."""
    folder = ROOT / "benchmarks"
    scripts = [folder / f"{name}.py" for name in names[:1]] or [
        file for file in sorted(folder.glob("*.py")) if "def main" in file.read_text()
    ]
    return max(run([python, str(script), *names[1:]]) for script in scripts)


def run(command: list[str], *, quiet: bool = False) -> int:
    """Run a command in the project with its source importable; give its exit code."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    where = None if "multivector" in command else ROOT
    return subprocess.run(
        command, check=False, cwd=where, env=environment, stdout=subprocess.DEVNULL if quiet else None
    ).returncode


def prepare(*, dev: bool) -> str:
    """Give a Python that has what is needed: this one, that of `.venv`, or that of a new `.venv`."""
    if importable(dev=dev):
        return sys.executable
    python = interpreter()
    if stamped(dev=dev):
        return str(python)
    begin = time.monotonic()
    print(f"Preparing {VENV} (first time only) …", flush=True)
    reasons = []
    for way in (by_uv, by_venv, by_wheel):
        try:
            way(LOCKS[dev])
        except (Failed, OSError) as failure:
            reasons.append(str(failure))
            print(f"  {failure}", flush=True)
            continue
        (VENV / "ready").write_text(stamp(dev=dev), encoding="utf-8")
        print(f"  ready in {time.monotonic() - begin:.0f} s", flush=True)
        return str(python)
    raise Failed(f"cannot install what the program needs: {reasons[-1]}")


def importable(*, dev: bool) -> bool:
    """Tell whether this Python already has every package, at least as new as pyproject.toml asks."""
    import tomllib  # noqa: PLC0415  # older Pythons, which are told that they are too old, lack it

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = project["dependencies"] + (project["optional-dependencies"]["dev"] if dev else [])
    for requirement in needed:
        name, _, version = requirement.partition(">=")
        try:
            found = importlib.metadata.version(name.strip())
        except importlib.metadata.PackageNotFoundError:
            return False
        if numbers(found) < numbers(version):
            return False
    return True


def numbers(version: str) -> tuple[int, ...]:
    """Give the leading numbers of a version."""
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def interpreter() -> Path:
    """Give the Python of `.venv`."""
    return VENV / "Scripts" / "python.exe" if os.name == "nt" else VENV / "bin" / "python"


def stamp(*, dev: bool) -> str:
    """Give what a finished environment was made from: the versions of Python and of the lock."""
    lock = hashlib.sha256(LOCKS[dev].read_bytes()).hexdigest()
    return f"{'dev' if dev else 'run'} {sys.version_info[0]}.{sys.version_info[1]} {lock}\n"


def stamped(*, dev: bool) -> bool:
    """Tell whether `.venv` was finished from the present lock; one for developers serves users too."""
    ready = VENV / "ready"
    found = ready.read_text(encoding="utf-8") if ready.is_file() else ""
    return interpreter().exists() and found in {stamp(dev=True), stamp(dev=dev)}


def clear() -> None:
    """Take an unfinished or outdated environment away; never a folder that is none."""
    if VENV.exists() and not (VENV / "pyvenv.cfg").is_file() and any(VENV.iterdir()):
        raise Failed(f"{VENV} is in the way and is no virtual environment")
    shutil.rmtree(VENV, ignore_errors=True)


def by_uv(lock: Path) -> None:
    """Make `.venv` by uv."""
    uv = shutil.which("uv")
    if uv is None:
        raise Failed("uv is not installed: trying venv")
    clear()
    environment = {"UV_NATIVE_TLS": "1", "UV_SYSTEM_CERTS": "1", **os.environ}
    if not {"UV_INDEX_URL", "UV_DEFAULT_INDEX"} & set(environment) and index() != INDEX:
        environment["UV_DEFAULT_INDEX"] = index()
    print("  making it with uv", flush=True)
    call([uv, "venv", "--quiet", "--python", sys.executable, str(VENV)], environment)
    call([uv, "pip", "install", "--quiet", "--python", str(interpreter()), "--require-hashes", "-r", str(lock)], environment)


def by_venv(lock: Path) -> None:
    """Make `.venv` by the standard library."""
    clear()
    print("  making it with venv", flush=True)
    call([sys.executable, "-m", "venv", str(VENV)], dict(os.environ))
    install([str(interpreter()), "-m", "pip"], lock)


def by_wheel(lock: Path) -> None:
    """Make `.venv` without pip, which some systems leave out, and fetch pip's wheel from the index."""
    clear()
    print(f"  making it with venv and the wheel of pip {PIP}", flush=True)
    call([sys.executable, "-m", "venv", "--without-pip", str(VENV)], dict(os.environ))
    with tempfile.TemporaryDirectory() as folder:
        wheel = Path(folder) / f"pip-{PIP}-py3-none-any.whl"
        wheel.write_bytes(fetch_pip())
        install([str(interpreter()), str(wheel / "pip")], lock)


def install(pip: list[str], lock: Path) -> None:
    """Install the pinned packages, checking their hashes, and say how far it is."""
    total = sum(bool(re.match(r"[a-z]", line)) for line in lock.read_text(encoding="utf-8").splitlines())
    command = [
        *pip,
        "install",
        "--require-hashes",
        "--no-deps",
        "--progress-bar",
        "off",
        "--disable-pip-version-check",
        "-r",
        str(lock),
    ]
    seen, tail = 0, ""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=certified()) as process:
        for line in process.stdout or ():
            tail = line.strip() or tail
            if line.startswith(("Collecting ", "Ignoring ")):
                seen += 1
                show(f"  {seen}/{total} {line.split()[1].rstrip(':').split('==')[0]}")
        show("")
    if process.returncode:
        raise Failed(f"pip could not install: {tail}")


def show(text: str) -> None:
    """Show progress on one line of a terminal; elsewhere say nothing."""
    if sys.stdout.isatty():
        print(f"\r\033[K{text}", end="", flush=True)


def call(command: list[str], environment: dict[str, str]) -> None:
    """Run a command of set-up; its last line is the reason where it fails."""
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
    if done.returncode:
        lines = (done.stderr + done.stdout).strip().splitlines()
        raise Failed(f"{Path(command[0]).name} {command[1]} {command[2]}: {lines[-1].strip() if lines else 'failed'}")


def certified() -> dict[str, str]:
    """Give the environment for pip, with the system's certificates where the user has named none."""
    environment = dict(os.environ)
    named = {"PIP_CERT", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "CURL_CA_BUNDLE"} & set(environment)
    system = ssl.get_default_verify_paths().cafile
    if not named and setting("cert") is None and system is not None:
        environment["PIP_CERT"] = system
    return environment


def index() -> str:
    """Give the address of the package index that the user has configured for pip or uv, else that of the public one."""
    named = (os.environ.get(name) for name in ("PIP_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX_URL"))
    return next((url for url in named if url), setting("index-url") or INDEX).rstrip("/")


def setting(name: str) -> str | None:
    """Read a setting of pip: from the environment, then from the files that pip reads, the nearest first."""
    home = Path.home()
    files = [
        os.environ.get("PIP_CONFIG_FILE"), home / ".config" / "pip" / "pip.conf", home / ".pip" / "pip.conf",
        home / "AppData" / "Roaming" / "pip" / "pip.ini", "/etc/pip.conf", "/etc/xdg/pip/pip.conf",
    ]  # fmt: skip
    if value := os.environ.get(f"PIP_{name.upper().replace('-', '_')}"):
        return value
    for file in files:
        parser = configparser.RawConfigParser(strict=False)
        try:
            if file is not None and parser.read(file, encoding="utf-8"):
                for section in ("install", "global"):
                    if parser.has_option(section, name):
                        return parser.get(section, name).split()[0]
        except (configparser.Error, OSError, UnicodeDecodeError, IndexError):
            continue
    return None


def fetch_pip() -> bytes:
    """Fetch pip's wheel from the package index and check its hash."""
    page_url = f"{index()}/pip/"
    page = fetch(page_url, "application/vnd.pypi.simple.v1+json, text/html;q=0.5").decode("utf-8", "replace")
    wheel = fetch(urllib.parse.urljoin(page_url, wheel_address(page)), "*/*")
    if hashlib.sha256(wheel).hexdigest() != PIP_SHA256:
        raise Failed(f"the wheel of pip {PIP} from {index()} is not the one that is expected (its hash differs)")
    return wheel


def wheel_address(page: str) -> str:
    """Find the address of pip's wheel on the page that an index has for pip, in JSON (PEP 691) or HTML (PEP 503)."""
    name = f"pip-{PIP}-py3-none-any.whl"
    if page.lstrip().startswith("{"):
        found = [str(file["url"]) for file in json.loads(page)["files"] if file["filename"] == name]
    else:
        found = [url.replace("&amp;", "&") for url in re.findall(r"href=[\"']([^\"']+)[\"']", page) if name in url]
    if not found:
        raise Failed(f"{index()} has no {name}")
    return found[0].partition("#")[0]


def fetch(url: str, accept: str) -> bytes:
    """Fetch an address over the user's proxies, trusting the system's certificates."""
    bundle = next(
        (os.environ[name] for name in ("PIP_CERT", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE") if os.environ.get(name)),
        setting("cert"),
    )
    request = urllib.request.Request(url, headers={"Accept": accept, "User-Agent": "multivector-setup"})
    try:
        context = ssl.create_default_context(cafile=bundle)
        with urllib.request.urlopen(request, timeout=60, context=context) as answer:
            return bytes(answer.read())
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise Failed(f"{url} cannot be fetched: {reason}") from error


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
