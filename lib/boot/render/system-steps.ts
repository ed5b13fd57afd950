import { FAMILIES, packageNames } from '../families';
import { quote, quoteAll, withInput } from '../shell';
import type { BootFile, BootLimits, BootUser } from '../steps';
import type { Fragment, StepRenderer } from './fragment';

export const hostname: StepRenderer<'hostname'> = ({ name, fqdn }) => ({
  lines: [`name_machine ${quote(name)} ${quote(fqdn)}`],
  helpers: ['name_machine'],
});

export const nodeName: StepRenderer<'nodeName'> = () => ({
  lines: ['name=$("$NODE" node-name)', 'name_machine "$name" "$name"'],
  helpers: ['name_machine'],
});

export const headName: StepRenderer<'headName'> = ({ fqdn }) => ({
  lines: [`name_head ${quote(fqdn)}`],
  helpers: ['name_head'],
});

export const systemUser: StepRenderer<'systemUser'> = ({ name, id, home, folders }) => ({
  lines: [`system_user ${quote(name)} ${id} ${quoteAll([home, ...folders])}`],
  helpers: ['system_user'],
});

export const packages: StepRenderer<'packages'> = ({ logical, more }, around) => {
  const names = packageNames(around.packages, logical, more);
  if (names.length === 0) return { lines: ['echo nothing to install'] };
  return {
    lines: ['hold_services', `install_packages ${quoteAll(names)}`, 'release_services'],
    helpers: ['retry'],
  };
};

// Debian's and Ubuntu's images have neither SELinux nor a firewall of their own.
export const platform: StepRenderer<'platform'> = ({ trusted }, around) => {
  if (around.packages === 'apt') return { lines: [] };
  if (trusted.length === 0) return { lines: ['allow_nfs_homes'], helpers: ['allow_nfs_homes'] };
  return {
    lines: ['allow_nfs_homes', `trust_network ${quoteAll(trusted)}`],
    helpers: ['allow_nfs_homes', 'trust_network'],
  };
};

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

export const homes: StepRenderer<'homes'> = ({ users: people, root }) => ({
  lines: people.map((user) =>
    `home_folder ${quote(user.name)} ${quote(`${root}/${user.name}`)} ${user.publicKey === undefined ? '' : quote(user.publicKey)}`.trimEnd(),
  ),
  helpers: people.length > 0 ? ['home_folder'] : [],
});

// By way of a variable: a file that is there stays as it is when the secret cannot be read.
export const secretFile: StepRenderer<'secretFile'> = ({ secret, path, owner, mode }) => ({
  lines: [`value=$("$NODE" secret ${quote(secret)})`, `printf '%s' "$value" | put ${quoteAll([path, mode, owner])}`],
  helpers: ['put'],
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
