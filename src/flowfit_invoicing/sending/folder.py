"""Messages as files in a folder, for whoever picks them up there."""

import os
import re
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from attrs import field, frozen

from flowfit_invoicing.ports import OutgoingMessage

_UNSAFE = re.compile(r"[^A-Za-z0-9@._-]+")
_LONGEST_NAME = 120


def _path(value: Path | str) -> Path:
    return Path(value)


@frozen
class FolderSender:
    """Writes one `.eml` file for each Message-ID; an `InvoiceSender`.

    A file appears whole, by a rename; the same message again takes its own place.
    """

    path: Path = field(converter=_path)

    def send(self, message: OutgoingMessage) -> None:
        """Write *message* into the folder, which is made if it is missing."""
        self.path.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self.path, suffix=".part", delete=False) as file:
            part = Path(file.name)
            try:
                file.write(message.as_bytes())
                file.flush()
                os.fsync(file.fileno())
                part.replace(self.path / file_name(message.message_id))
                _synchronize(self.path)
            except BaseException:
                part.unlink(missing_ok=True)
                raise


def _synchronize(folder: Path) -> None:
    """Have the names in a folder on the disk too, where a system lets it be opened."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def file_name(message_id: str) -> str:
    """Make the name of a file that no Message-ID can lead out of its folder."""
    name = _UNSAFE.sub("_", message_id.strip("<>")).lstrip(".")
    if name != message_id.strip("<>") or not 0 < len(name) <= _LONGEST_NAME:
        digest = sha256(message_id.encode()).hexdigest()[:32]
        name = f"{name[:_LONGEST_NAME]}.{digest}"
    return f"{name}.eml"
