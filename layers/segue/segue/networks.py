"""Networks: from where somebody asks, to be counted by. It is written down as a keyed hash or not at all."""

from ipaddress import IPv6Address, ip_address

HALF = 64  # bits of an address of IPv6 that name the network: whoever has one address there has all of them


def network_of(address: str) -> str:
    """The address, of IPv6 its network; "" where it is none."""
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or f"{int(found) >> HALF:x}/{HALF}")
