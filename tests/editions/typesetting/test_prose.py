import json

from cities.editions.typesetting.prose import tree


def test_the_small_part_of_markdown_becomes_a_tree():
    assert tree("One *two* **three** [four](https://example.org)") == [
        {
            "t": "p",
            "c": [
                {"t": "s", "v": "One "},
                {"t": "em", "c": [{"t": "s", "v": "two"}]},
                {"t": "s", "v": " "},
                {"t": "strong", "c": [{"t": "s", "v": "three"}]},
                {"t": "s", "v": " "},
                {"t": "a", "u": "https://example.org", "c": [{"t": "s", "v": "four"}]},
            ],
        }
    ]
    assert [node["t"] for node in tree("- a\n- b\n\n1. c")] == ["ul", "ol"]


def test_markup_of_html_and_of_the_typesetter_stays_text():
    words = '<script>x</script> #read("/etc/passwd") $x^2$ `code` ![p](file:///etc/passwd) [j](javascript:alert(1))'

    said = json.dumps(tree(words))

    assert '"t": "a"' not in said
    assert [part in said for part in ("<script>", "#read(", "$x^2$", "javascript:", "file:///etc/passwd")] == [True] * 5


def test_deep_nesting_is_flattened():
    assert json.dumps(tree("- " * 60 + "deep")).count('"t"') < 30
    assert "deep" in json.dumps(tree("> " * 5 + "*" * 40 + "deep" + "*" * 40))
