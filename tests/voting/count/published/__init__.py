"""Results that others have published, restated here as figures with their source."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def load(name: str) -> dict[str, Any]:
    """The figures of one published result."""
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
