"""What is asked of a tax regime."""

from datetime import date
from typing import Protocol

from flowfit_invoicing.catalog import ClientService
from flowfit_invoicing.parties import Party

from .taxes import Tax


class TaxRules(Protocol):
    """Says which taxes are due; one for each regime, yours or ours."""

    def taxes_for(
        self,
        seller: Party,
        buyer: Party,
        service: ClientService | None = None,
        *,
        issued: date | None = None,
        supplied: date | None = None,
        paid: date | None = None,
    ) -> tuple[Tax, ...]:
        """Give the taxes on what *seller* bills to *buyer*.

        Asked without a service for the document, and with one where it may differ.
        Which of the days decides is the regime's own rule.

        Raises:
            TaxUndeterminedError: If a fact that decides is missing.
        """
        ...


class PaymentTaxRules(Protocol):
    """What a regime says of money that is paid before the work, or early."""

    @property
    def taxes_deposits(self) -> bool:
        """Whether a deposit is taxed when it is paid, or else when it is applied."""
        ...

    @property
    def discount_lowers_tax(self) -> bool:
        """Whether who pays early, for less, owes less tax too."""
        ...
