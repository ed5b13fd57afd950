import type { Catalogue } from '../catalogue/facts';
import { rule } from './rule';
import { storageProperty } from './words';

export const ociLustreThroughput = rule({
  id: 'oci-lustre-throughput',
  level: 'error',
  title: 'A Lustre file system has a throughput that the service makes',
  why: 'File Storage with Lustre has four levels of performance, and refuses any other.',
  source: 'https://docs.oracle.com/iaas/tools/oci-cli/latest/oci_cli_docs/cmdref/lfs/lustre-file-system/create.html',
  provider: 'oci',
  look(blueprint, catalogue) {
    const allowed = throughputs(catalogue);
    return blueprint.partsOf('fileSystem').flatMap(({ id, throughputPerTiB }) => {
      if (throughputPerTiB === undefined || allowed.includes(throughputPerTiB)) return [];
      const message = `given ${throughputPerTiB} MB/s for each TB; allowed are ${allowed.join(', ')}. Give one of these.`;
      return [{ property: `${storageProperty(id)}.throughputPerTiB`, message }];
    });
  },
});

/** The catalogue names the levels: `MBPS_PER_TB_125`. */
function throughputs(catalogue: Catalogue): readonly number[] {
  const { value } = catalogue.limit('oci.lustre.tiers');
  if (!Array.isArray(value)) throw new Error('limit oci.lustre.tiers is not a list');
  return value.map((tier) => Number(String(tier).replace(/^\D+/, '')));
}
