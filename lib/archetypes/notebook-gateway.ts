import { Blueprint } from '../blueprint';
import { anyWith } from '../catalogue/facts';
import type { Finding } from '../errors';
import type { Design, DesignContext } from './context';
import type { ClusterBase } from './hpc/additions';
import type { HpcClusterProps } from './hpc/props';
import { designClusterWith } from './hpc-cluster';
import { gatewayAdditions } from './notebooks/additions';
import { isOpen } from './notebooks/address';
import { planBalancer } from './notebooks/balancer';
import { notebookFacts } from './notebooks/facts';
import { surroundings } from './notebooks/front/parts';
import { machinePartitions } from './notebooks/machines';
import { onNodes } from './notebooks/placement';
import { planGateway } from './notebooks/planned';
import type { NotebookGatewayProps } from './notebooks/props';
import type { PlannedGateway } from './notebooks/told';
import { checkWords, PASSED } from './notebooks/words';
import { Problems } from './problems';

/** The hub of some hundred sessions, and the scheduler. */
const GATEWAY = anyWith({ cores: 2, memoryGiB: 8 });
/** A gateway to notebooks: a pure function of its declaration. */
export function designNotebookGateway(props: NotebookGatewayProps, context: DesignContext): Design {
  const problems = new Problems(context.path);
  checkWords(props, problems);
  const planned = planGateway(props, context, problems);
  const facts = notebookFacts(planned, problems);
  const base = baseOf(props, planned);
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
      if (isOpen(planned) && network.entrySubnet.reach !== 'public')
        problems.error(
          'gateway-needs-public-subnet',
          'network.subnets',
          'openTo names addresses outside of private networks, but no subnet is public. Give one with reach: public, or openTo with private addresses alone.',
        );
      const balancer = planBalancer(planned, { name, network }, context, problems);
      return { ...gatewayAdditions(planned, name, context, balancer), facts: { notebooks: facts } };
    },
    base,
  );
  const { data } = blueprint;
  return {
    blueprint: new Blueprint({ ...data, facts: { ...data.facts, archetype: 'NotebookGateway' } }),
    findings: [...findings.map((finding) => inAuthorsWords(finding, props)), ...problems.findings],
  };
}

function baseOf({ sessions }: NotebookGatewayProps, planned: PlannedGateway): ClusterBase {
  const { front, homes } = planned;
  const base = {
    scheduler: onNodes(sessions),
    open: isOpen(planned),
    homeQuota: homes.byKernel && homes.quotaGiB !== undefined,
  };
  // Beside the head of its cluster, whose name is `head` in the same network.
  if (front !== undefined) return { ...base, host: 'gateway', zone: front.headName.split('.').slice(1).join('.') };
  if (sessions.kind !== 'machines') return base;
  return { ...base, apart: true, ...(sessions.network === undefined ? {} : { elsewhere: sessions.network }) };
}

function inAuthorsWords(finding: Finding, { sessions }: NotebookGatewayProps): Finding {
  const head = sessions.kind === 'gateway' ? 'sessions.machine' : 'sessions.gateway';
  const partitions = sessions.kind === 'machines' ? 'sessions.offers' : 'sessions.partitions';
  return {
    ...finding,
    path: finding.path.replace(': head.machine', `: ${head}`).replace(': partitions', `: ${partitions}`),
  };
}

function clusterProps(props: NotebookGatewayProps, planned: PlannedGateway): HpcClusterProps {
  const { environment, entrance, front, machines } = planned;
  const { sessions, software } = props;
  const passed = PASSED.filter((key) => props[key] !== undefined);
  return {
    ...(front === undefined ? {} : surroundings(front, entrance.open)),
    ...(Object.fromEntries(passed.map((key) => [key, props[key]])) as Partial<HpcClusterProps>),
    head: { machine: sessions.kind === 'gateway' ? sessions.machine : (sessions.gateway ?? GATEWAY) },
    partitions: machines !== undefined ? machinePartitions(machines) : partitionsOf(sessions),
    software: {
      ...software,
      mpi: software?.mpi ?? sessions.kind === 'partitions',
      packages: [...(software?.packages ?? []), ...environment.packages],
    },
  };
}

function partitionsOf(sessions: NotebookGatewayProps['sessions']): HpcClusterProps['partitions'] {
  return sessions.kind === 'partitions' ? sessions.partitions : {};
}
