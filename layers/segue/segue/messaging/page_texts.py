"""What public pages say, in every language that they speak. One mapping a language; the tests hold them together.

A page that is opened from a message speaks the language that its reader is known to want, then those that the browser
asks for, then the shop's.
"""

from collections.abc import Iterable, Mapping, Sequence

from segue.contact_points import CHANNELS
from segue.messaging import data_texts
from segue.messaging.locales import chosen, tag
from segue.times import DAY, Millis, to_text

Texts = Mapping[str, str]
DEFAULT = "en"
MOST = 10  # languages of a browser that are looked at
ENGLISH: Texts = {
    "language": "English",
    "months": "January February March April May June July August September October November December",
    "date": "{day} {month} {year}",
    "and": "and",
    "title": "What may we send you?",
    "intro": "What you change here counts as soon as you save it. You need no account and no password.",
    "saved": "Saved.",
    "unchanged": "Nothing was changed.",
    "wrong": "That could not be saved, and nothing was changed. This is how it stands: choose again and save.",
    "lost.title": "This link does not work",
    "lost.text": "It is not one of ours, or it was cut off on its way. Please open it again from the message.",
    "late": "One message was on its way at this very moment and may still arrive.",
    "save": "Save",
    "stop": "Stop all offers and news",
    "marketing": "Offers and news",
    "marketing.about": "Reminders, recommendations, birthday wishes",
    "transactional": "Orders and service",
    "transactional.about": "Confirmations, deliveries, answers to your questions",
    "always": "We always send these: you asked for what they are about.",
    "no-consent": "You never agreed to these here. To get them, sign up for them in the shop or answer START.",
    "suppressed-bounce": "Messages to this address came back, so nothing is sent to it.",
    "suppressed-complaint": "You reported one of our messages as spam, so nothing is sent to this address.",
    "suppressed-stop": "You answered STOP, so nothing is sent to this number. Answer START to change that.",
    "suppressed-erased": "This address was erased here, so nothing is sent to it.",
    "pause": "A pause",
    "pause.about": "Offers and news wait. Orders and service still reach you.",
    "pause.none": "No pause",
    "pause.days": "{days} days",
    "pause.until": "As it is: a pause until {date}",
    "pause.end": "End the pause",
    "channel": "Where do you like to hear from us?",
    "channel.any": "I do not mind",
    "speech": "In which language?",
    "speech.any": "As it is now",
    "unsubscribe.title": "Stop these {messages}?",
    "unsubscribe.text": "You can change your mind at any time.",
    "unsubscribe.button": "Stop these {messages}",
    "unsubscribed.title": "You are unsubscribed",
    "unsubscribed.text": "You will get no more {messages} like this one.",
    "unsubscribed.late": "You will get no more {messages} like this one, except one that was on its way at this very"
    " moment.",
    **data_texts.ENGLISH,
    "choose": "Choose what you get",
    "email": "mails",
    "sms": "text messages",
    "whatsapp": "WhatsApp messages",
    "push": "notifications of the app",
    "messenger": "Messenger messages",
    "instagram": "Instagram messages",
    "x": "messages on X",
    "inapp": "messages in the app",
    "web": "messages on the website",
}
GERMAN: Texts = {
    "language": "Deutsch",
    "months": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "date": "{day}. {month} {year}",
    "and": "und",
    "title": "Was dürfen wir Ihnen schicken?",
    "intro": "Was Sie hier ändern, gilt, sobald Sie es speichern. Sie brauchen kein Konto und kein Passwort.",
    "saved": "Gespeichert.",
    "unchanged": "Es wurde nichts geändert.",
    "wrong": "Das ließ sich nicht speichern, es wurde nichts geändert. So steht es jetzt: Wählen Sie noch einmal und"
    " speichern Sie.",
    "lost.title": "Dieser Link funktioniert nicht",
    "lost.text": "Er ist nicht von uns, oder er wurde unterwegs abgeschnitten. Bitte öffnen Sie ihn noch einmal aus der"
    " Nachricht.",
    "late": "Eine Nachricht war in genau diesem Augenblick unterwegs und kann noch ankommen.",
    "save": "Speichern",
    "stop": "Alle Angebote und Neuigkeiten abbestellen",
    "marketing": "Angebote und Neuigkeiten",
    "marketing.about": "Erinnerungen, Empfehlungen, Geburtstagsgrüße",
    "transactional": "Bestellungen und Service",
    "transactional.about": "Bestätigungen, Lieferungen, Antworten auf Ihre Fragen",
    "always": "Diese schicken wir immer: Sie haben um das gebeten, worum es darin geht.",
    "no-consent": "Diesen haben Sie hier nie zugestimmt. Wenn Sie sie möchten, melden Sie sich im Shop dafür an oder"
    " antworten Sie START.",
    "suppressed-bounce": "Nachrichten an diese Adresse kamen zurück; es wird nichts mehr dorthin geschickt.",
    "suppressed-complaint": "Sie haben eine unserer Nachrichten als Spam gemeldet; an diese Adresse wird nichts"
    " geschickt.",
    "suppressed-stop": "Sie haben STOP geantwortet; an diese Nummer wird nichts geschickt. Mit START ändern Sie das.",
    "suppressed-erased": "Diese Adresse wurde hier gelöscht; es wird nichts dorthin geschickt.",
    "pause": "Eine Pause",
    "pause.about": "Angebote und Neuigkeiten warten. Bestellungen und Service erreichen Sie weiterhin.",
    "pause.none": "Keine Pause",
    "pause.days": "{days} Tage",
    "pause.until": "Wie bisher: Pause bis {date}",
    "pause.end": "Die Pause beenden",
    "channel": "Wo hören Sie gern von uns?",
    "channel.any": "Das ist mir gleich",
    "speech": "In welcher Sprache?",
    "speech.any": "Wie bisher",
    "unsubscribe.title": "Diese {messages} abbestellen?",
    "unsubscribe.text": "Sie können es sich jederzeit anders überlegen.",
    "unsubscribe.button": "Diese {messages} abbestellen",
    "unsubscribed.title": "Sie sind abgemeldet",
    "unsubscribed.text": "Sie bekommen keine {messages} wie diese mehr.",
    "unsubscribed.late": "Sie bekommen keine {messages} wie diese mehr, außer einer, die in genau diesem Augenblick"
    " unterwegs war.",
    **data_texts.GERMAN,
    "choose": "Auswählen, was Sie bekommen",
    "email": "E-Mails",
    "sms": "SMS",
    "whatsapp": "WhatsApp-Nachrichten",
    "push": "Mitteilungen der App",
    "messenger": "Messenger-Nachrichten",
    "instagram": "Instagram-Nachrichten",
    "x": "Nachrichten auf X",
    "inapp": "Nachrichten in der App",
    "web": "Nachrichten auf der Website",
}
TEXTS: Mapping[str, Texts] = {"en": ENGLISH, "de": GERMAN}
# What languages call themselves, for those that a shop writes in; another stands as its tag.
NAMES = {
    **{one: texts["language"] for one, texts in TEXTS.items()},
    "cs": "Čeština",
    "da": "Dansk",
    "es": "Español",
    "fi": "Suomi",
    "fr": "Français",
    "it": "Italiano",
    "ja": "日本語",
    "nb": "Norsk",
    "nl": "Nederlands",
    "pl": "Polski",
    "pt": "Português",
    "sv": "Svenska",
    "tr": "Türkçe",
    "uk": "Українська",
    "zh": "中文",
}


