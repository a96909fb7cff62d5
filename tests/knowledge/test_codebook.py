"""The codebook: the shipped file is sound, its index finds what it should, and mistakes are told with their line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from frontline.errors import KnowledgeError
from frontline.knowledge.codebook import CODEBOOK_PATH, Codebook, Kind, roles_of
from frontline.knowledge.codebook_file import compile_codebook
from frontline.knowledge.codebook_phrases import light_phrase, phrase_of
from frontline.knowledge.schemes import load_schemes

CORE = (
    "capture", "withdraw", "advance", "hold", "repel", "besiege", "clash", "shelling", "airstrike",
    "drone-strike", "missile-strike", "explosive-attack", "suicide-attack", "assassinate", "kill-civilians",
    "abduct", "detain", "release", "exchange-prisoners", "torture", "sexual-violence", "destroy", "loot",
    "displace", "return", "evacuate", "protest", "riot", "deploy", "mobilise", "supply-arms", "aid",
    "block-aid", "blockade", "close-crossing", "open-crossing", "ceasefire", "agree", "negotiate", "meet",
    "surrender", "defect", "resign", "sanction", "threaten", "appeal", "accuse", "toll",
)  # fmt: skip

SMALL = """\
version: "1"
light_verbs:
  agent: [launch]
kinds:
  - key: raid
    title: Raid
    definition: Armed people enter a place by force.
    examples: [Gunmen raided a depot.]
    counterexamples:
      - {text: Police visited a depot., instead: null}
    roles: {required: [actor], optional: [place]}
    triggers:
      - verbs: [raid]
        roles: {ARG0: actor, ARG1: target}
        when: {ARG1: [facility, "?"]}
        counts: {ARG1: wounded}
    codes:
      - {when: {actor: [police]}, plover: COERCE, plover_mode: arrest}
      - {plover: ASSAULT, acled: Battles / Armed clash, cameo: "190", ucdp: null}
