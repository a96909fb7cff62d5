"""Which format a file has: by its extension, else by its first bytes."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from pathlib import PurePath

from frontline.reading.decoding import BINARY_REMEDY, binary_kind, mark_of
from frontline.reading.problems import UnreadableError


class Format(StrEnum):
    """What this room reads."""

    TEXT = "plain text"
    HTML = "HTML"
    JSON_LINES = "JSON Lines"


SUPPORTED = "plain text (.txt, .md), HTML (.html, .htm) and JSON Lines (.jsonl, .ndjson) are read"

_EXTENSIONS = {
    ".txt": Format.TEXT, ".text": Format.TEXT, ".md": Format.TEXT, ".markdown": Format.TEXT,
    ".html": Format.HTML, ".htm": Format.HTML, ".xhtml": Format.HTML,
    ".jsonl": Format.JSON_LINES, ".ndjson": Format.JSON_LINES,
}  # fmt: skip
_TO_TEXT = f"export it as plain text; {SUPPORTED}"
_UNSUPPORTED = {
    **dict.fromkeys((".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub", ".eml", ".msg"), _TO_TEXT),
    **dict.fromkeys((".rss", ".atom", ".xml", ".warc", ".mht", ".mhtml"), f"save its articles as HTML; {SUPPORTED}"),
    **dict.fromkeys((".gz", ".zip", ".bz2", ".xz", ".7z", ".tar", ".tgz", ".zst"), f"unpack it first; {SUPPORTED}"),
    **dict.fromkeys((".csv", ".tsv", ".xls", ".xlsx", ".parquet"), f"turn its rows into JSON Lines; {SUPPORTED}"),
    ".json": f"turn it into one object a line (jq -c '.[]' FILE > FILE.jsonl); {SUPPORTED}",
}
COMPANIONS = frozenset({
    ".css", ".js", ".mjs", ".map", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".ico", ".bmp", ".tif",
    ".tiff", ".mp3", ".mp4", ".m4a", ".wav", ".ogg", ".mov", ".avi", ".webm", ".woff", ".woff2", ".ttf",
    ".otf", ".eot", ".py", ".pyc", ".sh", ".toml", ".yml", ".yaml", ".ini", ".cfg", ".lock", ".db",
    ".sqlite", ".sqlite3", ".onnx", ".npz", ".npy",
})  # fmt: skip
"""Extensions of files that lie beside reports in a folder and are none."""

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|meta|title|div|section|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<\?.*?\?>\s*)*<(?:rss|feed|rdf:rdf)\b", re.IGNORECASE)


def format_of(name: str, head: bytes) -> Format:
    """Return the format of the file `name` that begins with `head`; "-" is known by its bytes alone.

    Raises:
        UnreadableError: the extension or the first bytes are of a format that is not read.
    """
    extension = PurePath(name).suffix.lower()
    if known := _EXTENSIONS.get(extension):
        return Format.HTML if known is Format.TEXT and _opens_as_page(head) else known
    if remedy := _UNSUPPORTED.get(extension):
        raise UnreadableError(f"{extension} files are not read", remedy)
    if extension in COMPANIONS:
        raise UnreadableError(f"{extension} files are not read", SUPPORTED)
    return _sniffed(head)


def _opens_as_page(head: bytes) -> bool:
    """True for a web page that was saved under the name of a text."""
    return re.match(rb"\s*<(?:!doctype\s+html|html)\b", head, re.IGNORECASE) is not None


def _sniffed(head: bytes) -> Format:
    if kind := binary_kind(head):
        raise UnreadableError(f"{kind}, not text", BINARY_REMEDY)
    marked, length = mark_of(head)
    start = head[length:].decode(marked or "utf-8", errors="replace")
    if _FEED.match(start):
        raise UnreadableError("a news feed, not a report", f"save its articles as HTML; {SUPPORTED}")
    if _HTML.match(start):
        return Format.HTML
    return Format.JSON_LINES if _opens_with_object(start) else Format.TEXT


def _opens_with_object(start: str) -> bool:
    """True when the first line is a JSON object, or the long beginning of one."""
    first, newline, _ = start.lstrip().partition("\n")
    if not first.startswith("{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return not newline and re.match(r'\{\s*"[^"]+"\s*:', first) is not None
