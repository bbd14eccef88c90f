"""Words as the index compares them: one analyser a language. What an engine stores and asks for are these tokens and nothing else, so that
every engine finds the same."""

from cities.search.analysis.terms import Term, query_terms
from cities.search.analysis.tokens import ANALYSED, VERSION, tokens

__all__ = ["ANALYSED", "VERSION", "Term", "query_terms", "tokens"]
