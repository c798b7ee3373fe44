"""Messages as rows: what they say as JSON, and how their delivery stands as columns."""

import json
from base64 import b64decode, b64encode
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row

from flowfit_invoicing.ports import OutgoingMessage, QueuedMessage, RenderedDocument

_STATE = ("tries", "error", "next_try", "claim", "claimed_until", "delivered_at")
