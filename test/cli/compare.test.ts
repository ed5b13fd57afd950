import { join } from 'node:path';
import { ocean } from '../reports/ocean';
import { sampleBlueprint } from '../support/sample-blueprint';
import { cdkOut, cdktfOut, folderWith, removeFolders, terrane } from './folders';

afterAll(removeFolders);

// What a template holds does not matter here, but how many resources.
const TEMPLATES = {
  'cdk.out/Stack.template.json': JSON.stringify({ Resources: { A: {}, B: {} } }),
  'cdktf.out/stacks/Stack/cdk.tf.json': JSON.stringify({
    resource: { aws_vpc: { a: {} }, aws_subnet: { a: {}, b: {} } },
  }),
};
const BOTH = folderWith({ ...cdkOut(ocean()), ...cdktfOut(ocean()), ...TEMPLATES });

describe('terrane compare', () => {
  test('puts targets side by side: resources, machines, list prices', async () => {
    const { code, out } = await terrane(BOTH, 'compare', 'cdk.out', 'cdktf.out');
    expect(code).toBe(0);
    expect(out).toMatch(/CloudFormation, AWS +Terraform, AWS/);
    expect(out).toMatch(/resources +2 +3/);
    expect(out).toMatch(/nodes of compute +29 x c5\.9xlarge +29 x c5\.9xlarge/);
    expect(out).toMatch(/USD an hour, each +1\.5300 +1\.5300/);
  });

  test('gives the same to programs', async () => {
    const { out } = await terrane(BOTH, 'compare', 'cdk.out', 'cdktf.out', '--json');
    const [comparison] = JSON.parse(out).comparisons;
    expect(comparison.columns.map((column: { engine: string }) => column.engine)).toEqual([
      'CloudFormation',
      'Terraform',
    ]);
    expect(comparison.columns[0].partitions[0]).toMatchObject({ machine: 'c5.9xlarge', usdPerHour: 1.53 });
  });

  test('runs apps of whatever engine', async () => {
    const app = `node -e "${[
      "const fs=require('fs'),o=process.env.CDKTF_OUTDIR",
      "fs.cpSync(process.cwd()+'/cdktf.out',o,{recursive:true})",
    ].join(';')}"`;
    const { out, err } = await terrane(BOTH, 'compare', 'cdk.out', '--app', app);
    expect(err).toContain('synthesising with');
    expect(out).toMatch(/resources +2 +3/);
  });

  test('an app that fails is misuse, with its words', async () => {
    const { code, err } = await terrane(BOTH, 'compare', 'cdk.out', '--app', 'echo no such stack; exit 3');
    expect(code).toBe(2);
    expect(err).toContain('no such stack');
  });

  test('one alone has nothing beside it', async () => {
    expect(await terrane(BOTH, 'compare', 'cdk.out')).toMatchObject({
      code: 2,
      err: expect.stringContaining('two folders or apps'),
    });
  });

  test('different declarations stand apart', async () => {
    const folder = folderWith({
      ...cdkOut(ocean()),
      ...cdktfOut(sampleBlueprint({ path: 'Other/Sample' })),
      ...TEMPLATES,
    });
    const { out } = await terrane(folder, 'compare', join(folder, 'cdk.out'), join(folder, 'cdktf.out'), '--json');
    expect(JSON.parse(out).comparisons).toHaveLength(2);
  });
});
