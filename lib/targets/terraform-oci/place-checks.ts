import { type Blueprint, isUnresolved } from '../../blueprint';
import { ociCatalogue } from '../../catalogue';
import { didYouMean, type Finding, type RuleId } from '../../errors';
import { Cidr, isOciTagName, OCI_TAG_NAME, ocidTrouble } from '../../units';
import { domainIsIn, domainRegion, meantRegion, REGION } from './checks/regions';
import type { OciPlace } from './place';

/** What is wrong with the place that a cluster is to go to; references of Terraform pass. */
export function placeFindings(place: OciPlace, path: string): Finding[] {
  return CHECKS.flatMap((check) => check(place)).map(({ property, code, message }) => ({
    code,
    level: 'error',
    path: `${path}: place.${property}`,
    message,
  }));
}

interface Trouble {
  readonly property: string;
  readonly code: RuleId;
  readonly message: string;
}

type Check = (place: OciPlace) => readonly Trouble[];

const CHECKS: readonly Check[] = [
  ids,
  region,
  domains,
  domainsOfRegion,
  namespace,
  images,
  services,
  tags,
  dns,
  sessions,
];

/** Whether a text is there and known at synth. */
function isLiteral(text: string | undefined): text is string {
  return text !== undefined && !isUnresolved(text);
}

/** What was given, in words; nothing is what a variable that is not set in CI gives. */
function wasGiven(text: string | undefined): string {
  return text === undefined || text === '' ? 'given nothing' : `given '${text}'`;
}

function ids(place: OciPlace): Trouble[] {
  const { vault, services: reached } = place;
  return [
    // A tenancy is its own root compartment.
    ...idTroubles('tenancyId', place.tenancyId, ['tenancy']),
    ...idTroubles('compartmentId', place.compartmentId, ['compartment', 'tenancy']),
    ...(vault === undefined ? [] : idTroubles('vault.id', vault.id, ['vault'])),
    ...(vault === undefined ? [] : idTroubles('vault.keyId', vault.keyId, ['key'])),
    ...(reached === undefined ? [] : idTroubles('services.id', reached.id, ['service'])),
  ];
}

function idTroubles(property: string, given: string | undefined, types: readonly string[]): Trouble[] {
  if (given !== undefined && isUnresolved(given)) return [];
  const wanted = ocidTrouble(given ?? '', types);
  return wanted === undefined
    ? []
    : [{ property, code: 'oci-place-ocid', message: `${wasGiven(given)}; needed is ${wanted}.` }];
}

function region(place: OciPlace): Trouble[] {
  const given = place.region;
  if (given !== undefined && isUnresolved(given)) return [];
  const isName = REGION.test(given ?? '');
  const meant = meantRegion(given ?? '');
  if (isName && meant === undefined) return [];
  const what = isName ? 'which is no Region of the commercial realm' : 'which is no name of a Region';
  const hint = meant === undefined ? '' : ` Did you mean '${meant}'?`;
  const message = `${wasGiven(given)}, ${what} (catalogue of ${ociCatalogue.date}).${hint} Give its identifier, e.g. 'eu-frankfurt-1'.`;
  return [{ property: 'region', code: 'oci-place-region', message }];
}

function domains({ availabilityDomains = [] }: OciPlace): Trouble[] {
  if (availabilityDomains.length === 0) {
    const message = "given none. Give at least one; `oci iam availability-domain list` prints the tenancy's names.";
    return [{ property: 'availabilityDomains', code: 'oci-place-domains-none', message }];
  }
  return availabilityDomains.flatMap((name, index): Trouble[] => {
    const property = `availabilityDomains[${index}]`;
    if (isUnresolved(name)) return [];
    if (domainRegion(name) === undefined) {
      const message = `given '${name}'; a name has the tenancy's own prefix, the Region and a number: 'Uocm:EU-FRANKFURT-1-AD-1'. \`oci iam availability-domain list\` prints them.`;
      return [{ property, code: 'oci-place-domain', message }];
    }
    if (availabilityDomains.indexOf(name) === index) return [];
    const message = `given '${name}' a second time: each zone of a declaration is another domain. Leave it out.`;
    return [{ property, code: 'oci-place-domain-twice', message }];
  });
}

