"""Exports: claims in the forms that other programs read."""

from frontline.exports.lines import write_json, write_jsonl
from frontline.exports.tables import write_csv

__all__ = ["write_csv", "write_json", "write_jsonl"]
