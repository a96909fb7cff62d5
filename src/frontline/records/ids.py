"""Ids are hashes of content, so a rerun gives the same ids."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence


def content_id(prefix: str, parts: Sequence[object]) -> str:
    """Return `prefix` and 16 hex digits of the SHA-256 of `parts` written as a JSON array.

    A JSON array, not joined strings: ["a", "bc"] and ["ab", "c"] differ. `parts` must be JSON values.
    """
    canonical = json.dumps(list(parts), ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return f"{prefix}{hashlib.sha256(canonical.encode('ascii')).hexdigest()[:16]}"
