"""allauth's forms, in our words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from allauth.account.forms import LoginForm
from allauth.account.forms import ReauthenticateForm as PasswordForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, ReauthenticateWebAuthnForm
from django.forms import Form
from django.utils.translation import gettext_lazy as _

from services.office.signing_in import one_time

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    Typed = AuthenticateForm
else:
    Typed = object

T = TypeVar("T")
PASSWORD = (_("Password"), _("Type your password."))
CODE = (_("Code"), _("Type the code."))


class SignIn(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        email = (_("E-mail address"), _("Type your e-mail address, as in name@example.org."))
        worded(self, login=email, password=PASSWORD)


class Password(PasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(self, password=PASSWORD)


class Once(Typed):
    """A code of an app is good once, for as long as it would be accepted; allauth remembers it for 30 seconds only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(self, code=CODE)

    def clean_code(self) -> str:
        code = super().clean_code()
        of_app = self.authenticator.type == Authenticator.Type.TOTP
        if of_app and not one_time.use(self.user.pk, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class Code(Once, AuthenticateForm):
    """While signing in."""


class CodeAgain(Once, ReauthenticateForm):
    """Before something that matters is changed."""


class App(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(self, code=(_("Code that the app shows"), _("Type the six digits that the app shows.")))


class Key(AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(self, name=(_("A name for the key"), ""), credential=("", _("The key did not answer. Try once more.")))
        self.initial["name"] = ""

    def clean(self) -> dict[str, Any]:
        return understood(super().clean)


class KeyUse(AuthenticateWebAuthnForm):
    def clean_credential(self) -> Authenticator:
        return understood(super().clean_credential)


class KeyAgain(ReauthenticateWebAuthnForm):
    def clean_credential(self) -> Authenticator:
        return understood(super().clean_credential)


def understood(read: Callable[[], T]) -> T:
    """What the key answered; nonsense, which no key sends, is refused like a wrong answer."""
    try:
        return read()
    except (AttributeError, LookupError, TypeError, ValueError):
        raise get_adapter().validation_error("incorrect_key") from None


def worded(form: Form, **said: tuple[StrOrPromise, StrOrPromise]) -> None:
    """Give fields their label, and the sentence for when they are empty or make no sense."""
    for name, (label, missing) in said.items():
        field = form.fields[name]
        field.label, field.help_text = label, ""
        field.error_messages |= {"required": missing, "invalid": missing}
