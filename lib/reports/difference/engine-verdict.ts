import type { Part } from '../../blueprint';
import type { EngineSays } from './change';
import { HOLDS_DATA, meaningOf } from './kinds';
import { nodesReplaced } from './machine-parts';
import { type Around, type Meaning, meaning } from './meaning';
import type { ResourceAction, ResourceCause, ResourceChange } from './resource-change';
import { harshest, isHarsher } from './verdict';

const ORDER: readonly ResourceAction[] = ['create', 'update', 'keep', 'delete', 'replace', 'refuse'];

/** What the engine does to some resources, in sum. */
export function engineSays(resources: readonly ResourceChange[]): EngineSays | null {
  const [first] = resources;
  if (first === undefined) return null;
  const action = resources
    .map((each) => each.action)
    .reduce((worst, each) => (ORDER.indexOf(each) > ORDER.indexOf(worst) ? each : worst), 'create' as ResourceAction);
  return {
    engine: first.engine,
    action,
    certain: !resources.some((each) =>
      each.causes.some(({ does, unsure }) => unsure !== undefined && does !== 'update'),
    ),
    resources: resources.map((each) => ({
      address: each.address,
      type: each.type,
      action: each.action,
      because: reasonsOf(each),
      refused: each.action === 'refuse' && decidingCauses(each).some(({ unsure }) => unsure === undefined),
    })),
  };
}

// What an engine would replace, and is forbidden to, it refuses.
function decidingCauses({ causes, action }: ResourceChange): readonly ResourceCause[] {
  const does = action === 'refuse' && !causes.some((each) => each.does === 'refuse') ? 'replace' : action;
  return causes.filter((each) => each.does === does);
}

function reasonsOf(resource: ResourceChange): string[] {
  const { causes } = resource;
  const deciding = decidingCauses(resource);
  const words = (deciding.length > 0 ? deciding : causes).map(({ property, follows, taken }) => {
    if (taken !== undefined) return `${property} (${taken} still has it)`;
    return follows === undefined ? property : `${property} (by ${follows})`;
  });
  return [...new Set(words)];
}

const ANOTHER: ReadonlySet<ResourceAction> = new Set(['replace', 'refuse', 'delete', 'keep']);

/** What it means for a part that the engine does this to its resources; nothing where it does nothing. */
export function engineMeaning(part: Part, resources: readonly ResourceChange[], around: Around): Meaning | undefined {
  const meanings = resources.map((each) => ({ ...meaningOfResource(part, each, around), each }));
  if (meanings.length === 0) return undefined;
  const worst = harshest(meanings.map(({ verdict }) => verdict));
  const found = meanings.find(({ verdict }) => verdict === worst) as (typeof meanings)[number];
  const { each, ...plain } = found;
  return { ...plain, reason: `${plain.reason}${because(each)}` };
}

function meaningOfResource(part: Part, resource: ResourceChange, around: Around): Meaning {
  const kind = meaningOf(part);
  if (part.kind === 'gate' && resource.causes.every(({ does, follows }) => does !== 'replace' || follows !== undefined))
    return meaning('in-place', 'With another head the deployment waits anew, until that is ready.');
  if (ANOTHER.has(resource.action)) {
    if (isMain(part, resource)) return refused(resource, kept(resource, part, kind.replaced(part, around)));
    if (part.kind === 'fleet' && !resource.holdsNothing) return refused(resource, nodesReplaced(part, around.before));
    return refused(resource, aside(part, resource));
  }
  if (resource.restarts && kind.restarted !== undefined) return kind.restarted(part, around);
  return meaning('in-place', resource.action === 'create' ? 'It is made.' : 'It is changed where it is.');
}

// What holds data is judged by what holds them; of other parts the main resource is what they are to their users.
function isMain(part: Part, { path, holdsNothing }: ResourceChange): boolean {
  return HOLDS_DATA.has(part.kind) ? !holdsNothing : path === undefined || /\/Resource$/.test(path);
}

// By the way out machines are known to others, and connections go through it.
const WAY_OUT = /(NatGateway|nat_gateway|InternetGateway|internet_gateway|VPCGatewayAttachment|service_gateway)/;

function aside(part: Part, { type, action }: ResourceChange): Meaning {
  if (WAY_OUT.test(type))
    return meaning(
      'interruption',
      'The way out of the network is another one: connections through it end, and others see another address.',
      'Deploy it when little runs.',
    );
  if (part.kind === 'machine')
    return meaning('in-place', 'What belongs to the machine is made anew, and the machine stays.');
  return meaning('in-place', action === 'replace' ? 'What belongs to it is made anew.' : 'What belonged to it goes.');
}

const RETAINED = 'The former one is kept, but no longer attached to anything.';

// Whether the former one stays is what the template says, and not the part.
function kept({ keepsFormer, engine, action }: ResourceChange, part: Part, means: Meaning): Meaning {
  if (!HOLDS_DATA.has(part.kind) || part.retain !== true || action === 'refuse' || keepsFormer) return means;
  const lost = `${engine} deletes the former one, although it was declared as retained.`;
  return {
    ...means,
    reason: means.reason.includes(RETAINED) ? means.reason.replace(RETAINED, lost) : `${means.reason} ${lost}`,
  };
}

function refused({ action, engine }: ResourceChange, means: Meaning): Meaning {
  if (action !== 'refuse') return means;
  return { ...means, reason: `${engine} refuses it, and the deployment fails. Otherwise: ${means.reason}` };
}

// Which property it is stands beside the resource; here, why it is not certain.
function because({ action, causes }: ResourceChange): string {
  if (action === 'update' || action === 'create') return '';
  const doubtful = causes.filter(({ does }) => does !== 'update');
  const [first] = doubtful;
  return first?.unsure === undefined || doubtful.some(({ unsure }) => unsure === undefined)
    ? ''
    : ` Not certain: ${first.unsure}.`;
}

/** The harsher of what the blueprint means and what the engine does. */
export function harsher(means: Meaning, engine: Meaning | undefined): Meaning {
  return engine !== undefined && isHarsher(engine.verdict, means.verdict) ? engine : means;
}
