"""The pages of the playbook: a kind of text each, the operators of conditions, the steps of journeys, the policies."""

from collections.abc import Iterable, Iterator

from segue.journeys.steps import SCHEMAS as STEPS
from segue.playbook.kinds import FOLDER_OF, POLICIES
from segue.playbook.schemas import schemas
from segue.segments.schemas import condition_schema
from segue_tools.places import PLAYBOOK
from segue_tools.reference.fields import Row, Rows, Schema, held, in_words
from segue_tools.reference.meanings import default, meaning, texts

HEAD = "| field | takes | where left out | meaning |\n|---|---|---|---|\n"
KINDS = tuple(kind for kind in FOLDER_OF if kind != "policy")


def pages() -> dict[str, str]:
    """The pages by their names."""
    made = {FOLDER_OF[kind]: kind_page(kind) for kind in KINDS}
    return {**made, "policies": policies_page(), "operators": operators_page(), "steps": steps_page()}


def kind_page(kind: str) -> str:
    """A kind of text: its fields and an example."""
    said = texts("pages")[kind]
    fields = table(kind, schemas()[kind])
    return f"# {said['title']}\n\n{said['about']}\n\n{fields}\n## An example\n\n{_example(said['example'])}"


def policies_page() -> str:
    """Every policy, each with the starter's text, which shows the defaults."""
    said = texts("pages")["policy"]
    parts = [_policy(name) for name in POLICIES]
    return f"# {said['title']}\n\n{said['about']}\n\n" + "\n".join(parts)


def operators_page() -> str:
    """Every operator of a condition."""
    said = texts("pages")["operators"]
    parts = [_operator(one) for one in condition_schema()["condition"]["anyOf"]]
    return f"# {said['title']}\n\n{said['about']}\n\n" + "\n".join(parts)


def steps_page() -> str:
    """Every step of a journey."""
    said = texts("pages")["steps"]
    return f"# {said['title']}\n\n{said['about']}\n\n" + "\n".join(_step(name) for name in STEPS)


def table(page: str, schema: Schema, above: str = "") -> str:
    """The fields of a mapping as a table."""
    return HEAD + "".join(_line(page, one) for one in rows(page, schema, above))


def rows(page: str, schema: Schema, above: str = "") -> Iterable[Row]:
    """The fields of a mapping."""
    mapping = held(schema)
    return Rows(frozenset(texts("meanings").get(page, {}))).of(mapping, above) if mapping else ()


def operators() -> Iterator[tuple[str, Schema]]:
    """Each operator with the schema of its condition."""
    for one in condition_schema()["condition"]["anyOf"]:
        yield one["required"][0], one


def _policy(name: str) -> str:
    fields = table(f"policy-{name}", schemas()[f"policy-{name}"])
    return f"## policies/{name}.yaml\n\n{fields}\n{_example(f'policies/{name}.yaml')}"


def _operator(schema: Schema) -> str:
    name = schema["required"][0]
    under = schema["properties"][name]
    beside = {key: one for key, one in schema["properties"].items() if key != name}
    below = "".join(_line("operators", one) for one in rows("operators", under, f"{name}."))
    more = "".join(_line("operators", one) for one in Rows(frozenset(beside)).of({"properties": beside}))
    told = f"\n{HEAD}{below}{more}" if below or more else ""
    example = f"```yaml\n# segments/example.yaml\nwhen: {texts('pages')['conditions'][name]}\n```\n"
    return f"## `{name}`\n\n{_sentence(schema['description'])} Takes {in_words(under)}.\n{told}\n{example}"


def _step(name: str) -> str:
    said, schema = texts("meanings")["steps"][name], dict(STEPS[name])
    below = "".join(_line("steps", one) for one in rows("steps", schema, f"{name}."))
    told = f"\n{HEAD}{below}" if below else ""
    example = f"```yaml\n# journeys/example.yaml, one of its steps\n- {texts('pages')['lines'][name]}\n```\n"
    return f"## `{name}`\n\n{_sentence(said)} Takes {in_words(schema)}.\n{told}\n{example}"


def _line(page: str, row: Row) -> str:
    names = ", ".join(f"`{one}`" for one in row.names)
    return f"| {names} | {row.takes} | {default(page, row)} | {meaning(page, row)} |\n"


def _example(path: str) -> str:
    """A file of the starter, or one that stands among the words."""
    given = texts("pages")["files"].get(path) or _without_comments((PLAYBOOK / path).read_text())
    return f"```yaml\n# {path}\n{given}```\n"


def _without_comments(text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
