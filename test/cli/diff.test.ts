import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Blueprint } from '../../lib/blueprint';
import { type Difference, difference, type ResourceChange } from '../../lib/reports/difference';
import { withPart } from '../rules/changed';
import { sampleBlueprint } from '../support/sample-blueprint';
import { folderWith, removeFolders, terrane } from './folders';

afterAll(removeFolders);

/** An assembly whose template holds the volume of homes, with the size that the blueprint says. */
function assembly(folder: string, blueprint: Blueprint, sizeGiB = 10, more: object = {}): { [path: string]: string } {
  const path = 'Stack/Sample/State/Resource';
  return {
    [`${folder}/manifest.json`]: JSON.stringify({
      artifacts: {
        Stack: {
          type: 'aws:cloudformation:stack',
          properties: { templateFile: 'Stack.template.json' },
          displayName: 'Stack',
          metadata: { [`/${path}`]: [{ type: 'aws:cdk:logicalId', data: 'State' }] },
        },
      },
    }),
    [`${folder}/Stack.template.json`]: JSON.stringify({
      Resources: {
        State: { Type: 'AWS::EC2::Volume', Properties: { Size: sizeGiB }, UpdateReplacePolicy: 'Retain', ...more },
      },
    }),
    [`${folder}/terrane/Stack.Sample.json`]: blueprint.toJson(),
  };
}

const grown = sampleBlueprint(withPart('disk', 'state', { sizeGiB: 20 }));
const shrunk = sampleBlueprint(withPart('disk', 'state', { sizeGiB: 5 }));
const PROJECT = folderWith({
  ...assembly('old', sampleBlueprint()),
  ...assembly('same', sampleBlueprint()),
  ...assembly('grown', grown, 20),
  ...assembly('shrunk', shrunk, 5),
});

test('tells that nothing changes', async () => {
  expect(await terrane(PROJECT, 'diff', 'old', 'same')).toMatchObject({ code: 0, out: 'Nothing changes.\n' });
});

test('tells what changes, what it does and what to do', async () => {
  const { code, out } = await terrane(PROJECT, 'diff', 'old', 'grown');
  expect(code).toBe(0);
  expect(out).toContain('Stack/Sample: in place');
  expect(out).toMatch(/in place +volume state \(state of sample\): sizeGiB: 10 -> 20/);
  expect(out).toContain('What to do: To have it at once, on the head: sudo xfs_growfs');
  expect(out).toContain('1 change: 1 in-place. None is above head-replacement.');
});

test('ends with 1 where data are lost, whatever else is allowed', async () => {
  const { code, out } = await terrane(PROJECT, 'diff', 'old', 'shrunk');
  expect(code).toBe(1);
  expect(out).toContain('LOSES DATA');
  expect(out).toContain('1 change: 1 data-loss. Above head-replacement: 1.');
  expect((await terrane(PROJECT, 'diff', 'old', 'shrunk', '--allow', 'data-loss')).code).toBe(0);
});

test('ends with 1 where the engine refuses a change, whatever is allowed', async () => {
  const other = { Type: 'AWS::EFS::FileSystem' };
  const folder = folderWith({ ...assembly('old', sampleBlueprint()), ...assembly('other', grown, 20, other) });
  const { code, out } = await terrane(folder, 'diff', 'old', 'other', '--allow', 'data-loss');
  expect([code, out]).toEqual([1, expect.stringContaining('CloudFormation: refuse State (Type)')]);
  expect(out).toContain('Refused: 1; the deployment fails, and all stays as it is.');
});

test('counts what is refused for certain though something else of the same part is not certain', () => {
  const resource = {
    engine: 'CloudFormation',
    stack: 'Stack',
    type: 'AWS::EC2::Volume',
    keepsFormer: true,
    restarts: false,
    holdsNothing: false,
  } as const;
  const path = 'Stack/Sample/State';
  const refused = { property: 'Type', does: 'refuse' } as const;
  const unsure = { property: 'Size', does: 'replace', unsure: 'depends' } as const;
  const of = (...causes: ResourceChange['causes']) =>
    difference(
      [sampleBlueprint()],
      [grown],
      [
        { ...resource, path: `${path}/Resource`, address: 'State', action: 'refuse', causes },
        { ...resource, path: `${path}/Other`, address: 'Other', action: 'replace', causes: [unsure] },
      ],
    ).refused;
  expect([of(refused), of({ ...refused, unsure: 'depends' })]).toEqual([1, 0]);
  // What Terraform would replace, and is forbidden to.
  expect(of({ property: 'size', does: 'replace' })).toBe(1);
});

