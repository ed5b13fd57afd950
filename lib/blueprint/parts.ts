import type { Distribution, MachineFacts } from '../catalogue/facts';
import type { BalancerPart, PublicAddressPart } from './entrance-parts';
import type { QueuePart, StreamPart, TablePart, TopicPart } from './messaging-parts';
import type { PartBase } from './part-base';
import type { FunctionPart, SchedulePart, Stop } from './stop-parts';
import type { JsonWithText, Text } from './text';

export type { BalancerPart, PublicAddressPart } from './entrance-parts';
export type { QueuePart, StreamPart, TablePart, TopicPart } from './messaging-parts';
export type { FunctionPart, SchedulePart, Stop, StopMark } from './stop-parts';

/** A private network: a new one by `cidr`, or the institution's by `existingId`. Attributes: `id`. */
export interface NetworkPart extends PartBase {
  readonly kind: 'network';
  readonly cidr?: string;
  readonly existingId?: Text;
}

/** How a subnet reaches other networks: `public` by a gateway and public addresses, `nat` outgoing only, `isolated` not at all. */
export type Reach = 'public' | 'nat' | 'isolated';

/** A subnet in one zone. Attributes: `id`, `zone`. */
export interface SubnetPart extends PartBase {
  readonly kind: 'subnet';
  readonly network: string;
  /** A zone's name, or its index among the Region's zones (0 first). */
  readonly zone: string | number;
  readonly cidr?: string;
  readonly reach: Reach;
  readonly existingId?: Text;
  /** Whether it lies in all zones at once, where the cloud has such subnets; `zone` is then said for the others. Default: no. */
  readonly regional?: boolean;
}

/** A private way from a network to the cloud's object store, free of charge and without the internet. Attributes: none. */
export interface StoreEndpointPart extends PartBase {
  readonly kind: 'storeEndpoint';
  readonly network: string;
  readonly subnets: readonly string[];
}

/** A set of network interfaces that share their rules; the rules follow from the flows. Attributes: `id`. */
export interface SecurityGroupPart extends PartBase {
  readonly kind: 'securityGroup';
  readonly network: string;
  readonly description: string;
  readonly existingId?: Text;
}

/** What a program acts as; what it may do follows from the grants. Attributes: `name`. */
export interface IdentityPart extends PartBase {
  readonly kind: 'identity';
  readonly description: string;
  /** What it is lent to. Default: machines. */
  readonly of?: 'function' | 'schedule';
}

/** Machines close to each other, or apart from each other. Attributes: `name`. */
export interface PlacementGroupPart extends PartBase {
  readonly kind: 'placementGroup';
  readonly strategy: 'cluster' | 'spread';
}

/** A block volume of its own; a machine attaches it while it boots. Attributes: `id`. */
export interface DiskPart extends PartBase {
  readonly kind: 'disk';
  readonly description: string;
  readonly sizeGiB: number;
  /** The subnet whose zone it lives in. */
  readonly subnet: string;
  /** A snapshot to start from. */
  readonly snapshot?: Text;
  /** Input and output operations a second; the cloud's baseline when absent. */
  readonly iops?: number;
  /** MiB a second; the cloud's baseline when absent. */
  readonly throughputMiBps?: number;
  readonly encryptionKey?: Text;
}

/** A managed shared file system. Attributes: `id`, `address`, `mountName` (Lustre). */
export interface FileSystemPart extends PartBase {
  readonly kind: 'fileSystem';
  readonly protocol: 'nfs' | 'lustre';
  readonly description: string;
  readonly subnets: readonly string[];
  readonly securityGroup: string;
  /** Lustre only. */
  readonly capacityGiB?: number;
  /** Lustre: MB a second per TiB of a persistent file system; absent for scratch. */
  readonly throughputPerTiB?: number;
  readonly encryptionKey?: Text;
}

/** After how many days the objects of a bucket change class or go. */
export interface BucketLifecycle {
  readonly infrequentAccessAfterDays?: number;
  readonly archiveAfterDays?: number;
  readonly expireNoncurrentAfterDays?: number;
  readonly abortIncompleteUploadsAfterDays: number;
}

/** An object store bucket: a new one, or an existing one by name. Attributes: `name`. */
export interface BucketPart extends PartBase {
  readonly kind: 'bucket';
  readonly description: string;
  readonly versioned: boolean;
  readonly lifecycle?: BucketLifecycle;
  readonly existingName?: Text;
  readonly encryptionKey?: Text;
}

/**
 * A secret whose value the cloud's secret store makes at deployment, and nobody else ever sees; or the institution's by
 * `existingId`, of which nothing is made. Attributes: `id`.
 */
export interface SecretPart extends PartBase {
  readonly kind: 'secret';
  readonly description: string;
  /** Letters and digits. */
  readonly length: number;
  readonly encryptionKey?: Text;
  /** AWS: the full ARN, with the six characters that end it; Oracle Cloud: the OCID. */
  readonly existingId?: Text;
}

/** A file of a bundle: text made by the library, or a file below the package's `runtime/nodes`. */
export interface BundleFile {
  readonly path: string;
  readonly text?: string;
  readonly runtime?: string;
  readonly executable?: boolean;
}

/** An archive of programs and settings that machines fetch at boot and verify. Attributes: `bucket`, `key`, `sha256`. */
export interface BundlePart extends PartBase {
  readonly kind: 'bundle';
  readonly files: readonly BundleFile[];
}

