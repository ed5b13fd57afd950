import { FILE_SYSTEMS, KEYRING, NEEDS, PYTHON } from './needs';

/** What was seen of a machine. */
export interface Machine {
  /** As Node.js names it, e.g. `linux`, `darwin`. */
  readonly platform: string;
  readonly root: boolean;
  /** Whether its distribution is Debian, or one made from it: packages come by apt-get. */
  readonly apt: boolean;
  /** File systems that the kernel knows, with what could be loaded. */
  readonly fileSystems: readonly string[];
  readonly loopDevices: boolean;
  readonly has: (command: string) => boolean;
  readonly exists: (file: string) => boolean;
  /** Newest Python found, and whether it makes virtual environments. */
  readonly python: { readonly version: readonly [number, number]; readonly venv: boolean } | undefined;
  /** An environment for the control plane is given, so none has to be made. */
  readonly ownPython: boolean;
}

export interface Lack {
  /** One sentence: what is missing, and what to do. Nothing where packages alone are missing. */
  readonly impossible: string | undefined;
  /** Packages that apt-get has to install. */
  readonly packages: readonly string[];
}

const ELSEWHERE = 'in a Linux virtual machine or in CI';

/** What a machine lacks to rehearse. */
export function lackOf(machine: Machine): Lack {
  const impossible = impossibleHere(machine);
  if (impossible !== undefined) return { impossible, packages: [] };
  const packages = missingPackages(machine);
  if (packages.length === 0 || machine.apt) return { impossible: undefined, packages };
  const sentence = `A rehearsal needs what Debian packages as ${packages.join(', ')}: install it, or rehearse ${ELSEWHERE} on Debian or Ubuntu.`;
  return { impossible: sentence, packages: [] };
}

function impossibleHere(machine: Machine): string | undefined {
  if (machine.platform !== 'linux')
    return `A rehearsal boots hosts in Linux namespaces, and this is ${systemName(machine.platform)}: run it as root ${ELSEWHERE}.`;
  if (!machine.root)
    return `A rehearsal makes namespaces, mounts and network devices, which needs root: run it with sudo, or ${ELSEWHERE}.`;
  const lacking = FILE_SYSTEMS.filter((name) => !machine.fileSystems.includes(name));
  const kernel = [...lacking, ...(machine.loopDevices ? [] : ['loop devices'])];
  if (kernel.length > 0)
    return `This kernel has no ${kernel.join(', no ')}, which hosts' disks are made of: use a distribution's own kernel, or rehearse ${ELSEWHERE}.`;
  const { python } = machine;
  if (!machine.ownPython && python !== undefined && older(python.version))
    return `A rehearsal needs Python ${PYTHON.join('.')} or newer and this machine has ${python.version.join('.')}: install one, or set TERRANE_REHEARSAL_PYTHON.`;
  return undefined;
}

function missingPackages(machine: Machine): string[] {
  const commands = NEEDS.filter(({ command }) => !machine.has(command)).map((need) => need.package);
  const keyring = machine.exists(KEYRING.file) ? [] : [KEYRING.package];
  const python = machine.ownPython || machine.python?.venv === true ? [] : ['python3-venv'];
  return [...new Set([...commands, ...keyring, ...python])].sort();
}

function older([major, minor]: readonly [number, number]): boolean {
  return major < PYTHON[0] || (major === PYTHON[0] && minor < PYTHON[1]);
}

function systemName(platform: string): string {
  return { darwin: 'macOS', win32: 'Windows' }[platform] ?? platform;
}
