import { type Flow, type Grant, type Part, ref, type SecretPart } from '../../blueprint';
import { hubPrograms } from '../../boot';
import type { DesignContext } from '../context';
import { type ClusterAdditions, NOTHING_MORE } from '../hpc/additions';
import { GROUPS } from '../hpc/flows';
import { identityOf } from '../hpc/parts';
import { addressParts, whereItIs } from './address';
import type { PlannedBalancer } from './balancer';
import { directoryFlows, READER } from './directory';
import { FRONT_GRANTS, FRONT_SECRETS, frontFlows, frontParts } from './front/parts';
import { kernelFiles, kernelNodePhases } from './kernel-services';
import { onNodes } from './placement';
import { gatewayPhases, LAUNCHER, peoplePhase, updateScript } from './services';
import { sessionFlows, tunnelFlows } from './session-flows';
import { storePhases } from './storage-services';
import { storeFlows } from './store-flows';
import { declarationOf, type PlannedGateway } from './told';
import { nodeTunnelPhases } from './tunnel';

/** What a gateway lays over the machines underneath. */
export function gatewayAdditions(
  planned: PlannedGateway,
  name: string,
  { catalogue }: DesignContext,
  balancer: PlannedBalancer | undefined,
): Omit<ClusterAdditions, 'facts'> {
  const { props, entrance, environment, front } = planned;
  const secrets = secretParts(planned, name);
  const declaration = `${JSON.stringify(declarationOf(planned, name, balancer), null, 1)}\n`;
  return {
    ...NOTHING_MORE,
    parts: [
      ...Object.values(secrets),
      ...(front === undefined ? [] : frontParts(front)),
      ...(balancer?.parts ?? []),
      ...addressParts(planned, name),
      ...outputs(planned),
    ],
    flows: [
      ...entrance.flows,
      ...(balancer?.flows ?? []),
      ...flowsOfSessions(planned),
      ...flowsOfDirectory(planned),
      ...storeFlows(planned),
      ...(front === undefined ? [] : frontFlows(front, catalogue)),
    ],
    grants: [
      ...Object.entries(secrets).flatMap(([file, { id }]): Grant[] => [
        { to: identityOf('head'), access: 'read', on: id },
        ...(onNodes(props.sessions) && file === READER
          ? [{ to: identityOf('compute'), access: 'read', on: id } as const]
          : []),
      ]),
      ...(front === undefined ? [] : FRONT_GRANTS),
    ],
    files: [
      ...hubPrograms(),
      LAUNCHER,
      { path: 'hub/declaration.json', text: declaration },
      { path: 'hub/requirements.txt', text: environment.requirements.map((each) => `${each}\n`).join('') },
      ...kernelFiles(environment.kernels),
      { path: 'services/update.sh', text: updateScript(planned), executable: true },
    ],
    headPhases: gatewayPhases(planned),
    nodePhases: [
      peoplePhase(planned.accounts, 'slurmd.service'),
      ...kernelNodePhases(environment.kernels),
      ...storePhases(planned),
      ...nodeTunnelPhases(planned),
    ],
    secrets: {
      ...Object.fromEntries(Object.entries(secrets).map(([file, { id }]) => [file, ref(id, 'id')])),
      ...(front === undefined ? {} : FRONT_SECRETS),
    },
  };
}

// Those of a cluster in front of which it stands are among the others to that cluster.
function flowsOfSessions({ props, machines }: PlannedGateway): Flow[] {
  if (props.sessions.kind === 'partitions') return sessionFlows(GROUPS.compute);
  if (machines === undefined) return [];
  return machines.tunnel ? tunnelFlows(GROUPS.compute) : sessionFlows(GROUPS.compute);
}

function flowsOfDirectory({ props, accounts }: PlannedGateway): Flow[] {
  if (accounts.kind !== 'directory') return [];
  return directoryFlows(accounts, [GROUPS.head, ...(onNodes(props.sessions) ? [GROUPS.compute] : [])]);
}

/** By the names of the files that they are written to. */
function secretParts(
  { props, identity, accounts }: PlannedGateway,
  name: string,
): { readonly [file: string]: SecretPart } {
  const { tls, encryptionKey } = props;
  const all: PlannedGateway['identity']['secrets'] = {
    ...identity.secrets,
    ...(tls.kind === 'certificate' ? { certificate: { id: tls.secret } } : {}),
    ...(accounts.kind === 'directory' ? accounts.secrets : {}),
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

function outputs(planned: PlannedGateway): Part[] {
  const { props, identity } = planned;
  return [
    {
      kind: 'output',
      id: 'gateway-address',
      name: 'GatewayAddress',
      description: `where ${props.host} leads to`,
      value: whereItIs(planned),
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
