"""What the desk, cases and keys say of themselves in English, told again in the language of the page: why something
cannot be, how sure it is who somebody is. Pure."""

import re
from functools import cache

from segue.languages.texts import ENGLISH, _, told_in, translated

FIELD = re.compile(r"\\{(\w+)\\}")  # as `re.escape` leaves it

# Whole sentences first; what stands in braces is whatever stands there.
SENTENCES = (
    # conversations
    _("there is no such conversation"),
    _("an answer says something, or has a file with it"),
    _("an answer or a note says something, or has a file with it"),
    _("the customer has written meanwhile"),
    _("a conversation is merged with another one"),
    _("one of these was merged before: part it first, or merge into the one that stays"),
    _("these are conversations of two people: merge the people first"),
    _("another one was merged into it since: part that one first"),
    _("both are chats, and a visitor's page shows each: they stay two, and you answer either"),
    _("a visitor's page shows this chat: keep it, and merge the other one into it"),
    _("this conversation went on at several addresses already"),
    _("`key` is that of an upload to this conversation"),
    _("the script says other words by now: read those aloud, and ask again"),
    _("a yes needs its proof: the call, the recording or the turn"),
    # how sure it is who somebody is; why something is offered
    _("signed in"),
    _("named with an order"),
    _("typed in"),
    _("mentioned only, not proven"),
    _("not signed in here"),
    _("answers this topic"),
    _("about this"),
    _("has the customer's words"),
    # cases
    _("no address of theirs was known before they asked: identify them in another way"),
    _("this is not the code of the newest message"),
    _("no code was sent yet"),
    _("this code is not good any more; send a new one"),
    _("first make sure who asks: by a code, or in another way that you write down"),
    _("it was extended before, and that may be done once"),
    _("it may be extended within the first month, and that is over"),
    _("whom it is about is erased"),
    _("nothing is restricted by this case"),
    _("say what is right: `traits`, or `identifiers`"),
    _("say what the objection is to: `marketing`, `profiling`"),
    # keys and tokens
    _("a server key has no origins: no page may use it"),
    _("the token has ended, or does not say by `exp` when it ends, or ends too late"),
    _("the token names nobody: `person`, `email`, `phone` or another identifier"),
    _("use the `next` of an earlier answer"),
    _("The stack's first key"),
    _("The stack's first server key"),
)
FORMS = (
    _("{who} has it meanwhile"),
    _("{who} has answered meanwhile: {text}"),
    _("an answer by {channel} has at most {most} characters, and this one has {size}"),
    _("an answer or a note has at most {most} characters"),
    _("at most {most} tags of {longest} characters"),
    _("at most {most} conversations go on in one"),
    _("no address is known to answer by {channel}"),
    _("a conversation goes on by {channels}, not by {channel}"),
    _("a mail address such as {address} is needed"),
    _("a number with its country, such as {number} is needed"),
    _("a file has at least one byte, and at most {most}"),
    _("an answer has at most {most} files"),
    _("{name} has not been uploaded"),
    _("{name} has more than {most} bytes"),
    _("files are {types}"),
    _("the name of such a file ends with .{end}"),
    _("{name} may be {names}: give the whole address"),
    _("nobody of the staff is called {name}; did you mean `{other}`?"),
    _("nobody of the staff is called {name}"),
    _("no {kind} of this customer is known"),
    _("this is no {kind} of this customer's: add it to the customer first"),
    _("{count} codes were sent within a day; wait, or identify otherwise"),
    _("a rectification gives {names}, spelt as one"),
    _("an origin is written as https://shop.example, without a path: {origin}"),
    _("a key has a name of at most {most} characters, such as the source that uses it"),
    _("a key has at most {most} origins"),
    _("not an ISO 8601 time: {text}"),
    _("the token is not signed with {name} by {algorithm}"),
)


def retold(said: str) -> str:
    """It in the language of now; what nobody has put into that as it is."""
    text = str(said)
    if told_in() == ENGLISH or translated(text) != text:
        return translated(text)
    for pattern, form in patterns():
        if found := pattern.fullmatch(text):
            return form.format(**found.groupdict())
    return text


@cache
def patterns() -> list[tuple[re.Pattern[str], str]]:
    """The forms with what finds them."""
    return [(re.compile(FIELD.sub(r"(?P<\1>.*)", re.escape(str.__str__(one))), re.DOTALL), one) for one in FORMS]
