"""Which drafts or documents are listed, a page at a time."""

from datetime import date

from attrs import field, frozen

from flowfit_invoicing.documents import Bill, Issued
from flowfit_invoicing.doors import optional_day, refused, whole_number
from flowfit_invoicing.text import optional_line


def _limit(value: int) -> int:
    if whole_number(value) < 1:
        raise refused(value, "expected a page of one at least")
    return value


@frozen(kw_only=True)
class Search:
    """Which drafts or documents of a seller are listed: all, if nothing is said.

    They come in the order in which they were first kept, a page of *limit* at a time;
    the next page is that *after* the number, or id, of the last one.

    >>> Search(client="ACME").limit
    100

    Raises:
        InvalidValueError: If the limit is below one.
    """

    client: str | None = field(converter=optional_line, default=None)
    """The code of a client."""

    project: str | None = field(converter=optional_line, default=None)
    """The number of a project that is billed, alone or among others."""

    kind: str | None = field(converter=optional_line, default=None)
    """A kind of document, such as `invoice`; drafts have none."""

    number: str | None = field(converter=optional_line, default=None)
    """What the number begins with, such as `F-2026-`; drafts have none."""

    since: date | None = field(converter=optional_day, default=None)
    """The first issue date; drafts have none."""

    until: date | None = field(converter=optional_day, default=None)
    """The last issue date; drafts have none."""

    after: str | None = field(converter=optional_line, default=None)
    limit: int = field(converter=_limit, default=100)

    def lists(self, bill: Bill) -> bool:
        """Tell if a draft or a document is one of those that are looked for."""
        chosen = self.client in (None, bill.client.code)
        if self.project is not None:
            chosen = chosen and self.project in bill.project_numbers
        return chosen and (not isinstance(bill, Issued) or self._lists(bill))

    def _lists(self, document: Issued) -> bool:
        """Tell it by what only issued documents have."""
        first, last = self.since or date.min, self.until or date.max
        return (
            self.kind in (None, document.kind)
            and document.number.startswith(self.number or "")
            and first <= document.issue_date <= last
        )
