import { setTimeout as pause } from 'node:timers/promises';
import {
  checkedName,
  type Deployment,
  deploy,
  destroyAll,
  down,
  type Fault,
  failureLines,
  findHost,
  findRunning,
  type HostState,
  hostWords,
  networkArguments,
  open,
  type Progress,
  RehearsalError,
  type RehearsalEvent,
  type Report,
  type Running,
  runInHost,
  type SecondPlan,
  SILENT,
  type Source,
  type Status,
  secondPlans,
  settled,
  sourceOf,
  until,
} from '../rehearsal';

/** How a rehearsal is made. */
export interface RehearsalOptions {
  /** Region that is prepared for deployments. @default us-east-1 */
  readonly region?: string;
  /** Debian packages that the hosts' image holds beside its own; another set is another image, built once. @default none */
  readonly packages?: readonly string[];
  /**
   * Servers outside the cloud that hosts may reach, `name:port=127.0.0.1:port`: the name is the hosts', the address this
   * machine's. @default none
   */
  readonly outside?: readonly string[];
  /**
   * Secrets, and certificates of Certificate Manager's, that the institution has before anything is deployed, by their full
   * ARNs: their values; of a certificate, private key and chain in PEM. @default none
   */
  readonly secrets?: { readonly [arn: string]: string };
  /** Small letters, digits and hyphens. @default a name that no other rehearsal of this machine has */
  readonly name?: string;
  /** Called with a line for each step that takes long, e.g. the building of the image. @default nothing is told */
  readonly tell?: (line: string) => void;
}

/** What is deployed, where it is no app's folder. */
export type Deployable =
  /** A shell command that synthesises with AWS CDK, and the folder in which it is run. @default folder: this process's */
  | { readonly app: string; readonly folder?: string }
  /** A folder with files of Terraform, or what CDK for Terraform synthesised. */
  | { readonly terraform: string }
  /** A CloudFormation template, JSON or YAML. */
  | { readonly template: string };

/** How something is deployed. */
export interface RehearsalDeployOptions {
  /** Values of the template's parameters or of Terraform's variables. */
  readonly parameters?: { readonly [name: string]: string };
}

/** How long something may take. */
export interface WaitOptions {
  /** @default 180 */
  readonly timeoutSeconds?: number;
}

/** How a command in a host ended. */
export interface CommandResult {
  /** The exit code; 137 where it took too long and was killed. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const WAIT_SECONDS = 180;
let made = 0;

/**
 * A cloud on this machine, for tests: what is deployed to it really boots. Needs Linux and root; everything of it is gone
 * after `stop`, and also when the test's process is killed, once `terrane rehearse down --all` is called.
 *
 * ```ts
 * const cloud = await Rehearsal.start();
 * await cloud.deploy('examples/mpas-ocean');
 * const head = await cloud.host('head');
 * expect((await head.run('sinfo')).stdout).toContain('compute');
 * await cloud.stop();
 * ```
 */
export class Rehearsal {
  /**
   * Starts an empty cloud: seconds, or minutes where the image of the hosts has to be built first.
   *
   * @throws RehearsalError with a sentence where this machine cannot rehearse, or the cloud does not start
   */
  static async start(options: RehearsalOptions = {}): Promise<Rehearsal> {
    made += 1;
    const name = checkedName(options.name ?? `test-${process.pid}-${made}`);
    const { tell, region, packages, outside, secrets } = options;
    const progress: Progress = tell === undefined ? SILENT : { note: tell, now: () => undefined };
    const given = {
      ...(region === undefined ? {} : { region }),
      ...(packages === undefined ? {} : { packages }),
      ...(outside === undefined ? {} : { outside }),
      ...(secrets === undefined ? {} : { secrets }),
    };
    return new Rehearsal(await open({ name, ...given }, progress));
  }

  /** A cloud that runs already, started with `terrane rehearse up --name NAME`. */
  static attach(name: string): Rehearsal {
    return new Rehearsal(findRunning(name, process.cwd()));
  }

  private constructor(private readonly running: Running) {}

  get name(): string {
    return this.running.name;
  }

  /** Where the API of OCI answers on this machine, for a configuration that goes there. */
  get ociEndpoint(): string {
    return this.running.oci.endpoint;
  }

  /** Where AWS's SDKs and tools on this machine find the cloud, e.g. `http://127.0.0.1:43211`; any credentials are good. */
  get endpoint(): string {
    return this.running.endpoint;
  }

  get region(): string {
    return this.running.region;
  }

  /**
   * Deploys with the engine's own command line, as a user would. Waits until that ends, not until hosts have booted: see
   * `waitFor` and `settled`.
   *
   * @param what folder with cdk.json, cdktf.json or *.tf, a synthesised folder, a template's file, or one of these by its kind
   * @throws RehearsalError with the last lines of what the engine's tool said, where it fails
   */
  async deploy(what: string | Deployable, options: RehearsalDeployOptions = {}): Promise<readonly string[]> {
    const { stacks }: Deployment = await deploy(this.running, sourceFor(what), options);
    return stacks;
  }

  /** Destroys all that was deployed, the last first, with the engines' own command lines. */
  async destroy(): Promise<void> {
    await destroyAll(this.running);
  }

  /** What a second `terraform plan` of each stack would change: nothing, if all is well. Empty for other engines. */
  secondPlans(): Promise<SecondPlan[]> {
    return secondPlans(this.running);
  }

