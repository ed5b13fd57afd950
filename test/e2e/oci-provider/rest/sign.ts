import { createHash, createPrivateKey, sign } from 'node:crypto';
import type { Settings } from './settings';

export interface Signable {
  readonly method: string;
  readonly url: URL;
  readonly headers: { readonly [name: string]: string };
  readonly body?: Buffer;
}

const HASHED = new Set(['POST', 'PUT', 'PATCH']);

function bodyHeaders({ method, body, headers }: Signable): { [name: string]: string } {
  if (!HASHED.has(method)) return {};
  const content = body ?? Buffer.alloc(0);
  return {
    'content-length': String(content.length),
    'content-type': headers['content-type'] ?? 'application/json',
    'x-content-sha256': createHash('sha256').update(content).digest('base64'),
  };
}

/** The headers of OCI's request signature, version 1. */
export function signed(request: Signable, settings: Settings): { readonly [name: string]: string } {
  const { method, url } = request;
  const said = { date: new Date().toUTCString(), host: url.host, ...bodyHeaders(request) };
  const lines = [
    `(request-target): ${method.toLowerCase()} ${url.pathname}${url.search}`,
    ...Object.entries(said).map(([name, value]) => `${name}: ${value}`),
  ];
  const names = ['(request-target)', ...Object.keys(said)].join(' ');
  const { key } = settings;
  // Without a key of its own the provider would ask a metadata service for one: the emulated API reads no signature.
  const signature = key === undefined ? 'none' : signText(lines.join('\n'), key);
  const authorization = `Signature version="1",headers="${names}",keyId="${key?.id ?? settings.auth}",algorithm="rsa-sha256",signature="${signature}"`;
  return { ...said, authorization };
}

function signText(text: string, key: NonNullable<Settings['key']>): string {
  const passphrase = key.password === undefined ? {} : { passphrase: key.password };
  return sign('RSA-SHA256', Buffer.from(text), createPrivateKey({ key: key.pem, ...passphrase })).toString('base64');
}
