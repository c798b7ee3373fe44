"""Drafts as rows."""

from typing import Any

from attrs import evolve
from sqlalchemy import delete, insert, select, update

from flowfit_invoicing.documents import InvoiceDraft
from flowfit_invoicing.doors import one_of_type
from flowfit_invoicing.errors import ConflictError, draft_named, phrase
from flowfit_invoicing.ports import Search
from flowfit_invoicing.serializing import from_json, to_json

from . import claiming
from .rows import Rows
from .schema import DRAFT_PROJECTS, DRAFTS

NEW_DRAFT = "the draft itself"
"""Who claims the tasks of a draft that has no id yet."""

_PREFIX = "draft-"
_LAST = 2**31 - 1  # of an INTEGER in PostgreSQL

_QUERY = select(DRAFTS.c.place, DRAFTS.c.version, DRAFTS.c.json)


class Drafts(Rows):
    """The part of a transaction that is about drafts."""

    __slots__ = ()

    def draft(self, draft_id: str) -> InvoiceDraft | None:
        """Give a draft as it was saved last; nobody changes it until the end."""
        query = self.locked(_QUERY.where(DRAFTS.c.place == place_of(draft_id)))
        row = self.connection.execute(query).first()
        return None if row is None else _draft(row)

    def drafts(self, seller: str, search: Search) -> tuple[InvoiceDraft, ...]:
        """List drafts of a seller, in the order in which they were first saved."""
        query = _QUERY.where(DRAFTS.c.seller == seller)
        if search.client is not None:
            query = query.where(DRAFTS.c.client == search.client)
        if search.project is not None:
            billed = select(DRAFT_PROJECTS.c.draft).filter_by(project=search.project)
            query = query.where(DRAFTS.c.place.in_(billed))
        if search.after is not None:
            query = query.where(DRAFTS.c.place > place_of(search.after))
        page = query.order_by(DRAFTS.c.place).limit(search.limit)
        return tuple(_draft(row) for row in self.connection.execute(page))

    def put_draft(self, draft: InvoiceDraft) -> InvoiceDraft:
        """Keep a draft and reserve its tasks."""
        self._check_version(draft)
        claiming.check(self, tuple(draft.claims(draft.id or NEW_DRAFT)), draft.id)
        kept = self._new(draft) if draft.id is None else self._changed(draft, draft.id)
        holder = kept.id or ""
        projects = [
            {"draft": place_of(holder), "project": each}
            for each in draft.project_numbers
        ]
        if projects:
            self.connection.execute(insert(DRAFT_PROJECTS), projects)
        claiming.keep(self.connection, tuple(kept.claims(holder)))
        return kept

    def remove_draft(self, draft_id: str) -> None:
        """Forget a draft and free its tasks."""
        self._free(draft_id)
        of_it = DRAFTS.c.place == place_of(draft_id)
        self.connection.execute(delete(DRAFTS).where(of_it))

    def _free(self, draft_id: str) -> None:
        claiming.free(self.connection, draft_id)
        of_it = DRAFT_PROJECTS.c.draft == place_of(draft_id)
        self.connection.execute(delete(DRAFT_PROJECTS).where(of_it))

    def _new(self, draft: InvoiceDraft) -> InvoiceDraft:
        row = insert(DRAFTS).values(version=1, **_columns(draft))
        made = self.connection.execute(row.returning(DRAFTS.c.place)).scalar_one()
        return evolve(draft, id=id_of(made), version=1)

    def _changed(self, draft: InvoiceDraft, draft_id: str) -> InvoiceDraft:
        of_it = DRAFTS.c.place == place_of(draft_id)
        row = update(DRAFTS).where(of_it).values(version=DRAFTS.c.version + 1)
        changed = row.values(**_columns(draft)).returning(DRAFTS.c.version)
        version = self.connection.execute(changed).scalar_one()
        self._free(draft_id)
        return evolve(draft, version=version)

    def _check_version(self, draft: InvoiceDraft) -> None:
        """Make sure that a draft is still what it was; nobody changes it from now."""
        if draft.id is None:
            return
        query = select(DRAFTS.c.version).where(DRAFTS.c.place == place_of(draft.id))
        kept = self.connection.execute(self.locked(query)).scalar_one_or_none()
        if kept is None or kept != draft.version:
            expected = phrase("version", number=draft.version)
            found = None if kept is None else phrase("version", number=kept)
            raise ConflictError(draft_named(draft.id), expected, found)


def id_of(place: int) -> str:
    """Give the id of the draft of a place."""
    return f"{_PREFIX}{place}"


def place_of(draft_id: str) -> int:
    """Give the place of a draft, or one that no draft has."""
    prefix, _, place = one_of_type(str, draft_id).partition(_PREFIX)
    known = not prefix and place.isascii() and place.isdecimal()
    known = known and len(place) <= len(str(_LAST))  # int() has a limit of its own
    found = int(place) if known else 0
    return found if found <= _LAST and id_of(found) == draft_id else 0


def _draft(row: Any) -> InvoiceDraft:  # noqa: ANN401 - a row has other types in SQLAlchemy 2.0 and 2.1
    draft = from_json(row.json, InvoiceDraft)
    return evolve(draft, id=id_of(row.place), version=row.version)


def _columns(draft: InvoiceDraft) -> dict[str, str]:
    text = to_json(evolve(draft, id=None, version=None))
    seller, client = draft.seller.identity, draft.client.code
    return {"seller": seller, "client": client, "json": text}
