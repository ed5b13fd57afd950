import { existsSync } from 'node:fs';
import { findCommand, newestPython } from '../../rehearsal/preconditions/machine';

/** What was seen of this machine, and of the source from here. */
export interface Seen {
  readonly platform: string;
  readonly has: (command: string) => boolean;
  /** Newest Python found. */
  readonly python: { readonly version: readonly [number, number]; readonly venv: boolean } | undefined;
  /** The environment that TERRANE_STREAM_PYTHON names, and whether it is there. */
  readonly own?: { readonly program: string; readonly exists: boolean };
  /** Why the source does not answer. */
  readonly unreachable?: string;
}

/** The oldest Python that a fleet's programs run on. */
const PYTHON: readonly [number, number] = [3, 11];

/** By program: the packages of Debian and Ubuntu, and of the RHEL family. */
const PROGRAMS: { readonly [command: string]: readonly [apt: string, dnf: string] } = {
  flock: ['util-linux', 'util-linux'],
  setpriv: ['util-linux', 'util-linux'],
};
const CAP_PROGRAMS: typeof PROGRAMS = { nginx: ['nginx-light', 'nginx'], haproxy: ['haproxy', 'haproxy'] };

/** Everything that is missing here for a local run: a sentence each. */
export function lacks(seen: Seen, capped: boolean): string[] {
  const { platform, has, python, own, unreachable } = seen;
  // What else is missing is known on Linux alone.
  if (platform !== 'linux')
    return [`A local run needs Linux, and this is ${platform}: use a virtual machine or a container.`];
  const programs = Object.entries({ ...PROGRAMS, ...(capped ? CAP_PROGRAMS : {}) });
  return [
    ...programs.flatMap(([command, [apt, dnf]]) =>
      has(command) ? [] : [`There is no ${command}: \`apt-get install ${apt}\`, or \`dnf install ${dnf}\`.`],
    ),
    ...(own === undefined ? pythonLacks(python) : []),
    ...(own?.exists === false ? [`TERRANE_STREAM_PYTHON names ${own.program}, which does not exist.`] : []),
    ...(unreachable === undefined ? [] : [unreachable]),
  ];
}

function pythonLacks(python: Seen['python']): string[] {
  const wanted = PYTHON.join('.');
  const remedy = 'install one, or set TERRANE_STREAM_PYTHON to the Python of an environment that has all.';
  if (python === undefined) return [`There is no Python 3: Python ${wanted} or newer is needed; ${remedy}`];
  const [major, minor] = python.version;
  if (major < PYTHON[0] || (major === PYTHON[0] && minor < PYTHON[1]))
    return [`Python ${wanted} or newer is needed, and this machine has ${major}.${minor}; ${remedy}`];
  return python.venv ? [] : ['Python makes no environments here: `apt-get install python3-venv`.'];
}

/** An environment that the user has made. */
export function ownPython(): Seen['own'] {
  const program = process.env['TERRANE_STREAM_PYTHON'] ?? '';
  return program === '' ? undefined : { program, exists: existsSync(program) };
}

const ANSWER_SECONDS = 20;

/** @param source address of the data centre; nothing where files of this machine are the source */
export async function thisMachine(source: string | undefined): Promise<Seen> {
  const own = ownPython();
  const unreachable = source === undefined ? undefined : await whyUnreachable(source);
  return {
    platform: process.platform,
    has: (command) => findCommand(command) !== undefined,
    python: own === undefined ? newestPython() : undefined,
    ...(own === undefined ? {} : { own }),
    ...(unreachable === undefined ? {} : { unreachable }),
  };
}

/** Any answer will do: not every centre has the page. */
async function whyUnreachable(source: string): Promise<string | undefined> {
  try {
    const signal = AbortSignal.timeout(ANSWER_SECONDS * 1000);
    const response = await fetch(`${source}/fdsnws/dataselect/1/version`, { signal });
    await response.body?.cancel();
    return undefined;
  } catch (error) {
    const { cause, message } = error as { readonly cause?: { readonly message?: string }; readonly message?: string };
    return `${source} does not answer: ${cause?.message || message}. Is the address right? --source-url gives another.`;
  }
}
