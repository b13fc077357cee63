"""The arguments of a verb or noun, read off the tree: logical subject and object, prepositional phrases, complements.

Passives, relative clauses, participles, infinitives and coordination are undone, so that a frame is written once for
all constructions. Relations are those of Universal Dependencies 2.
"""

from __future__ import annotations

from collections.abc import Iterator

from countermove.reader.parse import Word

_RELATIVE_PRONOUNS = frozenset({"who", "whom", "which", "that"})
_SUBJECTS = ("nsubj", "nsubj:outer", "nsubj:pass")
_MODIFIERS = ("amod", "compound", "nmod:desc", "nmod:unmarked", "nmod", "advmod", "flat", "obl:unmarked")
_STEPS = 6
_PHRASES = frozenset({"obl", "nmod", "obl:agent", "advmod", "advcl", "acl"})
_OTHER_CLAUSES = frozenset({"acl:relcl", "advcl:relcl", "parataxis", "list", "discourse"})
_FLOATING = frozenset({"by", "to", "against", "from", "into", "toward", "towards"})
_PREDICATES = ("VERB", "AUX", "ADJ", "NOUN")
_OBJECT_PREPOSITIONS = frozenset({"of", "for", "with", "over"})


def is_passive(verb: Word) -> bool:
    """Whether a verb is passive: by auxiliary or subject, as a bare participle, or by the verb it is joined to."""
    finite = verb.xpos in ("VBD", "VBZ", "VBP", "VB")
    for child in verb.children:
        if child.deprel == "aux:pass" or (child.deprel in ("nsubj:pass", "csubj:pass", "obl:agent") and not finite):
            return True
    if verb.xpos != "VBN" or verb.child("aux", "nsubj", "obj") is not None:
        return False
    if verb.deprel == "conj" and verb.head is not None and verb.head.upos in ("VERB", "AUX"):
        return is_passive(verb.head)
    return verb.deprel in ("acl", "advcl", "amod", "acl:relcl", "root", "parataxis", "xcomp", "ccomp")


def antecedent(word: Word) -> Word:
    """The noun that a relative pronoun stands for; any other word itself."""
    if word.lower not in _RELATIVE_PRONOUNS or word.upos not in ("PRON", "DET", "SCONJ"):
        return word
    above: Word | None = word.head
    for _ in range(_STEPS):
        if above is None:
            break
        if above.deprel == "acl:relcl" and above.head is not None:
            return above.head
        above = above.head
    return word


def subject_of(verb: Word) -> Word | None:
    """Who does it: subject, agent of a passive, or the one shared with or controlled from the clause above."""
    if is_passive(verb):
        return _agent(verb)
    current = verb
    for _ in range(_STEPS):
        subject = current.child(*_SUBJECTS)
        if subject is not None:
            return antecedent(subject)
        head = current.head
        if head is None or current.deprel in ("parataxis", "acl:relcl"):
            return head if head is not None and current.deprel == "acl:relcl" else None
        if current.deprel == "acl":
            if not is_infinitive(current):
                return head
            return holder_of(head)
        if current.deprel in ("xcomp", "advcl") and head.upos in _PREDICATES:
            controller = _controller(current, head)
            if controller is not None:
                return controller
        elif current.deprel not in ("conj", "xcomp", "advcl", "advcl:relcl", "ccomp") or (
            current.deprel == "conj" and head.upos not in _PREDICATES
        ):
            return None
        if head.upos in ("VERB", "AUX") and is_passive(head):
            shared = object_of(head)
            return antecedent(shared) if shared is not None else None
        current = head
    return None


def copular_subject(word: Word) -> Word | None:
    """The subject of a predicate noun or adjective; the noun that an adjective modifies."""
    subject = word.child("nsubj", "nsubj:outer", "nsubj:pass") or word.child("expl")
    if subject is not None:
        return subject
    head = word.head
    if word.upos == "ADJ" and word.deprel in ("amod", "acl") and head is not None:
        return head
    if word.deprel in ("xcomp", "conj", "advcl") and head is not None and head.upos in ("VERB", "ADJ", "AUX"):
        return subject_of(head) if head.upos != "ADJ" else copular_subject(head)
    return None


