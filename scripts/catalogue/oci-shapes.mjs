/** OCI compute shapes: oci-shapes.json. */
import { byText, cell, render } from './common.mjs';
import { DERIVED, DISAGREEMENTS, LEFT_OUT, LIMITS, PREVIOUS, REGIONS, SPOT } from './oci-facts.mjs';

/** OCPUs to physical cores, and the threads of a core; Oracle, Compute Shapes, OCPUs and vCPUs. */
const COUNTED = {
  x86_64: { coresPerOcpu: 1, threadsPerCore: 2 },
  A1: { coresPerOcpu: 1, threadsPerCore: 1 },
  A2: { coresPerOcpu: 2, threadsPerCore: 1 },
  A4: { coresPerOcpu: 2, threadsPerCore: 1 },
};

const startsWith = (shape, starts) => starts.some((start) => shape.startsWith(start));

/** Dates of the shapes' figures and of their prices: the newest of each that the reference file names. */
const newestDay = (text) =>
  text
    .match(/\d{4}-\d{2}(-\d{2})?/g)
    .sort(byText)
    .at(-1);

/** The limit that counts OCPUs or GPUs of an availability domain; others count memory, or the whole Region. */
function limitOf({ shape, quotaNames }) {
  const read = quotaNames?.find((name) => /-count$/.test(name) && !/memory|regional/.test(name));
  return read ?? LIMITS.starts.find(([start]) => shape.startsWith(start))?.[1] ?? null;
}

/** Short marks of the reference files mean nothing elsewhere. */
const withoutMarks = (text) => text.replace(/ \(stored code file id \d+\)/, '').replace('(stored commit ', '(@');

const spaced = (...values) => values.map((value) => value ?? '?').join(' ');

function memoryOf(row) {
  const { memoryRange, memoryGB, ocpuRange } = row;
  if (memoryRange === null) return { memoryGB: memoryGB ?? undefined };
  const { minGB, maxGB, minPerOcpu, maxPerOcpu, defaultPerOcpu, maxPerNumaGB } = memoryRange;
  return {
    memoryGB: spaced(minGB, maxGB),
    memoryPerOcpuGB: spaced(minPerOcpu, maxPerOcpu ?? row.mostPerOcpu ?? maxGB, defaultPerOcpu ?? row.usualPerOcpu),
    perNuma: spaced(ocpuRange.maxPerNuma, maxPerNumaGB),
  };
}

function networkOf({ networkGbps }) {
  if (networkGbps === null || typeof networkGbps === 'number') return networkGbps;
  return networkGbps.perOcpu === null ? null : spaced(networkGbps.perOcpu, networkGbps.min, networkGbps.max);
}

const devicesOf = ({ gpus }) => {
  if (gpus === null) return null;
  return gpus.memoryMiB === null ? undefined : spaced(gpus.count, gpus.memoryMiB, gpus.name);
};

const priceOf = ({ price }) => {
  if (price === null) return null;
  const parts = ['ocpuHour', 'memoryGBHour', 'gpuHour', 'nvmeTBHour'].map((key) => price[key] ?? 0);
  return parts.every((part) => part === 0) ? spaced(...parts, price.fixedTotalHour) : spaced(...parts);
};

/** The reference row in the catalogue's own terms; `undefined` marks what is not known. */
function facts(reference) {
  const row = { ...reference };
  for (const { shapes, facts: more } of DERIVED) {
    if (shapes.includes(row.shape)) for (const key of Object.keys(more)) row[key] ??= more[key];
  }
  const counted = COUNTED[row.arch] ?? COUNTED[row.shape.match(/\.(A1|A2|A4)\./)?.[1]];
  const tiers = row.tiers?.map(({ ocpus, memoryGB, nvmeTB }) => spaced(ocpus, memoryGB, Math.round(nvmeTB * 1000)));
  return {
    shape: row.shape,
    arch: row.arch,
    ocpus: row.ocpuRange === null ? (row.ocpus ?? undefined) : spaced(row.ocpuRange.min, row.ocpuRange.max),
    coresPerOcpu: row.coresPerOcpu ?? counted?.coresPerOcpu,
    threadsPerCore: row.threadsPerCore ?? counted?.threadsPerCore,
    ...memoryOf(row),
    gpus: devicesOf(row),
    networkGbps: networkOf(row),
    fabricInterfaces: row.clusterNetwork ? (row.rdmaPorts ?? 1) : 0,
    localStorageGB: row.localNvme?.totalGB ?? row.localStorageGB ?? (tiers ? 0 : undefined),
    spot: row.preemptible ?? startsWith(row.shape, SPOT.starts),
    previous: startsWith(row.shape, PREVIOUS.starts),
    limit: limitOf(row),
    usd: priceOf(row),
    tiers: tiers?.join(','),
  };
}

