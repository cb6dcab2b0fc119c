"""The pages where staff come in and go out, and choose a language; they stand among those of `views.py`."""

from segue.api.roles import ALL
from segue.console import doors, speaking
from segue.console.pages import View

ENTRANCE = (
    View("GET", "", doors.home, ALL),
    View("POST", "/sign-out", doors.sign_out, ALL),
    View("POST", "/language", speaking.choose, greets=True),
    View("GET", "/sign-in", doors.show),
    View("POST", "/sign-in", doors.sign_in),
    View("POST", "/new-password", doors.choose_password),
    View("POST", "/second-factor", doors.enter_code),
)
