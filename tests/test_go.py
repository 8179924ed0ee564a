from __future__ import annotations

import ast
import base64
import hashlib
import importlib.util
import itertools
import json
import os
import re
import shutil
import socket
import sys
import threading
import tomllib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent
WHEEL = b"what pip's wheel holds"
USERS = r"(?i)pip_.*|uv_.*|xdg_.*|.*_proxy|ssl_.*|.*_ca_bundle|appdata|pythonpath"  # what a user's environment may tell go.py


def load(folder: Path) -> Any:
    spec = importlib.util.spec_from_file_location("go_under_test", folder / "go.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GO = load(ROOT)


@pytest.fixture
def go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A copy of go.py in a folder of its own, on a machine where nobody has configured anything."""
    for name in ("go.py", "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, tmp_path / name)
    for name in [name for name in os.environ if re.fullmatch(USERS, name)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "shared"))
    module = load(tmp_path)
    every = module.pip_files
    monkeypatch.setattr(module, "pip_files", lambda: [file for file in every() if file.is_relative_to(tmp_path)])
    return module


class Index(ThreadingHTTPServer):
    """A package index on this machine: answers by path, and a record of what was asked with which login."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Page)
        self.pages: dict[str, tuple[int, str, bytes]] = {}
        self.asked: list[tuple[str, str | None]] = []

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    def serve_pip(self, page: str, wheel: bytes = WHEEL) -> None:
        self.pages["/simple/pip/"] = (200, "text/html", page.encode())
        self.pages[f"/files/{GO.WHEEL}"] = (200, "binary/octet-stream", wheel)


class Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Index)
        self.server.asked.append((self.path, self.headers["Authorization"]))
        status, kind, body = self.server.pages.get(self.path, (404, "text/plain", b""))
        self.send_response(status)
        self.send_header("Location" if status == 301 else "Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def served(go: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Index]:
    """An index that go.py is configured for, and whose wheel is the one that it expects."""
    with Index() as server:
        thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01))
        thread.start()
        monkeypatch.setenv("PIP_INDEX_URL", f"http://{server.host}/simple/")
        monkeypatch.setattr(go, "PIP_SHA256", hashlib.sha256(WHEEL).hexdigest())
        yield server
        server.shutdown()
        thread.join()


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def make_environment(go: Any, ready: str) -> None:
    write(go.PYTHON, "")
    write(go.VENV / "pyvenv.cfg", "")
    write(go.VENV / "lib" / "deep" / "module.py", "")
    (go.VENV / "lib64").symlink_to("lib")
    write(go.READY, ready)


# What is needed


parts = st.lists(st.integers(0, 40), min_size=1, max_size=4)


@given(parts, parts, st.sampled_from(["", "rc1", ".dev3", "a2", ".post1", "+local"]))
def test_versions_are_in_order_of_their_numbers(one: list[int], other: list[int], suffix: str) -> None:
    first, second = (".".join(map(str, version)) for version in (one, other))
    padded = [version + [0] * (4 - len(version)) for version in (one, other)]
    assert (GO.numbers(first + suffix) < GO.numbers(second)) == (padded[0] < padded[1])
    assert GO.numbers(f" {first}.0.0") == GO.numbers(first)


def test_what_pyproject_asks_for_is_a_name_and_perhaps_an_oldest_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = project["dependencies"] + project["optional-dependencies"]["dev"]
    assert [text for text in needed if not re.fullmatch(r"[\w-]+(>=\d+(\.\d+)*)?", text)] == []


