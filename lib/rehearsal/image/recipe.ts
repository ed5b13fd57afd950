import { createHash } from 'node:crypto';
import { type Layer, layerInputs } from './layer';

export const RELEASE = 'trixie';
/** Its Python; what is fetched for hosts fits it. */
export const PYTHON = '3.13.5';

/** What names of kept root folders begin with. */
export const BASE = 'base-';

/** Counts up where what is done with the inputs changes. */
const FORMAT = 2;
const HOOKS = '/usr/share/mmdebstrap/hooks/eatmydata';
const LEFT_OUT = ['man', 'doc', 'locale', 'info', 'lintian'];
const NAME = /^[a-z0-9][a-z0-9+.-]+$/;

/** Names that are no Debian package's. */
export function badPackageNames(names: readonly string[]): string[] {
  return names.filter((name) => !NAME.test(name));
}

/** Names the image that layers make: SHA-256 of every input, in hexadecimal. */
export function imageKey(layers: readonly Layer[], architecture: string): string {
  return digest([baseKey(packagesOf(layers), architecture), ...layers.flatMap(layerInputs)]);
}

/** Names the root folder that packages make, before files and scripts of layers are put over it. */
export function baseKey(packages: readonly string[], architecture: string): string {
  return digest([`format ${FORMAT} ${RELEASE} ${architecture}`, LEFT_OUT.join(), ...packages]);
}

function digest(inputs: readonly string[]): string {
  return createHash('sha256').update(inputs.join('\n')).digest('hex');
}

/** Every package once, sorted. */
export function packagesOf(layers: readonly Layer[]): string[] {
  return [...new Set(layers.flatMap((layer) => layer.packages))].sort();
}

/**
 * Arguments that make mmdebstrap write Debian 13 to a root folder. Packages that were downloaded before are taken from a
 * folder, which keeps what is new.
 */
export function bootstrapArguments(root: string, debs: string, packages: readonly string[]): string[] {
  const archives = '/var/cache/apt/archives';
  return [
    '--mode=root',
    '--variant=apt',
    '--format=directory',
    `--include=${packages.join(',')}`,
    `--hook-dir=${HOOKS}`,
    '--skip=cleanup/apt,download/empty,essential/unlink',
    '--aptopt=Acquire::Languages "none"',
    '--aptopt=Apt::Install-Recommends "false"',
    '--dpkgopt=force-unsafe-io',
    ...LEFT_OUT.map((folder) => `--dpkgopt=path-exclude=/usr/share/${folder}/*`),
    `--setup-hook=mkdir -p "$1${archives}"`,
    `--setup-hook=sync-in '${debs}' ${archives}`,
    `--customize-hook=sync-out ${archives} '${debs}'`,
    `--customize-hook=rm -rf "$1"${archives}/*.deb "$1"/var/lib/apt/lists/* "$1"/var/cache/apt/*.bin`,
    RELEASE,
    root,
  ];
}

/** How mksquashfs packs a root folder: zstd at a level that costs little time. */
export function packArguments(): string[] {
  return ['-comp', 'zstd', '-Xcompression-level', '3', '-noappend', '-no-progress', '-quiet'];
}

const STAGES: readonly (readonly [RegExp, string])[] = [
  [/running apt-get update/, 'lists of packages'],
  [/downloading packages|downloading and installing/, 'downloading'],
  [/extracting archives/, 'extracting'],
  [/installing essential/, 'essential packages'],
  [/installing remaining|installing packages/, 'packages'],
  [/cleaning/, 'cleaning'],
];

/** Which stage a line of mmdebstrap begins. */
export function stageIn(line: string): string | undefined {
  if (!line.startsWith('I: ')) return undefined;
  return STAGES.find(([pattern]) => pattern.test(line))?.[1];
}
