"""Import time of the package, beside that of the parts that it cannot do without.

Each import runs in a process of its own, all by turns, so that a busy machine slows
all alike.
"""

import subprocess
import sys
from statistics import median

RUNS = 15
LIMIT = 1.5
"""What the package may cost, in times of attrs, py-moneyed and Babel alone."""

PARTS = "import attrs, moneyed, babel"
PACKAGE = "import flowfit_invoicing"
ALL_NAMES = "from flowfit_invoicing import *"
TIMED = """
from time import perf_counter
start = perf_counter()
{statement}
print(perf_counter() - start)
"""


def seconds(statement: str) -> float:
    script = TIMED.format(statement=statement)
    process = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, text=True
    )
    return float(process.stdout)


def medians(*statements: str) -> list[float]:
    for statement in statements:
        seconds(statement)  # so that all bytecode is there
    runs = [[seconds(statement) for statement in statements] for _ in range(RUNS)]
    return [median(column) for column in zip(*runs, strict=True)]


def main() -> None:
    parts, package, all_names = medians(PARTS, PACKAGE, ALL_NAMES)
    print(f"{PARTS:<36} {parts * 1000:>10,.1f} ms")
    for name, taken in ((PACKAGE, package), (ALL_NAMES, all_names)):
        print(f"{name:<36} {taken * 1000:>10,.1f} ms, {taken / parts:.2f} times that")
    print(f"{'limit of the first':<36} {LIMIT:>10.2f} times that")


if __name__ == "__main__":
    main()
