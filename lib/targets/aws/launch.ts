import type { Blueprint, FleetPart, MachineShape } from '../../blueprint';
import { areThreadsFixed, type Launched } from '../../blueprint/threads';
import { TerraneError } from '../../errors';

/** EC2's CpuOptions. */
export interface CpuOptions {
  readonly coreCount: number;
  readonly threadsPerCore: number;
}

/**
 * CpuOptions of a machine that runs with another number of threads a core than by default, else nothing. Where EC2 refuses
 * them for one of the types that may be launched, the boot switches threads off.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-optimize-cpu.html
 */
export function cpuOptions(shape: MachineShape & Launched): CpuOptions | undefined {
  const { machine, threadsPerCore } = shape;
  if (areThreadsFixed(shape) || threadsPerCore === machine.threadsPerCore) return undefined;
  return { coreCount: machine.cores, threadsPerCore };
}

/** One network interface of a launch template. */
export interface LaunchInterface {
  readonly card: number;
  readonly deviceIndex: number;
  readonly type: 'interface' | 'efa';
  /** The subnet part; part of the template, because RunInstances refuses a subnet beside interfaces. */
  readonly subnet: string;
  /** Whether a public address is asked for; absent where EC2 does not take the question (several interfaces). */
  readonly publicAddress?: boolean;
}

/**
 * The interfaces that a fleet's template names, or nothing where EC2's single default interface will do; the template then
 * names security groups and each launch names a subnet.
 *
 * One interface a network card: device 0 on card 0, device 1 on every other card. A machine with more cards than fabric
 * interfaces (p6-b300) has a plain interface on card 0.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/efa-acc-inst-types.html
 */
export function interfacesOf(fleet: FleetPart, blueprint: Blueprint): readonly LaunchInterface[] | undefined {
  if (fleet.fabric === undefined && !fleet.publicAddress) return undefined;
  const subnet = onlySubnet(fleet, blueprint);
  const cards = fleet.fabric?.cards ?? 1;
  const plain = cards - (fleet.fabric?.interfaces ?? 0);
  return Array.from({ length: cards }, (_, card) => ({
    card,
    deviceIndex: card === 0 ? 0 : 1,
    type: card < plain ? 'interface' : 'efa',
    subnet,
    ...(cards === 1 ? { publicAddress: fleet.publicAddress } : {}),
  }));
}

function onlySubnet(fleet: FleetPart, blueprint: Blueprint): string {
  const [first, ...others] = fleet.subnets;
  if (first !== undefined && others.length === 0) return first;
  throw new TerraneError([
    {
      code: 'aws-interfaces-need-one-subnet',
      level: 'error',
      path: `${blueprint.data.path}: ${fleet.id}`,
      message:
        `the machines have ${fleet.fabric === undefined ? 'public addresses' : 'fabric interfaces'}, which an EC2 launch template ` +
        `binds to one subnet, but the fleet has ${fleet.subnets.length} (${fleet.subnets.join(', ')}). Give it one subnet.`,
    },
  ]);
}

/** Name of a fleet's launch template: 3 to 128 characters of letters, digits and `( ) . - / _`. */
export function templateName(fleet: FleetPart, blueprint: Blueprint): string {
  return `${blueprint.data.name}-${fleet.id}`;
}
