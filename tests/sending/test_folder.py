"""The folder sender: one file a message, whole or not at all."""

import errno
import os
import stat
from pathlib import Path

import pytest
from attrs import evolve

from flowfit_invoicing.sending import FolderSender
from flowfit_invoicing.sending.folder import file_name
from flowfit_invoicing.testing import Arrived, InvoiceSenderContract
from tests.sending.test_mails import MESSAGE


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_file(tmp_path: Path) -> None:
    """
    The folder is made, and the file in it is the mail.
    """
    FolderSender(tmp_path / "out" / "box").send(MESSAGE)

    assert names(tmp_path / "out" / "box") == ["invoice.1@laval.example.eml"]
    file = tmp_path / "out" / "box" / "invoice.1@laval.example.eml"
    assert file.read_bytes() == MESSAGE.as_bytes()


def test_again(tmp_path: Path) -> None:
    """
    The same message again is the same file.
    """
    sender = FolderSender(str(tmp_path))
    sender.send(MESSAGE)
    sender.send(MESSAGE)

    assert len(names(tmp_path)) == 1


def test_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    When it returns, the file is on the disk, and so is its name (POSIX).
    """
    synchronized: list[bool] = []
    really = os.fsync

    def fsync(descriptor: int) -> None:
        synchronized.append(stat.S_ISDIR(os.fstat(descriptor).st_mode))
        really(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    FolderSender(tmp_path).send(MESSAGE)

    assert synchronized == [False, True]


def test_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    If it cannot be written, nothing is left behind and the error goes on.
    """

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        FolderSender(tmp_path).send(MESSAGE)

    assert names(tmp_path) == []


@pytest.mark.parametrize(
    "message_id",
    [
        "<../../etc/passwd@x>",
        "<..@..>",
        "</absolute@x>",
        f"<{'a' * 200}@x>",
    ],
)
def test_hostile_ids(message_id: str, tmp_path: Path) -> None:
    """
    No Message-ID leads out of the folder, or has the file of another.
    """
    FolderSender(tmp_path).send(evolve(MESSAGE, message_id=message_id))

    (name,) = names(tmp_path)
    assert name == file_name(message_id)
    assert name.endswith(".eml")
    assert len(name) < 200


def test_names_differ() -> None:
    """
    Ids that look alike once they are safe have files of their own.
    """
    ids = ["<a/b@x>", "<a_b@x>", "<a\\b@x>", "a_b@x/", "<.a_b@x>", "<>", "<é@x>"]

    assert len({file_name(each) for each in ids}) == len(ids)


class TestContract(InvoiceSenderContract):
    """What every sender must do."""

    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path) -> None:
        self.folder = tmp_path / "out"

    def make_sender(self) -> FolderSender:
        """Make one with an empty folder."""
        return FolderSender(self.folder)

    def make_unreachable_sender(self) -> FolderSender:
        """Make one whose folder is a file."""
        self.folder.touch()
        return FolderSender(self.folder)

    def arrived(self) -> list[Arrived]:
        """Give the files."""
        return [Arrived(file.read_bytes()) for file in self.folder.iterdir()]
