import { FAMILIES, packageNames } from '../families';
import { quote, quoteAll, withInput } from '../shell';
import type { BootFile, BootLimits, BootUser } from '../steps';
import type { Fragment, StepRenderer, Surroundings } from './fragment';
import type { Helper } from './helpers';

export const hostname: StepRenderer<'hostname'> = ({ name, fqdn }, around) =>
  named([`name_machine ${quote(name)} ${quote(fqdn)}`], around);

export const nodeName: StepRenderer<'nodeName'> = (_, around) =>
  named(['name=$("$NODE" node-name)', 'name_machine "$name" "$name"'], around);

function named(lines: readonly string[], { cloud, packages: family }: Surroundings): Fragment {
  if (!cloud.renames || family === 'apt') return { lines, helpers: ['name_machine'] };
  return { lines: ['keep_host_name', ...lines], helpers: ['keep_host_name', 'name_machine'] };
}

export const headName: StepRenderer<'headName'> = ({ fqdn }) => ({
  lines: [`name_head ${quote(fqdn)}`],
  helpers: ['name_head'],
});

export const systemUser: StepRenderer<'systemUser'> = ({ name, id, home, folders }) => ({
  lines: [`system_user ${quote(name)} ${id} ${quoteAll([home, ...folders])}`],
  helpers: ['system_user'],
});

export const packages: StepRenderer<'packages'> = ({ logical, more }, around) => {
  const names = packageNames(around.packages, around.cloud, logical, more);
  if (names.length === 0) return { lines: ['echo nothing to install'] };
  return {
    lines: ['hold_services', `install_packages ${quoteAll(names)}`, 'release_services'],
    helpers: ['retry'],
  };
};

export const platform: StepRenderer<'platform'> = ({ trusted }, around) => {
  const guards = [...selinux(around), ...firewall(trusted, around)];
  return { lines: guards.map(([line]) => line), helpers: guards.map(([, helper]) => helper) };
};

type Guard = readonly [line: string, helper: Helper];

function selinux({ packages: family }: Surroundings): Guard[] {
  return family === 'apt' ? [] : [['allow_nfs_homes', 'allow_nfs_homes']];
}

// Elsewhere than on OCI, Debian's and Ubuntu's images have no firewall of their own.
function firewall(trusted: readonly string[], { cloud, packages: family }: Surroundings): Guard[] {
  if (cloud.hostFirewall) return [[`open_firewall_${family}`, `open_firewall_${family}`]];
  if (family === 'apt' || trusted.length === 0) return [];
  return [[`trust_network ${quoteAll(trusted)}`, 'trust_network']];
}

export const oneThread: StepRenderer<'oneThread'> = () => ({ lines: ['one_thread'], helpers: ['one_thread'] });

export const users: StepRenderer<'users'> = ({ users: people }, around) => {
  const { adminGroup } = FAMILIES[around.packages];
  const admins = people.filter((user) => user.admin === true);
  return {
    lines: [
      ...people.map((user) => `person ${quote(user.name)} ${user.uid}`),
      ...admins.map((user) => `usermod --append --groups ${adminGroup} ${quote(user.name)}`),
      ...sudoers(admins),
    ],
    helpers: people.length > 0 ? ['person', 'put'] : ['put'],
  };
};

function sudoers(admins: readonly BootUser[]): string[] {
  const rules = admins.map((user) => `${user.name} ALL=(ALL:ALL) NOPASSWD: ALL\n`);
  return withInput('put /etc/sudoers.d/terrane 0440 root:root', `# people who may become root\n${rules.join('')}`);
}

export const homes: StepRenderer<'homes'> = ({ users: people, root }, around) => {
  if (people.length === 0) return { lines: [] };
  const folders = people.map((user) => `${root}/${user.name}`);
  const made = people.map((user) =>
    `home_folder ${quote(user.name)} ${quote(`${root}/${user.name}`)} ${user.publicKey === undefined ? '' : quote(user.publicKey)}`.trimEnd(),
  );
  if (around.packages === 'apt') return { lines: made, helpers: ['home_folder'] };
  return { lines: [...made, `label_homes ${quoteAll([root, ...folders])}`], helpers: ['home_folder', 'label_homes'] };
};

