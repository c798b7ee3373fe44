"""Values to JSON and back: `pip install flowfit-invoicing[json]`.

Each value is written as `{"type": "invoice", "version": 1, "data": …}`, in one form
only. What is read is checked to the last part, and told by its path if it is wrong.
"""

try:
    import cattrs as _cattrs
except ImportError as error:
    _EXTRA = "values as JSON need cattrs: pip install flowfit-invoicing[json]"
    raise ImportError(_EXTRA, name="cattrs") from error

from .chains import BEGINNING, Link, chained, seal, verify_chain
from .envelopes import Reading, from_data, from_json, read_json, to_data, to_json
from .schema import VERSION, schema_of

del _cattrs

__all__ = [
    "BEGINNING",
    "VERSION",
    "Link",
    "Reading",
    "chained",
    "from_data",
    "from_json",
    "read_json",
    "schema_of",
    "seal",
    "to_data",
    "to_json",
    "verify_chain",
]
