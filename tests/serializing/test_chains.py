"""Issued documents are chained, so that a change by hand is found and named."""

from collections.abc import Callable, Iterable
from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from flowfit_invoicing import Finding
from flowfit_invoicing.errors import InvalidValueError, SerializingError
from flowfit_invoicing.serializing import (
    BEGINNING,
    Link,
    chained,
    seal,
    to_json,
    verify_chain,
)
from tests.serializing.chance import SLOW
from tests.test_values import DRAFT, MONEY

ISSUED = [DRAFT.issue(f"F-{n}", date(2026, 11, n)) for n in range(1, 6)]
LINKS = chained(ISSUED)
ONE, TWO, THREE, FOUR, FIVE = LINKS
OTHER = seal(evolve(ISSUED[1], notes="Other"), ONE.hash)
CHANGED = evolve(TWO, text=TWO.text.replace("Merci", "Pardon"))


def told(findings: Iterable[Finding]) -> list[str]:
    """Write findings in short: code, number and position."""
    return [
        " ".join([each.code, *each.place, *(str(fact) for _, fact in each.facts)])
        for each in findings
    ]


CHAINS: dict[str, tuple[tuple[Link, ...], list[str]]] = {  # links: what is found
    "whole": (LINKS, []),
    "changed by hand": (
        (ONE, CHANGED, THREE, FOUR, FIVE),
        ["link-changed F-2 2"],
    ),
    "changed and sealed anew": (
        (ONE, OTHER, THREE, FOUR, FIVE),
        ["link-missing F-3 3"],
    ),
    "hash changed": (
        (ONE, evolve(TWO, hash="f" * 64), THREE, FOUR, FIVE),
        ["link-changed F-2 2", "link-missing F-3 3"],
    ),
    "one is missing": ((ONE, THREE, FOUR, FIVE), ["link-missing F-3 2"]),
    "first is missing": ((TWO, THREE, FOUR, FIVE), ["link-missing F-2 1"]),
    "last is missing": ((ONE, TWO, THREE, FOUR), ["chain-ends-early"]),
    "all are missing": ((), ["chain-ends-early"]),
    "two in the wrong order": (
        (ONE, THREE, TWO, FOUR, FIVE),
        ["link-displaced F-3 2", "link-displaced F-2 3", "link-displaced F-4 4"],
    ),
    "one twice": (
        (ONE, TWO, TWO, THREE, FOUR, FIVE),
        ["link-displaced F-2 3"],
    ),
    "first one later": (
        (TWO, ONE, THREE, FOUR, FIVE),
        ["link-displaced F-2 1", "link-displaced F-1 2", "link-displaced F-3 3"],
    ),
    "no document any more": (
        (ONE, evolve(TWO, text="{}"), THREE, FOUR, FIVE),
        ["link-changed 2"],
    ),
}


@pytest.mark.parametrize(("links", "found"), CHAINS.values(), ids=CHAINS)
def test_chains(links: tuple[Link, ...], found: list[str]) -> None:
    """What is wrong is told link by link, by number and position."""
    assert told(verify_chain(links, last=FIVE.hash)) == found


def test_nobody_knows_the_end() -> None:
    """Without the hash of the last one, a chain that ends early looks whole."""
    assert verify_chain(LINKS[:3]) == ()


def test_part_of_a_chain() -> None:
    """A chain goes on from a hash, such as that of last year's last one."""
    assert chained(ISSUED[2:], TWO.hash) == LINKS[2:]
    assert verify_chain(LINKS[2:], TWO.hash, last=FIVE.hash) == ()
    assert told(verify_chain(LINKS[2:], ONE.hash)) == ["link-missing F-3 1"]


