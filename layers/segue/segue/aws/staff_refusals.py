"""What the user pool refuses, in words for who signs in."""

from botocore.exceptions import ClientError

from segue.errors import Refused

WRONG = "That e-mail address and password do not fit together. After several attempts, wait a few minutes."
CODES = "These are not the digits that the app shows now. Sign in once more."
APPLESS = "Here nobody is asked for a second factor: an administrator sets StaffMfa to OPTIONAL or ON."
BUSY = "Too many attempts. Wait a few minutes, then try again."
MEANINGS = {
    "NotAuthorizedException": ("wrong-password", WRONG),
    "UserNotFoundException": ("wrong-password", WRONG),
    "InvalidParameterException": ("wrong-password", WRONG),
    "TooManyRequestsException": ("throttled", BUSY),
    "LimitExceededException": ("throttled", BUSY),
    "CodeMismatchException": ("wrong-code", CODES),
    "EnableSoftwareTokenMFAException": ("wrong-code", CODES),
    "ExpiredCodeException": ("wrong-code", CODES),
    "SoftwareTokenMFANotFoundException": ("no-apps", APPLESS),
    "PasswordResetRequiredException": ("reset", "An administrator has reset this password. Ask for a new invitation."),
    "UserNotConfirmedException": ("unconfirmed", "This account is not confirmed yet. Ask for a new invitation."),
}


def refusal(wrong: ClientError) -> Exception:
    """A refusal for people; whatever is not theirs to mend is passed on as it is."""
    error = wrong.response["Error"]
    if error["Code"] == "InvalidPasswordException":
        return Refused("weak-password", error.get("Message", "That password is too weak."))
    return Refused(*MEANINGS[error["Code"]]) if error["Code"] in MEANINGS else wrong
