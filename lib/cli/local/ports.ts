import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOPBACK = '127.0.0.1';
const LOOK_MS = 50;
/** Below those that Linux gives to outgoing connections: none of them takes a port between its choice and its use. */
const PORTS = { first: 12_000, count: 20_000 };
const ATTEMPTS = 100;

/** So many different ports that nothing listens on. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => onFreePort(ATTEMPTS)));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

async function onFreePort(attempts: number): Promise<Server> {
  const server = createServer();
  const port = PORTS.first + Math.floor(Math.random() * PORTS.count);
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, LOOPBACK, resolve));
    return server;
  } catch (error) {
    if (attempts <= 1) throw error;
    return onFreePort(attempts - 1);
  }
}

/** Waits until something listens on a port, or nobody cares any more. */
export async function listening(port: number, over: AbortSignal): Promise<void> {
  while (!over.aborted && !(await answers(port))) await sleep(LOOK_MS);
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, LOOPBACK);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
