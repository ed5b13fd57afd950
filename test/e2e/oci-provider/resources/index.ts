import type { Api } from '../rest/api';
import { COMPUTE_RESOURCES } from './compute';
import { Carrier } from './crud';
import type { Facts } from './facts';
import { GOVERNANCE_RESOURCES } from './governance';
import { NETWORK_RESOURCES } from './network';
import { Service } from './service';
import { SERVICE_RESOURCES } from './services';
import { STORAGE_RESOURCES } from './storage';

/** What the stand-in carries to the API, by type. */
export const CARRIED: { readonly [type: string]: Facts } = {
  ...NETWORK_RESOURCES,
  ...COMPUTE_RESOURCES,
  ...STORAGE_RESOURCES,
  ...GOVERNANCE_RESOURCES,
  ...SERVICE_RESOURCES,
};

export function factsOf(type: string): Facts {
  const facts = CARRIED[type];
  if (facts !== undefined) return facts;
  throw new Error(`the stand-in for the provider knows the schema of ${type}, but does not carry it to the API`);
}

export const carrierOf = (api: Api, type: string) => new Carrier(new Service(api, factsOf(type), type));
