"""GST, QST and HST: the sales taxes of Canada on services such as translation.

Place of supply of a service is, in general, the province of the client's address
(Excise Tax Act, Schedule IX; New Harmonized Value-added Tax System Regulations, s. 13).
The tax becomes payable on the earlier of the day it is paid and the day it is invoiced
(ETA 168(1), 152(1); QSTA 82), so that day decides on the rate. A service to a client
outside Canada is zero-rated (ETA, Schedule VI, Part V, s. 7; QSTA 185). Both GST and
QST are taken of the price itself, never of each other (since 2013).

The sales taxes of British Columbia, Saskatchewan and Manitoba are no value added taxes
and not here.
"""

from collections.abc import Iterator
from datetime import date
from types import MappingProxyType

from attrs import frozen

from flowfit_invoicing.catalog import ClientService
from flowfit_invoicing.errors import TaxUndeterminedError
from flowfit_invoicing.parties import Address, Party
from flowfit_invoicing.text import LocalizedText

from .taxes import Tax

_NAMES = MappingProxyType(
    {
        "GST": LocalizedText({"en": "GST", "fr": "TPS"}),
        "HST": LocalizedText({"en": "HST", "fr": "TVH"}),
        "QST": LocalizedText({"en": "QST", "fr": "TVQ"}),
    }
)
_EXPORT = LocalizedText(
    {
        "en": "Zero-rated: service supplied to a client outside Canada",
        "fr": "Fourniture détaxée : service rendu à un client hors du Canada",
    }
)

_GST = ((date(2008, 1, 1), "GST", "5"),)
_QST = ((date(2013, 1, 1), "QST", "9.975"),)
_RATES = MappingProxyType(
    {
        "AB": (_GST,),
        "BC": (
            (
                (date(2008, 1, 1), "GST", "5"),
                (date(2010, 7, 1), "HST", "12"),
                (date(2013, 4, 1), "GST", "5"),
            ),
        ),
        "MB": (_GST,),
        "NB": (((date(2008, 1, 1), "HST", "13"), (date(2016, 7, 1), "HST", "15")),),
        "NL": (((date(2008, 1, 1), "HST", "13"), (date(2016, 7, 1), "HST", "15")),),
        "NS": (
            (
                (date(2008, 1, 1), "HST", "13"),
                (date(2010, 7, 1), "HST", "15"),
                (date(2025, 4, 1), "HST", "14"),
            ),
        ),
        "NT": (_GST,),
        "NU": (_GST,),
        "ON": (((date(2008, 1, 1), "GST", "5"), (date(2010, 7, 1), "HST", "13")),),
        "PE": (
            (
                (date(2008, 1, 1), "GST", "5"),
                (date(2013, 4, 1), "HST", "14"),
                (date(2016, 10, 1), "HST", "15"),
            ),
        ),
        "QC": (_GST, _QST),
        "SK": (_GST,),
        "YT": (_GST,),
    }
)
"""By province or territory: for each of its taxes, since which day, which, how much."""


@frozen
class Canada:
    """The sales taxes of Canada, by the province of the buyer and the day; `TaxRules`.

    >>> quebec = Party("Acme", address=Address(region="QC", country="CA"))
    >>> [str(tax) for tax in canada().taxes_for(Party("Nous"), quebec)]
    ['GST 5%', 'QST 9.975%']
    """

    @property
    def taxes_deposits(self) -> bool:
        """No: a deposit is taxed when it is applied (Excise Tax Act, s. 168(9))."""
        return False

    @property
    def discount_lowers_tax(self) -> bool:
        """No: tax is on the full price, paid early or not (Excise Tax Act, s. 161)."""
        return False

    def taxes_for(
        self,
        seller: Party,
        buyer: Party,
        service: ClientService | None = None,  # noqa: ARG002 - all are taxed alike
        *,
        issued: date | None = None,
        supplied: date | None = None,  # noqa: ARG002 - does not decide in Canada
        paid: date | None = None,
    ) -> tuple[Tax, ...]:
        """Give the taxes on the earlier of the days *issued* and *paid*.

        Without either day, those of the newest rates known are given.

        Raises:
            TaxUndeterminedError: If the buyer's country or province is not known, or
                the day is before the rates that are.
        """
        if buyer.address is None:
            raise TaxUndeterminedError("buyer.address")
        if buyer.address.country != "CA":
            return tuple(_zero_rated(seller))
        days = [day for day in (issued, paid) if day is not None]
        on = min(days, default=date.max)
        return tuple(
            _tax_on(on, history, seller) for history in _RATES[_province(buyer.address)]
        )


def canada() -> Canada:
    """Give the tax rules of Canada, with their history."""
    return Canada()


def _province(address: Address) -> str:
    province = (address.region or "").upper().removeprefix("CA-")
    if province not in _RATES:
        raise TaxUndeterminedError("buyer.address.region")
    return province


def _tax_on(on: date, history: tuple[tuple[date, str, str], ...], seller: Party) -> Tax:
    for since, code, percent in reversed(history):
        if since <= on:
            return Tax(code, _NAMES[code], percent, registration=_number(seller, code))
    raise TaxUndeterminedError("issued")


def _zero_rated(seller: Party) -> Iterator[Tax]:
    for code in ("GST", "QST"):
        if code == "GST" or seller.tax_id(code) is not None:
            yield Tax(
                code,
                _NAMES[code],
                0,
                category="G",
                reason=_EXPORT,
                registration=_number(seller, code),
            )


def _number(seller: Party, code: str) -> str | None:
    # One registration serves for GST and HST.
    return seller.tax_id("GST" if code == "HST" else code)
