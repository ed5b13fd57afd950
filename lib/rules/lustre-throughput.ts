import { listLimit } from './limits';
import { rule } from './rule';
import { storageProperty } from './words';

const LIMIT = 'aws.fsxLustre.perUnitThroughput';
const TYPE = 'PERSISTENT_2 SSD';

export const lustreThroughput = rule({
  id: 'lustre-throughput',
  level: 'error',
  title: 'A persistent Lustre file system has a throughput that the service makes',
  why: 'FSx for Lustre refuses any other throughput.',
  source: 'https://docs.aws.amazon.com/fsx/latest/APIReference/API_CreateFileSystemLustreConfiguration.html',
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
