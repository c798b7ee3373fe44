"""Who has how much of which task, as rows."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import batched

from sqlalchemy import Connection, delete, insert, select, tuple_, update
from sqlalchemy.exc import IntegrityError

from flowfit_invoicing.documents import Claim, TaskKey, overbilled
from flowfit_invoicing.errors import TaskAlreadyBilledError

from .schema import CLAIMS, TASKS
