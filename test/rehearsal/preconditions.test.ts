import { installArguments } from '../../lib/rehearsal/preconditions';
import { lackOf, type Machine } from '../../lib/rehearsal/preconditions/judge';

const GOOD: Machine = {
  platform: 'linux',
  root: true,
  apt: true,
  fileSystems: ['overlay', 'squashfs', 'ext4', 'tmpfs'],
  loopDevices: true,
  has: () => true,
  exists: () => true,
  python: { version: [3, 11], venv: true },
  ownPython: false,
};

const lack = (changed: Partial<Machine>) => lackOf({ ...GOOD, ...changed });

test('a machine that has everything lacks nothing', () => {
  expect(lack({})).toEqual({ impossible: undefined, packages: [] });
});

test.each([
  ['another system', { platform: 'darwin' }, /this is macOS: run it as root in a Linux virtual machine or in CI\.$/],
  ['no root', { root: false }, /needs root: run it with sudo/],
  ['a kernel without overlay', { fileSystems: ['squashfs', 'ext4'] }, /This kernel has no overlay, which/],
  ['no loop devices', { loopDevices: false }, /no loop devices/],
  [
    'an old Python',
    { python: { version: [3, 9] as const, venv: true } },
    /Python 3\.11 or newer and this machine has 3\.9/,
  ],
])('one sentence says why not, and what to do: %s', (_, changed, sentence) => {
  const { impossible } = lack(changed as Partial<Machine>);
  expect(impossible).toMatch(sentence);
  expect(impossible?.match(/\.(?= |$)/g)).toHaveLength(1);
});

test('packages that are missing are named once, sorted', () => {
  const missing = ['unshare', 'nsenter', 'systemd-nspawn', 'nft'];
  expect(lack({ has: (command) => !missing.includes(command) }).packages).toEqual([
    'nftables',
    'systemd-container',
    'util-linux',
  ]);
});

test('a Debian keyring and a Python that makes environments are packages as well', () => {
  const { packages } = lack({ exists: () => false, python: undefined });
  expect(packages).toEqual(['debian-archive-keyring', 'python3-venv']);
});

test("an environment of the user's own needs no Python of the machine", () => {
  expect(lack({ ownPython: true, python: { version: [3, 9], venv: false } }).impossible).toBeUndefined();
});

test('without apt-get, missing packages are a sentence', () => {
  const { impossible, packages } = lack({ apt: false, has: (command) => command !== 'dnsmasq' });
  expect([impossible, packages]).toEqual([expect.stringContaining('Debian packages as dnsmasq-base'), []]);
});

test('packages are installed without what they recommend', () => {
  expect(installArguments(['nftables'])).toEqual(['install', '-y', '-qq', '--no-install-recommends', 'nftables']);
});
