"""The words by which consent is asked for: which a customer hears, and how a version names them."""

import pytest

from segue.conversations.voice.scripts import of_version, reading, scripts_policy
from segue.errors import Invalid
from segue.playbook.texts import read
from segue_tools.playbooks import starter_files

TEXT = {"en": "May we?", "de": "Dürfen wir?", "de-CH": "Dörfed mir?"}
SPEC = {"sms-marketing": {"channel": "sms", "purpose": "marketing", "text": TEXT}}
SCRIPT = scripts_policy(SPEC)["sms-marketing"]


@pytest.mark.parametrize(
    ("language", "text"),
    [("de", "Dürfen wir?"), ("de-AT", "Dürfen wir?"), ("de-CH", "Dörfed mir?"), ("fr", "May we?"), ("", "May we?")],
)
def test_everybody_hears_their_own_language_else_the_first(language, text) -> None:
    assert reading(SCRIPT, language).text == text


def test_a_version_names_exactly_the_words_that_were_said() -> None:
    said = reading(SCRIPT, "de")
    assert said.version.startswith("sms-marketing/de@")
    assert of_version(SCRIPT, said.version) == said
    other = scripts_policy({"sms-marketing": {**SPEC["sms-marketing"], "text": {**TEXT, "de": "Dürfen wir das?"}}})
    assert reading(other["sms-marketing"], "de").version != said.version
    with pytest.raises(Invalid, match="other words"):
        of_version(other["sms-marketing"], said.version)


def test_the_starter_has_scripts_in_two_languages() -> None:
    found = scripts_policy(read(starter_files()["policies/scripts.yaml"]).value)
    assert {(one.channel, one.purpose, *one.texts) for one in found.values()} == {
        ("sms", "marketing", "en", "de"),
        ("email", "marketing", "en", "de"),
    }


@pytest.mark.parametrize(
    ("text", "path", "said"),
    [
        ("a: {chanel: sms, text: {en: x}}", ("a", "chanel"), "did you mean `channel`"),
        ("a: {channel: smss, text: {en: x}}", ("a", "channel"), "did you mean `sms`"),
        ("a: {channel: sms, text: May we?}", ("a", "text"), "by language"),
        ("a: {channel: sms, text: {en_GB: x}}", ("a", "text", "en_GB"), "such as de"),
        ("a: {channel: sms, text: {en: ''}}", ("a", "text", "en"), "at most 2000"),
        ("a: {channel: sms, purpose: To sell, text: {en: x}}", ("a", "purpose"), "a word"),
        ("A b: {channel: sms, text: {en: x}}", ("A b",), "small letters"),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(text, path, said) -> None:
    with pytest.raises(Invalid) as wrong:
        scripts_policy(read(text).value)
    assert (wrong.value.path, said in wrong.value.detail) == (path, True), wrong.value.detail
