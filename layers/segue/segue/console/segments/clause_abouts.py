"""What operators ask, in the words of their schemas, which the catalogues learn from here."""

from segue.languages.texts import _

ABOUT = (
    _("what is said of the person"),
    _("has an identifier of this type"),
    _("what was answered; `granted`, of `marketing`, where that is left out"),
    _("has an address of the channel, and may be written to there"),
    _("a cart is open: untouched for so long, worth so much, with one of these products in it, at the checkout"),
    _("so many orders, in so many days; one or more, and ever, where that is left out"),
    _("so much money, net of what was given back, in so many days"),
    _("so many pieces of these products; one or more, and ever, where that is left out"),
    _("so large a share of all pieces bought is of these products; half of them where it is left out"),
    _("so large a share of the pieces of a year was bought at a promotion; with three orders or more"),
    _("in these fifths of the customers who ordered; policies/rfm.yaml draws the lines"),
    _("so many days lie between two orders on average; with two orders or more"),
    _("the last order is so many times as long ago as there are days between two orders on average"),
    _("the points of one of these, halved every four weeks; one point where it is left out"),
    _(
        "has looked at one of these, or at anything, three times as much as usual within this week and "
        "the last, six points at least, and has bought nothing of it since"
    ),
    _("on eight of the last 28 days (high), on three (medium), on one of the last 84 (low), on none"),
    _("an open case, so many cases, or such a last score; cases and scores of so many days"),
    _(
        "what is expected of the person, made in the last 14 days; a word: what a model of yours "
        "has found, the trait predicted_<name>"
    ),
    _("something that is bought again and again is used up within so long; a week where that is left out"),
    _("an event happened so often, in so many days; once or more, and ever, where that is left out"),
    _("when an event happened for the first time"),
    _("when an event happened for the last time"),
    _("events in this order, all of them in so long a time"),
)
