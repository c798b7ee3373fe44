"""Many projects are priced as each of them is, whoever prices them."""

import os
import pickle
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from decimal import Context, localcontext
from functools import partial
from multiprocessing import get_context
from threading import Event
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from flowfit_invoicing import (
    CHARACTER,
    Money,
    PricedProject,
    Project,
    Quantity,
    price_many,
)
from flowfit_invoicing.errors import (
    InvalidValueError,
    UnmappedTaskError,
    UnpricedPartitionError,
    UnpricedPartitionsError,
)
from flowfit_invoicing.pricing import Partition
from flowfit_invoicing.pricing.jobs import in_words
from flowfit_invoicing.pricing.packing import PackedEngine
from flowfit_invoicing.pricing.partitions import name_of
from tests.contexts import HOSTILE
from tests.pricing.simple import engine, hours, per_hour, per_word, project, words
from tests.pricing.troubles import ENGINE, PROJECTS, task
from tests.quickstart import TRANSLATION

AGENCY = engine(per_word("0.25"), per_hour("50"))
UNMAPPED = evolve(hours("1"), id="T-9", kind="voodoo")


def work(number: int) -> Project:
    """Make a project of two lines, which come to 50.25 and 100 for each number."""
    return project(words(number), hours(f"{number * 2}"), number=f"P-{number}")


def some(*numbers: int) -> Iterator[Project]:
    return map(work, numbers)


def some_of_which_one_is_bad(*numbers: int) -> Iterator[Project]:
    for number in numbers:
        one = work(number)
        yield evolve(one, tasks=[*one.tasks, UNMAPPED]) if number == numbers[1] else one


