import { type Blueprint, type Grant, type IdentityPart, join, type Kind, type PartOf, ref } from '../../../blueprint';
import { launchFleets } from './launch';
import { attachDisks, openSessions, reportOnItself } from './machines';
import {
  consumeQueues,
  consumeStreams,
  publishQueues,
  publishStreams,
  publishTopics,
  watchQueues,
  watchStreams,
} from './messaging';
import {
  merged,
  type PolicyFacts,
  type Recipe,
  type Scene,
  type Statement,
  type Statements,
  statementTexts,
} from './statement';
import { readBuckets, readBundles, readDocuments, readSecrets, signalGates, writeBuckets } from './stores';

type Recipes = { readonly [K in Kind]?: { readonly [A in Grant['access']]?: Recipe<K> } };

const RECIPES: Recipes = {
  bucket: { read: readBuckets, readWrite: writeBuckets },
  secret: { read: readSecrets },
  stream: { publish: publishStreams, consume: consumeStreams, backlog: watchStreams },
  queue: { publish: publishQueues, consume: consumeQueues, backlog: watchQueues },
  topic: { publish: publishTopics },
  bundle: { read: readBundles },
  document: { read: readDocuments },
  fleet: { launch: launchFleets, report: reportOnItself, session: openSessions },
  machine: { report: reportOnItself, session: openSessions },
  disk: { attach: attachDisks },
  gate: { signal: signalGates },
};

/** What an identity may do: what its grants need, and no more. */
export function statementsOf(identity: IdentityPart, blueprint: Blueprint, facts: PolicyFacts): Statements {
  const grants = blueprint.data.grants.filter((grant) => grant.to === identity.id);
  const scene: Scene = { identity, blueprint, facts };
  const statements = merged(grouped(grants, blueprint).flatMap((group) => statementsFor(group, scene)));
  return statementTexts(join('dynamic-group ', ref(identity, 'name')), statements, facts.compartmentId);
}

type Group = readonly [Grant, ...Grant[]];

function grouped(grants: readonly Grant[], blueprint: Blueprint): Group[] {
  const groups = new Map<string, Group>();
  for (const grant of grants) {
    const key = `${blueprint.part(grant.on).kind}:${grant.access}`;
    const [first, ...more] = groups.get(key) ?? [grant];
    groups.set(key, groups.has(key) ? [first, ...more, grant] : [first]);
  }
  return [...groups.values()];
}

function statementsFor(grants: Group, scene: Scene): Statement[] {
  const [{ on, access }] = grants;
  const part = scene.blueprint.part(on);
  const recipe = recipeFor(part, access);
  if (recipe === undefined) {
    throw new Error(`${scene.blueprint.data.path}: no permission of Oracle Cloud means '${access}' on a ${part.kind}`);
  }
  const ids = [...new Set(grants.map((grant) => grant.on))];
  return recipe(
    ids.map((id) => scene.blueprint.part(id)),
    scene,
  );
}

// The parts of a group are of the kind that the recipe was looked up by.
function recipeFor<K extends Kind>(part: PartOf<K>, access: Grant['access']): Recipe<Kind> | undefined {
  return RECIPES[part.kind as K]?.[access] as Recipe<Kind> | undefined;
}
