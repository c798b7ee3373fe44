"""A seeded workload as plain facts: what a host's tables say, and no value of ours.

All sides are made of these facts: our values, the rows of the loops, and the check in
fractions. Prices and hours are strings, as a driver gives decimals, counts are whole.
"""

from random import Random
from typing import NamedTuple

SEED = 2026
CLIENTS = 500
OWN_RATES = 20
STANDARD_RATES = 400
LINES = 20
"""Tasks of a project, and so lines of its invoice."""

BANDS = ("new", "50-74", "75-84", "85-94", "95-99", "exact", "repetition", "context")
WORDS, HOURS, ITEMS = "translate", "revise", "lay out"
KINDS = (WORDS, HOURS, ITEMS)
SHARES = (60, 20, 20)
"""Percent of tasks of each kind."""

SOURCES = ("en", "fr", "de", "es", "it", "nl", "pl", "sv", "da", "pt")
TARGETS = (
    *("fr-CA", "en-GB", "es-MX", "pt-BR", "de-AT", "zh-CN", "ja", "ko", "ru", "uk"),
    *("cs", "sk", "hu", "ro", "bg", "el", "tr", "ar", "fi", "vi"),
)
PAIRS = [f"{source}>{target}" for source in SOURCES for target in TARGETS]
SERVED = {WORDS: PAIRS, HOURS: PAIRS[:100], ITEMS: PAIRS[:100]}
"""The languages in which each kind of work is sold; 400 rates in all."""

OWN = {WORDS: 12, HOURS: 4, ITEMS: 4}
"""How many of a client's own rates are for each kind of work."""


class Price(NamedTuple):
    """A row of a rate list."""

    kind: str
    pair: str
    unit_price: str
    minimum: str | None


class PriceList(NamedTuple):
    """The rates of a list, and its percents for the bands."""

    name: str
    prices: list[Price]
    percents: tuple[int, ...]


class Task(NamedTuple):
    """Work of a kind: counts by band of a translation, else a quantity."""

    id: str
    kind: str
    pair: str
    counts: tuple[int, ...]
    quantity: str


class Order(NamedTuple):
    """What a client ordered: the tasks of a project, billed by one invoice."""

    number: str
    client: int
    tasks: list[Task]


class Workload(NamedTuple):
    """The standard list, that of each client, and what they ordered."""

    standard: PriceList
    own: list[PriceList]
    orders: list[Order]

    @property
    def size(self) -> int:
        """How many tasks there are."""
        return sum(len(order.tasks) for order in self.orders)

    def translations(self) -> "Workload":
        """Give the same workload without hours and items."""
        orders = [
            order._replace(tasks=[task for task in order.tasks if task.kind == WORDS])
            for order in self.orders
        ]
        return self._replace(orders=[order for order in orders if order.tasks])


def workload(size: int, seed: int = SEED) -> Workload:
    """Make a workload of so many tasks, the same one for the same seed."""
    random = Random(seed)
    standard = _price_list(random, "Standard", _served(), 100)
    own = [_own_list(random, number) for number in range(CLIENTS)]
    orders = [
        _order(random, number, own, min(LINES, size - first))
        for number, first in enumerate(range(0, size, LINES))
    ]
    return Workload(standard, own, orders)


def _served() -> list[tuple[str, str]]:
    return [(kind, pair) for kind in KINDS for pair in SERVED[kind]]


def _own_list(random: Random, number: int) -> PriceList:
    scopes = [
        (kind, pair)
        for kind, many in OWN.items()
        for pair in random.sample(SERVED[kind], many)
    ]
    return _price_list(random, f"Client {number}", scopes, random.randint(85, 100))


def _price_list(
    random: Random, name: str, scopes: list[tuple[str, str]], level: int
) -> PriceList:
    prices = [_price(random, kind, pair) for kind, pair in scopes]
    full = (100, 90, 70, 60, 40, 25, 20, 0)
    return PriceList(name, prices, tuple(each * level // 100 for each in full))


def _price(random: Random, kind: str, pair: str) -> Price:
    if kind == WORDS:
        minimum = str(random.choice((35, 45, 60)))
        return Price(kind, pair, f"0.{random.randint(800, 3000):04}", minimum)
    if kind == HOURS:
        return Price(kind, pair, f"{random.randint(40, 90)}.50", "30.00")
    return Price(kind, pair, f"{random.randint(3, 20)}.25", None)


def _order(random: Random, number: int, own: list[PriceList], size: int) -> Order:
    client = random.randrange(len(own))
    tasks = [_task(random, f"T-{place}", own[client]) for place in range(size)]
    return Order(f"P-{number}", client, tasks)


def _task(random: Random, id_: str, own: PriceList) -> Task:
    (kind,) = random.choices(KINDS, SHARES)
    pair = _pair(random, kind, own)
    if kind == WORDS:
        most = random.choice((20, 400, 1500))  # so that some come to less than minima
        counts = tuple(random.randint(1, most) for _ in BANDS)
        return Task(id_, kind, pair, counts, "")
    if kind == HOURS:
        return Task(id_, kind, pair, (), f"{random.randint(1, 160) / 4}")
    return Task(id_, kind, pair, (), f"{random.randint(1, 60)}")


def _pair(random: Random, kind: str, own: PriceList) -> str:
    """Give languages, of every other task some for which the client has a rate."""
    if random.random() < 1 / 2:
        return random.choice([each.pair for each in own.prices if each.kind == kind])
    return random.choice(SERVED[kind])
