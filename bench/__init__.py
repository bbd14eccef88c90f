"""Repeatable measurements: ours beside the alternative, in the same run."""