def test_a_package_that_is_missing_or_too_old_is_not_importable(go: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    found = {"highspy": "1.11", "jinja2": "3.1.6", "numpy": "1.26.0"}

    def version(name: str) -> str:
        if name not in found:
            raise go.importlib.metadata.PackageNotFoundError(name)
        return found[name]

    monkeypatch.setattr(go.importlib.metadata, "version", version)
    assert go.importable(dev=False)
    assert not go.importable(dev=True)
    found["numpy"] = "1.25.9"
    assert not go.importable(dev=False)


def test_the_lock_of_developers_holds_that_of_users_and_every_package_has_a_version_and_a_hash() -> None:
    users, developers = (
        set(re.split(r"\n(?=[a-z])", re.sub(r"(?m)^ *#.*\n", "", GO.LOCKS[dev].read_text(encoding="utf-8")).strip()))
        for dev in (False, True)
    )
    assert users <= developers
    assert [text for text in developers if not re.match(r"[\w.-]+==\S+ (;.*)?\\\n +--hash=sha256:[0-9a-f]{64}", text)] == []


def test_older_pythons_can_read_go_and_are_told_that_they_are_too_old(
    go: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ast.parse((ROOT / "go.py").read_text(encoding="utf-8"), feature_version=(3, 8))
    monkeypatch.setattr(go.sys, "version_info", (3, 10, 13))
    monkeypatch.setattr(go.sys, "version", "3.10.13 (main)")
    assert go.main([]) == 1
    assert capsys.readouterr().err == "go: Python 3.11 or later is needed, this is 3.10.13\n"


# The environment


def test_only_a_whole_stamp_of_the_present_lock_is_trusted(go: Any) -> None:
    make_environment(go, "")
    whole = go.stamp(dev=False)
    for length in range(len(whole)):
        write(go.READY, whole[:length])
        assert not go.finished(dev=False)
    write(go.READY, whole)
    assert go.finished(dev=False)
    go.PYTHON.unlink()
    assert not go.finished(dev=False)
    write(go.PYTHON, "")
    write(go.LOCKS[False], "another==1")
    assert not go.finished(dev=False)


def test_an_environment_for_developers_serves_users_but_not_the_other_way_round(go: Any) -> None:
    served = {}
    for made, asked in itertools.product((False, True), repeat=2):
        write(go.PYTHON, "")
        write(go.READY, go.stamp(dev=made))
        served[made, asked] = go.finished(dev=asked)
    assert served == {(False, False): True, (False, True): False, (True, False): True, (True, True): True}


@pytest.mark.parametrize("able", [False, True])
def test_an_environment_of_the_user_serves_if_it_has_what_is_needed(go: Any, monkeypatch: pytest.MonkeyPatch, able: bool) -> None:  # noqa: FBT001  # a parameter of pytest
    write(go.PYTHON, "")
    monkeypatch.setattr(go, "able", lambda *, dev: able and not dev)
    assert go.finished(dev=False) is able
    assert not go.finished(dev=True)


def test_the_python_of_an_environment_is_asked_whether_it_has_what_is_needed(go: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(go, "PYTHON", Path(sys.executable))
    assert go.able(dev=False)
    project = (go.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    write(go.ROOT / "pyproject.toml", project.replace('"numpy>=', '"no-such-package>='))
    assert not go.able(dev=False)


@pytest.mark.parametrize("ready", ["", "run 3.11 0123\n", "dev 3.12 abc\n", "unfinished\n"])
def test_clear_takes_our_environment_away(go: Any, ready: str) -> None:
    make_environment(go, ready)
    go.clear()
    assert not go.VENV.exists()
    go.clear()


def stray_folder(go: Any) -> None:
    write(go.VENV / "diary.txt", "mine")


def stray_file(go: Any) -> None:
    write(go.VENV, "mine")


def stray_mark(go: Any) -> None:
    write(go.READY, "I am ready")


def user_environment(go: Any) -> None:
    make_environment(go, "")
    go.READY.unlink()


def link(go: Any) -> None:
    make_environment(go, go.stamp(dev=False))
    go.VENV.rename(go.ROOT / "elsewhere")
    go.VENV.symlink_to("elsewhere")


def dangling_link(go: Any) -> None:
    go.VENV.symlink_to("nowhere")


@pytest.mark.parametrize("put", [stray_folder, stray_file, stray_mark, user_environment, link, dangling_link])
def test_clear_leaves_what_is_not_ours(go: Any, put: Callable[[Any], None]) -> None:
    put(go)
    before = sorted(go.ROOT.rglob("*"))
    with pytest.raises(FileExistsError, match="is in the way"):
        go.clear()
    assert sorted(go.ROOT.rglob("*")) == before


def test_what_an_interruption_of_clear_leaves_is_not_trusted_and_can_be_cleared(go: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    done = False
    for allowed in range(10):
        make_environment(go, go.stamp(dev=False))
        left = iter(range(allowed))

        def step(act: Callable[..., None], left: Iterator[int] = left) -> Callable[..., None]:
            def stepped(*arguments: Any) -> None:
                if next(left, None) is None:
                    raise KeyboardInterrupt
                act(*arguments)

            return stepped

        with monkeypatch.context() as patch:
            patch.setattr(go.shutil, "rmtree", step(shutil.rmtree))
            patch.setattr(go.Path, "unlink", step(Path.unlink))
            patch.setattr(go.Path, "rmdir", step(Path.rmdir))
            try:
                go.clear()
                done = True
            except KeyboardInterrupt:
                assert not go.finished(dev=False)
        go.clear()
        assert not go.VENV.exists()
    assert done


# The ways to make it


def ways(go: Any, monkeypatch: pytest.MonkeyPatch, outcomes: dict[str, Exception | None], *, able: bool = True) -> list[str]:
    tried: list[str] = []

    def way(name: str) -> Callable[[Path], None]:
        def run(_: Path) -> None:
            tried.append(name)
            failure = outcomes[name]
            if failure is not None:
                raise failure
            make_environment(go, "unfinished\n")

        return run

    for name in outcomes:
        monkeypatch.setattr(go, name, way(name))
    monkeypatch.setattr(go, "importable", lambda *, dev: dev is None)
    monkeypatch.setattr(go, "able", lambda *, dev: able and not dev)
    return tried


def test_the_ways_are_tried_in_turn_until_one_works(
    go: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tried = ways(go, monkeypatch, {"by_uv": go.Failed("no uv"), "by_venv": None, "by_wheel": None})
    with Path(go.__file__).open("rb") as lock:
        assert go.prepare(lock, dev=False) == str(go.PYTHON)
        assert go.prepare(lock, dev=False) == str(go.PYTHON)
    assert tried == ["by_uv", "by_venv"]
    assert go.finished(dev=False)
    said = capsys.readouterr().err.splitlines()
    assert said[0] == f"Preparing {go.VENV} (first time only)"
    assert said[1] == "  no uv"
    assert re.fullmatch(r"  ready in \d+ s", said[2])


@pytest.mark.parametrize(
    ("last", "tried"),
    [("by_wheel", ["by_uv", "by_venv", "by_wheel"]), ("by_venv", ["by_uv", "by_venv"])],
)
def test_where_no_way_works_one_line_says_so_and_nothing_is_trusted(
    go: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], last: str, tried: list[str]
) -> None:
    outcomes: dict[str, Exception | None] = {name: go.Failed(name) for name in ("by_uv", "by_venv", "by_wheel")}
    outcomes[last] = go.Failed("no way") if last == "by_wheel" else ConnectionError("no way")
    assert ways(go, monkeypatch, outcomes) == []
    assert go.main(["check"]) == 1
    said = capsys.readouterr()
    assert said.err.splitlines()[1:] == [*(f"  {name}" for name in tried[:-1]), "go: no way"]
    assert said.out == ""
    assert not go.READY.exists()


def test_packages_that_were_installed_elsewhere_are_not_trusted(
    go: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ways(go, monkeypatch, {"by_uv": None}, able=False)
    assert go.main([]) == 1
    assert capsys.readouterr().err.splitlines()[-1].startswith(f"go: {go.VENV} lacks packages")
    assert not go.finished(dev=False)


def test_an_interrupted_run_says_how_to_go_on(
    go: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(go, "importable", lambda *, dev: dev is None)

    def interrupted(*, dev: bool) -> None:
        raise KeyboardInterrupt(dev)

    monkeypatch.setattr(go, "make", interrupted)
    assert go.main([]) == 130
    assert capsys.readouterr().err == "go: interrupted; run it again to go on\n"


def test_an_empty_environment_is_ours_and_unfinished(go: Any) -> None:
    write(go.READY, go.stamp(dev=True))
    go.empty()
    assert go.PYTHON.exists()
    assert go.READY.read_text(encoding="utf-8") == "unfinished\n"
    assert not go.finished(dev=False)


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such lock")
def test_many_runs_may_use_an_environment_but_only_one_may_make_it(go: Any) -> None:
    import fcntl  # noqa: PLC0415  # Windows lacks it

    def free(kind: int) -> bool:
        with Path(go.__file__).open("rb") as file:
            try:
                fcntl.flock(file, kind | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

    with Path(go.__file__).open("rb") as lock:
        go.hold(lock, alone=False)
        assert (free(fcntl.LOCK_SH), free(fcntl.LOCK_EX)) == (True, False)
        go.hold(lock, alone=True)
        assert (free(fcntl.LOCK_SH), free(fcntl.LOCK_EX)) == (False, False)
    assert free(fcntl.LOCK_EX)


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such lock")
def test_a_run_that_has_to_wait_says_so_and_goes_on_when_the_other_ends(go: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    said = []
    with Path(go.__file__).open("rb") as lock, Path(go.__file__).open("rb") as other:

        def say(text: str) -> None:
            said.append(text)
            other.close()

        monkeypatch.setattr(go, "say", say)
        go.hold(other, alone=True)
        go.hold(lock, alone=False)
    assert said == ["go: waiting for another run of go.py to end"]


@pytest.mark.parametrize(
    ("output", "why"),
    [
        ("first\nERROR: the cause\n  Expected x\nnotice: new pip", "ERROR: the cause"),
        ("Resolving\nno luck\n\n", "no luck"),
        ("", "it does not say why"),
    ],
)
def test_a_tool_that_fails_gives_its_reason_in_one_line(go: Any, output: str, why: str) -> None:
    code = f"import sys; sys.stderr.write({output!r}); sys.exit(2)"
    with pytest.raises(go.Failed) as failure:
        go.call([sys.executable, "-c", code])
    assert str(failure.value) == f"{Path(sys.executable).name} -c {code}: {why}"
    go.call([sys.executable, "-c", "print('ERROR: not meant')"])


# The user's configuration


def test_a_setting_comes_from_the_environment_else_from_install_else_from_global_in_the_strongest_file(
    go: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "pip.ini" if os.name == "nt" else "pip.conf"
    files = [tmp_path / "shared" / "pip" / name, tmp_path / "home" / ".pip" / name, tmp_path / "home" / ".config" / "pip" / name]
    places = list(itertools.product(files, ("global", "install")))
    for chosen in itertools.product((False, True), repeat=len(places)):
        told = {place for place, is_told in zip(places, chosen, strict=True) if is_told}
        for file in files:
            write(
                file, "".join(f"[{part}]\nindex_url = {file}|{part}\n" for part in ("global", "install") if (file, part) in told)
            )
        strongest = [f"{file}|{part}" for part in ("install", "global") for file in reversed(files) if (file, part) in told]
        assert go.setting("index-url") == next(iter(strongest), None)
    monkeypatch.setenv("PIP_INDEX_URL", "told")
    assert go.setting("index-url") == "told"
    monkeypatch.setenv("PIP_INDEX_URL", "")
    assert go.setting("index-url") == f"{files[-1]}|install"


def test_a_named_file_of_configuration_is_the_strongest_and_stands_in_for_the_users(
    go: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "shared" / "pip" / "pip.conf", "[global]\nproxy = shared\ncert = shared\n")
    write(tmp_path / "home" / ".config" / "pip" / "pip.conf", "[global]\nproxy = user\nretries = user\n")
    named = tmp_path / "named.conf"
    monkeypatch.setenv("PIP_CONFIG_FILE", str(named))
    assert [go.setting(name) for name in ("proxy", "cert", "retries")] == ["user", "shared", "user"]
    write(named, "[global]\nproxy = named\n")
    assert [go.setting(name) for name in ("proxy", "cert", "retries")] == ["named", "shared", None]
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    assert [go.setting(name) for name in ("proxy", "cert", "retries")] == [None, None, None]


def test_the_users_folder_of_configuration_may_lie_elsewhere(go: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "xdg" / "pip" / "pip.conf", "[global]\ncert = /a folder/with spaces.pem\n")
    assert go.setting("cert") is None
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    assert go.setting("cert") == "/a folder/with spaces.pem"


@pytest.mark.parametrize("text", [b"no section", b"[global]\nproxy", b"\xff\xfe", b"[global]\nproxy =\n"])
def test_a_file_of_configuration_that_cannot_be_read_says_nothing(go: Any, tmp_path: Path, text: bytes) -> None:
    file = tmp_path / "home" / ".pip" / "pip.conf"
    file.parent.mkdir(parents=True)
    file.write_bytes(text)
    assert go.setting("proxy") is None


def test_the_index_is_that_of_pip_else_that_of_uv_else_the_public_one(go: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert go.index() == go.INDEX
    for name, value in (
        ("UV_INDEX_URL", "https://old.uv/simple"),
        ("UV_DEFAULT_INDEX", "house=https://new.uv/simple"),
        ("PIP_INDEX_URL", "https://pip/simple"),
    ):
        monkeypatch.setenv(name, f"{value}//")
        assert go.index() == value.removeprefix("house=")


def test_pip_and_uv_are_told_what_the_user_told_the_other(go: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = tmp_path / "bundle.pem"
    write(bundle, "")
    for name, value in (
        ("INDEX_URL", "https://pip/simple"),
        ("CERT", str(bundle)),
        ("PROXY", "http://proxy:1"),
        ("RETRIES", "7"),
    ):
        monkeypatch.setenv(f"PIP_{name}", value)
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    told = go.environment()
    assert "PYTHONPATH" not in told
    assert (told["UV_DEFAULT_INDEX"], told["SSL_CERT_FILE"], told["HTTPS_PROXY"]) == (
        "https://pip/simple",
        str(bundle),
        "http://proxy:1",
    )
    assert (told["UV_SYSTEM_CERTS"], told["UV_NATIVE_TLS"], told["PIP_RETRIES"]) == ("1", "1", "7")
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://uv/simple")
    monkeypatch.setenv("UV_NATIVE_TLS", "0")
    assert (go.environment()["UV_DEFAULT_INDEX"], go.environment()["UV_NATIVE_TLS"]) == ("https://uv/simple", "0")
    monkeypatch.delenv("PIP_INDEX_URL")
    assert go.environment()["PIP_INDEX_URL"] == "https://uv/simple"


def test_without_a_configuration_no_index_is_named(go: Any) -> None:
    assert not {"PIP_INDEX_URL", "UV_DEFAULT_INDEX", "HTTP_PROXY"} & set(go.environment())


def test_certificates_that_are_not_there_are_named(go: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_CERT", "/no/such.pem")
    with pytest.raises(FileNotFoundError, match=r"^the certificates /no/such\.pem that your configuration names are not there$"):
        go.certificates()


passwords = st.text(st.characters(exclude_categories=["Z", "C"], exclude_characters="@"), min_size=4)


@given(passwords, st.sampled_from(["http", "https"]))
def test_a_password_in_an_address_is_never_told(password: str, scheme: str) -> None:
    told = f"cannot fetch {scheme}://somebody.example/simple: no such host"
    said: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(GO, "print", lambda text, **_: said.append(text), raising=False)
        GO.say(told.replace("://", f"://me:{password}@"))
    assert said == [told]


# The index


files = st.lists(
    st.sampled_from(["pip-26.3.tar.gz", "pip-9.0-py3-none-any.whl", f"{GO.WHEEL}.metadata", f"old-{GO.WHEEL}"]), max_size=4
)
folders = st.sampled_from(["", "../../files/", "/files/", "https://files.example/a/b/"])


@given(files, files, folders)
def test_the_wheel_is_found_among_the_files_of_a_json_page(before: list[str], after: list[str], folder: str) -> None:
    names = [*before, GO.WHEEL, *after]
    page = {"meta": {"api-version": "1.1"}, "files": [{"filename": name, "url": folder + name} for name in names]}
    assert GO.wheel_address(json.dumps(page)) == folder + GO.WHEEL


@given(files, files, folders, st.sampled_from(["", "#sha256=12", "?a=1&amp;b=2#sha256=12"]), st.sampled_from(["'", '"']))
def test_the_wheel_is_found_among_the_links_of_an_html_page(
    before: list[str], after: list[str], folder: str, suffix: str, quote: str
) -> None:
    names = [*before, GO.WHEEL, *after]
    links = [f"<A data-yanked='' HREF = {quote}{folder}{name}{suffix}{quote}>{name}</A><br>" for name in names]
    page = "<!DOCTYPE html><html><body>" + "\n".join(links)
    assert GO.wheel_address(page) == folder + GO.WHEEL + suffix.replace("&amp;", "&")


@given(st.one_of(st.text(), files.map(lambda names: "".join(f'<a href="{name}">' for name in names))))
def test_a_page_without_the_wheel_is_a_failure_of_this_way(page: str) -> None:
    with pytest.raises(GO.Failed, match=re.escape(GO.WHEEL)):
        GO.wheel_address(page)


@pytest.mark.parametrize("page", ["{", "{}", '{"files": 3}', '{"files": [{}]}', '{"files": []}'])
def test_a_json_page_of_another_form_is_a_failure_of_this_way(page: str) -> None:
    with pytest.raises(GO.Failed, match=re.escape(GO.WHEEL)):
        GO.wheel_address(page)


@pytest.mark.parametrize(
    "address", [f"../../files/{GO.WHEEL}", f"/files/{GO.WHEEL}#sha256=12", "http://{host}/files/" + GO.WHEEL]
)
@pytest.mark.parametrize("form", ["json", "html"])
def test_the_wheel_is_fetched_wherever_the_page_says(go: Any, served: Index, form: str, address: str) -> None:
    address = address.format(host=served.host)
    json_page = json.dumps({"files": [{"filename": GO.WHEEL, "url": address}]})
    served.serve_pip(json_page if form == "json" else f'<a href="{address}">pip</a>')
    assert go.fetch_pip() == WHEEL
    assert [path for path, _ in served.asked] == ["/simple/pip/", f"/files/{GO.WHEEL}"]


def test_an_address_on_the_page_counts_from_where_a_redirection_led(go: Any, served: Index) -> None:
    served.serve_pip("")
    served.pages["/simple/pip/"] = (301, "/mirror/deep/pip/", b"")
    served.pages["/mirror/deep/pip/"] = (200, "text/html", f'<a href="../../../files/{GO.WHEEL}">pip</a>'.encode())
    assert go.fetch_pip() == WHEEL


def test_a_wheel_with_another_hash_is_refused_and_nothing_is_made(
    go: Any, served: Index, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    served.serve_pip(f'<a href="/files/{GO.WHEEL}">pip</a>', WHEEL + b"!")
    monkeypatch.setattr(go, "importable", lambda *, dev: dev is None)
    monkeypatch.setattr(go.shutil, "which", lambda _: None)
    monkeypatch.setattr(go.importlib.util, "find_spec", lambda _: None)
    assert go.main([]) == 1
    said = capsys.readouterr().err.splitlines()
    assert said[-1] == (
        f"go: the wheel of pip {go.PIP} from http://{served.host}/simple is not the one that is expected: its hash differs"
    )
    assert not go.VENV.exists()


def test_the_password_of_the_index_goes_to_its_host_only(go: Any, served: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = f"http://localhost:{served.server_port}/files/{GO.WHEEL}"
    monkeypatch.setenv("PIP_INDEX_URL", f"http://me:p%40ss@{served.host}/simple")
    login = "Basic " + base64.b64encode(b"me:p@ss").decode()
    served.serve_pip(f'<a href="/files/{GO.WHEEL}">pip</a>')
    assert go.fetch_pip() == WHEEL
    served.serve_pip(f'<a href="{elsewhere}">pip</a>')
    assert go.fetch_pip() == WHEEL
    assert [given for _, given in served.asked] == [login, login, login, None]


@pytest.mark.parametrize("login", ["me:secret@", "me:sec/secret@", "me:sec@secret@", "secret:@"])
@pytest.mark.parametrize("status", [401, 403, 404, 500])
def test_an_index_that_refuses_is_named_without_its_password(
    go: Any, served: Index, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], login: str, status: int
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", f"http://{login}{served.host}/simple")
    served.pages["/simple/pip/"] = (status, "text/plain", b"")
    with pytest.raises(go.Failed) as failure:
        go.fetch_pip()
    go.say(str(failure.value))
    said = capsys.readouterr().err
    assert said.startswith(f"http://{served.host}/simple/pip/ cannot be fetched: ")
    assert "sec" not in said


def test_an_index_that_does_not_answer_ends_all_ways(go: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{nobody.getsockname()[1]}/simple")
        with pytest.raises(ConnectionError, match="the first run needs a package index"):
            go.reach()
        monkeypatch.setenv("PIP_NO_INDEX", "1")
        go.reach()


def test_an_index_that_answers_anything_is_reached(go: Any, served: Index) -> None:
    go.reach()
    assert [path for path, _ in served.asked] == ["/simple/pip/"]


# The commands


STEPS = ("lint", "format", "types", "imports", "tests", "coverage")


@pytest.mark.parametrize("broken", [(), *((step,) for step in STEPS), ("lint", "tests")])
def test_every_check_runs_and_one_that_fails_is_named(
    go: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], broken: tuple[str, ...]
) -> None:
    codes = iter([-11 if step in broken else 0 for step in STEPS])
    monkeypatch.setattr(go, "run", lambda _: next(codes))
    assert go.test("python", []) == (1 if broken else 0)
    assert next(codes, None) is None
    assert capsys.readouterr().out.splitlines()[-1] == (f"go: failed: {', '.join(broken)}" if broken else "go: all passed")


def test_further_arguments_of_test_choose_tests_without_the_coverage_of_all(go: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[list[str]] = []

    def run(step: list[str]) -> int:
        steps.append(step)
        return 0

    monkeypatch.setattr(go, "run", run)
    assert go.test("python", ["tests/lenses"]) == 0
    assert steps[-1] == ["python", "-m", "pytest", "tests/lenses"]


def test_a_benchmark_that_crashes_fails_and_one_that_is_not_there_is_told(go: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("first", "second"):
        write(go.ROOT / "benchmarks" / f"{name}.py", "def main() -> None: ...")
    write(go.ROOT / "benchmarks" / "helper.py", "")
    ran: list[str] = []

    def run(command: list[str]) -> int:
        ran.append(Path(command[1]).stem)
        return -9 if ran[-1] == "first" else 0

    monkeypatch.setattr(go, "run", run)
    assert [go.bench("python", names) for names in ([], ["first"], ["second"])] == [1, 1, 0]
    assert ran == ["first", "second", "first", "second"]
    with pytest.raises(go.Failed, match="there is no benchmark third; there are first, second"):
        go.bench("python", ["third"])


def test_the_pages_of_the_briefing_are_named_on_the_output(
    go: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = [go.ROOT / "briefing" / f"{language}.html" for language in ("en", "ru")]
    for page in pages:
        write(page, "")
    monkeypatch.setattr(go, "prepare", lambda *_, **__: "python")
    codes = iter([0, 3])
    monkeypatch.setattr(go, "run", lambda *_, **__: next(codes))
    assert go.main([]) == 0
    assert capsys.readouterr().out.split()[-2:] == [page.as_uri() for page in pages]
    assert go.main(["briefing"]) == 3
    assert capsys.readouterr().out == ""


def test_a_command_sees_the_source_first_and_the_users_path_only_with_the_users_python(
    go: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PYTHONPATH", "mine")
    source = str(tmp_path / "src")
    check = "import os, sys; sys.exit(os.environ['PYTHONPATH'].split(os.pathsep) != sys.argv[1:])"
    assert go.run([sys.executable, "-c", check, source, "mine"]) == 0
    other = tmp_path / "python"
    other.symlink_to(sys.executable)
    assert go.run([str(other), "-c", check, source]) == 0
