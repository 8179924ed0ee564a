from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.files.build import build_entries
from multivector.files.edit import ExternallyChangedError, append, entry_slice, replace
from multivector.files.lines import Lines
from multivector.files.syntax import parse
from multivector.files.write import write_entry
from strategies import entries

if TYPE_CHECKING:
    from multivector.model.entries import AnyEntry

NEW = "- actor: new\n  type: state\n"
blanks = st.lists(st.sampled_from(["", "# a comment", "  ", "\t", "#"]), max_size=3)
bodies = st.lists(
    st.sampled_from(
        [
            "  note: x",
            "  # inside",
            "",
            "# at the margin",
            '  name: "two',
            "  aliases: [a,\u2028b,",
            "b]\x85",
            '  lines"',
            "  note: |",
            "    - y",
        ]
    ),
    max_size=4,
)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, list[int], str, str]:
    """Draw a file of entries with comments among them: its text, the entries' first lines, its line ends, its mark."""
    newline = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    lines = draw(blanks)
    first = []
    for number in range(draw(st.integers(1, 4))):
        first.append(len(lines) + 1)
        lines += [f"- actor: a-{number}", *draw(bodies), "  type: state", *draw(blanks)]
    return newline.join(lines) + draw(st.sampled_from(["", newline])), first, newline, draw(st.sampled_from(["", "\ufeff"]))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("dossier") / "f.yaml"


def lines_of(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True)


@given(made=files(), chosen=st.integers(0, 3))
def test_only_the_lines_of_the_entry_change(file: Path, made: tuple[str, list[int], str, str], chosen: int) -> None:
    text, first, newline, mark = made
    line = first[chosen % len(first)]
    file.write_bytes((mark + text).encode())
    before = lines_of(text.encode())
    seen = entry_slice(file, line)
    count = len(lines_of(seen.text.encode()))
    assert seen.text.startswith("- actor: a-")
    assert seen.text.splitlines()[-1] == "  type: state"
    assert seen.text.encode() == b"".join(before[line - 1 : line - 1 + count])
    replace(seen, NEW)
    after = lines_of(file.read_bytes().removeprefix(mark.encode()))
    new = [part.encode() + newline.encode() for part in NEW.splitlines()]
    expected = [*before[: line - 1], *new, *before[line - 1 + count :]]
    if newline not in text:
        return
    assert file.read_bytes().startswith(mark.encode())
    if not text.endswith(newline):
        expected[-1] = expected[-1].removesuffix(newline.encode())
    assert after == expected


@given(made=files(), chosen=st.integers(0, 3))
def test_an_entry_replaced_by_itself_leaves_the_file_as_it_was(
    file: Path, made: tuple[str, list[int], str, str], chosen: int
) -> None:
    text, first, _, mark = made
    file.write_bytes((mark + text).encode())
    seen = entry_slice(file, first[chosen % len(first)])
    replace(seen, seen.text)
    assert file.read_bytes() == (mark + text).encode()


@given(made=files(), chosen=st.integers(0, 3))
def test_what_changed_meanwhile_is_not_written_over(file: Path, made: tuple[str, list[int], str, str], chosen: int) -> None:
    text, first, newline, _ = made
    file.write_bytes(text.encode())
    seen = entry_slice(file, first[chosen % len(first)])
    for changed in (f"# a line more{newline}{text}", text.replace("state", "bloc"), ""):
        file.write_bytes(changed.encode())
        with pytest.raises(ExternallyChangedError, match="changed since"):
            replace(seen, NEW)
        assert file.read_bytes() == changed.encode()


@settings(max_examples=50, deadline=None)
@given(st.lists(entries(), min_size=1, max_size=4), entries(), st.data())
def test_another_entry_in_its_place_is_all_that_a_reader_sees(
    file: Path, held: list[AnyEntry], new: AnyEntry, data: st.DataObject
) -> None:
    parts = [f"# {number}\n{write_entry(entry)}" + "\n" * number for number, entry in enumerate(held)]
    file.write_text("".join(parts), encoding="utf-8")
    chosen = data.draw(st.integers(0, len(held) - 1))
    origin = read(file)[chosen].origin
    assert origin is not None
    replace(entry_slice(file, origin.place().line), write_entry(new))
    assert read(file) == [*held[:chosen], new, *held[chosen + 1 :]]
    parts[chosen] = f"# {chosen}\n{write_entry(new)}" + "\n" * chosen
    assert file.read_text("utf-8") == "".join(parts)
    append(file, write_entry(new))
    assert read(file) == [*held[:chosen], new, *held[chosen + 1 :], new]


def read(file: Path) -> list[AnyEntry]:
    lines = Lines(file.read_text(encoding="utf-8"))
    root, wrong = parse(lines.text, "f", lines)
    assert root is not None
    found, unfit = build_entries(root, "f", lines)
    assert not [*wrong, *unfit]
    return found


