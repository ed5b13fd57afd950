import type { CloudName } from './clouds';

/** Package management of a distribution: Debian and Ubuntu, or the RHEL family (Rocky, Oracle Linux, Amazon Linux). */
export type PackageFamily = 'apt' | 'dnf';

/** A person with an account on every machine. */
export interface BootUser {
  readonly name: string;
  /** The same on every machine; the group of the same name has it as well. */
  readonly uid: number;
  /** One line of an OpenSSH `.pub` file. */
  readonly publicKey?: string;
  /** Whether the person may become root, without a password. Default: no. */
  readonly admin?: boolean;
}

/** Resource limits of user processes, as /etc/security/limits.d takes them. */
export interface BootLimits {
  readonly openFiles: number;
  readonly stackKiB: number | 'unlimited';
  readonly lockedMemoryKiB: number | 'unlimited';
}

/** A script of the author's own. */
export interface BootHook {
  /** `https://...` (fetched with curl), or an object fetched as the machine's identity: `s3://bucket/key`, on OCI `oci://bucket/key`. */
  readonly uri: string;
  /** SHA-256 of the script in lower-case hexadecimal digits; a script that differs is not run. */
  readonly sha256: string;
  readonly args?: readonly string[];
}

/** A small text file on a machine. */
export interface BootFile {
  readonly path: string;
  readonly text: string;
  /** Octal. Default: `0644`. */
  readonly mode?: string;
  /** `user:group`. Default: `root:root`. */
  readonly owner?: string;
}

/** Software by what it is for; `lib/boot/families.ts` knows what each distribution family calls it. */
export type LogicalPackage =
  | 'acme'
  | 'bucketClient'
  | 'directoryAccounts'
  | 'directoryClient'
  | 'download'
  | 'fabric'
  | 'firewall'
  | 'gnupg'
  | 'modules'
  | 'mpi'
  | 'mpiDevelopment'
  | 'munge'
  | 'nfsClient'
  | 'nfsServer'
  | 'notebookProxy'
  | 'python'
  | 'pythonEnvironment'
  | 'raid'
  | 'sharedAccounts'
  | 'slurmClient'
  | 'slurmController'
  | 'slurmNode'
  | 'ssh'
  | 'sshClient'
  | 'storeClient'
  | 'webFront'
  | 'webProxy'
  | 'xfs';

