"""Fill a small file system, in a process that may mount one; 77 if it may not."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

from flowfit_invoicing.errors import StoreFullError
from flowfit_invoicing.ports import Counter, Search
from flowfit_invoicing.storage import SqlStore
from flowfit_invoicing.testing.samples import AGENCY, invoice_of

COUNTER = Counter(AGENCY.identity, "invoice", "F-")
DAY = date(2026, 11, 24)

folder = mkdtemp()
mounted = subprocess.run(  # noqa: S603 - our own folder
    ["/bin/mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder],
    check=False,
    capture_output=True,
)
if mounted.returncode:
    sys.exit(77)
store = SqlStore(f"sqlite:///{folder}/books.db")
acknowledged = 0
try:
    while True:
        with store.transaction() as transaction:
            place = transaction.next_in(COUNTER, DAY)
            transaction.put_document(invoice_of(f"F-{place}", f"T-{place}"))
        acknowledged = place
except StoreFullError:
    pass
store.close()
Path(folder, "books.db-turns").unlink()  # some room to open it again
with SqlStore(f"sqlite:///{folder}/books.db").reading() as reading:
    found = reading.documents(AGENCY.identity, Search(limit=10_000))
assert [each.number for each in found] == [f"F-{n}" for n in range(1, acknowledged + 1)]
print("full, and nothing lost")  # noqa: T201 - to whoever runs it
