import type { PriceBook } from '../../catalogue/facts';
import type { Acknowledgement } from '../../errors';
import type { Duration } from '../../units';
import type {
  AccessProps,
  BudgetProps,
  HomeProps,
  ImageProps,
  LeaseProps,
  MachineChoice,
  NetworkProps,
  ResultsProps,
  SoftwareProps,
  UserProps,
} from '../hpc/props';
import type { UsageProps } from '../usage/props';
import type { PythonCode } from './code';
import type { StreamSource } from './sources';

/** The author's program, which knows nothing of clouds. */
export interface WorkerProps {
  /** Its files: `pythonFolder('detector')`. */
  readonly code: PythonCode;
  /** `file.function` or `file.Class`, e.g. `htn.detect` for `def detect(stream)` in `htn.py`. */
  readonly handler: string;
  /** Python packages beside NumPy, SciPy, ObsPy, pyarrow and Dask, each pinned: `scikit-learn==1.7.2`. @default none */
  readonly requirements?: readonly string[];
  /** Pieces of work at a time on one node. @default the machine's vCPUs */
  readonly threads?: number;
  /** Longest work on one piece. @default 15 minutes; 1 second to 6 hours */
  readonly timeout?: Duration;
  /** Times that a piece is tried before it goes to the dead letters. @default 5; 1 to 20 */
  readonly attempts?: number;
}

/** The machines that work. */
export interface WorkersProps {
  readonly machine: MachineChoice;
  /** Further machine types, tried in order when there is no capacity. @default none */
  readonly alternatives?: readonly string[];
  /** Nodes that are always there. @default 0: the fleet grows from nothing and shrinks to nothing */
  readonly min?: number;
  /** Nodes at most. */
  readonly max: number;
  /** Fleet sizes that the plan shows. @default a quarter, a half and all of `max`, and what the source can feed */
  readonly typical?: readonly number[];
  /** `spot`: a node that is taken away gives its piece of work back. @default 'spot' where the machine is sold so, and min is 0 */
  readonly pricing?: 'on-demand' | 'spot';
  /** Whether to pay on-demand where there is no spot capacity. @default true with spot */
  readonly onDemandFallback?: boolean;
  /** How long a node stays without work. @default 5 minutes */
  readonly idle?: Duration;
}

/** How records of a live stream are gathered. Event time counts, not the time of arrival. */
export interface WindowProps {
  /** Length. @default 20 seconds */
  readonly size?: Duration;
  /** A window begins so often; below `size` windows overlap. @default `size`: they follow each other */
  readonly every?: Duration;
  /** How late a record may come and still be counted. @default 30 seconds */
  readonly allowedLateness?: Duration;
  /** How often the state of detectors is written down. @default 60 seconds; 10 seconds to 1 hour */
  readonly checkpoint?: Duration;
}

/** Who is told at once of what a detector finds (rows with `alert`). */
export interface AlertsProps {
  /** Each confirms the subscription once, by a letter of the cloud's. @default nobody: programs subscribe to the topic */
  readonly emails?: readonly string[];
  /** From the end of the packet's record to the alert; the stages are added up and must not exceed it. @default not checked */
  readonly within?: Duration;
  /** Length of record in one packet of the instrument, which is part of the delay. @default 0 seconds */
  readonly packet?: Duration;
}

/** A fleet of workers fed by a scientific source. */
export interface StreamingWorkersProps {
  readonly source: StreamSource;
  readonly worker: WorkerProps;
  readonly workers: WorkersProps;
  /** Live sources alone. @default fixed windows of 20 seconds */
  readonly window?: WindowProps;
  /** A topic. Live sources and queues alone. @default none */
  readonly alerts?: AlertsProps;
  /** Archives alone: when all is to be done; the fleet is as large as that takes. @default as fast as the source can be read */
  readonly deadline?: Duration;
  /** The machine that keeps the plan, the cap and the ledger. @default 2 cores and 4 GiB */
  readonly head?: { readonly machine: MachineChoice };
  /** The bucket that results go to. @default a new bucket, which outlives the fleet */
  readonly results?: ResultsProps;
  /** @default none */
  readonly budget?: BudgetProps;
  /** Until when workers may cost money: afterwards none is started, and those that run end as on a spot notice. @default for ever */
  readonly lease?: LeaseProps;
  /** Where the fleet's environment and the author's files lie. @default a volume of 50 GiB on the head */
  readonly home?: HomeProps;
  /** @default the image's own user alone */
  readonly users?: readonly UserProps[];
  /** @default the session service alone */
  readonly access?: AccessProps;
  /** Packages of the distribution, and early shell lines. @default none */
  readonly software?: Pick<SoftwareProps, 'packages' | 'early'>;
  /** @default the cloud's usual distribution */
  readonly image?: ImageProps;
  /** @default a new network of one zone */
  readonly network?: NetworkProps;
  /** Key that encrypts volumes, buckets, streams, queues and secrets: its ARN, on OCI its OCID. @default the services' own keys */
  readonly encryptionKey?: string;
  /** @default none but the fleet's own */
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
  /** Prices of the author's own, which the plan counts with where it has both machines. @default the catalogue's */
  readonly priceBook?: PriceBook;
  /** How much it is used, for reports of cost. @default not stated, but for what is said elsewhere (`typical`, `expected`) */
  readonly usage?: UsageProps;
  /** Warnings that are acceptable here, each with a reason. @default none */
  readonly acknowledge?: readonly Acknowledgement[];
}
