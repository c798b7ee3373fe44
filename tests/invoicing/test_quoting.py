"""From the quote to its invoice: issued, sent, answered, revised, billed once."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing import errors
from flowfit_invoicing.documents import (
    Accepted,
    AgreedChange,
    Event,
    LineChanges,
    Refused,
    Replaced,
    Sent,
    copy_of,
)
from tests.fakes import NOON, TODAY, Office, office
from tests.quickstart import ACME, AGENCY, CATALOG, PROJECT, STANDARD

LAST = date(2026, 12, 24)
LATER = date(2026, 12, 25)
COURIER = ffi.InvoiceLine.of("Courier", ffi.Money("18.50", "CAD"))
REBATE = ffi.Money("10.00", "CAD")
ORDERED = evolve(
    PROJECT, tasks=[evolve(task, completed_on=None) for task in PROJECT.tasks]
)
"""The project before anything of it was done."""

LONGER = evolve(
    PROJECT,
    tasks=[
        PROJECT.tasks[0],
        evolve(PROJECT.tasks[1], quantities=[ffi.Quantity(5, ffi.HOUR)]),
    ],
)
"""The project as it was done, with more revision than was thought."""


def quoted(house: Office, **edits: Any) -> ffi.Quote:  # noqa: ANN401 - those of a draft
    """Quote the project, before anything of it was done."""
    draft = house.invoicing.create_quote(ORDERED).edit(**edits)
    return house.invoicing.issue_quote(draft, LAST)


def of_no_task(house: Office) -> ffi.Quote:
    """Quote a courier, which is no task."""
    return quoted(house, lines=[COURIER])


def accepted(house: Office, quote: Callable[[Office], ffi.Quote] = quoted) -> ffi.Quote:
    """Quote, and have it accepted on the same day."""
    issued = quote(house)
    house.invoicing.accept_quote(issued, purchase_order="PO-99")
    return issued


def events(house: Office, quote: ffi.Quote) -> tuple[Event, ...]:
    """Give what the store knows of a quote."""
    with house.store.transaction() as transaction:
        return transaction.events(AGENCY.identity, quote.number)


def nets(draft: ffi.InvoiceDraft) -> list[str]:
    return [str(line.net_amount.amount) for line in draft.lines]


class TestIssue:
    def test_issue(self) -> None:
        """
        Work can be quoted before it is done; a quote has a number of its own series.
        """
        house = office()
        draft = house.invoicing.create_quote(ORDERED)
        quote = house.invoicing.issue_quote(draft, LAST)

        assert (quote.number, quote.issue_date, quote.valid_until) == (
            "Q-2026-1",
            TODAY,
            LAST,
        )
        assert nets(draft) == ["106.32", "175.00"]
        assert quote == draft.quote("Q-2026-1", TODAY, LAST)
        assert house.invoicing.quote_state(quote) == "open"
        with house.store.transaction() as transaction:
            assert transaction.document(AGENCY.identity, "Q-2026-1") == quote

    def test_pattern_of_its_own(self) -> None:
        """
        Quotes are numbered as the seller says, whatever invoices are.
        """
        house = office()
        numbers = {"invoice": "F-%SEQ%", "quote": "D-%PROJECT_NUMBER%-%SEQ%"}
        house = evolve(house, invoicing=evolve(house.invoicing, numbers=numbers))

        assert [quoted(house).number for _ in range(2)] == ["D-P-1042-1", "D-P-1042-2"]

    def test_tasks_stay_free(self) -> None:
        """
        What is quoted is still to be invoiced, and can be quoted in another way.
        """
        house = office()
        saved = house.invoicing.save(house.invoicing.create_quote(ORDERED))
        house.invoicing.issue_quote(saved, LAST)

        (row,) = house.invoicing.projects_to_invoice([PROJECT])
        assert [task.id for task in row.tasks] == ["T-1", "T-2"]
        assert quoted(house).number == "Q-2026-2"

    def test_saved_draft_again(self) -> None:
        """
        The same saved draft again gives the same quote, and it is no invoice by then.
        """
        house = office()
        saved = house.invoicing.save(house.invoicing.create_quote(ORDERED))
        quote = house.invoicing.issue_quote(saved, LAST)
        before = house.store.__copy__()
        house.clock.day = LATER

        assert house.invoicing.issue_quote(saved, LAST) == quote
        for again in (
            lambda: house.invoicing.issue_quote(saved, LATER),
            lambda: house.invoicing.issue_quote(saved.edit(notes="Merci"), LAST),
            lambda: house.invoicing.issue(saved),
            lambda: house.invoicing.save(saved),
        ):
            with pytest.raises(errors.ConflictError):
                again()
        assert house.store == before

    def test_draft_of_an_invoice(self) -> None:
        """
        A draft that became an invoice does not become a quote.
        """
        house = office()
        saved = house.invoicing.save(house.invoicing.create_invoice(PROJECT))
        house.invoicing.issue(saved)

        with pytest.raises(errors.ConflictError, match="the content of F-2026-1"):
            house.invoicing.issue_quote(saved, LAST)

    def test_billed_already(self) -> None:
        """
        What is billed is not quoted any more.
        """
        house = office()
        house.invoicing.issue(house.invoicing.create_invoice(PROJECT))

        with pytest.raises(errors.TaskAlreadyBilledError):
            house.invoicing.create_quote(PROJECT)

    def test_on_a_day_before(self) -> None:
        """
        A quote can get a day before today, and none of a closed month.
        """
        house = office()
        draft = house.invoicing.create_quote(ORDERED)
        day = date(2026, 11, 20)

        assert house.invoicing.issue_quote(draft, LAST, on=day).issue_date == day
        house.invoicing.close(day)
        with pytest.raises(errors.ClosedPeriodError):
            house.invoicing.issue_quote(draft, LAST, on=day)
        with pytest.raises(errors.FutureDateError):
            house.invoicing.issue_quote(draft, LAST, on=LATER)

    def test_taxes_of_the_day(self) -> None:
        """
        A quote whose taxes are no longer those of the day is not issued.
        """
        house = office()
        draft = evolve(house.invoicing.create_quote(ORDERED), taxes=())

        with pytest.raises(errors.ConflictError, match="taxes of this draft"):
            house.invoicing.issue_quote(draft, LAST)

    def test_nothing_is_spent(self) -> None:
        """
        What cannot be a quote leaves the books as they were.
        """
        house = office()
        draft = house.invoicing.save(house.invoicing.create_quote(ORDERED))
        before = house.store.__copy__()
        stale, empty = evolve(draft, version=7), draft.edit(lines=[])

        wrong: list[tuple[Any, Any, type[Exception]]] = [
            (draft, date(2026, 11, 23), errors.InvalidValueError),
            (draft, "2026-12-24", errors.InvalidValueError),
            (PROJECT, LAST, errors.InvalidValueError),
            (empty, LAST, errors.EmptyDraftError),
            (stale, LAST, errors.ConflictError),
        ]
        for first, second, refusal in wrong:
            with pytest.raises(refusal):
                house.invoicing.issue_quote(first, second)
        assert house.store == before


class TestSend:
    def test_send(self) -> None:
        """
        The client gets the quote with a letter about quotes, and the quote is sent.
        """
        house = office()
        quote = quoted(house)
        house.invoicing.send(quote)

        (message,) = house.outbox.sent
        assert message.message_id.endswith(".1@laval.example>")
        assert (message.date, message.recipients) == (NOON, ("ap@acme.example",))
        assert message.subject == "Devis Q-2026-1 de Traduction Laval inc."
        assert message.text == (
            "Bonjour,\n\nVous trouverez ci-joint le devis Q-2026-1 de 323,45\xa0$, "
            "valide jusqu’au 24 décembre 2026.\n\nPour l’accepter, il suffit de "
            "répondre à ce message, avec un numéro de bon de commande s’il y a lieu."
            "\n\nMerci,\nTraduction Laval inc.\n"
        )
        assert [each.content for each in message.attachments] == [b"Q-2026-1 fr-CA"]
        assert events(house, quote) == (Sent(on=TODAY),)
        assert house.invoicing.quote_state(quote) == "sent"

    def test_in_english(self) -> None:
        """
        A client who reads English gets the letter in English.
        """
        house = office()
        quote = quoted(house, client=evolve(ACME, language="en-CA"))
        house.invoicing.send(quote)

        (message,) = house.outbox.sent
        assert message.subject == "Quote Q-2026-1 from Traduction Laval inc."
        assert message.text == (
            "Hello,\n\nPlease find attached quote Q-2026-1 for $323.45, valid until "
            "December 24, 2026.\n\nTo go ahead, please reply to this message; a "
            "purchase order number is welcome.\n\nThank you,\nTraduction Laval inc.\n"
        )

    def test_not_delivered(self) -> None:
        """
        A quote that could not be delivered is not sent yet, and is once it is.
        """
        house = office()
        quote = quoted(house)
        house.outbox.fault = OSError("no route")
        with pytest.raises(errors.DeliveryError, match="document Q-2026-1"):
            house.invoicing.send(quote)
        assert house.invoicing.quote_state(quote) == "open"

        house.outbox.fault = None
        house.clock.day = date(2026, 11, 26)
        house.invoicing.deliver_pending()
        assert events(house, quote) == (Sent(on=date(2026, 11, 26)),)

    def test_not_kept(self) -> None:
        """
        What the store does not have is not sent.
        """
        house = office()
        quote = evolve(quoted(house), notes="Merci")
        with pytest.raises(errors.ConflictError, match="quote Q-2026-1: expected as"):
            house.invoicing.send(quote)
        with pytest.raises(errors.InvalidValueError):
            house.invoicing.send(quote.to_draft())  # type: ignore[arg-type]  # the very mistake


class TestAnswer:
    def test_accept(self) -> None:
        """
        Who has accepted it, when, and with which order is kept beside the quote.
        """
        house = office()
        quote = quoted(house)
        event = house.invoicing.accept_quote(quote, by="Zoé", purchase_order="PO-99")

        assert event == Accepted(on=TODAY, by="Zoé", purchase_order="PO-99")
        assert events(house, quote) == (event,)
        house.clock.day = LATER
        assert house.invoicing.quote_state(quote) == "accepted"
        assert house.invoicing.quote_state(quote, date(2026, 11, 23)) == "open"

    def test_refuse(self) -> None:
        """
        Why it was refused is kept beside the quote.
        """
        house = office()
        quote = quoted(house)
        event = house.invoicing.refuse_quote(quote, by="Zoé", reason="Too dear")

        assert event == Refused(on=TODAY, by="Zoé", reason="Too dear")
        assert events(house, quote) == (event,)
        assert house.invoicing.quote_state(quote) == "refused"

    def test_in_time(self) -> None:
        """
        An answer that came in time can be noted when the quote has expired.
        """
        house = office()
        quote = quoted(house)
        house.clock.day = LATER
        assert house.invoicing.quote_state(quote) == "expired"

        with pytest.raises(errors.QuoteStateError) as raised:
            house.invoicing.accept_quote(quote)
        assert (raised.value.state, raised.value.since) == ("expired", LATER)
        house.invoicing.accept_quote(quote, on=LAST)
        assert house.invoicing.quote_state(quote) == "accepted"

    def test_closed(self) -> None:
        """
        A quote is answered once; whatever is tried after that changes nothing.
        """
        house = office()
        one, other = quoted(house), quoted(house)
        house.invoicing.accept_quote(one)
        house.invoicing.refuse_quote(other)
        before = house.store.__copy__()

        for quote, state in ((one, "accepted"), (other, "refused")):
            for again in (house.invoicing.accept_quote, house.invoicing.refuse_quote):
                with pytest.raises(errors.QuoteStateError) as raised:
                    again(quote)
                assert raised.value.quote == quote.number
                assert (raised.value.state, raised.value.since) == (state, TODAY)
                assert raised.value.expected == ("open", "sent")
        assert house.store == before

    @pytest.mark.parametrize(
        ("on", "refusal"),
        [
            (date(2026, 11, 23), errors.InvalidValueError),
            (date(2026, 11, 25), errors.FutureDateError),
            ("2026-11-24", errors.InvalidValueError),
        ],
    )
    def test_days(self, on: Any, refusal: type[Exception]) -> None:  # noqa: ANN401 - whatever it is
        """
        An answer is neither older than the quote nor still to come.
        """
        house = office()
        quote = quoted(house)
        for answer in (house.invoicing.accept_quote, house.invoicing.refuse_quote):
            with pytest.raises(refusal):
                answer(quote, on=on)
        assert events(house, quote) == ()

    def test_not_kept(self) -> None:
        """
        Nothing is noted of a quote that the store does not have as it is.
        """
        house = office()
        quote = quoted(house)
        invoicing = house.invoicing
        uses: list[Callable[[Any], object]] = [
            invoicing.accept_quote,
            invoicing.refuse_quote,
            invoicing.quote_state,
            invoicing.revise_quote,
            invoicing.bill_as_quoted,
            lambda each: invoicing.bill_as_done(each, PROJECT),
        ]
        for wrong in (evolve(quote, notes="Merci"), evolve(quote, number="Q-9")):
            for use in uses:
                with pytest.raises(errors.ConflictError, match=f"quote {wrong.number}"):
                    use(wrong)
                with pytest.raises(errors.InvalidValueError):
                    use(PROJECT)


class TestRevise:
    def test_revise(self) -> None:
        """
        A revision stands in place of the earlier quote, which is kept as it was.
        """
        house = office()
        first = quoted(house)
        draft = house.invoicing.revise_quote(first).with_line(COURIER)
        assert house.invoicing.quote_state(first) == "open"
        second = house.invoicing.issue_quote(draft, LATER)

        assert (second.number, second.revision_of, second.revision) == (
            "Q-2026-2",
            "Q-2026-1",
            1,
        )
        assert second.lines == (*first.lines, COURIER)
        assert events(house, first) == (Replaced(on=TODAY, revision="Q-2026-2"),)
        states = [house.invoicing.quote_state(each) for each in (first, second)]
        assert states == ["replaced", "open"]
        with pytest.raises(errors.QuoteStateError, match="is replaced since"):
            house.invoicing.accept_quote(first)

    def test_of_other_work(self) -> None:
        """
        A revision may be made of the project as it is now, with what a person has put
        on the earlier quote.
        """
        house = office()
        draft = house.invoicing.create_quote(ORDERED).edit(notes="Merci")
        draft = draft.with_line(COURIER).with_allowance("Rebate", amount=REBATE)
        first = house.invoicing.issue_quote(draft, LAST)
        draft = house.invoicing.revise_quote(first, LONGER)

        assert (nets(draft), draft.notes) == (["106.32", "250.00", "18.50"], "Merci")
        assert draft.adjustments == first.adjustments
        assert house.invoicing.issue_quote(draft, LAST).revision_of == "Q-2026-1"

    def test_again(self) -> None:
        """
        The saved draft of a revision gives the same revision again.
        """
        house = office()
        draft = house.invoicing.save(house.invoicing.revise_quote(quoted(house)))
        revision = house.invoicing.issue_quote(draft, LAST)

        assert house.invoicing.issue_quote(draft, LAST) == revision
        assert revision.revision == 1

    def test_refused_and_expired(self) -> None:
        """
        A quote that was refused or has expired can be revised.
        """
        house = office()
        refused_one, expired = quoted(house), quoted(house)
        house.invoicing.refuse_quote(refused_one)
        house.clock.day = LATER
        for quote in (refused_one, expired):
            draft = house.invoicing.revise_quote(quote)
            house.invoicing.issue_quote(draft, LATER)
            assert house.invoicing.quote_state(quote) == "replaced"

    def test_closed(self) -> None:
        """
        What was accepted or replaced is not revised, neither at once nor later.
        """
        house = office()
        yes, old = quoted(house), quoted(house)
        drafts = [house.invoicing.revise_quote(each) for each in (yes, old, old)]
        house.invoicing.accept_quote(yes)
        house.invoicing.issue_quote(drafts.pop(), LAST)
        before = house.store.__copy__()

        for quote, draft in zip((yes, old), drafts, strict=True):
            with pytest.raises(errors.QuoteStateError):
                house.invoicing.revise_quote(quote)
            with pytest.raises(errors.QuoteStateError):
                house.invoicing.issue_quote(draft, LAST)
        assert house.store == before

    def test_taxes_of_the_day(self) -> None:
        """
        A revision has the taxes of its day, unless a person has set them.
        """
        house = office()
        (gst, qst) = house.invoicing.create_quote(ORDERED).taxes
        kept = quoted(house, taxes=[gst])
        assert house.invoicing.revise_quote(kept).taxes == (gst,)
        draft = house.invoicing.revise_quote(quoted(house))
        assert draft.taxes == (gst, qst)


class TestBillAsQuoted:
    def test_bill(self) -> None:
        """
        The invoice costs what was quoted, whatever was done, with the order of the yes.
        """
        house = office()
        quote = accepted(house)
        draft = house.invoicing.bill_as_quoted(quote)
        invoice = house.invoicing.issue(house.invoicing.save(draft))

        assert (invoice.number, invoice.quote_number) == ("F-2026-1", "Q-2026-1")
        assert (invoice.lines, invoice.taxes) == (quote.lines, quote.taxes)
        assert invoice.purchase_order == "PO-99"
        assert house.invoicing.projects_to_invoice([LONGER]) == ()

    def test_order_of_the_quote(self) -> None:
        """
        An order that came before the quote is kept, if the yes came with none.
        """
        house = office()
        quote = quoted(house)
        house.invoicing.accept_quote(quote)
        assert house.invoicing.bill_as_quoted(quote).purchase_order == "PO-77"

    def test_reserves_its_tasks(self) -> None:
        """
        A saved draft of a quote has its tasks, so that nobody bills them too.
        """
        house = office()
        quote = accepted(house)
        twice = [house.invoicing.bill_as_quoted(quote) for _ in range(2)]
        saved = house.invoicing.save(twice[0])

        for second in (
            lambda: house.invoicing.save(twice[1]),
            lambda: house.invoicing.issue(twice[1]),
            lambda: house.invoicing.bill_as_quoted(quote),
            lambda: house.invoicing.bill_as_done(quote, PROJECT),
            lambda: house.invoicing.create_invoice(PROJECT),
        ):
            with pytest.raises(errors.TaskAlreadyBilledError) as raised:
                second()
            assert raised.value.holder == saved.id

    def test_once_without_tasks(self) -> None:
        """
        A quote that has no task is billed once all the same.
        """
        house = office()
        quote = accepted(house, of_no_task)
        drafts = [house.invoicing.bill_as_quoted(quote) for _ in range(2)]
        house.invoicing.issue(drafts[0])
        before = house.store.__copy__()

        with pytest.raises(errors.ConflictError, match="quote Q-2026-1: expected not"):
            house.invoicing.issue(drafts[1])
        with pytest.raises(errors.ConflictError):
            house.invoicing.bill_as_quoted(quote)
        assert house.store == before

    def test_two_quotes_without_tasks(self) -> None:
        """
        Each quote is billed, whatever others are.
        """
        house = office()
        for each in [accepted(house, of_no_task) for _ in range(2)]:
            house.invoicing.issue(house.invoicing.bill_as_quoted(each))
        assert house.invoicing.issue(
            house.invoicing.bill_as_quoted(accepted(house))
        ).number == ("F-2026-3")

    def test_taxes_of_the_day(self) -> None:
        """
        Prices are fixed, and taxes are not: the invoice has those of its own day.
        """
        house = office()
        quote = accepted(house)
        moved = evolve(house.invoicing, taxes=Other())

        draft = moved.bill_as_quoted(quote)
        assert [tax.code for tax in draft.taxes] == ["VAT"]
        assert moved.issue(draft).totals.net == quote.totals.net

    def test_taxes_of_lines(self) -> None:
        """
        A line of a task gets its own taxes again; a typed-in one keeps what it has.
        """
        house = office()
        own = ffi.InvoiceLine.of(
            "Stamp", ffi.Money(1, "CAD"), service=CATALOG.services[0], taxes=()
        )
        draft = house.invoicing.create_quote(ORDERED).with_line(own).with_line(COURIER)
        quote = house.invoicing.issue_quote(draft, LAST)
        house.invoicing.accept_quote(quote)

        billed = evolve(house.invoicing, taxes=Other()).bill_as_quoted(quote)
        assert [line.taxes for line in billed.lines] == [(), None, (), None]

    def test_taxes_by_hand(self) -> None:
        """
        Taxes that a person has set are those of the invoice too.
        """
        house = office()
        quote = quoted(house, taxes=[])
        house.invoicing.accept_quote(quote)
        draft = house.invoicing.bill_as_quoted(quote)

        assert (draft.taxes, draft.taxes_by_hand) == ((), True)
        assert not house.invoicing.issue(draft).totals.tax


class Other:
    """A regime with one tax, and none on translation."""

    VAT = ffi.Tax("VAT", "VAT", 20)

    def taxes_for(
        self,
        seller: ffi.Party,  # noqa: ARG002 - as the role asks
        buyer: ffi.Party,  # noqa: ARG002 - likewise
        service: ffi.ClientService | None = None,
        **days: date | None,  # noqa: ARG002 - likewise
    ) -> tuple[ffi.Tax, ...]:
        return () if service == CATALOG.services[0] else (self.VAT,)


class TestBillAsDone:
    def test_bill(self) -> None:
        """
        The invoice costs what was done, with the quote's number and its order.
        """
        house = office()
        quote = accepted(house)
        draft = house.invoicing.bill_as_done(quote, LONGER)

        assert nets(draft) == ["106.32", "250.00"]
        assert (draft.quote_number, draft.purchase_order) == ("Q-2026-1", "PO-99")
        assert house.invoicing.issue(draft).quote_number == "Q-2026-1"

    def test_completed_work(self) -> None:
        """
        Only what is completed is billed, unless all is asked for.
        """
        house = office()
        quote = accepted(house)
        one = evolve(PROJECT, tasks=[PROJECT.tasks[0], *ORDERED.tasks[1:]])

        assert nets(house.invoicing.bill_as_done(quote, one)) == ["106.32"]
        whole = house.invoicing.bill_as_done(quote, one, in_progress=True)
        assert nets(whole) == ["106.32", "175.00"]

    def test_what_was_typed_in_once(self) -> None:
        """
        What was typed into the quote comes with its first invoice, percents with each.
        """
        house = office()
        draft = house.invoicing.create_quote(ORDERED).with_line(COURIER)
        draft = draft.with_allowance("Rebate", amount=REBATE)
        draft = draft.with_charge("Rush", percent=10)
        draft = draft.with_allowance("Agreed", percent=5)
        quote = house.invoicing.issue_quote(draft, LAST)
        house.invoicing.accept_quote(quote)
        first = house.invoicing.bill_as_done(quote, PROJECT.only(["T-1"]))
        assert nets(first) == ["106.32", "18.50"]
        assert first.adjustments == quote.adjustments
        house.invoicing.issue(first)

        second = house.invoicing.bill_as_done(quote, PROJECT)
        assert nets(second) == ["175.00"]
        assert second.adjustments == quote.adjustments[1:]
        house.invoicing.issue(second)

    def test_what_was_typed_in_is_on_a_draft(self) -> None:
        """
        What a saved draft bills of the quote already is not proposed a second time,
        and is again when the draft is discarded.
        """
        house = office()
        draft = house.invoicing.create_quote(ORDERED).with_line(COURIER)
        draft = draft.with_allowance("Rebate", amount=REBATE)
        quote = house.invoicing.issue_quote(draft, LAST)
        house.invoicing.accept_quote(quote)
        one = PROJECT.only(["T-1"])
        first = house.invoicing.save(house.invoicing.bill_as_done(quote, one))

        second = house.invoicing.bill_as_done(quote, PROJECT)
        assert (nets(first), nets(second)) == (["106.32", "18.50"], ["175.00"])
        assert second.adjustments == ()
        house.invoicing.discard(first)
        third = house.invoicing.bill_as_done(quote, PROJECT)
        assert nets(third) == ["106.32", "175.00", "18.50"]

    def test_a_draft_of_another_quote(self) -> None:
        """
        Drafts that bill something else leave what was typed in where it is.
        """
        house = office()
        house.invoicing.save(
            house.invoicing.create_invoice(evolve(PROJECT, number="P-9"))
        )
        draft = house.invoicing.create_quote(ORDERED).with_line(COURIER)
        quote = house.invoicing.issue_quote(draft, LAST)
        house.invoicing.accept_quote(quote)
        assert nets(house.invoicing.bill_as_done(quote, PROJECT))[-1] == "18.50"

    def test_another_project(self) -> None:
        """
        A project that the quote never had is not billed on it.
        """
        house = office()
        quote = accepted(house)
        other = evolve(PROJECT, number="OTHER")
        expected = "'OTHER': expected a project of quote Q-2026-1: P-1042"
        with pytest.raises(errors.InvalidValueError, match=expected):
            house.invoicing.bill_as_done(quote, other)
        alone = accepted(house, of_no_task)
        assert house.invoicing.bill_as_done(alone, other).project_numbers == ("OTHER",)

    def test_order_of_the_work(self) -> None:
        """
        Where neither quote nor yes had an order, that of the work is taken.
        """
        house = office()
        quote = house.invoicing.issue_quote(
            house.invoicing.create_quote(evolve(ORDERED, purchase_order=None)), LAST
        )
        house.invoicing.accept_quote(quote)
        assert house.invoicing.bill_as_done(quote, PROJECT).purchase_order == "PO-77"

    def test_what_was_said(self) -> None:
        """
        References, recipients and notes of the quote are those of its invoice.
        """
        house = office()
        said: dict[str, Any] = {
            "notes": "Merci",
            "internal_notes": "Pays late",
            "client_reference": "R-1",
            "cost_centre": "4711",
            "contact": ffi.Contact("Luc Côté"),
            "language": "en-CA",
            "grouping": "project",
            "recipients": ("luc@acme.example",),
            "cc": ("marie@acme.example",),
        }
        quote = quoted(house, **said)
        house.invoicing.accept_quote(quote)
        draft = house.invoicing.bill_as_done(quote, PROJECT)
        assert {name: getattr(draft, name) for name in said} == said

    def test_another_client(self) -> None:
        """
        The work of another client is not billed on the quote.
        """
        house = office()
        quote = accepted(house)
        other = evolve(PROJECT, client=evolve(ACME, code="GLOBEX"))
        with pytest.raises(errors.InvalidValueError, match="expected client ACME"):
            house.invoicing.bill_as_done(quote, other)

    def test_another_currency(self) -> None:
        """
        Work that is priced in another currency by now is not billed on the quote.
        """
        house = office()
        quote = accepted(house)
        euros = [evolve(each, currency="EUR", base=None) for each in CATALOG.rate_lists]
        engine = ffi.PricingEngine(evolve(CATALOG, rate_lists=euros))
        invoicing = evolve(house.invoicing, engine=engine)
        with pytest.raises(errors.CurrencyMismatchError):
            invoicing.bill_as_done(quote, PROJECT.only(["T-1"]))

    def test_compare(self) -> None:
        """
        What was quoted is compared with what was done, at the rates of the house.
        """
        house = office()
        lines = house.invoicing.compare_to_work(quoted(house), LONGER).lines
        assert [each.change for each in lines] == ["same", "counted"]


WHY = "As agreed"
HOURS = {
    "fewer": evolve(PROJECT.tasks[1], quantities=[ffi.Quantity(2, ffi.HOUR)]),
    "as quoted": PROJECT.tasks[1],
    "more": LONGER.tasks[1],
}
"""The revision as it was done: 2 hours, 3.5 or 5, at 50.00."""

AGREED: dict[str, tuple[LineChanges, dict[str, str], dict[str, str]]] = {
    "a quantity": (
        {"quantity": 6, "reason": WHY},
        {"fewer": "100.00", "as quoted": "175.00", "more": "250.00"},
        {"fewer": "100.00", "as quoted": "300.00", "more": "250.00"},
    ),
    "the quantity that was done": (
        {"quantity": 5, "net_amount": 240, "reason": WHY},
        {"fewer": "100.00", "as quoted": "175.00", "more": "240.00"},
        {"fewer": "100.00", "as quoted": "240.00", "more": "250.00"},
    ),
    "a price": (
        {"unit_price": 40, "reason": WHY},
        {"fewer": "80.00", "as quoted": "140.00", "more": "200.00"},
        {"fewer": "80.00", "as quoted": "140.00", "more": "200.00"},
    ),
    "a quantity at a price": (
        {"quantity": 6, "unit_price": 40, "reason": WHY},
        {"fewer": "80.00", "as quoted": "140.00", "more": "200.00"},
        {"fewer": "80.00", "as quoted": "240.00", "more": "200.00"},
    ),
    "a net amount": (
        {"net_amount": 160, "reason": WHY},
        {"fewer": "100.00", "as quoted": "160.00", "more": "250.00"},
        {"fewer": "100.00", "as quoted": "160.00", "more": "250.00"},
    ),
    "for nothing": (
        {"net_amount": 0, "reason": WHY},
        {"fewer": "0.00", "as quoted": "0.00", "more": "0.00"},
        {"fewer": "0.00", "as quoted": "0.00", "more": "0.00"},
    ),
    "no hour": (
        {"quantity": 0, "reason": WHY},
        {"fewer": "0.00", "as quoted": "0.00", "more": "0.00"},
        {"fewer": "0.00", "as quoted": "0.00", "more": "0.00"},
    ),
}


class TestAgreedCounts:
    """
    What is agreed is for the work as it was counted then; only a price is for more.
    """

    @pytest.mark.parametrize("hours", HOURS)
    @pytest.mark.parametrize(
        ("changes", "as_done", "revised"), AGREED.values(), ids=AGREED
    )
    def test_counts(
        self,
        changes: LineChanges,
        as_done: dict[str, str],
        revised: dict[str, str],
        hours: str,
    ) -> None:
        """
        Work is billed as it was done, and compared so; a revision of the same work has
        the count that was agreed.
        """
        house = office()
        draft = house.invoicing.create_quote(ORDERED)
        draft = draft.with_line_changed(1, **changes)
        quote = house.invoicing.issue_quote(draft, LAST)
        work = evolve(PROJECT, tasks=[PROJECT.tasks[0], HOURS[hours]])
        assert nets(house.invoicing.revise_quote(quote, work))[1] == revised[hours]

        house.invoicing.accept_quote(quote)
        billed = house.invoicing.bill_as_done(quote, work)
        assert nets(billed)[1] == as_done[hours]
        compared = house.invoicing.compare_to_work(quote, work)
        assert compared.done == billed.totals.lines_net

    def test_reasons(self) -> None:
        """
        What holds on is explained by its own reason, not by that of what has gone.
        """
        house = office()
        draft = house.invoicing.create_quote(ORDERED)
        draft = draft.with_line_changed(1, unit_price=40, reason="Loyalty")
        draft = draft.with_line_changed(1, quantity=6, reason="Estimate")
        quote = house.invoicing.issue_quote(draft, LAST)
        house.invoicing.accept_quote(quote)
        line = house.invoicing.bill_as_done(quote, LONGER).lines[1]
        text = ffi.explain(line, "en-CA")
        assert ("Loyalty" in text, "Estimate" in text) == (True, False)
        assert line.agreed == AgreedChange(reason="Loyalty", unit_price=40)

    @pytest.mark.parametrize("new", [100, 400])
    def test_minima(self, new: int) -> None:
        """
        A minimum of several lines is worked out for what was done, beside what holds.
        """
        house = office()
        engine = evolve(
            house.invoicing.engine,
            bands="itemised",
            adjustments=[ffi.Minimum(200, per="task")],
        )
        invoicing = evolve(house.invoicing, engine=engine)
        first = evolve(ORDERED.tasks[0], analysis=ffi.Analysis.of(new=100, exact=300))
        draft = invoicing.create_quote(evolve(ORDERED, tasks=[first]))
        draft = draft.with_line_changed(0, unit_price="0.01", reason=WHY)
        quote = invoicing.issue_quote(draft, LAST)
        invoicing.accept_quote(quote)
        analysis = ffi.Analysis.of(new=new, exact=300)
        done = evolve(PROJECT.tasks[0], analysis=analysis)
        billed = invoicing.bill_as_done(quote, evolve(PROJECT, tasks=[done]))
        assert str(billed.lines[0].unit_price) == "0.01 CAD"
        assert str(billed.totals.lines_net) == "200.00 CAD"


NOVEMBER = ffi.Period(date(2026, 11, 1), date(2026, 11, 30))


def by_hand(house: Office) -> ffi.Quote:
    """Quote the project, after a person has changed all that a person may."""
    draft = house.invoicing.create_quote(ORDERED).described_by("{service} {task}")
    draft = (
        draft.with_line_changed(1, unit_price=45, reason="Loyalty")
        .with_line_changed(0, description="The whole report", taxes=())
        .move_line(1, 0)
        .edit(taxes=[Other.VAT], period=NOVEMBER, purchase_order="PO-Q")
    )
    return house.invoicing.issue_quote(draft, LAST)


class TestByHand:
    """
    What a person has made of a quote goes with the work, however it is counted by now.
    """

    MORE = evolve(LONGER, tasks=[*LONGER.tasks, evolve(PROJECT.tasks[1], id="T-4")])

    def check(self, draft: ffi.InvoiceDraft, order: str) -> None:
        assert nets(draft) == ["225.00", "106.32", "175.00"]
        texts = [line.description.get("en") for line in draft.lines]
        assert texts == ["Revision T-2", "The whole report", "Revision T-4"]
        assert draft.lines[1].taxes == ()
        assert (draft.taxes, draft.taxes_by_hand) == ((Other.VAT,), True)
        assert (draft.period, draft.purchase_order) == (NOVEMBER, order)
        assert "$45.00 agreed" in ffi.explain(draft.lines[0], "en-CA")

    def test_revised(self) -> None:
        """
        It is on a revision of the work as it is now.
        """
        house = office()
        quote = by_hand(house)
        self.check(house.invoicing.revise_quote(quote, self.MORE), "PO-Q")

    def test_billed_as_done(self) -> None:
        """
        It is on the invoice of the work as it was done, with the order of the yes.
        """
        house = office()
        quote = by_hand(house)
        house.invoicing.accept_quote(quote, purchase_order="PO-99")
        self.check(house.invoicing.bill_as_done(quote, self.MORE), "PO-99")

    def test_nothing_said(self) -> None:
        """
        Where the quote says no period and no order, those of the work hold.
        """
        house = office()
        quote = quoted(house, purchase_order=None)
        draft = house.invoicing.revise_quote(quote, LONGER)
        assert (draft.period, draft.purchase_order) == (None, "PO-77")

    def test_gone(self) -> None:
        """
        A line whose work is gone is gone, whatever was agreed about it.
        """
        house = office()
        only = house.invoicing.revise_quote(by_hand(house), PROJECT.only(["T-1"]))
        assert nets(only) == ["106.32"]

    def test_another_unit(self) -> None:
        """
        What was agreed for an hour does not hold for a day.
        """
        house = office()
        quote = by_hand(house)
        rates = [*STANDARD.rates, ffi.Rate(CATALOG.services[1], ffi.DAY, 400)]
        catalog = evolve(CATALOG, rate_lists=[evolve(STANDARD, rates=rates)])
        invoicing = evolve(house.invoicing, engine=ffi.PricingEngine(catalog))
        days = evolve(PROJECT.tasks[1], quantities=[ffi.Quantity(1, ffi.DAY)])
        work = evolve(
            PROJECT, tasks=[days], client=evolve(ACME, rate_list="Standard 2026")
        )
        assert nets(invoicing.revise_quote(quote, work)) == ["400.00"]


class TestAsQuoted:
    """
    Prices of an accepted quote are fixed: neither work nor rates change its draft.
    """

    DEARER = ffi.PricingEngine(
        evolve(
            CATALOG,
            rate_lists=[
                evolve(STANDARD, rates=[ffi.Rate(CATALOG.services[1], ffi.HOUR, 90)])
            ],
        )
    )

    def test_refreshed(self) -> None:
        """
        A draft that bills a quote as quoted stays when it is refreshed, and no check
        tells that it is older than its work.
        """
        house = office()
        draft = house.invoicing.save(house.invoicing.bill_as_quoted(accepted(house)))
        dearer = evolve(house.invoicing, engine=self.DEARER)
        refreshed = dearer.refresh(draft, LONGER)

        assert (refreshed.draft, refreshed.differences) == (draft, ())
        assert dearer.check(draft, LONGER) == dearer.check(draft)
        assert dearer.issue(draft, LONGER).lines == draft.lines

    def test_taxes(self) -> None:
        """
        Its taxes are those of the day all the same, and that is told.
        """
        house = office()
        draft = house.invoicing.save(house.invoicing.bill_as_quoted(accepted(house)))
        moved = evolve(house.invoicing, taxes=Other())
        refreshed = moved.refresh(draft, LONGER)

        assert [each.kinds for each in refreshed.differences] == [("tax",), ("tax",)]
        assert refreshed.draft.taxes == (Other.VAT,)
        assert moved.issue(moved.save(refreshed.draft)).totals.net == draft.totals.net


class TestChecks:
    def test_order_that_comes_with_the_yes(self) -> None:
        """
        A client who asks for its order on invoices may give it when it accepts.
        """
        house = office()
        client = evolve(ACME, requires_purchase_order=True)
        quote = quoted(house, client=client, purchase_order=None)
        assert quote.purchase_order is None
        house.invoicing.accept_quote(quote, purchase_order="PO-99")
        draft = house.invoicing.bill_as_quoted(quote)
        assert house.invoicing.issue(draft).purchase_order == "PO-99"

    def test_findings(self) -> None:
        """
        A draft says that its quote was not accepted, or is billed.
        """
        house = office()
        quote = of_no_task(house)
        draft = quote.to_draft()

        def found() -> list[str]:
            findings = house.invoicing.check(draft)
            return [each.code for each in findings if each.severity == "error"]

        assert found() == ["quote-state"]
        house.invoicing.accept_quote(quote)
        assert found() == []
        house.invoicing.issue(draft)
        assert found() == ["conflict"]

    def test_copies(self) -> None:
        """
        A copy of an invoice bills no quote.
        """
        house = office()
        invoice = house.invoicing.issue(
            house.invoicing.bill_as_quoted(accepted(house, of_no_task))
        )
        copy = copy_of(invoice)
        assert copy.quote_number is None
        assert house.invoicing.issue(copy).lines == invoice.lines


class TestNotAccepted:
    def test_not_accepted(self) -> None:
        """
        Only a quote that was accepted is billed, whichever way it is tried.
        """
        house = office()
        invoicing = house.invoicing
        waiting, no, old = quoted(house), quoted(house), quoted(house)
        invoicing.refuse_quote(no)
        invoicing.issue_quote(invoicing.revise_quote(old), LAST)
        before = house.store.__copy__()
        bills: list[Callable[[ffi.Quote], object]] = [
            invoicing.bill_as_quoted,
            lambda each: invoicing.bill_as_done(each, PROJECT),
            lambda each: invoicing.issue(each.to_draft()),
            lambda each: invoicing.save_and_send(each.to_draft()),
        ]

        for quote, state in ((waiting, "open"), (no, "refused"), (old, "replaced")):
            for bill in bills:
                with pytest.raises(errors.QuoteStateError) as raised:
                    bill(quote)
                assert raised.value.state == state
                assert raised.value.expected == ("accepted",)
        assert house.store == before

    def test_quote_of_nobody(self) -> None:
        """
        A draft of a quote that is not kept, or is no quote, is not issued.
        """
        house = office()
        draft = quoted(house).to_draft()
        invoice = house.invoicing.issue(house.invoicing.create_invoice(PROJECT))
        lone = evolve(draft, lines=[COURIER])
        billed = errors.phrase("invoice", name=invoice.number)
        for number, found in (("Q-9", None), (invoice.number, billed)):
            with pytest.raises(errors.ConflictError) as raised:
                house.invoicing.issue(evolve(lone, quote_number=number))
            assert raised.value == errors.ConflictError(
                errors.phrase("quote", name=number), errors.phrase("kept"), found
            )


class TestExchange:
    RATES = ffi.ExchangeTable(
        [
            ffi.ExchangeRate("CAD", "USD", "0.70", TODAY),
            ffi.ExchangeRate("CAD", "USD", "0.80", LATER),
        ]
    )
    CLIENT = evolve(ACME, currency="USD")
    WORK = evolve(PROJECT, client=CLIENT)

    def house(self, day: Any) -> Office:  # noqa: ANN401 - a word of the engine's
        house = office()
        engine = ffi.PricingEngine(CATALOG, exchange=self.RATES, exchange_day=day)
        return evolve(house, invoicing=evolve(house.invoicing, engine=engine))

    def quote(self, house: Office) -> ffi.Quote:
        draft = house.invoicing.create_quote(self.WORK)
        return house.invoicing.issue_quote(draft, LATER)

    @pytest.mark.parametrize("day", ["quoted", "issued"])
    def test_of_another_day(self, day: str) -> None:
        """
        A quote is not issued at the rates of the day before.
        """
        house = self.house(day)
        draft = house.invoicing.create_quote(self.WORK)
        house.clock.day = LATER
        with pytest.raises(errors.ConflictError, match="exchange rate of this draft"):
            house.invoicing.issue_quote(draft, LATER)

    @pytest.mark.parametrize("day", ["quoted", "issued"])
    def test_as_quoted(self, day: str) -> None:
        """
        What is billed as quoted stays converted as it was quoted, and so do revisions.
        """
        house = self.house(day)
        first = self.quote(house)
        house.clock.day = LATER
        revised = house.invoicing.revise_quote(first)
        quote = house.invoicing.issue_quote(revised, LATER)
        house.invoicing.accept_quote(quote)
        invoice = house.invoicing.issue(house.invoicing.bill_as_quoted(quote))
        assert invoice.lines == first.lines
        assert str(invoice.lines[1].net_amount) == "122.50 USD"

    @pytest.mark.parametrize(
        ("day", "net"), [("quoted", "122.50 USD"), ("issued", "140.00 USD")]
    )
    def test_as_done(self, day: str, net: str) -> None:
        """
        Work that is billed as done is converted by the rate of the quote, if so agreed.
        """
        house = self.house(day)
        quote = self.quote(house)
        house.invoicing.accept_quote(quote)
        house.clock.day = LATER
        draft = house.invoicing.bill_as_done(quote, self.WORK)
        assert str(draft.lines[1].net_amount) == net
        line = house.invoicing.compare_to_work(quote, self.WORK).lines[1]
        assert str(line.done_amount) == net
        assert house.invoicing.issue(draft).lines == draft.lines
