import { rule } from '../../rule';
import { ALB_LOGS } from '../sources';

export const balancerLogsWithinReach = rule({
  id: 'balancer-logs-within-reach',
  level: 'warning',
  title: 'Logs of a load balancer lie where no session reads them',
  why: 'They name every request with all of its address, single-use codes of signing in among it, and who asked from where: in a bucket that sessions mount, or that results go to, that is for everybody to read, and to change.',
  remedy: 'Give logs a bucket of their own.',
  source: ALB_LOGS,
  example: {
    on: 'NotebookGateway',
    bad: `tls: balancer({
    certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/5e8d1f60-2b7c-4a39-9c14-6f0a8e7d3b21',
    logs: 'campus-data',
  }),
  mounts: [{ path: '/data', type: 'bucket', bucket: 'campus-data' }]`,
    good: `tls: balancer({
    certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/5e8d1f60-2b7c-4a39-9c14-6f0a8e7d3b21',
    logs: 'campus-logs',
  }),
  mounts: [{ path: '/data', type: 'bucket', bucket: 'campus-data' }]`,
  },
  look(blueprint) {
    const within = new Map(blueprint.partsOf('bucket').map(({ id, existingName }) => [existingName, id]));
    return blueprint.partsOf('balancer').flatMap(({ logs }) => {
      const id = typeof logs === 'string' ? within.get(logs) : undefined;
      if (id === undefined) return [];
      const what = id === 'results' ? 'takes the results' : 'sessions mount';
      return [
        {
          property: 'tls.logs',
          message: `given ${String(logs)}, the bucket that ${what}: who has a session could read who asked for what, and the codes by which people sign in. Give a bucket of their own.`,
        },
      ];
    });
  },
});
