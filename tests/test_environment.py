"""What is printed depends on the values: on no locale, clock, seed or context."""

import os
import subprocess
import sys
from decimal import Context, localcontext
from pathlib import Path

import pytest

import flowfit_invoicing as ffi
from flowfit_invoicing.rendering import HtmlRenderer, TextRenderer
from tests.contexts import HOSTILE
from tests.fakes import office
from tests.quickstart import PROJECT

ROOT = Path(__file__).parent.parent
DEMO = ROOT / "examples" / "invoice_a_project.py"

SURROUNDINGS = {
    "another language": {"LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"},
    "no language": {"LC_ALL": "C", "LANGUAGE": "", "PYTHONUTF8": "1"},
    "the other end of the world": {"TZ": "Pacific/Kiritimati"},
    "another seed": {"PYTHONHASHSEED": "1"},
    "yet another seed": {"PYTHONHASHSEED": "4242"},
}


def demo(folder: Path, surroundings: dict[str, str]) -> tuple[str, dict[str, bytes]]:
    """Run the example in a folder; give what it prints and the documents it writes."""
    done = subprocess.run(  # noqa: S603 - our own example
        [sys.executable, DEMO],
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **surroundings},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    documents = sorted((folder / "outbox").glob("F-*"))
    return done.stdout, {file.name: file.read_bytes() for file in documents}


def without_sizes(printed: str) -> list[str]:
    """Leave out the sizes of files, since a mail says when it was written."""
    return [line.partition(".eml")[0] for line in printed.splitlines()]


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, bytes]]:
    return demo(tmp_path_factory.mktemp("usual"), {"PYTHONHASHSEED": "0"})


@pytest.mark.parametrize("surroundings", SURROUNDINGS.values(), ids=SURROUNDINGS)
def test_surroundings(
    surroundings: dict[str, str],
    usual: tuple[str, dict[str, bytes]],
    tmp_path: Path,
) -> None:
    """
    The demo prints and writes the same wherever it runs.
    """
    printed, documents = demo(tmp_path, surroundings)

    assert without_sizes(printed) == without_sizes(usual[0])
    assert documents == usual[1]


@pytest.mark.parametrize(
    "shown",
    [
        "6923 words:",
        "warning: P-1043: has no purchase order",
        "error: P-1043/T-1: no service is mapped to tasks of kind 'subtitle'",
        "draft-1 is kept: 3 lines, 299.82 CAD net",
        "483,25  mots ",
        "0,22 $  106,32 $",
        "TPS 5 % sur 299,82 $       14,99 $",
        "TVQ 9,975 % sur 299,82 $   29,91 $",
        "Montant dû                344,72 $",
        "quantité pondérée : 483,25 mots",
        "weighted quantity: 483.25 words",
    ],
)
def test_demo(shown: str, usual: tuple[str, dict[str, bytes]]) -> None:
    """
    The demo shows the findings, the figures, the explanation in both languages.
    """
    assert shown in usual[0].replace("\xa0", " ")


def test_demo_ends_with_what_is_left(usual: tuple[str, dict[str, bytes]]) -> None:
    """
    After it was sent, the project is no longer among those to invoice.
    """
    afterwards = usual[0].partition("afterwards")[2]

    assert "P-1043" in afterwards
    assert "P-1042" not in afterwards


def whole_job() -> list[str | bytes]:
    """All that is printed from the project to the mail."""
    house = office()
    draft = house.invoicing.save(house.invoicing.create_invoice(PROJECT))
    invoice = house.invoicing.save_and_send(draft)
    (message,) = house.outbox.sent
    return [
        message.text,
        *(str(row) for row in invoice.totals.taxes),
        *(ffi.explain(line, "fr-CA") for line in invoice.lines),
        HtmlRenderer().render(invoice, "fr-CA").content,
        TextRenderer().render(invoice, "de-AT").content,
    ]


@pytest.mark.parametrize("context", HOSTILE.values(), ids=HOSTILE)
def test_decimal_context(context: Context) -> None:
    """
    Neither the precision, nor the rounding, nor the traps of the thread matter.
    """
    expected = whole_job()

    with localcontext(context):
        assert whole_job() == expected
