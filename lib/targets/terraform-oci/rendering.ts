import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import type { Blueprint, Kind, Part, SubnetPart, Text } from '../../blueprint';
import { nameOf } from '../shared/names';
import { type Layers, type PartRenderer, Rendering as TerraformRendering } from '../terraform/rendering';
import type { OciPlace } from './place';
import { documentsBucketName, type StoredDocuments, storeOf } from './store';
import { type DefinedTags, definedTagsOf } from './tags';
import { type SecretVault, vaultOf } from './vault';

export { type RenderedPart, within } from '../terraform/rendering';

export type Renderer<K extends Kind> = PartRenderer<K, Rendering>;

/** What renderers for Oracle Cloud share while one blueprint is rendered. */
export class Rendering extends TerraformRendering {
  protected readonly cloudName = 'Oracle Cloud';
  readonly definedTags: DefinedTags;
  private sharedStore: StoredDocuments | undefined;
  private sharedVault: SecretVault | undefined;
  private readonly tagged: TerraformResource[] = [];

  constructor(
    blueprint: Blueprint,
    layers: Layers,
    readonly location: OciPlace,
  ) {
    super(blueprint, layers);
    // Tags come before all that carries them, and stay with what is retained.
    this.definedTags = definedTagsOf(new Construct(layers.data ?? layers.scope, 'Tags'), this.location, blueprint);
    this.commons = new Construct(layers.scope, 'Commons');
  }

  /** Where resources go that several parts share. */
  readonly commons: Construct;

  get compartmentId(): string {
    return this.location.compartmentId;
  }

  /** The bucket that machines read documents and programs from. */
  get store(): StoredDocuments {
    this.sharedStore ??= storeOf(this);
    return this.sharedStore;
  }

  /** The vault that secrets lie in. */
  get vault(): SecretVault {
    this.sharedVault ??= vaultOf(this);
    return this.sharedVault;
  }

  /** The availability domain that a subnet lies in, for the resources of a part. */
  zone(subnet: SubnetPart, forPart: Part): string {
    if (typeof subnet.zone !== 'number') return this.text(subnet.zone, forPart);
    const domain = this.location.availabilityDomains[subnet.zone];
    if (domain === undefined)
      throw new Error(`${this.blueprint.data.path}: no availability domain ${subnet.zone + 1} is given`);
    return domain;
  }

  /** Name and freeform tags of everything that a part is made of. */
  named(part: Part): { readonly displayName: string; readonly freeformTags: { [key: string]: string } } {
    return { displayName: nameOf(this.blueprint, part), freeformTags: this.freeform() };
  }

  /** The author's own tags. */
  freeform(): { [key: string]: string } {
    return { ...this.blueprint.data.tags };
  }

  /** OCID of the customer's key that encrypts a part, or nothing for the service's own key. */
  key(part: Part & { readonly encryptionKey?: Text }): string | undefined {
    return this.optionalText(part.encryptionKey, part);
  }

  /** Notes a resource that carries, or counts by, defined tags: it is made after them. */
  carriesTags(resource: TerraformResource): void {
    this.tagged.push(resource);
  }

  /** Resources that come after the definition of tags. */
  get withDefinedTags(): readonly TerraformResource[] {
    return this.tagged;
  }

  protected place(_layer: Construct, name: string): string {
    const read = FACTS[name];
    if (read === undefined) throw new Error(`Oracle Cloud knows no '${name}' of the place of deployment`);
    return read(this);
  }
}

const FACTS: { readonly [name: string]: (rendering: Rendering) => string } = {
  region: ({ location }) => location.region,
  compartment: ({ location }) => location.compartmentId,
  namespace: ({ location }) => location.namespace,
  documentsBucket: ({ blueprint }) => documentsBucketName(blueprint),
  tagNamespace: ({ definedTags }) => definedTags.namespace,
};