export const sharedAccounts: StepRenderer<'sharedAccounts'> = ({ folder }) => ({
  lines: [`shared_accounts ${quote(folder)}`],
  helpers: ['shared_accounts'],
});

export const directoryAccounts: StepRenderer<'directoryAccounts'> = ({ settings, passwordFile }) => ({
  lines: withInput(`directory_accounts ${passwordFile === undefined ? '' : quote(passwordFile)}`.trimEnd(), settings),
  helpers: ['directory_accounts'],
});

// By way of a variable: a file that is there stays as it is when the secret cannot be read. In Base64: a shell's variable drops
// the bytes that are zero, and a vault makes keys of any bytes.
export const secretFile: StepRenderer<'secretFile'> = ({ secret, path, owner, mode }) => ({
  lines: [
    `value=$("$NODE" secret ${quote(secret)} | base64 --wrap=0)`,
    `printf '%s' "$value" | base64 --decode | put ${quoteAll([path, mode, owner])}`,
  ],
  helpers: ['put'],
});

export const valueFile: StepRenderer<'valueFile'> = ({ key, path, owner }) => ({
  lines: [`value=$("$NODE" value ${quote(key)})`, `put ${quoteAll([path, '0644', owner])} <<< "$value"`],
  helpers: ['put'],
});

export const pythonEnvironment: StepRenderer<'pythonEnvironment'> = ({ link: name, owner, requirements }) => ({
  lines: [`python_environment ${quoteAll([owner, name, ...requirements])}`],
  helpers: ['python_environment'],
});

export const limits: StepRenderer<'limits'> = ({ limits: wanted }) => ({
  lines: withInput('put /etc/security/limits.d/90-terrane.conf 0644 root:root', limitsText(wanted)),
  helpers: ['put'],
});

function limitsText(wanted: BootLimits): string {
  const items: readonly (readonly [string, number | 'unlimited'])[] = [
    ['nofile', wanted.openFiles],
    ['stack', wanted.stackKiB],
    ['memlock', wanted.lockedMemoryKiB],
  ];
  return items.flatMap(([item, value]) => ['soft', 'hard'].map((type) => `* ${type} ${item} ${value}\n`)).join('');
}

export const files: StepRenderer<'files'> = ({ files: given }) => ({
  lines: given.flatMap(fileLines),
  helpers: given.length > 0 ? ['put'] : [],
});

function fileLines({ path, text, mode, owner }: BootFile): string[] {
  return withInput(`put ${quoteAll([path, mode ?? '0644', owner ?? 'root:root'])}`, text);
}

export const link: StepRenderer<'link'> = ({ path, target }) => ({
  lines: [`ln -sfn ${quote(target)} ${quote(path)}`],
});

export const runProgram: StepRenderer<'runProgram'> = ({ command, attempts, pauseSeconds }): Fragment =>
  attempts === undefined
    ? { lines: [quoteAll(command)] }
    : { lines: [`retry ${attempts} ${pauseSeconds ?? 5} ${quoteAll(command)}`], helpers: ['retry'] };

export const hook: StepRenderer<'hook'> = ({ hook: { uri, sha256, args } }) => ({
  lines: [`run_hook ${quoteAll([uri, sha256, ...(args ?? [])])}`],
  helpers: ['run_hook'],
});

export const sessionAgent: StepRenderer<'sessionAgent'> = ({ publicKey }, around) => {
  const key = '/etc/terrane/session-agent.asc';
  return publicKey === undefined
    ? { lines: [`session_agent ${around.packages}`], helpers: ['session_agent'] }
    : {
        lines: [...withInput(`put ${key} 0644 root:root`, publicKey), `session_agent ${around.packages} ${key}`],
        helpers: ['session_agent', 'put'],
      };
};
