"""What a value has worked out and keeps beside itself, for the next time it is asked.

A memo is no part of a value: it counts in no comparison, is not shown, and stays behind
when the value is copied or pickled. It forgets all when it gets too large, so that work
which never repeats itself does not fill the memory.
"""

from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

_MOST = 65_536


class Memo(dict[K, V], Generic[K, V]):
    """A dictionary that holds *most* entries at most; one process's own.

    >>> memo = Memo[str, int](most=2)
    >>> memo.keep("one", 1), memo.keep("two", 2), memo.keep("three", 3)
    (1, 2, 3)
    >>> dict(memo)
    {'three': 3}
    """

    __slots__ = ("_most",)

    def __init__(self, most: int = _MOST) -> None:
        super().__init__()
        self._most = most

    def keep(self, key: K, value: V) -> V:
        """Keep a value, and give it."""
        if len(self) >= self._most:
            self.clear()
        self[key] = value
        return value

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self._most,)
