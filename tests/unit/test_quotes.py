"""What somebody wrote, out of mails as the main programs and languages make them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.channels.email.quotes import LONGEST, written
from segue.channels.email.readable import readable

QUOTE = "> The tent is 3 kg.\n> Yours"
ATTRIBUTIONS = [
    "On Mon, 3 May 2026 at 10:00, Kim Doe <kim@shop.example> wrote:",
    "On Mon, 3 May 2026 at 10:00, The Service of a Shop with a Long Name\n<service@shop.example> wrote:",
    "Am Mo., 3. Mai 2026 um 10:00 Uhr schrieb Kim Doe <kim@shop.example>:",
    "Am 03.05.26 um 10:00 schrieb Der Laden mit dem\nlangen Namen:",
    "Le lun. 3 mai 2026 à 10:00, Kim <kim@shop.example> a écrit :",
    "El lun, 3 may 2026 a las 10:00, Kim (<kim@shop.example>) escribió:",
    "Il giorno lun 3 mag 2026 alle ore 10:00 Kim <kim@shop.example> ha scritto:",
    "Op ma 3 mei 2026 om 10:00 schreef Kim <kim@shop.example>:",
    "Em seg., 3 de mai. de 2026 às 10:00, Kim <kim@shop.example> escreveu:",
    "pon., 3 maj 2026 o 10:00 Kim <kim@shop.example> napisał(a):",
    "Den mån 3 maj 2026 kl 10:00 skrev Kim <kim@shop.example>:",
    "Den man. 3. maj 2026 kl. 10.00 skrev Kim <kim@shop.example>:",
    "ma 3. toukok. 2026 klo 10.00 Kim <kim@shop.example> kirjoitti:",
    "po 3. 5. 2026 v 10:00 odesílatel Kim <kim@shop.example> napsal:",
    "пн, 3 мая 2026 г. в 10:00, Kim <kim@shop.example> написал:",
    "2026年5月3日(月) 10:00 Kim <kim@shop.example>:",
    "-----Original Message-----",
    "-----Ursprüngliche Nachricht-----",
    "________________________________",
    "From: Kim <kim@shop.example>\nSent: Monday, May 3, 2026 10:00\nTo: Lee\nSubject: Tent",
    "*Von:* Kim\n*Gesendet:* Montag\n*An:* Lee\n*Betreff:* Zelt",
    "De : Kim\nEnvoyé : lundi\nÀ : Lee\nObjet : Tente",
    "Van: Kim\nVerzonden: maandag\nAan: Lee\nOnderwerp: Tent",
]


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
@pytest.mark.parametrize("quote", [QUOTE, "The tent is 3 kg."])
def test_an_older_mail_is_cut(attribution, quote):
    assert written(f"Is it green?\n\n{attribution}\n\n{quote}") == "Is it green?"


@pytest.mark.parametrize("attribution", ATTRIBUTIONS[:15])
def test_answers_between_quotes_stay(attribution):
    assert written(f"{attribution}\n> Which one?\nThe green one.\n> When?\nToday.") == "The green one.\nToday."


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nKim Doe\nShop Street 1",
        "Sent from my iPhone",
        "Gesendet von Outlook für Android",
        "Envoyé de mon iPhone",
        "Von meinem iPhone gesendet",
        "Best regards,\nKim Doe\n+44 20 7946 0000",
        "Mit freundlichen Grüßen\nKim Doe",
        "Cordialement,\nKim",
        "Met vriendelijke groet,\n\nKim",
        "Saludos\nKim",
    ],
)
def test_a_signature_is_cut(signature):
    assert written(f"Is it green?\n\n{signature}") == "Is it green?"


@pytest.mark.parametrize(
    "text",
    [
        "I have two questions:\n- Is it green?\n- Is it light?",
        "On 3 May I wrote: where is it?\nNobody answered.",
        "From: the shop in Paris I bought a tent.",
        "Regards",
        "Best regards are not enough.\nWhere is my tent?",
        "I wrote to you:",
        "-- is that a dash?",
        "To: be or not to be",
    ],
)
def test_a_sentence_that_only_looks_like_it_stays(text):
    assert written(text) == text


def test_html_is_what_a_reader_sees():
    page = (
        "<head><title>x</title><style>p {}</style></head><p>Is <b>it</b>\n green?</p><div>Or&nbsp;blue<br>or red</div>"
    )
    assert readable(page) == "Is it green?\n\nOr blue\nor red"


@pytest.mark.parametrize(
    "older",
    [
        '<div class="gmail_quote"><div>On Monday</div><p>Old</p></div>',
        "<blockquote>Old <blockquote>Older</blockquote></blockquote>",
        '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b></div><p>Old</p>',
        '<div class="yahoo_quoted">Old</div>',
        '<div class="gmail_signature"><div>Kim</div></div>',
    ],
)
def test_an_older_mail_in_html_is_cut(older):
    assert readable(f"<div>Is it green?</div>{older}") == "Is it green?"


@given(st.text(max_size=200))
def test_any_text_is_shortened_at_most(text):
    assert len(written(text)) <= len(text)
    readable(f"<p>{text}")


@pytest.mark.parametrize(
    "hostile", ["On 1 ", "wrote ", "> ", "On 1\n", "From:\n", "1 wrote:\n", "<", "a wrote:\n> x\n"]
)
def test_a_hostile_mail_takes_no_time(hostile):
    start = time.process_time()
    written(hostile * LONGEST)
    readable((hostile * LONGEST)[:LONGEST])
    assert time.process_time() - start < 5


@pytest.mark.parametrize("hostile", ["\n", "Regards,\n", "Regards,\n\n"])
def test_many_lines_take_no_time(hostile):
    start = time.process_time()
    written(hostile * LONGEST)
    assert time.process_time() - start < 1
