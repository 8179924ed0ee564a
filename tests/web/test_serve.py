"""The command: it answers at the address that it prints, asks for a token beyond this machine, and ends when told."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from drafting import SMALL
from multivector.cli import main

if TYPE_CHECKING:
    from urllib.parse import SplitResult

SOURCE = Path(__file__).parents[2] / "src"


@pytest.mark.parametrize(("host", "status"), [("127.0.0.1", 200), ("0.0.0.0", 303)])  # noqa: S104  # it is what is tested
def test_it_answers_where_it_says_and_ends_when_interrupted(host: str, status: int) -> None:
    command = [sys.executable, "-m", "multivector", "serve", str(SMALL), "--port", "0", "--host", host, "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(SOURCE)}) as process:  # noqa: S603
        assert process.stdout is not None
        address: SplitResult = urlsplit(json.loads(process.stdout.readline())["address"])
        assert ("token=" in address.query) == (status != 200)
        connection = http.client.HTTPConnection("127.0.0.1", address.port or 0, timeout=30)
        connection.request("GET", f"/?{address.query}")
        assert connection.getresponse().status == status
        connection.close()
        process.send_signal(signal.SIGINT)
        process.wait(30)


def test_a_port_in_use_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert main(["serve", str(SMALL), "--port", str(taken.getsockname()[1])]) == 1
    assert "choose another with --port" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["-1", "65536", "x", "²", "9" * 5000])
def test_what_is_no_port_is_refused(port: str) -> None:
    with pytest.raises(SystemExit):
        main(["serve", str(SMALL), "--port", port])


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    assert main(["serve", str(tmp_path)]) == 1
