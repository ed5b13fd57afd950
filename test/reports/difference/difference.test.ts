import { Blueprint, type BlueprintData, type Part } from '../../../lib/blueprint';
import {
  type ChangeVerdict,
  compareVerdicts,
  difference,
  harshest,
  isVerdict,
  type ResourceChange,
  VERDICTS,
} from '../../../lib/reports/difference';
import { withPart } from '../../rules/changed';
import { QUEUE, STREAM, TABLE, TOPIC, withParts } from '../../support/messaging';
import { SAMPLE, sampleBlueprint } from '../../support/sample-blueprint';

const NO_RESOURCES: readonly ResourceChange[] = [];

function verdictOf(change: Partial<BlueprintData>, before: Partial<BlueprintData> = {}): ChangeVerdict {
  return difference([sampleBlueprint(before)], [sampleBlueprint(change)], NO_RESOURCES).verdict;
}

/** What the engine does to the main resource of a part. */
function does(action: ResourceChange['action'], part: string, more: Partial<ResourceChange> = {}): ResourceChange {
  return {
    engine: 'CloudFormation',
    stack: 'Stack',
    address: part,
    type: 'AWS::Any::Thing',
    path: `Stack/Sample/${part}/Resource`,
    action,
    keepsFormer: false,
    restarts: false,
    holdsNothing: false,
    causes: [{ property: 'Name', does: action === 'update' ? 'update' : 'replace' }],
    ...more,
  };
}

test('equal blueprints do not differ', () => {
  expect(difference([sampleBlueprint()], [sampleBlueprint()], NO_RESOURCES)).toEqual({
    verdict: 'no-op',
    changes: [],
    refused: 0,
  });
});

test('the harsher of what the blueprint means and what the engine does is said', () => {
  const head = withPart('machine', 'head-machine', { tags: { a: 'b' } });
  const said = (...resources: ResourceChange[]) =>
    difference([sampleBlueprint()], [sampleBlueprint(head)], resources).verdict;
  expect(said(does('update', 'HeadMachine'))).toBe('in-place');
  expect(said(does('update', 'HeadMachine', { restarts: true }))).toBe('head-restart');
  expect(said(does('replace', 'HeadMachine'))).toBe('head-replacement');
});

test('what is retained and replaced is kept, but no longer attached: data are lost all the same', () => {
  const changes = (keepsFormer: boolean) =>
    difference([sampleBlueprint()], [sampleBlueprint()], [does('replace', 'State', { keepsFormer })]).changes;
  expect(changes(true)[0]).toMatchObject({
    verdict: 'data-loss',
    reason: expect.stringContaining('kept, but no longer attached'),
  });
  expect(changes(false)[0]).toMatchObject({
    verdict: 'data-loss',
    reason: expect.stringContaining('CloudFormation deletes the former one'),
  });
  expect(changes(true)[0]?.remedy).toContain('Copy');
});

test('what the engine refuses is as harsh as what would happen otherwise, and says that the deployment fails', () => {
  const { changes } = difference([sampleBlueprint()], [sampleBlueprint()], [does('refuse', 'State')]);
  expect(changes[0]).toMatchObject({ verdict: 'data-loss', reason: expect.stringContaining('the deployment fails') });
});

test('what only follows, and what belongs to a part, is in place', () => {
  const rule = does('replace', 'Head', { path: 'Stack/Sample/Head/FromComputeTcp6817', holdsNothing: true });
  expect(difference([sampleBlueprint()], [sampleBlueprint()], [rule]).verdict).toBe('in-place');
});

test('of what is not known to hold nothing, and is not of Terrane, data are said to be lost', () => {
  const other = (more: Partial<ResourceChange>) =>
    difference([sampleBlueprint()], [sampleBlueprint()], [does('delete', 'x', { path: 'Stack/Database', ...more })])
      .changes[0];
  expect(other({})).toMatchObject({ verdict: 'data-loss', construct: 'Stack' });
  expect(other({ holdsNothing: true })).toMatchObject({ verdict: 'interruption' });
});

test('without templates the harshest is said of a part that differs, and that it is not certain', () => {
  const { changes } = difference([sampleBlueprint()], [sampleBlueprint(withPart('disk', 'state', { sizeGiB: 20 }))]);
  expect(changes[0]).toMatchObject({
    verdict: 'data-loss',
    reason: expect.stringContaining('no templates were compared'),
  });
});

test('a construct under another id is another one, and its former id is the remedy', () => {
  const { verdict, changes } = difference(
    [sampleBlueprint()],
    [sampleBlueprint({ path: 'Stack/Other' })],
    NO_RESOURCES,
  );
  expect(verdict).toBe('data-loss');
  expect(changes[0]?.remedy).toContain('give it the former id');
});

test('a document that is made anew under the same name is in place, under another name it is not', () => {
  const again = does('replace', 'ClusterDocument', { holdsNothing: true });
  expect(difference([sampleBlueprint()], [sampleBlueprint()], [again]).verdict).toBe('in-place');
  expect(verdictOf(withPart('document', 'cluster-document', { name: '/terrane/other/cluster' }))).toBe(
    'head-replacement',
  );
});

