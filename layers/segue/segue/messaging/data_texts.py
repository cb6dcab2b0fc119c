"""What the public pages say about a person's data: the page of a code, and the switch for profiling."""

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    "case.title": "Is it you?",
    "case.text": "Type the code of our message, and we know that it is you who asks about your data.",
    "case.label": "The code, six digits",
    "case.button": "It is me",
    "case.wrong": "That is not the code of our newest message. Look again.",
    "case.over": "This code is not good any more. Ask us for a new one.",
    "case.again": "Something else happened at this moment. Please try once more.",
    "case.newer": "This code is not good any more: use the newest message, or ask us for a new one.",
    "case.done": "Thank you. We know that it is you, and get back to you.",
    "profiling": "What we expect of you",
    "profiling.switch": "Expect and recommend by what I do",
    "profiling.about": "Off: we work out nothing about you. You see what others like; all else works as before.",
}
GERMAN: Mapping[str, str] = {
    "case.title": "Sind Sie es?",
    "case.text": "Geben Sie den Code aus unserer Nachricht ein, dann wissen wir, dass Sie nach Ihren Daten fragen.",
    "case.label": "Der Code, sechs Ziffern",
    "case.button": "Ich bin es",
    "case.wrong": "Das ist nicht der Code aus unserer neuesten Nachricht. Sehen Sie noch einmal nach.",
    "case.over": "Dieser Code gilt nicht mehr. Lassen Sie sich einen neuen schicken.",
    "case.again": "In diesem Augenblick ist etwas anderes geschehen. Bitte versuchen Sie es noch einmal.",
    "case.newer": "Dieser Code gilt nicht mehr: Nehmen Sie die neueste Nachricht, oder lassen Sie sich eine schicken.",
    "case.done": "Danke. Wir wissen, dass Sie es sind, und melden uns.",
    "profiling": "Was wir von Ihnen erwarten",
    "profiling.switch": "Erwarten und empfehlen nach dem, was ich tue",
    "profiling.about": "Aus: Wir rechnen nichts über Sie aus. Sie sehen, was anderen gefällt, alles andere bleibt.",
}
