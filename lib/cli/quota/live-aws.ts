import { GLOBAL_REGION } from '../../quotas/request';
import type { QuotaLine } from '../../reports';
import { Misuse } from '../streams';
import type { AccountReader } from './live';
import { loadSdk } from './sdk';

const PACKAGE = '@aws-sdk/client-service-quotas';
const ACTIONS = 'servicequotas:GetServiceQuota and servicequotas:GetAWSDefaultServiceQuota';

/** As much of the package as is used. */
interface Sdk {
  readonly ServiceQuotasClient: new (settings: { readonly region: string }) => Client;
  readonly GetServiceQuotaCommand: new (asked: Asked) => object;
  readonly GetAWSDefaultServiceQuotaCommand: new (asked: Asked) => object;
}

interface Asked {
  readonly ServiceCode: string;
  readonly QuotaCode: string;
}

interface Client {
  send(command: object): Promise<{ readonly Quota?: { readonly Value?: number } }>;
}

/** Values by Service Quotas: the account's own, or the default where a quota was never raised. */
export function readerOfAws(region: string, folder: string): AccountReader {
  const sdk = loadSdk(PACKAGE, folder) as Sdk;
  const clients = new Map<string, Client>();
  return async ({ service, code, scope }: QuotaLine) => {
    const where = scope === 'account' ? GLOBAL_REGION : region;
    const client = clients.get(where) ?? new sdk.ServiceQuotasClient({ region: where });
    clients.set(where, client);
    const asked: Asked = { ServiceCode: service, QuotaCode: code as string };
    const own = await ask(client, new sdk.GetServiceQuotaCommand(asked), where);
    const { value, why } =
      own.value === null ? await ask(client, new sdk.GetAWSDefaultServiceQuotaCommand(asked), where) : own;
    return { value, used: null, ...(why === undefined ? {} : { why }) };
  };
}

interface Answer {
  readonly value: number | null;
  readonly why?: string;
}

/** Errors after which no other question makes sense, and what to do. */
const FATAL: { readonly [name: string]: string } = {
  AccessDeniedException: `is not allowed. Allow ${ACTIONS}`,
  CredentialsProviderError: 'needs credentials. Sign in as for the AWS command line',
  UnrecognizedClientException: 'does not know these credentials. Sign in as for the AWS command line',
  InvalidSignatureException: 'does not accept these credentials. Sign in as for the AWS command line',
  ExpiredTokenException: 'says that these credentials have expired. Sign in anew',
};

async function ask(client: Client, command: object, region: string): Promise<Answer> {
  try {
    const { Quota } = await client.send(command);
    return Quota?.Value === undefined ? { value: null, why: 'Service Quotas gives no value' } : { value: Quota.Value };
  } catch (error) {
    const { name, message } = error as Error;
    const fatal = FATAL[name];
    if (fatal !== undefined) throw new Misuse(`asking Service Quotas in ${region} ${fatal}. (${name}: ${message})`);
    if (isUnreachable(error)) throw new Misuse(`Service Quotas in ${region} cannot be reached: ${message}`);
    return { value: null, why: whyNone(error, region) };
  }
}

function isUnreachable(error: unknown): boolean {
  return /^(ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|ECONNRESET)$/.test((error as NodeJS.ErrnoException).code ?? '');
}

function whyNone(error: unknown, region: string): string {
  const { name, $metadata } = error as { name: string; $metadata?: { readonly httpStatusCode?: number } };
  if (name === 'NoSuchResourceException') return `Service Quotas does not know it in ${region}`;
  const status = $metadata?.httpStatusCode ?? 0;
  return `Service Quotas: ${status >= 500 ? `HTTP status ${status}` : name}`;
}