def _agent(verb: Word) -> Word | None:
    for child in verb.children:
        if child.deprel in ("obl:agent", "obl", "nmod") and preposition(child) == "by":
            return child
    if verb.deprel == "amod":
        for child in verb.children:
            if child.i < verb.i and child.upos in ("PROPN", "ADJ", "NOUN"):
                return child
    if verb.deprel == "conj" and verb.head is not None and verb.head.upos == "VERB" and is_passive(verb.head):
        return _agent(verb.head)
    for child in verb.children:
        if child.deprel == "conj" and child.upos == "VERB" and child.child("nsubj", "nsubj:pass", "aux:pass") is None:
            return next((item for item in child.children if item.deprel == "obl:agent"), None)
    return None


def _controller(verb: Word, head: Word) -> Word | None:
    """Who does what an infinitive or gerund below another verb says, where that verb's object does."""
    if verb.deprel == "xcomp" or is_infinitive(verb):
        return object_of(head) if verb.deprel == "xcomp" and not is_passive(head) else None
    mark = verb.child("mark", "case")
    if mark is not None and mark.lower in _OBJECT_PREPOSITIONS and verb.xpos == "VBG":
        return object_of(head)
    return None


def holder_of(noun: Word) -> Word | None:
    """Whose plan, decision or offer to do something it is."""
    holder = noun.child("nmod:poss")
    if holder is not None:
        return holder
    for child in noun.children:
        if child.deprel == "nmod" and preposition(child) in ("by", "of", "from"):
            return child
    if noun.head is not None and noun.head.upos == "VERB" and noun.deprel in ("obj", "nsubj:pass", "obl"):
        return subject_of(noun.head)
    return None


def object_of(verb: Word) -> Word | None:
    """What it is done to: object, subject of a passive, noun that a participle modifies, gap of a relative clause."""
    if is_passive(verb):
        own = verb.child("nsubj:pass", "nsubj", "expl")
        if own is not None:
            return antecedent(own)
        if verb.deprel in ("acl", "amod", "acl:relcl"):
            return verb.head
        if verb.deprel in ("conj", "xcomp") and verb.head is not None and verb.head.upos in ("VERB", "AUX", "ADJ"):
            if is_passive(verb.head):
                return object_of(verb.head)
            return verb.head.child("obj") if verb.deprel == "xcomp" else antecedent_or_none(verb.head.child("nsubj"))
        return None
    own = verb.child("obj") or verb.child("iobj")
    if own is not None:
        return antecedent(own)
    if verb.deprel == "acl:relcl" and verb.head is not None:
        subject = verb.child("nsubj")
        if subject is not None and antecedent(subject) is subject and verb.child("ccomp") is None:
            return verb.head
    return _shared_object(verb)


def antecedent_or_none(word: Word | None) -> Word | None:
    """:func:`antecedent`, letting None through."""
    return None if word is None else antecedent(word)


def _shared_object(verb: Word) -> Word | None:
    if verb.deprel == "conj" and verb.head is not None and verb.head.upos == "VERB":
        shared = verb.head.child("obj")
        return shared if shared is not None and shared.i > verb.i else None
    for child in verb.children:
        if child.deprel == "conj" and child.upos == "VERB" and child.child("nsubj", "nsubj:pass", "xcomp") is None:
            between = verb.child("obl", "xcomp", "ccomp", "advmod", "compound:prt")
            if child.i - verb.i <= 3 and between is None:
                return child.child("obj")
    return None


def preposition(word: Word) -> str | None:
    """The preposition of a noun phrase or gerund, lower case, ``according_to`` for one of several words."""
    for child in word.children:
        if child.deprel == "case" and (child.upos != "PART" or child.lower not in ("'s", "’s", "'", "’")):
            return child.lower
    return None


