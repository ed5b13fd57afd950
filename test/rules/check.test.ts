import { awsCatalogue } from '../../lib/catalogue/aws';
import { ociCatalogue } from '../../lib/catalogue/oci';
import { checkBlueprint, reviewBlueprint } from '../../lib/rules';
import { sample, withPart } from './changed';

const codes = (change: Parameters<typeof sample>[0]) =>
  checkBlueprint(sample(change), awsCatalogue).map(({ code }) => code);
const accept = (code: string, reason = 'looked at') => ({ acknowledged: [{ code, reason }] });

test('all findings of a blueprint are reported together', () => {
  const change = withPart('fileSystem', 'home', { retain: false });
  expect(codes({ ...change, tags: { 'aws:x': 'v' } })).toEqual([
    'unretained-home',
    'tag-key-reserved',
    'budget-below-head',
    'budget-below-full-day',
    'vcpu-quota-unstated',
  ]);
});

test('an acknowledged warning is left out, and listed with its reason', () => {
  const { findings, acknowledged } = reviewBlueprint(
    sample(accept('budget-below-head', 'gone in a week')),
    awsCatalogue,
  );
  expect(findings.map(({ code }) => code)).toEqual(['budget-below-full-day', 'vcpu-quota-unstated']);
  expect(acknowledged).toEqual([
    { finding: expect.objectContaining({ code: 'budget-below-head', level: 'warning' }), reason: 'gone in a week' },
  ]);
});

test('an acknowledgement without a reason is an error, and accepts nothing', () => {
  expect(codes(accept('budget-below-head', ' '))).toEqual([
    'budget-below-head',
    'budget-below-full-day',
    'vcpu-quota-unstated',
    'acknowledgement-without-reason',
  ]);
});

test('an acknowledgement of an error is an error, and accepts nothing', () => {
  const change = withPart('fileSystem', 'home', { retain: false });
  expect(codes({ ...change, ...accept('unretained-home') })).toEqual(
    expect.arrayContaining(['unretained-home', 'acknowledgement-of-error']),
  );
});

test('an acknowledgement that matches nothing is a warning with the nearest name', () => {
  const findings = checkBlueprint(sample(accept('budget-under-head')), awsCatalogue);
  expect(findings).toContainEqual({
    code: 'acknowledgement-unused',
    level: 'warning',
    path: 'Stack/Sample: acknowledge',
    message:
      "given 'budget-under-head', but no such warning was found. Did you mean 'budget-below-head'? Leave it out.",
  });
});

test('rules about one provider do not judge a blueprint of another', () => {
  const found = checkBlueprint(sample({ provider: 'oci', tags: { 'aws:x': 'v' } }), ociCatalogue);
  expect(found.map(({ code }) => code)).not.toContain('tag-key-reserved');
});
