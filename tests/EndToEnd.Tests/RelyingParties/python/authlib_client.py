"""A relying party with Authlib's requests client: sign-in, userinfo, refresh, sign-out.

The person's browser stands at the other end of stdin and stdout, one JSON object a line: out {"open": ADDRESS}, in
{"arrived": ADDRESS}; out {"did": WHAT, ...} says what the client found.
"""

import json
import os
from urllib.parse import parse_qs, urlencode, urlsplit

from authlib.common.security import generate_token
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.jose import JsonWebKey, JsonWebToken
from authlib.oidc.core import CodeIDToken


def did(step, **facts):
    print(json.dumps({"did": step, **facts}), flush=True)


def browse(address):
    print(json.dumps({"open": address}), flush=True)
    return json.loads(input())["arrived"]


def query(address):
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


session = OAuth2Session(
    os.environ["CLIENT_ID"],
    os.environ.get("CLIENT_SECRET"),
    scope="openid profile email",
    redirect_uri=os.environ["REDIRECT_URI"],
    code_challenge_method="S256",
)
discovery = os.environ["ISSUER"] + ".well-known/openid-configuration"
server = session.get(discovery, withhold_token=True).json()
keys = JsonWebKey.import_key_set(session.get(server["jwks_uri"], withhold_token=True).json())

verifier = generate_token(48)
nonce = generate_token()
address, state = session.create_authorization_url(server["authorization_endpoint"], code_verifier=verifier, nonce=nonce)
callback = browse(address)
# Authlib does not know RFC 9207: a client compares the issuer of the answer by itself.
assert query(callback)["iss"] == server["issuer"]
session.state = state
tokens = session.fetch_token(server["token_endpoint"], authorization_response=callback, code_verifier=verifier)

person = JsonWebToken(server["id_token_signing_alg_values_supported"]).decode(
    tokens["id_token"],
    keys,
    claims_cls=CodeIDToken,
    claims_options={"iss": {"values": [server["issuer"]]}, "aud": {"values": [os.environ["CLIENT_ID"]]}},
    claims_params={"nonce": nonce, "client_id": os.environ["CLIENT_ID"], "access_token": tokens["access_token"]},
)
person.validate()
did("sign-in", **person)

userinfo = session.get(server["userinfo_endpoint"])
userinfo.raise_for_status()
did("userinfo", **userinfo.json())

refreshed = session.refresh_token(server["token_endpoint"], refresh_token=tokens["refresh_token"])
did(
    "refresh",
    rotated=refreshed["refresh_token"] != tokens["refresh_token"],
    renewed=refreshed["access_token"] != tokens["access_token"],
    **session.get(server["userinfo_endpoint"]).json(),
)

end = {
    "id_token_hint": tokens["id_token"],
    "post_logout_redirect_uri": os.environ["POST_LOGOUT_REDIRECT_URI"],
    "state": state,
}
signed_out = browse(server["end_session_endpoint"] + "?" + urlencode(end))
did("sign-out", stateReturned=query(signed_out).get("state") == state)

try:
    session.refresh_token(server["token_endpoint"], refresh_token=refreshed["refresh_token"])
    did("refresh-after", error=None)
except OAuthError as refused:
    did("refresh-after", error=refused.error, description=refused.description)
