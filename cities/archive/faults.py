"""Why something cannot be kept, brought back or carried over."""


class ArchiveFault(Exception):
    """Nothing was changed; the message says what is wrong and what to do."""
