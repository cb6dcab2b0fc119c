"""From where somebody asks."""

import pytest

from segue.networks import network_of


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:0:1::7", "20010db800000001/64"),
        ("2001:db8:0:1:ffff::", "20010db800000001/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", ""),
        ("kim", ""),
    ],
)
def test_of_ipv6_the_network_counts(address, network):
    assert network_of(address) == network
