"""Decimal contexts that a host's thread may have, none of them good for sums."""

from decimal import ROUND_CEILING, ROUND_DOWN, Context

HOSTILE = {
    "five digits, down, all traps": Context(
        prec=5, rounding=ROUND_DOWN, traps=list(Context().traps)
    ),
    "five digits, up, no traps": Context(prec=5, rounding=ROUND_CEILING, traps=[]),
    "one digit, no exponents, all traps": Context(
        prec=1, Emin=0, Emax=0, clamp=1, traps=list(Context().traps)
    ),
}