def test_what_changed_elsewhere_in_the_file_meanwhile_stays(file: Path) -> None:
    file.write_bytes(b"- actor: a\n- actor: b\n- actor: c\n")
    seen = entry_slice(file, 2)
    file.write_bytes(b"- actor: x\n- actor: b\n- actor: y\n# more\n")
    replace(seen, NEW)
    assert file.read_bytes() == b"- actor: x\n" + NEW.encode() + b"- actor: y\n# more\n"


def test_lines_are_counted_as_the_reader_counts_them(file: Path) -> None:
    text = '- actor: a\n  note: "x\u2028y\x85z\x0b"\n- actor: b\n  type: state\n'
    file.write_text(text.replace("\x0b", ""), encoding="utf-8")
    lines = Lines(file.read_text(encoding="utf-8"))
    root, _ = parse(lines.text, "f", lines)
    assert root is not None
    found, _ = build_entries(root, "f", lines)
    origin = found[-1].origin
    assert origin is not None
    assert entry_slice(file, origin.place().line).text == "- actor: b\n  type: state\n"


def test_an_empty_text_deletes_the_entry(file: Path) -> None:
    file.write_bytes(b"# top\n- actor: a\n  type: state\n\n# of b\n- actor: b\n  type: state\n")
    replace(entry_slice(file, 2), "")
    assert file.read_bytes() == b"# top\n\n# of b\n- actor: b\n  type: state\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (None, b"- actor: new\n  type: state\n"),
        (b"", b"- actor: new\n  type: state\n"),
        (b"\n", b"\n- actor: new\n  type: state\n"),
        (b"- actor: a\n", b"- actor: a\n\n- actor: new\n  type: state\n"),
        (b"- actor: a", b"- actor: a\n\n- actor: new\n  type: state\n"),
        (b"- actor: a\r\n", b"- actor: a\r\n\r\n- actor: new\r\n  type: state\r\n"),
        (b"\xef\xbb\xbf# x\n", b"\xef\xbb\xbf# x\n\n- actor: new\n  type: state\n"),
    ],
)
def test_an_entry_is_added_at_the_end(tmp_path: Path, old: bytes | None, new: bytes) -> None:
    file = tmp_path / "f.yaml"
    if old is not None:
        file.write_bytes(old)
    append(file, NEW)
    assert file.read_bytes() == new


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    file = tmp_path / "f.yaml"
    file.write_bytes(b"- actor: a\n")
    monkeypatch.setattr("multivector.files.whole.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        append(file, NEW)
    assert file.read_bytes() == b"- actor: a\n"
    assert list(tmp_path.iterdir()) == [file]


def test_whoever_reads_meanwhile_sees_the_old_file_or_the_new_one_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes(b"- actor: a\n")
    seen: list[tuple[bytes, bytes]] = []
    rename = Path.replace

    def looking(neighbour: Path, target: Path) -> Path:
        seen.append((target.read_bytes(), neighbour.read_bytes()))
        return rename(neighbour, target)

    monkeypatch.setattr(Path, "replace", looking)
    replace(entry_slice(file, 1), NEW)
    assert seen == [(b"- actor: a\n", NEW.encode())]
    assert file.read_bytes() == NEW.encode()
    assert list(tmp_path.iterdir()) == [file]


def test_a_write_that_is_broken_off_at_its_end_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_: Path, __: Path) -> Path:
        raise KeyboardInterrupt

    file = tmp_path / "f.yaml"
    file.write_bytes(b"- actor: a\n")
    monkeypatch.setattr(Path, "replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        replace(entry_slice(file, 1), NEW)
    assert file.read_bytes() == b"- actor: a\n"
    assert list(tmp_path.iterdir()) == [file]


def test_another_write_under_way_is_not_disturbed(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes(b"- actor: a\n")
    other = tmp_path / f".f.yaml.{os.getpid()}"
    other.write_bytes(b"half")
    with pytest.raises(FileExistsError):
        append(file, NEW)
    assert (file.read_bytes(), other.read_bytes()) == (b"- actor: a\n", b"half")


def test_who_may_read_a_file_stays(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes(b"- actor: a\n")
    file.chmod(0o640)
    append(file, NEW)
    assert file.stat().st_mode & 0o777 == 0o640
    plain = tmp_path / "plain"
    plain.touch()
    append(tmp_path / "new.yaml", NEW)
    assert (tmp_path / "new.yaml").stat().st_mode == plain.stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real, link = tmp_path / "real" / "f.yaml", tmp_path / "f.yaml"
    real.write_bytes(b"- actor: a\n")
    link.symlink_to(real)
    replace(entry_slice(link, 1), NEW)
    assert link.is_symlink()
    assert real.read_text() == NEW
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["f.yaml", "f.yaml", "real"]


def test_the_guard_is_the_hash_of_the_lines(file: Path) -> None:
    file.write_bytes(b"- actor: a\n\n")
    seen = entry_slice(file, 1)
    assert seen.text == "- actor: a\n"
    assert len(seen.sha256) == 64
    file.write_bytes(b"- actor: b\n\n")
    assert entry_slice(file, 1).sha256 != seen.sha256