test('another name and another Region lose data; a Region that was not known before does not', () => {
  expect(verdictOf({ name: 'other' })).toBe('data-loss');
  expect(verdictOf({ region: 'eu-north-1' }, { region: 'us-west-2' })).toBe('data-loss');
  expect(verdictOf({ region: 'eu-north-1' })).toBe('in-place');
});

const flows = SAMPLE.flows;
const outside = { from: { cidr: '192.0.2.0/24' }, to: { group: 'head' }, protocol: 'tcp', purpose: 'SSH' } as const;

test('who may no longer come in from outside is interrupted', () => {
  expect(verdictOf({ flows: [...flows, outside] })).toBe('in-place');
  expect(verdictOf({}, { flows: [...flows, outside] })).toBe('interruption');
  expect(verdictOf({ flows: flows.slice(1) })).toBe('in-place');
});

describe('messages and records', () => {
  const parts = [STREAM, QUEUE, TOPIC, TABLE];
  const changed = (id: string, change: object) => {
    const others = parts.map((part): Part => (part.id === id ? ({ ...part, ...change } as Part) : part));
    return verdictOf(withParts(others), withParts(parts));
  };
  test.each<[string, object, ChangeVerdict]>([
    ['records', { shards: 4 }, 'in-place'],
    ['records', { retentionHours: 24 }, 'data-loss'],
    ['records', { retentionHours: 72 }, 'in-place'],
    ['records', { existingName: 'ours' }, 'data-loss'],
    ['work', { visibilitySeconds: 900 }, 'in-place'],
    ['work', { retentionHours: 48 }, 'data-loss'],
    ['work', { attempts: 2 }, 'in-place'],
    ['alerts', { emails: [] }, 'in-place'],
    ['leases', { key: 'piece' }, 'data-loss'],
    ['leases', { description: 'others' }, 'in-place'],
  ])('%s: %j is %s', (id, change, verdict) => {
    expect(changed(id, change)).toBe(verdict);
  });
});

describe('slurm.conf', () => {
  const conf = (text: string): Partial<BlueprintData> =>
    withPart('bundle', 'programs', { files: [{ path: 'slurm/slurm.conf', text }] });
  test('a setting that Slurm hears of at once is in place, one that it hears of when it starts is not', () => {
    expect(verdictOf(conf('SlurmdTimeout=600\n'), conf('SlurmdTimeout=300\n'))).toBe('in-place');
    expect(verdictOf(conf('SelectType=select/linear\n'), conf('SelectType=select/cons_tres\n'))).toBe('head-restart');
    expect(verdictOf(conf('NodeName=a-[1-9]\n'), conf('NodeName=a-[1-3]\n'))).toBe('in-place');
  });
});

describe('people', () => {
  const boot = (...lines: string[]): Partial<BlueprintData> =>
    withPart('bundle', 'programs', { files: [{ path: 'boot/compute-compute.sh', text: lines.join('\n') }] });
  test('another uid of a person loses what is theirs; a further person does not', () => {
    expect(verdictOf(boot("  person 'ada' 2009"), boot("  person 'ada' 2001"))).toBe('data-loss');
    expect(verdictOf(boot("  person 'ada' 2001", "  person 'grace' 2002"), boot("  person 'ada' 2001"))).toBe('drain');
  });
});

test('shared folders: one that is found elsewhere loses data, one more does not', () => {
  const document = sampleBlueprint().partOf('document', 'cluster-document');
  const mounts = (list: readonly object[]) =>
    withPart('document', 'cluster-document', { content: { ...(document.content as object), mounts: list } as never });
  const home = { type: 'nfs4', source: '10.1.2.3:/', path: '/home' };
  expect(verdictOf(mounts([home, { ...home, path: '/data' }]), mounts([home]))).toBe('drain');
  expect(verdictOf(mounts([{ ...home, source: '10.9.9.9:/' }]), mounts([home]))).toBe('data-loss');
  expect(verdictOf(mounts([]), mounts([home]))).toBe('data-loss');
});

test('a part of a kind that this version does not know is judged harshly', () => {
  const strange = { kind: 'oracle', id: 'delphi' } as unknown as Part;
  const before = new Blueprint({ ...SAMPLE, parts: [...SAMPLE.parts, strange] });
  expect(difference([before], [sampleBlueprint()], NO_RESOURCES).changes[0]).toMatchObject({
    part: 'delphi',
    verdict: 'data-loss',
  });
});

test('verdicts are ordered, and nothing at all is the mildest', () => {
  expect(harshest([])).toBe('no-op');
  expect(harshest(['drain', 'data-loss', 'in-place'])).toBe('data-loss');
  expect([...VERDICTS].sort(compareVerdicts)).toEqual(VERDICTS);
  expect([isVerdict('drain'), isVerdict('drains')]).toEqual([true, false]);
});
