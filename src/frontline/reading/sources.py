"""The files that the caller means: paths, folders, globs and "-", in a fixed order, found as they are needed."""

from __future__ import annotations

import glob
import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from frontline.reading.formats import COMPANIONS, SUPPORTED
from frontline.reading.problems import UnreadableError
from frontline.records import Problem

STDIN = "-"
_SPELLING = "check the spelling, and the folder that it is relative to"


class Found(NamedTuple):
    """A file to read. `shown` is its name as the user gave it, or STDIN; `size` in bytes, None for a pipe."""

    shown: str
    size: int | None


def find_files(sources: Sequence[str | Path]) -> Iterator[Found | Problem]:
    """Yield the files of `sources` in their order, those of a folder or a glob sorted by name.

    A folder is searched with those inside it; hidden files are left out. What cannot be found or entered is a
    Problem, and the rest goes on.
    """
    for source in sources:
        name = os.fspath(source)
        if name == STDIN:
            yield Found(STDIN, None)
            continue
        try:
            yield from _named(name)
        except UnreadableError as error:
            yield error.at(shown_name(name))


def shown_name(name: str) -> str:
    """Return a path that can be printed: bytes that are no UTF-8 are replaced."""
    return os.fsencode(name).decode("utf-8", "replace") or '""'


def problem_of(error: OSError) -> UnreadableError:
    """Return what the operating system's refusal means and what to do."""
    if isinstance(error, FileNotFoundError):
        return UnreadableError("no such file or folder", _SPELLING)
    if isinstance(error, PermissionError):
        return UnreadableError("no permission to read it", "ask its owner, or change it with chmod u+r")
    return UnreadableError(f"cannot be read ({error.strerror or error})", "check the disk and the path")


def _named(name: str) -> Iterator[Found | Problem]:
    if not name or "\0" in name:
        raise UnreadableError("no path", "name a file, a folder, a pattern or - for standard input")
    if not os.path.lexists(name) and glob.has_magic(name):
        matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - names stay as the user wrote them
        if not matches:
            raise UnreadableError("no file matches the pattern", _SPELLING)
        for match in matches:
            try:
                yield from _existing(match)
            except UnreadableError as error:
                yield error.at(shown_name(match))
        return
    yield from _existing(name)


def _existing(name: str) -> Iterator[Found | Problem]:
    state = _state(name)
    if not stat.S_ISDIR(state.st_mode):
        yield Found(name, state.st_size if stat.S_ISREG(state.st_mode) else None)
        return
    passed: Counter[str] = Counter()
    count = 0
    for item in _walk(name, passed, ((state.st_dev, state.st_ino),)):
        count += 1
        yield item
    if not count:
        others = f" ({_listed(passed)})" if passed else ""
        raise UnreadableError(f"a folder without a report{others}", SUPPORTED)
    if passed:
        yield Problem(shown_name(name), f"passed over {_listed(passed)}", SUPPORTED, fatal=False)


def _listed(passed: Counter[str]) -> str:
    total = passed.total()
    return f"{total} other file{'s' if total > 1 else ''}: {', '.join(sorted(passed))}"


def _state(name: str) -> os.stat_result:
    try:
        return os.stat(name)  # noqa: PTH116 - one call gives kind, size and identity
    except OSError as error:
        if os.path.islink(name):  # noqa: PTH114 - the name may be no valid Path on every system
            target = shown_name(os.readlink(name))  # noqa: PTH115 - the same
            raise UnreadableError(f"a broken link (to {target})", "mend or remove the link") from error
        raise problem_of(error) from error


def _walk(folder: str, passed: Counter[str], above: tuple[tuple[int, int], ...]) -> Iterator[Found | Problem]:
    """Yield what lies in `folder`; `above` identifies the folders it lies in, so that a loop of links ends."""
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - names, not paths, are sorted
    except OSError as error:
        yield problem_of(error).at(shown_name(folder))
        return
    for name in names:
        if name.startswith("."):
            continue
        path = os.path.join(folder, name)  # noqa: PTH118 - a Path would drop the user's "./"
        extension = os.path.splitext(name)[1].lower()  # noqa: PTH122 - the same
        if extension in COMPANIONS:
            passed[extension] += 1
            continue
        try:
            state = _state(path)
        except UnreadableError as error:
            yield error.at(shown_name(path))
            continue
        here = (state.st_dev, state.st_ino)
        if stat.S_ISREG(state.st_mode):
            yield Found(path, state.st_size)
        elif stat.S_ISDIR(state.st_mode) and here in above:
            yield Problem(shown_name(path), "a link back to a folder above it", "remove the link")
        elif stat.S_ISDIR(state.st_mode):
            yield from _walk(path, passed, (*above, here))
        else:
            yield Problem(shown_name(path), "a pipe or a device, not a file", "name it itself to read it")
