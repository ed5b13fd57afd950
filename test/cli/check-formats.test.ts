import { BOOK, rules } from '../../lib/rules';
import { withPart } from '../rules/changed';
import { sampleBlueprint } from '../support/sample-blueprint';
import { cdkOut, folderWith, removeFolders, terrane } from './folders';

afterAll(removeFolders);

const acknowledged = [{ code: 'budget-below-head', reason: 'gone in a week, "really" <soon>' }];
const change = { ...withPart('fileSystem', 'home', { retain: false }), acknowledged };
const FOLDER = folderWith({
  ...cdkOut(sampleBlueprint(change)),
  'cdk.out/Stack.template.json': '{"Resources":{}}',
});
const checked = async (format: string) => (await terrane(FOLDER, 'check', '.', '--format', format)).out;

describe('terrane check --format sarif', () => {
  test('has every rule with its reason and source, and every finding in the template of its construct', async () => {
    const [run] = JSON.parse(await checked('sarif')).runs;
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(BOOK.map(({ id }) => id));
    const error = run.results.find(({ ruleId }: { ruleId: string }) => ruleId === 'unretained-home');
    expect(error).toMatchObject({
      level: 'error',
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: 'cdk.out/Stack.template.json' } },
          logicalLocations: [{ fullyQualifiedName: 'Stack/Sample: home.retain' }],
        },
      ],
    });
    expect(run.tool.driver.rules[error.ruleIndex].id).toBe('unretained-home');
  });

  test('what was accepted is suppressed, with its reason', async () => {
    const [run] = JSON.parse(await checked('sarif')).runs;
    const suppressed = run.results.filter((each: { suppressions?: unknown[] }) => each.suppressions !== undefined);
    expect(suppressed).toHaveLength(1);
    expect(suppressed[0]).toMatchObject({
      ruleId: 'budget-below-head',
      suppressions: [{ justification: acknowledged[0]?.reason }],
    });
  });
});

describe('terrane check --format junit', () => {
  test('a rule is a test: failed by an error, skipped with the reason where it is accepted', async () => {
    const out = await checked('junit');
    expect(out).toContain(
      '<testcase name="unretained-home" classname="Stack/Sample">\n<failure type="unretained-home"',
    );
    expect(out).toContain('<skipped message="accepted: gone in a week, &quot;really&quot; &lt;soon&gt;"/>');
    expect(out).toMatch(
      new RegExp(`<testsuite name="Stack/Sample" tests="${rules.length}" failures="1" errors="0" skipped="1">`),
    );
  });

  test('ends as every check does', async () => {
    expect((await terrane(FOLDER, 'check', '.', '--format', 'junit')).code).toBe(1);
    expect((await terrane(FOLDER, 'check', '.', '--format', 'xml')).code).toBe(2);
  });
});
