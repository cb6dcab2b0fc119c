"""Comments under what a page or an account published: public turns of a conversation about the post.

https://developers.facebook.com/docs/instagram-platform/webhooks and
https://developers.facebook.com/docs/graph-api/webhooks/reference/page/#feed
"""

from collections.abc import Iterator
from typing import Literal

from segue.channels.drafts import Draft, stated_id
from segue.channels.moments import moment
from segue.channels.payloads import Payload, given, mapping, text
from segue.channels.persons import person
from segue.channels.social.meta_messaging import channel
from segue.channels.social.meta_things import Thing
from segue.channels.turns import Turn
from segue.channels.turns import said as turn

Change = Literal["", "edited", "unsent"]
CHANGES: dict[str, Change] = {"add": "", "edit": "edited", "edited": "edited", "remove": "unsent"}


def commented(thing: Thing) -> Iterator[Draft | str]:
    """A comment on Instagram; an answer of the account's own names no customer."""
    said = thing.said
    if text(mapping(said.get("from")).get("id")) == thing.page:
        yield "own-comment"
        return
    media = mapping(said.get("media"))
    contribution = Turn(
        conversation=f"instagram:{text(said.get('parent_id')) or text(said.get('id')) or ''}",
        author="customer",
        text=text(said.get("text")) or "",
        id=text(said.get("id")) or "",
        reply_to=text(said.get("parent_id")),
    )
    yield _public(thing, contribution, {"post_id": text(media.get("id"))})


def posted(thing: Thing) -> Iterator[Draft | str]:
    """A comment under a page's post; likes, shares and the page's own posts are left out."""
    said = thing.said
    verb = text(said.get("verb")) or ""
    author = text(mapping(said.get("from")).get("id"))
    if said.get("item") != "comment" or verb not in CHANGES or author == thing.page:
        yield "feed"
        return
    parent, post = text(said.get("parent_id")), text(said.get("post_id"))
    comment = text(said.get("comment_id")) or ""
    first = comment if parent in (None, post) else parent
    contribution = Turn(
        conversation=f"messenger:{first}",
        author="customer",
        text=text(said.get("message")) or "",
        id=comment,
        reply_to=parent if parent != post else None,
        change=CHANGES[verb],
    )
    yield _public(thing, contribution, {"post_id": post})


def _public(thing: Thing, contribution: Turn, further: Payload) -> Draft:
    author, kind = mapping(thing.said.get("from")), channel(thing)
    who = person(
        [(f"{kind}_id", author.get("id"))],
        {"username": text(author.get("username")), "name": text(author.get("name"))},
    )
    time = moment(thing.said.get("created_time") or thing.time)
    drafted = turn(contribution, who, time, given({**further, "kind": "comment"}))
    stated = stated_id(kind, contribution.id, contribution.change, contribution.text)
    return Draft(drafted.event, who, time, drafted.properties, id=stated, channel=kind)
