import data from './cloudformation.json';
import { touches } from './values';

interface Row {
  /** All that an author may give. */
  readonly properties: readonly string[];
  /** A change makes another resource; with dots for what is inside of a property. */
  readonly createOnly: readonly string[];
  /** A change makes another resource under conditions that the schema does not tell. */
  readonly conditional?: readonly string[];
  /** Attributes that may be others after a change in place. */
  readonly volatile?: readonly string[];
}

export interface CloudFormationTable {
  readonly about: { readonly source: string; readonly date: string };
  readonly resources: { readonly [type: string]: Row };
}

/** What the published resource schemas say, of the types that are rendered. */
export const cloudFormationTable: CloudFormationTable = data;

export interface Effect {
  readonly does: 'update' | 'replace' | 'refuse';
  readonly unsure?: string;
  readonly restarts?: boolean;
}

const VOLUME = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-volume.html';
const INSTANCE =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-instance.html';

/** What the user guide says and the schemas do not. Machines of the library boot from EBS, in a VPC. */
const DOCUMENTED: { readonly [type: string]: { readonly [property: string]: Effect & { readonly source: string } } } = {
  // "Updates are not supported": the deployment fails.
  'AWS::EC2::Volume': {
    AvailabilityZone: { does: 'refuse', source: VOLUME },
    AvailabilityZoneId: { does: 'refuse', source: VOLUME },
    Encrypted: { does: 'refuse', source: VOLUME },
    KmsKeyId: { does: 'refuse', source: VOLUME },
    OutpostArn: { does: 'refuse', source: VOLUME },
    SnapshotId: { does: 'refuse', source: VOLUME },
  },
  'AWS::EC2::Instance': {
    // "Modifying any other parameter [than DeleteOnTermination] results in instance replacement."
    BlockDeviceMappings: { does: 'replace', source: INSTANCE },
    // "Update requires: Some interruptions" for instances that boot from EBS.
    UserData: { does: 'update', restarts: true, source: INSTANCE },
    // Between types that are not compatible with each other it is a replacement.
    InstanceType: {
      does: 'replace',
      unsure:
        'between machine types that are not compatible CloudFormation makes another machine; else it restarts this one',
      source: INSTANCE,
    },
    SecurityGroupIds: { does: 'update', source: INSTANCE },
  },
  'AWS::DynamoDB::Table': { KeySchema: { does: 'replace', source: 'aws-resource-dynamodb-table' } },
  'AWS::EC2::EIP': { Domain: { does: 'replace', source: 'aws-resource-ec2-eip' } },
  'AWS::FSx::FileSystem': {
    FileSystemTypeVersion: { does: 'replace', source: 'aws-resource-fsx-filesystem' },
    StorageType: { does: 'replace', source: 'aws-resource-fsx-filesystem' },
    LustreConfiguration: {
      does: 'replace',
      unsure: 'some settings of a Lustre file system make another one',
      source: 'aws-properties-fsx-filesystem-lustreconfiguration',
    },
  },
  'AWS::Route53::RecordSet': { Name: { does: 'replace', source: 'aws-resource-route53-recordset' } },
  'AWS::S3::Bucket': { ObjectLockEnabled: { does: 'replace', source: 'aws-resource-s3-bucket' } },
};

/** What CloudFormation does for a change at a path; of what it does not know the table says the harsher. */
export function effectOf(type: string, path: string): Effect {
  const row = cloudFormationTable.resources[type];
  if (row === undefined) return { does: 'replace', unsure: `no schema of ${type} is at hand` };
  const [property = path] = path.split('.');
  const documented = DOCUMENTED[type]?.[property];
  if (documented !== undefined) return documented;
  if (row.createOnly.some((each) => touches(path, each))) return { does: 'replace' };
  if (!row.properties.includes(property))
    return { does: 'replace', unsure: `the schema of ${type} has no ${property}` };
  if (row.conditional?.includes(property) === true)
    return { does: 'replace', unsure: `whether ${property} can be changed in place depends on its value` };
  return { does: 'update' };
}

export function isVolatile(type: string, attribute: string): boolean {
  const row = cloudFormationTable.resources[type];
  return row === undefined || (row.volatile ?? []).some((each) => touches(attribute, each));
}
