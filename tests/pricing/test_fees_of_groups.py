"""A fee is for what its group was: whoever agrees for that, agrees for the fee."""

from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import (
    Cap,
    Discount,
    Entry,
    Fee,
    Group,
    Minimum,
    Project,
    Surcharge,
)
from tests.pricing.several import MANAGEMENT, agreed, told, translated
from tests.pricing.simple import CLIENT, nets, project

BIG, SMALL = translated("T-1", 100, "en>fr"), translated("T-2", 40, "en>fr")
BOTH = project(BIG), project(SMALL, number="P-2")
LEGAL = project(evolve(BIG, domain="legal"))
URGENT = project(BIG, urgent=True)

CAPPED: dict[str, tuple[tuple[Project, ...], dict[str, Any], dict[str, Any]]] = {
    "a client, in an invoice": (BOTH, {"per": "invoice"}, {"clients": ["ACME"]}),
    "urgent, in an invoice": ((URGENT,), {"per": "invoice"}, {"urgent_only": True}),
    "a domain, in an invoice": ((LEGAL,), {"per": "invoice"}, {"domains": ["legal"]}),
    "a domain of tasks, in a project": (
        *((LEGAL,), {"per": "project"}, {"domains": ["legal"]}),
    ),
    "languages, in a project": (BOTH[:1], {"per": "project"}, {"languages": "en>fr"}),
    "languages, in an invoice": (BOTH, {"per": "invoice"}, {"languages": "en>*"}),
}


@pytest.mark.parametrize(("work", "per", "some"), CAPPED.values(), ids=CAPPED)
def test_a_limit_takes_fees_in(
    work: tuple[Project, ...], per: dict[str, Any], some: dict[str, Any]
) -> None:
    """A limit for some work, agreed behind a fee for the same, is the limit of both."""
    more, most = Surcharge(10, "More", **per), Cap(105, **per)
    for extra in ({}, some):
        rules = agreed(evolve(more, **extra), evolve(most, **some))
        total = sum(line.net for line in rules.price(*work))
        assert str(total) == "105.00"


def test_a_minimum_takes_fees_in() -> None:
    """So it is with a minimum that is agreed with a client, per invoice."""
    rules = Fee(50, "Fee", per="invoice"), Minimum(160, per="invoice", clients=["ACME"])
    assert nets(agreed(*rules).price(BOTH[0])) == ["100.00", "50.00", "10.00"]


def test_for_all_or_not_at_all() -> None:
    """A fee that is for other work too is not concerned."""
    medical = evolve(BOTH[1], domain="medical")
    fee, less = Fee(10, "Fee", per="invoice"), Discount(50, "Less", domains=["legal"])
    assert nets(agreed(fee, less).price(LEGAL, medical)) == ["50.00", "40.00", "10.00"]
    other = evolve(BOTH[1], client=evolve(CLIENT, code="GLOBEX"))
    less = Discount(50, "Less", clients=["ACME"])
    assert nets(agreed(fee, less).price(BOTH[0], other)) == ["50.00", "40.00", "10.00"]


def test_a_fee_of_fees() -> None:
    """A fee of fees is for what these are for."""
    rules = (
        Fee(10, "Fee", per="project", billed_as=MANAGEMENT),
        Surcharge(100, "More", per="project", services=[MANAGEMENT]),
        Discount(50, "Less", domains=["legal"]),
    )
    assert nets(agreed(*rules).price(LEGAL)) == ["50.00", "5.00", "5.00"]
    mixed = project(LEGAL.tasks[0], SMALL)
    assert nets(agreed(*rules).price(mixed)) == ["50.00", "40.00", "10.00", "10.00"]


def test_the_service_of_a_fee_is_its_own() -> None:
    """What is agreed for translation is not for its management."""
    fee = Fee(10, "Fee", per="project", services=["TRA"], billed_as=MANAGEMENT)
    assert nets(agreed(fee, Discount(50, "Less", services=["TRA"])).price(LEGAL)) == [
        *("50.00", "10.00")
    ]


def test_what_a_host_is_told() -> None:
    """An entry knows all that it is for: itself, or the work of a fee."""
    seen: list[Entry] = []

    class Told(Discount):
        """A discount that remembers what it looked at."""

        def of(self, group: Group) -> None:
            """Give none."""
            seen.extend(group.entries)

    rules = Fee(1, "Fee", per="invoice"), Told(5, "Less", per="invoice")
    agreed(*rules).price(LEGAL)
    work, fee = seen
    assert (work.works, fee.works, fee.entries) == ((work,), (work,), (work,))
    assert (work.domain, fee.domain, fee.project) == ("legal", None, None)
    assert (work.client, work.is_urgent, work.exchange) == (CLIENT, False, None)


def test_names_tell_domains_apart() -> None:
    """Fees of one reason for two domains are known apart, in whatever part."""
    fees = [
        Fee(sum_, "Expert", per="project", domains=[domain])
        for sum_, domain in ((5, "legal"), (3, "medical"))
    ]
    medical = project(evolve(BIG, domain="medical"))
    assert told(agreed(*fees).price(medical))[1] == "fee: Expert medical 3.00"