function domainsOfRegion(place: OciPlace): Trouble[] {
  if (!isLiteral(place.region) || !REGION.test(place.region)) return [];
  return (place.availabilityDomains ?? []).flatMap((name, index) => {
    if (isUnresolved(name) || domainRegion(name) === undefined || domainIsIn(name, place.region)) return [];
    const message = `given '${name}', which is not in ${place.region}. Give the domains of that Region.`;
    return [{ property: `availabilityDomains[${index}]`, code: 'oci-place-domain-region', message }];
  });
}

/** https://docs.oracle.com/en-us/iaas/Content/Object/Tasks/understandingnamespaces.htm: made by the system, or an old tenancy's name. */
const NAMESPACE = /^[a-z0-9][a-z0-9_-]*$/;

function namespace({ namespace: given }: OciPlace): Trouble[] {
  if (given !== undefined && (isUnresolved(given) || NAMESPACE.test(given))) return [];
  const message = `${wasGiven(given)}; it is one word of small letters and digits. \`oci os ns get\` prints it.`;
  return [{ property: 'namespace', code: 'oci-place-namespace', message }];
}

function images({ images: given = {} }: OciPlace): Trouble[] {
  return Object.entries(given).flatMap(([distribution, id]) => idTroubles(`images['${distribution}']`, id, ['image']));
}

const SERVICES = /^(all|oci)-[a-z0-9-]+$/;

function services({ services: given }: OciPlace): Trouble[] {
  if (!isLiteral(given?.label) || SERVICES.test(given.label)) return [];
  const message = `given '${given.label}'; needed is the CIDR label of a service, e.g. 'all-fra-services-in-oracle-services-network'. \`oci network service list\` prints it.`;
  return [{ property: 'services.label', code: 'oci-place-services', message }];
}

/** https://docs.oracle.com/en-us/iaas/Content/Tagging/Concepts/taggingoverview.htm (Limits on Tags) */
const LONGEST_TAG_NAMESPACE = 100;

function tags({ tagNamespace: given }: OciPlace): Trouble[] {
  if (!isLiteral(given) || (isOciTagName(given) && given.length <= LONGEST_TAG_NAMESPACE)) return [];
  const message = `given '${given}'; a name has at most ${LONGEST_TAG_NAMESPACE} ${OCI_TAG_NAME}.`;
  return [{ property: 'tagNamespace', code: 'oci-place-tag-namespace', message }];
}

const DNS = /^[a-z][a-z0-9-]{0,62}(\.[a-z0-9][a-z0-9-]{0,62})+$/;

function dns({ domain: given }: OciPlace): Trouble[] {
  if (!isLiteral(given) || DNS.test(given)) return [];
  const message = `given '${given}'; needed is the DNS domain of a subnet, e.g. 'nodes.research.oraclevcn.com'.`;
  return [{ property: 'domain', code: 'oci-place-dns', message }];
}

function sessions({ sessionsFrom = [] }: OciPlace): Trouble[] {
  return sessionsFrom.flatMap((block, index) => {
    if (isUnresolved(block) || Cidr.parse(block) !== undefined) return [];
    const message = `given '${block}'; needed is a block of addresses, e.g. '192.0.2.0/24', with no bit set beyond its prefix.`;
    return [{ property: `sessionsFrom[${index}]`, code: 'oci-place-sessions-from', message }];
  });
}

/** Zones of a declaration that the place does not have. */
export function zoneFindings(blueprint: Blueprint, { availabilityDomains = [] }: OciPlace): Finding[] {
  const has = (zone: string | number): boolean =>
    typeof zone === 'number'
      ? zone < availabilityDomains.length
      : isUnresolved(zone) || availabilityDomains.includes(zone) || availabilityDomains.some(isUnresolved);
  const missing = blueprint.partsOf('subnet').filter(({ zone }) => !has(zone));
  return [...new Set(missing.map(({ zone }) => zone))].map((zone) => ({
    code: 'oci-place-zone',
    level: 'error',
    path: `${blueprint.data.path}: network.zones`,
    message:
      typeof zone === 'number'
        ? `asks for ${zone + 1} zones, but place.availabilityDomains has ${availabilityDomains.length}. Give more domains, or fewer zones: many Regions have one.`
        : `given '${zone}', which is not among place.availabilityDomains.${didYouMean(zone, availabilityDomains)} Add it, or give another.`,
  }));
}
