import type { AccountValue, QuotaLine } from '../../reports';
import { Misuse } from '../streams';
import type { AccountReader } from './live';
import { loadSdk } from './sdk';

const STATEMENTS =
  "'allow group GROUP to inspect limits in tenancy' and 'allow group GROUP to inspect resource-availability in tenancy'";

/** As much of the packages as is used. */
interface Common {
  readonly ConfigFileAuthenticationDetailsProvider: new (file?: string, profile?: string) => { getTenantId(): string };
}
interface Limits {
  readonly LimitsClient: new (settings: { readonly authenticationDetailsProvider: object }) => Client;
}
export interface Client {
  regionId: string;
  listLimitValues(asked: {
    readonly compartmentId: string;
    readonly serviceName: string;
    readonly name: string;
  }): Promise<{ readonly items?: readonly Value[] }>;
  getResourceAvailability(asked: {
    readonly compartmentId: string;
    readonly serviceName: string;
    readonly limitName: string;
    readonly availabilityDomain?: string;
  }): Promise<{ readonly resourceAvailability: { readonly used?: number } }>;
}
interface Value {
  readonly availabilityDomain?: string;
  readonly value?: number;
}

/** Values by the Limits service, and what is in use, by the profile of OCI's own configuration file (`OCI_CONFIG_FILE`, `OCI_CLI_PROFILE`). */
export function readerOfOci(region: string, folder: string): AccountReader {
  const common = loadSdk('oci-common', folder) as Common;
  const { LimitsClient } = loadSdk('oci-limits', folder) as Limits;
  const provider = signedIn(common);
  const client = new LimitsClient({ authenticationDetailsProvider: provider });
  client.regionId = region;
  return readerOver(client, provider.getTenantId());
}

/** @param tenancy OCID: limits are those of the root compartment */
export function readerOver(client: Client, tenancy: string): AccountReader {
  return (line) => orWhy(() => read(client, tenancy, line), line);
}

function signedIn({ ConfigFileAuthenticationDetailsProvider }: Common): { getTenantId(): string } {
  try {
    return new ConfigFileAuthenticationDetailsProvider(process.env['OCI_CONFIG_FILE'], process.env['OCI_CLI_PROFILE']);
  } catch (error) {
    throw new Misuse(
      `OCI's configuration file cannot be read: ${(error as Error).message}. \`oci setup config\` writes one.`,
    );
  }
}

async function read(client: Client, tenancy: string, { service, code, at }: QuotaLine): Promise<AccountValue> {
  const asked = { compartmentId: tenancy, serviceName: service };
  const { items = [] } = await client.listLimitValues({ ...asked, name: code as string });
  const one = inZone(items, at);
  if (one?.value === undefined) return { value: null, used: null, why: `the Limits service gives no value of ${code}` };
  const { availabilityDomain } = one;
  const used = await usedOf(client, {
    ...asked,
    limitName: code as string,
    ...(availabilityDomain === undefined ? {} : { availabilityDomain }),
  });
  return { value: one.value, used };
}

/** The value of a zone by name or by its place among the Region's; the least where it is of no zone. */
function inZone(values: readonly Value[], at: string | null): Value | undefined {
  const place = /^zone (\d+)$/.exec(at ?? '')?.[1];
  const byName = [...values].sort((a, b) => ((a.availabilityDomain ?? '') < (b.availabilityDomain ?? '') ? -1 : 1));
  const named = byName.find(({ availabilityDomain }) => availabilityDomain !== undefined && availabilityDomain === at);
  const least = [...values].sort((a, b) => (a.value ?? 0) - (b.value ?? 0))[0];
  return named ?? (place === undefined ? undefined : byName[Number(place) - 1]) ?? least;
}

/** Not every limit has a usage: the service then says that it does not know it. */
async function usedOf(client: Client, asked: Parameters<Client['getResourceAvailability']>[0]): Promise<number | null> {
  try {
    return (await client.getResourceAvailability(asked)).resourceAvailability.used ?? null;
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 404) return null;
    throw error;
  }
}

async function orWhy(ask: () => Promise<AccountValue>, { service, code }: QuotaLine): Promise<AccountValue> {
  try {
    return await ask();
  } catch (error) {
    const { statusCode, message } = error as { statusCode?: number; message?: string };
    if (statusCode === 401) throw new Misuse(`OCI does not accept these credentials: ${message}`);
    if (statusCode === undefined || statusCode < 0)
      throw new Misuse(`OCI's Limits service cannot be asked: ${message}`);
    // The service does not tell what is not there from what may not be seen.
    if (statusCode === 404)
      return { value: null, used: null, why: `${service} ${code}: not there, or not allowed: ${STATEMENTS}` };
    return { value: null, used: null, why: `the Limits service: ${message}` };
  }
}
