"""The shipped model: what it promises of every text, and that it reads plain sentences well."""

import hashlib
import json
import shutil
import subprocess
import sys
from dataclasses import astuple

import pytest

from frontline.errors import LanguageError
from frontline.language import SHIPPED, load
from frontline.language.model import MAX_WORDS, Language

TEXT = (
    "DAMASCUS, Syria (AP) -- Rebels captured the city of Hama on Thursday, killing at least 12 soldiers, the Syrian "
    "Observatory for Human Rights said. Government troops withdrew toward Homs. \u201cWe will not stop,\u201d a "
    "commander told Reuters. REBELS TAKE HAMA\n\nThe army denied the report."
)


@pytest.fixture(scope="module")
def language():
    return load()


def digest(sentences) -> str:
    return hashlib.sha256(repr([astuple(one) for one in sentences]).encode()).hexdigest()


def test_every_token_is_its_text(language):
    for sentence in language(TEXT, 1000):
        assert sentence.start == sentence.tokens[0].start
        assert sentence.end == sentence.tokens[-1].end
        for token in sentence.tokens:
            assert TEXT[token.start - 1000 : token.end - 1000] == token.text


def test_every_tree_has_one_root_and_no_cycle(language):
    for sentence in language(TEXT):
        heads = [token.head for token in sentence.tokens]
        assert heads.count(-1) == 1
        for start in range(len(heads)):
            node, steps = start, 0
            while node >= 0 and steps <= len(heads):
                node, steps = heads[node], steps + 1
            assert node == -1


def test_names_and_roles_lie_within_their_sentence(language):
    for sentence in language(TEXT):
        size = len(sentence.tokens)
        assert all(0 <= name.start < name.end <= size for name in sentence.names)
        for predicate in sentence.predicates:
            ends = 0
            for argument in predicate.arguments:
                assert ends <= argument.start <= argument.head < argument.end <= size
                ends = argument.end


def test_a_sentence_reads_the_same_alone_and_among_others(language):
    whole = language(TEXT)
    for sentence in whole:
        alone = language(TEXT[sentence.start : sentence.end], sentence.start)
        words = [token.text for token in sentence.tokens]
        spans = [(token.start, token.end) for token in sentence.tokens]
        assert language.annotate_words(words, spans) == sentence
        assert len(alone) != 1 or alone[0] == sentence


def test_another_process_reads_the_same(language):
    code = (
        "import hashlib, sys; from dataclasses import astuple; from frontline.language import load;"
        "language = load(); language('Quite another text. ' * 30); text = sys.stdin.buffer.read().decode();"
        "print(hashlib.sha256(repr([astuple(one) for one in language(text)]).encode()).hexdigest())"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], input=TEXT.encode(), capture_output=True, check=True, timeout=120
    )
    assert run.stdout.decode().strip() == digest(language(TEXT))


def test_the_order_of_reading_does_not_matter(language):
    sentences = [[token.text for token in one.tokens] for one in language(TEXT)]
    forward = [language.annotate_words(words) for words in sentences]
    backward = [language.annotate_words(words) for words in reversed(sentences)]
    assert forward == backward[::-1]


@pytest.mark.parametrize("text", ["", " \n\t ", "\ufeff"])
def test_nothing_gives_nothing_or_at_least_no_error(language, text):
    assert all(sentence.tokens for sentence in language(text))


@pytest.mark.parametrize(
    "text", ["?", "\U0001f525\U0001f525", "\u0645\u0631\u062d\u0628\u0627", "a" * 5000, "\x00 \x01"]
)
def test_odd_text_is_read(language, text):
    for sentence in language(text):
        assert all(text[token.start : token.end] == token.text for token in sentence.tokens)


def test_a_very_long_sentence_is_one_tree(language):
    words = ("shells", "fell", "on", "Aleppo", ",") * MAX_WORDS
    sentence = language.annotate_words(words)
    assert [token.text for token in sentence.tokens] == list(words)
    assert [token.head for token in sentence.tokens].count(-1) == 1
    assert len({(name.start, name.end) for name in sentence.names}) == len(sentence.names)


def test_words_of_many_pieces_are_read_in_windows(language):
    words = ["https://www.example.org/x7/q9/zz?k=" + "y8" * 40] * 60
    assert len(language.annotate_words(words).tokens) == 60


def test_no_words_give_an_empty_sentence(language):
    assert language.annotate_words([]).tokens == ()


def test_a_plain_report_is_understood(language):
    sentence = language("Syrian rebels captured the city of Hama on Thursday .")[0]
    lemmas = [token.lemma for token in sentence.tokens]
    root = next(token for token in sentence.tokens if token.head == -1)
    assert root.lemma == "capture"
    assert root.xpos == "VBD"
    assert sentence.tokens[1].deprel == "nsubj"
    assert ("Hama", "LOC") in [(lemmas[name.start], name.label) for name in sentence.names]
    captured = next(one for one in sentence.predicates if one.token == 2)
    roles = {one.label: (one.start, one.end) for one in captured.arguments}
    assert roles["ARG0"] == (0, 2)
    assert roles["ARG1"] == (3, 7)
    assert roles["ARGM-TMP"] == (7, 9)


def test_the_model_is_small_enough_and_is_that_of_its_manifest(language):
    assert (SHIPPED / "model.onnx").stat().st_size <= 25_000_000
    assert language.manifest.sha256 == hashlib.sha256((SHIPPED / "model.onnx").read_bytes()).hexdigest()
    assert {row["licence"] for row in language.manifest.data}


def test_the_same_folder_gives_the_same_model(language):
    assert load(SHIPPED) is language


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("manifest.json", b"{}", "not a manifest"),
        ("manifest.json", b"not json", "not a manifest"),
        ("model.onnx", b"nothing", "not the model of its manifest"),
        ("tokenizer.json", b"{", "not a tokenizer"),
    ],
)
def test_a_broken_folder_is_named(tmp_path, name, content, said):
    for shipped in ("model.onnx", "tokenizer.json", "manifest.json"):
        shutil.copy(SHIPPED / shipped, tmp_path)
    (tmp_path / name).write_bytes(content)
    with pytest.raises(LanguageError, match=said) as raised:
        Language(tmp_path)
    assert str(tmp_path) in str(raised.value)


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(LanguageError, match=r"manifest\.json: cannot be read"):
        Language(tmp_path / "nowhere")


def test_a_manifest_of_another_format_is_refused(tmp_path):
    row = json.loads((SHIPPED / "manifest.json").read_text(encoding="utf-8"))
    (tmp_path / "manifest.json").write_text(json.dumps({**row, "format": 99}), encoding="utf-8")
    with pytest.raises(LanguageError, match="format 99"):
        Language(tmp_path)


def test_a_model_that_onnxruntime_refuses_is_a_language_error(tmp_path):
    row = json.loads((SHIPPED / "manifest.json").read_text(encoding="utf-8"))
    (tmp_path / "model.onnx").write_bytes(b"no graph")
    row["sha256"] = hashlib.sha256(b"no graph").hexdigest()
    (tmp_path / "manifest.json").write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(LanguageError, match="cannot load the model"):
        Language(tmp_path)
