"""House rules a machine can hold. Each names the rule it stands for; when one hurts, change it in a decision record."""

import ast
import os
import re
import shutil
import subprocess
import sys
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.apps import apps

from cities.translation.models import Text

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "cities"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted((PACKAGE / "templates").rglob("*.html"))
BANNED_NAMES = {"utils", "helpers", "services", "managers", "common", "misc"}
LOGIC = {"actions", "queries", "rules", "scoring", "parsing", "checking", "mapping", "reading", "passages", "skos", "folding", "comparing"}
# Opening a socket is the business of one guarded function, which comes with watching; and of one for servers an operator names.
SERVICES = PACKAGE / "core" / "endpoints.py"
NETWORK = {"requests", "urllib3", "httpx", "aiohttp", "socket", "http.client", "urllib.request", "ftplib"}
# Where a string is declared safe, someone has thought about what is in it.
MAY_MARK_SAFE = {
    "cities/portal/prose.py",
    "cities/portal/templatetags/portal.py",
    # Mail programs end letters by a POST without a cookie; the key in the address is what gives the right.
    "cities/portal/views/surveys.py",
}
# Wagtail makes the sizes of a picture; publishing makes passages.
MADE_BY_OTHERS = {"Rendition", "Entry", "IndexedText", "Passage", "Vector", "IndexState", "Unsent"}
LANGUAGES = ("fr", "es")


def name(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_module_is_short_and_well_named(path):
    lines = path.read_text(encoding="utf-8").count("\n")

    assert lines <= 400
    assert not BANNED_NAMES & {path.stem, *path.relative_to(PACKAGE).parent.parts}


def test_functions_are_short():
    long = [
        f"{name(path)}:{node.name}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= 50
    ]

    assert long == []


def test_templates_are_short():
    assert [name(path) for path in TEMPLATES if path.read_text(encoding="utf-8").count("\n") > 120] == []


def test_every_template_is_used():
    code = "\n".join(path.read_text(encoding="utf-8") for path in (*MODULES, *TEMPLATES))

    unused = [name(path) for path in TEMPLATES if str(path.relative_to(PACKAGE / "templates")) not in code]

    # Django, Wagtail and allauth ask for theirs by name.
    theirs = ("wagtailadmin", "account", "allauth", "mfa", "usersessions")
    assert [path for path in unused if Path(path).stem not in ("400", "403", "404", "500") and Path(path).parts[2] not in theirs] == []


def test_logic_has_tests():
    untested = [
        name(path)
        for path in MODULES
        if path.stem in LOGIC and not (ROOT / "tests" / path.parent.relative_to(PACKAGE) / f"test_{path.stem}.py").exists()
    ]

    assert untested == []


def test_every_model_is_in_the_glossary():
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")

    missing = [model.__name__ for model in own_models() if f"`{model.__name__}`" not in glossary and not is_child_row(model)]

    assert missing == []


def test_every_model_has_a_factory():
    factories = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "factories").glob("*.py"))

    missing = [
        model.__name__
        for model in own_models()
        if f"class {model.__name__}Factory" not in factories and not is_child_row(model) and model.__name__ not in MADE_BY_OTHERS
    ]

    assert missing == []


def test_nothing_opens_a_socket():
    found = [
        f"{name(path)}: {module}"
        for path in MODULES
        if path != SERVICES
        for module in imported(path)
        if module in NETWORK or module.split(".")[0] in NETWORK
    ]

    assert found == []


def test_gettext_has_the_names_its_extractor_knows():
    """Under another name a string is never found, and stays English."""
    renamed = re.compile(r"gettext(_lazy)? as (?!_\b)\w+|ngettext(_lazy)? as \w+|pgettext(_lazy)? as \w+")

    assert [name(path) for path in MODULES if renamed.search(path.read_text(encoding="utf-8"))] == []


def test_strings_are_declared_safe_only_where_allowed():
    marked = {
        name(path)
        for path in (*MODULES, *TEMPLATES)
        if re.search(r"mark_safe|\|\s*safe\b|SafeString\(|csrf_exempt|\.raw\(|\.extra\(", path.read_text(encoding="utf-8"))
    }

    assert marked - MAY_MARK_SAFE == set()


def test_every_silenced_check_says_why():
    silenced = re.compile(r"#\s*(noqa|type: ignore)(?!.*(\s--\s|\]\s+#\s)\S)")

    bare = [
        f"{name(path)}:{number}"
        for path in MODULES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if silenced.search(line)
    ]

    assert bare == []


def test_public_templates_have_no_inline_code():
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*(\bsrc=|application/(ld\+)?json))", re.IGNORECASE)

    found = [name(path) for path in TEMPLATES if "desk" not in path.parts and inline.search(path.read_text(encoding="utf-8"))]

    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalog_is_complete_and_compiled(language):
    folder = PACKAGE / "locale" / language / "LC_MESSAGES"
    with (folder / "django.po").open("rb") as file:
        written = read_po(file)
    with (folder / "django.mo").open("rb") as file:
        compiled = GNUTranslations(file)

    open_strings = [message.id for message in written if message.id and (message.fuzzy or not is_translated(message))]
    stale = [message.id for message in written if message.id and not message.fuzzy and lookup(compiled, message) != singular(message)]

    assert open_strings == []
    assert stale == []


def test_signs_of_french_stay_with_their_word():
    """A space that cannot break (U+00A0) stands before ; : ! ? » and after «: with any other, a line may begin with the sign."""
    loose = re.compile(r"\S [;:!?»](?=[\s\u00a0.,)<]|$)|« ")
    with (PACKAGE / "locale" / "fr" / "LC_MESSAGES" / "django.po").open("rb") as file:
        written = [message.string if isinstance(message.string, tuple) else (message.string,) for message in read_po(file)]

    assert [words for strings in written for words in strings if loose.search(words)] == []


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="xgettext is not installed")
def test_catalogs_know_every_string_of_the_source(tmp_path):
    copy = tmp_path / "cities"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("*.mo", "*.toml", "*.ttl", "__pycache__", "static"))
    command = [sys.executable, "-m", "django", "makemessages", "--no-obsolete", "--no-location", *(f"-l{code}" for code in LANGUAGES)]

    environ = {**os.environ, "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    subprocess.run(command, cwd=copy, env=environ, check=True, capture_output=True)

    for language in LANGUAGES:
        assert strings(copy, language) - strings(PACKAGE, language) == set()
        assert strings(PACKAGE, language) - strings(copy, language) == set()


def own_models():
    return [model for model in apps.get_models() if model.__module__.startswith("cities.")]


def is_child_row(model):
    """Rows that only exist inside a record are made and described with it."""
    is_held = any(field.__class__.__name__ == "ParentalKey" for field in model._meta.get_fields())
    return is_held or issubclass(model, Text) or "_" in model.__name__


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def is_translated(message):
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def singular(message):
    return message.string[0] if isinstance(message.string, tuple) else message.string


def lookup(catalog, message):
    if isinstance(message.id, tuple):
        return catalog.npgettext(message.context, *message.id, 1) if message.context else catalog.ngettext(*message.id, 1)
    return catalog.pgettext(message.context, message.id) if message.context else catalog.gettext(message.id)


def strings(package, language):
    with (package / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return {(message.context, message.id) for message in read_po(file) if message.id}
