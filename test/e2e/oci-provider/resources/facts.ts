import type { JsonObject } from '../rest/json';
import type { Renamed } from '../rest/names';
import type { Value, Values } from '../schema/value';
import type { Service } from './service';

/** The states that a thing goes through. */
export interface States {
  readonly creating: readonly string[];
  readonly ready: readonly string[];
  readonly deleting: readonly string[];
  readonly deleted: readonly string[];
}

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query?: { readonly [name: string]: string };
  readonly json?: JsonObject;
}

/**
 * How one resource is carried to the API. Paths name attributes in braces, e.g. `/20190111/budgets/{budget_id}`; what
 * they name is left out of bodies.
 */
export interface Facts {
  /** Who is asked, by the name that CLIENT_HOST_OVERRIDES knows; or the attribute that holds the address. */
  readonly client: string | { readonly attribute: string };
  readonly collection: string;
  /** @default `<collection>/{id}` */
  readonly item?: string;
  /** @default POST to the collection */
  readonly create?: Call;
  /** @default PUT to the item */
  readonly update?: Call;
  /** @default DELETE of the item */
  readonly remove?: Call;
  /** Query of the GET of an item. */
  readonly query?: { readonly [name: string]: string };
  /** @default none: it is there and gone at once */
  readonly states?: States;
  /** What the service's work requests call the thing; without one, its own state is waited for. */
  readonly work?: string;
  /** The work request that only a deletion has, e.g. `taggingWorkRequests`. */
  readonly removalWork?: string;
  /** The identifier, made of attributes. @default the answer's `id` */
  readonly id?: string;
  /** The key of the answer that holds the identifier. @default 'id' */
  readonly idKey?: string;
  readonly renamed?: Renamed;
  /** Names in the body of a request that differ from those in answers. */
  readonly renamedOut?: Renamed;
  /** Blocks that the provider never reads back. */
  readonly kept?: readonly string[];
  /** Lists that are sent even if they are empty. */
  readonly always?: readonly string[];
  /** Attributes that the real provider can change, by actions that the stand-in does not carry. */
  readonly notCarried?: readonly string[];
  /** Attributes that no request holds. */
  readonly unsaid?: readonly string[];
  /** Attributes that the creation cannot hold: an update follows it. */
  readonly afterCreate?: readonly string[];
  /** Attributes that the deletion says as its query. */
  readonly removeQuery?: readonly string[];
  /** What an update says before the deletion. */
  readonly beforeRemove?: JsonObject;
  /** An update says everything again, not only what has changed. */
  readonly whole?: boolean;
  /** How the provider keeps a value in the state, by attribute. */
  readonly storedAs?: { readonly [attribute: string]: (value: string) => Value };
  /** Attributes that are known only after the apply if another one changes. */
  readonly computedWith?: { readonly [attribute: string]: string };
  readonly outgoing?: (body: JsonObject) => JsonObject;
  readonly incoming?: (response: JsonObject) => JsonObject;
  /** What the provider asks other services for when it reads. */
  readonly enrich?: (service: Service, state: Values, response: JsonObject) => Promise<Values>;
  /** What it asks of other services when it updates; gives back the attributes that it has carried. */
  readonly updateElsewhere?: (service: Service, prior: Values, planned: Values) => Promise<readonly string[]>;
  readonly own?: OwnWays;
}

/** Ways of a resource that is no item of a collection. */
export interface OwnWays {
  create(service: Service, planned: Values, config: Values): Promise<Values>;
  /** Nothing where it is gone. */
  read(service: Service, state: Values): Promise<Values | undefined>;
  update(service: Service, prior: Values, planned: Values): Promise<Values>;
  remove(service: Service, state: Values): Promise<void>;
}
