"""Projects that cannot share a draft, as they were given."""

from typing import ClassVar

from attrs import frozen

from .values import InvalidValueError


@frozen
class ProjectWithoutClientError(InvalidValueError):
    """A project is to be invoiced, and nobody is there to be billed."""

    code: ClassVar[str] = "project-without-client"
    sentence: ClassVar[str] = "{culprit}: expected a project that has a client"


@frozen
class SeveralClientsError(InvalidValueError):
    """Projects of two clients or more are to share a draft."""

    code: ClassVar[str] = "several-clients"
    sentence: ClassVar[str] = "{culprit}: expected projects of one client"


@frozen
class ClientsDifferError(InvalidValueError):
    """Projects have copies of one client that are not the same."""

    code: ClassVar[str] = "clients-differ"
    sentence: ClassVar[str] = (
        "client {culprit}: expected the same {differing} in all projects"
    )

    differing: tuple[str, ...] = ()
    """The parts of the client that differ, by the names that they have here."""


@frozen
class RepeatedProjectError(InvalidValueError):
    """A project was given twice."""

    code: ClassVar[str] = "repeated-project"
    sentence: ClassVar[str] = "{culprit}: expected each project once"


@frozen
class ProjectNotGivenError(InvalidValueError):
    """A draft bills a project that was not given along with its others."""

    code: ClassVar[str] = "project-not-given"
    sentence: ClassVar[str] = "{culprit}: expected this project of the draft too"
