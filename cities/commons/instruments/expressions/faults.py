"""What is wrong with an expression."""


class WrongExpression(Exception):
    """`reason` is a sentence in the active language; `position` counts characters from 0."""

    def __init__(self, reason: str, position: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.position = position
