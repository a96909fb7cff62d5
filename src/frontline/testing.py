"""Small real pieces for tests, ours and other people's: annotated sentences written by hand.

Annotation is written as CoNLL-U with three keys of our own in MISC:

- `Name=B-PER`, `Name=I-PER`: the word begins or continues a name (PER, ORG, LOC or NORP);
- `Pred=Yes`: the word is a predicate without arguments;
- `Pred=ARG0:1-2,ARG1:4-6`: the word is a predicate with arguments, each a PropBank label and the ids of its
  first and last word, as in the ID column.
"""

from __future__ import annotations

import re
from itertools import accumulate

from frontline.errors import UsageError
from frontline.language.annotation import Argument, Name, Predicate, Sentence, Token
from frontline.language.conllu import BLANK_LINE, TreebankSentence, documents, parse

_ARGUMENT = re.compile(r"([A-Z0-9-]+):([1-9]\d*)-([1-9]\d*)", re.ASCII)


def text_from_conllu(content: str) -> str:
    """Return the raw text of CoNLL-U: what a report would say whose annotation it is."""
    return BLANK_LINE.join(document.text for document in documents(parse(content)))


def sentences_from_conllu(content: str) -> tuple[Sentence, ...]:
    """Build sentences whose offsets index into `text_from_conllu(content)`.

    Raises `KnowledgeError` for malformed CoNLL-U and `UsageError` for a malformed `Name` or `Pred`.
    """
    found = list(documents(parse(content)))
    starts = accumulate((len(document.text) + len(BLANK_LINE) for document in found), initial=0)
    return tuple(
        _sentence(base + offset, sentence)
        for base, document in zip(starts, found, strict=False)
        for offset, sentence in document.sentences
    )


def _sentence(offset: int, source: TreebankSentence) -> Sentence:
    tokens = tuple(
        Token(
            start=offset + word.start,
            end=offset + word.end,
            text=source.text[word.start : word.end],
            lemma=word.lemma,
            upos=word.upos,
            xpos=word.xpos,
            head=word.head,
            deprel=word.deprel,
        )
        for word in source.words
    )
    end = offset + len(source.text)
    return Sentence(offset, end, tokens, _names(source), _predicates(source))


def _names(source: TreebankSentence) -> tuple[Name, ...]:
    names: list[Name] = []
    for index, word in enumerate(source.words):
        tag, _, label = word.misc.get("Name", "O").partition("-")
        last = names[-1] if names else None
        if tag == "B" and label:
            names.append(Name(index, index + 1, label))
        elif tag == "I" and last is not None and last.end == index and last.label == label:
            names[-1] = Name(last.start, index + 1, label)
        elif tag != "O":
            message = f"{word.form!r}: Name={tag}-{label} does not begin or continue a name; write B-{label} first."
            raise UsageError(message)
    return tuple(names)


def _predicates(source: TreebankSentence) -> tuple[Predicate, ...]:
    return tuple(
        Predicate(index, _arguments(source, word.misc["Pred"]))
        for index, word in enumerate(source.words)
        if "Pred" in word.misc
    )


def _arguments(source: TreebankSentence, value: str) -> tuple[Argument, ...]:
    if value == "Yes":
        return ()
    arguments: list[Argument] = []
    for part in value.split(","):
        match = _ARGUMENT.fullmatch(part)
        if match is None or not int(match[2]) <= int(match[3]) <= len(source.words):
            message = f"Pred={value}: {part!r} is not LABEL:FIRST-LAST with word ids of the sentence, such as ARG0:1-2."
            raise UsageError(message)
        start, end = int(match[2]) - 1, int(match[3])
        head = next((i for i in range(start, end) if not start <= source.words[i].head < end), start)
        arguments.append(Argument(match[1], start, end, head))
    return tuple(arguments)
