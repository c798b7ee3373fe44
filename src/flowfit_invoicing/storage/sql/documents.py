"""Issued documents and their events as rows."""

from typing import Any

from sqlalchemy import Select, func, insert, select

from flowfit_invoicing.documents import Event, Issued
from flowfit_invoicing.errors import ConflictError, phrase
from flowfit_invoicing.ports import Search
from flowfit_invoicing.serializing import from_json, to_json

from . import claiming
from .drafts import Drafts, place_of
from .schema import DOCUMENT_PROJECTS, DOCUMENTS, DRAFTS, EVENTS

_QUERY = select(DOCUMENTS.c.json)


class Documents(Drafts):
    """The part of a transaction that is about documents."""

    __slots__ = ()

    def put_document(self, document: Issued, draft_id: str | None = None) -> None:
        """Keep a document and what it claims of tasks; its draft, if any, is gone."""
        seller, number = document.seller.identity, document.number
        claims = tuple(document.claims(number))
        self._check_number(seller, number)
        claiming.check(self, claims, draft_id)
        place = self.insert_unless_there(
            DOCUMENTS,
            seller=seller,
            number=number,
            kind=document.kind,
            client=document.client.code,
            issue_date=document.issue_date,
            draft=draft_id,
            json=to_json(document),
        )
        if place is None:
            raise _given(number)
        if draft_id is not None:
            self.remove_draft(draft_id)
        projects = [
            {"document": place, "project": each} for each in document.project_numbers
        ]
        if projects:
            self.connection.execute(insert(DOCUMENT_PROJECTS), projects)
        claiming.keep(self.connection, claims)

    def document(self, seller: str, number: str) -> Issued | None:
        """Give a document of a seller; nobody pays or credits it until the end."""
        return self._document(
            self.locked(_QUERY.filter_by(seller=seller, number=number))
        )

    def document_of(self, draft_id: str) -> Issued | None:
        """Give the document that was issued of a draft, by somebody else just now too.

        Whoever is issuing it has the draft, so it is the draft that is waited for.
        """
        if self.writes and not self.is_sqlite:
            of_it = DRAFTS.c.place == place_of(draft_id)
            self.connection.execute(self.locked(select(DRAFTS.c.place).where(of_it)))
        return self._document(_QUERY.filter_by(draft=draft_id))

    def documents(self, seller: str, search: Search) -> tuple[Issued, ...]:
        """List documents of a seller, in the order in which they were issued."""
        query = _QUERY.where(DOCUMENTS.c.seller == seller)
        if search.after is not None:
            last = select(DOCUMENTS.c.place).filter_by(
                seller=seller, number=search.after
            )
            query = query.where(DOCUMENTS.c.place > last.scalar_subquery())
        chosen = _chosen(query, search).order_by(DOCUMENTS.c.place)
        texts = self.connection.execute(chosen.limit(search.limit)).scalars()
        return tuple(from_json(text, Issued) for text in texts)

    def add_event(self, seller: str, number: str, event: Event) -> None:
        """Note what happened to a document; it is never taken back."""
        found = select(DOCUMENTS.c.place).filter_by(seller=seller, number=number)
        if self.connection.execute(found).first() is None:
            raise ConflictError(phrase("document", name=number), phrase("kept"), None)
        values = {"seller": seller, "number": number, "json": to_json(event)}
        self.connection.execute(insert(EVENTS).values(values))

    def events(self, seller: str, number: str) -> tuple[Event, ...]:
        """Give what happened to a document, in the order in which it was noted."""
        query = select(EVENTS.c.json).filter_by(seller=seller, number=number)
        texts = self.connection.execute(query.order_by(EVENTS.c.place)).scalars()
        return tuple(from_json(text, Event) for text in texts)

    def _check_number(self, seller: str, number: str) -> None:
        found = select(DOCUMENTS.c.place).filter_by(seller=seller, number=number)
        if self.connection.execute(found).first() is not None:
            raise _given(number)

    def _document(self, query: Select[Any]) -> Issued | None:
        text = self.connection.execute(query).scalar_one_or_none()
        return None if text is None else from_json(text, Issued)


def _given(number: str) -> ConflictError:
    subject = phrase("number", name=number)
    return ConflictError(subject, phrase("new"), phrase("given"))


def _chosen(query: Select[Any], search: Search) -> Select[Any]:
    """Choose those of a client, a project, a kind, a series and of some days."""
    alike = {"client": search.client, "kind": search.kind}
    query = query.filter_by(
        **{name: it for name, it in alike.items() if it is not None}
    )
    if search.project is not None:
        billed = select(DOCUMENT_PROJECTS.c.document).filter_by(project=search.project)
        query = query.where(DOCUMENTS.c.place.in_(billed))
    if search.number is not None:
        begins = func.substr(DOCUMENTS.c.number, 1, len(search.number))
        query = query.where(begins == search.number)
    if search.since is not None:
        query = query.where(DOCUMENTS.c.issue_date >= search.since)
    if search.until is not None:
        query = query.where(DOCUMENTS.c.issue_date <= search.until)
    return query
