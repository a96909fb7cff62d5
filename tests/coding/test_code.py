"""Coding: claims get the codes that the rules of the shipped codebook promise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontline.coding import code
from frontline.errors import KnowledgeError
from frontline.knowledge.codebook import Codebook
from frontline.knowledge.schemes import load_schemes
from frontline.records import Claim, Codes, Maker, Party, Roles, Span, Stance

SPAN = Span("r0", 0, 1, "x")
MAKER = Maker("test", "0", "0", "0")


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return Codebook.load()


def parties(*types: str) -> tuple[Party, ...]:
    return tuple(Party(SPAN, type_, type_) for type_ in types)


def claim(kind: str, actor=(), recipient=(), stance: Stance = Stance.ASSERTED, *, polarity: bool = True) -> Claim:
    roles = Roles(actor=parties(*actor), recipient=parties(*recipient))
    return Claim("c0", "r0", kind, stance, "past", polarity, SPAN, SPAN, roles, (), (), 1.0, MAKER)


CASES = [
    # (kind, actors, recipients, stance), codes: PLOVER, its mode, ACLED, CAMEO, UCDP
    (("capture", ["state-forces"], [], "asserted"), Codes("ASSAULT", None, "Battles / Government regains territory", "192", None)),
    (("capture", ["rebel"], ["state-forces"], "claimed"), Codes("ASSAULT", None, "Battles / Non-state actor overtakes territory", "192", 1)),
    (("capture", ["rebel"], ["rebel"], "asserted"), Codes("ASSAULT", None, "Battles / Non-state actor overtakes territory", "192", 2)),
    (("capture", ["rebel"], [], "planned"), Codes("THREATEN", "territory", None, "1382", None)),
    (("capture", ["rebel"], [], "hypothetical"), Codes(None, None, None, None, None)),
    (("capture", [], [], "asserted"), Codes("ASSAULT", None, None, "192", None)),
    (("withdraw", ["state-forces"], [], "asserted"), Codes("RETREAT", "withdraw", "Strategic developments / Other", "0874", None)),
    (("withdraw", ["state-forces"], [], "planned"), Codes("CONCEDE", None, None, "0356", None)),
    (("withdraw", ["state-forces"], [], "denied"), Codes(None, None, None, None, None)),
    (("clash", ["militia", "state-forces"], [], "asserted"), Codes("ASSAULT", "firearms", "Battles / Armed clash", "190", 1)),
    (("clash", ["militia", "identity-militia"], [], "asserted"), Codes("ASSAULT", "firearms", "Battles / Armed clash", "190", 2)),
    (("clash", ["militia"], [], "asserted"), Codes("ASSAULT", "firearms", "Battles / Armed clash", "190", None)),
    (("attack", ["rebel"], ["civilians"], "asserted"), Codes("ASSAULT", "firearms", "Violence against civilians / Attack", "190", 3)),
    (("attack", ["police"], ["protesters"], "asserted"), Codes("ASSAULT", "firearms", "Protests / Excessive force against protesters", "190", 3)),
    (("airstrike", ["state-forces"], ["civilians"], "asserted"), Codes("ASSAULT", "aerial", "Explosions/Remote violence / Air/drone strike", "195", 3)),
    (("airstrike", ["state-forces"], [], "planned"), Codes("THREATEN", "violence", None, "138", None)),
    (("drone-strike", ["rebel"], ["state-forces"], "asserted"), Codes("ASSAULT", "drone", "Explosions/Remote violence / Air/drone strike", "195", 1)),
    (("detain", ["police"], ["protesters"], "asserted"), Codes("COERCE", "arrest", "Strategic developments / Arrests", "173", None)),
    (("detain", ["rebel"], ["state-forces"], "asserted"), Codes("ASSAULT", "abduct", "Violence against civilians / Abduction/forced disappearance", "181", None)),
    (("detain", ["state-forces"], ["rebel"], "asserted"), Codes("ASSAULT", "abduct", "Strategic developments / Arrests", "181", None)),
    (("supply-arms", ["government"], ["government"], "planned"), Codes("AGREE", None, None, "0332", None)),
    (("aid", ["aid-organisation"], ["civilians"], "planned"), Codes("AGREE", None, None, "0333", None)),
    (("aid", ["aid-organisation"], ["civilians"], "asserted"), Codes("AID", None, "Strategic developments / Other", "073", None)),
    (("destroy", ["rioters"], [], "asserted"), Codes("PROTEST", "vandalize", "Riots / Mob violence", "145", None)),
    (("protest", ["protesters"], [], "asserted"), Codes("PROTEST", "demo", "Protests / Peaceful protest", "141", None)),
    (("intercept", ["state-forces"], [], "asserted"), Codes("ASSAULT", None, "Strategic developments / Disrupted weapons use", "190", None)),
    (("agree", ["government"], [], "asserted"), Codes("SUPPORT", None, "Strategic developments / Agreement", "057", None)),
    (("agree", ["government"], [], "planned"), Codes("AGREE", None, None, "030", None)),
    (("protest", ["protesters"], [], "planned"), Codes("THREATEN", None, None, "133", None)),
    (("restrict", ["government"], [], "planned"), Codes("THREATEN", "restrict", None, "132", None)),
    (("block-aid", ["aid-organisation"], [], "asserted"), Codes("SANCTION", "discontinue", "Strategic developments / Other", "1623", None)),
    (("block-aid", ["government"], [], "planned"), Codes("THREATEN", "relations", None, "1311", None)),
    (("evacuate", ["intergovernmental"], ["civilians"], "planned"), Codes("AGREE", None, None, "0333", None)),
    (("deploy", ["intergovernmental"], [], "planned"), Codes("AGREE", None, None, "0334", None)),
    (("blockade", ["state-forces"], [], "asserted"), Codes("COERCE", "restrict", "Strategic developments / Other", "191", None)),
    (("appeal", ["government"], ["rebel"], "asserted"), Codes("REQUEST", None, None, "020", None)),
    (("hold", ["rebel"], [], "asserted"), Codes(None, None, None, None, None)),
    (("toll", [], ["civilians"], "asserted"), Codes(None, None, None, None, None)),
]  # fmt: skip


@pytest.mark.parametrize(("said", "codes"), CASES)
def test_codes(codebook, said, codes):
    kind, actor, recipient, stance = said
    assert code(claim(kind, actor, recipient, Stance(stance)), codebook).codes == codes


def test_what_is_said_not_to_have_happened_is_no_event_of_any_scheme(codebook):
    coded = code(claim("attack", ["rebel"], ["civilians"], polarity=False), codebook)
    assert coded.codes == Codes(None, None, None, None, None)


@pytest.mark.parametrize(
    ("kind", "words", "codes"),
    [
        ("agree", ("signed", ""), ("SUPPORT", "057")),
        ("agree", ("agreed", ""), ("AGREE", "030")),
        ("agree", ("agreement", ""), ("SUPPORT", "057")),
        ("deploy", ("sent", "400 troops"), ("MOBILIZE", "154")),
        ("deploy", ("sent", "400 Peacekeepers"), ("AID", "074")),
        ("withdraw", ("withdrew", "its ambassador"), ("SANCTION", "166")),
        ("block-aid", ("suspended", ""), ("SANCTION", "162")),
        ("block-aid", ("blocked", ""), ("COERCE", "191")),
    ],
)
def test_words_of_the_trigger_and_the_cargo_change_the_code(codebook, kind, words, codes):
    one, (trigger, cargo) = claim(kind), words
    roles = Roles(cargo=(Span("r0", 0, len(cargo), cargo),) if cargo else ())
    found = code(replace(one, trigger=Span("r0", 0, len(trigger), trigger), roles=roles), codebook).codes
    assert (found.plover, found.cameo) == codes


@pytest.mark.parametrize(
    ("actor", "sentence", "codes"),
    [
        ("state-forces", "Ghana sent 200 soldiers to Monrovia to join the peacekeeping mission.", ("AID", "074")),
        ("rebel", "The rebels massed near the peacekeepers' camp.", ("MOBILIZE", "154")),
        ("state-forces", "Ghana sent 200 soldiers to its northern border.", ("MOBILIZE", "154")),
    ],
)
def test_words_of_the_sentence_change_the_code(codebook, actor, sentence, codes):
    found = code(replace(claim("deploy", [actor]), evidence=Span("r0", 0, len(sentence), sentence)), codebook).codes
    assert (found.plover, found.cameo) == codes


def test_the_claim_itself_is_untouched(codebook):
    one = claim("clash", ["rebel"])
    assert code(one, codebook).claim is one


@pytest.mark.parametrize("stance", list(Stance))
def test_every_kind_codes_within_its_schemes_whatever_is_known(codebook, stance):
    schemes = load_schemes()
    sides = [
        (),
        ("state-forces",),
        ("rebel",),
        ("civilians",),
        ("unknown",),
        ("aid-organisation",),
        ("protesters", "police"),
    ]
    for kind in codebook.kinds:
        for actor in sides:
            for recipient in sides:
                codes = code(claim(kind.key, actor, recipient, stance), codebook).codes
                assert codes.plover is None or codes.plover in schemes.plover
                assert codes.plover_mode is None or codes.plover_mode in schemes.plover[str(codes.plover)]
                assert codes.acled in {None, *schemes.acled}
                assert codes.cameo in {None, *schemes.cameo}
                assert codes.ucdp in {None, *schemes.ucdp}


def test_a_claim_of_an_unknown_kind_is_told(codebook):
    with pytest.raises(KnowledgeError, match="no kind 'quarrel'"):
        code(claim("quarrel"), codebook)
