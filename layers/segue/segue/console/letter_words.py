"""What queues of dead letters are called for people: by what does not get on while something lies there."""

from segue.languages.texts import _

QUEUES = {
    "JourneysDeadLetters": _("Journeys"),
    "DispatchDeadLetters": _("Deciding what is sent"),
    "SendDeadLetters": _("Sending"),
    "EmailDeadLetters": _("Sending e-mail"),
    "CallsDeadLetters": _("Calls"),
    "ConversationsDeadLetters": _("Conversations"),
    "BackFillDeadLetters": _("Filling segments"),
    "SimulateDeadLetters": _("Simulations"),
    "MeasureDeadLetters": _("Measures"),
    "ForecastDeadLetters": _("Predictions"),
    "ImportsDeadLetters": _("Imports"),
    "BroadcastsDeadLetters": _("Broadcasts"),
    "PrivacyDeadLetters": _("Exports and erasures"),
    "DeadLetters": _("Events and nightly work"),
}


def queue(name: str) -> str:
    """`Broadcasts` for `BroadcastsDeadLetters`; a queue without a name here by its own."""
    return str(QUEUES.get(name, name))
