"""Where staff sign in; the names are allauth's, which finds its own pages by them."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import path
from django.views.generic import RedirectView

from services.office.signing_in import views

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    path("sign-in/closed/", account.account_inactive, name="account_inactive"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("sign-in/with/<str:provider_id>/", views.to_provider, name="openid_connect_login"),
    path("sign-in/with/<str:provider_id>/back/", openid.callback, name="openid_connect_callback"),
    path("sign-in/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("sign-in/failed/", social.login_error, name="socialaccount_login_error"),
    path("sign-out/", account.logout, name="account_logout"),
    path("second-factor/", mfa.index, name="mfa_index"),
    path("second-factor/code/", views.SecondFactor.as_view(), name="mfa_authenticate"),
    path("second-factor/again/", views.SecondFactorAgain.as_view(), name="mfa_reauthenticate"),
    path("second-factor/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("second-factor/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-factor/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("second-factor/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("second-factor/keys/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("second-factor/keys/new/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("second-factor/keys/again/", views.KeyAgain.as_view(), name="mfa_reauthenticate_webauthn"),
    path("second-factor/keys/<int:pk>/remove/", keys.remove_webauthn, name="mfa_remove_webauthn"),
    path("language/<str:code>/", views.speak, name="office_language"),
]
