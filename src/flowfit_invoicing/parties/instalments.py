"""Instalments: amounts and days that a whole is paid in."""

from datetime import date

from attrs import field, frozen

from flowfit_invoicing.doors import day, of_type
from flowfit_invoicing.money import Money


@frozen
class Instalment:
    """What is to be paid by a day."""

    due_date: date = field(converter=day)
    amount: Money = field(validator=of_type(Money))
