from __future__ import annotations

import itertools
import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from going import GO, write

if TYPE_CHECKING:
    from pathlib import Path


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
