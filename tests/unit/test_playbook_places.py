"""What is wrong in a file of any kind is told with its line and column."""

import pytest

from segue.playbook import BadPlaybook, compile_playbook
from segue.playbook.texts import read

MJML = "mjml: <mjml><mj-body></mj-body></mjml>\n"
TEMPLATE = f"subject: s\ntext: t\n{MJML}"
SEND = "entry: {a: [b]}\nsteps:\n  - send: {template: words, channel: email, purpose: marketing}\n"


@pytest.mark.parametrize(
    ("path", "text", "place", "says"),
    [
        ("policies/carts.yaml", "link_lasts: 7d\nseveral: merge\n", (2, 1), "`several` is one of"),
        ("policies/carts.yaml", "link_lasts: 7d\nsevral: add_up\n", (2, 1), "did you mean `several`?"),
        ("policies/consent.yaml", "email/marketing: ask-frist\n", (1, 1), "did you mean `ask-first`?"),
        ("policies/channels.yaml", "explore: 5%\norder: [email, smss]\n", (2, 16), "did you mean `sms`?"),
        ("policies/channels.yaml", "prior: {hour: 0}\n", (1, 9), "at least 1"),
        ("policies/quiet-hours.yaml", "channels:\n  sms:\n    sundy: closed\n", (3, 5), "did you mean `sunday`?"),
        ("policies/quiet-hours.yaml", "presets: [us,\n  us-fll]\n", (2, 3), "did you mean `us-fl`?"),
        ("policies/quiet-hours.yaml", "channels:\n  sms: {every_day: '06:00-07:00'}", (2, 3), "the preset us says"),
        ("policies/identity.yaml", "growth: 200 in 1d\nlimit: {}\n", (2, 1), "did you mean `limits`?"),
        ("policies/suggestions.yaml", "most: 5\nlevel: high\n", (2, 1), "a whole number"),
        ("sources/x.yaml", "channel: commerce\nprovider: shopifi\n", (2, 1), "did you mean `shopify`?"),
        ("sources/x.yaml", "provider: shopify\nchannel: my.shop\n", (2, 1), "no dot"),
        ("plans/x.yaml", "event: x\nschema: {type: nothing}\n", (2, 1), "`schema`"),
        ("templates/x.yaml", TEMPLATE.replace("<mj-body>", "<mj-body><mj-txt/>"), (3, 22), "did you mean `mj-text`?"),
        ("templates/x.yaml", TEMPLATE.replace("text: t", "text: '{% if %}'"), (2, 11), "text: "),
        ("segments/x.yaml", "when:\n  all:\n    - cart: open\n    - orderd: {at_least: 2}\n", (4, 7), "`ordered`"),
        ("segments/x.yaml", "when: {cart: open}\nname: x\ndescripton: y\n", (3, 1), "did you mean `description`?"),
        ("journeys/x.yaml", SEND.replace("- send", "- wait: 1h\n  - sned"), (4, 5), "`send`"),
        ("journeys/x.yaml", "etnry: {a: [b]}\nsteps: [{wait: 1h}]\n", (1, 1), "did you mean `entry`?"),
    ],
)
def test_a_mistake_has_its_place(path: str, text: str, place: tuple[int, int], says: str) -> None:
    with pytest.raises(BadPlaybook) as wrong:
        compile_playbook({path: text})
    (problem,) = wrong.value.problems
    assert says in problem["message"]
    assert (problem["file"], problem["line"], problem["column"]) == (path, *place)


FORMS = [
    "sms: {text}\n",
    "sms: '{text}'\n",
    'sms: "\\u00e4 {text}"\n',
    "sms: |\n  Grüße\n\n  {text}\n",
    "sms: >-\n  Two\n  lines\n\n    {text}\n",
    "deep:\n  - sms: |  # so\n      ä {text}\n",
]


@pytest.mark.parametrize("form", FORMS)
def test_a_character_of_a_text_is_found_however_yaml_wrote_it(form: str) -> None:
    source = form.format(text="Hello ß {% if % tent")
    text = read(source)
    path, value = next((path, value) for path, (value, _, _) in text.scalars.items() if "{%" in value)
    place = text.place(path, value.index("{%"))
    assert source.split("\n")[place.line - 1][place.column - 1 :].startswith("{%")


def test_what_is_wrong_in_a_fragment_is_told_there_and_once() -> None:
    frame = "text: '{% content %}'\nmjml: |\n  <mjml><mj-body>\n    {% content %}<mj-txt />\n  </mj-body></mjml>\n"
    mail = "frame: mail\nsubject: s\nmjml: <mj-section></mj-section>\n"
    with pytest.raises(BadPlaybook) as wrong:
        compile_playbook({"fragments/mail.yaml": frame, "templates/a.yaml": mail, "templates/b.yaml": mail})
    (problem,) = wrong.value.problems
    assert (problem["file"], problem["line"], problem["column"]) == ("fragments/mail.yaml", 4, 18)