/** One step of a boot: data only. Every step may run again on the same machine without harm. */
export type Step =
  /** Names the machine; `fqdn` resolves to its own private address even while DNS does not answer. */
  | { readonly kind: 'hostname'; readonly name: string; readonly fqdn: string }
  /** Names the machine after its Slurm node, which its tag tells. */
  | { readonly kind: 'nodeName' }
  /** `fqdn`, and its first label, lead to the head by the address in this machine's tag, without DNS; no tag, no change. */
  | { readonly kind: 'headName'; readonly fqdn: string }
  /** A service's account with fixed ids, made before its package would choose ids; an existing one is moved to them. */
  | {
      readonly kind: 'systemUser';
      readonly name: string;
      readonly id: number;
      readonly home: string;
      /** Folders that follow when an existing account changes its ids. */
      readonly folders: readonly string[];
    }
  /** Installs what is missing. `more` are names of the distribution's own. Installed packages need no network. */
  | { readonly kind: 'packages'; readonly logical: readonly LogicalPackage[]; readonly more?: readonly string[] }
  /** What the image guards beside the cloud's security groups (SELinux, firewalld, iptables). */
  | { readonly kind: 'platform'; readonly trusted: readonly string[] }
  /** Accounts of people. Their home folders are made by `homes`, where /home is mounted. */
  | { readonly kind: 'users'; readonly users: readonly BootUser[] }
  | { readonly kind: 'homes'; readonly users: readonly BootUser[]; readonly root: string }
  /**
   * People of a folder that machines share are accounts of this machine: its files `passwd`, `group` and `shadow`, as in /etc.
   * https://manpages.debian.org/trixie/libnss-extrausers/libnss_extrausers.8.en.html
   */
  | { readonly kind: 'sharedAccounts'; readonly folder: string }
  /**
   * People of a directory are accounts of this machine, by sssd. `passwordFile`: the password of the settings' bind DN, which
   * is added to their last section: https://manpages.debian.org/trixie/sssd-common/sssd.conf.5.en.html
   */
  | { readonly kind: 'directoryAccounts'; readonly settings: string; readonly passwordFile?: string }
  /** Writes the value of a secret of the cluster document to a file. */
  | {
      readonly kind: 'secretFile';
      readonly secret: string;
      readonly path: string;
      readonly owner: string;
      readonly mode: string;
    }
  /** Writes a value of the cluster document to a file, as JSON or as the text that it is. */
  | { readonly kind: 'valueFile'; readonly key: string; readonly path: string; readonly owner: string }
  /**
   * An environment of Python's with the packages of requirements files, which the distribution's own packages show through.
   * `link` leads to it; the folder beside it is named after the requirements, made once for each list of them, whole or not at all.
   */
  | {
      readonly kind: 'pythonEnvironment';
      readonly link: string;
      readonly owner: string;
      readonly requirements: readonly string[];
    }
  /** Attaches and mounts volumes of the cluster document. */
  | { readonly kind: 'volumes'; readonly names: readonly string[] }
  /** Keeps the SSH host keys in a folder that outlives the machine. */
  | { readonly kind: 'hostKeys'; readonly folder: string }
  /** Serves a folder by NFS 4 (port 2049 alone) to the given CIDR blocks. */
  | { readonly kind: 'nfsExport'; readonly path: string; readonly clients: readonly string[] }
  /** The Lustre client for the distribution and its kernel, where the machine has no `mount.lustre`. Debian has none to install. */
  | { readonly kind: 'lustreClient' }
  /** Mounts the shared directories that the cluster document has for this role. */
  | { readonly kind: 'mounts' }
  | { readonly kind: 'limits'; readonly limits: BootLimits }
  /** Local disks of the machine (NVMe instance store) as one file system: several become a RAID 0. Their content goes with the machine. */
  | { readonly kind: 'scratch'; readonly path: string; readonly filesystem: 'xfs' | 'ext4' }
  /** Runs one hardware thread a core, where the launch could not say so and the machine runs more. */
  | { readonly kind: 'oneThread' }
  | { readonly kind: 'files'; readonly files: readonly BootFile[] }
  | { readonly kind: 'link'; readonly path: string; readonly target: string }
  | {
      readonly kind: 'service';
      readonly names: readonly string[];
      readonly action: 'enable' | 'restart' | 'disable';
    }
  /** A systemd service of our own. */
  | {
      readonly kind: 'unit';
      readonly name: string;
      readonly description: string;
      readonly command: string;
      /**
       * `always`: a program that keeps running. `untilDone`: it is started again until it ends well. `once`: it runs at every start
       * of the machine. `atEnd`: when the machine goes down.
       */
      readonly runs: 'always' | 'untilDone' | 'once' | 'atEnd';
      /** Whether programs that it has started go on when it ends. Default: they end with it. */
      readonly leavesWorkers?: boolean;
      /** Units that start after it. */
      readonly before?: readonly string[];
      /** Account that it runs as. Default: root. */
      readonly user?: string;
      /** Highest real-time priority that it may give itself, 1 to 99. Default: none. */
      readonly realTimePriority?: number;
      /** Folder below /run that is its account's while it runs. Default: none. */
      readonly runtimeFolder?: string;
      /** What the program finds in its environment. Default: nothing more. */
      readonly environment?: { readonly [name: string]: string };
    }
  | {
      readonly kind: 'timer';
      readonly name: string;
      readonly description: string;
      readonly command: string;
      readonly everySeconds: number;
    }
  | { readonly kind: 'hook'; readonly hook: BootHook }
  | {
      readonly kind: 'runProgram';
      readonly command: readonly string[];
      /** Default: 1. */
      readonly attempts?: number;
      /** Seconds between attempts. Default: 5. */
      readonly pauseSeconds?: number;
    }
  /** Interfaces for tightly coupled work: the driver is there and shows as many devices as the machine has. */
  | { readonly kind: 'fabric'; readonly interfaces: number }
  /** Installs slurm.conf, starts slurmctld with its state in `state`, waits until it answers. */
  | { readonly kind: 'slurmController'; readonly state: string }
  /** Installs slurm.conf for Slurm's commands, waits until the controller answers. `conf`: the file, where it is not the bundle's. */
  | { readonly kind: 'slurmClient'; readonly waitSeconds: number; readonly conf?: string }
  /** Starts slurmd, which fetches its configuration from the head and registers there. */
  | { readonly kind: 'slurmNode'; readonly head: string }
  /** Powers the static nodes up and waits until all of them are ready for jobs. */
  | { readonly kind: 'staticNodes'; readonly nodes: string; readonly count: number; readonly withinSeconds: number }
  /** An MPI ring over all ranks, compiled here and run by Slurm. */
  | { readonly kind: 'selfTest'; readonly partition: string; readonly nodes: number; readonly ranks: number }
  /**
   * The agent of the cloud's session service. Images of OCI have it; on AWS, where the image has none, it comes from the provider's
   * regional bucket, by TLS. With `publicKey` (armoured) its detached signature must be good as well. AWS signs with a key that it replaces every
   * 18 months or so, so a key that is given must be kept up to date:
   * https://docs.aws.amazon.com/systems-manager/latest/userguide/verify-agent-signature.html
   */
  | { readonly kind: 'sessionAgent'; readonly publicKey?: string };

export type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>;

/** A named part of a boot with a time budget; running over the budget ends the boot. */
export interface Phase {
  /** Lower-case letters, digits and hyphens. */
  readonly name: string;
  readonly budgetSeconds: number;
  /** How much of the budget may pass before anybody waits for the machine. Default: none. */
  readonly heldSeconds?: number;
  readonly steps: readonly Step[];
}

export type Role = 'head' | 'login' | 'compute';

/** How a bare machine becomes a machine of a role: phases in order. */
export interface BootPlan {
  readonly role: Role;
  readonly packages: PackageFamily;
  /** Default: `aws`. */
  readonly cloud?: CloudName;
  readonly phases: readonly Phase[];
}

/** Seconds after which a boot that is waited for has surely ended, well or not: the sum of its phases' budgets. */
export function budgetSeconds(plan: BootPlan): number {
  return plan.phases.reduce((sum, phase) => sum + phase.budgetSeconds - (phase.heldSeconds ?? 0), 0);
}
