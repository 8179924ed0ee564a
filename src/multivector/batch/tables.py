"""Results -> tables in Parquet, and questions to them in SQL: read only, on nothing but these tables, without a network."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from multivector.batch.folder import result_files
from multivector.reader.rows import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

DRAFTS, DOCUMENTS = "drafts", "documents"
DOCUMENT_COLUMNS: dict[str, str] = {
    name: COLUMNS[name] for name in ("document", "file", "line", "title", "url", "day", "text")
} | {"drafts": "how many drafts were made of it"}
"""The columns of the table of documents, and what each holds."""

_OTHER = {
    "line": "BIGINT", "day": "DATE", "earliest": "DATE", "latest": "DATE", "number": "INTEGER", "part_of": "INTEGER",
    "about": "INTEGER", "confidence": "DOUBLE", "low": "DOUBLE", "high": "DOUBLE", "many": "BOOLEAN", "date_relative": "BOOLEAN",
    "actors": "VARCHAR[]", "missing": "VARCHAR[]", "drafts": "INTEGER",
    "parties": 'STRUCT(actor VARCHAR, "role" VARCHAR, words VARCHAR, "start" INTEGER, "end" INTEGER)[]',
    "evidence": 'STRUCT(words VARCHAR, "start" INTEGER, "end" INTEGER, mark VARCHAR)[]',
}  # fmt: skip
"""The types of columns that hold no text and no place."""
_ROW, _DOCUMENT = b'{"row": ', b'{"document": '
_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question gives: the names of the columns, and the rows as they come."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


class QueryError(Exception):
    """A question that cannot be answered, and why."""


def why_not() -> str | None:
    """Say why there can be no tables here; None if there can."""
    if find_spec("duckdb") is None:
        return "tables and questions need the package duckdb: pip install 'multivector[scale]'"
    return None


def compact(out: Path) -> None:
    """Make the tables of all results, each whole or not at all; nothing is done if they are up to date.

    Args:
        out: The output folder, which is held (`folder.held`).

    Raises:
        OSError: the folder cannot be written to.
        QueryError: a result is damaged, or the disk is full.
    """
    files = result_files(out)
    stamp = _stamp(files)
    tables = {DRAFTS: (_ROW, COLUMNS), DOCUMENTS: (_DOCUMENT, DOCUMENT_COLUMNS)}
    if all(_stamped(out / f"{table}.parquet") == stamp for table in tables):
        return
    for left in (file for table in tables for file in out.glob(f".{table}.*")):  # by a run that was killed
        left.unlink(missing_ok=True)
    for table, (prefix, columns) in tables.items():
        lines, made = out / f".{table}.{os.getpid()}.jsonl", out / f".{table}.{os.getpid()}.parquet"
        try:
            longest = _gather(files, prefix, lines)
            _convert(lines, longest, made, prefix, columns, stamp)
            made.replace(out / f"{table}.parquet")
        finally:
            for file in (lines, made):
                file.unlink(missing_ok=True)


@contextmanager
def asked(out: Path, question: str) -> Iterator[Answer]:
    """Ask the tables `drafts` and `documents` of a folder one question.

    Args:
        out: The output folder, whose tables are there (`compact`).
        question: One SELECT, in the SQL of DuckDB.

    Raises:
        QueryError: it is no question, or cannot be answered.
    """
    duckdb: Any = import_module("duckdb")
    paths = {table: str((out / f"{table}.parquet").resolve()) for table in (DRAFTS, DOCUMENTS)}
    with _connection() as connection:
        try:
            statements = connection.extract_statements(question)
            if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
                raise QueryError("only one SELECT can be asked; nothing can be changed")
            for table, path in paths.items():
                connection.execute(f"CREATE VIEW {table} AS FROM read_parquet({_quoted(path)})")
            connection.execute(f"SET allowed_paths = [{', '.join(map(_quoted, paths.values()))}]")
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
            result = connection.execute(statements[0])
            columns = tuple(str(each[0]) for each in result.description or ())
            yield Answer(columns, _rows(result, duckdb.Error))
        except duckdb.Error as error:
            raise QueryError(str(error)) from error


def _rows(result: Any, error: type[Exception]) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401  # duckdb is an extra
    try:
        while batch := result.fetchmany(_BATCH):
            yield from batch
    except error as wrong:
        raise QueryError(str(wrong)) from wrong


@contextmanager
def _connection() -> Iterator[Any]:
    """Give a data base in memory that fetches nothing by itself."""
    duckdb: Any = import_module("duckdb")
    settings = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false", "temp_directory": ""}
    connection = duckdb.connect(":memory:", config=settings)
    try:
        yield connection
    finally:
        connection.close()


def _gather(files: Sequence[Path], prefix: bytes, lines: Path) -> int:
    """Write the lines of one sort of all results into one file; give the length of the longest."""
    longest = 0
    with lines.open("xb") as out:
        for file in files:
            with file.open("rb") as result:
                for line in result:
                    if line.startswith(prefix):
                        longest = max(longest, len(line))
                        out.write(line)
    return longest


def _convert(lines: Path, longest: int, made: Path, prefix: bytes, columns: Mapping[str, str], stamp: str) -> None:
    duckdb: Any = import_module("duckdb")
    what = prefix.decode()[2:].partition('"')[0]
    types = ", ".join(f'"{name}" {_type(name)}' for name in columns)
    source = (
        f"read_json({_quoted(str(lines))}, format = 'newline_delimited', columns = {{{what}: {_quoted(f'STRUCT({types})')}}}, "
        f"maximum_object_size = {max(longest + 1, 1 << 20)})"
    )
    with _connection() as connection:
        try:
            connection.execute(
                f"COPY (FROM {source} SELECT {what}.*) TO {_quoted(str(made))} "
                f"(FORMAT parquet, COMPRESSION zstd, KV_METADATA {{stamp: {_quoted(stamp)}}})"
            )
        except duckdb.Error as error:
            raise QueryError(f"the tables cannot be made: {error}") from error


def _type(name: str) -> str:
    return "INTEGER" if name.endswith(("_start", "_end")) else _OTHER.get(name, "VARCHAR")


def _stamp(files: Sequence[Path]) -> str:
    """Give a hash that changes when any result does."""
    digest = sha256(json.dumps([list(COLUMNS), list(DOCUMENT_COLUMNS)]).encode())
    for file in files:
        found = file.stat()
        digest.update(f"{file.name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _stamped(table: Path) -> str | None:
    """Give the stamp of a table; None where there is none."""
    duckdb: Any = import_module("duckdb")
    if not table.is_file():
        return None
    with _connection() as connection, suppress(duckdb.Error):
        found = connection.execute(
            "SELECT decode(value) FROM parquet_kv_metadata(?) WHERE decode(key) = 'stamp'", [str(table)]
        ).fetchone()
        return None if found is None else str(found[0])
    return None


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
