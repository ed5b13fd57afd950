import { dependable, Fn, type ITerraformDependable, TerraformLocal, TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { CoreComputeCluster } from 'terrane/oci/core-compute-cluster';
import { CoreInstance } from 'terrane/oci/core-instance';
import { CoreInstanceConfiguration } from 'terrane/oci/core-instance-configuration';
import type { CoreNetworkSecurityGroup } from 'terrane/oci/core-network-security-group';
import type { CoreSubnet } from 'terrane/oci/core-subnet';
import type { Materials, Role } from '../materials';
import { named, PLACE } from './place';
import type { Tags } from './tags';

interface Around {
  readonly materials: Materials;
  readonly tags: Tags;
  readonly group: CoreNetworkSecurityGroup;
  readonly subnet: CoreSubnet;
}

const INSTANCE_OPTIONS = { areLegacyImdsEndpointsDisabled: true };
const BOOT_VOLUME_GB = '50';
const NODE_PLUGINS = ['Bastion', 'Compute HPC RDMA Authentication', 'Compute HPC RDMA Auto-Configuration'];

export function instanceConfiguration(
  scope: Construct,
  name: string,
  { materials, tags, group, subnet }: Around,
): CoreInstanceConfiguration {
  const near = new CoreComputeCluster(scope, 'Placement', {
    ...named(name, 'compute-placement'),
    availabilityDomain: PLACE.zone,
  });
  return new CoreInstanceConfiguration(scope, 'Nodes', {
    ...named(name, 'compute-fleet'),
    instanceDetails: {
      instanceType: 'compute',
      launchDetails: {
        ...named(name, 'compute'),
        availabilityDomain: PLACE.zone,
        shape: 'BM.Optimized3.36',
        computeClusterId: near.id,
        sourceDetails: { sourceType: 'image', imageId: PLACE.image, bootVolumeSizeInGbs: BOOT_VOLUME_GB },
        createVnicDetails: { subnetId: subnet.id, nsgIds: [group.id], assignPublicIp: false },
        instanceOptions: INSTANCE_OPTIONS,
        agentConfig: plugins(NODE_PLUGINS),
        metadata: { user_data: userData(scope, name, 'compute', materials) },
        freeformTags: { 'terrane:partition': 'compute' },
        definedTags: tags.ofRole('compute'),
      },
    },
    definedTags: tags.cluster,
    dependsOn: tags.resources,
    lifecycle: { createBeforeDestroy: true },
  });
}

export function head(
  scope: Construct,
  name: string,
  { materials, tags, group, subnet, dependsOn }: Around & { readonly dependsOn: ITerraformDependable[] },
): CoreInstance {
  // The engine's own class for it would run `terraform version` when a stack is validated.
  const image = new TerraformResource(scope, 'HeadImage', { terraformResourceType: 'terraform_data' });
  image.addOverride('input', 'oracle-linux-9');
  return new CoreInstance(scope, 'Head', {
    ...named(name, 'head'),
    availabilityDomain: PLACE.zone,
    shape: 'VM.Standard.E4.Flex',
    shapeConfig: { ocpus: 18, memoryInGbs: 72 },
    sourceDetails: { sourceType: 'image', sourceId: PLACE.image, bootVolumeSizeInGbs: BOOT_VOLUME_GB },
    createVnicDetails: { subnetId: subnet.id, nsgIds: [group.id], assignPublicIp: 'false', hostnameLabel: 'head' },
    preserveBootVolume: false,
    isPvEncryptionInTransitEnabled: true,
    instanceOptions: INSTANCE_OPTIONS,
    agentConfig: plugins(['Bastion']),
    metadata: { user_data: userData(scope, name, 'head', materials) },
    definedTags: tags.ofRole('head'),
    dependsOn: [...dependsOn, ...tags.resources],
    lifecycle: {
      ignoreChanges: [
        'source_details[0].source_id',
        'freeform_tags["terrane:phase"]',
        'freeform_tags["terrane:reason"]',
      ],
      replaceTriggeredBy: [dependable(image)],
    },
  });
}

function plugins(names: readonly string[]) {
  return { pluginsConfig: names.map((name) => ({ name, desiredState: 'ENABLED' })) };
}

// Terraform takes `${` for the beginning of an interpolation.
function userData(scope: Construct, name: string, role: Role, materials: Materials): string {
  const text = materials
    .userDataOf(role, name)
    .join(PLACE.region)
    .replace(/[$%](?=\{)/g, '$&$&');
  return Fn.base64encode(new TerraformLocal(scope, `${role}-user-data`, text).asString);
}
