import { closeSync, constants, openSync } from 'node:fs';
import { request } from 'node:http';
import { dirname } from 'node:path';
import { RehearsalError } from '../problem';
import type { Fault } from './faults';
import type { RehearsalEvent, Report, StandIn, Status } from './types';

const TIMEOUT_MS = 60_000;

/** Asks a running rehearsal, over its unix socket. Every method throws RehearsalError where it does not answer or refuses. */
export class Control {
  /** @param socket the path of the socket */
  constructor(private readonly socket: string) {}

  status(): Promise<Status> {
    return this.get<Status>('/status');
  }

  /** What happened after the event of a number. */
  async events(after = 0): Promise<readonly RehearsalEvent[]> {
    return (await this.get<{ events: RehearsalEvent[] }>(`/events?after=${after}`)).events;
  }

  /** What a host wrote: while its user data ran, or on its console. */
  async log(host: string, which: 'boot' | 'console'): Promise<string> {
    return (await this.get<{ text: string }>(`/logs?host=${encodeURIComponent(host)}&which=${which}`)).text;
  }

  /** @param destroyed whether all that was deployed is destroyed: what still lives is then an orphan */
  async report(destroyed = false): Promise<Report> {
    return { ...EMPTY, ...(await this.get<Report>(destroyed ? '/report?destroyed=1' : '/report')) };
  }

  /** @returns a sentence: what was done */
  async fault(fault: Fault): Promise<string> {
    return (await this.ask<{ done: string }>('POST', '/faults', fault)).done;
  }

  /**
   * Lets it hold OCI, in a Region or in the one that it was started for; it holds no other afterwards.
   *
   * @returns what is not as in OCI
   */
  async beginOci(region?: string): Promise<readonly StandIn[]> {
    const body = region === undefined ? {} : { region };
    return (await this.ask<{ standIns: readonly StandIn[] }>('POST', '/oci', body)).standIns;
  }

  /** A secret that the institution has before anything is deployed, by its full ARN. */
  async secret(arn: string, value: string): Promise<void> {
    await this.ask('POST', '/secrets', { arn, value });
  }

  /** Asks it to end; it answers before it does. */
  async down(): Promise<void> {
    await this.ask('POST', '/down', {});
  }

  private get<T>(path: string): Promise<T> {
    return this.ask<T>('GET', path);
  }

  private async ask<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> {
    const { status, text } = await exchange(this.socket, method, path, body);
    const answer = parsed(text);
    if (status === 200) return answer as T;
    const { error } = answer as { error?: unknown };
    if (typeof error === 'string') throw new RehearsalError(error, status === 400 ? 'misuse' : 'failed');
    throw new RehearsalError(`the rehearsal answers ${method} ${path} with ${status}: ${text.slice(0, 300)}`);
  }
}

const EMPTY: Report = {
  refused: [],
  denied: [],
  unevaluated: [],
  unusedGrants: [],
  unusedRules: [],
  notRehearsed: [],
  orphans: [],
  failures: [],
  mounts: [],
  troubles: [],
  calls: 0,
};

interface Exchanged {
  readonly status: number;
  readonly text: string;
}

function exchange(socket: string, method: string, path: string, body?: object): Promise<Exchanged> {
  return new Promise((resolve, reject) => {
    const lost = (error: Error) => reject(new RehearsalError(`the rehearsal does not answer: ${error.message}`));
    const address = shortAddress(socket);
    if (address instanceof Error) {
      lost(address);
      return;
    }
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = { host: 'rehearsal', connection: 'close', ...(text && { 'content-type': 'application/json' }) };
    const call = request({ socketPath: address.path, method, path, headers, timeout: TIMEOUT_MS }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', lost);
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }));
    });
    call.on('timeout', () => call.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)));
    call.on('error', lost);
    call.on('close', () => address.close());
    call.end(text);
  });
}

/** Longest path of a unix socket, with its end, in bytes (sun_path of sockaddr_un). */
const LONGEST = 108;

// A path in a deep folder is too long for a socket's address; the same by way of the open folder is not.
function shortAddress(socket: string): { readonly path: string; close(): void } | Error {
  if (Buffer.byteLength(socket) < LONGEST) return { path: socket, close: () => undefined };
  try {
    const folder = openSync(dirname(socket), constants.O_RDONLY | constants.O_DIRECTORY);
    return {
      path: `/proc/self/fd/${folder}/${socket.slice(dirname(socket).length + 1)}`,
      close: () => closeSync(folder),
    };
  } catch (error) {
    return error as Error;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
