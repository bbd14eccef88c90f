"""Who asks for a file: a reader's program, or one that reads everything."""

import re

# Programs that say so themselves. What says nothing of itself is no reader's either.
MACHINE = re.compile(
    r"bot\b|bots\b|bot/|crawl|spider|slurp|archiver|fetch|preview|monitor|uptime|validator|checker|scan|"
    r"facebookexternalhit|mediapartners|python-|curl/|wget/|go-http|java/|okhttp|libwww|headless(?!chrome)",
    re.IGNORECASE,
)


def is_reader(agent: str) -> bool:
    return bool(agent.strip()) and not MACHINE.search(agent)
