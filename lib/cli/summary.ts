import { formatUsd, microUsd } from '../reports/money';
import { grouped } from '../reports/numbers';
import { countFindings } from './check/text';
import type { Shown } from './show';
import { costSection } from './summary-cost';
import { fleetSection } from './summary-fleet';
import { sessionsSection } from './summary-sessions';
import { type Column, table } from './table';

/** Everything that `terrane show` says of one blueprint, as text. */
export function summary(shown: Shown): string {
  const { content, findings, acknowledged } = shown;
  const region = content.region === null ? 'Region known at deployment only' : content.region;
  const counted = countFindings(
    findings,
    acknowledged.map(({ reason, ...finding }) => ({ finding, reason })),
  );
  const sections = [
    `${content.path}: ${content.archetype} '${content.name}' on ${content.provider.toUpperCase()}, ${region}`,
    section('Machines', machines(shown)),
    section('Capacity', capacity(shown)),
    section('Storage', storage(shown)),
    costSection(shown.cost),
    ...(shown.streaming === undefined ? [] : [fleetSection(shown.streaming)]),
    ...(shown.notebooks === undefined ? [] : [sessionsSection(shown.notebooks, shown.sessions ?? [], shown.homes)]),
    quotas(shown.quota),
    section('Findings', `  ${counted}${findings.length === 0 ? '' : ': see terrane check'}`),
    section('Templates', templates(shown)),
  ];
  return `${sections.join('\n\n')}\n`;
}

export function section(title: string, body: string): string {
  return `${title}\n${body}`;
}

const RIGHT = { align: 'right' } as const;
const MACHINES: readonly Column[] = [
  { title: 'role' },
  { title: 'machine' },
  { title: 'number', ...RIGHT },
  { title: 'cores', ...RIGHT },
  { title: 'vCPUs', ...RIGHT },
  { title: 'GiB', ...RIGHT },
  { title: 'GPUs', ...RIGHT },
  { title: 'remarks', fill: true },
];

function machines({ content, capacity: { head, login, partitions } }: Shown): string {
  const single = (role: string, it: NonNullable<typeof login>): string[] => {
    return [role, it.machine, '1', grouped(it.cores), grouped(it.vcpus), gibibytes(it.memoryMiB), gpus(it.gpus), ''];
  };
  const rows = [
    single('head', head),
    ...(login === null ? [] : [single('login', login)]),
    ...partitions.map(({ name, machine, perNode, atMin, atMax }, index) => [
      name,
      machine,
      atMin.machines === atMax.machines ? grouped(atMax.machines) : `${atMin.machines} to ${grouped(atMax.machines)}`,
      grouped(perNode.cores),
      grouped(perNode.vcpus),
      gibibytes(perNode.memoryMiB),
      gpus(perNode.gpus),
      remarks(content.partitions[index]),
    ]),
  ];
  return table(MACHINES, rows);
}

function remarks(partition: Shown['content']['partitions'][number] | undefined): string {
  if (partition === undefined) return '';
  const { pricing, onDemandFallback, threadsPerCore, placement, fabricInterfaces, alternatives } = partition;
  const spot = onDemandFallback ? 'spot, else on demand' : 'spot';
  return [
    pricing === 'spot' ? spot : 'on demand',
    `${threadsPerCore} thread${threadsPerCore === 1 ? '' : 's'} a core`,
    ...(placement === 'none' ? [] : [`placement ${placement}`]),
    ...(fabricInterfaces === 0 ? [] : [`fabric interfaces ${fabricInterfaces}`]),
    ...(alternatives.length === 0 ? [] : [`else ${alternatives.join(', ')}`]),
  ].join('; ');
}

function capacity({ capacity: { nodes, all } }: Shown): string {
  const words = ({ cores, vcpus, memoryMiB, gpus: count }: typeof nodes): string =>
    `${grouped(cores)} physical cores (${grouped(vcpus)} vCPUs), ${gibibytes(memoryMiB)} GiB${count === 0 ? '' : `, ${grouped(count)} GPUs`}`;
  return [
    `  ${grouped(nodes.machines)} nodes: ${words(nodes)}`,
    `  all ${grouped(all.machines)} machines: ${words(all)}`,
  ].join('\n');
}

