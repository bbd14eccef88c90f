#!/usr/bin/env python
"""Django's own commands; `cities manage` is the same."""

import sys

from cities.config.cli import manage

if __name__ == "__main__":
    manage(sys.argv[1:])
