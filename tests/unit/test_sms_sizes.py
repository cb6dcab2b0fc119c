"""How many parts a text message takes."""

import pytest

from segue.messaging.sms import ESCAPED, GSM, Size, size


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Size("GSM-7", 0, 1)),
        ("a" * 160, Size("GSM-7", 160, 1)),
        ("a" * 161, Size("GSM-7", 161, 2)),
        ("a" * 306, Size("GSM-7", 306, 2)),
        ("a" * 307, Size("GSM-7", 307, 3)),
        ("€" * 80, Size("GSM-7", 160, 1)),
        ("€" * 81, Size("GSM-7", 162, 2)),
        ("a" * 152 + "€" + "a" * 8, Size("GSM-7", 162, 2)),
        ("a" * 152 + "€" + "a" * 152, Size("GSM-7", 306, 3)),  # the euro goes whole into the second part
        ("Grüße", Size("GSM-7", 5, 1)),
        ("ž" * 70, Size("UCS-2", 70, 1, "ž")),
        ("ž" * 71, Size("UCS-2", 71, 2, "ž")),
        ("a😀", Size("UCS-2", 3, 1, "😀")),
        ("😀" * 35, Size("UCS-2", 70, 1, "😀")),
        ("😀" * 36 + "a" * 63, Size("UCS-2", 135, 3, "😀")),  # none is split: 66 places in the first part
    ],
)
def test_a_text_takes_so_many_parts(text: str, expected: Size) -> None:
    assert size(text) == expected


def test_the_alphabet_has_as_many_characters_as_the_standard_says() -> None:
    assert (len(GSM), len(ESCAPED)) == (127, 10)  # 128 with the escape itself
