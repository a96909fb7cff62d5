"""Claims: every happening of a report with its roles, stance, sources, time, place and counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from frontline.extraction.absorbing import VIOLENT_KINDS
from frontline.extraction.attribution import FIRST_PERSON, Attribution
from frontline.extraction.confidence import confidence
from frontline.extraction.counts import count
from frontline.extraction.happening import Happening
from frontline.extraction.listed import people_in
from frontline.extraction.relevance import of_the_world
from frontline.extraction.scene import Scene
from frontline.extraction.settings import places_of, time_of, told_on
from frontline.extraction.sources import Voices
from frontline.extraction.stance import Putting, decide, is_over, putting, tense
from frontline.extraction.tellings import heard, is_negated, told_stance
from frontline.extraction.times import TimeMention
from frontline.extraction.triggers import happenings
from frontline.language.tree import Tree, head_of
from frontline.records import Claim, Count, Maker, Party, Place, Roles, Span, Stance, Time, claim_id

_OWN_VOICE = FIRST_PERSON | {"it", "they", "its", "their"}
_VAGUE = frozenset({"area", "region", "road"})
_WITHIN_A_PHRASE = frozenset({"amod", "compound", "conj", "flat", "nmod"})
_ARTICLES = frozenset({"a", "an"})
_TOWARDS = frozenset({"to", "into", "towards", "toward", "onto"})
_PEOPLE = frozenset({"killed", "wounded", "abducted", "detained", "captured", "released"})
_STATES = frozenset({"hold"})
"""Kinds that last: told in the past perfect, they were over when the story begins."""
_GROUND = frozenset({"capture", "hold"})
_TOLLS = frozenset({"toll", "casualties"})
_NOT_ITS_DOERS = {"repel": "actor", "casualties": "recipient", "kill-civilians": "recipient", "toll": "recipient"}
"""By the kind of the happening that another hangs on: the role whose parties did not do that other."""
_UNCERTAIN = frozenset({Stance.PLANNED, Stance.HYPOTHETICAL})
_OUTLETS_OWN = frozenset({Stance.ASSERTED, Stance.BACKGROUND})
"""Stances of what the outlet tells in its own voice, so that nobody else is looked for."""


def claims(scene: Scene, maker: Maker) -> tuple[Claim, ...]:
    """Return the claims of a report in the order of its text."""
    return of_the_world(tuple(_claims(scene, maker)), len(scene.sentences))


def _claims(scene: Scene, maker: Maker) -> Iterator[Claim]:
    voices = Voices(scene)
    for sentence in range(len(scene.sentences)):
        found = happenings(scene, sentence)
        by_trigger = {happening.trigger: happening for happening in found}
        for happening in found:
            parties = {role: _parties(scene, happening, role, by_trigger) for role in ("actor", "recipient")}
            counting = _said_word(scene, happening) != happening.trigger
            doers = tuple(party for party in parties["actor"] if party not in parties["recipient"] and not counting)
            doers = _not_those_above(scene, happening, doers, by_trigger)
            parties["actor"] = _spoken_for(scene, voices, happening, doers)
            parties["recipient"] = _not_themselves(scene, happening, parties)
            claim = _claim(scene, voices, happening, parties, maker)
            told = happening.telling is not None or _says_something(happening, claim)
            if told and not _is_absence(scene, happening, claim) and not _is_power(claim):
                yield claim


def _claim(
    scene: Scene, voices: Voices, happening: Happening, parties: dict[str, tuple[Party, ...]], maker: Maker
) -> Claim:
    tree = scene.trees[happening.sentence]
    put = putting(tree, happening.anchor, scene.knowledge.cues)
    if happening.anchor != happening.trigger:
        _merge(put, putting(tree, happening.trigger, scene.knowledge.cues))
    said = _said_word(scene, happening)
    covering = voices.covering(happening.sentence, said)
    put.denied = put.denied or any(attribution.denies for _, attribution in covering)
    mention = time_of(scene, happening)
    stance = decide(put, attributed=bool(covering), historical=_is_history(mention))
    if happening.telling is not None:
        stance = told_stance(happening.telling, stance)
    if stance is Stance.ASSERTED and happening.kind.key in _STATES and is_over(tree, happening.anchor):
        stance = Stance.BACKGROUND
    if stance is Stance.ASSERTED and voices.is_anothers(happening.sentence):
        stance = Stance.CLAIMED
    if mention is not None and mention.relation == "since" and stance in _UNCERTAIN:
        mention = None  # what is yet to come has not lasted since anything: the tree hung the time wrongly
    when = tense(tree, happening.anchor, put)
    trigger = _trigger(scene, happening)
    time = _bounded(mention.time if mention else None, _no_later(scene, covering, stance, when))
    roles = _roles(scene, happening, parties, time)
    claim = Claim(
        id=claim_id(scene.report.id, happening.kind.key, trigger),
        report=scene.report.id,
        kind=happening.kind.key,
        stance=stance,
        tense=when,
        polarity=not (stance is Stance.DENIED or (happening.telling is not None and is_negated(happening.telling))),
        trigger=trigger,
        evidence=_evidence(scene, happening, covering[0][0] if covering else happening.sentence),
        roles=roles,
        counts=_counts(scene, happening),
        sources=voices.chain(happening.sentence, said, () if stance in _OUTLETS_OWN else heard(scene, happening)),
        confidence=1.0,
        maker=maker,
    )
    return replace(claim, confidence=confidence(claim, happening.kind.required))


def _said_word(scene: Scene, happening: Happening) -> int:
    """Return the word by which to ask who says a happening: the number of a toll that a verb of speech tells.

    "The office documented 106 killings" is the office's claim, and not its deed.
    """
    token = scene.sentences[happening.sentence].tokens[happening.trigger]
    speaks = token.upos == "VERB" and token.lemma.lower() in scene.knowledge.cues.words("speech", "verbs")
    counted = next((heads[0] for heads in happening.counted.values() if heads), None)
    return counted if counted is not None and speaks and happening.kind.key in _TOLLS else happening.trigger


def _roles(scene: Scene, happening: Happening, parties: dict[str, tuple[Party, ...]], time: Time | None) -> Roles:
    places = _places(scene, happening)
    return Roles(
        actor=parties["actor"],
        recipient=parties["recipient"],
        place=places["place"],
        origin=places["origin"],
        destination=places["destination"],
        instrument=_spans(scene, happening, "instrument"),
        cargo=_spans(scene, happening, "cargo"),
        reason=_spans(scene, happening, "reason"),
        time=time,
    )


def _is_history(mention: TimeMention | None) -> bool:
    """Say whether a time puts a happening into the past that reports recall; what lasts "since April" is still news."""
    return mention is not None and mention.historical and mention.relation != "since"


def _merge(put: Putting, other: Putting) -> None:
    put.denied |= other.denied
    put.hypothetical |= other.hypothetical
    put.planned |= other.planned
    put.would |= other.would


def _parties(scene: Scene, happening: Happening, role: str, by_trigger: dict[int, Happening]) -> tuple[Party, ...]:
    """Return the parties of a role. Where a happening acts, or is beaten back, its actor is: "Russian bombing destroyed"."""
    found: dict[Party, None] = {}
    dates = scene.calendar.words(happening.sentence)
    means = happening.roles.get("instrument", ())
    for head in happening.roles.get(role, ()):
        if head in dates or _is_nobody(scene, happening, head):
            continue
        doer = by_trigger.get(head)
        if doer is not None and doer.part == "noun" and (role == "actor" or happening.kind.key == "repel"):
            doers = _not_those_above(scene, doer, _parties(scene, doer, "actor", {}), by_trigger)
            found.update(dict.fromkeys(doers))
            continue
        cast, sentence = scene.cast, happening.sentence
        parties = cast.parties(sentence, head) or cast.parties(sentence, scene.trees[sentence].counted(head))
        if not parties and happening.telling is not None and head not in means and _is_noun(scene, sentence, head):
            span = _phrase_span(scene, sentence, head)
            parties = (Party(span, span.text, "unknown"),)
        found.update(dict.fromkeys(parties))
    return _without_owners(tuple(found))


def _is_nobody(scene: Scene, happening: Happening, head: int) -> bool:
    """Say whether a word stands in a phrase with "no" that another word governs: "no soldiers were hurt in the attack"."""
    tree = scene.trees[happening.sentence]
    while tree.relation(head) in _WITHIN_A_PHRASE:
        head = tree.sentence.tokens[head].head
    return tree.has(head, "no", "det") and tree.sentence.tokens[head].head not in {happening.trigger, happening.anchor}


def _not_those_above(
    scene: Scene, happening: Happening, doers: tuple[Party, ...], by_trigger: dict[int, Happening]
) -> tuple[Party, ...]:
    """Leave out of the actors those who beat the happening back, and whom it harms, in the clause that it stands in.

    "The army foiled an attack on the town", "villagers wounded by shelling".
    """
    above = by_trigger.get(scene.sentences[happening.sentence].tokens[happening.trigger].head)
    role = _NOT_ITS_DOERS.get(above.kind.key) if above is not None else None
    if above is None or role is None or (role == "actor" and happening.part != "noun"):
        return doers
    others = {party.span for party in _parties(scene, above, role, {})}
    return tuple(party for party in doers if party.span not in others)


def _spoken_for(scene: Scene, voices: Voices, happening: Happening, parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Read "it" and "we" in what somebody says as the one who says it: "a claim by rebels that they had taken".

    The speaker must be named before: "they took the crossing, sources said" is not of the sources. Over several sentences
    his words are quoted, and "they" are others.
    """
    speaker = voices.speaker(happening.sentence, happening.trigger)
    if speaker is None:
        return parties
    party = scene.cast.party(*speaker)
    if party is None or party.via == "pronoun":
        return parties
    named = scene.sentences[speaker[0]].tokens[speaker[1]].end
    own = _OWN_VOICE if speaker[0] == happening.sentence else FIRST_PERSON
    return tuple(
        replace(party, span=one.span, via="pronoun")
        if one.span.text.lower() in own and named <= one.span.start
        else one
        for one in parties
    )


