"""Why a message goes and a product is shown, as the domain says it: for the catalogues.

Nothing reads this but `make texts`; `tests/unit/test_domain_words.py` holds it to what the domain says.
"""

from segue.languages.texts import _

TEXTS = (
    # why a message goes, waits or does not (segue.messaging.reasons)
    _("The customer opted out of this kind of message."),
    _("The customer never agreed to this kind of message, and the policy asks first."),
    _("The address does not exist: an earlier message bounced for good."),
    _("The customer marked an earlier message as spam."),
    *(_("The customer answered with STOP."),),
    _("The app is no longer on the device, or may not show messages; until it is opened again."),
    _("What is held of the customer is kept and not used, as they asked; only what the law wants goes out."),
    _("The customer is too young to be sold to, and no guardian has agreed."),
    _("Somebody else has signed in to the app on this device since."),
    _("The app is no longer on the device, or may not show messages."),
    *(_("The address was erased."),),
    _("Marketing waits for a while: a journey, or the customer, wants a pause."),
    _("The journey was stopped before the message left."),
    _("Somebody at the shop stopped this message."),
    _("The broadcast was cancelled before the message left."),
    _("What the message is about was over before it was sent, for example by an order."),
    _("Nothing that the message is about can be bought any more."),
    _("The product costs more again than the message would have said."),
    _("The customer has bought the product, or what does in its place, since."),
    _(
        "The customer, or whose address it is, is of the holdout: people who get no marketing, so that it can "
        "be told what all of it is worth."
    ),
    _("Nobody stands behind the identifier: it is shared, or it was erased."),
    *(_("No address of this channel is known."),),
    _("This address got the same message already, or an attempt to send it has begun."),
    _("The template could not be rendered for this customer."),
    _("The playbook no longer holds the template."),
    _("The template says nothing for this channel."),
    _("Nothing is deployed here that sends on this channel."),
    *(_("This channel was tried before."),),
    _("The customer has a case open; offers wait until it is closed."),
    _("The last messages to this address came back; it is left alone for a while."),
    *(_("Quiet hours: {rule}."),),
    _("The customer got as many messages as the cap {cap} allows."),
    _("Sending was paused when its time came: {scope}."),
    _("This channel takes messages for a while after the customer wrote, and that time is over."),
    _("The time in which the message was to be sent was over."),
    *(_("This channel was chosen."),),
    _("The customer asked to be written to on this channel: {channel}."),
    _("By {channel}: the customer answered {answered} of {sent} there{others}."),
    _("By {channel}, which costs less and is answered about as often: {answered} of {sent} there{others}."),
    _("By {channel}: nothing is learned of the customer yet; what others answer and the cost decide."),
    _("By {channel}, to learn from it: {share} of marketing goes where the customer was written to least."),
    _(
        "{day} {hour}:00 of the customer's week: {channel} is answered most then, of the time that the "
        "message has; {own} of {of} answers of their own came around that hour, the rest is {rest}."
    ),
    _("In the style that the customer asked for: {style}."),
    _("In the style {style}: the customer answered {answered} of {sent} such, {others}."),
    _("In the style {style}, to learn from it: styles take turns until {after} were sent, {sent} so far."),
    _("In the style {style}, drawn for this person by the template's experiment."),
    *(_("The pool of coupons was empty."),),
    _("A file of the answer was not uploaded, or is not kept any more."),
    *(_("The provider refused the message."),),
    _("Its row was put back out of a backup, and it may have left since then. It is not sent again."),
    _("Somebody at the shop said what became of it: the provider's answer was lost."),
    _("The provider's answer was lost. It is not sent again; the provider's own report settles it."),
    _("Quiet hours of the person's place or the shop."),
    _("The customer got as many messages as the frequency caps allow."),
    *(
        _("Sending was paused when its time came."),
        _("everything"),
        _("everything by {name}"),
    ),
    *(_("the journey {name}"),),
    # what the feed says of a message (segue.wiring.dispatches)
    *(
        _("on its way"),
        _("held until its time"),
    ),
    # why something is recommended, or is not (segue.recommending.words)
    *(_("{people} people bought it with {title}"),),
    _("{people} people who looked at {title} liked it too"),
    *(
        _("Like {title}"),
        _("Goes with {title}"),
        _("They may need it again"),
        _("Bought by many"),
    ),
    *(
        _("Bought by many in {category}"),
        _("Much in demand these days"),
    ),
    *(
        _("Much in demand in {category} these days"),
        _("About {title}"),
    ),
    *(
        _("They have been reading about {category}"),
        _("They have been looking at {category}"),
    ),
    *(
        _("From “{title}”"),
        _("what they looked at"),
    ),
    _("it is in the cart, or what this is about"),
    *(
        _("they sent it back"),
        _("it is in an open complaint"),
        _("the shop has it no more"),
        _("sold out"),
    ),
    *(
        _("they own it"),
        _("they have enough of it for now"),
        _("they are looking at it"),
    ),
    *(_("the catalog does not know it"),),
    _("Nothing is learned yet of what this is about, and the catalog names nothing that goes with it."),
    *(_("Everything that would suit is left out."),),
    _("Nothing is known of them that this could be about."),
    _("They object to profiling: only what is on the page, and what sells, counts."),
)
