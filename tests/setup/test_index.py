from __future__ import annotations

import base64
import json
import re
import socket
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from going import GO, WHEEL, Index

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
    served.pages["/simple/pip/"] = (301, "/mirror/pip/", b"")
    served.pages["/mirror/pip/"] = (200, "text/html", f'<a href="{GO.WHEEL}">pip</a>'.encode())
    served.pages[f"/mirror/pip/{GO.WHEEL}"] = (200, "binary/octet-stream", WHEEL)
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
