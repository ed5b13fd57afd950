/** List prices and limits of AWS: aws-prices.json and aws-limits.json. */
import { byText, newest, plain, render, trimmed } from './common.mjs';

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

export function awsPrices(source) {
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

export function awsLimits(source) {
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
