"""What is computed and written all the same, so that whoever reads it can check it."""

from collections.abc import Iterator
from decimal import Decimal
from types import MappingProxyType
from typing import Any, TypeAlias, cast

from flowfit_invoicing.documents import Bill, InvoiceLine, Totals
from flowfit_invoicing.errors import SumsDifferError
from flowfit_invoicing.money import Money

from .problems import below
from .texts import text_of

Object: TypeAlias = dict[str, object]

_SUMS: MappingProxyType[type[Any], dict[str, type[Any]]] = MappingProxyType(
    {
        Bill: {"totals": Totals},
        InvoiceLine: {"net": Decimal},
        Totals: {"net": Money, "tax": Money, "gross": Money, "due": Money},
    }
)
_NAMES = frozenset(name for sums in _SUMS.values() for name in sums)


def sums_of(type_: type[Any]) -> dict[str, type[Any]]:
    """Give the names and types of what is written of a class beside its parts."""
    for owner, sums in _SUMS.items():
        if issubclass(type_, owner):
            return sums
    return {}


def differences(
    read: object, computed: object, path: str, *, is_sum: bool = False
) -> Iterator[SumsDifferError]:
    """Tell where a sum that was read is not the one that comes out.

    Both are data of the same value, the second as it is written by now; what an older
    version did not write yet is not missed.
    """
    if _are(dict, read, computed):
        objects = cast("tuple[Object, Object]", (read, computed))
        yield from _in_objects(*objects, path, is_sum=is_sum)
    elif _are(list, read, computed):
        arrays = cast("tuple[list[object], list[object]]", (read, computed))
        yield from _in_arrays(*arrays, path, is_sum=is_sum)
    elif is_sum and read != computed:
        yield SumsDifferError(path, _shown(read), _shown(computed))


def _are(type_: type[object], *data: object) -> bool:
    return all(isinstance(each, type_) for each in data)


def _in_objects(
    read: Object, computed: Object, path: str, *, is_sum: bool
) -> Iterator[SumsDifferError]:
    for name, part in read.items():
        within = is_sum or name in _NAMES
        yield from differences(
            part, computed.get(name), below(path, name), is_sum=within
        )


def _in_arrays(
    read: list[object], computed: list[object], path: str, *, is_sum: bool
) -> Iterator[SumsDifferError]:
    if is_sum and len(read) != len(computed):
        yield SumsDifferError(path, text_of(read), text_of(computed))
        return
    for place, (one, other) in enumerate(zip(read, computed, strict=False)):
        yield from differences(one, other, f"{path}[{place}]", is_sum=is_sum)


def _shown(data: object) -> str:
    return data if isinstance(data, str) else text_of(data)
