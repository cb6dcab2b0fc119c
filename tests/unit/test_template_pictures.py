"""What the pictures of the documentation show: every starter template, with the demo shop's products."""

from segue_tools.playbooks import starter_files
from segue_tools.template_pictures import WIDTHS, pages


def test_every_mail_is_pictured_in_each_width_in_its_language() -> None:
    found = list(pages())
    mails = [one for one, text in starter_files().items() if one.startswith("templates/") and "\nmjml:" in text]
    assert len(found) == len(WIDTHS) * len(mails)
    assert all(f'lang="{width.locale}"' in html for _, width, html in found)
    (cart,) = [html for key, width, html in found if (key, width.locale) == ("abandoned-cart", "de")]
    assert ("Ridge 2 tent" in cart, "ridge-2.svg" in cart, "Warenkorb" in cart) == (True, True, True)
