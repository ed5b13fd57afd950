import { Blueprint } from 'terrane';
import { statementsOf } from '../../lib/targets/aws/statements';
import { AWS_APPS as APPS, blueprints, type Engine, synthesise } from './synthesise';

interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
}

/** Every policy document within a value, also those that stand as JSON text. */
function statementsIn(value: unknown): Statement[] {
  if (typeof value === 'string') return value.includes('"Statement"') ? statementsIn(JSON.parse(value)) : [];
  if (Array.isArray(value)) return value.flatMap(statementsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { Statement: own, ...rest } = value as { Statement?: Statement[] };
  return [...(Array.isArray(own) ? own : []), ...Object.values(rest).flatMap(statementsIn)];
}

/** Statements of roles that the clusters of an example make; the institution's own resources are not theirs. */
function roleStatements(id: string, engine: Engine): Statement[] {
  const templates = [...synthesise(id, engine)].filter(([path]) => /\.template\.json$|cdk\.tf\.json$/.test(path));
  return templates.flatMap(([, text]) => {
    const template = JSON.parse(text) as {
      Resources?: Record<string, { Type: string }>;
      resource?: Record<string, unknown>;
    };
    const roles = Object.entries(template.Resources ?? {})
      .filter(([name, each]) => each.Type === 'AWS::IAM::Role' && /Identity/.test(name))
      .map(([, each]) => each);
    return statementsIn([roles, template.resource?.['aws_iam_role'], template.resource?.['aws_iam_role_policy']]);
  });
}

const list = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

test.each(APPS)('%s by %s: no action holds a wildcard', (id, engine) => {
  const statements = roleStatements(id, engine);
  expect(statements.length).toBeGreaterThan(5);
  expect(statements.flatMap((each) => list(each.Action)).filter((action) => action.includes('*'))).toEqual([]);
});

test.each(APPS)(
  "%s by %s: a resource is '*' only where the service knows no other, and the page that says so is named",
  (id, engine) => {
    const sourced = new Map(
      [...blueprints(id, engine).values()]
        .map((json) => Blueprint.fromJson(json))
        .flatMap((blueprint) => blueprint.partsOf('identity').flatMap((identity) => statementsOf(identity, blueprint)))
        .filter((each) => each.anyResourceBecause !== undefined)
        .map((each) => [each.sid, each.anyResourceBecause]),
    );
    const open = roleStatements(id, engine).filter((each) => list(each.Resource).includes('*'));
    for (const each of open) {
      expect([each.Sid, sourced.get(each.Sid ?? '')]).toEqual([
        each.Sid,
        expect.stringContaining('https://docs.aws.amazon.com/service-authorization/'),
      ]);
    }
  },
);