def test_link() -> None:
    """A link holds the document as it was written, and its hash is over all of it."""
    assert seal(ISSUED[0]) == ONE
    assert (ONE.text, ONE.document, ONE.previous) == (
        to_json(ISSUED[0]),
        ISSUED[0],
        BEGINNING,
    )
    assert evolve(ONE, previous=TWO.hash).hash == ONE.hash
    assert told(verify_chain([evolve(ONE, previous=TWO.hash)])) == [
        "link-changed F-1 1",
        "link-missing F-1 1",
    ]


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\u200d", "\u00ad"])
def test_spaces_of_french(space: str) -> None:
    """A document with a space that does not break, as French has, is chained too."""
    invoice = evolve(ISSUED[0], notes=f"Merci{space}!")
    (link,) = chained([invoice])
    assert link.document == invoice
    assert verify_chain([link]) == ()


@pytest.mark.parametrize("wrong", ["\n", "\t", "\x00", "\x7f", "\x85", "\ud800"])
def test_text_on_one_line(wrong: str) -> None:
    """A control, a line break or half a letter stands in no canonical JSON."""
    with pytest.raises(InvalidValueError):
        evolve(ONE, text=f"{ONE.text}{wrong}")


def test_known_hash() -> None:
    """The hash is SHA-256 of the previous one, a line break and the text.

    `printf '%064d\\n%s' 0 "$text" | sha256sum` gives the same.
    """
    text = '{"data":"CAD","type":"currency","version":1}'
    known = "b98749511093edc65216d03e0e6e83b21f756ea02dc7d74616a6c7b96b288544"
    assert verify_chain([Link(text, BEGINNING, known)]) == ()


def test_no_links() -> None:
    """A chain without links ends where it begins."""
    assert verify_chain([]) == ()
    assert verify_chain([], ONE.hash, last=ONE.hash) == ()
    assert chained([]) == ()


def test_messages() -> None:
    """Findings say in words what is wrong, in both languages."""
    (changed,) = verify_chain((ONE, CHANGED, THREE))
    assert changed.message("en") == "F-2: link 2: was changed after it was sealed"
    assert changed.message("fr-CA") == (
        "F-2\u00a0: maillon 2\u00a0: il a été modifié après avoir été scellé"
    )


@SLOW
@given(st.integers(0, 4), st.data())
def test_any_change(place: int, data: st.DataObject) -> None:
    """Whatever letter of a text is changed, the link is told."""
    text = LINKS[place].text
    at = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.characters(categories=["Lu", "Ll", "Nd"]))
    if text[at] == letter:
        return
    changed = evolve(LINKS[place], text=text[:at] + letter + text[at + 1 :])
    links = (*LINKS[:place], changed, *LINKS[place + 1 :])
    (finding,) = verify_chain(links)
    assert (finding.code, finding.facts) == ("link-changed", (("position", place + 1),))


@SLOW
@given(st.permutations(range(5)))
def test_any_order(places: list[int]) -> None:
    """Any other order than the one of issue is told."""
    findings = verify_chain(LINKS[place] for place in places)
    assert (findings == ()) == (places == sorted(places))


REFUSED: dict[str, Callable[[], object]] = {
    "no hash": lambda: seal(ISSUED[0], "abc"),
    "no hash at all": lambda: Link("{}", BEGINNING, None),  # type: ignore[arg-type]  # no string
    "capital letters": lambda: seal(ISSUED[0], "A" * 64),
    "several lines": lambda: Link("{\n}", BEGINNING, BEGINNING),
    "no text": lambda: Link(b"{}", BEGINNING, BEGINNING),  # type: ignore[arg-type]  # no string
    "half a character": lambda: Link("\ud800", BEGINNING, BEGINNING),
    "draft": lambda: seal(DRAFT),  # type: ignore[arg-type]  # not issued
    "no document": lambda: chained([MONEY]),  # type: ignore[list-item]  # no document
    "no link": lambda: verify_chain([ISSUED[0]]),  # type: ignore[list-item]  # no link
}


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED)
def test_refused(make: Callable[[], object]) -> None:
    """Only issued documents are chained, by hashes."""
    with pytest.raises(InvalidValueError):
        make()


def test_document_that_was_changed() -> None:
    """A document that cannot be read any more is an error when it is asked for."""
    with pytest.raises(SerializingError):
        evolve(ONE, text="{}").document.claims("F-1")
