"""The people of the played day: names, addresses, devices, and what they do with a mail."""

from dataclasses import dataclass
from random import Random
from uuid import UUID

FIRST = """
Ada Alba Amir Anke Anouk Arun Bela Bruno Carla Chidi Dana Elif Emil Femi Greta Hana Ines Ivo Jana Joris Kenji Lea Linus
Maeve Malik Mina Nils Noor Olga Pavel Quinn Rosa Ruben Sanne Tariq Tove Uma Vera Wanda Yusuf Zoe
"""
LAST = """
Abel Berg Costa Dupont Eriksen Ferrari Garcia Hansen Ito Jansen Kaya Larsen Moreau Novak Okafor Petrov Quist Rossi Silva
Thorne Ueda Varga Weber Xu Young Zeman
"""
SKEWS = (0, 0, 0, 0, 0, 0, 0, -9_000, 4_200, 86_400)  # seconds by which a device's clock is wrong


@dataclass(frozen=True)
class Device:
    """A browser: its anonymous id, and by how many seconds its clock is wrong."""

    id: str
    skew: int
    agent: str


@dataclass(frozen=True)
class Shopper:
    """One customer. `number` is the shop's customer number, `account` the id at Shopify."""

    first: str
    last: str
    email: str
    number: str
    account: int
    phone: Device
    laptop: Device

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}"


PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148"
LAPTOP = "Mozilla/5.0 (Macintosh; Intel Mac OS X 15_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari"


def shopper(nth: int, run: str, rng: Random) -> Shopper:
    """The `nth` customer of a run; ids and addresses are the run's own, so that days do not mix."""
    first, last = rng.choice(FIRST.split()), rng.choice(LAST.split())
    secret = Random(f"{run}/{nth}")
    phone, laptop = (Device(uuid(secret), rng.choice(SKEWS), agent) for agent in (PHONE, LAPTOP))
    return Shopper(
        first=first,
        last=last,
        email=f"{first}.{last}.{nth}@{domain(run)}".lower(),
        number=f"cus_{run}_{nth}",
        account=secret.randrange(10**12, 10**13),
        phone=phone,
        laptop=laptop,
    )


def domain(run: str) -> str:
    """The mail domain of a run; `.example` is reserved and reaches nobody."""
    return f"{run}.example"


def uuid(rng: Random) -> str:
    """A version 4 UUID."""
    return str(UUID(int=rng.getrandbits(128), version=4))
