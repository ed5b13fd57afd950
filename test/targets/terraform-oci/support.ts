import { TerraformStack, Testing } from 'cdktf';
import type { HpcClusterProps as NeutralProps } from '../../../lib/archetypes';
import { HpcCluster, type OciPlace } from '../../../lib/targets/terraform-oci';

// biome-ignore lint/suspicious/noExplicitAny: what a test looks at is JSON
export type Json = any;

export const PLACE: OciPlace = {
  tenancyId: 'ocid1.tenancy.oc1..aaaatenancy',
  compartmentId: 'ocid1.compartment.oc1..aaaacompartment',
  region: 'eu-frankfurt-1',
  availabilityDomains: ['lfcb:EU-FRANKFURT-1-AD-1', 'lfcb:EU-FRANKFURT-1-AD-2', 'lfcb:EU-FRANKFURT-1-AD-3'],
  namespace: 'examplens',
  images: {
    'ubuntu-24.04': 'ocid1.image.oc1.eu-frankfurt-1.aaaaubuntu',
    'oracle-linux-9': 'ocid1.image.oc1.eu-frankfurt-1.aaaaoracle',
  },
};

export const SMALL: NeutralProps = {
  head: { machine: 'VM.Standard.E4.Flex.2.16' },
  partitions: { work: { machine: 'VM.Standard.E4.Flex.4.32', max: 4 } },
};

/** A cluster in a stack of its own, as Terraform reads it. */
export interface Synthesised {
  readonly cluster: HpcCluster;
  readonly configuration: Json;
  /** Resources of a type, by their names in the configuration. */
  all(type: string): { readonly [name: string]: Json };
  /** The only resource of a type whose name matches. */
  one(type: string, name?: RegExp): Json;
}

export function synthesised(props: Partial<NeutralProps> = {}, place: Partial<OciPlace> = {}): Synthesised {
  const stack = new TerraformStack(Testing.app(), 'Stack');
  const cluster = new HpcCluster(stack, 'Work', { ...SMALL, ...props, place: { ...PLACE, ...place } });
  return read(stack, cluster);
}

/** With a data layer: the stack of the cluster, and that of what is retained. */
export function synthesisedApart(props: Partial<NeutralProps> = {}): { near: Synthesised; data: Json } {
  const app = Testing.app();
  const [stack, dataStack] = [new TerraformStack(app, 'Stack'), new TerraformStack(app, 'Data')];
  const cluster = new HpcCluster(stack, 'Work', { ...SMALL, ...props, place: PLACE, dataStack });
  return { near: read(stack, cluster), data: JSON.parse(Testing.synth(dataStack)) };
}

function read(stack: TerraformStack, cluster: HpcCluster): Synthesised {
  const configuration = JSON.parse(Testing.synth(stack));
  const all = (type: string) => configuration.resource[type] ?? {};
  return {
    cluster,
    configuration,
    all,
    one: (type, name = /./) => {
      const found = Object.entries(all(type)).filter(([each]) => name.test(each));
      if (found.length !== 1) throw new Error(`${found.length} of ${type} match ${name}: ${Object.keys(all(type))}`);
      return found[0]?.[1];
    },
  };
}
