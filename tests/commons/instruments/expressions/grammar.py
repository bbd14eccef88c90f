"""Random expressions of the part of XPath 1.0 that ours shares with it, and random answers to them."""

from hypothesis import strategies as st

CODES = ("a", "b", "c")
TEXTS = ("", "0", "7", "-2.5", " 12 ", "a", "coop", "Été", "a b", "--", "1.50", "o")
ONE = ("not", "boolean", "number", "string", "floor", "ceiling", "round", "string-length", "normalize-space")
TWO = ("contains", "starts-with", "substring-before", "substring-after", "concat", "substring")
THREE = ("translate", "concat", "substring")
OPERATORS = ("or", "and", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "mod")
# Thirds are written with 15 digits by libxml2, with all of them by us.
DIVISORS = ("2", "-4", "0.5", "0", "''")

# Eighths are written the same by everybody.
numbers = st.integers(-1000, 1000).map(float) | st.integers(-4000, 4000).map(lambda eighths: eighths / 8)
answers = st.sampled_from(TEXTS) | numbers | st.booleans()
values = st.fixed_dictionaries(dict.fromkeys(CODES, answers))
atoms = st.one_of(
    st.sampled_from([f"${{{code}}}" for code in CODES]),
    st.integers(0, 50).map(str),
    st.sampled_from(["0.5", ".25", "3."]),
    st.sampled_from(TEXTS).map(lambda text: f"'{text}'"),
    st.sampled_from(["true()", "false()"]),
)


def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operation = st.tuples(inner, st.sampled_from(OPERATORS), inner).map(" ".join)
    division = st.tuples(inner, st.just("div"), st.sampled_from(DIVISORS)).map(" ".join)
    return st.one_of(
        operation,
        division,
        operation.map(lambda text: f"({text})"),
        inner.map(lambda text: f"-({text})"),
        st.tuples(st.sampled_from(ONE), inner).map("{0[0]}({0[1]})".format),
        st.tuples(st.sampled_from(TWO), inner, inner).map("{0[0]}({0[1]}, {0[2]})".format),
        st.tuples(st.sampled_from(THREE), inner, inner, inner).map("{0[0]}({0[1]}, {0[2]}, {0[3]})".format),
    )


expressions = st.recursive(atoms, larger, max_leaves=8)
