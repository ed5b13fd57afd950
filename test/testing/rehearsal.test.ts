import { Rehearsal, RehearsalError } from '../../lib/testing';

test('a name that cannot be one is refused before anything is started', async () => {
  await expect(Rehearsal.start({ name: 'My Ocean' })).rejects.toThrow(
    "'My Ocean' cannot name a rehearsal: small letters, digits and hyphens, 40 at most, e.g. 'my-ocean'.",
  );
});

test('a rehearsal that does not run cannot be attached to', () => {
  expect(() => Rehearsal.attach('nobody-has-this-name')).toThrow(RehearsalError);
});
