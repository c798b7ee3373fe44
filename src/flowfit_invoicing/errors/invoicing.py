"""Why a use case could not be finished, and what was kept all the same."""

from typing import TYPE_CHECKING, ClassVar

from attrs import frozen

from .phrases import Phrase
from .root import InvoicingError

if TYPE_CHECKING:
    from flowfit_invoicing.documents import Issued


@frozen
class TaskAlreadyBilledError(InvoicingError, ValueError):
    """Tasks are on another draft or invoice already; nothing was written."""

    code: ClassVar[str] = "task-already-billed"
    sentence: ClassVar[str] = "tasks {tasks}: are taken by {holder} already"

    tasks: tuple[tuple[str, str], ...]
    """Each by the number of its project and its id."""

    holder: str
    """The id of the draft or the number of the invoice that has the first of them."""

    @property
    def task_ids(self) -> tuple[str, ...]:
        """The ids of the tasks, without their projects."""
        return tuple(task for _, task in self.tasks)


@frozen
class TaskRepeatedError(InvoicingError, ValueError):
    """A draft bills the same work of a task on two lines; nothing was written."""

    code: ClassVar[str] = "task-repeated"
    sentence: ClassVar[str] = "tasks {tasks}: are on the draft twice"

    tasks: tuple[tuple[str, str], ...]
    """Each by the number of its project and its id."""


@frozen
class ConflictError(InvoicingError, RuntimeError):
    """What was to be written does not fit what is there; nothing was written."""

    code: ClassVar[str] = "conflict"
    sentence: ClassVar[str] = "{subject}: expected {expected}, found {actual}"

    subject: Phrase | str
    expected: object
    actual: object
    """What is there instead; None is nothing."""


@frozen
class NoRecipientError(InvoicingError, ValueError):
    """There is no address to mail to, or to mail from; no number was spent."""

    code: ClassVar[str] = "no-recipient"
    sentence: ClassVar[str] = "{party}: has no e-mail address"

    party: str


@frozen
class RenderingError(InvoicingError, RuntimeError):
    """A template failed; nothing was issued."""

    code: ClassVar[str] = "rendering"
    sentence: ClassVar[str] = "template {template}: {cause}"

    template: str
    cause: str


@frozen
class DeliveryError(InvoicingError, RuntimeError):
    """A document is issued, kept and queued, but could not be delivered yet.

    Its `cause` is what the sender said, or the store, which may have failed before it
    was sent, or before that was noted. `Invoicing.deliver_pending` tries again. It is
    compared by identity, since its cause is an exception of somebody else's.
    """

    code: ClassVar[str] = "delivery"
    sentence: ClassVar[str] = (
        "document {invoice}: issued and queued, delivery not confirmed: {cause}"
    )

    invoice: "Issued"
    cause: Exception

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)
