"""The routes that help staff to answer: macros, suggestions and, where a model is chosen, a summary."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path
from pydantic import BaseModel, ConfigDict, Field

from segue.api.answers import Answer, Page, Text
from segue.api.articles import FoundAnswer, found_answer
from segue.conversations.knowledge.articles import about
from segue.conversations.knowledge.macro_rows import macro_of
from segue.errors import Refused
from segue.wiring.answering import Writer, macros, rendered, suggested_for, summary

Key = Annotated[str, Path(max_length=100)]
Short = Annotated[str, Field(max_length=128)]


class MacroAnswer(Answer):
    """A macro. `topics` are those that it answers, `locales` its languages, its own first."""

    id: str
    name: str
    topics: list[str]
    locales: list[str]


class SuggestedMacroAnswer(MacroAnswer):
    """`reason`: `topic` (it answers this very topic), `group`, or `words` (its name has them)."""

    reason: str


class RenderBody(BaseModel):
    """For whom. `agent`: the name that the customer reads, which may be empty; `locale`: "" for the customer's."""

    model_config = ConfigDict(extra="forbid")

    conversation: Short
    agent: Short = ""
    locale: Annotated[str, Field(max_length=35)] = ""


class RenderedAnswer(Answer):
    """The words, and what comes with it: tags and a topic are set, and `steps` count as tried, when it is sent as
    the `macro` of a turn; `resolve` proposes to end the conversation then."""

    text: str
    locale: str
    tags: list[str]
    topic: str
    resolve: bool
    steps: list[str]


class SuggestionsAnswer(Answer):
    """What to answer with. `topic` and `group` are what it was chosen for, `topic_by` whose topic that is; `products`
    are ids."""

    topic: str
    group: str
    topic_by: str
    articles: list[FoundAnswer]
    macros: list[SuggestedMacroAnswer]
    products: list[str]


class SummaryAnswer(Answer):
    """A summary, and the model that has written it."""

    text: str
    model: str


def list_macros(topic: Text = "") -> Page[MacroAnswer]:
    """Macros by their names: all, or those for a topic."""
    kept = [macro_of(key, spec) for key, spec in macros().items()]
    found = [one for one in kept if not topic or about(one.topics, topic)]
    told = sorted(found, key=lambda one: (one.name.casefold(), one.id))
    return Page(items=[MacroAnswer.model_validate(one) for one in told])


def render_macro(macro: Key, body: RenderBody) -> RenderedAnswer:
    """A macro as this customer would read it; nothing is sent or changed. One that leaves a gap is refused."""
    told = rendered(macro, body.conversation, Writer(body.agent, body.locale))
    if told.gaps:
        raise Refused(
            "template-error", f"this is not known, and the macro says nothing instead: {', '.join(told.gaps)}"
        )
    return RenderedAnswer.model_validate(told)


def suggest_answers(conversation: Key, locale: Text = "") -> SuggestionsAnswer:
    """Articles and macros that fit to the customer's last words, the best first, each with its reason."""
    found = suggested_for(conversation, locale)
    told = [{**one.macro._asdict(), "reason": one.reason} for one in found.macros]
    return SuggestionsAnswer(
        topic=found.wanted.topic,
        group=found.wanted.group,
        topic_by=found.wanted.by,
        articles=[found_answer(one) for one in found.articles],
        macros=[SuggestedMacroAnswer.model_validate(one) for one in told],
        products=[*found.products],
    )


def summarise_conversation(conversation: Key) -> SummaryAnswer:
    """A summary by the model that the stack names. 400 `no-summaries` where it names none: then nothing is asked."""
    return SummaryAnswer.model_validate(summary(conversation))
