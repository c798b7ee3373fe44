"""Examples are tests: those of docstrings, and those of the README and the docs."""

from collections.abc import MutableMapping
from contextlib import ExitStack, chdir
from tempfile import TemporaryDirectory
from typing import Any

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser as MarkdownParser
from sybil.parsers.rest import DocTestParser

_FOLDER = "__folder__"


def _enter_a_folder(namespace: MutableMapping[str, Any]) -> None:
    """Let what a page writes, such as an outbox, go where nobody finds it."""
    folder = namespace[_FOLDER] = ExitStack()
    path = folder.enter_context(TemporaryDirectory())
    folder.enter_context(chdir(path))


def _leave_the_folder(namespace: MutableMapping[str, Any]) -> None:
    namespace.pop(_FOLDER).close()


_docstrings = Sybil(parsers=[DocTestParser()], path="src", pattern="*.py")
_pages = Sybil(
    parsers=[MarkdownParser()],
    pattern="*.md",
    setup=_enter_a_folder,
    teardown=_leave_the_folder,
)

pytest_collect_file = (_docstrings + _pages).pytest()