/** A JSON document that machines read at boot and later; it carries deploy-time values. Attributes: `name`. */
export interface DocumentPart extends PartBase {
  readonly kind: 'document';
  readonly description: string;
  /** Absolute path in the parameter store, e.g. `/terrane/ocean/cluster`; on OCI, behind the slash, an object's name. */
  readonly name: string;
  readonly content: JsonWithText;
}

/** A distribution's image, or an own one. */
export interface Image {
  readonly distribution: Distribution | 'own';
  /** Own image, for every Region. */
  readonly id?: Text;
  /** Own image by Region. */
  readonly byRegion?: { readonly [region: string]: string };
  /** Name of an own image's root device, e.g. `/dev/sda1`. */
  readonly rootDevice?: string;
  readonly packages: 'apt' | 'dnf';
}

/** Network interfaces for tightly coupled work (EFA, RDMA). */
export interface Fabric {
  readonly interfaces: number;
  readonly cards: number;
}

/** What a single machine and a fleet's machines have in common. */
export interface MachineShape {
  readonly role: string;
  readonly machine: MachineFacts;
  readonly image: Image;
  readonly securityGroups: readonly string[];
  readonly identity: string;
  readonly rootGiB: number;
  /** Hardware threads a core that the machine runs with. */
  readonly threadsPerCore: number;
  readonly publicAddress: boolean;
  /** cloud-init user data, before any encoding. */
  readonly userData: Text;
  readonly encryptionKey?: Text;
  readonly tags: { readonly [key: string]: Text };
}

/** A machine that is always there. Attributes: `id`, `address` (private), and where it has one `publicAddress`. */
export interface MachinePart extends PartBase, MachineShape {
  readonly kind: 'machine';
  readonly description: string;
  readonly subnet: string;
  /** Parts that must exist before the machine boots although nothing of it refers to them. */
  readonly after: readonly string[];
}

/**
 * Where a deployment waits for a machine to say that it is ready; no word in time, or word of a failure, fails the deployment.
 * Attributes: `stack` and `resource`, the coordinates that the machine signals to. They are names known before the machine
 * exists, so that a document which the machine reads may hold them.
 */
export interface GatePart extends PartBase {
  readonly kind: 'gate';
  /** The machine part; the gate is made with it or after it, and made anew when the machine is replaced. */
  readonly opener: string;
  readonly timeoutMinutes: number;
}

/** A template from which another machine (a scheduler's head) launches machines as they are needed. Attributes: `templateId`, `templateName`, `templateVersion`. */
export interface FleetPart extends PartBase, MachineShape {
  readonly kind: 'fleet';
  readonly description: string;
  readonly subnets: readonly string[];
  /** Machine types to try after `machine`, in order. */
  readonly alternatives: readonly MachineFacts[];
  readonly minCount: number;
  readonly maxCount: number;
  readonly pricing: 'on-demand' | 'spot';
  /** Whether to pay on-demand when no spot capacity is to be had. */
  readonly onDemandFallback: boolean;
  readonly placementGroup?: string;
  readonly fabric?: Fabric;
  /** What ends launches from it. Default: nothing. */
  readonly stops?: readonly Stop[];
}

/** A private DNS zone of a network. Attributes: `id`. */
export interface DnsZonePart extends PartBase {
  readonly kind: 'dnsZone';
  readonly network: string;
  /** e.g. `ocean.terrane.internal` */
  readonly name: string;
}

/** A name for a machine's private address. Attributes: none; the name is known at synth. */
export interface DnsRecordPart extends PartBase {
  readonly kind: 'dnsRecord';
  readonly dnsZone: string;
  /** Fully qualified, without a final dot. */
  readonly name: string;
  readonly address: Text;
}

/** A monthly spending limit with notifications. Attributes: `name`. */
export interface BudgetPart extends PartBase {
  readonly kind: 'budget';
  readonly name: string;
  readonly usdPerMonth: number;
  /** Per cent of the limit. */
  readonly notifyAtPercent: readonly number[];
  readonly emails: readonly string[];
  /** Only what carries this tag counts. */
  readonly tag: { readonly key: string; readonly value: string };
  /** The topic part that is told as well, at some per cent of the limit. Default: none. */
  readonly topic?: string;
  readonly topicAtPercent?: number;
}

/** A line that the deployment prints. Attributes: none. */
export interface OutputPart extends PartBase {
  readonly kind: 'output';
  readonly name: string;
  readonly description: string;
  readonly value: Text;
}

export type Part =
  | NetworkPart
  | SubnetPart
  | StoreEndpointPart
  | SecurityGroupPart
  | IdentityPart
  | PlacementGroupPart
  | DiskPart
  | FileSystemPart
  | BucketPart
  | SecretPart
  | StreamPart
  | QueuePart
  | TopicPart
  | TablePart
  | BundlePart
  | DocumentPart
  | MachinePart
  | GatePart
  | FleetPart
  | PublicAddressPart
  | BalancerPart
  | DnsZonePart
  | DnsRecordPart
  | FunctionPart
  | SchedulePart
  | BudgetPart
  | OutputPart;

export type Kind = Part['kind'];

export type PartOf<K extends Kind> = Extract<Part, { kind: K }>;
