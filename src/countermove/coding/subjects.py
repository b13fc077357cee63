"""Who performs a verb, read off the tree: own subject, passive agent, or one shared through the clause above."""

from __future__ import annotations

from countermove.reader.parse import Word

_SUBJECTS = ("nsubj", "nsubj:outer")
_STEPS = 8


def is_passive(verb: Word) -> bool:
    """Whether a verb is passive: by its auxiliary or subject, or as a bare past participle modifying something."""
    for child in verb.children:
        if child.deprel in ("aux:pass", "nsubj:pass", "csubj:pass"):
            return True
    if verb.xpos != "VBN" or verb.child("aux", "nsubj") is not None:
        return False
    if verb.deprel == "conj" and verb.head is not None and verb.head.upos in ("VERB", "AUX"):
        return is_passive(verb.head)
    return verb.deprel in ("acl", "advcl", "amod", "acl:relcl", "root", "parataxis")


def agent_of(verb: Word) -> Word | None:
    """The head of the noun phrase that performs the verb, or None where the text leaves it out."""
    if is_passive(verb):
        return passive_agent(verb)
    return _active_subject(verb)


def passive_agent(verb: Word) -> Word | None:
    """The noun after "by"."""
    for child in verb.children:
        if child.deprel == "obl:agent":
            return child
        if child.deprel == "obl" and (case := child.child("case")) is not None and case.lower == "by":
            return child
    return None


def _active_subject(verb: Word) -> Word | None:
    current: Word = verb
    for _ in range(_STEPS):
        subject = _own_subject(current)
        if subject is not None:
            return None if subject.deprel == "expl" else subject
        head = current.head
        if head is None:
            return None
        if current.deprel == "xcomp":
            controller = head.child("obj", "iobj")
            if controller is not None and _is_infinitive(current):
                return controller
        elif current.deprel == "acl":
            return None if _is_infinitive(current) else head
        elif not _shares_subject(current, head):
            return None
        if head.upos in ("VERB", "AUX") and is_passive(head) and current.deprel == "conj":
            return head.child("nsubj:pass")
        current = head
    return None


def _shares_subject(clause: Word, head: Word) -> bool:
    """Whether a clause without a subject takes that of the clause above."""
    if clause.deprel == "conj":
        return head.upos in ("VERB", "AUX", "ADJ")
    return clause.deprel in ("advcl", "ccomp", "advcl:relcl")


def _own_subject(word: Word) -> Word | None:
    for child in word.children:
        if child.deprel in _SUBJECTS or child.deprel == "nsubj:pass":
            return child
    return None


def _is_infinitive(word: Word) -> bool:
    return any(child.lower == "to" and child.deprel == "mark" for child in word.children)
