import { isUnresolved } from '../../../blueprint';
import { ocidTrouble } from '../../../units';
import type { Problems } from '../../problems';
import type { ClusterAttributes } from './attributes';

const HEAD = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;
const HOME = /^[A-Za-z0-9.-]+:\/\S*$/;
const NAME = /^[a-z][a-z0-9-]{0,39}$/;
const AT = 'sessions.cluster';

/** Whether attributes that were typed look like what they are to be; references pass. */
export function checkAttributes(attributes: ClusterAttributes, problems: Problems): void {
  const like = (key: string, given: string | undefined, form: RegExp, wanted: string): void => {
    if (given === undefined || isUnresolved(given) || form.test(given)) return;
    problems.error('cluster-attribute', `${AT}.${key}`, `given '${given}'; needed is ${wanted}.`);
  };
  const { provider = 'aws', home, network } = attributes;
  like('clusterName', attributes.clusterName, NAME, "the cluster's name, such as modi");
  like('headName', attributes.headName, HEAD, 'a full name such as head.modi.terrane.internal: the output HeadName');
  like('home.source', home.source, HOME, 'an address and a path, such as 10.1.2.3:/home: the output HomeSource');
  checkSecret(attributes.mungeSecret, problems);
  checkPartitions(attributes, problems);
  if (network.subnets.length === 0)
    problems.error('cluster-attribute', `${AT}.network.subnets`, 'given none; needed is one that the gateway goes to.');
  if (provider === 'aws') {
    like('network.id', network.id, /^vpc-[0-9a-f]+$/, "a network's id such as vpc-0123456789abcdef0");
    for (const [key, given] of groupsOf(attributes))
      like(key, given, /^sg-[0-9a-f]+$/, "a security group's id such as sg-0123456789abcdef0");
  } else
    for (const [key, given] of groupsOf(attributes))
      if (!isUnresolved(given) && ocidTrouble(given, ['networksecuritygroup']) !== undefined)
        problems.error(
          'cluster-attribute',
          `${AT}.${key}`,
          `given '${given}'; needed is the OCID of a network security group.`,
        );
}

function groupsOf({ headSecurityGroup, nodeSecurityGroup, home }: ClusterAttributes): [string, string][] {
  return [
    ['headSecurityGroup', headSecurityGroup],
    ['nodeSecurityGroup', nodeSecurityGroup],
    ...(home.securityGroup === undefined ? [] : ([['home.securityGroup', home.securityGroup]] as [string, string][])),
  ];
}

/** As many as a partition of a declaration may have. */
const MOST_NODES = 10_000;

function checkPartitions({ partitions }: ClusterAttributes, problems: Problems): void {
  const all = Object.entries(partitions);
  if (all.length === 0)
    problems.error('cluster-attribute', `${AT}.partitions`, 'given none; needed is one that sessions run in.');
  for (const [name, { max, threadsPerCore }] of all) {
    const at = `${AT}.partitions.${name}`;
    problems.integer(`${at}.max`, max, { min: 1, max: MOST_NODES, unit: 'nodes' }, 1);
    problems.integer(`${at}.threadsPerCore`, threadsPerCore, { min: 1, max: 2, unit: 'threads' }, 1);
  }
}

// What was given is not repeated: it may be the key itself.
function checkSecret(given: string, problems: Problems): void {
  if (isUnresolved(given) || /^(arn:|ocid1\.)/.test(given)) return;
  problems.error(
    'secret-literal',
    `${AT}.mungeSecret`,
    'is not the name of a secret. Give the output MungeSecret: a full ARN, on Oracle Cloud an OCID. If this was the key itself, change it.',
  );
}
