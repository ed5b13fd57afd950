import type { Blueprint } from '../../blueprint';
import { newStreams } from '../../blueprint/streams';
import type { Catalogue } from '../../catalogue/facts';
import { rule } from '../rule';
import { LAUNCH_TEMPLATE } from '../sources';
import { memberLimit } from './limits';

interface Name {
  readonly what: string;
  readonly name: string;
  readonly longest: number;
}

/** https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4 */
const DNS = { label: 63, name: 253 };

/** In CloudFormation a queue's name ends with a hyphen and eight characters of its stack's. */
const STACK_WORD = 9;

export const nameTooLong = rule({
  id: 'name-too-long',
  level: 'error',
  title: 'Names that derive from the cluster are as short as the services want them',
  why: 'A longer name is refused, and the deployment with it.',
  remedy: 'Give a shorter clusterName, or shorter names of partitions.',
  source: LAUNCH_TEMPLATE,
  example: {
    on: 'Blueprint',
    bad: "...withPart('budget', 'budget', { name: 'a'.repeat(101) })",
    good: "...withPart('budget', 'budget', { name: 'a'.repeat(100) })",
  },
  provider: 'aws',
  look(blueprint, catalogue) {
    return names(blueprint, catalogue).flatMap(({ what, name, longest }) => {
      if (name.length <= longest) return [];
      const message = `the ${what} '${name}' has ${name.length} characters; allowed are ${longest}. Give a shorter clusterName.`;
      return [{ property: 'clusterName', message }];
    });
  },
});

// Roles are not among them: the engines name them, and shorten the names.
function names(blueprint: Blueprint, catalogue: Catalogue): Name[] {
  const limit = (id: string): number => memberLimit(catalogue, id, 'max');
  const own = (id: string): string => `${blueprint.data.name}-${id}`;
  const template = limit('aws.ec2.name.launchTemplate');
  const group = limit('aws.ec2.name.placementGroup');
  const parameter = limit('aws.name.ssm.parameter');
  const budget = limit('aws.name.budgets.budget');
  const stream = limit('aws.name.kinesis.stream');
  const queue = limit('aws.name.sqs.queue') - STACK_WORD;
  const table = limit('aws.name.dynamodb.table');
  return [
    ...blueprint.partsOf('fleet').map((part) => ({ what: 'launch template', name: own(part.id), longest: template })),
    ...blueprint
      .partsOf('placementGroup')
      .map((part) => ({ what: 'placement group', name: own(part.id), longest: group })),
    ...blueprint.partsOf('document').map((part) => ({ what: 'parameter', name: part.name, longest: parameter })),
    ...blueprint.partsOf('budget').map((part) => ({ what: 'budget', name: part.name, longest: budget })),
    ...newStreams(blueprint).map(({ id }) => ({ what: 'stream', name: own(id), longest: stream })),
    ...blueprint.partsOf('queue').map(({ id }) => ({ what: 'queue', name: own(id), longest: queue })),
    ...blueprint.partsOf('table').map(({ id }) => ({ what: 'table', name: own(id), longest: table })),
    ...[...blueprint.partsOf('dnsZone'), ...blueprint.partsOf('dnsRecord')].flatMap((part) => dnsNames(part.name)),
  ];
}

function dnsNames(name: string): Name[] {
  const labels = name.split('.').map((label) => ({ what: 'DNS label', name: label, longest: DNS.label }));
  return [...labels, { what: 'DNS name', name, longest: DNS.name }];
}
