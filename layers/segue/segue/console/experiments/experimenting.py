"""The pages of experiments, loaded when somebody opens one: few do, and what judges is much."""

from segue.console.desk import Desk
from segue.console.visits import Shown, Visit


def show(visit: Visit, _: Desk) -> Shown:
    """All experiments. Raises Unavailable."""
    from segue.console.experiments import experiment_pages

    return experiment_pages.show(visit)


def refresh(visit: Visit, _: Desk) -> Shown:
    """Has all of them worked out anew. Raises Unavailable."""
    from segue.console.experiments import experiment_pages

    return experiment_pages.refresh(visit)


def show_one(visit: Visit, _: Desk) -> Shown:
    """One experiment. Raises NotFound, Unavailable."""
    from segue.console.experiments import experiment_pages

    return experiment_pages.show_one(visit)


def show_file(visit: Visit, _: Desk) -> Shown:
    """Its days as CSV. Raises NotFound, Unavailable."""
    from segue.console.experiments import experiment_pages

    return experiment_pages.show_file(visit)


def plan(visit: Visit, _: Desk) -> Shown:
    """The calculator."""
    from segue.console.experiments import experiment_plans

    return experiment_plans.show(visit)
