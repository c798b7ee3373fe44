"""What tools counted, read from the files that they write."""

from .analysed import FileAnalysis
from .memoq import read_memoq

__all__ = ["FileAnalysis", "read_memoq"]
