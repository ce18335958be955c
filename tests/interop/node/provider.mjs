// A real OpenID Connect provider and the browser of whoever logs in there, told what to do line by line.
//
// Standard input takes one JSON object a line, standard output answers each with one: `start` with the redirect
// address of three clients, `login` with an address, an account and its claims, `rotate` for new keys, `end`.

import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';

const ALGORITHMS = { RS256: { modulusLength: 2048 }, ES256: {}, EdDSA: { crv: 'Ed25519' } };

let issuer, server, handle, redirectUri, generation = 0;

async function keys() {
  const keys = [];
  generation += 1;
  for (const [alg, options] of Object.entries(ALGORITHMS)) {
    const { privateKey } = await generateKeyPair(alg, { ...options, extractable: true });
    keys.push({ ...(await exportJWK(privateKey)), kid: `${alg}-${generation}`, alg, use: 'sig' });
  }
  return keys;
}

// What is claimed of an account is said anew with each login.
const accounts = new Map();

async function renew() {
  const clients = Object.keys(ALGORITHMS).map((alg) => ({
    client_id: `quorate-${alg}`,
    client_secret: `secret of ${alg}: 100 % & more`,
    redirect_uris: [redirectUri.replace('{provider}', alg.toLowerCase())],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    id_token_signed_response_alg: alg,
  }));
  const provider = new Provider(issuer, {
    clients,
    claims: { openid: ['sub'], profile: ['name'], phone: ['phone_number', 'phone_number_verified'] },
    cookies: { keys: ['a key for cookies of a test'] },
    enabledJWA: { idTokenSigningAlgValues: Object.keys(ALGORITHMS) },
    features: { devInteractions: { enabled: false } },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...accounts.get(id) }) }),
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    jwks: { keys: await keys() },
    pkce: { required: () => true },
  });
  const callback = provider.callback();
  handle = async (request, response) => {
    if (!request.url.startsWith('/interaction/')) return callback(request, response);
    const { prompt, params, session } = await provider.interactionDetails(request, response);
    const accountId = request.headers['x-account'] ? decodeURIComponent(request.headers['x-account']) : session.accountId;
    if (prompt.name === 'login') {
      return provider.interactionFinished(request, response, { login: { accountId } }, { mergeWithLastSubmission: false });
    }
    const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
    grant.addOIDCScope(params.scope);
    const consent = { grantId: await grant.save() };
    return provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true });
  };
}

// Follows redirections as a browser with cookies does, until one leads away from the provider.
async function login(url, account) {
  const jar = new Map();
  for (let hop = 0; hop < 20; hop += 1) {
    if (!url.startsWith(issuer)) return url;
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, 'x-account': encodeURIComponent(account) };
    const answer = await fetch(url, { redirect: 'manual', headers });
    for (const set of answer.headers.getSetCookie()) {
      const [name, ...value] = set.split(';')[0].split('=');
      if (value.join('=')) jar.set(name, value.join('=')); else jar.delete(name);
    }
    const location = answer.headers.get('location');
    if (!location) throw new Error(`${answer.status}: ${(await answer.text()).slice(0, 2000)}`);
    url = new URL(location, url).href;
  }
  throw new Error('too many redirections');
}

async function act(said) {
  switch (said.do) {
    case 'start':
      redirectUri = said.redirect_uri;
      server = createServer((request, response) => Promise.resolve(handle(request, response)).catch((error) => {
        response.statusCode = 500;
        response.end(String(error.stack));
      }));
      await new Promise((done) => server.listen(0, '127.0.0.1', done));
      issuer = `http://127.0.0.1:${server.address().port}`;
      await renew();
      return { issuer };
    case 'rotate':
      await renew();
      return {};
    case 'login':
      accounts.set(said.account, said.claims);
      return { url: await login(said.url, said.account) };
    default:
      throw new Error(`cannot ${said.do}`);
  }
}

console.log = console.warn = console.info = (...said) => console.error(...said);
for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = await act(JSON.parse(line));
  } catch (error) {
    answer = { error: String(error.stack) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
process.exit(0);
