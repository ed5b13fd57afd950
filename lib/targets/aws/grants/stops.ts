import { type FleetPart, type FunctionPart, ref, type Stop, type Text } from '../../../blueprint';
import { logGroupName } from '../functions';
import { arnOf } from './arns';
import { describe } from './machines';
import type { Recipe, Statement } from './statement';

/**
 * What keeps a head from launching once a limit is reached, whatever its programs do: a mark on the template that has the
 * value of today's declaration, or a moment that has passed. Another limit, deployed anew, makes a former mark void.
 *
 * RunInstances is authorised on the template with its tags:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html#amazonec2-RunInstances
 */
export function endLaunches(fleets: readonly FleetPart[]): Statement[] {
  const pairs = fleets.flatMap((fleet) => (fleet.stops ?? []).map((stop) => ({ fleet, stop })));
  if (pairs.length === 0) return [];
  return [...byMark(pairs), ...byMoment(pairs), describe('ec2:DescribeTags')];
}

interface Pair {
  readonly fleet: FleetPart;
  readonly stop: Stop;
}

function byMark(pairs: readonly Pair[]): Statement[] {
  return grouped(pairs, ({ stop }) => stop.mark.key).map(([key, those]) =>
    denied(words('Stop', key), those, {
      StringEquals: { [`aws:ResourceTag/${key}`]: distinct(those.map(({ stop }) => stop.mark.value)) },
    }),
  );
}

function byMoment(pairs: readonly Pair[]): Statement[] {
  const ending = pairs.filter(({ stop }) => stop.ends !== undefined);
  return grouped(ending, ({ stop }) => String(stop.ends)).map(([ends, those]) =>
    denied(words('StopFrom', ends), those, { DateGreaterThanEquals: { 'aws:CurrentTime': ends } }),
  );
}

function denied(sid: string, pairs: readonly Pair[], conditions: Statement['conditions']): Statement {
  return {
    sid,
    effect: 'Deny',
    actions: ['ec2:RunInstances'],
    resources: templates(pairs.map(({ fleet }) => fleet)),
    ...(conditions === undefined ? {} : { conditions }),
  };
}

/** Marking the templates of fleets, by the keys and values that stop them and by no other. */
export const stopFleets: Recipe<'fleet'> = (fleets) => {
  const pairs = fleets.flatMap((fleet) => (fleet.stops ?? []).map((stop) => ({ fleet, stop })));
  const keys = grouped(pairs, ({ stop }) => stop.mark.key);
  return [
    {
      sid: 'MarkTemplates',
      actions: ['ec2:CreateTags'],
      resources: templates(fleets),
      conditions: {
        'ForAllValues:StringEquals': { 'aws:TagKeys': keys.map(([key]) => key) },
        StringEqualsIfExists: Object.fromEntries(
          keys.map(([key, those]) => [`aws:RequestTag/${key}`, distinct(those.map(({ stop }) => stop.mark.value))]),
        ),
      },
    },
  ];
};

export const callFunctions: Recipe<'function'> = (functions) => [
  { sid: 'CallFunctions', actions: ['lambda:InvokeFunction'], resources: functions.map((each) => ref(each, 'arn')) },
];

/** What functions print goes to log groups that the deployment makes. */
export const logFunctions: Recipe<'function'> = (functions, blueprint) => [
  {
    sid: 'WriteLogs',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: functions.map((each: FunctionPart) => arnOf('logs', `log-group:${logGroupName(each, blueprint)}:*`)),
  },
];

function templates(fleets: readonly FleetPart[]): Text[] {
  return [...new Map(fleets.map((fleet) => [fleet.id, ref(fleet, 'templateArn')])).values()];
}

function grouped(pairs: readonly Pair[], key: (pair: Pair) => string): [string, Pair[]][] {
  const groups = new Map<string, Pair[]>();
  for (const pair of pairs) groups.set(key(pair), [...(groups.get(key(pair)) ?? []), pair]);
  return [...groups];
}

/** A statement's id has letters and digits alone. */
function words(first: string, text: string): string {
  const parts = text.replace(/^terrane:/, '').split(/[^A-Za-z0-9]+/);
  return [first, ...parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1))].join('');
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
