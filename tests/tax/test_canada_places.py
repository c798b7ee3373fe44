"""Where the client is decides, and what the seller is registered for is printed."""

from datetime import date

import pytest
from attrs import evolve

from flowfit_invoicing import Address, Party, tax
from flowfit_invoicing.errors import TaxUndeterminedError
from flowfit_invoicing.tax import Canada, Tax, TaxRules
from tests.quickstart import ACME, AGENCY, TRANSLATION

RULES: TaxRules = tax.canada()


def buyer(region: str | None, country: str = "CA") -> Party:
    return Party("Acme", address=Address(region=region, country=country))


NOWHERE: dict[str, tuple[Party, str]] = {
    "no address": (Party("Acme"), "buyer.address"),
    "no region": (buyer(None), "buyer.address.region"),
    "a name": (buyer("Québec"), "buyer.address.region"),
    "a region of elsewhere": (buyer("US-NY"), "buyer.address.region"),
    "two regions": (buyer("CA-CA-QC"), "buyer.address.region"),
    "a country as region": (buyer("CA"), "buyer.address.region"),
}


@pytest.mark.parametrize(("party", "field"), NOWHERE.values(), ids=NOWHERE)
def test_place_unknown(party: Party, field: str) -> None:
    """Without a place of supply there is no tax, not even none."""
    with pytest.raises(TaxUndeterminedError) as raised:
        RULES.taxes_for(AGENCY, party, issued=date(2026, 11, 24))
    assert raised.value.field == field
    assert (
        str(raised.value)
        == f"{field}: is missing or unknown, so the tax cannot be determined"
    )


def test_registrations() -> None:
    """The seller's numbers are printed; that of the GST is that of the HST too."""
    gst, qst = RULES.taxes_for(AGENCY, ACME.party, TRANSLATION)
    (hst,) = RULES.taxes_for(AGENCY, buyer("ON"))
    assert gst.registration == hst.registration == "123456789 RT0001"
    assert qst.registration == "1234567890 TQ0001"
    (none,) = RULES.taxes_for(Party("Nous"), buyer("ON"))
    assert none.registration is None


NAMES = {"GST": "TPS", "HST": "TVH", "QST": "TVQ"}


@pytest.mark.parametrize("region", ["QC", "ON"])
def test_names(region: str) -> None:
    """Taxes have their official names in both languages, and are standard rated."""
    for each in RULES.taxes_for(AGENCY, buyer(region)):
        assert (each.name.get("en-CA"), each.name.get("fr-CA")) == (
            each.code,
            NAMES[each.code],
        )
        assert (each.category, each.reason) == ("S", None)


EXPORTS: dict[str, tuple[Party, list[str]]] = {
    "of an agency with both numbers": (AGENCY, ["GST", "QST"]),
    "of one without QST": (
        evolve(AGENCY, tax_ids={"GST": "123456789 RT0001"}),
        ["GST"],
    ),
    "of one without any": (Party("Nous"), ["GST"]),
}


@pytest.mark.parametrize(("seller", "codes"), EXPORTS.values(), ids=EXPORTS)
@pytest.mark.parametrize("region", [None, "QC", "BY"])
def test_export(seller: Party, codes: list[str], region: str | None) -> None:
    """A service to a client abroad is zero-rated, and says why in both languages."""
    taxes = RULES.taxes_for(seller, buyer(region, "DE"), issued=date(1999, 1, 1))
    assert [each.code for each in taxes] == codes
    for each in taxes:
        assert (str(each.percent), each.category) == ("0", "G")
        assert each.registration == seller.tax_id(each.code)
        assert each.reason is not None
        assert each.reason.get("en").startswith("Zero-rated: service supplied")
        assert each.reason.get("fr-CA").startswith(
            "Fourniture détaxée\xa0: service rendu"
        )


def test_is_a_value() -> None:
    """The rules of Canada are equal wherever they were made."""
    assert tax.canada() == Canada() == RULES
    assert RULES.taxes_for(AGENCY, buyer("YT")) == (
        Tax("GST", {"en": "GST", "fr": "TPS"}, 5, registration="123456789 RT0001"),
    )
