"""Languages: in which one a person wants to be written to."""

from segue.facets import style
from segue.messaging.locales import tag
from segue.profile.profiles import Profile


def person_locale(profile: Profile) -> str:
    """What a person declared (`preferred_language`, `language`, `locale`), what their devices say, else what they
    answered, as a tag such as `de-AT`; "" where nothing is known, or nothing that names a language."""
    said = tag(profile.style.get("language", {}).get("value"))
    return said or tag(style.places(profile.whole.get("style", {})).get("locale"))
