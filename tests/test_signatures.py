"""Values are made as the design says, so that what hosts wrote goes on working."""

import inspect
from collections.abc import Callable

import pytest

import flowfit_invoicing as ffi

SIGNATURES: dict[Callable[..., object], str] = {
    ffi.Currency: "code",
    ffi.Money: "amount, currency",
    ffi.Money.rounded: "self, mode=Rounding.HALF_UP",
    ffi.Money.total: "amounts, currency",
    ffi.LocalizedText: "texts",
    ffi.LocalizedText.get: "self, locale",
    ffi.Unit: (
        "code, name=None, *, plural=None, unece='C62', made_of=None, size=None, "
        "digits=2, rounding=Rounding.HALF_UP"
    ),
    ffi.standard_line: "characters=55, *, digits=2, rounding=Rounding.HALF_UP",
    ffi.standard_page: (
        "*, characters=None, words=None, digits=2, rounding=Rounding.HALF_UP"
    ),
    ffi.MatchGrid: (
        "rows=(), *, has_prices=False, price_digits=None, "
        "price_rounding=Rounding.HALF_UP, count_digits=None, "
        "count_rounding=Rounding.HALF_UP, lines=None, across=None"
    ),
    ffi.MatchGrid.with_price_digits: "self, digits, *, rounding=Rounding.HALF_UP",
    ffi.MatchGrid.with_count_digits: "self, digits, *, rounding=Rounding.HALF_UP",
    ffi.Rate: (
        "service, unit, unit_price, *, languages=None, domain=None, per=1, "
        "match_grid=None, minimum_charge=None, valid_from=None, valid_until=None, "
        "currency=None"
    ),
    ffi.RateList: (
        "name, currency, rates=(), *, base=None, match_grid=None, service_grids=()"
    ),
    ffi.Quantity: "amount, unit",
    ffi.LanguagePair: "source, target",
    ffi.LanguagePattern: "source, target",
    ffi.LanguagePattern.fits: "self, pair",
    ffi.MatchBand: "origin, low, high, *, context=False",
    ffi.Analysis.total_of: "analyses",
    ffi.WorkflowTask: (
        "id, kind, languages=None, *, quantities=(), analysis=None, "
        "completed_on=None, domain=None, title=None, minimum_waived=None, "
        "client_reference=None"
    ),
    ffi.Project: (
        "number, *, client=None, title='', tasks=(), ordered_on=None, "
        "purchase_order=None, domain=None, urgent=False, workflow=None"
    ),
    ffi.Project.only: "self, ids",
    ffi.MappingRule: (
        "kind, services, *, workflow=None, client=None, languages=None, "
        "domain=None, reason=None"
    ),
    ffi.TaskMapping: "kinds=(), *, rules=()",
    ffi.TaskMapping.services_for: "self, task, project=None",
    ffi.TaskMapping.rule_for: "self, task, project=None",
    ffi.NearMiss: "rate, rate_list, excluded, *, currency=None",
    ffi.Address: "*, lines=(), city='', region=None, postal_code='', country",
    ffi.Party: "name, *, address=None, email=None, tax_ids=(), id=None",
    ffi.Contact: "name, *, email=None, phone=None, role=None",
    ffi.Period: "start, end",
    ffi.PercentAllowance: "percent, reason, *, code=None",
    ffi.PercentCharge: "percent, reason, *, code=None",
    ffi.InvoiceDraft.with_allowance: (
        "self, reason, *, amount=None, percent=None, code=None"
    ),
    ffi.InvoiceDraft.with_charge: (
        "self, reason, *, amount=None, percent=None, code=None"
    ),
    ffi.InvoiceDraft.check: "self, on=None",
    ffi.Invoicing.preview: "self, draft, *, on=None, valid_until=None, locale=None",
    ffi.PaymentTerms: "days=30, *, counted='net', fixed=None, parts=(), discount=None",
    ffi.PaymentTerms.due: "self, issue_date",
    ffi.Client: (
        "code, party, *, language='en', rate_list=None, "
        "payment_terms=PaymentTerms(days=30, counted='net', fixed=None, parts=(), "
        "discount=None), currency=None, contacts=(), "
        "recipients=None, cc=(), requires_purchase_order=False"
    ),
    ffi.Finding: "code, severity, place, facts=()",
    ffi.Finding.of: "error",
    ffi.Finding.message: "self, locale",
    ffi.Finding.hint: "self, locale",
}


@pytest.mark.parametrize(
    ("make", "expected"),
    SIGNATURES.items(),
    ids=[make.__qualname__ for make in SIGNATURES],
)
def test_signatures(make: Callable[..., object], expected: str) -> None:
    """What is given by position and what by name, and what may be left out."""
    signature = inspect.signature(make)
    bare = [
        each.replace(annotation=inspect.Parameter.empty)
        for each in signature.parameters.values()
    ]
    assert str(inspect.Signature(bare)) == f"({expected})"


def test_analysis_of() -> None:
    """Names of bands can be any, so those of the method's own are set apart."""
    parameters = inspect.signature(ffi.Analysis.of).parameters
    kinds = {name: each.kind.description for name, each in parameters.items()}
    assert kinds == {
        "counts": "positional-only",
        "unit": "keyword-only",
        "weighted": "keyword-only",
        "named": "variadic keyword",
    }