def spoken(known: Iterable[str], browser: str, shop: str) -> str:
    """The language of TEXTS for a page: that of the reader's `known` ones, of a browser's Accept-Language, the
    shop's."""
    wanted = [*known, *asked_for(browser), shop]
    return chosen(wanted, list(TEXTS), DEFAULT)


def asked_for(header: str) -> list[str]:
    """Accept-Language (RFC 9110, section 12.5.4) as tags, the most wanted first."""
    weighed = [_weighed(one) for one in header.split(",")[:MOST]]
    return [name for weight, name in sorted(weighed, key=lambda one: -one[0]) if name and weight > 0]


def called(channel: str, texts: Texts) -> str:
    """What people call the messages of a channel; "messages" as its registration has it where no text does."""
    known = CHANNELS.get(channel)
    return texts.get(channel) or (known.messages if known else "messages")


def on(moment: Millis, texts: Texts) -> str:
    """The day of a moment, in UTC, as people write it."""
    year, month, day = to_text(moment // DAY * DAY)[:10].split("-")
    return texts["date"].format(day=int(day), month=texts["months"].split()[int(month) - 1], year=year)


def named(locale: str) -> str:
    """What a language calls itself, with its region where it names one."""
    language, _, rest = locale.partition("-")
    return f"{NAMES.get(language, language)} ({rest})" if rest else NAMES.get(language, language)


def both(words: Sequence[str], texts: Texts) -> str:
    """`a, b and c`."""
    return f" {texts['and']} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _weighed(one: str) -> tuple[float, str]:
    name, _, weight = one.strip().partition(";")
    try:
        return float(weight.strip().removeprefix("q=") or 1), tag(name.strip())
    except ValueError:
        return 0, ""
