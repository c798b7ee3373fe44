"""Terms and accounts as people read them, in both languages."""

from datetime import date

import pytest
from attrs import evolve

from flowfit_invoicing import (
    DiscountTerms,
    PaymentTerms,
    aging,
    statement,
)
from flowfit_invoicing.rendering import (
    aging_table,
    page_of,
    statement_table,
    terms_text,
)
from tests.documents.accounts import credited, december, invoice, paid, record
from tests.quickstart import ACME

PARTS = PaymentTerms.in_instalments(
    (30, PaymentTerms(0)), (70, PaymentTerms.end_of_month_plus(30))
)
TEXTS: dict[str, tuple[PaymentTerms, str, str]] = {
    "on receipt": (PaymentTerms(0), "Payable on receipt", "Payable à la réception"),
    "a day": (
        PaymentTerms(1),
        *("Payable within 1 day", "Payable dans un délai de 1 jour"),
    ),
    "net": (
        PaymentTerms(30),
        *("Payable within 30 days", "Payable dans un délai de 30 jours"),
    ),
    "end of month": (
        PaymentTerms.end_of_month_plus(0),
        "Payable at the end of the month of the invoice",
        "Payable à la fin du mois de la facture",
    ),
    "the same": (
        PaymentTerms.days_then_end_of_month(0),
        "Payable at the end of the month of the invoice",
        "Payable à la fin du mois de la facture",
    ),
    "end of month plus days": (
        PaymentTerms.end_of_month_plus(10),
        "Payable 10 days after the end of the month of the invoice",
        "Payable 10 jours après la fin du mois de la facture",
    ),
    "days, then end of month": (
        PaymentTerms.days_then_end_of_month(30),
        "Payable at the end of the month, at the earliest 30 days after the invoice",
        "Payable à la fin du mois, au plus tôt 30 jours après la facture",
    ),
    "a day of the next month": (
        PaymentTerms.day_of_next_month(15),
        "Payable on day 15 of the month after the invoice",
        "Payable le 15 du mois suivant la facture",
    ),
    "a day of the calendar": (
        PaymentTerms.on(date(2026, 12, 31)),
        "Payable by December 31, 2026",
        "Payable au plus tard le 31 décembre 2026",
    ),
    "2/10 net 30": (
        PaymentTerms(30, discount=DiscountTerms(2, 10)),
        (
            "Payable within 30 days; 2% off the price before tax if all is paid within "
            "10 days"
        ),
        (
            "Payable dans un délai de 30 jours; escompte de 2\xa0% du prix avant taxes "
            "si le tout est payé dans un délai de 10 jours"
        ),
    ),
    "instalments": (
        PARTS,
        (
            "30% payable on receipt; 70% payable 30 days after the end of the month of "
            "the invoice"
        ),
        (
            "30\xa0% payable à la réception; 70\xa0% payable 30 jours après la fin du "
            "mois de la facture"
        ),
    ),
}


@pytest.mark.parametrize(("terms", "english", "french"), TEXTS.values(), ids=TEXTS)
def test_terms(terms: PaymentTerms, english: str, french: str) -> None:
    """Terms are a sentence that a client can act on."""
    assert terms_text(terms, "en-CA") == english
    assert terms_text(terms, "fr-CA") == french
    assert terms_text(terms, "de") == english


def test_instalments_on_an_invoice() -> None:
    """An invoice says how much is due when, if it is not all at once."""
    page = page_of(invoice(terms=PARTS), "en-CA")
    assert page.facts[2:5] == (
        ("Due", "December 30, 2026"),
        (
            "Payment terms",
            (
                "30% payable on receipt; 70% payable 30 days after the end of the "
                "month of the invoice"
            ),
        ),
        (
            "Instalments",
            "$34.49 by November 24, 2026; $80.49 by December 30, 2026",
        ),
    )


def test_nothing_in_instalments() -> None:
    """Of nothing there is nothing to pay in parts."""
    page = page_of(invoice("0.00", terms=PARTS), "en-CA")
    assert "Instalments" not in [label for label, _ in page.facts]


RECORDS = [
    record(paid("14.98"), credited("50.00", day=2)),
    record(of=invoice(number="F-2", client=evolve(ACME, code="BETA"))),
]


def lines(text: str) -> list[str]:
    """Give lines with single spaces, whatever the columns are."""
    return [" ".join(line.split()) for line in text.splitlines() if line]


def test_statement() -> None:
    """An account has a row for each entry with the balance after it, and the end."""
    account = statement("ACME", RECORDS, in_currency="CAD", on=december(31))
    assert lines(statement_table(account, "en-CA")) == [
        "Statement of account, ACME, December 31, 2026",
        "Day Description Reference Amount Balance",
        "November 24, 2026 Invoice F-1 $114.98 $114.98",
        "December 1, 2026 Payment B-1 -$14.98 $100.00",
        "December 2, 2026 Credit note N-1 -$50.00 $50.00",
        "Balance $50.00",
    ]


def test_statement_in_french() -> None:
    """The same in French, of what is new."""
    account = statement(
        "ACME", RECORDS, in_currency="CAD", on=december(31), since=december(2)
    )
    assert lines(statement_table(account, "fr-CA")) == [
        "Relevé de compte, ACME, au 31 décembre 2026",
        "Date Description Référence Montant Solde",
        "Solde reporté 100,00 $",
        "2 décembre 2026 Note de crédit N-1 -50,00 $ 50,00 $",
        "Solde 50,00 $",
    ]


def test_aging() -> None:
    """Ages are columns, clients are rows, and numbers stand below each other."""
    rows = aging(RECORDS, december(31))
    assert lines(aging_table(rows, "en-CA")) == [
        "Client Not yet due 1–30 days 31–60 days 61–90 days Over 90 days Total",
        "ACME $0.00 $50.00 $0.00 $0.00 $0.00 $50.00",
        "BETA $0.00 $114.98 $0.00 $0.00 $0.00 $114.98",
    ]
    assert lines(aging_table([], "fr-CA")) == [
        (
            "Client Non échu 1 à 30 jours 31 à 60 jours 61 à 90 jours Plus de 90 jours "
            "Total"
        ),
    ]
    head, first, second = aging_table(rows, "en-CA").splitlines()
    assert len(head) == len(first) == len(second)
