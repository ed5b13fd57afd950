import { Blueprint, type Flow, type Grant, type Part, ref, type SecretPart } from '../blueprint';
import { hubPrograms } from '../boot';
import { anyWith } from '../catalogue/facts';
import type { Finding } from '../errors';
import type { Design, DesignContext } from './context';
import { type ClusterAdditions, type ClusterBase, NOTHING_MORE } from './hpc/additions';
import { GROUPS } from './hpc/flows';
import { identityOf, machineOf } from './hpc/parts';
import type { HpcClusterProps } from './hpc/props';
import { designClusterWith } from './hpc-cluster';
import { planAccounts } from './notebooks/accounts';
import { planEntrance } from './notebooks/entrance';
import { planEnvironment } from './notebooks/environment';
import { notebookFacts } from './notebooks/facts';
import { planPolicy } from './notebooks/policy';
import type { NotebookGatewayProps } from './notebooks/props';
import { planRooms } from './notebooks/rooms';
import { gatewayPhases, LAUNCHER, peoplePhase, updateScript } from './notebooks/services';
import { planSizes } from './notebooks/sizes';
import { declarationOf, type PlannedGateway } from './notebooks/told';
import { planIdentity, refuseLiteral } from './notebooks/who';
import { Problems } from './problems';

/** What the machines underneath take as it is. */
const PASSED = [
  'home',
  'mounts',
  'results',
  'budget',
  'access',
  'image',
  'network',
  'encryptionKey',
  'tags',
  'clusterName',
  'quotaVcpus',
  'priceBook',
  'acknowledge',
] as const;
const KEYS: readonly (keyof NotebookGatewayProps)[] = [
  ...PASSED,
  'host',
  'identity',
  'tls',
  'sessions',
  'sizes',
  'openTo',
  'expected',
  'policy',
  'accounts',
  'environment',
  'software',
];
const PLACEMENT_KEYS: { readonly [kind in NotebookGatewayProps['sessions']['kind']]: readonly string[] } = {
  gateway: ['kind', 'machine', 'cpuOvercommit'],
  partitions: ['kind', 'partitions', 'gateway'],
};
const TLS_KEYS: { readonly [kind in NotebookGatewayProps['tls']['kind']]: readonly string[] } = {
  certificate: ['kind', 'secret'],
  acme: ['kind', 'email', 'directory'],
};
/** The hub of some hundred sessions, and the scheduler. */
const GATEWAY = anyWith({ cores: 2, memoryGiB: 8 });
/** https://www.rfc-editor.org/rfc/rfc1123#section-2.1 */
const HOST = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

/** A gateway to notebooks: a pure function of its declaration. */
export function designNotebookGateway(props: NotebookGatewayProps, context: DesignContext): Design {
  const problems = new Problems(context.path);
  checkWords(props, problems);
  const planned = plan(props, context, problems);
  const facts = notebookFacts(planned, problems);
  const base: ClusterBase = { scheduler: props.sessions.kind === 'partitions', open: planned.entrance.open };
  const { blueprint, findings } = designClusterWith(
    clusterProps(props, planned),
    context,
    ({ name, image, network }) => {
      if (image.image.packages !== 'apt')
        problems.error(
          'gateway-needs-apt',
          'image',
          "the gateway's programs are packaged for Debian and Ubuntu. Give image: { distribution: 'ubuntu-24.04' }.",
        );
      if (planned.entrance.open && network.entrySubnet.reach !== 'public')
        problems.error(
          'gateway-needs-public-subnet',
          'network.subnets',
          'openTo names addresses outside of private networks, but no subnet is public. Give one with reach: public, or openTo with private addresses alone.',
        );
      return { ...additions(planned, name), facts: { notebooks: facts } };
    },
    base,
  );
  const { data } = blueprint;
  return {
    blueprint: new Blueprint({ ...data, facts: { ...data.facts, archetype: 'NotebookGateway' } }),
    findings: [...findings.map((finding) => inAuthorsWords(finding, props)), ...problems.findings],
  };
}

function inAuthorsWords(finding: Finding, { sessions }: NotebookGatewayProps): Finding {
  const head = sessions.kind === 'gateway' ? 'sessions.machine' : 'sessions.gateway';
  return {
    ...finding,
    path: finding.path.replace(': head.machine', `: ${head}`).replace(': partitions', ': sessions.partitions'),
  };
}

function checkWords(props: NotebookGatewayProps, problems: Problems): void {
  problems.onlyKeys('', props, KEYS);
  problems.onlyKeys('sessions', props.sessions, PLACEMENT_KEYS[props.sessions.kind]);
  problems.onlyKeys('tls', props.tls, TLS_KEYS[props.tls.kind]);
  problems.matching(
    'host-name',
    'host',
    props.host,
    HOST,
    'a host is a full name in lower case, e.g. notebooks.example.edu, without https:// and port.',
  );
  if (props.tls.kind === 'certificate') refuseLiteral('tls.secret', props.tls.secret, problems);
  else
    problems.matching(
      'email',
      'tls.email',
      props.tls.email,
      /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
      'an address looks like hpc@example.org.',
    );
}

