"""What the domain says of people in English and pages show in the language of whoever looks: for the catalogues.

Nothing reads this but `make texts`; `tests/unit/test_domain_words.py` holds it to what the domain says.
"""

from segue.languages.texts import _

TEXTS = (
    # identifiers within a sentence, and many of them (segue.identity.evidence)
    *(
        _("user id"),
        _("customer number"),
        _("e-mail address"),
        _("phone number"),
        _("loyalty card"),
    ),
    *(
        _("order"),
        _("Messenger account"),
        _("Instagram account"),
        _("WhatsApp number"),
        _("payment card"),
    ),
    *(
        _("device"),
        _("browser"),
        _("cart"),
        _("app on a device"),
        _("X account"),
        _("user ids"),
    ),
    *(
        _("customer numbers"),
        _("e-mail addresses"),
        _("phone numbers"),
        _("loyalty cards"),
        _("orders"),
    ),
    *(
        _("Messenger accounts"),
        _("Instagram accounts"),
        _("WhatsApp numbers"),
        _("payment cards"),
    ),
    *(
        _("devices"),
        _("browsers"),
        _("carts"),
        _("apps on devices"),
        _("X accounts"),
    ),
    # why identifiers were kept apart (segue.identity.evidence)
    _("known to be somebody else: it was taken apart by staff"),
    _("mentioned or typed by somebody who was not signed in: too little to make two known people one"),
    _("too many new identifiers in too short a time: it waits for somebody to look at it"),
    _("shared by several people, so it stands for none of them"),
    _("another {kind} is known: one person has one"),
    _("more than {most} {kinds}: more than one person has"),
    _("more than {most} {kinds} within {span}: more than one person has"),
    *(
        _("a year"),
        _("a day"),
        _("{count} days"),
        _("an hour"),
        _("{count} hours"),
    ),
    # what two profiles have in common (segue.identity.matching.levels, segue.identity.linking)
    *(_("same {noun}"),),
    _("{noun} with a typing error ({likeness} % alike)"),
    *(
        _("{noun} alike ({likeness} %)"),
        _("{noun} differs"),
        _("{noun} swapped"),
        _("given and family name"),
    ),
    *(
        _("given name"),
        _("family name"),
        _("birth date"),
        _("lines of the address"),
        _("street"),
    ),
    *(
        _("second line of the address"),
        _("house number"),
        _("city"),
        _("postal code"),
        _("region"),
    ),
    _("one event named both, and nobody vouched for it"),
    _("one event named both, and the person has grown too fast to go on unseen"),
    # how sure it is who somebody is (segue.conversations.cards.certainty)
    *(
        _("signed in"),
        _("named with an order"),
        _("typed in"),
        _("mentioned only, not proven"),
    ),
    *(_("not signed in here"),),
    # why conversations stay apart (segue.conversations.joined)
    _("both are chats, and a visitor's page shows each: they stay two, and you answer either"),
    _("a visitor's page shows this chat: keep it, and merge the other one into it"),
    # what happened, in a few words (segue.profile.summaries)
    *(
        _("agent: {said}"),
        _("bot: {said}"),
        _("system: {said}"),
        _("{names} and {count} more"),
    ),
    *(
        _("by {actor}: {reason}"),
        _("answered"),
        _("not answered"),
        _("used up about {due}"),
    ),
    _("{share}% probable that nothing more is bought soon"),
    *(
        _("by the model of {model}"),
        _("held out: gets none of it"),
        _("variant {variant}"),
    ),
    # why nobody comes in (segue.aws.staff)
    _("That e-mail address and password do not fit together. After several attempts, wait a few minutes."),
    _("Too many attempts. Wait a few minutes, then try again."),
    _("These are not the digits that the app shows now. Sign in once more."),
    _("An administrator has reset this password. Ask for a new invitation."),
    _("This account is not confirmed yet. Ask for a new invitation."),
    _("This account asks for a second factor other than an app. Ask an administrator."),
)
