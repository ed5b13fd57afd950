// A real OpenID provider over TLS, on loopback. Its development pages accept any password for the people it knows.
// node provider.mjs MODULES PORT SETTINGS; SETTINGS: a JSON file with issuer, redirect, secret, certificate (a PEM file
// with key and chain), people: claims by login.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { pathToFileURL } from 'node:url';

const [modules, port, file] = process.argv.slice(2);
const { default: Provider } = await import(pathToFileURL(`${modules}/oidc-provider/lib/index.js`).href);
const settings = JSON.parse(readFileSync(file, 'utf8'));
const pem = readFileSync(settings.certificate, 'utf8');

const provider = new Provider(settings.issuer, {
  clients: [
    {
      client_id: 'hub',
      client_secret: settings.secret,
      redirect_uris: [settings.redirect],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      token_endpoint_auth_method: 'client_secret_post',
    },
  ],
  claims: { openid: ['sub'], profile: ['preferred_username', 'groups'], email: ['email', 'email_verified'] },
  pkce: { required: () => true },
  findAccount: (_context, login) => {
    const claims = settings.people[login];
    return claims && { accountId: login, claims: () => ({ preferred_username: login, ...claims, sub: claims.sub ?? login }) };
  },
});
createServer({ key: pem, cert: pem }, provider.callback()).listen(Number(port), '127.0.0.1');
