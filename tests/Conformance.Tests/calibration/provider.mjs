// Starts the certified provider on a free loopback port, with the clients of the modules, and prints its issuer.
// /dev/clock tells and moves its time, as this product's does in Development; POST /dev/fault with a name plants that fault.
import { createServer } from 'node:http';
import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';
import { faults, plant } from './faults.mjs';

const relyingParty = process.env.RELYING_PARTY;
let offset = 0;
let fault = 'none';
let planted;
const machine = Date.now;
Date.now = () => machine() + offset;

const keys = [];
for (const alg of ['RS256', 'ES256']) {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  keys.push({ ...(await exportJWK(privateKey)), kid: `calibration-${alg}`, alg, use: 'sig' });
}

const client = (id, method) => ({
  client_id: id,
  client_secret: `${id}-secret-of-the-calibration-only`,
  token_endpoint_auth_method: method,
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  redirect_uris: [`${relyingParty}callback`],
  post_logout_redirect_uris: [`${relyingParty}post_logout_redirect`],
  backchannel_logout_uri: `${relyingParty}backchannel_logout`,
  backchannel_logout_session_required: true,
  require_auth_time: true,
});

const claimsOf = (sub) => ({
  sub,
  name: 'Ada Example',
  given_name: 'Ada',
  family_name: 'Example',
  birthdate: '1984-03-14',
  email: `${sub}@example.org`,
  email_verified: true,
  phone_number: '+12025550100',
  phone_number_verified: true,
  address: { formatted: '12 Elm St\nSpringfield', country: 'US' },
});

const server = createServer();
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(issuer, {
  clients: [
    client('conformance-1', 'client_secret_basic'),
    client('conformance-2', 'client_secret_basic'),
    client('conformance-post', 'client_secret_post'),
  ],
  jwks: { keys },
  fetch: (url, options) => planted.fetch(url, options),
  formats: {
    bitsOfOpaqueRandomness: (_, token) => (token.kind === 'AuthorizationCode' && faults[fault].codeBits) || 256,
  },
  // A POST from another site has to bring the session (OpenID Connect Core 3.1.2.1).
  enableHttpPostMethods: true,
  cookies: { keys: [randomBytes(32).toString('hex')], long: { sameSite: 'none' } },
  pkce: { required: () => false },
  claims: {
    profile: ['name', 'given_name', 'family_name', 'birthdate'],
    email: ['email', 'email_verified'],
    phone: ['phone_number', 'phone_number_verified'],
    address: ['address'],
  },
  features: {
    devInteractions: { enabled: true },
    claimsParameter: { enabled: true },
    rpInitiatedLogout: { enabled: true },
    backchannelLogout: { enabled: true },
  },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => claimsOf(sub) }),
});

planted = await plant(provider, keys, () => fault);

const development = {
  '/dev/clock': (sent) => {
    offset += sent ? sent.advanceSeconds * 1000 : 0;
    return { now: new Date(Date.now()).toISOString() };
  },
  '/dev/fault': (sent) => {
    fault = sent && sent.name in faults ? sent.name : 'none';
    return { fault };
  },
};
const answer = provider.callback();
server.on('request', (request, response) => {
  const page = development[request.url];
  if (!page) {
    answer(request, response);
    return;
  }

  let body = '';
  request.on('data', (part) => (body += part));
  request.on('end', () => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(page(body ? JSON.parse(body) : undefined)));
  });
});
console.log(`listening at ${issuer}`);
process.on('SIGTERM', () => process.exit(0));