"""


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return Codebook.load()


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_core_kind_is_there(codebook):
    assert set(CORE) <= {kind.key for kind in codebook.kinds}


def test_kinds_are_defined_and_shown(codebook):
    for kind in codebook.kinds:
        assert len(kind.definition) > 40, kind.key
        assert kind.examples, kind.key
        assert kind.counterexamples, kind.key
        assert kind.triggers, kind.key
        assert all(example.endswith((".", "?", "!")) for example in kind.examples), kind.key


def test_no_example_stands_twice(codebook):
    sentences = [text for kind in codebook.kinds for text in kind.examples]
    assert len(sentences) == len(set(sentences))


def test_every_code_is_one_of_its_scheme(codebook):
    schemes = load_schemes()
    for kind in codebook.kinds:
        for rule in (*codebook.codes, *kind.codes):
            plover, mode = rule.codes.get("plover"), rule.codes.get("plover_mode")
            assert plover is None or plover in schemes.plover, kind.key
            assert mode is None or mode in schemes.plover[str(plover)], kind.key
            for scheme, allowed in (("acled", schemes.acled), ("cameo", schemes.cameo), ("ucdp", schemes.ucdp)):
                assert rule.codes.get(scheme) in {None, *allowed}, (kind.key, scheme)


def test_triggers_give_only_roles_that_their_kind_takes(codebook):
    for kind in codebook.kinds:
        taken = {*kind.required, *kind.optional, "reason"}
        for trigger in kind.triggers:
            plain = {word for word in trigger.roles.values() if roles_of(word, set()) == (word,)}
            assert plain <= taken | {"destination", "origin", "place"}, (kind.key, trigger.phrases[0], plain - taken)


def test_no_word_is_shadowed_by_an_unconditional_one(codebook):
    """A trigger that asks for nothing ends the search, so the same words after it would never be reached."""
    for (lemma, part), candidates in codebook._by_lemma.items():
        open_phrases = set()
        for kind, trigger, phrase in candidates:
            assert phrase not in open_phrases, f"{lemma} ({part}): {kind.key} comes after a trigger that takes all"
            if not trigger.when and not trigger.beside and not trigger.never_beside:
                open_phrases.add(phrase)


def test_every_trigger_can_be_found_by_its_head(codebook):
    for kind in codebook.kinds:
        for trigger in kind.triggers:
            for phrase in trigger.phrases:
                assert (kind, trigger, phrase) in codebook.triggers_for(phrase[0], trigger.part)


@pytest.mark.parametrize(
    ("lemma", "part", "kind"),
    [
        ("overrun", "verb", "capture"), ("withdrawal", "noun", "withdraw"), ("besiege", "verb", "besiege"),
        ("clash", "noun", "clash"), ("shelling", "noun", "shelling"), ("airstrike", "noun", "airstrike"),
        ("kidnap", "verb", "abduct"), ("defect", "verb", "defect"), ("ceasefire", "noun", "ceasefire"),
        ("flee", "verb", "displace"), ("besieged", "adjective", "besiege"), ("toll", "noun", "toll"),
    ],
)  # fmt: skip
def test_words_tell_of_kinds(codebook, lemma, part, kind):
    assert kind in {candidate.kind.key for candidate in codebook.triggers_for(lemma, part)}


@pytest.mark.parametrize(
    ("lemma", "part", "kind"),
    [
        ("collapse", "verb", "destroy"), ("burn", "verb", "destroy"), ("bus", "verb", "evacuate"), ("move", "verb", "displace"),
        ("reach", "verb", "toll"), ("put", "verb", "toll"), ("cling", "verb", "hold"), ("broker", "verb", "negotiate"),
        ("hoist", "verb", "capture"), ("empty", "verb", "loot"), ("vacate", "verb", "withdraw"), ("disperse", "verb", "protest"),
        ("suspend", "verb", "block-aid"), ("departure", "noun", "withdraw"), ("landmine", "noun", "explosive-attack"),
    ],
)  # fmt: skip
def test_everyday_words_of_reports_tell_of_kinds(codebook, lemma, part, kind):
    assert kind in {candidate.kind.key for candidate in codebook.triggers_for(lemma, part)}


def test_a_whole_country_is_not_captured(codebook):
    verbs = [trigger for trigger in codebook.kind("capture").triggers if trigger.part == "verb"]
    taking = [trigger for trigger in verbs if ("capture",) in trigger.phrases or ("take", "control") in trigger.phrases]
    assert len(taking) == 2
    assert all(any("!country" in asked for asked in trigger.when.values()) for trigger in taking)


@pytest.mark.parametrize(("kind", "verb"), [("casualties", "kill"), ("casualties", "die"), ("destroy", "destroy")])
def test_what_no_party_does_is_kept_out(codebook, kind, verb):
    found = [one.trigger for one in codebook.triggers_for(verb, "verb") if one.kind.key == kind]
    assert found
    assert all(any("!hazard" in asked for asked in trigger.when.values()) for trigger in found)


def test_longer_phrases_are_tried_before_shorter_ones_of_the_same_priority(codebook):
    for candidates in codebook._by_lemma.values():
        order = [(-one.trigger.priority, -len(one.phrase)) for one in candidates]
        assert order == sorted(order)


def test_unknown_words_tell_of_nothing(codebook):
    assert codebook.triggers_for("photosynthesise", "verb") == ()
    assert codebook.triggers_for("overrun", "noun") == ()
    assert codebook.light_verbs_for("photosynthesise") == ()


def test_light_verbs_know_their_subject(codebook):
    assert ("launch",) in {verb.phrase for verb in codebook.light_verbs_for("launch")}
    assert {verb.subject for verb in codebook.light_verbs_for("come")} == {"patient"}


def test_unknown_kinds_are_told(codebook):
    assert isinstance(codebook.kind("capture"), Kind)
    with pytest.raises(KnowledgeError, match="no kind 'conquest'"):
        codebook.kind("conquest")


def test_the_json_beside_the_shipped_file_is_fresh():
    shipped = CODEBOOK_PATH.with_suffix(".json").read_text(encoding="utf-8")
    assert shipped == compile_codebook(CODEBOOK_PATH), "run: python -m frontline.knowledge.codebook_file"


def test_the_json_gives_the_same_codebook_as_the_yaml(tmp_path, codebook):
    copy = tmp_path / "codebook.yml"
    copy.write_bytes(CODEBOOK_PATH.read_bytes())
    assert Codebook.load(copy).kinds == codebook.kinds
    assert Codebook.load(copy).hash == codebook.hash


def test_a_stale_json_is_not_used(tmp_path):
    path = written(tmp_path, SMALL)
    path.with_suffix(".json").write_text(compile_codebook(path), encoding="utf-8")
    path.write_text(SMALL.replace("title: Raid", "title: Foray"), encoding="utf-8")
    assert Codebook.load(path).kind("raid").title == "Foray"


def test_the_hash_follows_the_text(tmp_path):
    first = Codebook.load(written(tmp_path, SMALL)).hash
    second = Codebook.load(written(tmp_path, SMALL + "\n")).hash
    assert re.fullmatch("[0-9a-f]{16}", first)
    assert first != second


def test_a_small_codebook_loads_as_written(tmp_path):
    kind = Codebook.load(written(tmp_path, SMALL)).kind("raid")
    trigger = kind.triggers[0]
    assert trigger.when == {("ARG1",): ("facility", "?")}
    assert trigger.roles == {"ARG0": "actor", "ARG1": "target"}
    assert trigger.counts == {"ARG1": "wounded"}
    assert kind.codes[0].codes == {"plover": "COERCE", "plover_mode": "arrest"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("title: Raid", "titel: Raid", r"mine\.yml:6: kinds\.0\.titel: unknown key.*did you mean 'title'"),
        ("    title: Raid\n", "", r"mine\.yml:5: kinds\.0: title is missing"),
        ("key: raid", "key: Raid!", r"mine\.yml:5: kinds\.0\.key: 'Raid!' is no key; use small letters"),
        ("ARG0: actor, ARG1", "ARG0: acter, ARG1", r"mine\.yml:14: .*\.ARG0: 'acter' is not known.*did you mean 'actor'"),
        ("{ARG0: actor, ARG1", "{SUBJ: actor, ARG1", r"mine\.yml:14: .*'SUBJ' is no argument; use ARG0 to ARG5"),
        ("[facility,", "[facilty,", r"mine\.yml:15: .*'facilty' is no class.*did you mean 'facility'"),
        ("ARG1: wounded", "ARG1: hurt", r"mine\.yml:16: .*'hurt' is not known"),
        ("[raid]", "[Raid]", r"mine\.yml:13: .*'Raid' must be in lower case"),
        ("[raid]", "[raid into]", r"mine\.yml:13: .*ends in a preposition; leave it out"),
        ("verbs: [raid]", "verbs: []", r"mine\.yml:13: .*is empty"),
        ("verbs: [raid]", "words: [raid]", r"mine\.yml:13: .*unknown key"),
        ("actor: [police]", "actor: [cops]", r"mine\.yml:18: .*'cops' is not known"),
        ("actor: [police]", "cargo: [Peace keeper]", r"mine\.yml:18: .*must be one word in lower case"),
        ("plover: COERCE", "plover: COERSE", r"mine\.yml:18: .*'COERSE' is not known.*did you mean 'COERCE'"),
        ("plover_mode: arrest", "plover_mode: detain", r"mine\.yml:18: .*'detain' is not known"),
        ("plover: COERCE, ", "", r"mine\.yml:18: .*a mode needs its event type"),
        ("plover: COERCE, plover_mode: arrest", "", r"mine\.yml:18: .*gives no code; add one of plover, acled"),
        ("Armed clash,", "Armed clashes,", r"mine\.yml:19: .*did you mean 'Battles / Armed clash'"),
        ('cameo: "190"', "cameo: 190", r"mine\.yml:19: .*190 must be text; put it in quotes"),
        ("ucdp: null", "ucdp: 4", r"mine\.yml:19: .*4 is no UCDP type"),
        (', cameo: "190"', "", r"mine\.yml:19: .*the last rule must have no when and give"),
        ("{when: {actor: [police]}, plover", "{plover", r"mine\.yml:18: .*only the last rule may be without when"),
        ("instead: null", "instead: rade", r"mine\.yml:10: .*no kind 'rade'.*did you mean 'raid'"),
        ("kinds:", "kinds: {", r"mine\.yml:\d+: not YAML"),
        ("agent: [launch]", "doer: [launch]", r"mine\.yml:3: light_verbs\.doer: unknown key"),
        ("[Gunmen raided a depot.]", "[]", r"mine\.yml:8: .*is empty"),
        ("required: [actor]", "required: actor", r"mine\.yml:11: .*must be a list"),
    ],
)  # fmt: skip
def test_mistakes_are_told_with_file_line_key_and_remedy(tmp_path, old, new, message):
    assert old in SMALL
    with pytest.raises(KnowledgeError, match=message):
        Codebook.load(written(tmp_path, SMALL.replace(old, new, 1)))


def test_a_key_that_stands_twice_is_told(tmp_path):
    twice = SMALL + SMALL[SMALL.index("  - key") :]
    with pytest.raises(KnowledgeError, match=r"mine\.yml:20: kinds\.1\.key: 'raid' exists already"):
        Codebook.load(written(tmp_path, twice))


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(KnowledgeError, match="cannot be read"):
        Codebook.load(tmp_path / "none.yml")


@pytest.mark.parametrize(
    ("text", "part", "words"),
    [
        ("capture", "verb", ("capture",)),
        ("take control", "verb", ("take", "control")),
        ("take to street", "verb", ("take", "street", "to")),
        ("fall out of control", "verb", ("fall", "control", "out", "of")),
        ("pull out", "verb", ("pull", "out")),
        ("car bomb", "noun", ("bomb", "car")),
        ("exchange of fire", "noun", ("exchange", "fire", "of")),
        ("suicide car bombing", "noun", ("bombing", "suicide", "car")),
    ],
)
def test_phrases_are_ordered_head_first(text, part, words):
    assert phrase_of(text, part) == words


def test_light_verbs_keep_the_preposition_that_carries_the_noun_last():
    assert light_phrase("take part in") == ("take", "part", "in")


@pytest.mark.parametrize(
    ("word", "classes", "roles"),
    [
        ("actor", {"place"}, ("actor",)),
        ("agent", {"armed"}, ("actor",)),
        ("agent", {"aircraft"}, ("actor", "instrument")),
        ("target", {"facility"}, ("place",)),
        ("target", {"place", "party"}, ("place", "recipient")),
        ("target", {"civilians"}, ("recipient",)),
        ("target", {"weapon"}, ("instrument",)),
        ("target", {"weapon", "vehicle"}, ("recipient",)),
        ("thing", {"weapon"}, ("cargo",)),
        ("thing", {"facility"}, ("place",)),
        ("goal", {"place"}, ("destination",)),
        ("goal", set(), ("recipient",)),
        ("start", {"place"}, ("origin",)),
        ("start", {"event"}, ("reason",)),
        ("start", {"civilians"}, ("recipient",)),
    ],
)
def test_role_words_depend_on_what_fills_them(word, classes, roles):
    assert roles_of(word, classes) == roles


def test_words_around_decide_where_a_trigger_asks_for_them(codebook):
    strikes = {
        candidate.kind.key: candidate.trigger
        for candidate in codebook.triggers_for("strike", "noun")
        if candidate.phrase == ("strike",)
    }
    assert strikes["protest"].allows({"hunger", "the"})
    assert not strikes["protest"].allows({"israeli", "the"})
    assert strikes["airstrike"].allows({"israeli", "the"})
    assert not strikes["airstrike"].allows({"hunger", "the"})


def test_the_documentation_lists_every_kind_with_its_codes(codebook):
    page = (Path(__file__).parents[2] / "docs" / "codebook.md").read_text(encoding="utf-8")
    for kind in codebook.kinds:
        codes = kind.codes[-1].codes
        mode = codes.get("plover_mode")
        plover = f"{codes['plover'] or '–'}{f' ({mode})' if mode else ''}"
        row = f"| `{kind.key}` | {kind.title} | {plover} | {codes['acled'] or '–'} | {codes['cameo'] or '–'} |"
        assert row in page, f"docs/codebook.md needs the row: {row}"
