import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a data centre's server says to one request. */
export interface Reply {
  readonly status: number;
  readonly body?: string;
  readonly headers?: { readonly [name: string]: string };
}

const open: Server[] = [];

/**
 * A server on this machine that gives its replies one after the other, the last one for ever.
 *
 * @returns its address, and the requests that it has seen
 */
export async function serverOf(...replies: readonly Reply[]): Promise<{ url: string; seen: URL[] }> {
  const seen: URL[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    const { status, body = '', headers = {} } = replies[Math.min(seen.length, replies.length - 1)] as Reply;
    seen.push(new URL(request.url ?? '', 'http://server'));
    response.writeHead(status, headers).end(body);
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

export async function closeServers(): Promise<void> {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const HEAD =
  '#Network | Station | Location | Channel | Latitude | Longitude | Elevation | Depth | Azimuth | Dip | SensorDescription | Scale | ScaleFreq | ScaleUnits | SampleRate | StartTime | EndTime';

/** The station service's answer, of `NET STA start end` each. */
export function channelLines(...epochs: readonly (readonly [string, string, string, string])[]): string {
  const lines = epochs.map(
    ([network, station, from, to]) =>
      `${network}|${station}||BHZ|47.1|-120.2|600.0|0.0|0.0|-90.0|STS-2|6.2E8|0.2|M/S|40.0|${from}|${to}`,
  );
  return [HEAD, ...lines, ''].join('\n');
}
