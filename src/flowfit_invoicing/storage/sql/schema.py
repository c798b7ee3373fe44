"""The tables of today; `upgrading` makes them of those of an earlier version.

Documents are kept as versioned JSON, beside the columns that are searched. Amounts are
text, so that no database makes floats of them. What must never happen twice is a
constraint: a number of a seller, a document of a draft, a task that is billed wholly.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

TABLES = MetaData()

VERSIONS = Table(
    "flowfit_version",
    TABLES,
    Column("version", Integer, nullable=False),
    Column("is_copy", Boolean, nullable=False),  # and nobody has said how to go on
)

COUNTERS = Table(
    "flowfit_counters",
    TABLES,
    Column("seller", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("series", Text, primary_key=True),
    Column("first", BigInteger, nullable=False),
    Column("last", BigInteger, nullable=False),
    Column("day", Date, nullable=False),
)

DRAFTS = Table(
    "flowfit_drafts",
    TABLES,
    Column("place", Integer, primary_key=True, autoincrement=True),
    Column("version", Integer, nullable=False),
    Column("seller", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("json", Text, nullable=False),
    Index("flowfit_drafts_by_client", "seller", "client", "place"),
    sqlite_autoincrement=True,  # an id that was given is never given again
)

DOCUMENTS = Table(
    "flowfit_documents",
    TABLES,
    Column("place", Integer, primary_key=True, autoincrement=True),
    Column("seller", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("issue_date", Date, nullable=False),
    Column("draft", Text, unique=True),
    Column("json", Text, nullable=False),
    Index("flowfit_documents_by_number", "seller", "number", unique=True),
    Index("flowfit_documents_by_client", "seller", "client", "place"),
    sqlite_autoincrement=True,
)

DRAFT_PROJECTS = Table(
    "flowfit_draft_projects",
    TABLES,
    Column("draft", Integer, ForeignKey(DRAFTS.c.place), primary_key=True),
    Column("project", Text, primary_key=True),
    Index("flowfit_drafts_by_project", "project", "draft"),
)

DOCUMENT_PROJECTS = Table(
    "flowfit_document_projects",
    TABLES,
    Column("document", Integer, ForeignKey(DOCUMENTS.c.place), primary_key=True),
    Column("project", Text, primary_key=True),
    Index("flowfit_documents_by_project", "project", "document"),
)

_WHOLE = Column("is_whole", Boolean, nullable=False)

CLAIMS = Table(
    "flowfit_claims",
    TABLES,
    Column("place", Integer, primary_key=True, autoincrement=True),
    Column("project", Text, nullable=False),
    Column("task", Text, nullable=False),
    Column("holder", Text, nullable=False),
    Column("amount", Text, nullable=False),
    Column("whole", Text, nullable=False),
    _WHOLE,
    Index("flowfit_claims_by_task", "project", "task"),
    Index("flowfit_claims_by_holder", "holder"),
    Index(
        "flowfit_claims_once",
        "project",
        "task",
        unique=True,
        sqlite_where=_WHOLE,
        postgresql_where=_WHOLE,
    ),
)

TASKS = Table(  # a row to be locked while shares of a task are added up
    "flowfit_tasks",
    TABLES,
    Column("project", Text, primary_key=True),
    Column("task", Text, primary_key=True),
)

EVENTS = Table(
    "flowfit_events",
    TABLES,
    Column("place", Integer, primary_key=True, autoincrement=True),
    Column("seller", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("json", Text, nullable=False),
    ForeignKeyConstraint(
        ["seller", "number"], ["flowfit_documents.seller", "flowfit_documents.number"]
    ),
    Index("flowfit_events_by_document", "seller", "number", "place"),
)

PAYMENTS = Table(
    "flowfit_payments",
    TABLES,
    Column("place", Integer, primary_key=True, autoincrement=True),
    Column("seller", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("json", Text, nullable=False),
    Index("flowfit_payments_by_id", "seller", "id", unique=True),
    Index("flowfit_payments_by_client", "seller", "client", "place"),
)

CLOSINGS = Table(
    "flowfit_closings",
    TABLES,
    Column("place", Integer, primary_key=True, autoincrement=True),
    Column("seller", Text, nullable=False),
    Column("until", Date, nullable=False),
    Column("json", Text, nullable=False),
    Index("flowfit_closings_by_seller", "seller", "place"),
)

MESSAGES = Table(
    "flowfit_messages",
    TABLES,
    Column("place", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, unique=True, nullable=False),
    Column("seller", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("turn", Text),  # none once it was delivered
    Column("json", Text, nullable=False),
    Index("flowfit_messages_by_document", "seller", "number", "place"),
    Index("flowfit_messages_by_turn", "seller", "turn"),
)
