"""Login at an OpenID provider: GenericOAuthenticator finds out who it is, this says who that is here."""

from __future__ import annotations

from typing import Any

import jwt
from oauthenticator.generic import GenericOAuthenticator
from tornado.web import HTTPError
from traitlets import Unicode

from terrane_hub.admission import Admission
from terrane_hub.declared_identity import Oidc
from terrane_hub.logout import OidcLogout
from terrane_hub.people import Person, group_claim, true_claim

# Of the clocks of provider and gateway.
LEEWAY_SECONDS = 60
# For the check after the admission, where names are the hub's already.
UNNAMED = "unnamed"


class OidcLogin(Admission, GenericOAuthenticator):  # type: ignore[misc]
    logout_handler = OidcLogout
    issuer = Unicode(help="As the provider writes itself into its tokens.").tag(config=True)

    async def token_to_user(self, token_info: dict[str, Any]) -> dict[str, Any]:
        """The claims of the ID token and of the userinfo endpoint together: some providers put groups into one alone.

        The ID token comes from the provider itself over TLS, so that its signature need not be checked (OpenID Connect
        Core, 3.1.3.7); that userinfo speaks of the same subject has to be (5.3.2).
        """
        claims = self._id_claims(token_info)
        told = await super().token_to_user(token_info)
        if told.get("sub") != claims["sub"]:
            raise HTTPError(403, "The identity provider speaks of two people", reason="Login refused")
        return {**claims, **told}

    def user_info_to_username(self, user_info: dict[str, Any]) -> str:
        """Of no account yet: the name is found when the person is admitted."""
        return UNNAMED

    async def update_auth_model(self, auth_model: dict[str, Any]) -> dict[str, Any]:
        claims = auth_model["auth_state"][self.user_auth_state_key]
        return await self.admit(self._person(claims))

    async def _apply_managed_groups(self, auth_model: dict[str, Any]) -> dict[str, Any]:
        """They are in the model already."""
        return auth_model

    def _id_claims(self, token_info: dict[str, Any]) -> dict[str, Any]:
        try:
            claims = jwt.decode(
                token_info.get("id_token") or "",
                audience=self.client_id,
                issuer=self.issuer,
                leeway=LEEWAY_SECONDS,
                options={"verify_signature": False, "verify_aud": True, "verify_exp": True, "verify_iss": True}
                | {"require": ["sub", "exp", "aud", "iss"]},
            )
        except jwt.InvalidTokenError as error:
            self.log.warning("The ID token is refused: %s", error)
            raise HTTPError(403, "The identity provider's token is not valid", reason="Login refused") from error
        return dict(claims)

    @property
    def _identity(self) -> Oidc:
        identity = self.declared.identity
        assert isinstance(identity, Oidc)
        return identity

    def _person(self, claims: dict[str, Any]) -> Person:
        """Raises HTTPError 403 where the claim with the name is absent, or is an address that nobody has verified."""
        claim = self._identity.username_claim
        login = claims.get(claim)
        if not isinstance(login, str) or not login:
            raise HTTPError(
                403,
                f"The identity provider gives no claim '{claim}' for you; ask the operators of the gateway",
                reason="Login refused",
            )
        verified = true_claim(claims.get("email_verified"))
        if claim == "email" and not verified:
            raise HTTPError(403, "Your e-mail address is not verified at the identity provider", reason="Login refused")
        email = claims.get("email")
        return Person(
            login=login,
            subject=f"{self.issuer} {claims['sub']}",
            email=email if isinstance(email, str) else "",
            email_verified=verified,
            groups=group_claim(claims.get(self._identity.groups_claim)),
        )
