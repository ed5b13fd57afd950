import { createServer, type IncomingMessage, type Server } from 'node:http';
import { join } from 'node:path';
import { Control } from '../../lib/rehearsal/control/client';
import { settled, until, watch } from '../../lib/rehearsal/hosts/watch';
import { folderWith, HEAD, NODE, removeFolders } from './samples';

type Answer = (method: string, path: string, body: string) => readonly [status: number, body: unknown];

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});
afterAll(removeFolders);

/** A control plane that answers as it is told, on a unix socket of its own. */
async function answering(answer: Answer, below = ''): Promise<Control> {
  const folder = folderWith({ [join(below, 'x')]: '' });
  const server = createServer(async (request, response) => {
    const [status, body] = answer(request.method ?? '', request.url ?? '', await textOf(request));
    response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  servers.push(server);
  const here = process.cwd();
  // A socket in a deep folder is made from within, as its address must be short.
  process.chdir(join(folder, below));
  await new Promise<void>((resolve) => server.listen('control.sock', resolve));
  process.chdir(here);
  return new Control(join(folder, below, 'control.sock'));
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

const STATUS = { name: 'ocean', region: 'us-west-2', account: '1', seconds: 1, standIns: [] };

describe('a control client', () => {
  test('gives the status', async () => {
    const control = await answering(() => [200, { ...STATUS, hosts: [HEAD] }]);
    expect(await control.status()).toEqual({ ...STATUS, hosts: [HEAD] });
  });

  test('asks for events after a number, logs of a host, and a report after destruction', async () => {
    const asked: string[] = [];
    const control = await answering((_, path) => {
      asked.push(path);
      return [200, { events: [], text: 'hello', refused: [{ sentence: 'x' }] }];
    });
    await control.events(7);
    expect(await control.log('a b', 'console')).toBe('hello');
    expect(await control.report(true)).toMatchObject({
      refused: [{ sentence: 'x' }],
      orphans: [],
      notRehearsed: [],
      calls: 0,
    });
    expect(asked).toEqual(['/events?after=7', '/logs?host=a%20b&which=console', '/report?destroyed=1']);
  });

  test('sends faults, and gives what was done', async () => {
    const control = await answering((method, path, body) => [200, { done: `${method} ${path} ${body}` }]);
    expect(await control.fault({ kind: 'fill', host: 'head', path: '/home' })).toBe(
      'POST /faults {"kind":"fill","host":"head","path":"/home"}',
    );
  });

  test('lets OCI begin, in a Region or in the one that it was started for', async () => {
    const asked: string[] = [];
    const control = await answering((method, path, body) => {
      asked.push(`${method} ${path} ${body}`);
      return [200, { standIns: [{ what: 'OCI: RDMA', instead: 'absent' }] }];
    });
    expect(await control.beginOci('eu-frankfurt-1')).toEqual([{ what: 'OCI: RDMA', instead: 'absent' }]);
    await control.beginOci();
    expect(asked).toEqual(['POST /oci {"region":"eu-frankfurt-1"}', 'POST /oci {}']);
  });

  test('tells a refusal in the words of the control plane', async () => {
    const control = await answering(() => [400, { error: "no host 'haed'" }]);
    await expect(control.fault({ kind: 'kill', host: 'haed' })).rejects.toMatchObject({
      message: "no host 'haed'",
      kind: 'misuse',
    });
  });

  test('tells a defect of the control plane', async () => {
    const control = await answering(() => [500, '<html>oops</html>']);
    await expect(control.down()).rejects.toThrow('answers POST /down with 500: <html>oops');
  });

  test('says where nobody answers', async () => {
    await expect(new Control('/nowhere/control.sock').status()).rejects.toThrow('the rehearsal does not answer');
  });

  test('reaches a socket in a folder whose path is longer than an address may be', async () => {
    const control = await answering(() => [200, { events: [] }], 'deep/'.repeat(30));
    expect(await control.events()).toEqual([]);
  });
});

describe('waiting', () => {
  test('ends when no host boots any more', async () => {
    let looks = 0;
    const control = await answering(() => {
      looks += 1;
      return [200, { ...STATUS, hosts: [HEAD, { ...NODE, state: looks < 3 ? 'booting' : 'failed' }] }];
    });
    const { hosts } = await settled(control, 5);
    expect([hosts.map(({ state }) => state), looks]).toEqual([['ready', 'failed'], 6]);
  });

  test('gives up after its time, and tells the hosts', async () => {
    const control = await answering(() => [200, { ...STATUS, hosts: [NODE] }]);
    await expect(until(control, 'a node', () => false, 0.1)).rejects.toThrow(
      `a node: not within 0.1 s. compute-1 (${NODE.id}) is booting: mount-home`,
    );
  });

  test('each event is seen once', async () => {
    const all = [1, 2, 3].map((number) => ({ number, seconds: 0, event: 'boot' }));
    const control = await answering((_, path) =>
      path.startsWith('/status')
        ? [200, { ...STATUS, hosts: [] }]
        : [200, { events: all.slice(Number(path.split('=')[1])) }],
    );
    const seen: number[] = [];
    const watching = watch(control, { event: ({ number }) => void seen.push(number) });
    await until(control, 'events', () => seen.length === 3, 5);
    await watching.stop();
    expect(seen).toEqual([1, 2, 3]);
  });
});
