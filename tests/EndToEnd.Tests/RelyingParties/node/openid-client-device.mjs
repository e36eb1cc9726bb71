// A device with npm openid-client 6 (RFC 8628): it shows a code, polls until the person decided elsewhere, and asks userinfo.
import * as oidc from 'openid-client';
import { did, done, open } from './browser.mjs';

const { ISSUER, CLIENT_ID } = process.env;
// Plain http is for an issuer on this machine only.
const insecure = ISSUER.startsWith('http:') ? { execute: [oidc.allowInsecureRequests] } : {};
const config = await oidc.discovery(new URL(ISSUER), CLIENT_ID, undefined, oidc.None(), insecure);

const shown = await oidc.initiateDeviceAuthorization(config, { scope: 'openid profile' });
did('shown', shown);
// It polls at the pace it was told while the person is at the pages.
const decided = oidc.pollDeviceAuthorizationGrant(config, shown).then(
  async tokens => {
    const person = tokens.claims();
    did('sign-in', person);
    did('userinfo', await oidc.fetchUserInfo(config, tokens.access_token, person.sub));
  },
  refused => did('refused', { error: refused.error }),
);
await open(shown.verification_uri_complete);
await decided;
done();
