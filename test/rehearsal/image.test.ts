import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { layerIn, packageNames } from '../../lib/rehearsal/image/layer';
import {
  badPackageNames,
  baseKey,
  bootstrapArguments,
  imageKey,
  packArguments,
  packagesOf,
  stageIn,
} from '../../lib/rehearsal/image/recipe';
import { folderWith, removeFolders } from './samples';

afterAll(removeFolders);

const guest = () =>
  folderWith({ 'packages.txt': '# base\nsystemd\nslurmd # jobs\n\n', 'files/etc/x': 'x', 'finish.sh': 'true' });

test('a list of packages has comments and blank lines', () => {
  expect(packageNames('# base\nsystemd\n\n  slurmd # jobs\n')).toEqual(['systemd', 'slurmd']);
});

test('a layer is what lies in its folder', () => {
  const folder = guest();
  expect(layerIn(folder)).toEqual({
    packages: ['systemd', 'slurmd'],
    files: join(folder, 'files'),
    finish: join(folder, 'finish.sh'),
  });
  expect(layerIn(folderWith({}))).toEqual({ packages: [] });
});

describe('the name of an image', () => {
  const layers = (folder: string) => [layerIn(folder)];

  test('is the same for the same inputs, wherever they lie', () => {
    expect(imageKey(layers(guest()), 'x64')).toBe(imageKey(layers(guest()), 'x64'));
    expect(imageKey(layers(guest()), 'x64')).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each([
    ['a package', (folder: string) => writeFileSync(join(folder, 'packages.txt'), 'systemd\n')],
    ['the text of a file', (folder: string) => writeFileSync(join(folder, 'files/etc/x'), 'y')],
    ['the mode of a file', (folder: string) => chmodSync(join(folder, 'files/etc/x'), 0o755)],
    ['a further file', (folder: string) => writeFileSync(join(folder, 'files/etc/y'), 'x')],
    ['the script', (folder: string) => writeFileSync(join(folder, 'finish.sh'), 'false')],
  ])('changes with %s', (_, change) => {
    const folder = guest();
    const before = imageKey(layers(folder), 'x64');
    change(folder);
    expect(imageKey(layers(folder), 'x64')).not.toBe(before);
  });

  test('changes with a further layer and with the architecture', () => {
    const own = layers(guest());
    const keys = [imageKey(own, 'x64'), imageKey(own, 'arm64'), imageKey([...own, { packages: ['jq'] }], 'x64')];
    expect(new Set(keys).size).toBe(3);
  });

  test('does not change with the order of packages', () => {
    expect(imageKey([{ packages: ['a1', 'b1'] }], 'x64')).toBe(imageKey([{ packages: ['b1', 'a1'] }], 'x64'));
  });
});

test('mmdebstrap writes Debian 13 with every package once, from kept downloads where there are', () => {
  const packages = packagesOf([{ packages: ['slurmd', 'jq'] }, { packages: ['jq'] }]);
  const args = bootstrapArguments('/work/root', '/cache/debs', packages);
  expect(args).toContain('--include=jq,slurmd');
  expect(args).toContain(`--setup-hook=sync-in '/cache/debs' /var/cache/apt/archives`);
  expect(args).toContain(`--customize-hook=sync-out /var/cache/apt/archives '/cache/debs'`);
  expect(args.findIndex((arg) => arg.includes('sync-out'))).toBeLessThan(
    args.findIndex((arg) => arg.includes('archives/*.deb')),
  );
  expect(args.slice(-2)).toEqual(['trixie', '/work/root']);
});

test('the kept root folder is named by packages alone', () => {
  const layer = layerIn(guest());
  const files = { packages: layer.packages };
  expect(imageKey([layer], 'x64')).not.toBe(imageKey([files], 'x64'));
  expect(baseKey(packagesOf([layer]), 'x64')).toBe(baseKey(packagesOf([files]), 'x64'));
  expect(baseKey(['jq'], 'x64')).not.toBe(baseKey(['jq'], 'arm64'));
});

test('mksquashfs writes a file of its own', () => {
  expect(packArguments()).toEqual(expect.arrayContaining(['-noappend', 'zstd']));
});

test.each([
  ['I: downloading packages with apt...', 'downloading'],
  ['I: installing remaining packages inside the chroot...', 'packages'],
  ['I: automatically chosen format: directory', undefined],
  ['Setting up slurmd', undefined],
])('a stage begins with a line: %s', (line, stage) => {
  expect(stageIn(line)).toBe(stage);
});

test('what is no name of a package never reaches a command line', () => {
  expect(badPackageNames(['jq', 'libstdc++6', '--option', 'a b', 'A'])).toEqual(['--option', 'a b', 'A']);
});
