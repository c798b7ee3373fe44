"""The credit of a client: what was paid too much, and what became of it."""

from collections.abc import Iterable, Mapping
from datetime import date

from flowfit_invoicing.doors import day, refused, tuple_of
from flowfit_invoicing.money import Currency, Money, currency

from .movements import CreditUse, Movement, Refund, Reversal
from .payments import Payment


def credit_of(
    movements: Iterable[Movement], in_currency: Currency | str, on: date
) -> Money:
    """Give a client's credit on a day, of all movements of that client.

    It is below zero if a payment was reversed whose rest was used meanwhile.

    >>> kept = Payment("B-1", "ACME", date(2026, 12, 1), Money(50, "CAD"),
    ...     keep_rest=True)
    >>> back = Refund("R-1", "ACME", date(2026, 12, 9), Money(20, "CAD"), "Asked for")
    >>> print(credit_of([kept, back], "CAD", date(2026, 12, 31)))
    30.00 CAD
    """
    code, last = currency(in_currency), day(on)
    several = tuple_of(Movement, movements)
    known = {movement.id: movement for movement in several}
    effects = [credit_effect(each, known) for each in several if each.on <= last]
    return Money.total(
        (effect for effect in effects if effect.currency == code), code
    ).rounded()


def credit_effect(movement: Movement, known: Mapping[str, Movement]) -> Money:
    """Give what becomes of the client's credit by a movement; *known* are by their id.

    Raises:
        InvalidValueError: If what is reversed is not known.
    """
    if isinstance(movement, Payment | Refund | CreditUse):
        return movement.credit
    if not isinstance(movement, Reversal) or movement.reverses not in known:
        raise refused(movement.id, "expected what it reverses among the movements")
    return -credit_effect(known[movement.reverses], known)
