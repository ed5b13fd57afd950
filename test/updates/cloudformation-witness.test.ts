import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { cloudFormationTable, effectOf } from '../../lib/targets/updates/cloudformation-table';

/** What the command line of AWS CDK goes by where it prints a difference: another reading of the same provider. */
interface CdkDatabase {
  readonly schema: {
    readonly resource: {
      readonly entities: readonly {
        readonly cloudFormationType: string;
        readonly properties: { readonly [name: string]: { readonly causesReplacement?: 'yes' | 'no' | 'maybe' } };
      }[];
    };
  };
}

const packed = readFileSync(join(dirname(require.resolve('aws-cdk/package.json')), 'db.json.gz'));
const database = JSON.parse(gunzipSync(packed).toString()) as CdkDatabase;
const entities = new Map(database.schema.resource.entities.map((each) => [each.cloudFormationType, each]));

/** Of these the user guide knows more than either: the value tells. */
const NARROWER = new Set(['AWS::EC2::Instance.UserData', 'AWS::EC2::Instance.SecurityGroupIds']);

const types = Object.keys(cloudFormationTable.resources);

test('the two know the same types', () => {
  expect(types.filter((type) => !entities.has(type))).toEqual([]);
});

test.each(types)('%s: what AWS CDK says to be replaced is not said to be changed in place', (type) => {
  const properties = Object.entries(entities.get(type)?.properties ?? {});
  const milder = properties
    .filter(([, { causesReplacement }]) => causesReplacement === 'yes' || causesReplacement === 'maybe')
    .map(([name]) => name)
    .filter((name) => effectOf(type, name).does === 'update' && !NARROWER.has(`${type}.${name}`));
  expect(milder).toEqual([]);
});

test('a type and a property that the schemas do not have are said to be replaced, and that it is not certain', () => {
  expect(effectOf('AWS::Braket::Thing', 'Name')).toEqual({
    does: 'replace',
    unsure: expect.stringContaining('no schema'),
  });
  expect(effectOf('AWS::EC2::VPC', 'Colour')).toEqual({ does: 'replace', unsure: expect.stringContaining('Colour') });
});
