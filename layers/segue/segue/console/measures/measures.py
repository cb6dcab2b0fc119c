"""The pages of measures, each loaded when somebody looks at one: all other pages do without."""

from segue.console.desk import Desk
from segue.console.visits import Shown, Visit


def show(visit: Visit, desk: Desk) -> Shown:
    """A dashboard."""
    from segue.console.measures import measuring

    return measuring.show(visit, desk)


def refresh(visit: Visit, desk: Desk) -> Shown:
    """Has all of a dashboard worked out anew."""
    from segue.console.measures import measuring

    return measuring.refresh(visit, desk)


def show_card(visit: Visit, desk: Desk) -> Shown:
    """One figure of a dashboard, once it is there."""
    from segue.console.measures import measuring

    return measuring.more(visit, desk)


def show_one(visit: Visit, desk: Desk) -> Shown:
    """One measure."""
    from segue.console.measures import measure_pages

    return measure_pages.show(visit, desk)


def refresh_one(visit: Visit, desk: Desk) -> Shown:
    """Has one measure worked out anew."""
    from segue.console.measures import measure_pages

    return measure_pages.refresh(visit, desk)


def show_file(visit: Visit, desk: Desk) -> Shown:
    """One measure as CSV."""
    from segue.console.measures import measure_pages

    return measure_pages.show_file(visit, desk)


def show_people(visit: Visit, desk: Desk) -> Shown:
    """Who is behind a part of a measure."""
    from segue.console.measures import measure_people

    return measure_people.show(visit, desk)
