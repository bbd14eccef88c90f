"""Languages written without spaces between all words: runs of Hangul, kana or han become overlapping pairs, asked for as phrases."""

import re

# Hangul syllables; hiragana, katakana and its long mark; han.
RUN = re.compile(r"[\uac00-\ud7a3]+|[\u3040-\u30ff\u31f0-\u31ff]+|[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
# What Korean hangs on a noun; a query should find the noun with any of them. Longest first.
PARTICLES = tuple(
    sorted(
        [
            "은",
            "는",
            "이",
            "가",
            "을",
            "를",
            "의",
            "에",
            "와",
            "과",
            "도",
            "로",
            "만",
            "나",
            "에서",
            "에게",
            "으로",
            "이나",
            "까지",
            "부터",
            "보다",
            "처럼",
            "이란",
            "하고",
            "하는",
            "하기",
            "한",
            "된",
            "들",
            "들이",
            "들을",
            "들의",
            "들은",
            "에는",
            "에도",
            "에서의",
            "으로의",
            "적인",
            "적",
        ],
        key=len,
        reverse=True,
    )
)


def pairs(run: str) -> list[str]:
    """`협동조합` -> 협동 동조 조합; one syllable alone stays."""
    return [run[place : place + 2] for place in range(len(run) - 1)] or [run]


def is_hangul(run: str) -> bool:
    return "\uac00" <= run[0] <= "\ud7a3"


def without_particle(run: str) -> str:
    """The noun, where at least two syllables are left of it."""
    ending = next((ending for ending in PARTICLES if run.endswith(ending) and len(run) - len(ending) >= 2), "")
    return run.removesuffix(ending)
