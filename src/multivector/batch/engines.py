"""The seam between what is to be done and who does it: any `concurrent.futures.Executor`, here, in processes, or on Dask.

A worker that dies costs nothing but time. Dask gives its work to another. A pool of processes is made anew, and what was under
way is done again; what is under way at a second death is done one by one, so that a unit that kills its workers is found and
the others are not blamed for it.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from collections import deque
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager, suppress
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar, get_args

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection

EngineName = Literal["serial", "processes", "dask"]
ENGINES: tuple[EngineName, ...] = get_args(EngineName)
AHEAD = 3
"""Units that are handed out beforehand, for each worker."""
TRIES = 2
"""How often a unit may kill a worker that has nothing else to do."""

T = TypeVar("T")
R = TypeVar("R")
Start: TypeAlias = "Callable[[], Executor]"
"""Gives an executor, and a new one where the last is broken."""


class KillerError(Exception):
    """What was to be done killed whoever did it."""


class Serial(Executor):
    """Does everything at once, in this process."""

    def submit(self, fn: Callable[..., R], /, *args: object, **kwargs: object) -> Future[R]:
        """Call a function now."""
        future: Future[R] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001  # it is raised where the result is asked for
            future.set_exception(error)
        return future


def completed(items: Iterable[T], task: Callable[[T], R], start: Start, ahead: int = 1) -> Iterator[tuple[T, R | Exception]]:
    """Have a task done for every item, and give each with its result, or what went wrong, as they come.

    Args:
        items: What to do; it is taken as fast as it is done.
        task: What is done with each.
        start: Gives an executor.
        ahead: How many items are handed out at once.
    """
    rest = enumerate(items)
    again: deque[tuple[int, T]] = deque()
    suspects: set[int] = set()
    executor = start()
    waiting: dict[Future[R], tuple[int, T]] = {}
    while True:
        lost: list[tuple[int, T]] = []
        for each in islice(_upcoming(again, rest), ahead - len(waiting)):
            try:
                waiting[executor.submit(task, each[1])] = each
            except BrokenExecutor:
                lost.append(each)
                break
        if not waiting and not lost:
            return
        ended = wait(waiting, timeout=0 if lost else None, return_when=FIRST_COMPLETED).done
        while ended:
            future = ended.pop()
            each, result = waiting.pop(future), _result(future)
            if not isinstance(result, BrokenExecutor):
                yield each[1], result
                continue
            lost.append(each)
            ended = set(waiting)  # with one, all are lost that were not done
        if lost:
            executor = start()
        for number, item in lost:
            if number in suspects:
                executor, result = _alone(item, task, start, executor)
                yield item, result
            else:
                suspects.add(number)
                again.append((number, item))


def _upcoming(again: deque[T], rest: Iterator[T]) -> Iterator[T]:
    """Give what is to be done again, then the rest."""
    while again:
        yield again.popleft()
    yield from rest


def _alone(item: T, task: Callable[[T], R], start: Start, executor: Executor) -> tuple[Executor, R | Exception]:
    """Have one thing done while nothing else is; give the executor that is still of use."""
    for _ in range(TRIES):
        with suppress(BrokenExecutor):
            result = _result(executor.submit(task, item))
            if not isinstance(result, BrokenExecutor):
                return executor, result
        executor = start()
    return executor, KillerError("it killed every worker that tried")


def _result(future: Future[R]) -> R | Exception:
    try:
        return future.result()
    except CancelledError as error:
        return error
    except Exception as error:  # noqa: BLE001  # it belongs to the item, and the others go on
        blamed = type(error).__name__ == "KilledWorker"  # of Dask, which also blames what only waited for the same worker
        return BrokenExecutor() if blamed else error


def why_not(name: EngineName) -> str | None:
    """Say why an engine cannot be used here; None if it can."""
    if name == "dask" and find_spec("distributed") is None:
        return "the engine dask needs the package distributed: pip install 'multivector[scale]'"
    return None


@contextmanager
def engine(name: EngineName, workers: int, scheduler: str | None = None) -> Iterator[Start]:
    """Make ready an engine, and end all that it began.

    Args:
        name: Which one.
        workers: How many processes.
        scheduler: The address of a Dask cluster that runs already; without it, one is made here for the time being.
    """
    if name == "dask":
        with _dask(workers, scheduler) as start:
            yield start
    elif name == "processes":
        with _pools(workers) as start:
            yield start
    else:
        yield Serial


@contextmanager
def _pools(workers: int) -> Iterator[Start]:
    context = multiprocessing.get_context("spawn")  # a fork would copy threads at whatever they are
    ours, theirs = context.Pipe(duplex=False)[::-1]
    pools: list[ProcessPoolExecutor] = []

    def start() -> Executor:
        pools.append(ProcessPoolExecutor(workers, context, _begin, (theirs,)))
        return pools[-1]

    try:
        yield start
    except BaseException:
        ours.close()  # what they are at is of no use any more
        for pool in pools:
            pool.shutdown(wait=False, cancel_futures=True)
        raise
    finally:
        for pool in pools:
            pool.shutdown(cancel_futures=True)
        ours.close()
        theirs.close()


def _begin(lifeline: Connection) -> None:
    """Begin as a worker: leave interruptions to the parent, and end when it lets go of us or dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_watch, args=(lifeline,), daemon=True).start()


def _watch(lifeline: Connection) -> None:
    with suppress(EOFError, OSError):
        lifeline.recv()
    os._exit(1)


@contextmanager
def _dask(workers: int, scheduler: str | None) -> Iterator[Start]:
    distributed: Any = import_module("distributed")  # heavy, and an extra

    if scheduler is not None:
        with distributed.Client(scheduler) as client:
            yield lambda: client.get_executor(pure=False)
        return
    config: Any = import_module("dask").config
    with (
        config.set({"distributed.scheduler.allowed-failures": 1}),
        distributed.LocalCluster(
            n_workers=workers, threads_per_worker=1, dashboard_address=":0", silence_logs=logging.CRITICAL
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield lambda: client.get_executor(pure=False)
