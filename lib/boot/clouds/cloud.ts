import type { Text } from '../../blueprint';
import type { LogicalPackage, PackageFamily } from '../steps';
import type { CloudPlaces } from './places';

/** A cloud that machines boot in, by the name that their settings and the catalogue have for it. */
export type CloudName = 'aws' | 'oci';

/** A function of a boot script, and the names of those that it calls. */
export interface HelperText {
  readonly needs: readonly string[];
  readonly text: string;
}

type ByFamily<T> = { readonly [family in PackageFamily]: T };

/** What the stub in the user data does with the cloud's SDK. */
export interface CloudStub {
  /** The first lines: what the SDK finds in the environment. */
  readonly environment: string;
  /** Lines after the author's own early ones, which may have set a proxy. Each ends with a line break. */
  readonly afterEarly: string;
  /** Python that ends with 0 where the SDK is installed. It does not load it. */
  readonly look: string;
  /** Lines that install the SDK. */
  readonly install: ByFamily<readonly string[]>;
  /**
   * Python that tells the cloud of a failure: by tags of the machine, and on a head at the gate. It finds `phase` and `reason`,
   * and `json` loaded.
   */
  readonly tell: string;
  /**
   * Python that reads the cluster document and the bundle. It leaves `read` (the document's text), `wanted` (its `bundle`) and
   * `data` (the archive), and loads `hashlib, io, json, os, shutil, sys, zipfile` for what follows.
   */
  readonly fetch: string;
  /** How often the bundle is asked for: the pauses grow to two minutes in six attempts, to seven in nine. */
  readonly attempts: number;
}

/** Functions of a boot script whose text differs from cloud to cloud. */
export interface CloudShell {
  /** `fetch URI FILE`: from https, or from object storage as the machine's identity. */
  readonly fetch: HelperText;
  /** `session_agent FAMILY [KEY-FILE]`: the agent of the session service. */
  readonly sessionAgent: HelperText;
  /** `lustre_apt`, `lustre_dnf`: a Lustre client, or the reason why there is none. */
  readonly lustre: ByFamily<HelperText>;
  /** `fabric COUNT`: as many devices for tightly coupled work as the machine has. */
  readonly fabric: HelperText;
  /** A command that prints the machine's local disks, a path a line. */
  readonly localDisks: string;
  /** What a machine without local disks says. */
  readonly noLocalDisks: string;
}

/** Interfaces for tightly coupled work. */
export interface CloudFabric {
  readonly budgetSeconds: number;
  /** Kernel modules to load at every start. */
  readonly modules: readonly string[];
  /** What programs find in the environment. */
  readonly environment: { readonly [name: string]: string };
}

/** All that a boot must know of a cloud. */
export interface BootCloud {
  readonly name: CloudName;
  /** What a machine's settings say beside its cluster, role, Region, documents and partition. */
  readonly settings: { readonly [key: string]: Text };
  readonly stub: CloudStub;
  readonly shell: CloudShell;
  readonly fabric: CloudFabric;
  readonly places: CloudPlaces;
  /** Packages beside the distribution's own (`lib/boot/families.ts`). */
  readonly packages: { readonly [name in LogicalPackage]?: ByFamily<readonly string[]> };
  /** Whether its images filter by themselves what arrives, beside the network's own groups. */
  readonly hostFirewall: boolean;
  /** Whether its images give a machine the name that the cloud knows, at every start, unless they are told not to. */
  readonly renames: boolean;
  /** Who sets the hardware threads a core: the launch (but of machines whose threads are fixed), or the boot. */
  readonly threads: 'launch' | 'boot';
}
