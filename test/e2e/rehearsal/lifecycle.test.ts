import { Rehearsal } from '../../../lib/testing';
import { rehearse } from './support/cli';
import { output } from './support/commands';
import { instance, PRIVATE_NETWORK, type Resources, template } from './support/templates';
import { launcherOf, NOTHING, namespacesLeft, tracesOf, uptime } from './support/traces';

jest.setTimeout(600_000);

const disk = { DeviceName: '/dev/sdf', Ebs: { VolumeSize: 1 } };

/** Two instances that boot; one of them has a disk of its own. */
const TWO: Resources = {
  ...PRIVATE_NETWORK,
  One: instance('#!/bin/sh\nsleep 60\n', { BlockDeviceMappings: [disk] }),
  Other: instance('#!/bin/sh\nsleep 60\n'),
};

describe('the launcher is killed in the middle of boots', () => {
  for (const victim of ['outer', 'first', 'cloud'] as const)
    test(`kill -9 of its ${victim} process ends every host; terrane rehearse down removes the rest`, async () => {
      const cloud = await Rehearsal.start();
      try {
        await cloud.deploy(template('two', TWO));
        await cloud.waitFor(({ hosts }) => hosts.length === 2 && hosts.every(({ leader }) => leader !== null));
        const { hosts } = await cloud.status();
        expect(hosts.map(({ state }) => state)).toEqual(['booting', 'booting']);
        const before = tracesOf(cloud.name);
        expect(before.processes.length).toBeGreaterThan(5);
        // Mounts, network and processes of the rehearsal; then of each host, and the network of the VPC.
        expect(before.namespaces.length).toBeGreaterThan(3 + 2 * 4);
        // The root disks, and the disk of one.
        expect(before).toMatchObject({ loops: { length: 3 }, folder: true });
        const seen = uptime();

        process.kill(launcherOf(cloud.name)[victim], 'SIGKILL');
        await until(() => tracesOf(cloud.name).processes.length === 0, 20);
        await until(() => namespacesLeft(before.namespaces, seen).length === 0, 20);

        expect(await rehearse('down', '--name', cloud.name)).toMatchObject({ code: 0 });
        expect(tracesOf(cloud.name)).toEqual(NOTHING);
        expect(namespacesLeft(before.namespaces, seen)).toEqual([]);
      } finally {
        await cloud.stop();
      }
    });
});

describe('two rehearsals side by side', () => {
  const ADDRESS = '10.7.1.10';
  const ask = `python3 -c "import urllib.request as r; print(r.urlopen('http://${ADDRESS}:8000/name', timeout=5).read().decode().strip())"`;
  const clouds: Rehearsal[] = [];

  const withServer = (name: string): Resources => ({
    ...PRIVATE_NETWORK,
    Server: instance(
      `#!/bin/sh\nmkdir /srv/www; echo ${name} > /srv/www/name\nsystemd-run python3 -m http.server --directory /srv/www 8000\n`,
      { PrivateIpAddress: ADDRESS, Tags: [{ Key: 'Name', Value: 'server' }] },
    ),
    Client: instance('#!/bin/sh\ntrue\n', {
      PrivateIpAddress: '10.7.1.11',
      Tags: [{ Key: 'Name', Value: 'client' }],
    }),
  });
  const answerIn = async (cloud: Rehearsal): Promise<string> => output(await cloud.host('client'), ask);

  afterAll(async () => {
    for (const cloud of clouds) await cloud.stop();
  });

  test('with the same network and the same addresses do not meet', async () => {
    for (const name of ['first', 'second']) {
      const cloud = await Rehearsal.start();
      clouds.push(cloud);
      await cloud.deploy(template('side', withServer(name)));
    }
    for (const cloud of clouds) {
      await cloud.waitFor('server');
      await cloud.waitFor('client');
    }
    const [first, second] = clouds as [Rehearsal, Rehearsal];
    expect([await answerIn(first), await answerIn(second)]).toEqual(['first\n', 'second\n']);
    const traces = [tracesOf(first.name), tracesOf(second.name)] as const;
    for (const kind of ['processes', 'namespaces', 'mounts', 'cgroups'] as const)
      expect(traces[0][kind].filter((each) => (traces[1][kind] as readonly unknown[]).includes(each))).toEqual([]);
  });

  test('a second one of a name that runs is refused with a sentence', async () => {
    const [first] = clouds as [Rehearsal, Rehearsal];
    const { code, stderr } = await rehearse('up', '--name', first.name);
    expect(code).toBe(2);
    expect(stderr).toContain(`the rehearsal '${first.name}' runs already: use it, end it with`);
    expect(await answerIn(first)).toBe('first\n');
  });

  test('the end of one is nothing to the other', async () => {
    const [first, second] = clouds as [Rehearsal, Rehearsal];
    const [before, seen] = [tracesOf(first.name), uptime()];
    const { code, stdout } = await rehearse('down', '--name', first.name);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('hosts powered off') });
    expect(tracesOf(first.name)).toEqual(NOTHING);
    expect(namespacesLeft(before.namespaces, seen)).toEqual([]);
    expect(await answerIn(second)).toBe('second\n');
  });
});

async function until(holds: () => boolean, seconds: number): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