def phrases(word: Word, name: str) -> list[Word]:
    """The heads of the word's prepositional phrases with this preposition, gerunds included ("of lying")."""
    found = []
    for child in word.children:
        if child.deprel in _PHRASES and any(
            item.lower == name and item.deprel in ("case", "mark") for item in child.children
        ):
            found.append(child)
    return found


def attached_phrases(noun: Word, name: str) -> list[Word]:
    """Phrases of the noun; where there are none, those that the tree hangs on a noun inside its last phrase."""
    found = phrases(noun, name)
    current = noun
    for _ in range(_STEPS):
        if found or name not in _FLOATING:
            break
        inner = [child for child in current.children if child.deprel == "nmod" and child.i > current.i]
        if not inner:
            break
        current = inner[-1]
        found = phrases(current, name)
    return found


def modifiers(noun: Word) -> list[Word]:
    """Adjectives, compounds and titles before the noun."""
    return [child for child in noun.children if child.i < noun.i and child.deprel in _MODIFIERS]


def is_infinitive(verb: Word) -> bool:
    """Whether "to" marks it."""
    return any(child.deprel == "mark" and child.lower == "to" for child in verb.children)


def is_question(clause: Word) -> bool:
    """Whether "if" or "whether" marks it."""
    return any(child.deprel == "mark" and child.lower in ("if", "whether") for child in clause.children)


def obliges(clause: Word) -> bool:
    """Whether it says that somebody must."""
    return any(child.lemma == "must" and child.deprel == "aux" for child in clause.children)


def clauses(word: Word) -> list[Word]:
    """The heads of its complement clauses and infinitives, with what is coordinated with them, in text order."""
    found: list[Word] = []
    for child in word.children:
        if (
            child.deprel in ("xcomp", "ccomp")
            or (child.deprel in ("advcl", "acl", "csubj") and is_infinitive(child) and child.i > word.i)
        ) and child.i > word.i:
            found.extend(item for item in child.conjuncts() if item.upos in _PREDICATES)
    if not found and word.upos in ("VERB", "AUX"):
        target = object_of(word)
        if target is not None and target.i > word.i:
            for child in target.children:
                if child.deprel == "acl" and is_infinitive(child):
                    found.extend(child.conjuncts())
    return found


def support_verb(noun: Word) -> Word | None:
    """The verb that the noun is the logical object of."""
    head = noun.head
    if noun.deprel == "conj" and head is not None:
        noun, head = head, head.head
    if head is None:
        return None
    if noun.deprel == "obj" and head.upos == "VERB":
        return head
    if noun.deprel == "nsubj:pass" and head.upos == "VERB":
        return head
    participle = noun.child("acl")
    if participle is not None and participle.upos == "VERB" and object_of(participle) is noun:
        return participle
    relative = noun.child("acl:relcl")
    if relative is not None and relative.upos == "VERB" and object_of(relative) is noun:
        return relative
    return None


def clause_words(head: Word) -> list[Word]:
    """The words below the head that belong to its clause, in text order; not those of relative or joined clauses."""
    found, stack = [], [head]
    while stack:
        word = stack.pop()
        found.append(word)
        stack.extend(
            child
            for child in word.children
            if child.deprel not in _OTHER_CLAUSES and not (child.deprel == "conj" and child.upos in ("VERB", "AUX"))
        )
    found.sort(key=lambda word: word.n)
    return found


def lemmas_of(word: Word) -> Iterator[str]:
    """The word's lemma, that of a hyphenated compound it ends ("cease-fire"), and its lower-case form."""
    yield word.lemma.lower()
    joined = hyphenated(word)
    if joined is not None:
        yield joined
    yield word.lower


def hyphenated(word: Word) -> str | None:
    """The lemma of the compound "a-b" that the word is the last part of."""
    if word.i < 2:
        return None
    words = word.sentence.words
    hyphen = words[word.i - 1]
    if hyphen.text not in ("-", "–", "‑") or hyphen.start != words[word.i - 2].end or hyphen.end != word.start:
        return None
    return f"{words[word.i - 2].lower}-{word.lemma.lower()}"
