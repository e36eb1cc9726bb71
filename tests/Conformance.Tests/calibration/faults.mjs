// The faults that can be planted in the certified provider, one at a time and by name, so that each module is seen to fail.
// Each is a set of hooks into its requests (those by GET), its answers and what it signs; see plant() for when they are called.
import { SignJWT, UnsecuredJWT, decodeJwt, decodeProtectedHeader, generateKeyPair, importJWK, jwtVerify } from 'jose';
import Provider from 'oidc-provider';

const foreign = (await generateKeyPair('RS256')).privateKey;
const inClaims = (change) => ({ idToken: ({ claims }) => change(claims) });
const inLogoutToken = (change) => ({ logoutToken: (token) => change(token.claims, token) });
const inDiscovery = (change) => ({ discovery: change });
const without = (...names) => ({ userinfo: (claims) => names.forEach((name) => delete claims[name]) });

// Refuses requests with a parameter, as a provider may not that does not know it.
const refusing = (name, value) => ({
  refuses: (query) => name in query && (value === undefined || query[name] === value),
});

const page = (ctx, status, words) => {
  ctx.status = status;
  ctx.type = 'html';
  ctx.body = `<!doctype html><title>${words}</title><p>${words}</p>`;
  return true;
};

let asked;

export const faults = {
  none: {},

  // What it signs.
  'nonce-wrong': inClaims((claims) => { if (claims.nonce) claims.nonce = 'another'; }),
  'nonce-invented': inClaims((claims) => { claims.nonce ??= 'never-sent'; }),
  'at-hash-wrong': inClaims((claims) => { claims.at_hash = 'AAAAAAAAAAAAAAAAAAAAAA'; }),
  'at-hash-only-advertised': inDiscovery((metadata) => { metadata.claims_supported = [...metadata.claims_supported, 'at_hash']; }),
  'aud-wrong': inClaims((claims) => { claims.aud = 'somebody-else'; }),
  'iss-wrong': inClaims((claims) => { claims.iss = 'https://elsewhere.example'; }),
  'sub-missing': inClaims((claims) => { delete claims.sub; }),
  'exp-passed': inClaims((claims) => { claims.exp = claims.iat - 1; }),
  'kid-unknown': { idToken: (token) => { token.header.kid = 'unknown'; } },
  'signed-by-another': { idToken: (token) => { token.key = foreign; } },
  unsigned: { idToken: (token) => { token.header = { alg: 'none' }; } },
  'signed-with-es256': {
    idToken: (token) => { token.header = { alg: 'ES256', kid: 'calibration-ES256' }; },
    hint: (header) => header.alg === 'ES256',
  },
  'auth-time-missing': inClaims((claims) => { delete claims.auth_time; }),
  'auth-time-frozen': inClaims((claims) => { claims.auth_time = 1_000_000_000; }),

  // Codes and tokens.
  'code-short': { codeBits: 60 },
  'code-reusable': { codesStayFresh: true },
  'code-reuse-ends-nothing': { usedCodesEndNothing: true },
  'refresh-of-any-client': { refreshOfAnyClient: true },
  'refresh-of-somebody-else': { refreshed: ({ claims }) => { claims.sub = 'somebody-else'; } },
  'secret-in-body-refused': {
    after: (ctx) => {
      if (ctx.path === '/token' && ctx.oidc.client?.clientId === 'conformance-post') {
        ctx.status = 401;
        ctx.body = { error: 'invalid_client' };
      }
    },
  },

  // Authorization requests and their answers.
  'any-redirect-uri': { anyRedirectUri: true },
  'state-dropped': { answer: (out) => { delete out.state; } },
  'state-dropped-from-errors': {
    after: (ctx) => {
      const location = ctx.response.get('location') ?? '';
      if (location.includes('error=')) ctx.set('location', location.replace(/&?state=[^&]*/, ''));
    },
  },
  'iss-of-answer-wrong': { answer: (out) => { out.iss = 'https://elsewhere.example'; } },
  'form-post-ignored': { query: (query) => { delete query.response_mode; } },
  'prompt-none-ignored': { query: (query) => { if (query.prompt === 'none') delete query.prompt; } },
  'prompt-none-always-refused': { refuses: (query) => query.prompt === 'none', error: 'login_required' },
  'prompt-login-ignored': { query: (query) => { if (query.prompt === 'login') delete query.prompt; } },
  'max-age-ignored': { query: (query) => { delete query.max_age; } },
  'max-age-always-asks': { query: (query) => { if (query.max_age) query.prompt = 'login'; } },
  'response-type-assumed': { query: (query) => { query.response_type ??= 'code'; } },
  'request-object-ignored': { query: (query) => { delete query.request; delete query.request_uri; } },
  'claims-ignored': { query: (query) => { delete query.claims; } },
  'post-refused': { before: (ctx) => ctx.path === '/auth' && ctx.method === 'POST' && page(ctx, 405, 'By GET only.') },
  'nonce-wanted': { refuses: (query) => !('nonce' in query) && !('request' in query) && !('request_uri' in query) },
  'refuses-pkce': refusing('code_challenge'),
  'refuses-display-page': refusing('display', 'page'),
  'refuses-display-popup': refusing('display', 'popup'),
  'refuses-ui-locales': refusing('ui_locales'),
  'refuses-claims-locales': refusing('claims_locales'),
  'refuses-acr-values': refusing('acr_values'),
  'refuses-login-hint': refusing('login_hint'),
  'refuses-id-token-hint': refusing('id_token_hint'),
  'refuses-claims': refusing('claims'),
  'refuses-unknown-parameters': refusing('extra'),

  // Userinfo.
  'userinfo-of-somebody-else': { userinfo: (claims) => { claims.sub = 'somebody-else'; } },
  'userinfo-not-by-get': { before: (ctx) => ctx.path === '/me' && ctx.method === 'GET' && page(ctx, 405, 'By POST only.') },
  'userinfo-not-by-post': { before: (ctx) => ctx.path === '/me' && ctx.method === 'POST' && page(ctx, 405, 'By GET only.') },
  'email-missing': without('email', 'email_verified'),
  'profile-missing': without('name', 'given_name', 'family_name', 'birthdate'),
  'phone-missing': without('phone_number', 'phone_number_verified'),
  'address-missing': without('address'),
  'email-verified-as-text': { userinfo: (claims) => { if ('email_verified' in claims) claims.email_verified = 'true'; } },

  // Discovery.
  'issuer-of-discovery-other': inDiscovery((metadata) => { metadata.issuer += '/'; }),
  'private-key-published': { jwks: (set) => { set.keys = [{ ...set.keys[0], d: 'AAAA' }, ...set.keys.slice(1)]; } },
  'back-channel-without-session': inDiscovery((metadata) => { metadata.backchannel_logout_session_supported = false; }),
  'end-session-unnamed': inDiscovery((metadata) => { delete metadata.end_session_endpoint; }),

  // Logout.
  'logout-keeps-the-session': {
    before: (ctx) => {
      if (ctx.path === '/session/end') asked = ctx.query;
      if (ctx.path !== '/session/end/confirm') return false;
      if (!asked.post_logout_redirect_uri || !asked.id_token_hint) return page(ctx, 200, 'You are signed out.');
      const back = new URL(asked.post_logout_redirect_uri);
      if (asked.state) back.searchParams.set('state', asked.state);
      ctx.redirect(back.href);
      return true;
    },
  },
  'logout-to-any-address': { anyPostLogoutUri: true },
  'logout-hint-unsigned': { hint: (header) => header.alg === 'none' },
  'logout-hint-of-any-key': { hint: (header, verified) => header.alg !== 'none' && !verified },
  'logout-back-without-hint': {
    end: (query) => { if (query.post_logout_redirect_uri && !query.id_token_hint) query.client_id = 'conformance-1'; },
  },
  'logout-back-unasked': {
    end: (query, client) => { if (query.id_token_hint) query.post_logout_redirect_uri ??= client.postLogoutRedirectUris[0]; },
  },
  'logout-only-with-hint': {
    before: (ctx) => ctx.path === '/session/end' && !ctx.query.id_token_hint && page(ctx, 400, 'A hint is missing.'),
  },
  'logout-state-dropped': { end: (query) => { delete query.state; } },
  'logout-state-invented': { end: (query) => { if (query.post_logout_redirect_uri) query.state ??= 'never-sent'; } },
  'logout-token-not-sent': { silent: true },
  'logout-token-with-nonce': inLogoutToken((claims) => { claims.nonce = 'a-nonce'; }),
  'logout-token-of-another-session': inLogoutToken((claims) => { claims.sid = 'another'; }),
  'logout-token-without-events': inLogoutToken((claims) => { delete claims.events; }),
  'logout-token-of-any-key': inLogoutToken((_, token) => { token.key = foreign; }),
};

