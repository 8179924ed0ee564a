"""The documentation is true: examples run, links lead somewhere, generated pages are fresh, and no page names a machine."""

from __future__ import annotations

import doctest
import importlib.util
import re
import sys
from pathlib import Path

import pytest

from multivector.cli import main
from multivector.files.build import build_entries
from multivector.files.lines import Lines
from multivector.files.syntax import parse
from multivector.lenses import LENSES
from walkthrough import NBSP

ROOT = Path(__file__).parents[2]
PAGES = tuple(sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]))
GENERATED = tuple(file for file in sorted((ROOT / "tools").glob("reference_*.py")))
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_MACHINE = re.compile(r"(?<![\w.<])/(?:home|root|work|tmp|Users|usr|opt)/|[A-Z]:\\\\|\bfile://|\blocalhost\b")


def prose(page: Path) -> str:
    """Give a page without its code."""
    return _CODE.sub("", _FENCED.sub("", page.read_text(encoding="utf-8")))


def anchors(page: Path) -> set[str]:
    """Give the names under which a page's headings are linked to."""
    headings = re.findall(r"^#+ (.+)$", _FENCED.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("lens", LENSES)
def test_the_example_of_a_lens_runs(lens: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    found = doctest.testmod(sys.modules[LENSES[lens].__module__])
    assert found.attempted > 0
    assert found.failed == 0


def test_the_example_of_the_package_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    found = doctest.testmod(sys.modules["multivector"])
    assert found.attempted > 0
    assert found.failed == 0


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    broken = []
    for link in _LINK.findall(prose(page)):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not link.startswith("https://") and (not target.exists() or (anchor and anchor not in anchors(target))):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_entries_on_a_page_are_well_formed(page: Path) -> None:
    if page.is_relative_to(ROOT / "docs" / "reference") or page.name == "tutorial.md":  # they show mistakes; other tests run them
        return
    for block in re.findall(r"^```yaml\n(- .*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
        lines = Lines(block)
        node, problems = parse(block, name(page), lines)
        assert node is not None
        assert [*problems, *build_entries(node, name(page), lines)[1]] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_no_page_names_a_machine(page: Path) -> None:
    assert _MACHINE.findall(page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_page_is_reached_from_the_readme(page: Path) -> None:
    reached = [ROOT / "README.md"]
    for file in reached:
        links = (link.partition("#")[0] for link in _LINK.findall(prose(file)) if not link.startswith("https://"))
        targets = ((file.parent / link).resolve() for link in links if link.endswith(".md"))
        reached += [target for target in dict.fromkeys(targets) if target not in reached and target.exists()]
    assert page in reached


@pytest.mark.parametrize("script", GENERATED, ids=lambda script: script.stem)
def test_generated_pages_are_fresh(script: Path) -> None:
    spec = importlib.util.spec_from_file_location(script.stem, script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.PAGE.read_text(encoding="utf-8") == module.page()


def test_the_readme_quotes_what_the_program_says(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (quoted,) = re.findall(r"^```text\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    assert main(["lens", "money", "dossiers/small"]) == 0
    assert quoted in capsys.readouterr().out.replace(NBSP, " ")
