import { ServerCredentials } from '@grpc/grpc-js';

/** Terraform says this to its plugins, so that nobody starts one by hand. */
const COOKIE = ['TF_PLUGIN_MAGIC_COOKIE', 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2'] as const;
const CORE_PROTOCOL = 1;
const APP_PROTOCOL = 5;

export function mustBeStartedByTerraform(): void {
  if (process.env[COOKIE[0]] === COOKIE[1]) return;
  process.stderr.write('This is a plugin: Terraform starts it, nobody else does.\n');
  process.exit(1);
}

export interface Identity {
  readonly key: Buffer;
  readonly certificate: Buffer;
}

/** Each side shows a certificate of its own: Terraform's comes in the environment, ours goes into the handshake. */
export function credentials(identity: Identity): ServerCredentials {
  const client = process.env['PLUGIN_CLIENT_CERT'];
  if (!client) return ServerCredentials.createInsecure();
  const pair = { private_key: identity.key, cert_chain: identity.certificate };
  return ServerCredentials.createSsl(Buffer.from(client), [pair], true);
}

/** The line on standard output by which Terraform finds the server. */
export function handshake(socket: string, identity: Identity): string {
  const secure = Boolean(process.env['PLUGIN_CLIENT_CERT']);
  const parts = [CORE_PROTOCOL, APP_PROTOCOL, 'unix', socket, 'grpc', secure ? bare(identity.certificate) : ''];
  return `${parts.join('|')}\n`;
}

const bare = (pem: Buffer) =>
  pem
    .toString()
    .replace(/-----[A-Z ]+-----|\s/g, '')
    .replace(/=+$/, '');
