import type { PriceBook } from '../../catalogue/facts';
import type { Acknowledgement } from '../../errors';
import type { Duration, Size } from '../../units';
import type {
  AccessProps,
  BudgetProps,
  HomeProps,
  ImageProps,
  LeaseProps,
  MountProps,
  NetworkProps,
  ResultsProps,
  SoftwareProps,
} from '../hpc/props';
import type { UsageProps } from '../usage/props';
import type { NotebookAccounts } from './account-sources';
import type { NotebookIdentity } from './identity';
import type { NotebookKernel } from './kernels';
import type { SessionPlacement } from './placement';
import type { NotebookHomesProps, NotebookStore } from './storage-props';
import type { NotebookTls } from './tls';

/** One of the sizes that a session may have. */
export interface SessionSizeProps {
  /** CPUs as the system counts them: hardware threads. */
  readonly cpus: number;
  /** GiB; on the gateway also of what is in `/tmp` and `/var/tmp`, each half of it at most. */
  readonly memoryGiB: number;
  /** @default 0 */
  readonly gpus?: number;
  /** Partition that it runs in. @default the first one declared whose nodes are large enough */
  readonly partition?: string;
  /** Groups whose members may take it. @default everybody who may sign in */
  readonly groups?: readonly string[];
  /** Last day that it is offered, e.g. `2027-06-30`, UTC. @default for ever */
  readonly until?: string;
  /** Shorter than the policy's. @default the policy's */
  readonly longest?: Duration;
}

/** What sessions may do. */
export interface SessionPolicyProps {
  /** A session that nobody has used for so long is ended; files stay. @default 2 hours; at least 1 minute */
  readonly idle?: Duration;
  /** Longest life of a session. @default on the gateway unlimited; in partitions 24 hours */
  readonly longest?: Duration | 'unlimited';
  /** Sessions that one person may have at the same time. @default 1; 1 to 10 */
  readonly sessionsPerUser?: number;
}

/** How many people come, for the plan of capacity and cost. */
export interface ExpectedPeople {
  /** People in all. */
  readonly users: number;
  /** Sessions at the same time, when it is full. @default all users */
  readonly together?: number;
  /** Sessions at the same time, usually. @default a quarter of `together` */
  readonly typical?: number;
  /** Hours a month that one person has a session. @default 20 */
  readonly hoursPerUserMonth?: number;
  /** What one person keeps. @default the quota, if there is one */
  readonly homeSize?: Size;
}

/** What notebooks find. */
export interface NotebookEnvironmentProps {
  /** Python packages, as pip's requirements: `numpy==2.4.6`. @default none but JupyterLab's own */
  readonly packages?: readonly string[];
  /** What notebooks run in, by the names that people see; the session's own Python is always there. @default that alone */
  readonly kernels?: { readonly [name: string]: NotebookKernel };
}

/** A gateway to notebooks, in the browser, for people of an institution. */
export interface NotebookGatewayProps {
  /** Its name in browsers, e.g. `notebooks.example.edu`; the institution's DNS leads it to the output `GatewayAddress`. */
  readonly host: string;
  readonly identity: NotebookIdentity;
  readonly tls: NotebookTls;
  readonly sessions: SessionPlacement;
  /** By the names that people see; the first is what they get if they choose nothing. @default 8 CPUs and 8 GiB, or what the machine has */
  readonly sizes?: { readonly [name: string]: SessionSizeProps };
  /** Addresses that may open the gateway, as CIDR blocks. @default nobody, but by the session service; with a proxy, the proxy */
  readonly openTo?: readonly string[];
  readonly expected?: ExpectedPeople;
  /** @default ended after 2 hours without use; one session a person */
  readonly policy?: SessionPolicyProps;
  /** @default made from logins */
  readonly accounts?: NotebookAccounts;
  /** @default Python with JupyterLab */
  readonly environment?: NotebookEnvironmentProps;
  /** Homes of people. They outlive the gateway. @default managed NFS */
  readonly home?: HomeProps;
  /** Quota, deletion, the folder that all share. @default neither limit nor deletion */
  readonly homes?: NotebookHomesProps;
  /** Stores of the institution that sessions mount as their people, by name. @default none */
  readonly stores?: { readonly [name: string]: NotebookStore };
  /** Further shared folders: data sets, buckets. @default none */
  readonly mounts?: readonly MountProps[];
  /** @default a new bucket */
  readonly results?: ResultsProps;
  /** @default none */
  readonly budget?: BudgetProps;
  /**
   * Until when machines of sessions may cost money: afterwards none is started, and those that run are drained. The gateway and what
   * people keep stay. @default for ever
   */
  readonly lease?: LeaseProps;
  /** @default the session service alone */
  readonly access?: AccessProps;
  /** Packages of the distribution, and early shell lines. @default none */
  readonly software?: SoftwareProps;
  /** @default the cloud's usual distribution */
  readonly image?: ImageProps;
  /** @default a new network of one zone */
  readonly network?: NetworkProps;
  /** Key that encrypts volumes, file systems, buckets and secrets: its ARN, on OCI its OCID. @default the services' own keys */
  readonly encryptionKey?: string;
  /** @default none but the gateway's own */
  readonly tags?: { readonly [key: string]: string };
  /** Unique in the account and Region. @default the construct path */
  readonly clusterName?: string;
  /** vCPUs that the account may run on demand. @default not known */
  readonly quotaVcpus?: number;
  /**
   * What the account has by code of the quota, e.g. `{ 'L-1216C47A': 1152 }`, on OCI by name of the limit, e.g.
   * `{ 'standard-e5-core-count': 500 }`; checked against what is needed. `terrane quota` lists the codes. @default not known
   */
  readonly quotas?: { readonly [code: string]: number };
  /** Prices of the author's own, shown beside the catalogue's. @default none */
  readonly priceBook?: PriceBook;
  /** How much it is used, for reports of cost. @default not stated, but for what is said elsewhere (`typical`, `expected`) */
  readonly usage?: UsageProps;
  /** Warnings that are acceptable here, each with a reason. @default none */
  readonly acknowledge?: readonly Acknowledgement[];
}
