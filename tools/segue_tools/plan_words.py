"""What a plan says beside the differences, in words. Pure."""

from typing import Any


def about(affected: dict[str, Any] | None) -> str:
    """Whom a change is about, in words."""
    if affected is None:
        return ""
    if affected.get("after"):
        return f"  ({_would_have(affected['people'], affected['after'])})"
    if affected["people"] is None:
        return "  (nobody has counted its people)"
    least = "" if affected["whole"] else "at least "
    steps = ", ".join(f"{count} at step {step}" for step, count in sorted(affected["steps"].items()))
    what = f"runs: {steps}" if steps else "people"
    return f"  ({least}{affected['people']} {what})"


def _would_have(now: int | None, after: dict[str, int]) -> str:
    """How many people a segment would have, beside how many it has where it is in force."""
    least, most = after["low"], after["high"]
    told = f"{after['people']} people" if least == most else f"about {after['people']} people, {least} to {most}"
    return f"would have {told}" if now is None else f"{now} people now, would have {told}"


def rehearsed(one: dict[str, Any]) -> list[str]:
    """How a template came out for some people, in lines."""
    size = f", {one['html'] / 1000:.0f} KB" if one["html"] else ""
    parts = f", {one['sms']} parts of SMS" if one["sms"] else ""
    failed = [f"  {each['count']} fail: {each['reason']} ({each['person']})" for each in one["failures"]]
    head = f"{one['template']}: {one['messages']} messages to {one['people']} people rendered{size}{parts}"
    return [head, *failed, *(f"  {note}" for note in one["notes"])]
