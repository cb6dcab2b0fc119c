"""Addresses of certificates that are not SNS's, though many look like it."""

HOST, NAME = "sns.eu-west-1.amazonaws.com", "SimpleNotificationService-0a1b2c.pem"
RIGHT = f"https://{HOST}/{NAME}"
SCHEMES = ("http", "HTTPS", "ftp", "file", "gopher", "data", "javascript", "https:https", " https", "httpss", "")
# Letters that some fold into those of the host, dots and slashes that are none.
LOOK_ALIKES = {"s": "ѕｓſ", "a": "аａ", "o": "оοｏ", "m": "ｍ", ".": "。．｡․", "/": "／∕⁄", "-": "‐－", "1": "１¹١"}
_HOSTS = """
evil.example sns.evil.example sns.eu-west-1.evil.example amazonaws.com sns.amazonaws.com eu-west-1.amazonaws.com
sns.eu-west-1.amazonaws.com.evil.example sns.eu-west-1.amazonaws.com.cn.evil.example sns.eu-west-1.amazonaws.co
sns.eu-west-1.amazonaws.com.com sns.eu-west-1.amazonaws.com. sns.eu-west-1.amazonaws.com:443
sns.eu-west-1.amazonaws.com:80 sns.eu-west-1.amazonaws.com:22 user@sns.eu-west-1.amazonaws.com
sns.eu-west-1.amazonaws.com@evil.example sns.eu-west-1.amazonaws.com%40evil.example
sns.eu-west-1.amazonaws.com:x@evil.example sns.eu-west-1.amazonaws.com#@evil.example
sns.eu-west-1.amazonaws.com?@evil.example sns.eu-west-1.amazonaws.com\\@evil.example
sns.eu-west-1.amazonaws.com%2eevil.example sns.eu-west-1.amazonaws.com%00.evil.example
sns.eu-west-1.amazonaws.com%2f.evil.example sns.eu-west-1-amazonaws.com snsXeu-west-1.amazonaws.com
sns.eu-west-1.amazonawsXcom evilsns.eu-west-1.amazonaws.com x.sns.eu-west-1.amazonaws.com sns.x.amazonaws.com
sns..amazonaws.com sns.eu-west-1..amazonaws.com sns.eu-west.amazonaws.com sns.eu-west-1.s3.amazonaws.com
sns.s3.amazonaws.com bucket.s3.amazonaws.com sns.eu-west-1.s3-website.amazonaws.com s3.eu-west-1.amazonaws.com
SNS.eu-west-1.amazonaws.com sns.EU-WEST-1.amazonaws.com sns.eu-west-1.AMAZONAWS.com sns.eu_west_1.amazonaws.com
sns.eu-west-1/.amazonaws.com sns.eu-west-1;.amazonaws.com 127.0.0.1 localhost 169.254.169.254 [::1] 0x7f000001
2130706433 0177.0.0.1 [::ffff:169.254.169.254] metadata.google.internal sns.eu-west-1.amazonaws.com,evil.example
"""
PATHS = (
    *("", "/", "/x.pem", "/SimpleNotificationService-.pem", "/SimpleNotificationService-xyz.pem", f"//{NAME}"),
    *(f"/../{NAME}", f"/./{NAME}", f"/a/{NAME}", f"/{NAME}/", f"/{NAME}?x=1", f"/{NAME}?", f"/{NAME}#", f"/{NAME}#x"),
    *(f"/{NAME}%00", f"/{NAME}\n", f"/{NAME} ", f"/{NAME}\t", f"/{NAME}\x00", f"/{NAME};x", f"/%2e%2e/{NAME}"),
    *("/simplenotificationservice-0a1b2c.pem", "/SimpleNotificationService-0A1B.pem", f"\\{NAME}", f"/{NAME}.exe"),
    *("/SimpleNotificationService-0a1b.PEM", f"/SimpleNotificationService-{'a' * 65}.pem", "/?Action=Publish"),
    *(
        f"/{NAME}\r\nHost: evil.example",
        "/SimpleNotificationService-0a/../../x.pem",
        "/SimpleNotificationService-٣.pem",
    ),
)
ADDRESSES = (
    *(f"{scheme}://{HOST}/{NAME}" for scheme in SCHEMES),
    *(f"https://{host}/{NAME}" for host in _HOSTS.split()),
    *(f"https://{HOST}{path}" for path in PATHS),
    *(RIGHT.replace(was, one) for was, some in LOOK_ALIKES.items() for one in some),
    *("", "None", f"//{HOST}/{NAME}", f"{HOST}/{NAME}", f" {RIGHT}", f"\n{RIGHT}", f"{RIGHT}{RIGHT}", f"\ufeff{RIGHT}"),
    *(f"https:/{HOST}/{NAME}", f"https:///{HOST}/{NAME}", f"https:\\\\{HOST}/{NAME}", f"https://{HOST}\u200b/{NAME}"),
)
