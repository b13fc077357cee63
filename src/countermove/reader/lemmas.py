"""Lemma scripts: how a form turns into its lemma.

A script is `CASE|n|suffix`: drop the last n characters of the form, append the suffix, then apply the case:
`L` lower-case, `T` title-case, `K` keep. The model classifies every word into one of a few hundred scripts.
"""

KEEP = "K|0|"


def lemma_script(form: str, lemma: str) -> str:
    """Return the shortest script that turns the form into the lemma (`_`, no lemma known, keeps the form)."""
    if lemma == "_":
        return KEEP
    lower_form, lower_lemma = form.lower(), lemma.lower()
    if len(lower_form) != len(form) or len(lower_lemma) != len(lemma):
        return f"K|{len(form)}|{lemma}"
    common = 0
    for left, right in zip(lower_form, lower_lemma, strict=False):
        if left != right:
            break
        common += 1
    removed = len(form) - common
    if lemma == lower_lemma:
        return f"L|{removed}|{lemma[common:]}"
    if lemma[:common] == form[:common]:
        return f"K|{removed}|{lemma[common:]}"
    if lemma == lower_lemma.capitalize():
        return f"T|{removed}|{lemma[common:]}"
    return f"K|{len(form)}|{lemma}"


def apply_script(form: str, script: str) -> str:
    """Apply a lemma script to a form; a script that drops more than the form has leaves only its suffix."""
    case, count, suffix = script.split("|", 2)
    removed = int(count)
    stem = form[: len(form) - removed] if removed <= len(form) else ""
    if case == "L":
        return stem.lower() + suffix
    if case == "T":
        return (stem + suffix).lower().capitalize()
    return stem + suffix
