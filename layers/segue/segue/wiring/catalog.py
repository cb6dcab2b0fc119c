"""The catalog: whoever reads it, states it by hand, or keeps what products have cost."""

from functools import cache

from segue.aws.catalog import Catalog
from segue.aws.catalog_statements import CatalogStatements
from segue.aws.price_history import PriceHistory
from segue.aws.settings import settings


@cache
def catalog() -> Catalog:
    """Items as they are."""
    return Catalog(settings().catalog)


@cache
def statements() -> CatalogStatements:
    """What sources state."""
    return CatalogStatements(settings().catalog)


@cache
def prices() -> PriceHistory:
    """What products have cost."""
    return PriceHistory(settings().catalog)
