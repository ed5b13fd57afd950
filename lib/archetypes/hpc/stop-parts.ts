import { type DocumentPart, type Grant, type JsonWithText, type Part, ref } from '../../blueprint';
import { cloudFacts } from '../../catalogue/cloud-facts';
import { fleetOf, identityOf } from './parts';
import type { ClusterPlan } from './plan';
import { causesOf, type PlannedStops, type StopCause } from './stops';

const STOP = {
  document: 'stop-document',
  function: 'stop-function',
  topic: 'stop-topic',
  actsAs: identityOf('stop'),
  schedulesAs: identityOf('stop-schedule'),
} as const;

/** Marking a few templates takes seconds; what it needs to load takes longer. */
const FUNCTION_SECONDS = 60;

/** Whether anything ends launches. */
export function hasStops(stops: PlannedStops): boolean {
  return allCauses(stops).length > 0;
}

/** The topic that the budget tells, where it stops launches by a function. */
export function budgetTopic({ stops, cloud }: ClusterPlan): { topic?: string; topicAtPercent?: number } {
  if (stops.budget === undefined || !cloudFacts({ provider: cloud }).functions) return {};
  return { topic: STOP.topic, topicAtPercent: stops.budget.atPercent };
}

/** What the head reads, and what acts where the cloud runs functions. */
export function stopParts(plan: ClusterPlan): Part[] {
  if (!hasStops(plan.stops)) return [];
  return [stopDocument(plan), ...(cloudFacts({ provider: plan.cloud }).functions ? functionParts(plan) : [])];
}

export function stopGrants(plan: ClusterPlan): Grant[] {
  if (!hasStops(plan.stops)) return [];
  const read: Grant = { to: identityOf('head'), access: 'read', on: STOP.document };
  if (!cloudFacts({ provider: plan.cloud }).functions) return [read];
  return [
    read,
    ...plan.partitions
      .filter(({ name }) => causesOf(name, plan.stops).length > 0)
      .map(({ name }): Grant => ({ to: STOP.actsAs, access: 'stop', on: fleetOf(name) })),
    { to: STOP.actsAs, access: 'log', on: STOP.function },
    ...(leases(plan).length === 0 ? [] : [{ to: STOP.schedulesAs, access: 'call', on: STOP.function } as const]),
  ];
}

function allCauses({ budget, lease, leases }: PlannedStops): StopCause[] {
  return [budget, lease, ...leases.values()].flatMap((cause) => (cause === undefined ? [] : [cause]));
}

function stopDocument(plan: ClusterPlan): DocumentPart {
  const causes = allCauses(plan.stops).map(({ id, mark, ends, why, graceSeconds }) => [
    id,
    {
      mark: { key: mark.key, value: mark.value },
      why,
      ...(ends === undefined ? {} : { ends }),
      ...(graceSeconds === undefined ? {} : { graceSeconds }),
    },
  ]);
  return {
    kind: 'document',
    id: STOP.document,
    description: `what ends launches of ${plan.name}`,
    name: `/terrane/${plan.name}/stop`,
    content: {
      causes: Object.fromEntries(causes) as JsonWithText,
      partitions: plan.partitions.map(({ name }) => ({
        name,
        template: ref(fleetOf(name), 'templateId'),
        causes: causesOf(name, plan.stops).map(({ id }) => id),
      })),
    },
  };
}

function functionParts(plan: ClusterPlan): Part[] {
  const { name, stops } = plan;
  const own = leases(plan);
  return [
    { kind: 'identity', id: STOP.actsAs, of: 'function', description: `stops launches of ${name}` },
    {
      kind: 'function',
      id: STOP.function,
      description: `stops launches of ${name}`,
      identity: STOP.actsAs,
      program: 'functions/stop_launches.py',
      timeoutSeconds: FUNCTION_SECONDS,
      settings: stops.budget === undefined ? {} : { BUDGET: order(stops.budget, plan) },
    },
    ...(stops.budget === undefined ? [] : [topic(name)]),
    ...(own.length === 0
      ? []
      : [
          {
            kind: 'identity',
            id: STOP.schedulesAs,
            of: 'schedule',
            description: `calls the function that stops launches of ${name}`,
          } as const,
        ]),
    ...own.map(
      (cause): Part => ({
        kind: 'schedule',
        id: `${cause.id}-schedule`,
        description: `${name}: when ${cause.why}`,
        at: cause.ends.replace('Z', ''),
        calls: STOP.function,
        identity: STOP.schedulesAs,
        input: order(cause, plan),
      }),
    ),
  ];
}

function topic(name: string): Part {
  return {
    kind: 'topic',
    id: STOP.topic,
    description: `budget of ${name}`,
    emails: [],
    functions: [STOP.function],
    fromBudgets: true,
  };
}

type Lease = StopCause & { readonly ends: string };

function leases({ stops }: ClusterPlan): Lease[] {
  return allCauses(stops).filter((cause): cause is Lease => cause.ends !== undefined);
}

/** What the function is told: which mark goes onto which templates. */
function order({ id, mark }: StopCause, { partitions, stops }: ClusterPlan): JsonWithText {
  const heeding = partitions.filter(({ name }) => causesOf(name, stops).some((cause) => cause.id === id));
  return {
    mark: { key: mark.key, value: mark.value },
    templates: heeding.map(({ name }) => ref(fleetOf(name), 'templateId')),
  };
}
