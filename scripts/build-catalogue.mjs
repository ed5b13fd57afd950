/**
 * Builds the catalogue's data, lib/catalogue/data/aws-*.json, from the reference files in a folder.
 *
 *     node scripts/build-catalogue.mjs [DIR] [--check]
 *
 * DIR holds aws-instance-types.json, prices.json and limits.json; the default is ../shared/catalogue beside the
 * project. With --check nothing is written: exit 1 where the committed data differ from what would be built. Exit 2
 * where DIR is not there.
 * The output depends on the input files alone: same files, same bytes.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const DATA = join(PROJECT, 'lib/catalogue/data');

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

const QUOTA_SOURCE = 'AWS General Reference, Amazon EC2 instance type quotas';
const standard = 'Standard (A, C, D, H, I, M, R, T, Z)';
const onDemand = (what, value = 0) => ({ name: `Running On-Demand ${what} instances`, value });
const spot = (what, value = 0) => ({ name: `All ${what} Spot Instance Requests`, value });
/** Names and defaults as QUOTA_SOURCE gives them; the codes must be those of limits.json where that has them. */
const QUOTAS = {
  'L-1216C47A': { id: 'onDemand.standard', ...onDemand(standard, 5) },
  'L-DB2E81BA': { id: 'onDemand.gvt', ...onDemand('G and VT') },
  'L-417A185B': { id: 'onDemand.p', ...onDemand('P') },
  'L-F7808C92': { id: 'onDemand.hpc', ...onDemand('HPC') },
  'L-1945791B': { id: 'onDemand.inf', ...onDemand('Inf') },
  'L-2C3B7624': { id: 'onDemand.trn', ...onDemand('Trn') },
  'L-74FC7D96': { id: 'onDemand.f', ...onDemand('F') },
  'L-6E869C2A': { id: 'onDemand.dl', ...onDemand('DL') },
  'L-43DA4232': { id: 'onDemand.highmem', ...onDemand('High Memory') },
  'L-7295265B': { id: 'onDemand.x', ...onDemand('X') },
  'L-34B43A08': { id: 'spot.standard', ...spot(standard, 5) },
  'L-7212CCBC': { id: 'spot.p', ...spot('P4, P3 and P2') },
  'L-C4BD4855': { id: 'spot.p5', ...spot('P5') },
  'L-3819A6DF': { id: 'spot.gvt', ...spot('G and VT') },
  'L-B5D1601B': { id: 'spot.inf', ...spot('Inf') },
  'L-6B0D517C': { id: 'spot.trn', ...spot('Trn') },
  'L-88CF9481': { id: 'spot.f', ...spot('F') },
  'L-E3A00192': { id: 'spot.x', ...spot('X') },
  'L-85EED4F7': { id: 'spot.dl', ...spot('DL') },
};

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

const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const newest = (texts) =>
  texts
    .filter((text) => /^\d{4}-\d{2}-\d{2}$/.test(text))
    .sort(byText)
    .at(-1);
