import { listLimit } from '../limits/limits';
import { rule } from '../rule';
import { FSX_LUSTRE } from '../sources';
import { storageProperty } from '../words';

const LIMIT = 'aws.fsxLustre.perUnitThroughput';
const TYPE = 'PERSISTENT_2 SSD';

export const lustreThroughput = rule({
  id: 'lustre-throughput',
  level: 'error',
  title: 'A persistent Lustre file system has a throughput that the service makes',
  why: 'FSx for Lustre refuses any other throughput.',
  remedy: 'Give one of the throughputs that the service makes, or none for a scratch file system.',
  source: FSX_LUSTRE,
  example: {
    on: 'HpcCluster',
    bad: "mounts: [{ type: 'lustre', path: '/data', size: Size.gibibytes(1200), retain: false, throughputPerTiB: 300 }]",
    good: "mounts: [{ type: 'lustre', path: '/data', size: Size.gibibytes(1200), retain: false, throughputPerTiB: 250 }]",
  },
  provider: 'aws',
  look(blueprint, catalogue) {
    const allowed = listLimit(catalogue, LIMIT, TYPE);
    return blueprint.partsOf('fileSystem').flatMap(({ id, throughputPerTiB }) => {
      if (throughputPerTiB === undefined || allowed.includes(throughputPerTiB)) return [];
      const message = `given ${throughputPerTiB} MB/s for each TiB; allowed are ${allowed.join(', ')}. Give one of these, or none for a scratch file system.`;
      return [{ property: `${storageProperty(id)}.throughputPerTiB`, message }];
    });
  },
});
