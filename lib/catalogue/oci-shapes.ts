import table from './data/oci-shapes.json';

/** Least and most; equal for what has one size only. */
export interface Span {
  readonly least: number;
  readonly most: number;
}

/** A size that a shape is sold in. */
export interface Size {
  readonly ocpus: number;
  readonly memoryGB: number;
}

/** USD an hour by what is counted; `machine` where only the price of the whole is known. */
export interface ShapePrice {
  readonly ocpu: number;
  readonly memoryGB: number;
  readonly gpu: number;
  readonly localTB: number;
  readonly machine: number;
}

/** A compute shape: of one size, of any size in its ranges (flexible), or of the sizes in `tiers` (flexible with local disks). */
export interface OciShape {
  readonly name: string;
  readonly flexible: boolean;
  readonly arch: 'x86_64' | 'arm64';
  readonly ocpus: Span;
  readonly coresPerOcpu: number;
  readonly threadsPerCore: number;
  readonly memoryGB: Span;
  /** Flexible shapes: GB for each OCPU, and what Oracle's console proposes. */
  readonly memoryPerOcpuGB?: Span & { readonly usual?: number };
  /** Flexible shapes: what one NUMA node has at most; a larger machine spans two. */
  readonly perNuma?: { readonly ocpus?: number; readonly memoryGB?: number };
  readonly tiers?: readonly (Size & { readonly localStorageGB: number })[];
  readonly gpus?: { readonly count: number; readonly name: string; readonly memoryMiB: number };
  readonly networkGbps?: Span & { readonly perOcpu: number };
  /** RDMA ports of a cluster network; 1 where their number was not read; 0 = none. */
  readonly fabricInterfaces: number;
  readonly localStorageGB: number;
  /** Sold as preemptible capacity. */
  readonly preemptible: boolean;
  /** Of a previous generation: it can be named, but is no answer to a query. */
  readonly previous: boolean;
  /** Service limit that counts its OCPUs or GPUs in an availability domain. */
  readonly limit?: string;
  readonly usdPerHour?: ShapePrice;
}

/** ISO date of the newest price; the commercial Regions; shapes that exist but whose facts do not suffice, with why. */
export const shapeTable: {
  readonly date: string;
  readonly regions: readonly string[];
  readonly leftOut: { readonly [shape: string]: string };
} = table;

let shapes: ReadonlyMap<string, OciShape> | undefined;

/** All shapes by name, in the order of their names. */
export function ociShapes(): ReadonlyMap<string, OciShape> {
  shapes ??= new Map(table.shapes.map(readShape).map((shape) => [shape.name, shape]));
  return shapes;
}

/** The cells are in the order of the table's columns. */
function readShape(row: string): OciShape {
  const [name = '', arch, ocpus, coresPerOcpu, threadsPerCore, memoryGB, memoryPerOcpuGB = '', perNuma = '', ...more] =
    row.split('|');
  const [gpus = '', networkGbps = '', fabricInterfaces, localStorageGB, spot, previous, limit, usd = '', tiers = ''] =
    more;
  const [numaOcpus, numaMemory] = numbers(perNuma);
  return {
    name,
    flexible: memoryPerOcpuGB !== '',
    arch: arch === 'arm64' ? 'arm64' : 'x86_64',
    ocpus: span(ocpus),
    coresPerOcpu: Number(coresPerOcpu),
    threadsPerCore: Number(threadsPerCore),
    memoryGB: span(memoryGB),
    ...(memoryPerOcpuGB !== '' && { memoryPerOcpuGB: memoryShare(memoryPerOcpuGB) }),
    ...(perNuma !== '' && { perNuma: { ...known('ocpus', numaOcpus), ...known('memoryGB', numaMemory) } }),
    ...(tiers !== '' && { tiers: tiers.split(',').map(readTier) }),
    ...(gpus !== '' && { gpus: readGpus(gpus) }),
    ...(networkGbps !== '' && { networkGbps: readNetwork(networkGbps) }),
    fabricInterfaces: Number(fabricInterfaces),
    localStorageGB: Number(localStorageGB),
    preemptible: spot === '1',
    previous: previous === '1',
    ...(limit !== undefined && limit !== '' && { limit }),
    ...(usd !== '' && { usdPerHour: readPrice(usd) }),
  };
}

/** `?` stands for what is not known. */
function numbers(cell: string): readonly (number | undefined)[] {
  return cell === '' ? [] : cell.split(' ').map((text) => (text === '?' ? undefined : Number(text)));
}

function known<K extends string>(key: K, value: number | undefined): { readonly [P in K]?: number } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: number };
}

function span(cell = ''): Span {
  const [least = 0, most = least] = numbers(cell);
  return { least, most };
}

function memoryShare(cell: string): NonNullable<OciShape['memoryPerOcpuGB']> {
  const [, , usual] = numbers(cell);
  return { ...span(cell), ...known('usual', usual) };
}

function readTier(cell: string): NonNullable<OciShape['tiers']>[number] {
  const [ocpus = 0, memoryGB = 0, localStorageGB = 0] = numbers(cell);
  return { ocpus, memoryGB, localStorageGB };
}

/** `8 81920 H100`: count, MiB of one, name. */
function readGpus(cell: string): NonNullable<OciShape['gpus']> {
  const [count, memoryMiB, ...name] = cell.split(' ');
  return { count: Number(count), name: name.join(' '), memoryMiB: Number(memoryMiB) };
}

/** `100`, or `1 1 40`: for each OCPU, least, most. */
function readNetwork(cell: string): NonNullable<OciShape['networkGbps']> {
  const [first = 0, least = first, most = first] = numbers(cell);
  return { perOcpu: least === most ? 0 : first, least, most };
}

function readPrice(cell: string): ShapePrice {
  const [ocpu = 0, memoryGB = 0, gpu = 0, localTB = 0, machine = 0] = numbers(cell);
  return { ocpu, memoryGB, gpu, localTB, machine };
}
