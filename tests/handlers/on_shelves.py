"""What a night has put on the shelves, as whoever recommends finds it."""

from collections.abc import Iterable

from segue.aws.settings import settings
from segue.aws.shelves import Shelves
from segue.recommending.rows import Popular, Row
from segue.recommending.served import Wanted


def rows(products: Iterable[str]) -> dict[str, Row]:
    """The rows of these products, as far as there are any."""
    return dict(Shelves.of(settings().catalog, 0)(Wanted(rows=tuple(products))).rows)


def popular(categories: Iterable[str] = ()) -> Popular:
    """What sells in the whole shop and in these categories."""
    return Shelves.of(settings().catalog, 0)(Wanted(categories=("", *categories))).popular
