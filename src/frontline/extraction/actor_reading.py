"""Reading a noun phrase as a party: by name, by what is beside its head, by description, or by its own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from frontline.extraction.actor_types import branch_for, own_type
from frontline.extraction.antecedents import Antecedents, Mention
from frontline.extraction.descriptions import PLURAL_TAGS, as_party, described, referred, sent
from frontline.extraction.metonyms import branch_meant
from frontline.extraction.name_spotting import Spot
from frontline.extraction.newcomers import apposed, in_a_name, newcomer_beside, newcomer_named
from frontline.extraction.noun_groups import NAMELESS, OPEN_TYPES
from frontline.extraction.noun_phrases import Clause, Phrase, clause_of
from frontline.extraction.owners import owned
from frontline.extraction.roster import Roster
from frontline.extraction.sides import both_sides, is_pair
from frontline.extraction.stage import Stage
from frontline.extraction.unlisted import unlisted_party
from frontline.knowledge.actors import Actor, Bearer
from frontline.knowledge.cues import load_cues
from frontline.knowledge.people import Noun, PeopleWords
from frontline.language.annotation import Name, Sentence, Token
from frontline.language.tree import RELATIVE_PRONOUNS, Tree
from frontline.records.mention import Party
from frontline.records.report import Report
from frontline.records.span import Span

_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_STATE = frozenset({"state-forces", "government", "police", "intergovernmental"})
_NOBODY = frozenset({"nobody", "none", "anyone", "anybody", "everyone", "everybody", "someone", "somebody"})
_LARGE = frozenset({"dozens", "scores", "hundreds", "thousands", "millions", "tens"})
PERSONAL = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
PLURAL = frozenset({"they", "them", "their", "themselves", "theirs"})


Rule = Callable[["Reader", int, Phrase, Noun], Party | None]
"""A rule that reads a phrase headed by a noun of people: to its party, None where it says nothing."""
Pronouns = Callable[["Reader", int, int], Party | None]
"""How a pronoun is read: with the reader, the sentence and the token, to its party."""


class Reader:
    """Reads the noun phrases of one report. `party` gives one for the token that heads it, or None."""

    def __init__(
        self, report: Report, trees: Sequence[Tree], stage: Stage, words: PeopleWords, pronouns: Pronouns
    ) -> None:
        self._pronouns = pronouns
        self.report = report
        self.trees = tuple(trees)
        self.sentences = tuple(tree.sentence for tree in trees)
        self.stage = stage
        self.words = words
        self.antecedents = Antecedents()
        self._speech = load_cues().words("speech", "verbs")
        self.named: dict[tuple[int, int], tuple[Spot, Bearer]] = {}
        self._memo: dict[tuple[int, int], Party | None] = {}
        self.people: dict[str, Party] = {}
        self.roles: dict[str, Noun] = {}
        self.roster = Roster({})
        self.issuer: Party | None = None
        self.referents: dict[tuple[int, int], tuple[int, int]] = {}
        self._clauses: dict[tuple[int, int], Clause] = {}
        self._names = tuple(_by_token(sentence) for sentence in self.sentences)

    def know(self, sentence: int, spot: Spot, bearer: Bearer) -> None:
        """Take in who bears a name found in a sentence."""
        for token in range(spot.start, spot.end):
            self.named[sentence, token] = (spot, bearer)

    def party(self, sentence: int, head: int) -> Party | None:
        """Return the party of a noun phrase; each is read once."""
        place = (sentence, head)
        if place not in self._memo:
            self._memo[place] = None
            self._memo[place] = self._read(sentence, head)
        return self._memo[place]

    def parties(self, sentence: int, head: int) -> tuple[Party, ...]:
        """Return all the parties of a phrase: "Russian and LPR forces" are two, whose head is one."""
        first = self.party(sentence, head)
        noun = self._noun(self.sentences[sentence].tokens[head])
        if noun is None:
            return (first,) if first else ()
        phrase = Phrase(self.trees[sentence], head)
        both = both_sides(self, sentence, phrase, noun) if first is None or first.id is None else ()
        if both or first is None:
            return both
        found = {first.id: first}
        if "and" in phrase.words:
            for token in range(phrase.start, head):
                known = self.named.get((sentence, token))
                party = self.with_name(sentence, phrase, noun, *known) if known and self.free(*known) else None
                if party is not None:
                    found.setdefault(party.id, party)
        return tuple(found.values())

    def remember(self, sentence: int, head: int, party: Party) -> None:
        """Keep a party as something that later words may refer back to."""
        token = self.sentences[sentence].tokens[head]
        word = token.text.lower()
        nameless = word in {"it", "its", "itself"} and party.via == "own words"
        if word in RELATIVE_PRONOUNS or word in _NOBODY or nameless:
            return
        noun = self.words.noun(token.text)
        clause = self.clause(sentence, head)
        person = noun.person if noun else self._bears(sentence, head, "leader") or self._is_person(sentence, head)
        if noun is None and party.via in {"name", "alias", "short form"}:
            person = False
        number = noun.number if noun else "singular" if person else "collective"
        if noun is not None and noun.lemma in self.words.lists["bodies"] and number == "singular":
            person, number = False, "collective"
        if token.upos == "PRON":
            person, number = _of_pronoun(token.text.lower())
        if token.xpos in PLURAL_TAGS or self.trees[sentence].child(head, "conj") is not None:
            number = "plural"
        lemma = noun.lemma if noun else ""
        part = "object" if clause.relation.startswith("obl") and clause.part == "subject" else clause.part
        self.antecedents.add(
            Mention(sentence, head, party, lemma, number, person, part, clause.governor, self.speaks(clause))
        )

    def gather(self) -> None:
        """Get to know the organisations that no list has, once the registry's names are taken in."""
        self.roster = Roster.of(self.report, self.trees, self.words, self._listed)

    def _listed(self, sentence: int, token: int) -> bool:
        found = self.named.get((sentence, token))
        return found is not None and found[1].kind in {"name", "alias"} and found[0].joined is None

    def name_at(self, sentence: int, token: int) -> Name | None:
        """Return the name that the model found at a token."""
        return self._names[sentence].get(token)

    def clause(self, sentence: int, head: int) -> Clause:
        """Return where a phrase stands."""
        place = (sentence, head)
        if place not in self._clauses:
            self._clauses[place] = clause_of(self.trees[sentence], head)
        return self._clauses[place]

    def speaks(self, clause: Clause) -> bool:
        """Say whether a phrase is the subject of a verb of speech."""
        return clause.part == "subject" and clause.verb in self._speech

    def _bears(self, sentence: int, head: int, kind: str) -> bool:
        found = self.named.get((sentence, head))
        return found is not None and found[1].kind == kind

    def _is_person(self, sentence: int, head: int) -> bool:
        name = self.name_at(sentence, head)
        return name is not None and name.label == "PER"

    def _read(self, sentence: int, head: int) -> Party | None:
        found = self.named.get((sentence, head))
        if found is not None and self.free(*found):
            return self._by_name(sentence, head, *found)
        token = self.sentences[sentence].tokens[head]
        if token.upos == "PRON":
            return self._pronouns(self, sentence, head)
        noun = self._noun(token)
        if noun is None and token.upos not in {"PROPN", "NUM"} and head not in self._names[sentence]:
            return None
        phrase = Phrase(self.trees[sentence], head)
        if noun is None or self._is_person(sentence, head):
            return unlisted_party(self, sentence, phrase)
        if in_a_name(self, sentence, head, noun):
            return newcomer_named(self, sentence, phrase, noun)
        return self._by_noun(sentence, phrase, noun)

    def _noun(self, token: Token) -> Noun | None:
        """Return what is known of a noun, or of an adjective that stands for people ("the wounded")."""
        if token.upos not in {"NOUN", "PROPN"} and (token.upos != "ADJ" or token.deprel == "amod"):
            return None
        return self.words.noun(token.text)

    def free(self, spot: Spot, bearer: Bearer) -> bool:
        """Say whether a name stands for itself, and is not the backer in "US-backed"."""
        if spot.joined is None:
            return True
        actor = self.stage.registry.get(bearer.id)
        return spot.joined in self.words.lists["leading"] and actor is not None and actor.type not in _STATE

    def _by_name(self, sentence: int, head: int, spot: Spot, bearer: Bearer) -> Party | None:
        span = self.span(sentence, spot.start, spot.end)
        if bearer.kind in {"name", "alias", "leader"}:
            if bearer.kind == "leader" and (
                self._another_person(sentence, spot) or self._in_longer_name(sentence, spot)
            ):
                return unlisted_party(self, sentence, Phrase(self.trees[sentence], head))
            actor = self.stage.registry.get(bearer.id)
            return as_party(actor, span, "metonym" if bearer.kind == "leader" else bearer.kind) if actor else None
        if bearer.kind == "people":
            clause = self.clause(sentence, head)
            if clause.relation != "nsubj" or clause.verb not in self.words.lists["force_verbs"]:
                core = self.core(sentence, Phrase(self.trees[sentence], head))
                return Party(core, core.text, "civilians", country=bearer.id)
            branch: str | None = "forces"
        else:
            branch = branch_meant(self.trees[sentence], head, bearer.kind, self.words)
        state = self.stage.registry.state(bearer.id, branch) if branch else None
        return as_party(state, span, "metonym") if state else None

    def _in_longer_name(self, sentence: int, spot: Spot) -> bool:
        """Say whether a person's name is a part of another name: "Erdogan Hospital"."""
        name = self.name_at(sentence, spot.start)
        return name is not None and name.label in {"ORG", "LOC"} and name.end > spot.end

    def _another_person(self, sentence: int, spot: Spot) -> bool:
        """Say whether more names of persons stand around a surname: "Hafez al-Assad" is not his son."""
        tokens = self.sentences[sentence].tokens
        for index, neighbour in ((spot.start - 1, spot.start), (spot.end, spot.end - 1)):
            if (
                0 <= index < len(tokens)
                and tokens[index].upos == "PROPN"
                and self.words.noun(tokens[index].text) is None
            ):
                linked = tokens[index].head == neighbour or tokens[neighbour].head == index
                same = tokens[index].head == tokens[neighbour].head and tokens[index].deprel in {"flat", "compound"}
                relation = tokens[index].deprel if tokens[index].head == neighbour else tokens[neighbour].deprel
                if (linked and relation in {"flat", "compound"}) or same:
                    return (sentence, index) not in self.named
        return False

    def _by_noun(self, sentence: int, phrase: Phrase, noun: Noun) -> Party | None:
        """Read a phrase whose head is a noun of people: the first rule that finds a party wins."""
        if noun.group == "quantities":
            return self.quantity(sentence, phrase)
        if (noun.lemma == "source" and phrase.of is not None) or phrase.determiner == "no":
            return None
        found = None if is_pair(phrase, noun) else self._by_rules(sentence, phrase, noun)
        return found or self.own_words(sentence, phrase, noun)

    def _by_rules(self, sentence: int, phrase: Phrase, noun: Noun) -> Party | None:
        """Read by names, owners and descriptions; a name of its own that is no state's wins over a state and descriptions."""
        newcomer = newcomer_named(self, sentence, phrase, noun)
        own = newcomer if newcomer is not None and newcomer.type not in _STATE else None
        rules = (Reader.named_beside, apposed, Reader.beside, newcomer_beside, owned)
        found = _first(rules, self, sentence, phrase, noun)
        if found is not None:
            against = own is not None and own.type not in OPEN_TYPES and found.type in _STATE
            return own if against else found
        return own or _first((sent, described, referred), self, sentence, phrase, noun) or newcomer

    def quantity(self, sentence: int, phrase: Phrase) -> Party | None:
        """Read "dozens of residents" as the residents, and a bare "hundreds" as people unknown."""
        if phrase.of is not None:
            inner = self.party(sentence, phrase.of)
            return (
                replace(inner, span=self.core(sentence, phrase), name=self._kept_name(inner, sentence, phrase))
                if inner
                else None
            )
        token = phrase.tokens[phrase.head]
        clause = self.clause(sentence, phrase.head)
        if token.text.lower() not in _LARGE or clause.part == "other" or not clause.verbal:
            return None
        return self.own(self.core(sentence, phrase), "unknown")

    def _kept_name(self, inner: Party, sentence: int, phrase: Phrase) -> str:
        return inner.name if inner.id else self.core(sentence, phrase).text

    def named_beside(self, sentence: int, phrase: Phrase, noun: Noun) -> Party | None:
        """Read "the alliance known as X", "the group, X," "X (HTS)" and "rebels led by X"."""
        if noun.group in NAMELESS - {"monitors", "media"} or noun.lemma in self.words.lists["others"]:
            return None
        lists = self.words.lists
        beside = [] if noun.person and noun.number == "singular" else phrase.appositions()
        heads = phrase.naming(lists["naming_verbs"])
        for head in beside:
            listed = self.words.noun(phrase.tokens[head].text) is not None
            heads += Phrase(phrase.tree, head).naming(lists["naming_verbs"]) if listed else [head]
        for head in heads:
            found = self.named.get((sentence, head))
            if found and found[1].kind in {"name", "alias"} and self.free(*found):
                return self._by_name(sentence, head, *found)
        for head in phrase.naming(lists["leading_verbs"]):
            leader = self.party(sentence, head)
            if leader is not None and leader.id and leader.type not in _STATE:
                return replace(leader, span=self.core(sentence, phrase))
        return None

    def beside(self, sentence: int, phrase: Phrase, noun: Noun) -> Party | None:
        """Read a name or a country before the head: "HTS rebels", "Assad's forces", "the Syrian military"."""
        tokens = range(max(0, phrase.start - 1), phrase.head)
        spots = {self.named[sentence, token] for token in tokens if (sentence, token) in self.named}
        free = [
            (spot, bearer) for spot, bearer in sorted(spots, key=lambda pair: -pair[0].start) if self.free(spot, bearer)
        ]
        for spot, bearer in free:
            found = self.with_name(sentence, phrase, noun, spot, bearer)
            if found is not None:
                return found
        return None

    def with_name(self, sentence: int, phrase: Phrase, noun: Noun, spot: Spot, bearer: Bearer) -> Party | None:
        """Read a noun beside a name as a part of whoever bears the name; None where it is another party."""
        if noun.group in NAMELESS or noun.lemma in self.words.lists["others"]:
            return None
        if bearer.kind in {"country", "adjective", "capital"}:
            branch = branch_for(noun, phrase.words, self.words)
            if branch is None or not self.acts(sentence, phrase, noun):
                return None
            state = self.stage.registry.state(bearer.id, branch)
            return as_party(state, self.core(sentence, phrase), "description") if state else None
        actor = self.stage.registry.get(bearer.id)
        if (
            actor is None
            or bearer.kind == "people"
            or (bearer.kind == "leader" and self._another_person(sentence, spot))
        ):
            return None
        return self.side(sentence, actor, phrase, noun, "metonym" if bearer.kind == "leader" else bearer.kind)

    def side(self, sentence: int, actor: Actor, phrase: Phrase, noun: Noun, via: str) -> Party | None:
        """Return the part of an actor's side that a noun speaks of: "Assad's forces" are the state's."""
        if not self.acts(sentence, phrase, noun):
            return None
        branch = branch_for(noun, phrase.words, self.words)
        if actor.type in {"government", "state-forces"} and branch and actor.country:
            state = self.stage.registry.state(actor.country, branch)
            if state is not None and actor.id in {
                state.id,
                f"{state.id.rpartition('-')[0]}-government",
                f"{state.id.rpartition('-')[0]}-forces",
            }:
                actor = state
        return as_party(actor, self.core(sentence, phrase), via)

    def acts(self, sentence: int, phrase: Phrase, noun: Noun) -> bool:
        """Weapons are a party only where they act: in "Israeli strikes killed", not in "sent missiles"."""
        return noun.group not in {"weapons", "bodies"} or self.clause(sentence, phrase.head).part == "subject"

    def own_words(self, sentence: int, phrase: Phrase, noun: Noun) -> Party | None:
        """Keep a party by its own words, typed by its head and what stands before it."""
        clause = self.clause(sentence, phrase.head)
        if noun.group == "weapons" or (
            noun.group in {"platforms", "bodies"} and not (clause.part == "subject" and clause.verbal)
        ):
            return None
        own = self.own(self.core(sentence, phrase), own_type(noun, phrase.words, self.words))
        first = phrase.tokens[phrase.start]
        if first.lemma[:1].islower() and own.name.startswith(first.text) and self._begins(sentence, phrase):
            lower = own.name[:1].lower() + own.name[1:]  # "Rebels" at the head of a sentence is no name
            own = own if any(letter.isupper() for letter in lower) else replace(own, name=lower)
        return replace(own, country=self._country(sentence, phrase))

    def _begins(self, sentence: int, phrase: Phrase) -> bool:
        """Say whether nothing but a determiner or a mark stands before a phrase."""
        before = self.sentences[sentence].tokens[: phrase.start]
        return all(token.upos in {"DET", "PUNCT"} for token in before)

    def _country(self, sentence: int, phrase: Phrase) -> str | None:
        for token in range(phrase.head - 1, phrase.start - 1, -1):
            found = self.named.get((sentence, token))
            if found and found[0].joined is None and found[1].kind in {"country", "adjective"}:
                return found[1].id
        return None

    def own(self, span: Span, kind: str) -> Party:
        """Return a party by its own words; its name leaves out the article before them."""
        return Party(span, _ARTICLE.sub("", span.text), kind)

    def phrase_span(self, sentence: int, head: int) -> Span:
        """Return the words of the phrase that a token heads: a whole name, or the core."""
        name = self.name_at(sentence, head)
        if name is not None:
            return self.span(sentence, name.start, name.end)
        found = self.named.get((sentence, head))
        if found is not None:
            return self.span(sentence, found[0].start, found[0].end)
        return self.core(sentence, Phrase(self.trees[sentence], head))

    def core(self, sentence: int, phrase: Phrase) -> Span:
        """Return the span of a phrase from its determiner on, without its clauses."""
        start = phrase.start
        while (
            start
            and phrase.tokens[start - 1].upos == "DET"
            and phrase.tokens[start - 1].head in range(start, phrase.end)
        ):
            start -= 1
        return self.span(sentence, start, phrase.end)

    def span(self, sentence: int, start: int, end: int) -> Span:
        """Return the span of tokens `start:end`."""
        tokens = self.sentences[sentence].tokens
        return self.report.span(tokens[start].start, tokens[end - 1].end)


def _first(rules: Iterable[Rule], reader: Reader, sentence: int, phrase: Phrase, noun: Noun) -> Party | None:
    return next((found for rule in rules if (found := rule(reader, sentence, phrase, noun)) is not None), None)


def _of_pronoun(word: str) -> tuple[bool, str]:
    """Return whether a pronoun speaks of persons, and its number."""
    if word in PERSONAL or word in {"i", "me", "my"}:
        return True, "singular"
    return word not in {"it", "its", "itself", *PLURAL}, "collective" if word in {"it", "its", "itself"} else "plural"


def _by_token(sentence: Sentence) -> dict[int, Name]:
    return {token: name for name in sentence.names for token in range(name.start, name.end)}
