"""All that is wrong with some JSON, gathered on the way and told with its path."""

from collections.abc import Callable, Iterator
from typing import Any

from attrs import define, evolve, field
from cattrs import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)

from flowfit_invoicing.errors import InvoicingError, SerializingError


@define
class Gathering:
    """Reads one part after the other, and keeps what is wrong with them."""

    errors: list[Exception] = field(init=False, factory=list[Exception])

    def read(self, step: int | str, read: Callable[..., Any], *data: object) -> Any:  # noqa: ANN401 - of any type
        """Read the part at a step, or note what is wrong with it."""
        before = len(self.errors)
        value = self.whole(read, *data)
        for error in self.errors[before:]:
            error.add_note(_note(step))
        return value

    def whole(self, read: Callable[..., Any], *data: object) -> Any:  # noqa: ANN401 - of any type
        """Read what has no step of its own, or keep what is wrong with it."""
        try:
            return read(*data)
        except Exception as error:  # noqa: BLE001 - told by `problems_of`, never lost
            self.errors.append(error)
            return None

    def raise_all(self) -> None:
        """Raise all that was wrong, if anything was."""
        if self.errors:
            raise IterableValidationError("parts", self.errors, object)  # pyright: ignore[reportCallIssue]  # it hides behind ExceptionGroup


def _note(step: int | str) -> IterableValidationNote:
    return IterableValidationNote(f"at {step}", step, object)


def only(fields: dict[str, Any], *names: str) -> list[Any]:
    """Give the parts of an object that has these and no others."""
    parts = Gathering()
    parts.errors += [missing(name) for name in names if name not in fields]
    parts.errors += [unknown(name) for name in fields if name not in names]
    parts.raise_all()
    return [fields[name] for name in names]


def missing(name: str) -> SerializingError:
    """Make the error of a part that is not there."""
    return SerializingError(_part(name), "is missing")


def unknown(name: str) -> SerializingError:
    """Make the error of a part that nobody knows."""
    return SerializingError(_part(name), "is unknown")


def error_of(error: Exception, path: str) -> SerializingError:
    """Give the one error that says all that is wrong below a path."""
    first, *others = problems_of(error, path)
    return evolve(first, others=tuple(others))


def problems_of(error: Exception, path: str) -> Iterator[SerializingError]:
    """Give each thing that is wrong, with its path."""
    for step in _steps(error):
        path = below(path, _part(step))
    if isinstance(error, BaseValidationError):
        for each in error.exceptions:
            yield from problems_of(each, path)
    elif isinstance(error, ForbiddenExtraKeysError):
        yield from (
            _located(unknown(each), path) for each in sorted(error.extra_fields)
        )
    else:
        yield _located(error, path)


def _located(error: Exception, path: str) -> SerializingError:
    if isinstance(error, SerializingError):
        return evolve(error, path=below(path, error.path))
    if isinstance(error, KeyError) and not isinstance(error, InvoicingError):
        return SerializingError(path, "is missing")  # as cattrs says it
    if isinstance(error, InvoicingError):
        return SerializingError(path, str(error), error)
    if isinstance(error, RecursionError):
        return SerializingError(path, "is nested too deeply")
    return SerializingError(path, f"cannot be read: {error}")


def _steps(error: Exception) -> list[int | str]:
    """Give the step at which an error was noted, if it was."""
    notes: list[object] = getattr(error, "__notes__", [])
    for note in notes:
        if isinstance(note, AttributeValidationNote):
            return [note.name]
        if isinstance(note, IterableValidationNote):
            return [note.index]
    return []


def below(path: str, part: str) -> str:
    """Put a part behind a path: `data.lines` and `[3]` are `data.lines[3]`."""
    return (
        f"{path}.{part}" if path and part and not part.startswith("[") else path + part
    )


def _part(step: int | str) -> str:
    if isinstance(step, str) and step.isascii() and step.isidentifier():
        return step
    return f"[{step!r}]"
