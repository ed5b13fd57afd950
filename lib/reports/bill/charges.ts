import type { Blueprint, Kind, PartOf } from '../../blueprint';
import { AWS_TARIFFS } from './aws';
import { type Around, type Charge, GROUPS, isFree, type Tariffed, type TariffMap } from './charge';
import { OCI_TARIFFS } from './oci';

const TARIFFS: { readonly [provider in Blueprint['data']['provider']]: TariffMap } = {
  aws: AWS_TARIFFS,
  oci: OCI_TARIFFS,
};

/** What a part costs, or why it costs nothing. */
export function tariffed<K extends Kind>(part: PartOf<K>, around: Around): Tariffed {
  const tariff = TARIFFS[around.blueprint.data.provider][part.kind as K] as (
    part: PartOf<K>,
    around: Around,
  ) => Tariffed;
  return tariff(part, around);
}

/** All lines that the provider bills, by group and then in the order of the parts. */
export function chargesOf(blueprint: Blueprint, region: string): Charge[] {
  const around = { blueprint, region };
  const lines = blueprint.parts.flatMap((part) => {
    const found = tariffed(part, around);
    return isFree(found) ? [] : found;
  });
  return GROUPS.flatMap((group) => lines.filter((line) => line.group === group));
}
