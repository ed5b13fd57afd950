import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from './judge';
import { FILE_SYSTEMS } from './needs';

const SYSTEM_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin'];
const PYTHONS = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11'];
const ABOUT_PYTHON =
  'import sys, importlib.util as u; print(*sys.version_info[:2], int(bool(u.find_spec("venv") and u.find_spec("ensurepip"))))';

/** This machine. Kernel modules that are missing are loaded. */
export function thisMachine(): Machine {
  const linux = process.platform === 'linux';
  const root = process.getuid?.() === 0;
  if (linux && root) spawnSync('modprobe', ['-qa', 'loop', ...FILE_SYSTEMS]);
  return {
    platform: process.platform,
    root,
    apt: existsSync('/etc/debian_version') && findCommand('apt-get') !== undefined,
    fileSystems: linux ? fileSystems() : [],
    loopDevices: existsSync('/dev/loop-control'),
    has: (command) => findCommand(command) !== undefined,
    exists: existsSync,
    python: newestPython(),
    ownPython: (process.env['TERRANE_REHEARSAL_PYTHON'] ?? '') !== '',
  };
}

/** PATH with the folders of system administration, which a user's own may lack. */
export function systemPath(): string {
  const own = (process.env['PATH'] ?? '').split(':');
  return [...own, ...SYSTEM_FOLDERS.filter((folder) => !own.includes(folder))].join(':');
}

export function findCommand(name: string): string | undefined {
  const candidates = systemPath()
    .split(':')
    .map((folder) => join(folder, name));
  return candidates.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

interface Python {
  readonly command: string;
  readonly version: readonly [number, number];
  readonly venv: boolean;
}

/** The first of the machine's Pythons that makes virtual environments and is new enough, else the first of all. */
export function newestPython(): Python | undefined {
  const found = PYTHONS.flatMap((command): Python[] => {
    const path = findCommand(command);
    if (path === undefined) return [];
    const { status, stdout } = spawnSync(path, ['-c', ABOUT_PYTHON], { encoding: 'utf8' });
    const [major, minor, venv] = stdout.trim().split(' ').map(Number);
    if (status !== 0 || major === undefined || minor === undefined) return [];
    return [{ command: path, version: [major, minor], venv: venv === 1 }];
  });
  return found.find(({ version, venv }) => venv && version[0] === 3 && version[1] >= 11) ?? found[0];
}

function fileSystems(): string[] {
  const lines = readFileSync('/proc/filesystems', 'utf8').split('\n');
  return lines.map((line) => line.split('\t')[1] ?? '').filter((name) => name !== '');
}