function plan(props: NotebookGatewayProps, context: DesignContext, problems: Problems): PlannedGateway {
  const identity = planIdentity(props.identity, problems);
  const rooms = planRooms(props.sessions, context, problems);
  return {
    props,
    identity,
    entrance: planEntrance(props, identity, problems),
    rooms,
    sizes: rooms.length === 0 ? [] : planSizes(props, rooms, problems),
    policy: planPolicy(props, problems),
    accounts: planAccounts(props.accounts, problems),
    environment: planEnvironment(props.environment, problems),
  };
}

function clusterProps(props: NotebookGatewayProps, { environment }: PlannedGateway): HpcClusterProps {
  const { sessions, software } = props;
  const passed = PASSED.filter((key) => props[key] !== undefined);
  return {
    ...(Object.fromEntries(passed.map((key) => [key, props[key]])) as Partial<HpcClusterProps>),
    head: { machine: sessions.kind === 'gateway' ? sessions.machine : (sessions.gateway ?? GATEWAY) },
    partitions: sessions.kind === 'gateway' ? {} : sessions.partitions,
    software: {
      ...software,
      mpi: software?.mpi ?? sessions.kind === 'partitions',
      packages: [...(software?.packages ?? []), ...environment.packages],
    },
  };
}

function additions(planned: PlannedGateway, name: string): Omit<ClusterAdditions, 'facts'> {
  const { props, entrance, environment } = planned;
  const secrets = secretParts(planned, name);
  const declaration = `${JSON.stringify(declarationOf(planned, name), null, 1)}\n`;
  return {
    ...NOTHING_MORE,
    parts: [...Object.values(secrets), ...outputs(planned)],
    flows: [...entrance.flows, ...(props.sessions.kind === 'partitions' ? sessionFlows() : [])],
    grants: Object.values(secrets).map(({ id }): Grant => ({ to: identityOf('head'), access: 'read', on: id })),
    files: [
      ...hubPrograms(),
      LAUNCHER,
      { path: 'hub/declaration.json', text: declaration },
      { path: 'hub/requirements.txt', text: environment.requirements.map((each) => `${each}\n`).join('') },
      { path: 'services/update.sh', text: updateScript(planned), executable: true },
    ],
    headPhases: gatewayPhases(planned),
    nodePhases: [peoplePhase(planned.accounts, 'slurmd.service')],
    secrets: Object.fromEntries(Object.entries(secrets).map(([file, { id }]) => [file, ref(id, 'id')])),
  };
}

/** By the names of the files that they are written to. */
function secretParts({ props, identity }: PlannedGateway, name: string): { readonly [file: string]: SecretPart } {
  const { tls, encryptionKey } = props;
  const all: PlannedGateway['identity']['secrets'] = {
    ...identity.secrets,
    ...(tls.kind === 'certificate' ? { certificate: { id: tls.secret } } : {}),
  };
  return Object.fromEntries(
    Object.entries(all).map(([file, given]): [string, SecretPart] => [
      file,
      {
        kind: 'secret',
        id: `notebook-${file}`,
        description: `${file} of ${name}`,
        length: 'length' in given ? given.length : 0,
        ...('id' in given ? { existingId: given.id } : {}),
        ...('length' in given && encryptionKey !== undefined ? { encryptionKey } : {}),
      },
    ]),
  );
}

/** Where Linux takes ports for what asks for none; a session listens on one. https://docs.kernel.org/networking/ip-sysctl.html */
const SESSION_PORTS = { first: 32_768, last: 60_999 };
const HUB_PORT = 8081;

function sessionFlows(): Flow[] {
  const [head, compute] = [{ group: GROUPS.head }, { group: GROUPS.compute }];
  return [
    {
      from: compute,
      to: head,
      protocol: 'tcp',
      ports: { first: HUB_PORT, last: HUB_PORT },
      purpose: 'sessions tell the hub that they are there',
    },
    {
      from: head,
      to: compute,
      protocol: 'tcp',
      ports: SESSION_PORTS,
      purpose: 'browsers to their sessions, by way of the gateway',
    },
  ];
}

function outputs({ props, identity, entrance }: PlannedGateway): Part[] {
  return [
    {
      kind: 'output',
      id: 'gateway-address',
      name: 'GatewayAddress',
      description: `where ${props.host} leads to`,
      value: ref(machineOf('head'), entrance.open ? 'publicAddress' : 'address'),
    },
    { kind: 'output', id: 'url', name: 'Url', description: 'where people sign in', value: `https://${props.host}` },
    ...('token' in identity.secrets
      ? ([
          {
            kind: 'output',
            id: 'token-secret',
            name: 'TokenSecret',
            description: 'the secret that holds the token to sign in with',
            value: ref('notebook-token', 'id'),
          },
        ] as const)
      : []),
  ];
}
