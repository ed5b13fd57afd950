import type { Blueprint, Grant, IdentityPart, Kind, PartOf } from '../../blueprint';
import { keyStatements } from './grants/keys';
import { launchFleets } from './grants/launch';
import { attachDisks, openSessions, reportFleets, reportMachines, signalGates } from './grants/machines';
import {
  consumeQueues,
  consumeStreams,
  leaseTables,
  publishQueues,
  publishStreams,
  publishTopics,
  watchQueues,
  watchStreams,
} from './grants/messaging';
import type { Recipe, Statement } from './grants/statement';
import { callFunctions, logFunctions, stopFleets } from './grants/stops';
import { readBuckets, readBundles, readDocuments, readSecrets, writeBuckets } from './grants/stores';

export type { Conditions, Statement } from './grants/statement';
export { CLUSTER_TAG } from './tags';

/** The statements of an identity: those that its grants need, and no other. Parts of one kind share a statement. */
export function statementsOf(identity: IdentityPart, blueprint: Blueprint): Statement[] {
  const groups = new Map<string, Grant[]>();
  for (const grant of blueprint.data.grants.filter((each) => each.to === identity.id)) {
    const key = `${blueprint.part(grant.on).kind}:${grant.access}`;
    groups.set(key, [...(groups.get(key) ?? []), grant]);
  }
  const statements = [...groups].flatMap(([key, grants]) => statementsFor(key, grants, blueprint, identity));
  return merged([...statements, ...keyStatements(identity, blueprint)]);
}

type Recipes = { readonly [K in Kind]?: { readonly [A in Grant['access']]?: Recipe<K> } };

const RECIPES: Recipes = {
  bucket: { read: readBuckets, readWrite: writeBuckets },
  secret: { read: readSecrets },
  stream: { publish: publishStreams, consume: consumeStreams, backlog: watchStreams },
  queue: { publish: publishQueues, consume: consumeQueues, backlog: watchQueues },
  topic: { publish: publishTopics },
  table: { lease: leaseTables },
  bundle: { read: readBundles },
  document: { read: readDocuments },
  fleet: { launch: launchFleets, stop: stopFleets, report: reportFleets, session: openSessions },
  function: { call: callFunctions, log: logFunctions },
  machine: { report: reportMachines, session: openSessions },
  disk: { attach: attachDisks },
  gate: { signal: signalGates },
};

function statementsFor(
  key: string,
  grants: readonly Grant[],
  blueprint: Blueprint,
  identity: IdentityPart,
): Statement[] {
  const [first] = grants as readonly [Grant, ...Grant[]];
  const ids = [...new Set(grants.map((grant) => grant.on))];
  const recipe = recipeFor(blueprint.part(first.on), first.access);
  if (recipe === undefined) {
    const [kind, access] = key.split(':');
    throw new Error(`${blueprint.data.path}: no AWS permission means '${access}' on a ${kind}`);
  }
  return recipe(
    ids.map((id) => blueprint.part(id)),
    blueprint,
    identity,
  );
}

// The parts of a group are of the kind that the recipe was looked up by.
function recipeFor<K extends Kind>(part: PartOf<K>, access: Grant['access']): Recipe<Kind> | undefined {
  return RECIPES[part.kind as K]?.[access] as Recipe<Kind> | undefined;
}

// Recipes share statements by id: the same resources and conditions, the actions of each.
function merged(statements: readonly Statement[]): Statement[] {
  const bySid = new Map<string, Statement>();
  for (const statement of statements) {
    const seen = bySid.get(statement.sid);
    const actions = [...new Set([...(seen?.actions ?? []), ...statement.actions])].sort();
    bySid.set(statement.sid, { ...statement, actions });
  }
  return [...bySid.values()];
}
