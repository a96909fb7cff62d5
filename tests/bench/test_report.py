"""The suites over whole reports, with claims made by hand: no model is needed."""

import json
from pathlib import Path

import pytest

from frontline.bench.agreement import agree, same_name
from frontline.bench.happening import digest, load, load_folder
from frontline.bench.report import SHIPPED, explain, run, run_examples
from frontline.errors import KnowledgeError, UsageError
from frontline.knowledge.codebook import COUNTS, Codebook

EXAMPLES = Path(__file__).parents[2] / "examples"
TEXT = "Rebels took Alba on Friday. The army denied it had left Brod. Stars fell. At least nine people died in Alba."


def span(word, text=TEXT):
    start = text.index(word)
    return {"start": start, "end": start + len(word), "text": word}


def named(*texts):
    return [{"text": text, "name": text} for text in texts]


def claim(kind, trigger, evidence, /, **changes):
    made = {
        "kind": kind,
        "stance": "asserted",
        "trigger": span(trigger),
        "evidence": span(evidence),
        "actor": [],
        "recipient": [],
        "place": [],
        "time": {"text": None, "start": None, "end": None, "precision": "unknown"},
        "counts": {},
        "sources": [],
    }
    return made | changes


def took(**changes):
    day = {"text": "Friday", "start": "2024-12-06", "end": "2024-12-06", "precision": "day"}
    right = {"actor": named("Rebels"), "place": named("Alba"), "time": day}
    return claim("capture", "took", "Rebels took Alba on Friday.", **(right | changes))


def left(**changes):
    right = {"stance": "denied", "actor": named("The army"), "origin": named("Brod"), "sources": named("The army")}
    return claim("withdraw", "left", "The army denied it had left Brod.", **(right | changes))


def died(**changes):
    nine = {"killed": {"low": 9, "best": None, "high": None, "text": "At least nine people"}}
    right = {"place": named("Alba"), "counts": nine}
    return claim("toll", "died", "At least nine people died in Alba.", **(right | changes))


def line(word, kind, **keys):
    at = span(word)
    empty = {"actor": [], "recipient": [], "place": [], "start": None, "end": None, "sources": [], "counts": {}}
    head = {"trigger_text": word, "trigger_start": at["start"], "trigger_end": at["end"], "kind": kind}
    return head | empty | {"stance": "asserted"} | keys


def happenings():
    day = "2024-12-06"
    return [
        line("took", "capture", actor=["Rebels"], place=["Alba"], start=day, end=day),
        line("left", "withdraw", actor=["The army"], place=["Brod"], stance="denied", sources=["army"]),
        line("died", "toll", place=["Alba"], counts={"killed": {"low": 9, "high": None}}),
    ]


@pytest.fixture
def examples(tmp_path):
    return write(tmp_path, happenings())


def write(folder, lines, text=TEXT):
    for name in ("reports", "gold"):
        (folder / name).mkdir()
    (folder / "reports" / "report.txt").write_text(text, encoding="utf-8", newline="")
    fell = [span("Stars fell")["start"], span("Stars fell")["end"]]
    head = {"file": "report.txt", "report_sha256": digest(text), "published": "2024-12-06", "must_not": [fell]}
    content = "".join(json.dumps(one) + "\n" for one in [head, *lines])
    (folder / "gold" / "report.jsonl").write_text(content, encoding="utf-8")
    return folder


def figures(folder, *claims):
    return run_examples(folder, lambda _path, _published: claims)


def test_right_claims_are_found(examples):
    result = figures(examples, took(), left(), died())
    assert result["examples.found"] == result["examples.total"] == 3
    assert result["examples.share"] == result["examples.counts"] == result["examples.source"] == 1.0
    assert result["examples.unmatched"] == result["examples.forbidden"] == 0


def test_nothing_read_is_nothing_found(examples):
    result = figures(examples)
    assert (result["examples.found"], result["examples.total"], result["examples.kind"]) == (0, 3, 0.0)


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ("kind", {"kind": "advance"}),
        ("actor", {"actor": []}),
        ("actor", {"actor": named("Rebels", "Russia")}),
        ("actor", {"actor": named("They")}),
        ("place", {"place": named("Brod")}),
        ("place", {"place": named("Alba", "Brod")}),
        ("date", {"time": None}),
        ("date", {"time": {"text": "Thursday", "start": "2024-12-05", "end": "2024-12-06"}}),
        ("stance", {"stance": "claimed"}),
    ],
)
def test_one_wrong_part_is_counted_and_explained(examples, part, wrong):
    claims = [took(**wrong), left(), died()]
    result = figures(examples, *claims)
    assert result["examples.found"] == 2
    assert result[f"examples.{part}"] == pytest.approx(2 / 3)
    listing = explain(examples / "reports", lambda _path, _published: claims, examples / "gold")
    assert "2 of 3 found" in listing
    assert f"{part}: wanted " in listing


