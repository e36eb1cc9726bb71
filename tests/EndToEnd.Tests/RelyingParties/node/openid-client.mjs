// A relying party with npm openid-client 6: sign-in, userinfo, refresh, sign-out.
import * as oidc from 'openid-client';
import { did, done, open } from './browser.mjs';

const { ISSUER, CLIENT_ID, CLIENT_SECRET, PRIVATE_KEY, AUTH_METHOD, PUSH, REDIRECT_URI, POST_LOGOUT_REDIRECT_URI } = process.env;
const key =
  PRIVATE_KEY &&
  (await crypto.subtle.importKey('jwk', JSON.parse(PRIVATE_KEY), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']));
const authentication = {
  client_secret_basic: () => oidc.ClientSecretBasic(CLIENT_SECRET),
  client_secret_post: () => oidc.ClientSecretPost(CLIENT_SECRET),
  private_key_jwt: () => oidc.PrivateKeyJwt(key),
  none: () => oidc.None(),
}[AUTH_METHOD]();
// Plain http is for an issuer on this machine only.
const insecure = ISSUER.startsWith('http:') ? { execute: [oidc.allowInsecureRequests] } : {};
const config = await oidc.discovery(new URL(ISSUER), CLIENT_ID, undefined, authentication, insecure);

const verifier = oidc.randomPKCECodeVerifier();
const state = oidc.randomState();
const nonce = oidc.randomNonce();
// With PUSH the parameters go to the provider first (RFC 9126), and the browser carries a reference to them.
const authorizationUrl = PUSH ? oidc.buildAuthorizationUrlWithPAR : oidc.buildAuthorizationUrl;
const callback = await open(
  await authorizationUrl(config, {
    redirect_uri: REDIRECT_URI,
    scope: 'openid profile email',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  }),
);
const tokens = await oidc.authorizationCodeGrant(config, callback, {
  pkceCodeVerifier: verifier,
  expectedState: state,
  expectedNonce: nonce,
  idTokenExpected: true,
});
const person = tokens.claims();
did('sign-in', person);

did('userinfo', await oidc.fetchUserInfo(config, tokens.access_token, person.sub));

const refreshed = await oidc.refreshTokenGrant(config, tokens.refresh_token);
did('refresh', {
  rotated: refreshed.refresh_token !== tokens.refresh_token,
  renewed: refreshed.access_token !== tokens.access_token,
  ...(await oidc.fetchUserInfo(config, refreshed.access_token, person.sub)),
});

const signedOut = await open(
  oidc.buildEndSessionUrl(config, {
    id_token_hint: tokens.id_token,
    post_logout_redirect_uri: POST_LOGOUT_REDIRECT_URI,
    state,
  }),
);
did('sign-out', { stateReturned: signedOut.searchParams.get('state') === state });

try {
  await oidc.refreshTokenGrant(config, refreshed.refresh_token);
  did('refresh-after', { error: null });
} catch (refused) {
  did('refresh-after', { error: refused.error, description: refused.error_description });
}
done();
