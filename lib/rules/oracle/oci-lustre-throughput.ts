import type { Catalogue } from '../../catalogue/facts';
import { rule } from '../rule';
import { OCI_LUSTRE_CLI } from '../sources';
import { storageProperty } from '../words';

export const ociLustreThroughput = rule({
  id: 'oci-lustre-throughput',
  level: 'error',
  title: 'A Lustre file system has a throughput that the service makes',
  why: 'File Storage with Lustre has four levels of performance, and refuses any other.',
  remedy: 'Give one of the levels.',
  source: OCI_LUSTRE_CLI,
  example: {
    on: 'Blueprint on OCI',
    bad: "...withPart('fileSystem', 'scratch', { throughputPerTiB: 200, capacityGiB: 31_200 })",
    good: "...withPart('fileSystem', 'scratch', { throughputPerTiB: 250, capacityGiB: 31_200 })",
  },
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
