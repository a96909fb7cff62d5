"""Suite `speed`: raw reports to claims through the whole pipeline, and a spaCy pipeline beside it in the same run.

Figures:

- `words_per_second_1`, `words_per_second_2`, `reports_per_second_2`: in one and two fresh processes of one thread each,
  warmed up, from text in memory to claims; the reports are shared out by length before the clock starts;
- `first_claim_seconds`: from the start of a fresh `frontline read FILE --format jsonl` to its first line, the middle
  one of three runs;
- `rss_mb`: the peak of resident memory of one process, in MiB;
- `spacy.words_per_second_1`, `spacy.words_per_second_2`, `spacy.rss_mb`: `frontline.bench.peer` on the same texts, in
  batches of 256 reports. Words are counted by our own splitter for both.

The texts: the `*.txt` files of the folder or of its `reports/`; where there are none, GUM's news documents and the
first 1,000 words of each page in `wiki_conflict_text/`, 40,000 words at most.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from frontline.bench import peer
from frontline.bench.processes import Make, Work, timed
from frontline.errors import UsageError
from frontline.language import conllu
from frontline.language.words import word_offsets

MOST_WORDS = 40_000
PAGE_WORDS = 1_000
_RUNS = 3
_EXAMPLES = Path(__file__).parents[3] / "examples"

Figures = dict[str, float]
Say = Callable[[str], object]


def pipeline() -> Work:
    """Load the pipeline of the shipped model and knowledge, as work for `frontline.bench.processes.timed`."""
    # What these imports cost is part of what is measured.
    from frontline.knowledge.shipped import shipped  # noqa: PLC0415
    from frontline.language import load  # noqa: PLC0415
    from frontline.pipeline.run import run as read_claims  # noqa: PLC0415
    from frontline.reading import read_text  # noqa: PLC0415

    language, knowledge = load(), shipped()

    def work(texts: Sequence[str]) -> None:
        for text in texts:
            for _ in read_claims(read_text(text), language, knowledge):
                pass

    return work


def run(data: Path | None = None, make: Make = pipeline, say: Say = sys.stderr.write) -> Figures:
    """Return all figures. `make` loads what is timed; `say` is told in one line when the peer cannot run.

    Raises `UsageError` when the folder holds no texts.
    """
    folder = _EXAMPLES if data is None else data
    chosen = texts(folder)
    figures = throughput(chosen, make)
    if make is pipeline:
        figures["first_claim_seconds"] = first_claim(chosen)
    reason = _no_peer(folder)
    if reason:
        say(f"bench speed: {reason}; the figures spacy.* are left out.\n")
        return figures
    return figures | compare(chosen, _trees(folder))


def texts(folder: Path) -> list[str]:
    """Return the texts that the suite reads. Raises `UsageError` when there are none."""
    chosen: list[str] = []
    words = 0
    for text in _reports(folder) or _documents(folder):
        if words >= MOST_WORDS:
            break
        chosen.append(text)
        words += len(word_offsets(text))
    if not chosen:
        message = f"{folder}: no text to read; give a folder with *.txt files, ud_gum/ or wiki_conflict_text/."
        raise UsageError(message)
    return chosen


def throughput(chosen: Sequence[str], make: Make) -> Figures:
    """Return the speed of one and of two processes, and the memory of one."""
    words = sum(len(word_offsets(text)) for text in chosen)
    one, two = timed(make, chosen, 1), timed(make, chosen, 2)
    return {
        "words_per_second_1": words / one.seconds,
        "words_per_second_2": words / two.seconds,
        "reports_per_second_2": len(chosen) / two.seconds,
        "rss_mb": one.rss_mb,
    }


def first_claim(chosen: Sequence[str]) -> float:
    """Return the seconds from a cold start to the first claim, in the first text that makes one."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        for text in chosen:
            path.write_text(text, encoding="utf-8")
            if _first_line(path) is not None:
                return median(seconds for _ in range(_RUNS) if (seconds := _first_line(path)) is not None)
    raise UsageError(
        "bench speed: none of the texts makes a claim, so that a first claim cannot be timed; give reports."
    )


def compare(chosen: Sequence[str], sentences: Sequence[conllu.TreebankSentence]) -> Figures:
    """Return the peer's figures on the same texts, trained on some sentences of a treebank."""
    with TemporaryDirectory() as folder:
        peer.build(sentences).to_disk(folder)
        figures = throughput(chosen, partial(peer.saved, Path(folder)))
    return {f"spacy.{key}": value for key, value in figures.items() if key != "reports_per_second_2"}


def _first_line(path: Path) -> float | None:
    """Time a fresh process to its first line of output; None when it has none."""
    command = [sys.executable, "-m", "frontline", "read", str(path), "--format", "jsonl"]
    start = perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:  # noqa: S603  our own
        assert process.stdout is not None
        line = process.stdout.readline()
        seconds = perf_counter() - start
        process.stdout.read()
    return seconds if line else None


def _reports(folder: Path) -> list[str]:
    return [
        path.read_text(encoding="utf-8") for one in (folder, folder / "reports") for path in sorted(one.glob("*.txt"))
    ]


def _documents(folder: Path) -> Iterator[str]:
    for path in sorted((folder / "ud_gum").glob("*.conllu")):
        for document in conllu.documents(conllu.read(path)):
            if "_news_" in document.sentences[0][1].sent_id:
                yield document.text
    for path in sorted((folder / "wiki_conflict_text").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        offsets = word_offsets(text)[:PAGE_WORDS]
        if offsets:
            yield text[: offsets[-1][1]]


def _no_peer(folder: Path) -> str:
    if not peer.is_installed():
        return "spaCy is not installed (pip install 'frontline[bench]')"
    return "" if _treebank(folder) else f"{folder} holds no ud_ewt/*.conllu to train the comparison pipeline on"


def _treebank(folder: Path) -> Path | None:
    paths = sorted((folder / "ud_ewt").glob("*.conllu"), key=lambda path: "train" not in path.name)
    return paths[0] if paths else None


def _trees(folder: Path) -> tuple[conllu.TreebankSentence, ...]:
    path = _treebank(folder)
    return conllu.read(path) if path else ()
