"""The page of preferences as HTML: one form that works without a script, read from top to bottom."""

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from segue.http import Answer
from segue.messaging.page_texts import TEXTS, Texts, both, called, named, on
from segue.messaging.preferences import MARKETING, PROFILED, Reach, Switch, View
from segue.messaging.public_pages import page
from segue.messaging.wishes import CHANNEL, KEEP, LANGUAGE, NO_PAUSE, ON, PAUSE, PAUSES, STOP, WAS

SWITCH = (
    '<label class="row"><span>{title}<small id="{name}-about">{about}</small></span>'
    '<input class="switch" type="checkbox" role="switch" name="{on}" value="{name}" aria-describedby="{name}-about"'
    "{state}></label>"
)
CHOICE = '<label class="choice"><input type="radio" name="{name}" value="{value}"{state}><span>{text}</span></label>'
FORM = """{status}<p>{intro}</p><form method="post">{parts}
<p class="actions"><button>{save}</button>{stop}</p></form>{others}"""


class Paper(NamedTuple):
    """What a page is written on: its language, the shop's name, and what is said of a change: "" for nothing, else
    `saved`, `unchanged`, `late` or `wrong`."""

    language: str
    shop: str
    said: str = ""


def shown(view: View, paper: Paper) -> Answer:
    """The page, with everything as it stands."""
    texts = TEXTS[paper.language]
    parts = "".join([*(_reach(one, view, texts) for one in view.seen), *_more(view, texts)])
    body = FORM.format(
        status=_status(paper.said, texts),
        intro=escape(texts["intro"]),
        parts=parts,
        save=escape(texts["save"]),
        stop=_stop(view, texts),
        others=_others(paper.language),
    )
    return page(paper.language, texts["title"], body, paper.shop)


def _status(said: str, texts: Texts) -> str:
    words = [texts["saved"], texts["late"]] if said == "late" else [texts[said]] if said else []
    role = "alert" if said == "wrong" else "status"
    return f'<p role="{role}">{escape(" ".join(words))}</p>' if words else ""


def _stop(view: View, texts: Texts) -> str:
    anything = any(one.on and one.purpose == MARKETING for one in view.switches)
    stop = f'<button class="second" name="{STOP}" value="all">{escape(texts["stop"])}</button>'
    return stop if anything else ""


def _others(language: str) -> str:
    links = "".join(
        f'<a href="?lang={one}" hreflang="{one}" lang="{one}">{escape(texts["language"])}</a>'
        for one, texts in TEXTS.items()
        if one != language
    )
    return f"<nav>{links}</nav>"


def _reach(reach: Reach, view: View, texts: Texts) -> str:
    title = both([called(one, texts) for one in reach.channels], texts)
    rows = "".join(_switch(one, texts) for one in view.switches if one.reach is reach)
    return _group(title, rows)


def _switch(one: Switch, texts: Texts) -> str:
    about = texts[one.locked] if one.locked in texts else texts.get(f"{one.purpose}.about", "")
    state = " checked" * one.on + " disabled" * bool(one.locked)
    title = texts.get(one.purpose, one.purpose)
    row = SWITCH.format(name=escape(one.name), title=escape(title), about=escape(about), on=ON, state=state)
    seen = f'<input type="hidden" name="{WAS}" value="{escape(one.name)}">' if one.on and not one.locked else ""
    return seen + row


def _more(view: View, texts: Texts) -> Iterator[str]:
    if view.profiled:
        words = {"title": escape(texts["profiling.switch"]), "about": escape(texts["profiling.about"])}
        row = SWITCH.format(name=PROFILED, on=ON, state=" checked" * view.profiled.on, **words)
        seen = f'<input type="hidden" name="{WAS}" value="{PROFILED}">' if view.profiled.on else ""
        yield _group(texts["profiling"], seen + row)
    yield _group(texts["pause"], f"<small>{escape(texts['pause.about'])}</small>" + "".join(_pauses(view, texts)))
    if len(view.channels) > 1:
        offered = [("", texts["channel.any"]), *((one, called(one, texts)) for one in view.channels)]
        yield _group(texts["channel"], "".join(_choice(CHANNEL, one, view.channel) for one in offered))
    yield _languages(view, texts)


def _pauses(view: View, texts: Texts) -> Iterator[str]:
    standing = texts["pause.until"].format(date=on(view.paused, texts)) if view.paused else texts["pause.none"]
    yield _choice(PAUSE, (KEEP, standing), KEEP)
    for days in PAUSES:
        yield _choice(PAUSE, (str(days), texts["pause.days"].format(days=days)), KEEP)
    if view.paused:
        yield _choice(PAUSE, (NO_PAUSE, texts["pause.end"]), KEEP)


def _languages(view: View, texts: Texts) -> str:
    offered = [("", texts["speech.any"]), *((one, named(one)) for one in view.languages)]
    options = "".join(
        f'<option value="{escape(one)}"{" selected" * (one == view.language)}>{escape(name)}</option>'
        for one, name in offered
    )
    choice = f'<select id="speech" name="{LANGUAGE}">{options}</select>'
    return f'<fieldset><label for="speech"><b>{escape(texts["speech"])}</b></label>{choice}</fieldset>'


def _choice(name: str, said: tuple[str, str], standing: str) -> str:
    value, text = said
    state = " checked" * (value == standing)
    return CHOICE.format(name=name, value=escape(value), text=escape(text), state=state)


def _group(title: str, rows: str) -> str:
    return f"<fieldset><legend>{escape(title)}</legend>{rows}</fieldset>"
