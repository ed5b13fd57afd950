import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ocean } from '../reports/ocean';
import { cdkOut, cdktfOut, folderWith, removeFolders, terrane } from './folders';

afterAll(removeFolders);

describe('terrane draw', () => {
  test('prints a picture of the one blueprint', async () => {
    const { code, out } = await terrane(folderWith(cdkOut(ocean())), 'draw', 'cdk.out');
    expect(code).toBe(0);
    expect(out).toMatch(/^<\?xml[\s\S]*<svg[\s\S]*<\/svg>\n$/);
  });

  test('prints Mermaid for Markdown', async () => {
    const { out } = await terrane(folderWith(cdktfOut(ocean())), 'draw', 'cdktf.out', '--format', 'mermaid');
    expect(out).toContain('flowchart LR');
  });

  test('writes a file for each blueprint, named after it', async () => {
    const folder = folderWith(cdkOut(ocean()));
    const { out } = await terrane(folder, 'draw', 'cdk.out', '--format', 'dot', '--into', 'docs');
    const [file = ''] = readdirSync(join(folder, 'docs'));
    expect(file).toBe(`${ocean().data.name}.dot`);
    expect(out).toContain(file);
    expect(readFileSync(join(folder, 'docs', file), 'utf8')).toContain('digraph');
  });

  test('several blueprints need a folder', async () => {
    const two = { ...cdkOut(ocean()), 'cdk.out/terrane/Stack.Other.json': ocean({ path: 'Stack/Other' }).toJson() };
    const { code, err } = await terrane(folderWith(two), 'draw', 'cdk.out');
    expect(code).toBe(2);
    expect(err).toContain('there are 2 to draw');
  });

  test('a format that there is not is misuse', async () => {
    const { code, err } = await terrane(folderWith(cdkOut(ocean())), 'draw', 'cdk.out', '--format', 'png');
    expect(code).toBe(2);
    expect(err).toContain('Allowed choices are svg, mermaid, dot');
  });
});