class StubbornError(Exception):
    """An exception that pickles, and cannot be unpickled."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(one + other)


def broken_off(*numbers: int) -> Iterator[Project]:
    yield from some(*numbers)
    raise StubbornError("no more ", "disk")


def killed() -> Iterator[Project]:
    os._exit(1)


def nets(priced: Iterable[PricedProject]) -> list[tuple[str, str, int]]:
    return [(each.number, str(each.net), each.line_count) for each in priced]


def expected(*numbers: int) -> list[tuple[str, str, int]]:
    return [(f"P-{n}", f"{n * 100 + n // 4}.{n % 4 * 25:02} CAD", 2) for n in numbers]


def processes(workers: int = 2) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


@pytest.fixture(scope="module")
def executors() -> Iterator[dict[str, Executor | None]]:
    with ThreadPoolExecutor(2) as threads, processes() as others:
        yield {"here": None, "threads": threads, "processes": others}


WHO = pytest.mark.parametrize("who", ["here", "threads", "processes"])


@WHO
def test_as_each_is(who: str, executors: dict[str, Executor | None]) -> None:
    """Each project comes to what its lines come to, in the order of the source."""
    source = [partial(some, 1, 2, 3), partial(some), partial(some, 5), partial(some, 4)]
    priced = list(price_many(source, AGENCY, executors[who]))
    assert nets(priced) == expected(1, 2, 3, 5, 4)
    assert {each.errors for each in priced} == {()}
    for each, number in zip(priced, (1, 2, 3, 5, 4), strict=True):
        lines = AGENCY.price(work(number))
        assert each.net == Money.total((line.net_amount for line in lines), "CAD")


@WHO
def test_projects_at_hand(who: str, executors: dict[str, Executor | None]) -> None:
    """Projects at hand are priced too, even more than travel together."""
    numbers = range(1, 450)
    source: list[Project | Partition] = [
        *map(work, numbers),
        partial(some, 451),
        work(452),
    ]
    found = nets(price_many(source, AGENCY, executors[who]))
    assert found == expected(*numbers, 451, 452)


@WHO
def test_a_bad_task(who: str, executors: dict[str, Executor | None]) -> None:
    """A task without a price is told with its place, and all others are priced."""
    source = [partial(some, 1), partial(some_of_which_one_is_bad, 2, 3, 4)]
    priced = list(price_many(source, AGENCY, executors[who]))
    assert nets(priced) == expected(1, 2, 3, 4)
    error = UnmappedTaskError("T-9", "voodoo", ("P-3", "T-9"))
    assert [each.errors for each in priced] == [(), (), (error,), ()]


@WHO
def test_partitions_that_fail(who: str, executors: dict[str, Executor | None]) -> None:
    """All others are priced, and what was loaded of those; then both are told."""
    source = [
        partial(broken_off, 1, 2),
        partial(some, 3),
        partial(broken_off),
        partial(some, 4),
    ]
    priced = price_many(source, AGENCY, executors[who])
    assert nets(next(priced) for _ in range(4)) == expected(1, 2, 3, 4)
    with pytest.raises(UnpricedPartitionsError) as raised:
        next(priced)
    cause = "tests.pricing.test_many.StubbornError: no more disk"
    assert [(each.number, each.cause) for each in raised.value.errors] == [
        (1, cause),
        (3, cause),
    ]
    assert [each.partition for each in raised.value.errors] == [
        "broken_off(1, 2)",
        "broken_off()",
    ]


def until_told(
    priced: Iterator[PricedProject],
) -> tuple[list[tuple[str, str, int]], tuple[UnpricedPartitionError, ...]]:
    found: list[PricedProject] = []
    with pytest.raises(UnpricedPartitionsError) as raised:
        found.extend(priced)
    return nets(found), raised.value.errors


def test_a_worker_that_dies() -> None:
    """What was priced before is there; what was out, or no longer went, is told."""
    with processes(1) as workers:
        source: list[Partition] = [
            partial(some, 1),
            killed,
            partial(some, 2),
            partial(some, 3),
        ]
        found, errors = until_told(price_many(source, AGENCY, workers, ahead=1))
    assert found == expected(1)
    assert [error.number for error in errors] == [2, 3, 4]
    assert all("BrokenProcessPool" in error.cause for error in errors)
    assert [error.partition for error in errors] == ["killed", "some(2)", "some(3)"]


def test_what_cannot_travel() -> None:
    """A function that does not pickle is told; the others are priced."""
    with processes(1) as workers:
        source: list[Any] = [lambda: some(1), partial(some, 2)]
        found, errors = until_told(price_many(source, AGENCY, workers))
    assert found == expected(2)
    assert [error.number for error in errors] == [1]
    assert "pickle" in errors[0].cause


def test_told_in_order() -> None:
    """Partitions are told in the order of the source, whenever they went wrong."""
    with ThreadPoolExecutor(1) as workers:

        def shuts_down(*numbers: int) -> Iterator[Project]:
            workers.shutdown(wait=False)
            return broken_off(*numbers)

        def source() -> Iterator[Project | Partition]:
            yield partial(shuts_down, 1)
            while not workers._shutdown:  # noqa: SLF001 - to wait for it  # pyright: ignore[reportPrivateUsage, reportAttributeAccessIssue]  # as is said
                Event().wait(0.01)
            yield work(2)

        found, errors = until_told(price_many(source(), AGENCY, workers))
    assert found == expected(1)
    assert [(error.number, error.partition) for error in errors][1:] == [
        (2, "projects P-2 to P-2")
    ]
    assert [error.number for error in errors] == [1, 2]
    assert "after shutdown" in errors[1].cause


def test_streams() -> None:
    """A project is given as soon as it is priced, and none is read before its turn."""
    read: list[int] = []

    def endless() -> Iterator[Project]:
        number = 0
        while True:
            number += 1
            read.append(number)
            yield work(number)

    for source in (endless(), [endless]):
        read.clear()
        priced = price_many(source, AGENCY)
        assert nets(next(priced) for _ in range(3)) == expected(1, 2, 3)
        assert read == [1, 2, 3]


def test_ahead() -> None:
    """No more partitions are out than is said, and none before somebody asks."""
    read: list[int] = []

    def endless() -> Iterator[Partition]:
        while True:
            read.append(len(read))
            yield partial(some, len(read))

    with ThreadPoolExecutor(2) as workers:
        priced = price_many(endless(), AGENCY, workers, ahead=3)
        assert read == []
        assert nets([next(priced)]) == expected(1)
        assert len(read) == 3
        assert nets([next(priced)]) == expected(2)
        assert len(read) == 4


def test_stopped_early() -> None:
    """Whoever stops reading calls off what no worker has begun."""
    gate, begun = Event(), list[int]()

    def gated(number: int) -> Iterable[Project]:
        begun.append(number)
        if number > 1:
            gate.wait()
        return some(number)

    with ThreadPoolExecutor(1) as workers:
        priced = price_many([partial(gated, n) for n in (1, 2, 3, 4)], AGENCY, workers)
        assert nets([next(priced)]) == expected(1)
        while len(begun) < 2:
            gate.wait(0.01)
        priced.close()  # type: ignore[attr-defined]  # an iterator, to those who read
        gate.set()
    assert begun == [1, 2]


@given(st.lists(st.integers(0, 4), max_size=8), st.integers(1, 4))
def test_law_of_partitions(sizes: list[int], ahead: int) -> None:
    """However projects are dealt out, the same comes back, in the same order."""
    numbers = iter(range(1, 100))
    dealt = [[next(numbers) for _ in range(size)] for size in sizes]
    source = [partial(some, *each) for each in dealt]
    with ThreadPoolExecutor(2) as workers:
        found = nets(price_many(source, AGENCY, workers, ahead=ahead))
    assert found == expected(*range(1, sum(sizes) + 1))


def test_an_engine_is_opened_once() -> None:
    """A worker opens the bytes of an engine once, however often they arrive."""
    packed = PackedEngine(AGENCY)
    first, second = (pickle.loads(pickle.dumps(packed)) for _ in range(2))  # noqa: S301 - our own pickle
    assert first.engine == AGENCY
    assert first.engine is second.engine
    other = pickle.loads(pickle.dumps(PackedEngine(ENGINE)))  # noqa: S301 - our own pickle
    assert other.engine == ENGINE


def test_what_comes_back_is_compact() -> None:
    """A project takes a small part of what its lines would take on the way."""
    many = [work(number) for number in range(1000, 1200)]
    back = len(pickle.dumps(tuple(price_many(many, AGENCY))))
    lines = len(pickle.dumps([AGENCY.price(each) for each in many]))
    assert back / len(many) < 150
    assert back < lines / 3


@pytest.mark.parametrize("context", HOSTILE.values(), ids=HOSTILE)
def test_any_context(context: Context) -> None:
    """Sums are exact, whatever the decimal context of the thread is."""
    many = [project(words(123_456), hours("77777.75"))]
    with localcontext(context):
        (priced,) = price_many(many, AGENCY)
    assert str(priced.net) == "3919751.50 CAD"


def test_nothing_to_bill() -> None:
    """Without a line there is no amount, and no currency of one."""
    (priced,) = price_many([project()], AGENCY)
    assert (priced.net, priced.line_count, priced.errors) == (None, 0, ())


def test_errors_of_projects() -> None:
    """What is wrong with a project itself is told as the engine tells it."""
    for error, bad in PROJECTS.items():
        (priced,) = price_many([bad], ENGINE)
        assert [type(each) for each in priced.errors] == [error]


def test_more_than_money_can_be() -> None:
    """Lines that together come to 10^15 are no sum, which is told of the project."""
    most = Quantity("9.9", CHARACTER)
    tasks = [task(id_, "revise", "en>fr", most) for id_ in ("T-1", "T-2")]
    (priced,) = price_many([project(*tasks, number="P-8")], ENGINE)
    assert (priced.net, priced.line_count) == (None, 2)
    (error,) = priced.errors
    assert isinstance(error, InvalidValueError)
    assert error.place == ("P-8",)


THREADS = ThreadPoolExecutor(1)
REFUSED: dict[str, tuple[Any, ...]] = {
    "a source that is none": (7, AGENCY),
    "a catalog instead of its engine": ([], AGENCY.catalog),
    "an executor that is none": ([], AGENCY, "threads"),
}


@pytest.mark.parametrize("given_", REFUSED.values(), ids=REFUSED)
def test_refused(given_: tuple[Any, ...]) -> None:
    """What is no source, engine or executor is refused before anything is read."""
    with pytest.raises(InvalidValueError):
        price_many(*given_)


@pytest.mark.parametrize("ahead", [0, True, "2"])
def test_ahead_refused(ahead: Any) -> None:  # noqa: ANN401 - whatever it is
    """At least one partition must be out."""
    with pytest.raises(InvalidValueError):
        price_many([], AGENCY, THREADS, ahead=ahead)


def test_ahead_of_one() -> None:
    """One partition at a time will do."""
    source = [partial(some, 1), partial(some, 2)]
    assert nets(price_many(source, AGENCY, THREADS, ahead=1)) == expected(1, 2)


@pytest.mark.parametrize("who", ["here", "threads"])
def test_neither_project_nor_function(
    who: str, executors: dict[str, Executor | None]
) -> None:
    """What is neither comes out as soon as it is read."""
    source: list[Any] = [work(1), "P-2"]
    with pytest.raises(InvalidValueError, match="'P-2': expected a project"):
        list(price_many(source, AGENCY, executors[who]))


@WHO
def test_a_function_that_loads_no_projects(
    who: str, executors: dict[str, Executor | None]
) -> None:
    """What is loaded and is no project is told with its partition."""
    source: list[Any] = [partial(list, ["P-1"]), partial(some, 2), partial(int, 7)]
    found, errors = until_told(price_many(source, AGENCY, executors[who]))
    assert found == expected(2)
    assert [error.number for error in errors] == [1, 3]
    assert "expected a list of Project" in errors[0].cause
    assert "not iterable" in errors[1].cause


LINES: dict[str, Any] = {"below zero": -1, "true": True, "half a line": "0.5"}


@pytest.mark.parametrize("count", LINES.values(), ids=LINES)
def test_lines_are_counted(count: Any) -> None:  # noqa: ANN401 - whatever it is
    """A number of lines is a whole one, from zero."""
    with pytest.raises(InvalidValueError):
        PricedProject("P-1", None, count)
    assert PricedProject("P-1", None, 0).line_count == 0


def test_priced_projects_hold_errors_alone() -> None:
    """Errors are those of this package."""
    errors: Any = [ValueError("x")]
    with pytest.raises(InvalidValueError):
        PricedProject("P-1", None, 0, errors)
    net: Any = TRANSLATION
    with pytest.raises(InvalidValueError):
        PricedProject("P-1", net, 0)


def test_the_cause_here() -> None:
    """Without an executor, the first exception is the cause, with its traceback."""
    source = [partial(broken_off, 1), partial(int, 7)]
    with pytest.raises(UnpricedPartitionsError) as raised:
        list(price_many(source, AGENCY))  # type: ignore[arg-type]  # which is the point
    assert isinstance(raised.value.__cause__, StubbornError)


class Month:
    """Loads what was ordered in a month."""

    def __init__(self, number: int) -> None:
        self.number = number

    def load(self, *, unless: str = "") -> Iterator[Project]:
        raise OSError(unless)

    def __call__(self) -> Iterator[Project]:
        return self.load()

    def __repr__(self) -> str:
        return f"Month({self.number})"


NAMED: dict[str, Partition] = {
    "killed": killed,
    "<lambda>": lambda: some(1),
    "Month.load": Month(3).load,
    "Month.load(unless='rain')": partial(Month(3).load, unless="rain"),
    "Month(3)": Month(3),
    "broken_off(1, 2)": partial(partial(broken_off, 1), 2),
}


@pytest.mark.parametrize(("name", "partition"), NAMED.items(), ids=NAMED)
def test_names(name: str, partition: Partition) -> None:
    """A partition is told by the name of its function and what is given to it."""
    assert name_of(partition) == name


def test_error_in_words() -> None:
    """What a function raised is told as Python does, with the notes of others."""
    error = OSError("no such share")
    error.add_note("while the prices of May were read")
    assert in_words(error) == (
        "OSError: no such share\nwhile the prices of May were read"
    )