def test_an_asserted_withdrawal_is_not_its_denial(examples):
    assert figures(examples, left(stance="asserted"))["examples.found"] == 0


def test_a_toll_of_at_least_nine_is_not_a_toll_of_nine(examples):
    nine = {"killed": {"low": 9, "best": 9, "high": 9, "text": "nine"}}
    assert figures(examples, died(counts=nine))["examples.counts"] == 0.0


def test_a_claim_from_words_that_mean_nothing_is_forbidden(examples):
    result = figures(examples, claim("missile-strike", "fell", "Stars fell."))
    assert (result["examples.forbidden"], result["examples.unmatched"]) == (1, 1)


def test_another_trigger_in_the_sentence_will_do_when_the_kind_is_right(examples):
    assert figures(examples, died(trigger=span("people")))["examples.found"] == 1
    assert figures(examples, died(trigger=span("people"), kind="clash"))["examples.read"] == 0.0


def test_one_claim_stands_for_one_happening(tmp_path):
    day = "2024-12-06"
    twice = [line("took", "capture", actor=["Rebels"], place=["Alba"], start=day, end=day)] * 2
    assert figures(write(tmp_path, twice), took())["examples.found"] == 1


def test_optional_happenings_earn_and_cost_nothing(tmp_path):
    folder = write(tmp_path, [*happenings()[:2], happenings()[2] | {"optional": True}])
    assert figures(folder, took(), left())["examples.share"] == 1.0
    assert figures(folder, took(), left(), died())["examples.unmatched"] == 0


def test_what_another_careful_coder_would_say_is_right_too(tmp_path):
    other = {"kind_any": ["advance"], "stance_any": ["claimed"], "actor_any": [[["HTS", "the alliance"]]]}
    folder = write(tmp_path, [happenings()[0] | other | {"place_any": [[]], "date_any": [[None, None]]}])
    read = took(kind="advance", stance="claimed", actor=named("alliance"), place=[], time=None)
    assert figures(folder, read)["examples.found"] == 1


def test_gazetteer_names_are_asked_for_where_the_gold_has_them(tmp_path):
    folder = write(tmp_path, [happenings()[0] | {"place_resolved": ["Al Bāh"]}])
    assert figures(folder, took())["examples.resolved"] == 0.0
    assert figures(folder, took())["examples.place"] == 0.0
    resolved = took(place=[{"text": "Alba", "name": "Bah"}])
    assert figures(folder, resolved)["examples.found"] == 1


def test_both_sides_of_a_clash_may_stand_in_either_role(tmp_path):
    folder = write(tmp_path, [line("took", "clash", actor=["Rebels", "the army"], place=["Alba"])])
    sides = {"actor": named("Rebels"), "recipient": named("army"), "time": None}
    assert figures(folder, took(kind="clash", **sides))["examples.found"] == 1
    assert figures(folder, took(kind="clash", **(sides | {"recipient": []})))["examples.found"] == 0


@pytest.mark.parametrize(
    ("gold", "read", "right"),
    [
        (["2024-01-01", "2024-12-06"], ["2024-01-01", "2024-12-06"], True),
        (["2024-01-01", "2024-12-06"], ["2024-12-06", "2024-12-06"], False),
        (["2024-12-05", "2024-12-06"], ["2024-12-06", "2024-12-06"], True),
        (["2024-12-06", None], ["2024-12-07", None], True),
        (["2024-12-06", None], ["2024-12-05", None], False),
        ([None, "2024-12-06"], [None, "2024-12-05"], True),
        ([None, None], ["2024-12-06", "2024-12-06"], False),
    ],
)
def test_dates_agree_when_the_read_one_is_the_same_or_a_fair_part(tmp_path, gold, read, right):
    folder = write(tmp_path, [happenings()[0] | {"start": gold[0], "end": gold[1]}])
    result = figures(folder, took(time={"text": "then", "start": read[0], "end": read[1]}))
    assert result["examples.date"] == float(right)