def _not_themselves(scene: Scene, happening: Happening, parties: dict[str, tuple[Party, ...]]) -> tuple[Party, ...]:
    """Leave open whose "its top officials" are when they would be the doer's own: nobody assassinates his own."""
    doers = {party.id for party in parties["actor"]} | {party.country for party in parties["actor"]} - {None}
    own = {party for party in parties["recipient"] if happening.kind.key in VIOLENT_KINDS and party.country in doers}
    tokens = scene.sentences[happening.sentence].tokens
    owned = {
        tokens[owner].text.lower()
        for head in happening.roles.get("recipient", ())
        for owner in scene.trees[happening.sentence].children(head, "nmod")
    } & _OWN_VOICE
    return tuple(
        Party(party.span, party.span.text, "unknown") if party in own and owned else party
        for party in parties["recipient"]
    )


def _without_owners(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Leave out a pronoun beside the forces that it sent: "Russia said it had pulled out its last troops"."""
    named = {party.country for party in parties if party.via != "pronoun"}
    return tuple(
        party for party in parties if party.via != "pronoun" or party.country is None or party.country not in named
    )


def _places(scene: Scene, happening: Happening) -> dict[str, tuple[Place, ...]]:
    found: dict[str, tuple[Place, ...]] = {}
    for role in ("place", "origin", "destination"):
        found[role] = tuple(dict.fromkeys(_places_in(scene, happening, role)))
    for place in set(found["origin"]).intersection(found["destination"]):
        wrong = "origin" if _leads_to(scene, happening.sentence, place) else "destination"
        found[wrong] = tuple(other for other in found[wrong] if other != place)
    if not found["place"]:
        taken = {*found["origin"], *found["destination"]}
        found["place"] = tuple(place for place in places_of(scene, happening) if place not in taken)
    return found


def _leads_to(scene: Scene, sentence: int, place: Place) -> bool:
    """Say whether a place's own preposition makes it where something goes: "to", "into", "towards"."""
    head = head_of(scene.sentences[sentence], place.span.start, place.span.end)
    return head is not None and scene.trees[sentence].case(head) in _TOWARDS


def _is_noun(scene: Scene, sentence: int, head: int) -> bool:
    return scene.sentences[sentence].tokens[head].upos in {"NOUN", "PROPN"}


def _places_in(scene: Scene, happening: Happening, role: str) -> Iterator[Place]:
    """Yield the places of a role; where the model tells of the happening, one of which nothing is known keeps its words."""
    dates = scene.calendar.words(happening.sentence)
    for head in happening.roles.get(role, ()):
        known = [scene.place(happening.sentence, named) for named in _named(scene, happening.sentence, head)]
        found = [place for place in known if place is not None]
        yield from found
        nameless = not found and head not in dates and _is_noun(scene, happening.sentence, head)
        if nameless and happening.telling is not None:
            span = _phrase_span(scene, happening.sentence, head)
            yield Place(span, span.text, "area", "unknown")


def _named(scene: Scene, sentence: int, head: int) -> list[int]:
    """Return the heads of the places that a phrase names: two for "the towns of Talbisa and Rstan".

    A vague place is told by what it is beside: "the border between Albu Kamal and Iraq".
    """
    tree = scene.trees[sentence]
    head = tree.counted(head)
    after = [child for child in tree.children(head, "nmod") if tree.case(child) == "of"]
    several = [other for child in after for other in tree.conjuncts(child)]
    if len(several) > 1:
        return several
    place = scene.place(sentence, head)
    if place is None:
        return [head]
    listed = [other for other in _listed(tree, head) if scene.place(sentence, other) is not None]
    if len(listed) > 1:
        return listed
    if place.lat is not None or place.feature not in _VAGUE:
        return [head]
    return [head, *(child for child in tree.children(head, "nmod") if scene.place(sentence, child) is not None)]


def _listed(tree: Tree, head: int) -> list[int]:
    """Return a word and those that it is listed with under one preposition: all of "in Beijing, Shanghai and Tianjin"."""
    first = head
    while tree.relation(first) == "conj":
        first = tree.sentence.tokens[first].head
    members = tree.conjuncts(first)
    apart = any(tree.children(other, "case", "acl:relcl") for other in members if other != first)
    return [head] if apart else members


def _spans(scene: Scene, happening: Happening, role: str) -> tuple[Span, ...]:
    """Return the phrases of a role; only a reason may be a clause."""
    tokens = scene.sentences[happening.sentence].tokens
    heads = [head for head in happening.roles.get(role, ()) if role == "reason" or tokens[head].upos != "VERB"]
    return tuple(_phrase_span(scene, happening.sentence, head) for head in heads)


def _phrase_span(scene: Scene, sentence: int, head: int) -> Span:
    first, end = scene.trees[sentence].phrase(head)
    tokens = scene.sentences[sentence].tokens
    return scene.report.span(tokens[first].start, tokens[end - 1].end)


def _counts(scene: Scene, happening: Happening) -> tuple[tuple[str, Count], ...]:
    found = []
    tree = scene.trees[happening.sentence]
    for name, counted in sorted(happening.counted.items()):
        heads = [head for head in counted if tree.case(head) != "from"]  # "rose to 14, from nine"
        if name in _PEOPLE:
            first = people_in(scene, happening.sentence, heads, happening.trigger)
        else:
            numbers = (count(scene.report, scene.sentences[happening.sentence], head) for head in heads)
            first = next((number for number in numbers if number is not None), None)
        if first is not None and (name in _PEOPLE or first.span.text.lower() not in _ARTICLES):
            found.append((name, first))
    return tuple(found)


def _no_later(scene: Scene, covering: Sequence[tuple[int, Attribution]], stance: Stance, when: str) -> Time | None:
    """A happening told in the past without a date was no later than its telling; more is not known."""
    day = told_on(scene, covering) or scene.report.published_day
    if day is None or when != "past" or stance in _UNCERTAIN:
        return None
    return Time(None, None, day, "unknown")


def _bounded(said: Time | None, latest: Time | None) -> Time | None:
    """A length of time ("after a two-week siege") says no day: the happening was no later than its telling."""
    if said is None or latest is None:
        return said or latest
    length = said.start is None and said.end is None and said.precision not in {"vague", "unknown"}
    return replace(said, end=latest.end) if length else said


def _trigger(scene: Scene, happening: Happening) -> Span:
    """Return the words of the trigger where they stand together, else its head word."""
    tokens = scene.sentences[happening.sentence].tokens
    words = sorted(happening.words)
    if words[-1] - words[0] != len(words) - 1:
        words = [happening.trigger]
    return scene.report.span(tokens[words[0]].start, tokens[words[-1]].end)


def _evidence(scene: Scene, happening: Happening, first: int) -> Span:
    """Return the sentence, from the one in which its speaker is named where that is another."""
    start = scene.sentences[min(first, happening.sentence)].start
    return scene.report.span(start, scene.sentences[happening.sentence].end)


def _is_absence(scene: Scene, happening: Happening, claim: Claim) -> bool:
    """Say whether nobody denies anything: "there were no clashes" tells that nothing was."""
    none = scene.trees[happening.sentence].has(happening.trigger, "no", "det")
    not_so = happening.telling is not None and claim.stance is Stance.DENIED
    return (none or not_so) and all(source.span is None for source in claim.sources)


def _is_power(claim: Claim) -> bool:
    """Say whether a government gains or holds its own country: that is politics, and no ground (docs/annotation.md)."""
    places = claim.roles.place
    rulers = {party.country for party in claim.roles.actor if party.type == "government"}
    own = all(place.feature == "country" and place.country in rulers for place in places)
    return claim.kind in _GROUND and bool(places) and own


def _says_something(happening: Happening, claim: Claim) -> bool:
    """Leave out bare words ("the offensive") that say neither who, nor to whom, nor where, nor how many."""
    if claim.counts:
        return True
    roles = claim.roles
    filled = {
        role for role in ("actor", "recipient", "place", "origin", "destination", "cargo") if getattr(roles, role)
    }
    named = set(happening.roles) - {"time"}
    nominal = happening.part == "noun" and happening.anchor == happening.trigger
    if not filled or (nominal and not named):
        return False
    required = set(happening.kind.required)
    return not required or bool((filled | named) & required)
