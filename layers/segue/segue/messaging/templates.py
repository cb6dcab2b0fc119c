"""Templates as they are kept: what a message says on each channel, in each language and style.

A template that was applied is a mapping of the parts of its channels to Liquid (`subject`, `html`, `push.title`), in
the language of the file, with the same of other languages under `locales` and of other styles under `styles`, each
only what is different; `experiment` has the shares of styles that are compared. MJML has become HTML by then
(`segue.messaging.making`).
"""

from collections.abc import Mapping
from typing import Any

from segue.contact_points import CHANNELS
from segue.messaging.locales import chosen, tag

AT_LEAST_ONCE = "at-least-once"
AGAIN = ("never", AT_LEAST_ONCE)
EXPERIMENT, STYLES = "experiment", "styles"
FALLBACK = "fallback"  # what the shop speaks where nothing is known of a person
Kept = Mapping[str, Any]  # a template as the playbook keeps it


def pick(template: Kept, channel: str, locale: str = "", variant: str = "") -> dict[str, str]:
    """The parts for a channel as Liquid, in the nearest language (`de-AT`, `de`, the shop's, the file's own) that has
    the channel, and in that language the style, where it has it. {} where the template is not for the channel."""
    parts = CHANNELS[channel].parts
    found = _of_style(_layer(template, locale_for(template, channel, locale)), variant)
    return {one: found[one] for one in parts} if found.keys() >= set(parts) else {}


def for_channel(template: Kept, channel: str) -> bool:
    """Whether it says something on a channel, in any of its languages."""
    parts = set(CHANNELS[channel].parts)
    return any(one.keys() >= parts for one in (template, *template.get("locales", {}).values()))


def locale_for(template: Kept, channel: str, locale: str = "") -> str:
    """The language that `pick` finds; "" where the file does not say what its own is."""
    there = [one for one, layer in template.get("locales", {}).items() if layer.keys() >= set(CHANNELS[channel].parts)]
    return chosen((locale, str(template.get(FALLBACK, ""))), there, own_locale(template))


def own_locale(template: Kept) -> str:
    """The language of a template's own words; "" where its file does not say."""
    return tag(template.get("locale"))


def locales(template: Kept) -> tuple[str, ...]:
    """All languages of a template, its own first."""
    return own_locale(template), *template.get("locales", {})


def variants(template: Kept, channel: str, locale: str = "") -> tuple[str, ...]:
    """The styles that a channel has something for in the language that `pick` finds, beside the usual one."""
    styles = _layer(template, locale_for(template, channel, locale)).get("styles", {})
    return tuple(name for name, said in styles.items() if not said.keys().isdisjoint(CHANNELS[channel].parts))


def again(template: Kept) -> str:
    """Whether a message whose outcome is unknown may be sent again: `never` or `at-least-once`."""
    return str(template.get("again") or AGAIN[0])


def _layer(template: Kept, locale: str) -> Kept:
    return template if locale == own_locale(template) else template["locales"][locale]


def _of_style(layer: Kept, variant: str) -> dict[str, Any]:
    return {**layer, **layer.get("styles", {}).get(variant, {})}
