"""What the console's desk needs on the telephone: codes, and consent by script. Loaded by whoever asks first."""

from collections.abc import Mapping

from segue.console.talks import Asking
from segue.conversations.conversations import Conversation
from segue.conversations.desk.acts import Act
from segue.conversations.voice.scripts import Reading, Script
from segue.errors import Invalid, NotFound
from segue.languages.texts import _
from segue.profile.profiles import Profile
from segue.wiring.conversations import desk_of_conversations
from segue.wiring.people import profiles

ANSWERS = {"yes": True, "no": False}
BY_VOICE = "voice"


class Phoning:
    """Raises as what it calls does."""

    def entered(self, code: str, conversation: str, act: Act) -> str:
        """The conversation that a code leads to; it and that of the call are verified by it."""
        from segue.handover.codes import HOW
        from segue.wiring.codes import codes

        found, moment = codes().taken(code, act.by, act.now)
        known = Act(act.by, moment, act.occasion)
        for one in dict.fromkeys((found, conversation)):
            desk_of_conversations().verify(one, HOW, known)
        return found

    def scripts(self, profile: Profile) -> list[Asking]:
        """What can be asked of a customer, in their language."""
        from segue.conversations.voice.scripts import reading
        from segue.messaging.languages import person_locale
        from segue.wiring.agreeing import scripts

        return [_asking(profile, reading(one, person_locale(profile))) for one in scripts().values()]

    def agreed(self, head: Conversation, said: Mapping[str, str], act: Act) -> object:
        """Keeps what the customer of a conversation said to the words of a version."""
        from segue.conversations.voice.agreeing import Agreement
        from segue.conversations.voice.scripts import of_version
        from segue.wiring.agreeing import agreeing, script

        profile = profiles().read(head.person)
        if profile is None:
            raise NotFound("unknown-person", "nobody is known by this conversation yet")
        if said["answer"] not in ANSWERS:
            raise Invalid("bad-answer", _("the answer is yes or no"))
        agreement = Agreement(
            reading=of_version(script(said["script"]), said["version"]),
            granted=ANSWERS[said["answer"]],
            method="voice" if said["method"] == BY_VOICE else "chat",
            by=act.by,
            occasion=act.occasion,
            proof=said["proof"],
            conversation=head.id,
        )
        return agreeing().keep(profile, agreement, act.now)


def _asking(profile: Profile, one: Reading) -> Asking:
    script = one.script
    return Asking(script.id, script.channel, script.purpose, one.text, one.version, _standing(profile, script))


def _standing(profile: Profile, script: Script) -> str:
    answer = profile.answer(script.channel, script.purpose)
    return "" if answer is None else "no" if answer[1] else "yes"
