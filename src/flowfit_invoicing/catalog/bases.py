"""Rate lists put behind one another by name, as files and databases have them."""

from collections.abc import Iterable, Mapping

from attrs import evolve

from flowfit_invoicing.doors import pairs_of, refused
from flowfit_invoicing.errors import CircularBasesError, RateListNotFoundError
from flowfit_invoicing.text import one_line

from .rate_lists import RateList, differently_named


def with_bases(
    rate_lists: Iterable[RateList],
    bases: Mapping[str, str] | Iterable[tuple[str, str]],
) -> tuple[RateList, ...]:
    """Give lists with the base that each of them names, in the same order.

    >>> acme, standard = RateList("Acme", "CAD"), RateList("Standard", "CAD")
    >>> acme, standard = with_bases([acme, standard], {"Acme": "Standard"})
    >>> acme.base is standard
    True

    Raises:
        RateListNotFoundError: If a list is named that is not there.
        CircularBasesError: If bases lead back to where they began.
        CurrencyMismatchError: If a base is in another currency.
        InvalidValueError: If two lists have one name.
    """
    several = differently_named(rate_lists)
    named = {rate_list.name: rate_list for rate_list in several}
    pairs = pairs_of(bases)
    wanted = {one_line(name): one_line(base) for name, base in pairs}
    if len(wanted) < len(pairs):
        raise refused(bases, "expected one base for a list")
    for name in (*wanted, *wanted.values()):
        if name not in named:
            raise RateListNotFoundError(name, tuple(named))
    done: dict[str, RateList] = {}
    for name in named:
        _link(name, named, wanted, done)
    return tuple(done[rate_list.name] for rate_list in several)


def _link(
    name: str,
    named: Mapping[str, RateList],
    wanted: Mapping[str, str],
    done: dict[str, RateList],
) -> None:
    """Link a list after all those behind it."""
    way = [name]
    while way[-1] not in done and way[-1] in wanted:
        base = wanted[way[-1]]
        if base in way:
            raise CircularBasesError((*way[way.index(base) :], base))
        way.append(base)
    for each in reversed(way):
        if each not in done:
            own, behind = named[each], wanted.get(each)
            done[each] = own if behind is None else evolve(own, base=done[behind])
