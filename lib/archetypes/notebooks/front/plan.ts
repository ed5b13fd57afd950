import { cloudFacts } from '../../../catalogue/cloud-facts';
import { didYouMean } from '../../../errors';
import type { DesignContext } from '../../context';
import { Problems, quoted } from '../../problems';
import { PEOPLE_OF_GATEWAYS } from '../accounts';
import { planEnvironment } from '../environment';
import type { NotebookGatewayProps } from '../props';
import type { ClusterAttributes } from './attributes';
import { checkAttributes } from './check';

/** The cluster that a gateway stands in front of, with what of it sessions may use. */
export interface PlannedFront extends ClusterAttributes {
  readonly mayUse: readonly string[];
}

export function planFront(
  props: NotebookGatewayProps,
  context: DesignContext,
  problems: Problems,
): PlannedFront | undefined {
  const { sessions } = props;
  if (sessions.kind !== 'cluster') return undefined;
  const attributes = sessions.cluster.clusterAttributes;
  checkAttributes(attributes, problems);
  checkCluster(attributes, context, problems);
  checkSurroundings(props, attributes, problems);
  checkKernels(props, attributes, problems);
  return { ...attributes, mayUse: partitionsOf(sessions.partitions, attributes, problems) };
}

function partitionsOf(
  given: readonly string[] | undefined,
  { partitions, clusterName }: ClusterAttributes,
  problems: Problems,
): readonly string[] {
  const names = Object.keys(partitions);
  if (given === undefined) return names;
  if (given.length === 0)
    problems.error(
      'cluster-partitions-none',
      'sessions.partitions',
      `names none, so that no session could run. Leave it out for all of ${clusterName}: ${quoted(names)}.`,
    );
  given.forEach((name, index) => {
    if (!names.includes(name))
      problems.error(
        'cluster-partition-unknown',
        `sessions.partitions[${index}]`,
        `given '${name}', which ${clusterName} does not have; it has ${quoted(names)}.${didYouMean(name, names)}`,
      );
    else if (given.indexOf(name) < index)
      problems.error(
        'cluster-partition-twice',
        `sessions.partitions[${index}]`,
        `'${name}' is named already. Leave one of the two out.`,
      );
  });
  const known = [...new Set(given)].filter((name) => names.includes(name));
  return known.length === 0 ? names : known;
}

function checkCluster(attributes: ClusterAttributes, { catalogue, region }: DesignContext, problems: Problems): void {
  const { provider, clusterName } = attributes;
  if (provider !== undefined && provider !== catalogue.provider)
    problems.error(
      'cluster-other-cloud',
      'sessions.cluster',
      `${clusterName} is on ${cloudFacts({ provider }).title}, the gateway on ${cloudFacts(catalogue).title}. Give a cluster of the same cloud.`,
    );
  if (attributes.region !== undefined && region !== undefined && attributes.region !== region)
    problems.error(
      'cluster-other-region',
      'sessions.cluster',
      `${clusterName} is in ${attributes.region}, the gateway in ${region}. A gateway is in the network of its cluster: put both into one Region.`,
    );
  if (attributes.notebooks === false)
    problems.error(
      'cluster-without-people',
      'sessions.cluster',
      `machines of ${clusterName} would not know whom the gateway lets in. Give the cluster notebooks: true, and deploy it first.`,
    );
}

/** What a gateway of its own decides, and the cluster has decided here. */
function checkSurroundings(props: NotebookGatewayProps, attributes: ClusterAttributes, problems: Problems): void {
  const { clusterName, image } = attributes;
  if (props.home !== undefined)
    problems.error('home-of-cluster', 'home', `is that of ${clusterName}, where its nodes find it. Leave it out.`);
  if (props.network !== undefined)
    problems.error(
      'network-of-cluster',
      'network',
      `is that of ${clusterName}: its head and its nodes are reached there. Leave network (in AWS CDK vpc, vpcSubnets and securityGroups) out.`,
    );
  checkAccounts(props.accounts, clusterName, problems);
  if (Object.keys(props.stores ?? {}).length > 0)
    problems.error(
      'stores-in-front',
      'stores',
      `are mounted where sessions run, and nodes of ${clusterName} are not made for it. Leave stores out, or give inPartitions.`,
    );
  const own = distributionOf(props.image);
  const theirs = distributionOf(image);
  if (props.image !== undefined && own !== undefined && own !== theirs)
    problems.error(
      'gateway-other-image',
      'image',
      `given ${own}, but nodes of ${clusterName} have ${theirs ?? "the cloud's usual distribution"}: the environment of sessions, which both use, is made for one Python. Leave image out.`,
    );
}

function checkAccounts(accounts: NotebookGatewayProps['accounts'], clusterName: string, problems: Problems): void {
  if (accounts?.kind === 'directory')
    problems.error(
      'directory-in-front',
      'accounts',
      `are those of a directory, which machines of ${clusterName} do not ask: nobody's uid would be the same there. Give fromLogins(), or a cluster of the gateway's own with inPartitions.`,
    );
  const { firstUid } = PEOPLE_OF_GATEWAYS;
  if (accounts?.kind === 'logins' && (accounts.firstUid ?? firstUid) !== firstUid)
    problems.error(
      'accounts-of-cluster',
      'accounts.firstUid',
      `given ${accounts.firstUid}; machines of ${clusterName} know people from ${firstUid} on. Leave it out.`,
    );
}

function distributionOf(image: NotebookGatewayProps['image']): string | undefined {
  return (
    image?.distribution ?? image?.id ?? (image?.byRegion === undefined ? undefined : JSON.stringify(image.byRegion))
  );
}

// Python's environment is on the shared home; what the distribution packages is on each node.
function checkKernels(props: NotebookGatewayProps, attributes: ClusterAttributes, problems: Problems): void {
  const { packages } = planEnvironment(props, [], new Problems(''));
  const missing = packages.filter((name) => !(attributes.packages ?? []).includes(name));
  if (missing.length > 0)
    problems.error(
      'kernel-not-on-nodes',
      'environment.kernels',
      `needs ${missing.join(', ')}, which nodes of ${attributes.clusterName} do not have. Give the cluster software: { packages: [${quoted(missing)}] }.`,
    );
}
