import type { FunctionPart, SchedulePart } from '../../blueprint';
import { always, type KindMeaning, meaning } from './meaning';

const TEXT = always('in-place', 'A text for people.');
const NEXT_CALL = always('in-place', 'It counts when the function is called the next time.');

export const FUNCTION: KindMeaning<FunctionPart> = {
  title: ({ id }) => `function ${id}`,
  properties: {
    description: TEXT,
    identity: NEXT_CALL,
    program: NEXT_CALL,
    timeoutSeconds: NEXT_CALL,
    settings: NEXT_CALL,
  },
  added: () =>
    meaning('in-place', 'What ends the use of the cluster at a limit is made; until the limit nothing changes.'),
  removed: () => meaning('in-place', 'Nothing ends the use of the cluster any more when its limit is reached.'),
  replaced: always('in-place', 'The function is another one, and does the same.'),
};

const WHEN = always('in-place', 'It is called at another moment, or with other words.');

export const SCHEDULE: KindMeaning<SchedulePart> = {
  title: ({ id }) => `schedule ${id}`,
  properties: { description: TEXT, at: WHEN, calls: WHEN, identity: WHEN, input: WHEN },
  added: () => meaning('in-place', 'From its moment on no machine is started.'),
  removed: () => meaning('in-place', 'No moment ends the use of the cluster any more.'),
  replaced: always('in-place', 'The schedule is another one, for the moment that is declared now.'),
};