/** Makes a provider able to have faults. */
export async function plant(provider, keys, current) {
  const signing = Object.fromEntries(await Promise.all(keys.map(async (key) => [key.alg, await importJWK(key, key.alg)])));
  const fault = () => faults[current()];

  const resigned = async (jwt, change) => {
    const token = { header: decodeProtectedHeader(jwt), claims: decodeJwt(jwt) };
    change(token);
    return token.header.alg === 'none'
      ? new UnsecuredJWT(token.claims).encode()
      : new SignJWT(token.claims).setProtectedHeader(token.header).sign(token.key ?? signing[token.header.alg]);
  };

  const verifies = (jwt) =>
    jwtVerify(jwt, signing.RS256public, { currentDate: new Date(0) }).then(() => true, () => false);
  signing.RS256public = await importJWK(publicPart(keys[0]), 'RS256');

  const acceptHint = async (query) => {
    if (!query.id_token_hint || !fault().hint) return;
    const header = decodeProtectedHeader(query.id_token_hint);
    if (fault().hint(header, await verifies(query.id_token_hint))) {
      query.id_token_hint = await resigned(query.id_token_hint, (token) => {
        token.header = { alg: 'RS256', kid: keys[0].kid };
      });
    }
  };

  const changeRequest = async (ctx) => {
    if (ctx.method !== 'GET') return false;
    const query = { ...ctx.query };
    if (ctx.path === '/auth') {
      if (fault().refuses?.(query)) {
        const back = new URL(query.redirect_uri);
        const error = fault().error ?? 'invalid_request';
        for (const [name, value] of Object.entries({ error, state: query.state, iss: provider.issuer })) {
          if (value) back.searchParams.set(name, value);
        }

        ctx.redirect(back.href);
        return true;
      }

      fault().query?.(query);
      await acceptHint(query);
      ctx.query = query;
    } else if (ctx.path === '/session/end') {
      const hint = query.id_token_hint && decodeJwt(query.id_token_hint);
      fault().end?.(query, hint && (await provider.Client.find(hint.aud)));
      await acceptHint(query);
      ctx.query = query;
    }

    return false;
  };

  const changeAnswer = async (ctx) => {
    const body = ctx.body;
    if (ctx.path === '/token' && body?.id_token) {
      if (fault().idToken) body.id_token = await resigned(body.id_token, fault().idToken);
      if (fault().refreshed && ctx.oidc.params.grant_type === 'refresh_token') {
        body.id_token = await resigned(body.id_token, fault().refreshed);
      }
    } else if (ctx.path === '/me' && body?.sub) {
      fault().userinfo?.(body);
    } else if (ctx.path === '/.well-known/openid-configuration') {
      fault().discovery?.(body);
    } else if (ctx.path === '/jwks') {
      const set = { ...body };
      fault().jwks?.(set);
      ctx.body = set;
    }

    fault().after?.(ctx);
  };

  const usedCodes = new Set();
  provider.on('grant.success', (ctx) => usedCodes.add(ctx.oidc.params.code));
  provider.on('authorization.success', (_, out) => fault().answer?.(out));
  provider.use(async (ctx, next) => {
    if (fault().before?.(ctx) || (await changeRequest(ctx))) return;
    await next();
    await changeAnswer(ctx);
  });

  const override = (type, name, make) => {
    const original = type[name];
    type[name] = make(original);
  };
  const client = provider.Client.prototype;
  override(client, 'redirectUriAllowed', (original) => function (uri) {
    return fault().anyRedirectUri || original.call(this, uri);
  });
  override(client, 'postLogoutRedirectUriAllowed', (original) => function (uri) {
    return fault().anyPostLogoutUri || original.call(this, uri);
  });
  override(client, 'backchannelLogout', (original) => function (...given) {
    return fault().silent ? Promise.resolve() : original.apply(this, given);
  });
  override(provider.AuthorizationCode, 'find', (original) => async function (value, ...given) {
    if (fault().usedCodesEndNothing && usedCodes.has(value)) return undefined;
    const code = await original.call(this, value, ...given);
    if (code && fault().codesStayFresh) code.consumed = undefined;
    return code;
  });
  for (const type of [provider.RefreshToken, provider.Grant]) {
    override(type, 'find', (original) => async function (...given) {
      const found = await original.apply(this, given);
      if (found && fault().refreshOfAnyClient && Provider.ctx?.path === '/token') {
        found.clientId = Provider.ctx.oidc.client.clientId;
      }

      return found;
    });
  }

  return {
    /** What goes out to relying parties. */
    async fetch(url, { dispatcher, ...options }) {
      const token = options.body?.get?.('logout_token');
      if (token && fault().logoutToken) {
        options.body = new URLSearchParams({ logout_token: await resigned(token, fault().logoutToken) });
      }

      // The relying party is on loopback, which its own guard would refuse.
      return fetch(url, options);
    },
  };
}

const publicPart = ({ kty, n, e, kid, alg, use }) => ({ kty, n, e, kid, alg, use });
