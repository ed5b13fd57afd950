import { shapeTable } from '../../../catalogue/oci-shapes';
import { nearestName } from '../../../errors';

/** e.g. `eu-frankfurt-1`; Regions of governments have a realm or country in front or more words, e.g. `us-gov-ashburn-1`. */
export const REGION = /^[a-z]{2,3}(-[a-z]+){1,3}-\d+$/;

/** Commercial Regions, as the catalogue knows them. */
export const knownRegions: readonly string[] = shapeTable.regions;

/**
 * The commercial Region that a name misspells, or nothing. Regions of other realms are not known: they have longer names
 * (`us-gov-ashburn-1`), or the same with another number (`eu-frankfurt-2`).
 */
export function meantRegion(region: string): string | undefined {
  const nearest = nearestName(region, knownRegions);
  if (nearest === undefined || place(nearest) === place(region)) return undefined;
  return nearest.split('-').length === region.split('-').length ? nearest : undefined;
}

function place(region: string): string {
  return region.replace(/-\d+$/, '');
}

/** `Uocm:EU-FRANKFURT-1-AD-1`, or `EU-FRANKFURT-1-AD-1` in old tenancies' documents; the prefix is the tenancy's. */
const DOMAIN = /^(?:[A-Za-z0-9]{2,8}:)([A-Z0-9]+(?:-[A-Z0-9]+)*)-AD-([1-3])$/;

/** The Region's part of an availability domain's name (`EU-FRANKFURT-1`; `PHX` and `US-ASHBURN` in older ones), or nothing. */
export function domainRegion(name: string): string | undefined {
  return DOMAIN.exec(name)?.[1];
}

/** Regions that were there before names of availability domains held the Region's own name. */
const OLDER: { readonly [region: string]: string } = { 'us-phoenix-1': 'PHX', 'us-ashburn-1': 'US-ASHBURN' };

/** Whether an availability domain's name may be one of a Region's. */
export function domainIsIn(name: string, region: string): boolean {
  const said = domainRegion(name);
  return said === region.toUpperCase() || (said !== undefined && said === OLDER[region]);
}