  /**
   * A host that is there now.
   *
   * @param name instance id, private address, Name tag, host name, or the tag terrane:node or terrane:role
   * @throws RehearsalError where nobody, or more than one, has the name
   */
  async host(name: string): Promise<RehearsalHost> {
    const { hosts } = await this.status();
    return new RehearsalHost(this.running, findHost(name, hosts));
  }

  /** All hosts that are there now. */
  async hosts(): Promise<RehearsalHost[]> {
    const { hosts } = await this.status();
    return hosts.map((state) => new RehearsalHost(this.running, state));
  }

  /** Hosts, and what differs from a cloud. */
  status(): Promise<Status> {
    return this.running.control.status();
  }

  /**
   * Waits for a host to be ready, or for a condition.
   *
   * @param what a host's name, as in `host`; or a function that looks at the status
   * @throws RehearsalError where the host's boot fails, with phase, command and last lines; or after the time
   */
  async waitFor(
    what: string | ((status: Status) => boolean | Promise<boolean>),
    { timeoutSeconds = WAIT_SECONDS }: WaitOptions = {},
  ): Promise<Status> {
    if (typeof what === 'function') return until(this.running.control, 'the condition', what, timeoutSeconds);
    return until(this.running.control, `'${what}' is ready`, ({ hosts }) => this.isReady(what, hosts), timeoutSeconds);
  }

  /** Waits until no host boots or stops any more, whether they are ready or failed. */
  settled({ timeoutSeconds = WAIT_SECONDS }: WaitOptions = {}): Promise<Status> {
    return settled(this.running.control, timeoutSeconds);
  }

  /**
   * Lets something go wrong; `host` in it is a name, as in `host`.
   *
   * @returns a sentence: what was done
   * @throws RehearsalError where there is no such host, service or operation
   */
  async fault(fault: Fault): Promise<string> {
    if (!('host' in fault) || fault.host === undefined) return this.running.control.fault(fault);
    const { id } = findHost(fault.host, (await this.status()).hosts);
    return this.running.control.fault({ ...fault, host: id } as Fault);
  }

  /** What happened, in order. @param after number of the last event that is known already */
  events(after = 0): Promise<readonly RehearsalEvent[]> {
    return this.running.control.events(after);
  }

  /** Waits for an event that a function accepts, also one that has happened before. */
  async event(
    accepts: (event: RehearsalEvent) => boolean,
    { timeoutSeconds = WAIT_SECONDS }: WaitOptions = {},
  ): Promise<RehearsalEvent> {
    const end = Date.now() + timeoutSeconds * 1000;
    for (;;) {
      const found = (await this.events()).find(accepts);
      if (found !== undefined) return found;
      if (Date.now() > end) throw new RehearsalError(`no such event within ${timeoutSeconds} s`);
      await pause(200);
    }
  }

  /**
   * What was found so far: refused traffic, denied calls, unused grants and rules, boots that failed, mounts.
   *
   * @param destroyed whether all that was deployed is destroyed: instances that still live are then `orphans`
   */
  report(destroyed = false): Promise<Report> {
    return this.running.control.report(destroyed);
  }

  /** Ends the cloud and all its hosts, and removes everything of it. May be called again. */
  async stop(): Promise<void> {
    await down(this.running.name);
  }

  private async isReady(name: string, hosts: readonly HostState[]): Promise<boolean> {
    if (!hosts.some(({ names }) => names.includes(name))) return false;
    const host = findHost(name, hosts);
    if (host.state !== 'failed' && host.state !== 'dead') return host.state === 'ready';
    const { failures } = await this.report();
    const own = failures.filter((failure) => failure['id'] === host.id || failure['host'] === host.id);
    throw new RehearsalError([hostWords(host), ...own.flatMap(failureLines)].join('\n'));
  }
}

/** A host of a rehearsal, as it was when it was looked up. */
export class RehearsalHost {
  constructor(
    private readonly running: Running,
    /** State, boot phase, address, type and what it uses. */
    readonly state: HostState,
  ) {}

  /** Instance id. */
  get id(): string {
    return this.state.id;
  }

  get name(): string {
    return this.state.name;
  }

  /** Private address. */
  get address(): string {
    return this.state.address;
  }

  /**
   * Runs a command in the host as root, with the host's own environment. A command that fails is no error: see `code`.
   *
   * @param command a line for bash, or a program and its arguments
   * @param options seconds after which it is killed; 180 by default
   * @throws RehearsalError where the host does not run
   */
  async run(command: string | readonly string[], options: WaitOptions = {}): Promise<CommandResult> {
    const { timeoutSeconds = WAIT_SECONDS } = options;
    const { code, stdout, stderr } = await runInHost(this.running.pid, this.state, command, { timeoutSeconds });
    return { code, stdout, stderr };
  }

  /**
   * What goes before a command of this machine so that it has the host's network, and nothing else of it: a browser, a client.
   *
   * ```ts
   * execFileSync('env', [...host.network, 'curl', 'http://10.0.16.5']);
   * ```
   *
   * @throws RehearsalError where the host does not run
   */
  get network(): readonly string[] {
    return networkArguments(this.running.pid, this.state);
  }

  /** What it wrote while its user data ran (`boot`), or on its console. @default boot */
  log(which: 'boot' | 'console' = 'boot'): Promise<string> {
    return this.running.control.log(this.id, which);
  }
}

function sourceFor(what: string | Deployable): Source {
  const here = process.cwd();
  if (typeof what === 'string') return sourceOf(what, undefined, here);
  if ('app' in what) return sourceOf(what.folder ?? '.', what.app, here);
  if ('template' in what) return { kind: 'template', file: what.template };
  return sourceOf(what.terraform, undefined, here);
}