const read = (folder, name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const familyOf = (type) => type.split('.')[0];

/** A text of the reference files in words that stand alone: its short marks and index numbers mean nothing elsewhere. */
function plain(text) {
  return text
    .replace(/stored version (?=\w{40})/g, '@')
    .replace(/ stored version/g, ' version')
    .replace(/X:[\d,]+|\b\d{11}\b/g, 'a secondary public text')
    .replace(/\bBC:/g, 'botocore 1.43.11 API model, ')
    .replace('; per-card sum listed in networkPerCardSum', '');
}

/** One value a line below each table, so that a change shows as one line. */
function render(header, tables) {
  const line = (key, value) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
  const lines = [
    ...Object.entries(header).map(([key, value]) => line(key, value)),
    ...Object.entries(tables).map(
      ([key, rows]) => `"${key}": [\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]`,
    ),
  ];
  return `{\n${lines.join(',\n')}\n}\n`;
}

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
/** A machine is one text, not an array: the compiler infers a type for every array of imported JSON (0.8 s, not 0.4). */
const cell = (value) => (typeof value === 'boolean' ? Number(value) : (value ?? '')).toString();
const trimmed = (list) => list.slice(0, list.findLastIndex((value) => value !== null) + 1);

function machines(source) {
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

function prices(source) {
  const rows = source.prices.filter(({ id }) => id.startsWith('aws.') && !id.startsWith('aws.ec2.spot.sample.'));
  const known = rows.filter(({ usd, tiers }) => usd !== null || tiers !== undefined);
  const columns = ['id', 'region', 'usd', 'unit', 'asOf', 'confidence', 'source', 'note'];
  const header = {
    about: 'List prices of AWS services other than instances. Built by scripts/build-catalogue.mjs: do not edit.',
    date: newest(known.map(({ asOf }) => asOf)),
    sources: { I: source.sources.I },
    fields: {
      region: '"all" = the same in every Region',
      usd: 'USD for one unit, no tax, no discount; where the price has tiers, that of the first (dearest)',
      confidence: source.fields.confidence,
    },
    notRead: rows
      .filter((row) => !known.includes(row))
      .map(({ id, region }) => `${id} ${region}`)
      .sort(byText),
    columns,
  };
  const figures = known.map(({ usd, tiers, note, tierNote, source: from, ...row }) => ({
    ...row,
    usd: usd ?? tiers[0][1],
    source: plain(from),
    note: note ?? (tiers && `tiers ${JSON.stringify(tiers)}: ${plain(tierNote)}`),
  }));
  figures.sort((a, b) => byText(a.id, b.id) || byText(a.region, b.region));
  return render(header, { prices: figures.map((row) => trimmed(columns.map((column) => row[column] ?? null))) });
}

function limits(source) {
  const columns = ['id', 'value', 'unit', 'kind', 'confidence', 'source', 'code', 'name', 'note'];
  const rows = source.limits.filter(({ id }) => id.startsWith('aws.')).map((row) => ({ ...row }));
  for (const [code, { id: short, name, value }] of Object.entries(QUOTAS)) {
    const id = `aws.ec2.vcpu.${short}`;
    const row = rows.find((candidate) => candidate.id === id) ?? { id, code, value: null };
    if (row.code !== code) throw new Error(`${id}: limits.json says ${row.code}, QUOTAS says ${code}`);
    if (row.value !== null && row.value !== value)
      throw new Error(`${id}: limits.json says ${row.value}, QUOTAS says ${value}`);
    if (!rows.includes(row)) rows.push(row);
    Object.assign(row, {
      value,
      name,
      unit: 'vCPUs per region',
      kind: 'defaultQuota',
      source: QUOTA_SOURCE,
      confidence: 'medium',
    });
  }
  const known = rows.filter(({ value }) => value !== null);
  const header = {
    about: 'Quotas and limits of AWS. Built by scripts/build-catalogue.mjs: do not edit.',
    asOf: source.asOf,
    sources: {
      'vCPU quotas': `${QUOTA_SOURCE}: a copy that lists C8i, so of 2025-08 or later`,
      others: 'named in each row',
    },
    fields: {
      kind: source.fields.kind,
      confidence: source.fields.confidence,
      code: 'code of the quota in Service Quotas',
    },
    disagreements: source.disagreements.filter((text) => !text.startsWith('HPC vCPU quota')).map(plain),
    notRead: rows
      .filter((row) => !known.includes(row))
      .map(({ id }) => id)
      .sort(byText),
    columns,
  };
  const table = known
    .map((row) => ({ ...row, source: plain(row.source), note: row.note && plain(row.note) }))
    .sort((a, b) => byText(a.id, b.id))
    .map((row) => trimmed(columns.map((column) => row[column] ?? null)));
  return render(header, { limits: table });
}

function main(args) {
  const check = args.includes('--check');
  const [folder = join(PROJECT, '../shared/catalogue')] = args.filter((argument) => argument !== '--check');
  if (!existsSync(folder)) {
    console.error(`no folder ${folder}: name the one that holds the reference files`);
    return 2;
  }
  const files = {
    'aws-machines.json': machines(read(folder, 'aws-instance-types.json')),
    'aws-prices.json': prices(read(folder, 'prices.json')),
    'aws-limits.json': limits(read(folder, 'limits.json')),
  };
  let differing = 0;
  for (const [name, text] of Object.entries(files)) {
    const path = join(DATA, name);
    if (!check) writeFileSync(path, text);
    else if (readFileSync(path, 'utf8') !== text) {
      console.error(`${path} differs from what ${folder} gives: run npm run catalogue`);
      differing += 1;
    }
  }
  return differing === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
