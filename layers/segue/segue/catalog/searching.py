"""Which items are meant by some text and a group: a category of products, a topic of content."""

from segue.catalog.items import VARIANTS, Item

GROUPS = {"product": "categories", "content": "topics"}


def meant(one: Item, text: str, group: str = "") -> bool:
    """Whether id, title, brand or a SKU has the text in it, in capitals or not, and the item is of that group."""
    names = [one.id, *(one.fields.get(name, "") for name in ("title", "brand", "sku"))]
    names += [str(form.get("sku", "")) for form in one.fields.get(VARIANTS, {}).values()]
    fits = any(text.casefold() in name.casefold() for name in names)
    return not one.gone and fits and (not group or group in one.fields.get(GROUPS[one.kind], ()))