/** A shape is one text, as the machines of EC2 are. */
const COLUMNS = [
  ...['shape', 'arch', 'ocpus', 'coresPerOcpu', 'threadsPerCore', 'memoryGB', 'memoryPerOcpuGB', 'perNuma', 'gpus'],
  ...['networkGbps', 'fabricInterfaces', 'localStorageGB', 'spot', 'previous', 'limit', 'usd', 'tiers'],
];
/** Columns that every shape must have, and what they stand for. */
const NEEDED = {
  ocpus: 'OCPUs',
  coresPerOcpu: 'cores of an OCPU',
  threadsPerCore: 'threads of a core',
  memoryGB: 'memory',
  gpus: 'memory of its GPUs',
  localStorageGB: 'local disks',
};

export function ociShapes(source) {
  const all = source.shapes.toSorted((a, b) => byText(a.shape, b.shape)).map(facts);
  const usable = all.filter(({ shape }) => !LEFT_OUT.pattern.test(shape));
  const missing = (row) => Object.keys(NEEDED).filter((key) => row[key] === undefined);
  const complete = usable.filter((row) => missing(row).length === 0);
  const header = {
    about: 'OCI compute shapes. Built by scripts/build-catalogue.mjs: do not edit.',
    date: newestDay(source.asOf.prices),
    asOf: source.asOf,
    sources: {
      ...Object.fromEntries(Object.entries(source.source).map(([key, text]) => [key, withoutMarks(text)])),
      spot: SPOT.reason,
      previous: PREVIOUS.reason,
      limit: LIMITS.reason,
      regions: REGIONS.source,
    },
    units: {
      'ocpus, memoryGB': 'one number, or least and most of a flexible shape; a GB of memory is 1,024 MiB',
      memoryPerOcpuGB: 'flexible shapes: least, most, default',
      perNuma: 'flexible shapes: most OCPUs and GB of one NUMA node; larger machines span two',
      gpus: 'count, MiB of one, name; empty = none',
      networkGbps: 'Gbps; of a flexible shape for each OCPU, least, most; empty = not known',
      fabricInterfaces: 'RDMA ports of a cluster network; 1 where their number was not read; 0 = none',
      localStorageGB: 'GB (decimal); 0 = none',
      spot: '1 = sold as preemptible capacity; 0 = not, or not known',
      previous: '1 = of a previous generation, which can be named but is no answer to a query',
      limit: 'service limit that counts its OCPUs or GPUs in an availability domain',
      usd: 'USD an hour for an OCPU, a GB of memory, a GPU, a TB of local disks, and, where only that is known, the machine',
      tiers: 'the only sizes that can be launched: OCPUs, GB, GB of local disks',
    },
    disagreements: [...source.disagreements, ...DISAGREEMENTS],
    preemptible: source.rules.find((text) => text.startsWith('preemptible')),
    derived: DERIVED,
    leftOut: {
      ...Object.fromEntries(all.filter((row) => !usable.includes(row)).map(({ shape }) => [shape, LEFT_OUT.reason])),
      ...Object.fromEntries(
        usable
          .filter((row) => !complete.includes(row))
          .map((row) => [
            row.shape,
            `not known: ${missing(row)
              .map((key) => NEEDED[key])
              .join(', ')}`,
          ]),
      ),
    },
    regions: REGIONS.names,
    columns: COLUMNS,
  };
  return render(header, { shapes: complete.map((row) => COLUMNS.map((column) => cell(row[column])).join('|')) });
}
