"""Where to begin with a local stack: its addresses and a login, and its start page in the browser of whoever looks."""

import os
import sys
import webbrowser
from collections.abc import Mapping
from typing import Any

from segue_tools.progress import say

QUIET = ("CI", "SEGUE_NO_BROWSER")  # set to anything: no browser is opened


def describe(outputs: Mapping[str, Any]) -> None:
    """Addresses and a login, for people."""
    admin = outputs["staff"]["admin"]
    say(f"\n  start here  {outputs['tour']}")
    say(f"  shop        {outputs['shop']}\n  console     {outputs['console']}")
    say(f"              {admin['username']}  {admin['password']}")
    say(f"  mail        {outputs['mail']}\n  SDKs        {outputs['ingest']}  write key {outputs['write_key']}")
    say(f"  an event    {first_event(outputs)}\n")


def first_event(outputs: Mapping[str, Any]) -> str:
    """A command that sends who somebody is and what they did, to copy."""
    seen = '{"type":"track","userId":"ada","event":"Product Viewed","properties":{"product_id":"42"}}'
    who = '{"type":"identify","userId":"ada","traits":{"email":"ada@shop.example"}}'
    said = f'{{"batch":[{who},{seen}]}}'
    return (
        f"curl {outputs['ingest']}/v1/batch -u {outputs['write_key']}: -H 'content-type: application/json' -d '{said}'"
    )


def open_tour(outputs: Mapping[str, Any]) -> bool:
    """Opens the start page where somebody sits at a terminal and has a browser; whether it did."""
    if not sys.stdout.isatty() or any(os.environ.get(name) for name in QUIET):
        return False
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False  # only browsers for a terminal are there, which would take this one
    try:
        return webbrowser.open(outputs["tour"])
    except webbrowser.Error:
        return False
