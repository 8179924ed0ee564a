from __future__ import annotations

import hashlib
import os
import re
import shutil
import threading
from typing import TYPE_CHECKING, Any

import pytest

from going import ROOT, USERS, WHEEL, Index, load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


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
