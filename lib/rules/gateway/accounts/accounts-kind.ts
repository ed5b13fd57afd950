import { heldElsewhere } from '../../rule';
import { TS_UNIONS } from '../sources';

export const accountsKind = heldElsewhere({
  id: 'accounts-kind',
  level: 'error',
  title: 'Accounts are made from logins or are those of a directory',
  why: 'An object without its kind says nothing of where uids come from: the gateway could neither number people nor find them, and whoever signs in is refused.',
  remedy: 'Make it with fromLogins({ ... }) or fromDirectory({ ... }).',
  source: TS_UNIONS,
  example: {
    on: 'NotebookGateway',
    bad: 'accounts: { firstUid: 20_000 }',
    good: 'accounts: fromLogins({ firstUid: 20_000 })',
  },
});
