import type { Fault } from '../../rehearsal';

interface FaultOption {
  readonly flags: string;
  readonly description: string;
  readonly number?: boolean;
}

/** How a fault is asked for on the command line. */
export interface FaultCommand {
  readonly kind: Fault['kind'];
  readonly description: string;
  /** As commander writes them; the words in them are the fault's fields. */
  readonly arguments: readonly string[];
  readonly options: readonly FaultOption[];
  readonly example: string;
}

const HOST = ['<host>'] as const;
const SECONDS = { flags: '--seconds <n>', number: true } as const;
const TIMES: FaultOption = { flags: '--times <n>', description: 'how many calls (default: all)', number: true };
const ERROR: FaultOption = { flags: '--error <code>', description: 'the error code that is answered' };
const OPERATION: FaultOption = { flags: '--operation <name>', description: 'one operation, e.g. GetSecretValue' };

export const FAULT_COMMANDS: readonly FaultCommand[] = [
  {
    kind: 'kill',
    description: 'a host dies at once, as by failed hardware',
    arguments: HOST,
    options: [],
    example: 'kill head',
  },
  {
    kind: 'cut',
    description: 'a host is cut off from every network',
    arguments: HOST,
    options: [],
    example: 'cut compute-1',
  },
  {
    kind: 'mend',
    description: 'a host that was cut off is connected again',
    arguments: HOST,
    options: [],
    example: 'mend compute-1',
  },
  {
    kind: 'freeze',
    description: 'a host hangs: no process of it runs',
    arguments: HOST,
    options: [],
    example: 'freeze head',
  },
  {
    kind: 'thaw',
    description: 'a host that hangs goes on',
    arguments: HOST,
    options: [],
    example: 'thaw head',
  },
  {
    kind: 'fill',
    description: 'a disk of a host is full',
    arguments: ['<host>', '[path]'],
    options: [],
    example: 'fill head /home',
  },
  {
    kind: 'empty',
    description: 'a disk that was filled has its free space again',
    arguments: ['<host>', '[path]'],
    options: [],
    example: 'empty head /home',
  },
  {
    kind: 'capacity',
    description: 'RunInstances answers InsufficientInstanceCapacity for a machine type',
    arguments: ['<type>'],
    options: [
      { flags: '--zone <name>', description: 'in this zone alone, e.g. us-west-2a' },
      { flags: '--times <n>', description: 'how many times (default: for ever)', number: true },
    ],
    example: 'capacity c7i.8xlarge --times 1',
  },
  {
    kind: 'spot',
    description: 'a spot notice, then the end',
    arguments: HOST,
    options: [{ ...SECONDS, description: 'between notice and end (default: 120)' }],
    example: 'spot compute-1 --seconds 10',
  },
  {
    kind: 'metadata',
    description: 'the metadata service is slow, or refuses',
    arguments: ['[host]'],
    options: [
      { ...SECONDS, description: 'before every answer (default: 5)' },
      { flags: '--refuse', description: 'no answer at all' },
    ],
    example: 'metadata head --seconds 3',
  },
  {
    kind: 'budget',
    description: 'a budget has come to so many per cent of its limit, and tells whom it is to tell',
    arguments: ['<percent>', '[budget]'],
    options: [],
    example: 'budget 100',
  },
  {
    kind: 'lease',
    description: 'the time of a schedule has come: it calls its function',
    arguments: ['[schedule]'],
    options: [],
    example: 'lease',
  },
  {
    kind: 'secret',
    description: 'a secret cannot be read; <name> may have *, also for secrets that are not there yet',
    arguments: ['<name>'],
    options: [ERROR, TIMES],
    example: "secret '*'",
  },
  {
    kind: 'slow',
    description: 'calls of a service answer late',
    arguments: ['<service>'],
    options: [{ ...SECONDS, description: 'before every answer (default: 5)' }, OPERATION],
    example: 'slow s3 --seconds 10',
  },
  {
    kind: 'refuse',
    description: 'calls of a service are answered with an error',
    arguments: ['<service>'],
    options: [OPERATION, ERROR, TIMES],
    example: 'refuse ssm --operation GetParameter --times 3',
  },
  {
    kind: 'clear',
    description: 'ends one fault of a service, or all faults of services, of the metadata service and of capacity',
    arguments: ['[id]'],
    options: [],
    example: 'clear',
  },
];

const SLOW_SECONDS = 5;

/** The fault that arguments and options ask for. */
export function faultOf(
  { kind, arguments: names }: FaultCommand,
  values: readonly (string | undefined)[],
  options: { readonly [name: string]: unknown },
): Fault {
  const fields = names.map((name, index) => [name.replace(/[<>[\]]/g, ''), values[index]] as const);
  const given = [...fields, ...Object.entries(options)].filter(([, value]) => value !== undefined);
  const slow = kind === 'slow' || (kind === 'metadata' && options['refuse'] !== true);
  const defaults = slow ? { seconds: SLOW_SECONDS } : {};
  return { kind, ...defaults, ...Object.fromEntries(given) } as Fault;
}