function storage({ content }: Shown): string {
  const parts = content.storage.map(({ id, kind, sizeGiB, retained }) => {
    return [
      id,
      kind,
      sizeGiB === null ? '' : grouped(sizeGiB),
      retained ? 'outlives the cluster' : 'goes with the cluster',
    ];
  });
  const mounts = content.mounts.map(({ path, source }) => [path, source]);
  const budget = content.budgetUsdPerMonth;
  return [
    table([{ title: 'part' }, { title: 'kind' }, { title: 'GiB', ...RIGHT }, { title: 'lifetime' }], parts),
    ...(mounts.length === 0 ? [] : [table([{ title: 'mount' }, { title: 'from', fill: true }], mounts)]),
    ...(budget === null ? [] : [`  budget ${formatUsd(microUsd(budget))} USD a month`]),
    ...(content.stops ?? []).map((each) => `  ${each}`),
  ].join('\n\n');
}

function quotas(quota: Shown['quota']): string {
  return quota.needs.some(({ counted }) => counted !== undefined)
    ? section('Service limits, all nodes running', serviceLimits(quota))
    : section('vCPU quotas, all nodes running', vcpuQuotas(quota));
}

function vcpuQuotas({ needs, statedVcpus }: Shown['quota']): string {
  const rows = needs.map(({ code, name, pricing, vcpus, defaultVcpus, stated }) => [
    code ?? 'not known',
    pricing === 'spot' ? 'spot' : 'on demand',
    grouped(vcpus),
    defaultVcpus === null ? 'not known' : grouped(defaultVcpus),
    statedWords(stated, pricing === 'spot' ? undefined : statedVcpus),
    name ?? '',
  ]);
  const columns: readonly Column[] = [
    { title: 'quota' },
    { title: 'paid' },
    { title: 'vCPUs needed', ...RIGHT },
    { title: 'default', ...RIGHT },
    { title: 'stated', ...RIGHT },
    { title: 'name', fill: true },
  ];
  return table(columns, rows);
}

/** What is stated of the quota by its code, else in vCPUs, which says nothing of some. */
function statedWords(own: number | undefined, inVcpus: number | null | undefined): string {
  const stated = own ?? inVcpus;
  return stated === undefined ? '' : stated === null ? 'not stated' : grouped(stated);
}

/** Limits that count OCPUs or GPUs, whatever way machines are paid for. */
function serviceLimits({ needs, statedVcpus }: Shown['quota']): string {
  const rows = needs.map(({ code, name, vcpus, counted, stated }) => [
    code ?? 'not known',
    counted === undefined ? '' : `${grouped(counted.count)} ${counted.unit}`,
    counted === undefined || counted.defaultCount === null ? 'not known' : grouped(counted.defaultCount),
    grouped(vcpus),
    stated !== undefined && counted !== undefined
      ? `${grouped(stated)} ${counted.unit}`
      : statedWords(stated, counted?.unit === 'GPUs' ? undefined : statedVcpus),
    name ?? '',
  ]);
  const columns: readonly Column[] = [
    { title: 'limit' },
    { title: 'needed', ...RIGHT },
    { title: 'default', ...RIGHT },
    { title: 'in vCPUs', ...RIGHT },
    { title: 'stated', ...RIGHT },
    { title: 'name', fill: true },
  ];
  return table(columns, rows);
}

function templates({ places }: Shown): string {
  const rows = places.flatMap(({ engine, folder, templates: files }) =>
    (files.length === 0 ? [folder] : files).map((file) => [engine ?? 'unknown', file]),
  );
  return table([{ title: 'engine' }, { title: 'template', fill: true }], rows);
}

function gibibytes(mebibytes: number): string {
  return grouped(Math.round((mebibytes / 1024) * 10) / 10);
}

function gpus(count: number): string {
  return count === 0 ? '' : grouped(count);
}
