import type { DesignContext } from '../../archetypes';
import { ociCatalogue } from '../../catalogue';
import type { Declared } from '../../declare';
import { notCarried } from '../shared/capabilities';
import { subnetDomain } from './labels';
import type { OciPlace } from './place';
import { placeFindings, zoneFindings } from './place-checks';

/** A declaration for Oracle Cloud: what is wrong with it, with its place, and what the cloud cannot carry is told together. */
export function declareFor(place: OciPlace, path: string, declare: (context: DesignContext) => Declared): Declared {
  const findings = placeFindings(place, path);
  return declare({
    path,
    catalogue: ociCatalogue,
    region: place.region,
    names: { zone: (cluster, subnet) => place.domain ?? subnetDomain(cluster, subnet) },
    refuses: (blueprint) => [...findings, ...zoneFindings(blueprint, place), ...notCarried(blueprint, 'oci')],
  });
}
