import type { Construct } from 'constructs';
import type { Kind, Part, SubnetPart, Text } from '../../blueprint';
import { keyArn } from '../aws/grants/arns';
import { clusterTags } from '../aws/tags';
import { nameOf } from '../shared/names';
import { type PartRenderer, Rendering as TerraformRendering } from '../terraform/rendering';
import { Environment } from './environment';

export { type RenderedPart, within } from '../terraform/rendering';

export type Renderer<K extends Kind> = PartRenderer<K, Rendering>;

/** What renderers for AWS share while one blueprint is rendered. */
export class Rendering extends TerraformRendering {
  protected readonly cloudName = 'AWS';
  private readonly environments = new Map<Construct, Environment>();

  environment(forPart: Part): Environment {
    return this.environmentOf(this.layerOf(forPart.id));
  }

  /** The zone that a subnet lies in, for the resources of a part. */
  zone(subnet: SubnetPart, forPart: Part): string {
    return typeof subnet.zone === 'number'
      ? this.environment(forPart).zone(subnet.zone)
      : this.text(subnet.zone, forPart);
  }

  /** Tags of everything that a part is made of; the author's own `Name` wins. */
  tags(part: Part): { [key: string]: string } {
    return { Name: nameOf(this.blueprint, part), ...clusterTags(this.blueprint) };
  }

  /** ARN of the customer's key that encrypts a part, or nothing for the service's own key. */
  key(part: Part & { readonly encryptionKey?: Text }): string | undefined {
    return part.encryptionKey === undefined ? undefined : this.text(keyArn(part.encryptionKey), part);
  }

  protected place(layer: Construct, name: string): string {
    return this.environmentOf(layer).value(name);
  }

  private environmentOf(layer: Construct): Environment {
    const known = this.environments.get(layer) ?? new Environment(layer);
    this.environments.set(layer, known);
    return known;
  }
}
