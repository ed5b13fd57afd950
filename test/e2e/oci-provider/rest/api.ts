import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type IncomingHttpHeaders, Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { ServiceError } from './errors';
import type { Json } from './json';
import { fromEnvironment, type Settings } from './settings';
import { signed } from './sign';
import { pause } from './wait';

export interface Question {
  readonly query?: { readonly [name: string]: string | undefined };
  readonly headers?: { readonly [name: string]: string };
  readonly json?: Json;
  readonly bytes?: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly json: Json | undefined;
}

/** The provider goes on asking for two minutes where the service is busy, or the thing is in another change. */
const RETRY_FOR_MS = 120_000;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 10_000;
const FINAL_CONFLICTS = new Set(['BucketNotEmpty', 'InvalidatedRetryToken']);

function passing(error: unknown): boolean {
  if (!(error instanceof ServiceError)) return false;
  if (error.status === 409) return !FINAL_CONFLICTS.has(error.code);
  return error.status === 429 || error.status >= 500;
}

/** `CLIENT_HOST_OVERRIDES`: `<client>=<url>;<client>=<url>`. */
function overrides(): { readonly [client: string]: string } {
  const items = (fromEnvironment('CLIENT_HOST_OVERRIDES') ?? '').split(';').map((item) => item.split('='));
  return Object.fromEntries(items.filter((item) => item.length === 2));
}

/** The services of a Region, wherever they are said to be. */
export class Api {
  private readonly endpoints = overrides();
  private readonly plain = new PlainAgent({ keepAlive: true });
  private readonly secure = new SecureAgent({ keepAlive: true, ...trust() });

  constructor(private readonly settings: Settings) {}

  /** Where a client finds its service. A stand-in talks to no place that it was not sent to. */
  endpoint(client: string): string {
    const url = this.endpoints[client];
    if (url !== undefined) return url.replace(/\/$/, '');
    throw new Error(
      `the stand-in for the provider speaks only to what CLIENT_HOST_OVERRIDES names, and ${client} is not there`,
    );
  }

  async ask(method: string, url: string, question: Question = {}): Promise<Answer> {
    const until = Date.now() + RETRY_FOR_MS;
    const token = method === 'POST' ? { 'opc-retry-token': randomUUID() } : {};
    for (let wait = FIRST_RETRY_MS; ; wait = Math.min(wait * 2, LONGEST_RETRY_MS)) {
      try {
        return await this.once(method, url, { ...question, headers: { ...token, ...question.headers } });
      } catch (error) {
        if (!this.settings.retries || !passing(error) || Date.now() + wait > until) throw error;
      }
      await pause(wait);
    }
  }

  private async once(method: string, address: string, question: Question): Promise<Answer> {
    const url = new URL(address);
    for (const [name, value] of Object.entries(question.query ?? {}))
      if (value !== undefined) url.searchParams.set(name, value);
    const body =
      question.bytes ?? (question.json === undefined ? undefined : Buffer.from(JSON.stringify(question.json)));
    const asked = { method, url, headers: question.headers ?? {}, ...(body === undefined ? {} : { body }) };
    const headers = { accept: 'application/json', ...asked.headers, ...signed(asked, this.settings) };
    const answer = await this.send(method, url, headers, body);
    if (answer.status < 300) return answer;
    const requestId = String(answer.headers['opc-request-id'] ?? '');
    throw new ServiceError({ status: answer.status, body: answer.json, requestId, target: `${method} ${url}` });
  }

  private send(method: string, url: URL, headers: { [name: string]: string }, body?: Buffer): Promise<Answer> {
    const secure = url.protocol === 'https:';
    const options = { method, headers, agent: secure ? this.secure : this.plain };
    return new Promise((resolve, reject) => {
      const request = (secure ? secureRequest : plainRequest)(url, options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, json: jsonOf(bytes) });
        });
      });
      request.on('error', (error) => reject(new Error(`${method} ${url}: ${error.message}`)));
      request.end(body);
    });
  }
}

function trust(): { readonly ca?: string; readonly rejectUnauthorized?: boolean } {
  const file = fromEnvironment('custom_cert_location');
  return {
    ...(file === undefined ? {} : { ca: readFileSync(file, 'utf8') }),
    ...(fromEnvironment('accept_local_certs') === 'true' ? { rejectUnauthorized: false } : {}),
  };
}

function jsonOf(bytes: Buffer): Json | undefined {
  try {
    return JSON.parse(bytes.toString()) as Json;
  } catch {
    return undefined;
  }
}
