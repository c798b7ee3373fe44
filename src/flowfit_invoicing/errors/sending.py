"""Why a message did not go out to all whom it is for."""

from typing import TYPE_CHECKING, ClassVar

from attrs import frozen

from .root import InvoicingError

if TYPE_CHECKING:
    from flowfit_invoicing.ports import Refusal


@frozen
class MessageRefusedError(InvoicingError, RuntimeError):
    """A mail server has refused a message for some addresses, or for all.

    Whom it was handed over for and who is not named here has got it.
    """

    code: ClassVar[str] = "message-refused"
    sentence: ClassVar[str] = "message {message_id}: refused for {refusals}"

    message_id: str
    refusals: "tuple[Refusal, ...]"
