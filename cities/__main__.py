"""`python -m cities` is the `cities` command."""

from cities.config.cli import main

if __name__ == "__main__":
    main()
