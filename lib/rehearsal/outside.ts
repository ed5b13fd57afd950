import { isIPv4 } from 'node:net';
import { RehearsalError } from './problem';

/** How a server outside the cloud is given. */
export const OUTSIDE_FORM = 'NAME:PORT=HOST:PORT, e.g. centre.example.org:8073=127.0.0.1:18073';

const WHOLE = /^([^:=]+):(\d{1,5})=([^:=]+):(\d{1,5})$/;
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const NAME = new RegExp(`^(?:${LABEL}\\.)+(?=[a-z])${LABEL}$`);
const LONGEST = 253;
const LAST_PORT = 65535;
/** Names below these are answered by the rehearsal itself. */
const OF_CLOUDS = ['amazonaws.com', 'api.aws', 'internal', 'oraclecloud.com', 'customer-oci.com', 'oraclevcn.com'];

interface Server {
  readonly name: string;
  readonly port: number;
  readonly host: string;
  readonly target: number;
}

const PROBLEMS: readonly (readonly [string, (server: Server) => boolean])[] = [
  ['NAME is a host name with its domain.', ({ name }) => name.length > LONGEST || !NAME.test(name)],
  ["NAME is one of the cloud's own.", ({ name }) => OF_CLOUDS.some((domain) => `.${name}`.endsWith(`.${domain}`))],
  ['HOST is this machine: 127.0.0.1 or localhost.', ({ host }) => !isIPv4(host) || !host.startsWith('127.')],
  [`A PORT is from 1 to ${LAST_PORT}.`, ({ port, target }) => [port, target].some((n) => n < 1 || n > LAST_PORT)],
];

/** What is wrong with the last of several servers, and the form; nothing where it is right. */
export function outsideProblem(text: string, before: readonly string[] = []): string | undefined {
  const server = read(text);
  if (server === undefined) return `Give ${OUTSIDE_FORM}.`;
  const [problem] = PROBLEMS.find(([, wrong]) => wrong(server)) ?? [];
  if (problem !== undefined) return `${problem} Give ${OUTSIDE_FORM}.`;
  const twice = before.map(read).some((other) => other?.name === server.name && other.port === server.port);
  return twice ? `${server.name}:${server.port} is given twice.` : undefined;
}

/**
 * Servers as the control plane takes them: names in small letters, `localhost` as its address.
 *
 * @throws RehearsalError `misuse`
 */
export function checkedOutside(given: readonly string[]): string[] {
  return given.map((text, number) => {
    const problem = outsideProblem(text, given.slice(0, number));
    const server = read(text);
    if (problem !== undefined || server === undefined)
      throw new RehearsalError(`'${text}' is no server outside the cloud. ${problem}`, 'misuse');
    return `${server.name}:${server.port}=${server.host}:${server.target}`;
  });
}

function read(text: string): Server | undefined {
  const [, name, port, host, target] = WHOLE.exec(text) ?? [];
  if (name === undefined || host === undefined) return undefined;
  return {
    name: name.toLowerCase(),
    port: Number(port),
    host: host === 'localhost' ? '127.0.0.1' : host,
    target: Number(target),
  };
}
