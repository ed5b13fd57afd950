import { Blueprint, join, jsonText, ref } from '../../lib/blueprint';
import { SAMPLE, sampleBlueprint } from '../support/sample-blueprint';

test('parts come after all that they refer to', () => {
  const order = sampleBlueprint()
    .inOrder()
    .map((part) => part.id);
  expect(order.indexOf('cluster-document')).toBeGreaterThan(order.indexOf('munge'));
  expect(order.indexOf('head-name')).toBeGreaterThan(order.indexOf('head-machine'));
});

test('a reference to a part that does not exist is refused', () => {
  const parts = [
    ...SAMPLE.parts,
    { kind: 'output', id: 'lost', name: 'Lost', description: '', value: ref('nowhere', 'id') } as const,
  ];
  expect(() => sampleBlueprint({ parts })).toThrow("part 'lost' refers to 'nowhere'");
});

test('two parts with one id are refused', () => {
  expect(() => sampleBlueprint({ parts: [...SAMPLE.parts, SAMPLE.parts[0] as never] })).toThrow(
    'two parts share an id',
  );
});

test('a circle of references is named', () => {
  const output = (id: string, to: string) =>
    ({ kind: 'output', id, name: id, description: '', value: ref(to, 'value') }) as const;
  const blueprint = sampleBlueprint({ parts: [output('a', 'b'), output('b', 'a')] });
  expect(() => blueprint.inOrder()).toThrow('a -> b -> a');
});

test('a blueprint comes back from its JSON unchanged', () => {
  const json = sampleBlueprint().toJson();
  expect(Blueprint.fromJson(json).toJson()).toBe(json);
});

test('a value known only at deployment is stored as a fixed word, whichever engine it is of', () => {
  const json = sampleBlueprint({ tags: { a: `\${${'Token'}[TOKEN.12]}`, b: `\${${'TfToken'}[TOKEN.3]}` } }).toJson();
  expect(json).not.toContain('TOKEN');
  expect(json.match(/known at deployment/g)).toHaveLength(2);
});

test('a JSON document keeps its references and escapes the text around them', () => {
  const text = jsonText({ b: join('say "', ref('munge', 'id'), '"'), a: [1, true, null] });
  expect(text).toEqual({
    join: [
      '{\n  "a": [\n    1,\n    true,\n    null\n  ],\n  "b": "say \\"',
      { ref: 'munge', attribute: 'id' },
      '\\""\n}',
    ],
  });
});
