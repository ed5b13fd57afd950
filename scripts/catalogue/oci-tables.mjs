/** List prices and limits of OCI: oci-prices.json and oci-limits.json. */
import { byText, newest, plain, render, trimmed } from './common.mjs';
import { LIMITS_READ, PRICES_READ } from './oci-rows.mjs';

const isIn = (rows, id) => rows.some((row) => row.id === id);

const FREE_QUANTITIES =
  'quantities that a tenancy has free of charge (Always Free) are not taken off: they are shared with whatever else it runs';

export function ociPrices(source) {
  const rows = [...source.prices.filter(({ id }) => id.startsWith('oci.') && !isIn(PRICES_READ, id)), ...PRICES_READ];
  const known = rows.filter(({ id, usd }) => usd !== null && id !== 'oci.compute.preemptible');
  const columns = ['id', 'usd', 'unit', 'asOf', 'confidence', 'source', 'part', 'free', 'note'];
  const header = {
    about: 'List prices of OCI services other than compute. Built by scripts/build-catalogue.mjs: do not edit.',
    date: newest(known.map(({ asOf }) => asOf)),
    sources: { O1: source.sources.O1, O2: source.sources.O2 },
    fields: {
      usd: 'USD for one unit, no tax, no discount, the same in all commercial Regions',
      confidence: source.fields.confidence,
      part: "Oracle's part number",
      free: `units a month that a tenancy has free; ${FREE_QUANTITIES}`,
    },
    notRead: rows.filter(({ usd }) => usd === null).map(({ id }) => id),
    columns,
  };
  const figures = known
    .map(({ freeFirst, source: from, ...row }) => ({ ...row, source: plain(from), free: freeFirst }))
    .toSorted((a, b) => byText(a.id, b.id));
  return render(header, { prices: figures.map((row) => trimmed(columns.map((column) => row[column] ?? null))) });
}

export function ociLimits(source) {
  const columns = ['id', 'value', 'unit', 'kind', 'confidence', 'source', 'note'];
  const rows = [...source.limits.filter(({ id }) => id.startsWith('oci.') && !isIn(LIMITS_READ, id)), ...LIMITS_READ];
  const known = rows.filter(({ value }) => value !== null);
  const header = {
    about: 'Limits of OCI. Built by scripts/build-catalogue.mjs: do not edit.',
    asOf: source.asOf,
    sources: 'named in each row',
    fields: { kind: source.fields.kind, confidence: source.fields.confidence },
    notRead: rows
      .filter((row) => !known.includes(row))
      .map(({ id }) => id)
      .sort(byText),
    columns,
  };
  const table = known
    .map((row) => ({ ...row, source: plain(row.source), note: row.note && plain(row.note) }))
    .toSorted((a, b) => byText(a.id, b.id))
    .map((row) => trimmed(columns.map((column) => row[column] ?? null)));
  return render(header, { limits: table });
}
