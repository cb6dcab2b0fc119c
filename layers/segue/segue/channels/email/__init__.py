"""E-mail: one file per provider."""


def one_click(link: str) -> dict[str, str]:
    """RFC 8058: both headers, on everything that can be subscribed to."""
    return {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
