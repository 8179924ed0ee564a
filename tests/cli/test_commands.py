"""Every command: what it prints, in text and as JSON, with which exit code; and what it says to whoever makes a mistake."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from multivector.cli import COMMANDS, main, serve
from multivector.lenses import LENSES
from multivector.load import load
from multivector.views.locale import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    Run: TypeAlias = Callable[..., tuple[int, str, str]]

ROOT = Path(__file__).parents[2]
SMALL = str(ROOT / "dossiers" / "small")
BAD = str(ROOT / "tests" / "cases" / "checks" / "bad-amount")
WARNED = str(ROOT / "tests" / "cases" / "checks" / "reliability-on-text")


# --- check ------------------------------------------------------------------------------------------------------------


def test_a_dossier_in_order_passes_in_silence(run: Run) -> None:
    assert run("check", SMALL) == (0, "", f"{len(load(SMALL).ledger)} entries: no problems\n")


def test_mistakes_are_told_with_their_places_and_make_the_check_fail(run: Run) -> None:
    code, out, err = run("check", BAD)
    assert code == 1
    assert out == (Path(BAD) / "message.txt").read_text("utf-8")
    assert err.endswith(": 3 errors\n")


def test_warnings_let_a_dossier_pass_and_are_counted(run: Run) -> None:
    code, out, err = run("check", WARNED)
    assert code == 0
    assert ": warning: " in out
    assert err.endswith(": 1 warning\n")


def test_problems_as_json_are_all_problems(run: Run) -> None:
    for option in (["--json"], ["--format", "json"]):
        code, out, err = run("check", BAD, *option)
        found = json.loads(out)
        assert (code, err, [problem["code"] for problem in found]) == (1, "", ["bad-amount"] * 3)
        assert found[0].keys() == {"code", "help", "level", "message", "place"}
        assert found[0]["place"].startswith("bad.yaml:")
        assert json.loads(run("check", SMALL, *option)[1]) == []


def test_problems_for_github_are_one_line_each(run: Run) -> None:
    code, out, _ = run("check", BAD, "--format", "github")
    assert code == 1
    assert [line.partition(" file=bad.yaml,line=")[0] for line in out.splitlines()] == ["::error"] * 3
    assert run("check", WARNED, "--format", "github")[1].startswith("::warning file=bad.yaml,line=")


def test_quiet_leaves_out_infos_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("- actor: kz\n  type: state\n", encoding="utf-8")
    cases = [ROOT / "tests" / "cases" / "checks" / code for code in ("reliability-on-text", "bad-amount")]
    infos = [
        case.name
        for case in sorted((ROOT / "tests" / "cases" / "checks").iterdir())
        if (case / "bad.yaml").exists() and {problem.level for problem in load(case).problems} == {"info"}
    ]
    assert infos
    for case in cases:
        assert run("check", str(case), "--quiet")[1] == run("check", str(case))[1] != ""
    for name in infos:
        case = ROOT / "tests" / "cases" / "checks" / name
        assert run("check", str(case), "--quiet")[:2] == (0, "")
        assert ": info: " in run("check", str(case))[1]


def test_texts_may_lie_elsewhere(run: Run) -> None:
    case = ROOT / "tests" / "cases" / "checks" / "moved"
    assert "[moved]" in run("check", str(case))[1]
    assert "[moved]" not in run("check", str(case), "--texts", str(ROOT / "docs"))[1]
    assert "[moved]" in run("check", str(case), "--texts", str(case / "texts"))[1]


# --- lens -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LENSES)
def test_a_lens_answers_in_every_language_as_json_and_as_rows(name: str, run: Run) -> None:
    told = {lang: run("lens", name, SMALL, "--lang", lang) for lang in LANGUAGES}
    assert all((code, err) == (0, "") for code, _, err in told.values())
    assert len({out for _, out, _ in told.values()}) == 3
    code, out, _ = run("lens", name, SMALL, "--json")
    assert (code, json.loads(out)["lens"]) == (0, name)
    rows = [json.loads(line) for line in run("lens", name, SMALL, "--rows")[1].splitlines()]
    assert len(rows) == len(json.loads(out)["answer"]["rows"]) > 0


def test_a_lens_looks_as_of_a_day_and_with_the_parameters_set(run: Run) -> None:
    early = json.loads(run("lens", "sources", SMALL, "--as-of", "2031-04-05", "--json")[1])
    assert early["as_of"] == "2031-04-05"
    assert early["answer"]["texts"] == 2
    set_ = json.loads(run("lens", "money", SMALL, "--set", "about=0.2", "--set", "prefer=ministry-2031-04-01", "--json")[1])
    assert {one["name"]: one["value"] for one in set_["parameters"]}.items() >= {
        "about": 0.2,
        "prefer": "ministry-2031-04-01",
    }.items()
    fewest = json.loads(run("lens", "partners", SMALL, "--set", "fewest=1", "--set", "permutations=9", "--json")[1])
    assert {one["name"]: one["value"] for one in fewest["parameters"]}["fewest"] == 1


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("about", "'about' is no setting of this lens; it has: prefer, least, about, nearly"),
        ("abuot=1", "'abuot=1' is no setting of this lens"),
        ("about=much", "'much' is not a number, which 'about' needs"),
        ("about=nan", "about must lie within"),
        ("about=7", "about must lie within"),
        ("least=hope", "least must be one of"),
        ("as_of=2031-01-01", "is no setting of this lens"),
    ],
)
def test_a_setting_that_cannot_be_is_answered_with_what_can_be(setting: str, said: str, run: Run) -> None:
    code, out, err = run("lens", "money", SMALL, "--set", setting)
    assert (code, out) == (2, "")
    assert err.startswith("multivector: ")
    assert said in err


def test_a_lens_without_settings_says_so(run: Run) -> None:
    assert run("lens", "sources", SMALL, "--set", "a=1") == (
        2, "", "multivector: 'a=1' is no setting of this lens; it has: none\n",
    )  # fmt: skip


def test_a_mistake_of_the_program_is_not_taken_for_one_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ValueError("no user's fault")

    monkeypatch.setitem(LENSES, "money", broken)
    with pytest.raises(ValueError, match="no user's fault"):
        main(["lens", "money", SMALL])


# --- show -------------------------------------------------------------------------------------------------------------


def test_every_entry_can_be_shown_in_every_language_and_as_json(run: Run) -> None:
    for entry in load(SMALL).ledger:
        for lang in LANGUAGES:
            code, out, err = run("show", entry.id, SMALL, "--lang", lang)
            assert (code, err) == (0, "")
            assert entry.id in out
        assert entry.origin is not None
        assert out.endswith(f"\n{entry.origin.place()}\n")
        found = json.loads(run("show", entry.id, SMALL, "--json")[1])
        assert (found["id"], found["kind"]) == (entry.id, type(entry).__name__.lower())


def test_an_id_that_there_is_not_is_answered_with_those_near_it(run: Run) -> None:
    assert run("show", "airliner", SMALL) == (
        1,
        "",
        "multivector: no entry 'airliner'; near: airliners, cestria-airliners, borland-airliners\n",
    )
    assert run("show", "zzz", SMALL) == (1, "", "multivector: no entry 'zzz'\n")


# --- report -----------------------------------------------------------------------------------------------------------


def test_a_report_names_its_pages(run: Run, tmp_path: Path) -> None:
    code, out, err = run("report", SMALL, "--out", str(tmp_path / "a" / "b"))
    assert (code, err) == (0, "")
    assert out.splitlines() == [str(tmp_path / "a" / "b" / f"{lang}.html") for lang in LANGUAGES]
    assert all(Path(page).read_text("utf-8").startswith("<!DOCTYPE html>") for page in out.splitlines())


def test_a_report_in_some_languages_has_each_once(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("report", SMALL, "--out", str(tmp_path), "--lang", "kk", "--lang", "en", "--lang", "kk", "--json")
    assert (code, json.loads(out)) == (0, [str(tmp_path / f"{lang}.html") for lang in ("kk", "en")])
    assert not (tmp_path / "ru.html").exists()


def test_a_report_tells_its_progress_to_a_person(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    _, _, err = run("report", SMALL, "--out", str(tmp_path), "--lang", "en")
    assert err.splitlines() == [f"  {step} …" for step in (*LENSES, "en")]
    assert run("report", SMALL, "--out", str(tmp_path), "--lang", "en", "--json")[2] == ""


def test_a_report_cannot_be_written_into_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    code, out, err = run("report", SMALL, "--out", str(tmp_path / "file"))
    assert (code, out, err) == (1, "", f"multivector: {tmp_path / 'file'}: File exists\n")
    assert (tmp_path / "file").read_text("utf-8") == "mine"


# --- what holds of all ------------------------------------------------------------------------------------------------

READERS = (("check",), ("lens", "money"), ("show", "airliners"), ("report", "--out", "{out}"))


@pytest.mark.parametrize("command", READERS, ids=lambda command: command[0])
@pytest.mark.parametrize("folder", ["missing", "file.txt", "", "empty"])
def test_a_folder_that_is_no_dossier_is_told_in_one_place(
    command: tuple[str, ...], folder: str, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "file.txt").write_text("text", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    name = str(tmp_path / folder) if folder else str(tmp_path / "empty")
    code, _, err = run(command[0], *(part.format(out=tmp_path / "out") for part in command[1:]), name)
    assert code == (0 if command[0] == "check" and folder in {"", "empty"} else 1)
    assert err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", READERS[1:], ids=lambda command: command[0])
def test_entries_with_errors_are_left_out_and_it_is_said(command: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    text = "".join((Path(SMALL) / f"{name}.yaml").read_text("utf-8") for name in ("actors", "sources", "spring"))
    (tmp_path / "a.yaml").write_text(f"{text}\n- deal: bad\n  amount: much\n", encoding="utf-8")
    code, _, err = run(command[0], *(part.format(out=tmp_path / "out") for part in command[1:]), str(tmp_path))
    assert code == 0
    assert "errors left out" in err or "error left out" in err


@pytest.mark.parametrize(
    "arguments", [(), ("nothing",), ("lens",), ("lens", "nothing"), ("lens", "money", SMALL, "--as-of", "soon")]
)
def test_a_wrong_command_line_has_exit_code_two_and_a_usage_line(arguments: tuple[str, ...], run: Run) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("usage: multivector")


@pytest.mark.parametrize("module", COMMANDS, ids=lambda module: module.__name__)
def test_every_command_has_help_and_takes_json(module: Any, run: Run) -> None:
    code, out, _ = run(module.__name__.rpartition(".")[2], "--help")
    assert code == 0
    assert "--json" in out or module is serve  # which answers with pages
    assert (module.__doc__ or "").split("\n")[0] in " ".join(out.split("\n"))


WORDS = ["check", "lens", "show", "report", "new", "schema", "money", "sources", "--json", "--lang", "en", "xx", "--as-of",
         "2031-04-05", "--set", "about=0.1", "about=", "=", "--rows", "--format", "github", "--quiet", "--help", "airliners",
         "actor", "--state", "--title", SMALL, BAD, "/nowhere", "-", "--", "-x", ""]  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    arguments=st.lists(st.one_of(st.sampled_from(WORDS), st.text(st.characters(exclude_characters="\0"), max_size=5)), max_size=6)
)
def test_whatever_is_typed_no_exception_leaves_but_an_exit(
    arguments: list[str], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, _ = run(*arguments)
    assert code in {0, 1, 2}