@pytest.mark.parametrize(
    ("wanted", "read", "same"),
    [
        ("Deir el-Zor", "Deir ez-Zor", True),
        ("Sweida", "Sweida’s", True),
        ("Tallbisah", "Tallbīsah", True),
        ("the rebels", "Rebels led by HTS", True),
        ("HTS rebels", "Islamist rebels", False),
        ("Syrian rebel forces", "Russian forces", False),
        ("Syrian rebel forces", "rebel forces", True),
        ("the government", "Syrian government", True),
        ("members", "members of the council", True),
        ("Homs", "the city", False),
        ("the army", "it", False),
    ],
)
def test_names_agree_by_their_words(wanted, read, same):
    assert same_name(wanted, read) is same


def test_a_folder_without_the_report_says_which_is_missing(tmp_path):
    (tmp_path / "other.txt").write_text("Nothing.", encoding="utf-8")
    with pytest.raises(UsageError, match="holds none of the reports"):
        run(tmp_path, lambda _path, _published: [])


def test_a_changed_report_is_not_compared(examples):
    (examples / "reports" / "report.txt").write_text(TEXT + " More.", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="not the one that was coded"):
        figures(examples, took())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"trigger_start": 0}, "not 'took'; correct the offsets"),
        ({"stance": "sure"}, ":2: 'sure' is not a valid Stance"),
        ({"plaec": []}, ":2: the keys .'plaec'. mean nothing"),
        ({"start": "Friday"}, ":2: Invalid isoformat"),
    ],
)
def test_wrong_gold_is_named_with_its_place(tmp_path, change, message):
    with pytest.raises(KnowledgeError, match=message):
        figures(write(tmp_path, [happenings()[0] | change]), took())


def oracle(happening):
    """The claim that agrees with the gold's own first choice."""
    day, sources = happening.dates[0], happening.sources
    figure = {"low": None, "best": None, "high": None, "text": "x"}
    return {
        "kind": happening.kinds[0],
        "stance": happening.stances[0],
        "trigger": {"start": happening.start, "end": happening.end, "text": happening.text},
        "evidence": {"start": happening.start, "end": happening.end, "text": happening.text},
        "actor": named(*(names[0] for names in happening.actors.alternatives[0])),
        "recipient": named(*(names[0] for names in happening.recipients)),
        "place": named(*(happening.resolved or [names[0] for names in happening.places.alternatives[0]])),
        "time": {"text": "then", "start": day.start and day.start.isoformat(), "end": day.end and day.end.isoformat()},
        "counts": {key: figure | figures for key, figures in happening.counts.items()},
        "sources": named(*(names[0] for names in sources)),
    }


def test_the_gold_of_the_examples_fits_their_texts_and_agrees_with_itself():
    claims = {one.file: [oracle(happening) for happening in one.happenings] for one in load_folder(EXAMPLES / "gold")}
    result = run_examples(EXAMPLES, lambda path, _published: claims.get(path.name, []))
    assert len(claims) >= 5
    assert result["examples.total"] >= 50
    assert result["examples.found"] == result["examples.total"]
    assert result["examples.recipient"] == result["examples.source"] == result["examples.counts"] == 1.0
    assert result["examples.forbidden"] == 0


def test_the_gold_uses_kinds_and_counts_of_the_codebook():
    codebook = Codebook.load()
    for gold in (*load_folder(EXAMPLES / "gold"), *load_folder(SHIPPED)):
        for happening in gold.happenings:
            assert all(codebook.kind(kind) for kind in happening.kinds)
            assert set(happening.counts) <= set(COUNTS)


def test_the_shipped_gold_asks_for_what_a_careful_reader_codes():
    gold = load(SHIPPED / "real_report.jsonl")
    asked = [happening for happening in gold.happenings if not happening.optional]
    assert 22 <= len(asked) <= 26
    stances = {(happening.kinds[0], happening.stances) for happening in asked}
    assert ("withdraw", ("denied",)) in stances
    assert ("capture", ("hypothetical",)) in stances
    assert ("supply-arms", ("planned",)) in stances
    assert [happening.counts["killed"] for happening in asked if "killed" in happening.counts] == [
        {"low": 3, "high": None}
    ]
    assert ("Tallbisah", "Ar Rastan") in {happening.resolved for happening in asked}


def test_the_shipped_gold_agrees_with_itself_and_copies_no_sentence():
    for happening in load(SHIPPED / "real_report.jsonl").happenings:
        if not happening.resolved:
            assert all(agree(happening, oracle(happening)).parts.values()), happening
        assert len(happening.text) <= 20
    content = (SHIPPED / "real_report.jsonl").read_text("utf-8")
    assert all(len(text) < 70 for row in content.splitlines() for text in texts(json.loads(row)) if text != row)


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in {"about", "note"}:
                yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)
