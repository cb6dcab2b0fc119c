"""What staff do on the page of a conversation: answer, note, take over, give on, resolve, open again, snooze,
sort."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from segue.console.conversations import conversing, files, inbox, macro_sets
from segue.console.conversations.talk_words import topic_of
from segue.console.conversations.typed import Unsent
from segue.console.desk import Desk
from segue.console.visits import Shown, Visit, redirect
from segue.console.words import sentence
from segue.conversations.desk.acts import LONGEST, Act, Words
from segue.conversations.desk.desking import Desking
from segue.errors import Conflict, Invalid, NotFound
from segue.keys import digest
from segue.languages.texts import _

NAME, TOPIC, TAGS, ADDRESS, LONG = 128, 128, 1200, 256, 10  # characters that are taken of a field; digits of a version
SENT = "sent"  # and resolved
KEPT = _("Your text is still here; nothing was sent.")
AGAIN = _("Read what is new, and send it again where it still fits.")


def say(visit: Visit, desk: Desk) -> Shown:
    """Sends an answer, or keeps a note; resolves after it where that was asked. What cannot be sent stays typed."""
    kind = "note" if visit.form.get("kind") == "note" else "said"
    text, macro = visit.form.get("text", "")[: LONGEST + 1].replace("\r\n", "\n"), visit.typed("macro", NAME)
    channel = "" if kind == "note" else visit.typed("channel", NAME)
    act = act_of(visit, about=f"{kind} {channel} {text}")
    try:
        detail = _macro(visit, desk, text) if macro and kind == "said" else {}
        words = Words(text, kind, channel, files.of_form(visit, desk), detail)
        head, _ = desk.talks.desking().say(visit.args["conversation"], words, act)
    except Invalid as wrong:
        words = " ".join((sentence(wrong.detail), str(KEPT), *_again(wrong)))
        return conversing.show(visit, desk, Unsent(words, visit.form), _status(wrong))
    desk.talks.kept.keep_draft(head.id, visit.name, "")
    if kind == "said" and (visit.form.get("then") == "resolve" or macro_sets.RESOLVE in visit.form):
        return done(visit, desk, lambda desking, _: desking.resolve(head.id, act_of(visit, head.version)), SENT)
    return _back(visit, "own" if detail and "macro" not in detail else kind)


def _macro(visit: Visit, desk: Desk, sent: str) -> dict[str, Any]:
    """What the answer keeps of the macro that was put into the box, with what is still ticked beside it. Of one that is
    there no more nothing: the words are the agent's by then."""
    key, talk = visit.typed("macro", NAME), visit.args["conversation"]
    try:
        kept = desk.talks.helping.used(key, talk, sent)
    except NotFound:
        return {}
    return {**kept, "sets": macro_sets.ticked(kept["sets"], visit.form)}


def move(visit: Visit, desk: Desk) -> Shown:
    """Goes on by another channel, at an address that is known or was just said."""
    place = visit.typed("channel", NAME), visit.typed("address", ADDRESS)
    return done(
        visit, desk, lambda _, one: desk.talks.helping.move(one, place, act_of(visit, about=f"{place}")), "moved"
    )


def keep(visit: Visit, desk: Desk) -> Shown:
    """Keeps what is typed until it is sent. Raises NotFound."""
    head = conversing.head_of(visit, desk)
    desk.talks.kept.keep_draft(head.id, visit.name, visit.form.get("text", "")[:LONGEST])
    return Shown(204)


def assign(visit: Visit, desk: Desk) -> Shown:
    """Takes the conversation, gives it to somebody, or back to everybody."""
    wanted = visit.name if visit.form.get("to") == "me" else visit.typed("assignee", NAME)
    said = "taken" if wanted == visit.name else "given"
    return done(visit, desk, lambda desking, one: desking.assign(one, wanted, act_of(visit)), said)


def resolve(visit: Visit, desk: Desk) -> Shown:
    """Says that it is over."""
    return done(visit, desk, lambda desking, one: desking.resolve(one, act_of(visit)), "resolved")


def reopen(visit: Visit, desk: Desk) -> Shown:
    """Says that it is not over after all."""
    return done(visit, desk, lambda desking, one: desking.reopen(one, act_of(visit)), "reopened")


def snooze(visit: Visit, desk: Desk) -> Shown:
    """Says when it comes back, or that it is back now."""
    from segue.console.conversations import snoozes

    said = "snoozed" if visit.form.get("until") else "awake"
    return done(visit, desk, lambda desking, one: desking.snooze(one, snoozes.until(visit), act_of(visit)), said)


def sort(visit: Visit, desk: Desk) -> Shown:
    """Says what it is about, and its tags, which stand with commas between them."""
    topic, tags = visit.typed("topic", TOPIC), visit.typed("tags", TAGS).split(",")

    def sorted_(desking: Desking, one: str) -> object:
        head = desking.tag(one, tags, act_of(visit))
        meant = topic_of(topic, (head.topic, *desk.talks.helping.topics()))
        return desking.about(one, meant, act_of(visit)) if meant != head.topic else head

    return done(visit, desk, sorted_, "changed")


def done(visit: Visit, desk: Desk, act: Callable[[Desking, str], object], said: str) -> Shown:
    """Does it; what is typed meanwhile stays a draft. Where somebody was first, or it cannot be, the page says so."""
    one, typed = visit.args["conversation"], visit.form.get("text", "")[:LONGEST]
    try:
        act(desk.talks.desking(), one)
    except Invalid as wrong:
        draft = {**_box(visit), "text": typed or desk.talks.kept.draft(one, visit.name)}
        return conversing.show(visit, desk, Unsent(sentence(wrong.detail), draft), _status(wrong))
    if typed and said != SENT:
        desk.talks.kept.keep_draft(one, visit.name, typed)
    return _back(visit, said)


def _status(wrong: Invalid) -> int:
    return 409 if isinstance(wrong, Conflict) else 422


def _again(wrong: Invalid) -> tuple[str, ...]:
    return (str(AGAIN),) if isinstance(wrong, Conflict) else ()


def _box(visit: Visit) -> Mapping[str, str]:
    """The fields of the reply box, where the form has them: other forms call other things a channel."""
    return visit.form if "usual" in visit.form else {}


def act_of(visit: Visit, version: int = 0, about: str = "") -> Act:
    """Who does it, with the version and on the occasion that the form brings back: the same form with other words
    `about` it, as after going back in the browser, is another one."""
    seen = visit.form.get("version", "")
    version = version or (int(seen) if seen.isdecimal() and len(seen) < LONG else 0)
    occasion = digest(b"console", f"{visit.name} {visit.form.get('occasion') or visit.request.id} {about}")
    return Act(visit.name, visit.now, occasion, version)


def _back(visit: Visit, said: str) -> Shown:
    """To the conversation as it then stands, in the list that it was opened from, with the way that was chosen."""
    box = _box(visit)
    by = box.get("channel", "")[:NAME]
    kept = {**inbox.asked_of(visit)._asdict(), "by": by if by != box.get("usual") else "", "said": said}
    query = urlencode({name: one for name, one in kept.items() if one})
    return redirect(f"{visit.base}/inbox/{visit.args['conversation']}?{query}")
