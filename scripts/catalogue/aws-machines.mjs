/** EC2 instance types: aws-machines.json. */
import { byText, cell, newest, plain, render, trimmed } from './common.mjs';

/** Group of vCPU quotas by the letters that begin a family's name; a family with other letters stops the build. */
const QUOTA_GROUP = {
  ...Object.fromEntries(['a', 'c', 'd', 'h', 'i', 'im', 'is', 'm', 'r', 't', 'z'].map((l) => [l, 'standard'])),
  ...{
    g: 'gvt',
    gr: 'gvt',
    vt: 'gvt',
    p: 'p',
    inf: 'inf',
    trn: 'trn',
    f: 'f',
    dl: 'dl',
    u: 'highmem',
    x: 'x',
    hpc: 'hpc',
  },
};
/** Spot requests are counted in the same groups, but P5 has its own and none is stated for P6, HPC and High Memory. */
const SPOT_EXCEPTION = { p5: 'p5', p5e: 'p5', p5en: 'p5', p6: null, hpc: null, u: null };

const P2 = ['p2.xlarge', 'p2.8xlarge', 'p2.16xlarge'];
const P3 = ['p3.2xlarge', 'p3.8xlarge', 'p3.16xlarge'];
/** Facts that the reference file does not have, with why they are taken as certain; used only where it has none. */
const DERIVED = [
  {
    types: [...P2, ...P3],
    facts: { threadsPerCore: 2 },
    reason:
      'all P2 and P3 run on one processor with two threads a core (Intel Xeon E5-2686 v4), read for p3.8xlarge: 32/16',
  },
  {
    types: P3,
    facts: { fabricInterfaces: 0 },
    reason: 'EFA came to P3 with p3dn.24xlarge (100 Gbps); p3.8xlarge of the same hosts was read as without',
  },
  { types: P2, facts: { networkCards: 1 }, reason: 'p2.16xlarge, the whole host, was read as having one card' },
  {
    types: [...P2, ...P3],
    facts: { clusterPlacement: true },
    reason:
      'all types but burstable, flex and the oldest (m1, t1) ones can be in a cluster placement group, as read here',
  },
];

/** Counted under `accelerators`, although EC2 describes them as GPUs: what is built for a GPU does not run on them. */
const NOT_GPUS = /^Gaudi/;

const familyOf = (type) => type.split('.')[0];

function quotaGroups(family) {
  const [stem] = family.split('-');
  const [letters] = family.match(/^[a-z]+/);
  const group = QUOTA_GROUP[letters];
  if (group === undefined) throw new Error(`no vCPU quota is known for the family ${family}: extend QUOTA_GROUP`);
  const exception = [stem, letters].find((key) => key in SPOT_EXCEPTION);
  return [group, exception === undefined ? group : SPOT_EXCEPTION[exception]];
}

/** The reference row in the catalogue's own terms; `undefined` marks what is not known. */
function facts(row) {
  const known = (value) => value ?? undefined;
  const device = (gpu) => (gpu ? `${gpu.count} ${gpu.memoryMiB} ${gpu.name}` : null);
  const isGpu = row.gpus && !NOT_GPUS.test(row.gpus.name);
  const result = {
    threadsPerCore: known(row.threadsPerCore),
    fabricInterfaces: row.efa.supported === false ? 0 : known(row.efa.maxInterfaces),
    networkCards: known(row.networkCards),
    clusterPlacement: known(row.placement.cluster),
  };
  for (const { types, facts: more } of DERIVED) {
    if (types.includes(row.type)) for (const key of Object.keys(more)) result[key] ??= more[key];
  }
  return {
    name: row.type,
    arch: row.arch,
    vcpus: row.vcpus,
    cores: row.cores ?? (result.threadsPerCore && row.vcpus / result.threadsPerCore),
    ...result,
    memoryMiB: row.memoryMiB,
    gpus: device(isGpu ? row.gpus : null),
    accelerators: device(isGpu ? row.accelerators : (row.accelerators ?? row.gpus)),
    networkGbps: row.networkGbps?.[1] ?? null,
    localStorageGB: row.localStorageGB ?? 0,
    bareMetal: row.bareMetal,
    burstable: row.burstable,
    spot: row.spotSupported,
  };
}

