import { Connections, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { type IRole, Role } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Blueprint, MachineShape } from '../../blueprint';
import type { Rendered } from './render';

const RESULTS = 'results';

interface Made {
  folder?: Construct;
  connections?: Connections;
  headRole?: IRole;
  computeRole?: IRole;
  resultsKey?: IKey;
  results?: IBucket;
}

/**
 * The parts that an institution's own constructs work with, as AWS CDK's interfaces. Each is made when it is first asked
 * for: most stacks ask for none, and the first bucket makes AWS CDK load its table of Regions, a tenth of a second.
 */
export class Handles {
  private readonly made: Made = {};

  constructor(
    private readonly scope: Construct,
    private readonly blueprint: Blueprint,
    private readonly rendered: Rendered,
    private readonly encryptionKey: IKey | string | undefined,
  ) {}

  get connections(): Connections {
    this.made.connections ??= new Connections({ securityGroups: [this.headGroup()] });
    return this.made.connections;
  }

  get headRole(): IRole {
    this.made.headRole ??= this.role('HeadRole', this.blueprint.data.facts.head);
    return this.made.headRole;
  }

  get computeRole(): IRole {
    const { head, partitions } = this.blueprint.data.facts;
    this.made.computeRole ??= this.role('ComputeRole', partitions[0]?.fleet ?? head);
    return this.made.computeRole;
  }

  get results(): IBucket {
    this.made.results ??= Bucket.fromBucketAttributes(this.folder(), 'Results', {
      bucketArn: this.rendered.attribute(RESULTS, 'arn'),
      bucketName: this.rendered.attribute(RESULTS, 'name'),
      ...(this.resultsKey === undefined ? {} : { encryptionKey: this.resultsKey }),
    });
    return this.made.results;
  }

  /** The key that the results are encrypted with, where that is the institution's; an existing bucket keeps its own. */
  get resultsKey(): IKey | undefined {
    if (this.blueprint.partOf('bucket', RESULTS).existingName !== undefined) return undefined;
    if (typeof this.encryptionKey !== 'string') return this.encryptionKey;
    this.made.resultsKey ??= Key.fromKeyArn(this.folder(), 'Key', this.encryptionKey);
    return this.made.resultsKey;
  }

  private headGroup(): Connections['securityGroups'][number] {
    const own = this.shape(this.blueprint.data.facts.head).securityGroups.find(
      (id) => this.blueprint.partOf('securityGroup', id).existingId === undefined,
    ) as string;
    // The group allows no egress but what flows need: CDK must write egress rules, too.
    return SecurityGroup.fromSecurityGroupId(this.folder(), 'HeadGroup', this.rendered.attribute(own, 'id'), {
      allowAllOutbound: false,
    });
  }

  private role(id: string, machine: string): IRole {
    return Role.fromRoleName(this.folder(), id, this.rendered.attribute(this.shape(machine).identity, 'name'));
  }

  private shape(id: string): MachineShape {
    const part = this.blueprint.part(id);
    if (part.kind === 'machine' || part.kind === 'fleet') return part;
    throw new Error(`${this.blueprint.data.path}: part '${id}' is no machine`);
  }

  private folder(): Construct {
    this.made.folder ??= new Construct(this.scope, 'Handles');
    return this.made.folder;
  }
}
