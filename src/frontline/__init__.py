"""frontline reads news reports of armed conflict and keeps an auditable account of them.

import frontline

for claim in frontline.read("report.txt", published="2024-12-06"):
    print(claim["kind"], claim["stance"], claim["evidence"]["text"])
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frontline.errors import FrontlineError
from frontline.records.maker import VERSION

if TYPE_CHECKING:
    from frontline.api import Controls, Records, changes, conditionals, control, corridors, read, read_text, whatif

__version__ = VERSION
__all__ = [
    "Controls",
    "FrontlineError",
    "Records",
    "__version__",
    "changes",
    "conditionals",
    "control",
    "corridors",
    "read",
    "read_text",
    "whatif",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401  whatever the name stands for
    """Load the model's libraries only when something is read, so that `import frontline` costs nothing."""
    if name in set(__all__) - {"FrontlineError", "__version__"}:
        from frontline import api  # noqa: PLC0415  the promise of this function

        return getattr(api, name)
    raise AttributeError(f"module 'frontline' has no attribute {name!r}")
