"""Messages as rows: what they say as JSON, and how their delivery stands as columns."""

import json
from base64 import b64decode, b64encode
from datetime import UTC, datetime
from typing import Any

from flowfit_invoicing.ports import OutgoingMessage, QueuedMessage, RenderedDocument


def columns_of(queued: QueuedMessage) -> dict[str, Any]:
    """Write a message as the columns of a row."""
    message = queued.message
    return {
        "id": message.message_id,
        "seller": queued.seller,
        "number": queued.invoice_number,
        "json": json.dumps(_data(message), ensure_ascii=False),
        "tries": queued.tries,
        "error": queued.error,
        "next_try": _utc(queued.next_try),
        "claim": queued.claim,
        "claimed_until": _utc(queued.claimed_until),
        "delivered_at": _utc(queued.delivered_at),
    }


def queued_of(row: Any) -> QueuedMessage:  # noqa: ANN401 - rows have other types in SQLAlchemy 2.0 and 2.1
    """Read a message from a row."""
    data = json.loads(row.json)
    attached = [
        RenderedDocument(each["name"], each["media_type"], b64decode(each["content"]))
        for each in data.pop("attachments")
    ]
    written = datetime.fromisoformat(data.pop("date"))
    message = OutgoingMessage(
        message_id=row.id, date=written, attachments=attached, **data
    )
    return QueuedMessage(
        row.seller,
        row.number,
        message,
        tries=row.tries,
        error=row.error,
        next_try=_moment(row.next_try),
        claim=row.claim,
        claimed_until=_moment(row.claimed_until),
        delivered_at=_moment(row.delivered_at),
    )


def _data(message: OutgoingMessage) -> dict[str, Any]:
    return {
        "date": message.date.isoformat(),  # with its offset, as the mail has it
        "sender": message.sender,
        "recipients": message.recipients,
        "cc": message.cc,
        "subject": message.subject,
        "text": message.text,
        "attachments": [_attachment(each) for each in message.attachments],
    }


def _attachment(document: RenderedDocument) -> dict[str, str]:
    content = b64encode(document.content).decode("ascii")
    return {
        "name": document.name,
        "media_type": document.media_type,
        "content": content,
    }


def _utc(value: datetime | None) -> datetime | None:
    return None if value is None else value.astimezone(UTC)


def _moment(value: datetime | None) -> datetime | None:
    """Give a moment its zone back, which SQLite does not keep."""
    if value is None or value.tzinfo is not None:
        return value
    return value.replace(tzinfo=UTC)
