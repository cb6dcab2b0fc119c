"""What is learned of products: written by a job each night, read by whoever recommends."""

from functools import cache

from segue.aws.learned_products import LearnedProducts
from segue.aws.settings import settings


@cache
def learned() -> LearnedProducts:
    """Rows in the Catalog table."""
    return LearnedProducts(settings().catalog)