test('ends with 1 where a change is above the ceiling of the caller', async () => {
  expect((await terrane(PROJECT, 'diff', 'old', 'grown', '--allow', 'in-place')).code).toBe(0);
  expect((await terrane(PROJECT, 'diff', 'old', 'grown', '--allow', 'no-op')).code).toBe(1);
});

test('refuses a ceiling that is none', async () => {
  const { code, err } = await terrane(PROJECT, 'diff', 'old', 'grown', '--allow', 'drains');
  expect([code, err]).toEqual([2, expect.stringContaining('no-op, in-place, drain')]);
});

test('gives one JSON document to programs', async () => {
  const { out } = await terrane(PROJECT, 'diff', 'old', 'shrunk', '--json');
  const document = JSON.parse(out) as Difference & { ceiling: string; above: number };
  expect(document).toMatchObject({ verdict: 'data-loss', ceiling: 'head-replacement', above: 1 });
  expect(document.changes[0]).toMatchObject({
    construct: 'Stack/Sample',
    part: 'state',
    path: 'sizeGiB',
    from: '10',
    to: '5',
    verdict: 'data-loss',
    engine: { engine: 'CloudFormation', action: 'update', certain: true },
  });
});

test('gives a comment for a pull request', async () => {
  const { out } = await terrane(PROJECT, 'diff', 'old', 'shrunk', '--markdown');
  expect(out).toContain('### Stack/Sample: LOSES DATA');
  expect(out).toMatch(
    /\| LOSES DATA \| \*\*volume state \(state of sample\)\*\* sizeGiB: 10 -> 5 \| .*\*\*What to do:\*\*/,
  );
});

test('ends with 2 where a folder is none, or nothing of Terrane is in it', async () => {
  expect(await terrane(PROJECT, 'diff', 'nowhere', 'old')).toMatchObject({
    code: 2,
    err: 'terrane: nowhere is not a folder.\n',
  });
  expect((await terrane(folderWith({ 'a/b': '' }), 'diff', 'a', 'a')).err).toContain('no blueprint is in a');
  expect((await terrane(PROJECT, 'diff')).err).toContain('--from REVISION');
  const { [`bare/manifest.json`]: _, ...bare } = assembly('bare', sampleBlueprint());
  expect((await terrane(folderWith(bare), 'diff', 'bare', 'bare')).err).toContain('no template is in bare');
});

describe('against a revision', () => {
  const repository = folderWith({});
  const git = (...command: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...command], { cwd: repository });
  // A program that copies the folder that the revision has.
  const app = `node -e "const f=require('fs');f.cpSync('synth',process.env.CDK_OUTDIR,{recursive:true})"`;

  beforeAll(() => {
    write(assembly('synth', sampleBlueprint()));
    writeFileSync(join(repository, 'cdk.json'), JSON.stringify({ app }));
    git('init', '--quiet', '--initial-branch', 'main');
    git('add', '.');
    git('commit', '--quiet', '--message', 'one');
    write(assembly('synth', shrunk, 5));
  });

  function write(files: { readonly [path: string]: string }): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(repository, path, '..'), { recursive: true });
      writeFileSync(join(repository, path), text);
    }
  }

  test('synthesises it by the same app, and takes it away again', async () => {
    const { code, out, err } = await terrane(repository, 'diff', '--from', 'main');
    expect([code, out]).toEqual([1, expect.stringContaining('sizeGiB: 10 -> 5')]);
    expect(err).toContain('checking main');
    expect(git('worktree', 'list').toString().trim().split('\n')).toHaveLength(1);
  });

  test('ends with 2 where there is no such revision, or the app fails there', async () => {
    expect((await terrane(repository, 'diff', '--from', 'nowhere')).code).toBe(2);
    const { code, err } = await terrane(repository, 'diff', '--from', 'main', '--app', 'exit 3');
    expect([code, err]).toEqual([2, expect.stringContaining('`exit 3` failed')]);
  });
});
