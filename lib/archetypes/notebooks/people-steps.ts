import type { Step } from '../../boot';
import type { PlannedAccounts } from './accounts';
import { READER } from './directory';
import { AUTHORITY, directorySettings } from './directory-settings';

/** Where a machine has what it needs of them. */
export interface AccountPlaces {
  readonly accounts: string;
  readonly secrets: string;
}

/** By which a machine knows the people of a gateway, after the packages for it. */
export function accountSteps(accounts: PlannedAccounts, places: AccountPlaces): Step[] {
  if (accounts.kind === 'logins') return [{ kind: 'sharedAccounts', folder: places.accounts }];
  const { certificateAuthority, bindDn } = accounts;
  const password = `${places.secrets}/${READER}`;
  return [
    ...(certificateAuthority === undefined
      ? []
      : [{ kind: 'files', files: [{ path: AUTHORITY, text: ended(certificateAuthority) }] } as const]),
    ...(bindDn === undefined
      ? []
      : ([
          { kind: 'runProgram', command: ['install', '-d', '-m', '0700', places.secrets] },
          { kind: 'secretFile', secret: READER, path: password, owner: 'root:root', mode: '0400' },
        ] as const)),
    {
      kind: 'directoryAccounts',
      settings: directorySettings(accounts),
      ...(bindDn === undefined ? {} : { passwordFile: password }),
    },
  ];
}

function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
