"""The routes by which consent is asked for aloud or in a chat, and kept with its words and its proof."""

from typing import Annotated, Literal

from aws_lambda_powertools.event_handler import Request
from pydantic import BaseModel, ConfigDict, StringConstraints

from segue.api.answers import Answer, Page, Time
from segue.api.conversation_answers import Name
from segue.api.repeats import occasion
from segue.api.roles import caller_of
from segue.api.routes import event_of
from segue.conversations.voice.agreeing import Agreement
from segue.conversations.voice.scripts import of_version, reading
from segue.errors import NotFound
from segue.lambdas import now
from segue.messaging.languages import person_locale
from segue.profile.profiles import Profile
from segue.wiring.agreeing import agreeing, script, scripts
from segue.wiring.people import profiles


class ScriptAnswer(Answer):
    """The words to read to one customer; `version` goes back with what they say. `standing`: what they said last."""

    id: str
    channel: str
    purpose: str
    language: str
    text: str
    version: str
    standing: Literal["yes", "no", ""]


class AgreementBody(BaseModel):
    """What the customer said to the words of a version. `address`: where not where such messages would go first."""

    model_config = ConfigDict(extra="forbid")

    script: Name
    version: Name
    granted: bool
    method: Literal["voice", "chat"]
    proof: Annotated[str, StringConstraints(max_length=200)] = ""
    address: Annotated[str, StringConstraints(max_length=256)] = ""
    conversation: Name = ""


class AgreementAnswer(Answer):
    """What is in force now, as the ledger has it."""

    event: str
    channel: str
    purpose: str
    granted: bool
    since: Time
    text_version: str


def list_scripts(person: str) -> Page[ScriptAnswer]:
    """What can be asked of a customer, in their language."""
    profile = _known(person)
    language = person_locale(profile)
    readings = [reading(one, language) for one in scripts().values()]
    return Page(
        items=[
            ScriptAnswer(
                id=one.script.id,
                channel=one.script.channel,
                purpose=one.script.purpose,
                language=one.language,
                text=one.text,
                version=one.version,
                standing=_standing(profile, one.script.channel, one.script.purpose),
            )
            for one in readings
        ]
    )


def keep_agreement(person: str, body: AgreementBody, request: Request) -> AgreementAnswer:
    """Keeps what a customer said about being written to; it is in force before this is answered."""
    event, moment = event_of(request), now()
    agreement = Agreement(
        reading=of_version(script(body.script), body.version),
        granted=body.granted,
        method=body.method,
        by=caller_of(event).name,
        occasion=occasion(event, moment),
        address=body.address,
        proof=body.proof,
        conversation=body.conversation,
    )
    kept = agreeing().keep(_known(person), agreement, moment)
    said = {name: kept.properties[name] for name in ("channel", "purpose", "granted", "text_version")}
    return AgreementAnswer.model_validate({"event": kept.message_id, "since": kept.timestamp, **said})


def _known(person: str) -> Profile:
    found = profiles().read(person)
    if found is None:
        raise NotFound("unknown-person", "no customer is known by that")
    return found


def _standing(profile: Profile, channel: str, purpose: str) -> Literal["yes", "no", ""]:
    answer = profile.answer(channel, purpose)
    return "" if answer is None else "no" if answer[1] else "yes"
