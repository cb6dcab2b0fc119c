"""What ids are called for people: by a name of their own, and the usual ones as they are spelt."""

import re

from segue.events import ASKED, DECISIONS, EXPERIMENT, HELPED, OPENED, PREDICTED, SURVEY, USED_UP
from segue.languages.texts import _

CALLED = {
    "user_id": _("User id"),
    "customer_id": _("Customer id"),
    "email": _("E-mail"),
    "phone": _("Phone"),
    "loyalty_id": _("Loyalty card"),
    "order_id": _("Order"),
    "messenger_id": _("Messenger"),
    "x_id": _("X"),
    "device_id": _("Device"),
    "anonymous_id": _("Browser"),
    "cart_id": _("Cart"),
    "custom": _("Other"),
    "mail_name": _("Name in mails"),
    "sms": _("SMS"),
    "whatsapp": _("WhatsApp"),
    "rfm": _("RFM"),
    "helpdesk": _("Help desk"),
    "timezone": _("Time zone"),
    "claimed": _("Mentioned"),
    "typed": _("Typed in"),
    "order": _("With an order"),
    "login": _("Signed in"),
    "page": _("Viewed a page"),
    "screen": _("Viewed a screen"),
    "identify": _("Introduced themselves"),
    "alias": _("Took a new id"),
    "group": _("Joined a group"),
    "purchases_30d": _("Orders in 30 days"),
    "purchases_90d": _("Orders in 90 days"),
    "purchases_365d": _("Orders in 365 days"),
    "value_90d": _("Value in 90 days"),
    "value_365d": _("Value in 365 days"),
    PREDICTED: _("Predictions made anew"),
    EXPERIMENT: _("Took part in an experiment"),
    USED_UP: _("Used up soon"),
    "Conversation Opened": _("A conversation began"),
    "Conversation Reopened": _("A conversation began again"),
    "Conversation Turn": _("A message in a conversation"),
    "Conversation Escalated": _("A conversation was escalated"),
    "Conversation Resolved": _("A conversation was resolved"),
    "Call Started": _("A call began"),
    "Call Answered": _("A call was answered"),
    "Call Ended": _("A call ended"),
    SURVEY: _("Answered a survey"),
    ASKED: _("Was asked by a survey"),
    OPENED: _("Opened an article"),
    HELPED: _("Was helped by an article"),
    **dict(zip(DECISIONS, (_("Made one with another profile"), _("Merge taken back")), strict=True)),
}
# Told by their own words, `first_name` as `First name`; they stand here for the catalogues.
USUAL = (
    # of people
    *(_("Name"), _("First name"), _("Last name"), _("Full name"), _("Title"), _("Username"), _("Gender"), _("Age")),
    *(_("Birthday"), _("Birthdate"), _("Date of birth"), _("Language"), _("Locale"), _("Country"), _("Country code")),
    *(_("City"), _("Region"), _("Street"), _("Address"), _("Zip"), _("Postal code"), _("Company")),
    *(_("Job title"), _("Employees"), _("Website"), _("Description"), _("Avatar"), _("Created at"), _("Plan")),
    *(_("Lifetime"), _("Lifetime value"), _("Favourite category"), _("Shoe size"), _("Size"), _("Color"), _("Vip")),
    *(_("Newsletter"), _("Currency"), _("Tags"), _("Note"), _("Instagram id"), _("Whatsapp id"), _("Push id")),
    *(_("Payment fingerprint"), _("Loyalty points"), _("Loyalty tier"), _("Shop"), _("Store")),
    # of facets
    *(_("Traits"), _("Consent"), _("Carts"), _("Orders"), _("Engagement"), _("Interests"), _("Support"), _("Sessions")),
    *(_("Activity"), _("Predictions"), _("Experiments"), _("Style"), _("Names")),
    # of channels and devices
    *(
        _("Push"),
        _("In-app"),
        _("Own channel"),
        _("Webhook"),
        _("Instagram"),
        _("Chat"),
        _("Voice"),
        _("Web"),
        _("Desktop"),
        _("Mobile"),
    ),
    *(_("Tablet"), _("Ios"), _("Android"), _("Marketing"), _("Transactional")),
    # of channels within a sentence (segue.contact_points)
    *(_("e-mail"), _("own channel"), _("push"), _("webhook"), _("help desk"), _("in-app")),
    # the same of channels that messages are not sent by
    *(_("chat"), _("phone"), _("voice"), _("web"), _("mobile"), _("desktop"), _("store")),
    # what a message is for, within a sentence
    *(_("marketing"), _("transactional"), _("use"), _("guardian")),
    # of states of runs and orders, and of what became of a message (segue.journeys, segue.facets, segue.messages)
    *(_("Running"), _("Done"), _("Exited"), _("Left"), _("Placed"), _("Fulfilled"), _("Refunded"), _("Cancelled")),
    *(_("Sent"), _("Delivered"), _("Opened"), _("Clicked"), _("Replied"), _("Bounced"), _("Soft bounced")),
    *(_("Complained"), _("Unsubscribed"), _("Rejected"), _("Failed"), _("Scanned"), _("Machine opened"), _("Read")),
    # of what is looked at, and of the style in which somebody is written to
    *(_("Categories"), _("Brands"), _("Features"), _("Format"), _("Length"), _("Tone")),
    # of sources (segue.channels.guides), and of the modes of a plan
    *(_("Websites, apps and servers"), _("Point of sale"), _("Shopify web pixel"), _("Mail to the shop (Amazon SES)")),
    *(_("Commerce"), _("Surveys"), _("Social"), _("Allow"), _("Warn"), _("Quarantine")),
    # of roles, and of the parts of a message
    *(_("Admin"), _("Agent"), _("Marketer"), _("Privacy"), _("Subject"), _("Title"), _("Body"), _("Text"), _("Link")),
)
SPELT = {"sms": "SMS", "whatsapp": "WhatsApp"}


def own(name: str) -> str:
    """What a shop has named itself in its playbook: `sms-help` as `SMS help`, the same in every language."""
    first, space, rest = spaced(name).partition(" ")
    return f"{SPELT.get(first.lower(), first[:1].upper() + first[1:].lower())}{space}{rest.lower()}"


def spaced(name: str) -> str:
    """`first_name`, `first-name` and `firstName` as words."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).replace("_", " ").replace("-", " ")
