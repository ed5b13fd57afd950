import { Cidr } from '../../units';
import type { Problems } from '../problems';
import type { AccessProps, BudgetProps, UserProps } from './props';

/** https://systemd.io/USER_NAMES/ */
const USER_NAME = /^[a-z_][a-z0-9_-]{0,31}$/;
const SYSTEM_NAMES = ['root', 'slurm', 'munge', 'admin', 'ubuntu', 'opc', 'daemon', 'nobody', 'sshd', 'ssm-user'];
const PUBLIC_KEY =
  /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)|sk-ssh-ed25519@openssh\.com|sk-ecdsa-sha2-nistp256@openssh\.com) [A-Za-z0-9+/]+=*( .*)?$/;
/** People's ids on Debian are 1000 to 59999 (https://www.debian.org/doc/debian-policy/ch-opersys.html#uid-and-gid-classes). */
const UIDS = { min: 1000, max: 59_999 };

export function checkUsers(users: readonly UserProps[], problems: Problems): void {
  users.forEach((user, index) => {
    const at = `users[${index}]`;
    problems.matching(
      'user-name',
      `${at}.name`,
      user.name,
      USER_NAME,
      'a name has lower-case letters, digits, _ and -, 32 characters at most.',
    );
    if (SYSTEM_NAMES.includes(user.name))
      problems.error('user-name', `${at}.name`, `'${user.name}' is a system account. Take another name.`);
    problems.integer(`${at}.uid`, user.uid, UIDS, UIDS.min);
    checkKey(user, at, problems);
  });
  refuseTwice(
    users.map((user) => user.name),
    'name',
    problems,
  );
  refuseTwice(
    users.map((user) => String(user.uid)),
    'uid',
    problems,
  );
}

function checkKey(user: UserProps, at: string, problems: Problems): void {
  if (user.publicKey === undefined) return;
  if (user.publicKey.includes('PRIVATE KEY')) {
    problems.error(
      'private-key-given',
      `${at}.publicKey`,
      'is a private key. Withdraw that key, and give the line of its .pub file.',
    );
    return;
  }
  problems.matching(
    'public-key',
    `${at}.publicKey`,
    user.publicKey,
    PUBLIC_KEY,
    "a key is one line of a .pub file, e.g. 'ssh-ed25519 AAAA... name'.",
  );
}

function refuseTwice(values: readonly string[], key: string, problems: Problems): void {
  const twice = [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
  for (const value of twice)
    problems.error('user-twice', 'users', `${key} ${value} is given to more than one person. Each has an own one.`);
}

/** Access with its defaults in place. */
export interface PlannedAccess {
  readonly session: boolean;
  readonly sshFrom: readonly string[];
}

export function planAccess(props: AccessProps = {}, users: readonly UserProps[], problems: Problems): PlannedAccess {
  const session = props.session ?? true;
  const sshFrom = props.sshFrom ?? [];
  sshFrom.forEach((cidr, index) => {
    const property = `access.sshFrom[${index}]`;
    if (problems.known(property, cidr) && Cidr.parse(cidr) === undefined) {
      problems.error('cidr-invalid', property, `given '${cidr}', which is not an IPv4 block such as 192.0.2.0/24.`);
    }
  });
  if (sshFrom.length > 0 && users.every((user) => user.publicKey === undefined)) {
    problems.error(
      'ssh-needs-users',
      'access.sshFrom',
      'opens SSH, but no user has a publicKey, and machines have no default account. Give users, or leave sshFrom out.',
    );
  }
  if (!session && sshFrom.length === 0) {
    problems.error(
      'access-none',
      'access',
      'neither the session service nor SSH is allowed: nobody could work on the cluster. Leave session out, or give sshFrom.',
    );
  }
  return { session, sshFrom };
}

/**
 * https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html: ten subscribers a notification, five
 * notifications. The API's model says five in one place and ten in another.
 */
const MOST_EMAILS = 10;
const MOST_NOTIFICATIONS = 5;

const BUDGET_KEYS: readonly string[] = [
  'usdPerMonth',
  'emails',
  'notifyAtPercent',
  'stopAt',
  'grace',
] satisfies (keyof BudgetProps)[];

export function checkBudget(budget: BudgetProps, problems: Problems): void {
  problems.onlyKeys('budget', budget, BUDGET_KEYS);
  if (problems.known('budget.usdPerMonth', budget.usdPerMonth) && !(budget.usdPerMonth > 0)) {
    problems.error(
      'budget-not-positive',
      'budget.usdPerMonth',
      `given ${budget.usdPerMonth}; a budget is above 0 USD a month.`,
    );
  }
  (budget.emails ?? []).forEach((email, index) => {
    problems.matching(
      'email',
      `budget.emails[${index}]`,
      email,
      /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
      'an address looks like hpc@example.org.',
    );
  });
  const percents = budget.notifyAtPercent ?? [];
  const emails = budget.emails ?? [];
  if (percents.some((percent) => !(percent > 0 && percent <= 1000))) {
    problems.error(
      'budget-percent',
      'budget.notifyAtPercent',
      `given [${percents.join(', ')}]; each is above 0 and at most 1000 per cent.`,
    );
  }
  const told = new Set([...percents, ...(budget.stopAt === undefined ? [] : [budget.stopAt])]);
  if (told.size > MOST_NOTIFICATIONS || emails.length > MOST_EMAILS) {
    problems.error(
      'budget-too-many',
      'budget',
      `given ${told.size} per cents (stopAt is one) and ${emails.length} addresses; a budget takes ${MOST_NOTIFICATIONS} and ${MOST_EMAILS} at most. Leave some out, or give an address that forwards to all.`,
    );
  }
}
