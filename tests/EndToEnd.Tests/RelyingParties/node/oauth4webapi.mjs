// A relying party with npm oauth4webapi 3, which leaves every request to its caller: sign-in, userinfo, refresh, sign-out.
import * as oauth from 'oauth4webapi';
import { did, done, open } from './browser.mjs';

const { ISSUER, CLIENT_ID, CLIENT_SECRET, AUTH_METHOD, REDIRECT_URI, POST_LOGOUT_REDIRECT_URI } = process.env;
const client = { client_id: CLIENT_ID };
const authentication = {
  client_secret_basic: () => oauth.ClientSecretBasic(CLIENT_SECRET),
  client_secret_post: () => oauth.ClientSecretPost(CLIENT_SECRET),
  none: () => oauth.None(),
}[AUTH_METHOD]();
// Plain http is for an issuer on this machine only.
const options = ISSUER.startsWith('http:') ? { [oauth.allowInsecureRequests]: true } : {};

const issuer = new URL(ISSUER);
const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options));

const verifier = oauth.generateRandomCodeVerifier();
const state = oauth.generateRandomState();
const nonce = oauth.generateRandomNonce();
const request = new URL(server.authorization_endpoint);
request.search = new URLSearchParams({
  client_id: CLIENT_ID,
  response_type: 'code',
  redirect_uri: REDIRECT_URI,
  scope: 'openid profile email',
  code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
  code_challenge_method: 'S256',
  state,
  nonce,
});
// Checks the state and, as discovery promises it, the issuer of the answer.
const answer = oauth.validateAuthResponse(server, client, await open(request), state);
const codeResponse = await oauth.authorizationCodeGrantRequest(
  server, client, authentication, answer, REDIRECT_URI, verifier, options,
);
const tokens = await oauth.processAuthorizationCodeResponse(server, client, codeResponse, {
  expectedNonce: nonce,
  requireIdToken: true,
});
// Core 3.1.3.7: the signature may be left to TLS, which is not there on plain http; so it is checked.
await oauth.validateApplicationLevelSignature(server, codeResponse, options);
const person = oauth.getValidatedIdTokenClaims(tokens);
did('sign-in', person);

const userInfo = async accessToken =>
  oauth.processUserInfoResponse(
    server, client, person.sub, await oauth.userInfoRequest(server, client, accessToken, options),
  );
did('userinfo', await userInfo(tokens.access_token));

const refresh = async refreshToken =>
  oauth.processRefreshTokenResponse(
    server, client, await oauth.refreshTokenGrantRequest(server, client, authentication, refreshToken, options),
  );
const refreshed = await refresh(tokens.refresh_token);
did('refresh', {
  rotated: refreshed.refresh_token !== tokens.refresh_token,
  renewed: refreshed.access_token !== tokens.access_token,
  ...(await userInfo(refreshed.access_token)),
});

const end = new URL(server.end_session_endpoint);
end.search = new URLSearchParams({
  id_token_hint: tokens.id_token,
  post_logout_redirect_uri: POST_LOGOUT_REDIRECT_URI,
  state,
});
const signedOut = await open(end);
did('sign-out', { stateReturned: signedOut.searchParams.get('state') === state });

try {
  await refresh(refreshed.refresh_token);
  did('refresh-after', { error: null });
} catch (refused) {
  did('refresh-after', { error: refused.error, description: refused.error_description });
}
done();