/** A machine is one text, not an array: the compiler infers a type for every array of imported JSON (0.8 s, not 0.4). */
const COLUMNS = [
  ...[
    'name',
    'arch',
    'vcpus',
    'cores',
    'threadsPerCore',
    'memoryMiB',
    'gpus',
    'accelerators',
    'networkGbps',
    'networkCards',
  ],
  ...['fabricInterfaces', 'localStorageGB', 'bareMetal', 'burstable', 'clusterPlacement', 'spot', 'usd', 'spotUsd'],
];
export function awsMachines(source) {
  const keys = Object.fromEntries(source.regionKeys.split(' ').map((pair) => pair.split('=')));
  const regions = Object.values(keys);
  const where = (text) =>
    text
      .split(',')
      .filter(Boolean)
      .map((key) => regions.indexOf(keys[key]));
  const offered = (type) => source.offeredExceptions[type] ?? source.offeredByFamily[familyOf(type)];
  const all = source.types.toSorted((a, b) => byText(a.type, b.type)).map((row) => ({ row, known: facts(row) }));
  const complete = all.filter(({ known }) => !Object.values(known).includes(undefined));
  const leftOut = all.filter(({ known }) => Object.values(known).includes(undefined));

  const priced = (region) => complete.filter(({ row }) => row.onDemandUsdPerHour?.[region] !== undefined);
  const sold = (region) =>
    complete.filter(({ row }) => where(offered(row.type) ?? '').includes(regions.indexOf(region)));
  const usd = (table) => trimmed(regions.map((region) => table?.[region] ?? null)).map((price) => price ?? '-');

  const header = {
    about: 'EC2 instance types. Built by scripts/build-catalogue.mjs: do not edit.',
    date: newest(Object.values(source.asOf)),
    asOf: source.asOf,
    sources: [
      ...source.source.filter((text) => !/^(familyRegionRatio|p2)/.test(text)).map(plain),
      ...source.types.filter((row) => row.source !== undefined).map((row) => `${row.type}: ${row.source}`),
    ],
    units: {
      memoryMiB: 'MiB',
      'gpus, accelerators': 'count, MiB of one, name; empty = none; a fraction = part of one GPU',
      networkGbps: 'Gbps, peak, all cards together; empty = not known',
      localStorageGB: 'GB (decimal); 0 = none',
      usd: 'USD per hour on demand, Linux, shared tenancy, in the order of regions; - or nothing = not known',
      spotUsd: 'USD per hour, estimated from the Spot Advisor savings, in the order of regions',
    },
    disagreements: source.disagreements.filter((text) => !text.startsWith('currentGeneration')).map(plain),
    metalNote: source.metalNote,
    derived: DERIVED,
    notGpus:
      'Gaudi (dl1) stands under accelerators, although EC2 describes it as a GPU: what is built for a GPU does not run on it',
    leftOut: Object.fromEntries(
      leftOut.map(({ known }) => [known.name, Object.keys(known).filter((key) => known[key] === undefined)]),
    ),
    regions,
    priceListRule: 'a Region has a price list where a quarter of the types offered there, or more, have a price',
    priceLists: regions.filter((region) => priced(region).length * 4 >= sold(region).length),
    offeredExceptions: Object.fromEntries(
      Object.entries(source.offeredExceptions).map(([type, text]) => [type, where(text).join(' ')]),
    ),
    familyColumns: ['family', 'quota', 'spotQuota', 'offered (numbers of regions; ? = not known)'],
    columns: COLUMNS,
  };
  const families = [...new Set(complete.map(({ row }) => familyOf(row.type)))].sort(byText).map((family) => {
    const [quota, spotQuota] = quotaGroups(family);
    const places = source.offeredByFamily[family];
    return [family, quota, spotQuota ?? '', places === undefined ? '?' : where(places).join(' ')].join('|');
  });
  const types = complete.map(({ row, known }) => {
    const cells = { ...known, usd: usd(row.onDemandUsdPerHour).join(' '), spotUsd: usd(row.spotUsdPerHour).join(' ') };
    return COLUMNS.map((column) => cell(cells[column])).join('|');
  });
  return render(header, { families, types });
}
