"""A store in SQL: `pip install flowfit-invoicing[sql]`."""

try:
    import sqlalchemy as _sqlalchemy
except ImportError as error:
    _EXTRA = "a store in SQL needs SQLAlchemy: pip install flowfit-invoicing[sql]"
    raise ImportError(_EXTRA, name="sqlalchemy") from error

from .store import SqlStore

del _sqlalchemy

__all__ = ["SqlStore"]
