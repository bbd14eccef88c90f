"""How much words weigh, the same for every engine."""

import math
from collections.abc import Iterable, Mapping, Sequence

from cities.search.analysis import Term

# BM25's gain over one occurrence that repetition can bring (k1 = 1.2), halved: what a good text reaches, not the limit.
SATURATION = 1.6
# A term that most texts have finds nothing and costs most; it is asked for only when there is no other. In texts read at most.
MOST_POSTINGS = 6_000


def rarity(documents: int, having: int) -> float:
    """Inverse document frequency after Robertson and Sparck Jones, never below a trifle: as FTS5 has it, so that shares come out right."""
    most = min(having, documents)
    return max(math.log((documents - most + 0.5) / (most + 0.5)), 1e-6)


def tokens_of(terms: Iterable[Term]) -> frozenset[str]:
    """Every token of every form: what a search asks the frequencies of."""
    return frozenset(token for term in terms for form in term.forms for token in form)


def term_frequency(term: Term, frequencies: Mapping[str, int]) -> int:
    """At most so many texts have a form of the term: a phrase is as rare as its rarest token."""
    return sum(min(frequencies.get(token, 0) for token in form) for form in term.forms)


def telling_terms(terms: Sequence[Term], frequencies: Mapping[str, int]) -> list[Term]:
    """Those to ask for: rarest first, until the texts to read become too many. At least one, and none that no text has."""
    known = sorted(((term_frequency(term, frequencies), place) for place, term in enumerate(terms)), key=lambda found: found)
    told: list[Term] = []
    postings = 0
    for having, place in known:
        if not having or (told and postings + having > MOST_POSTINGS):
            continue
        told.append(terms[place])
        postings += having
    return told


def rarest_terms(terms: Sequence[Term], frequencies: Mapping[str, int], *, most: int) -> list[Term]:
    """Those the fewest texts have, in the order they came; terms no text has are left out where others are known."""
    counted = ((term_frequency(term, frequencies), place) for place, term in enumerate(terms))
    known = sorted(pair for pair in counted if pair[0])[:most]
    return [terms[place] for _having, place in sorted(known, key=lambda pair: pair[1])] or list(terms[:most])


def most_possible(terms: Sequence[Term], frequencies: Mapping[str, int], documents: int) -> float:
    """What a text with every term would weigh: terms no text has weigh as much as the rarest, for they were asked for too."""
    return SATURATION * sum(rarity(documents, term_frequency(term, frequencies)) for term in terms) or 1.0
