"""Ways for messages to leave the house: a folder, a mail server."""

from .folder import FolderSender
from .smtp import SmtpSender

__all__ = ["FolderSender", "SmtpSender"]
