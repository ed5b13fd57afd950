import fc from 'fast-check';
import {
  awsCatalogue,
  type Declared,
  type DesignContext,
  declareHpcCluster,
  declareMpiCluster,
  declareNotebookGateway,
  declareStreamingWorkers,
  ociCatalogue,
} from '../../lib';
import { type Cloud, hpcCluster, mpiCluster } from './cluster';
import { streamingWorkers } from './fleet';
import { notebookGateway } from './gateway';
import { Mix } from './model';

const CONTEXTS: { readonly [C in Cloud]: DesignContext } = {
  aws: { path: 'Lab/Fuzz', catalogue: awsCatalogue, region: 'us-east-1' },
  oci: { path: 'Lab/Fuzz', catalogue: ociCatalogue, region: 'eu-frankfurt-1' },
};

const ARCHETYPES = {
  HpcCluster: { declare: declareHpcCluster, props: hpcCluster },
  MpiCluster: { declare: declareMpiCluster, props: mpiCluster },
  NotebookGateway: { declare: declareNotebookGateway, props: notebookGateway },
  StreamingWorkers: { declare: declareStreamingWorkers, props: streamingWorkers },
} as const;

export type Archetype = keyof typeof ARCHETYPES;
export const ALL = Object.keys(ARCHETYPES) as Archetype[];

/** Something that somebody may declare, rightly or wrongly. */
export interface Attempt {
  readonly archetype: Archetype;
  readonly cloud: Cloud;
  readonly props: object;
}

/** Declarations of one archetype on either cloud; half of them with nothing but sound values. */
export function attempts(archetype: Archetype): fc.Arbitrary<Attempt> {
  return fc
    .record({ cloud: fc.constantFrom<Cloud>('aws', 'oci'), wild: fc.boolean() })
    .chain(({ cloud, wild }) =>
      ARCHETYPES[archetype].props(new Mix(wild), cloud).map((props): Attempt => ({ archetype, cloud, props })),
    );
}

/** Raises a TerraneError with all findings where it cannot be carried out. */
export function declare({ archetype, cloud, props }: Attempt): Declared {
  return ARCHETYPES[archetype].declare(props as never, CONTEXTS[cloud]);
}
