"""What the pages of a cart that is taken over say, in every language that public pages speak."""

from collections.abc import Mapping

ENGLISH = {
    "found": "Your cart, on this device",
    "together": "Together",
    "open": "Open it on this device",
    "code": "Open the cart of this code?",
    "once": "A code opens a cart once.",
    "404": "We do not know this link or code",
    "409": "This code has been used",
    "410": "This has ended",
    "429": "Too many codes",
    "wrong": "That did not work",
    "404.text": "Look at the six digits or the link again, or ask for a new one.",
    "409.text": "Ask for a new one.",
    "410.text": "Ask for a new link or code.",
    "429.text": "Too many codes were tried from here. Use the link, or wait a while.",
    "wrong.text": "Try it again, or ask for a new link or code.",
}
GERMAN = {
    "found": "Ihr Warenkorb, auf diesem Gerät",
    "together": "Zusammen",
    "open": "Auf diesem Gerät öffnen",
    "code": "Den Warenkorb zu diesem Code öffnen?",
    "once": "Ein Code öffnet einen Warenkorb einmal.",
    "404": "Wir kennen diesen Link oder Code nicht",
    "409": "Dieser Code wurde schon benutzt",
    "410": "Das ist abgelaufen",
    "429": "Zu viele Codes",
    "wrong": "Das hat nicht geklappt",
    "404.text": "Prüfen Sie die sechs Ziffern oder den Link, oder bitten Sie um einen neuen.",
    "409.text": "Bitten Sie um einen neuen.",
    "410.text": "Bitten Sie um einen neuen Link oder Code.",
    "429.text": "Von hier wurden zu viele Codes ausprobiert. Nehmen Sie den Link, oder warten Sie eine Weile.",
    "wrong.text": "Versuchen Sie es noch einmal, oder bitten Sie um einen neuen Link oder Code.",
}
TEXTS: Mapping[str, Mapping[str, str]] = {"en": ENGLISH, "de": GERMAN}
