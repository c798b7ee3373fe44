"""A store in memory: for notebooks, tests, and hosts that keep everything themselves.

A transaction works on a copy of the state, and the copy takes the state's place at a
clean exit; so an error leaves all as it was, numbers included. Writers take turns.
"""

from .store import MemoryStore

__all__ = ["MemoryStore"]
