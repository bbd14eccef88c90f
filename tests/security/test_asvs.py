"""docs/asvs.csv claims only what a test shows."""

import ast
import csv
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def rows() -> list[dict[str, str]]:
    with (ROOT / "docs" / "asvs.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_claim_names_tests_that_exist():
    named = {test for row in rows() for test in row["test"].split()}

    files = {path: ast.parse((ROOT / path).read_text(encoding="utf-8")) for path in {test.split("::")[0] for test in named}}
    there = {f"{path}::{node.name}" for path, tree in files.items() for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}

    assert sorted(named - there) == []
    assert all(row["test"] for row in rows())


def test_requirements_are_those_of_the_standard_and_stand_once():
    requirements = [row["requirement"] for row in rows()]

    assert [name for name in requirements if not re.fullmatch(r"V\d{1,2}\.\d\.\d{1,2}", name)] == []
    assert len(set(requirements)) == len(requirements)
    assert {row["level"] for row in rows()} <= {"1", "2", "3"}
