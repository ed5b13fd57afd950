import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CARRIED, carrierOf } from '../resources/index';
import { Api } from '../rest/api';
import type { Json } from '../rest/json';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: { readonly [name: string]: string | string[] | undefined };
  readonly text: string;
  readonly body: { readonly [name: string]: Json };
}

export interface Told {
  readonly status?: number;
  readonly json?: Json;
  readonly text?: string;
  readonly headers?: { readonly [name: string]: string };
}

/** Answers by `METHOD /path`: one for all calls, or one for each call in turn, the last for good. */
export interface Script {
  readonly [call: string]: Told | readonly Told[];
}

/** A service that says what a test tells it to, and remembers what it was asked. */
export class ScriptedApi {
  readonly asked: Asked[] = [];
  private readonly turns = new Map<string, number>();
  private server: Server | undefined;

  constructor(private readonly script: Script) {}

  /** The way to this service, for one type of resource. */
  async carrier(type: string, retries = false) {
    await this.start();
    return carrierOf(this.api(retries), type);
  }

  api(retries = false): Api {
    return new Api({ auth: 'InstancePrincipal', region: 'us-ashburn-1', retries });
  }

  async start(): Promise<void> {
    if (this.server !== undefined) return;
    this.server = createServer(async (request, response) => {
      const asked = await read(request);
      this.asked.push(asked);
      const { status = 200, json, text, headers = {} } = this.told(`${asked.method} ${asked.path}`);
      response.writeHead(status, { 'opc-request-id': 'request-1', ...headers });
      response.end(json === undefined ? text : JSON.stringify(json));
    });
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    const clients = Object.values(CARRIED).flatMap(({ client }) => (typeof client === 'string' ? [client] : []));
    process.env['CLIENT_HOST_OVERRIDES'] = clients.map((client) => `${client}=${this.url}`).join(';');
  }

  get url(): string {
    const address = this.server?.address() as AddressInfo | undefined;
    return `http://127.0.0.1:${address?.port}`;
  }

  /** What was asked, as `METHOD /path?query`. */
  get calls(): readonly string[] {
    return this.asked.map(({ method, path, query }) => `${method} ${path}${query}`);
  }

  bodyOf(call: string): Asked['body'] {
    const found = this.asked.find(({ method, path }) => `${method} ${path}` === call);
    if (found === undefined) throw new Error(`nobody asked ${call}, but ${this.calls.join(', ')}`);
    return found.body;
  }

  stop(): void {
    delete process.env['CLIENT_HOST_OVERRIDES'];
    this.server?.closeAllConnections();
    this.server?.close();
  }

  private told(call: string): Told {
    const turn = this.turns.get(call) ?? 0;
    this.turns.set(call, turn + 1);
    const told = this.script[call] ?? { status: 404, json: { code: 'NotAuthorizedOrNotFound', message: call } };
    return Array.isArray(told) ? (told[Math.min(turn, told.length - 1)] as Told) : (told as Told);
  }
}

async function read(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const url = new URL(request.url ?? '/', 'http://localhost');
  const isJson = text.startsWith('{');
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: url.search,
    headers: request.headers,
    text,
    body: isJson ? (JSON.parse(text) as Asked['body']) : {},
  };
}
