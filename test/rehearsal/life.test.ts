import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../lib/rehearsal/folders';
import { ociLayerFile } from '../../lib/rehearsal/image/oci';
import { down } from '../../lib/rehearsal/life/down';
import { findRunning } from '../../lib/rehearsal/life/find';
import { cgroupsNamed, loopsBelow, mountsBelow } from '../../lib/rehearsal/life/leftovers';
import { isControlPlane } from '../../lib/rehearsal/life/processes';
import { knownNames, runningOf } from '../../lib/rehearsal/life/running';
import { launchArguments, launchEnvironment } from '../../lib/rehearsal/life/start';
import { withLock } from '../../lib/rehearsal/lock';
import { checkedName, defaultName } from '../../lib/rehearsal/names';
import { environmentFolder } from '../../lib/rehearsal/python';
import { folderWith, removeFolders } from './samples';

const own = process.env['TERRANE_CACHE'];
let cache: string;

beforeEach(() => {
  cache = folderWith({});
  process.env['TERRANE_CACHE'] = cache;
});
afterAll(() => {
  if (own === undefined) delete process.env['TERRANE_CACHE'];
  else process.env['TERRANE_CACHE'] = own;
  removeFolders();
});

test('the cache is where it is said, else where the system keeps caches', () => {
  expect(cacheFolder({ TERRANE_CACHE: '/c', XDG_CACHE_HOME: '/x' })).toBe('/c');
  expect(cacheFolder({ XDG_CACHE_HOME: '/x' })).toBe('/x/terrane');
  expect(cacheFolder({})).toMatch(/\/\.cache\/terrane$/);
});

test.each([
  ['/home/ada/My Ocean_2', 'my-ocean-2'],
  ['/', 'rehearsal'],
  [`/x/${'a'.repeat(60)}`, 'a'.repeat(40)],
])('the name of a rehearsal comes from its folder: %s', (folder, name) => {
  expect(defaultName(folder)).toBe(name);
  expect(checkedName(name)).toBe(name);
});

test.each(['', 'Ocean', '../x', 'a/b', '-a', 'a'.repeat(41)])('no name of a rehearsal: %j', (name) => {
  expect(() => checkedName(name)).toThrow('cannot name a rehearsal');
});

test('another list of requirements is another environment', () => {
  expect(environmentFolder('moto==1')).not.toBe(environmentFolder('moto==2'));
});

describe('the control plane', () => {
  test('gets its folder, image and Region', () => {
    expect(launchArguments('/r/ocean', { image: '/i.sqfs', region: 'us-west-2' })).toEqual([
      ...['-m', 'terrane_rehearsal', '--folder', '/r/ocean', '--image', '/i.sqfs'],
      ...['--oci-layer', ociLayerFile(), '--region', 'us-west-2'],
    ]);
  });

  test('gets servers outside the cloud', () => {
    const outside = ['a.example.org:80=127.0.0.1:1', 'b.example.org:80=127.0.0.1:2'];
    const words = launchArguments('/r/ocean', { image: '/i.sqfs', region: 'us-west-2', outside });
    expect(words.slice(-4)).toEqual(['--outside', outside[0], '--outside', outside[1]]);
  });

  test("gets nothing of the user's account at a cloud", () => {
    const made = launchEnvironment('/runtime', { HOME: '/root', AWS_PROFILE: 'campus', AWS_SECRET_ACCESS_KEY: 'real' });
    expect(Object.keys(made).filter((name) => name.startsWith('AWS_'))).toEqual([]);
    expect(made).toMatchObject({ HOME: '/root', PYTHONPATH: '/runtime' });
  });

  test('is known by its command line', () => {
    const words = ['python', ...launchArguments('/r/ocean', { image: '/i', region: 'x' }), ''];
    expect(isControlPlane(words, '/r/ocean')).toBe(true);
    expect(isControlPlane(words, '/r/oce')).toBe(false);
    expect(isControlPlane(['vi', '--folder', '/r/ocean'], '/r/ocean')).toBe(false);
  });
});

describe('what a rehearsal leaves', () => {
  test('mounts below its folder, the innermost first', () => {
    const line = (point: string) => `36 35 98:0 / ${point} rw,noatime - ext4 /dev/root rw`;
    const info = ['/r/a', '/r/a/one', '/r/a/one/in\\040it', '/r/ab/x', '/'].map(line).join('\n');
    expect(mountsBelow('/r/a', info)).toEqual(['/r/a/one/in it', '/r/a/one']);
  });

  test('loop devices whose files lie below its folder', () => {
    const block = folderWith({
      'loop0/loop/backing_file': '/r/a/volumes/vol-1.img\n',
      'loop1/loop/backing_file': '/r/ab/volumes/vol-1.img\n',
      'loop2/size': '0',
      'sda/size': '0',
    });
    expect(loopsBelow('/r/a', block)).toEqual(['loop0']);
  });

  test('cgroups of its name, in every hierarchy', () => {
    const root = folderWith({});
    for (const path of ['memory/terrane-a/i-1', 'freezer/x/terrane-a', 'memory/terrane-ab'])
      mkdirSync(join(root, path), { recursive: true });
    expect(cgroupsNamed('terrane-a', root).sort()).toEqual([
      join(root, 'freezer/x/terrane-a'),
      join(root, 'memory/terrane-a'),
    ]);
  });
});

describe('taking down', () => {
  test('removes the folder of one whose processes were killed', async () => {
    const folder = join(cache, 'rehearsals', 'ocean');
    mkdirSync(join(folder, 'hosts'), { recursive: true });
    writeFileSync(join(folder, 'rehearsal.json'), JSON.stringify({ name: 'ocean', outer: 1, control: '/x' }));
    expect(runningOf('ocean')).toBeUndefined();
    expect(knownNames()).toEqual(['ocean']);
    expect(await down('ocean')).toEqual({ name: 'ocean', ended: 'before', mounts: [], loops: [], cgroups: [], folder });
    expect(readdirSync(join(cache, 'rehearsals'))).toEqual([]);
  });

  test('says that nothing is there', async () => {
    expect(await down('nobody')).toBeUndefined();
  });
});

describe('the rehearsal that is meant', () => {
  test('is told where none runs', () => {
    expect(() => findRunning(undefined, '/x')).toThrow('no rehearsal runs. Start one with');
    expect(() => findRunning('ocean', '/x')).toThrow("the rehearsal 'ocean' does not run.");
  });

  test('may have ended without being taken down', () => {
    mkdirSync(join(cache, 'rehearsals', 'ocean'), { recursive: true });
    expect(() => findRunning('ocean', '/x')).toThrow('has ended; `terrane rehearse down` removes what it left');
  });
});

test('a lock lets one in at a time, and goes on after one that failed', async () => {
  const file = join(cache, 'lock');
  const order: string[] = [];
  const enter = (name: string) =>
    withLock(
      file,
      () => undefined,
      async () => {
        order.push(`${name} in`);
        await new Promise((resolve) => setTimeout(resolve, 20));
        order.push(`${name} out`);
        if (name === 'a') throw new Error('a failed');
      },
    );
  const [first, second] = await Promise.allSettled([enter('a'), enter('b')]);
  expect([first?.status, second?.status]).toEqual(['rejected', 'fulfilled']);
  expect(order[1]?.split(' ')[0]).toBe(order[0]?.split(' ')[0]);
  expect(order).toHaveLength(4);
});
