import type { Construct } from 'constructs';
import type { DesignContext } from '../../archetypes';
import type { Declared } from '../../declare';
import { terraformProvider } from '../../provenance';
import { clusterParts } from '../shared/cluster-parts';
import { BlueprintConstruct } from '../terraform/construct';
import { addNativeChecks } from './checks';
import type { OciClusterProps } from './cluster-props';
import { declareFor } from './declaration';
import { imageWords } from './image-words';
import { renderBlueprint } from './render';
import { ociProvider } from './schema/oci-provider';

/** What clusters of every kind offer to the rest of a stack: names and OCIDs of their resources, as references. */
export abstract class Cluster extends BlueprintConstruct {
  /** OCID of the head. */
  readonly headInstanceId: string;
  /** The dynamic group that the head is a member of, for policies of the user's own. */
  readonly headDynamicGroupName: string;
  /** The dynamic group that the nodes are members of. */
  readonly computeDynamicGroupName: string;
  /** The head's own network security group, for rules of the user's own. */
  readonly headSecurityGroupId: string;
  /** Where results go: versioned, encrypted, private; it outlives the cluster. */
  readonly resultsBucketName: string;

  protected constructor(
    scope: Construct,
    id: string,
    { place, dataStack }: OciClusterProps,
    declare: (context: DesignContext) => Declared,
  ) {
    super(scope, id, dataStack, (path) => declareFor(place, path, declare), {
      render: (blueprint, layers) => renderBlueprint(blueprint, layers, place),
      provider: terraformProvider(ociProvider.about.provider, ociProvider.about.version),
      imageSource: (part) => imageWords(part, place),
    });
    const parts = clusterParts(this.blueprint);
    this.headInstanceId = this.rendered.attribute(parts.head, 'id');
    this.headDynamicGroupName = this.rendered.attribute(parts.headIdentity, 'name');
    this.computeDynamicGroupName = this.rendered.attribute(parts.computeIdentity, 'name');
    this.headSecurityGroupId = this.rendered.attribute(parts.headGroup, 'id');
    this.resultsBucketName = this.rendered.attribute(parts.results, 'name');
    addNativeChecks(this);
    if (this.layers.data !== undefined) addNativeChecks(this.layers.data);
  }
}
