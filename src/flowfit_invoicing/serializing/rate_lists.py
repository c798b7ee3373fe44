"""Rate lists and those behind them, each once.

A list by itself has all that are `behind` it in a row. The lists of a catalog name
their `base`; lists that only stand behind those of the catalog are beside them. A base
that shares its name with another list is written whole, since its name would be that
of the other.
"""

from collections.abc import Mapping
from typing import Any, cast

from attrs import evolve
from cattrs import Converter
from cattrs.gen import override

from flowfit_invoicing.catalog import Catalog, RateList, with_bases

from .classes import described, read, written
from .kinds import Describe, Hint, Kind, Reader, Schema, Writer
from .problems import Gathering, missing
from .texts import list_of, object_of, wrong


def _is_list(hint: Hint) -> bool:
    return hint is RateList


def _list_writer(_: Hint, converter: Converter) -> Writer:
    write_own = written(RateList, converter, base=override(omit=True))

    def write(rate_list: RateList) -> dict[str, object]:
        own, *behind = cast(
            "list[dict[str, object]]", map(write_own, rate_list.lineage())
        )
        return own | ({"behind": behind} if behind else {})

    return write


def _list_reader(_: Hint, converter: Converter) -> Reader:
    read_own = read(RateList, converter, base=override(omit=True))

    def read_list(data: object, _: Hint) -> RateList:
        fields, parts = object_of(data), Gathering()
        behind = parts.read("behind", _each, fields.pop("behind", ()), read_own)
        own = parts.whole(read_own, fields, RateList)
        parts.raise_all()
        return _in_a_row([own, *behind])

    return read_list


def _each(data: object, read_one: Reader) -> list[Any]:
    parts, items = Gathering(), enumerate(list_of(data))
    values = [parts.read(place, read_one, item, RateList) for place, item in items]
    parts.raise_all()
    return values


def _in_a_row(lists: list[RateList]) -> RateList:
    base = lists.pop()
    while lists:
        base = evolve(lists.pop(), base=base)
    return base


def _list_schema(_: Hint, describe: Describe) -> Schema:
    own = described(RateList, describe, "base")
    return _with_property(own, "behind", {"type": "array", "items": own})


def _with_property(schema: Schema, name: str, of: Schema) -> Schema:
    return {**schema, "properties": {**schema["properties"], name: of}}


def _is_catalog(hint: Hint) -> bool:
    return hint is Catalog


def _catalog_writer(_: Hint, converter: Converter) -> Writer:
    write_rest = written(Catalog, converter, rate_lists=override(omit=True))
    write_own = written(RateList, converter, base=override(omit=True))

    def write(catalog: Catalog) -> dict[str, object]:
        named = _by_name(catalog)

        def write_list(rate_list: RateList) -> dict[str, object]:
            own: dict[str, object] = write_own(rate_list)
            base = rate_list.base
            if base is not None:
                is_named = named[base.name] == base
                own["base"] = base.name if is_named else converter.unstructure(base)
            return own

        lists = [write_list(each) for each in named.values()]
        count = len(catalog.rate_lists)
        data: dict[str, object] = write_rest(catalog) | {"rate_lists": lists[:count]}
        return data | ({"behind": lists[count:]} if lists[count:] else {})

    return write


def _by_name(catalog: Catalog) -> Mapping[str, RateList]:
    """Give the catalog's lists by name, then those that only stand behind them."""
    named = {each.name: each for each in catalog.rate_lists}
    for rate_list in catalog.rate_lists:
        for each in rate_list.lineage():
            if named.setdefault(each.name, each) != each:
                break  # written whole, with all behind it
    return named


def _catalog_reader(_: Hint, converter: Converter) -> Reader:
    read_rest = read(Catalog, converter, rate_lists=override(struct_hook=_as_it_is))
    read_own = read(RateList, converter, base=override(omit=True))

    def read_list(data: object, bases: dict[str, str]) -> RateList:
        fields, parts = object_of(data), Gathering()
        base = parts.read("base", _base, fields.pop("base", None), converter)
        own: RateList = parts.whole(read_own, fields, RateList)
        parts.raise_all()
        if isinstance(base, str):
            bases[own.name] = base
        return evolve(own, base=base) if isinstance(base, RateList) else own

    def read_lists(data: object, bases: dict[str, str]) -> list[RateList]:
        parts = Gathering()
        items = enumerate(list_of(data))
        lists = [parts.read(place, read_list, item, bases) for place, item in items]
        parts.raise_all()
        return lists

    def read_catalog(data: object, _: Hint) -> Catalog:
        fields, parts, bases = object_of(data), Gathering(), dict[str, str]()
        if "rate_lists" not in fields:
            raise missing("rate_lists")
        lists = parts.read("rate_lists", read_lists, fields["rate_lists"], bases)
        behind = parts.read("behind", read_lists, fields.pop("behind", ()), bases)
        parts.raise_all()
        linked = parts.read("rate_lists", with_bases, [*lists, *behind], bases)
        parts.raise_all()
        fields["rate_lists"] = linked[: len(lists)]
        return cast("Catalog", read_rest(fields, Catalog))

    return read_catalog


def _as_it_is(value: object, _: Hint) -> object:
    return value


def _base(data: object, converter: Converter) -> RateList | str | None:
    if isinstance(data, dict):
        return converter.structure(data, RateList)
    if data is not None and not isinstance(data, str):
        raise wrong(data, "expected the name of a list, or a list")
    return data


def _catalog_schema(_: Hint, describe: Describe) -> Schema:
    base = {"anyOf": [{"type": ["string", "null"]}, describe(RateList)]}
    own = _with_property(described(RateList, describe, "base"), "base", base)
    lists = {"type": "array", "items": own}
    rest = _with_property(described(Catalog, describe), "rate_lists", lists)
    return _with_property(rest, "behind", lists)


RATE_LISTS = (
    Kind(_is_list, _list_writer, _list_reader, _list_schema),
    Kind(_is_catalog, _catalog_writer, _catalog_reader, _catalog_schema),
)
