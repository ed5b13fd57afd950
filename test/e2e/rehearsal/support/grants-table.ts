/** What fails when a grant is missing. */
export interface Need {
  /** `Sid action`, as the policy has it. */
  readonly grant: string;
  /** A line for bash on a machine of the role: the very program that needs the grant. */
  readonly step: string;
  /** How the step says it. */
  readonly says: RegExp;
  /** The ARN that the refused call was for. */
  readonly resource: RegExp;
}

/** A grant that a rehearsal cannot need, and the reason that the report gives. */
export interface Unneeded {
  readonly grant: string;
  readonly reason: string;
}

const NODE = '/opt/terrane/bin/terrane-node';
/** The node whose launches fail here: Slurm leaves it alone for a while then. */
export const UNLUCKY = 'compute-3';
/** The node that runs while grants are taken away. */
export const RUNNING = 'compute-1';

const phase = (script: string, name: string) => `bash /opt/terrane/boot/${script}.sh --phase ${name}`;
const VOLUMES = phase('head', 'volumes');
// Its pauses between attempts are left out; all else is the machine's own first program.
const STUB = 'sleep() { :; }; export -f sleep; /usr/local/sbin/terrane-stub';
// As if the cluster had another bundle than the one in use, and none had been refused lately.
const UPDATE = `echo other > /opt/terrane/.bundle-sha256; rm -f /var/lib/terrane/update.json; ${NODE} update`;
const RESUME = `${NODE} resume ${UNLUCKY}`;
const REPORT = `${NODE} report ready done`;

/**
 * A call of boto3 with the machine's own role, as a program of a user makes it. The shell's variables BUCKET and UPLOAD
 * name the bucket of the results and an upload of several parts that was begun.
 */
export const s3 = (call: string) =>
  `python3 -c "import boto3, os; B, U = os.environ['BUCKET'], os.environ['UPLOAD']; print(boto3.client('s3').${call})"`;

const notLaunched = (action: string) => new RegExp(`resume: ${UNLUCKY}: .*UnauthorizedOperation.*${action}`);
const tooFew = (code: string, action: string) => new RegExp(`${code}.*${action}`);

const OBJECT = /:s3:::mpas-oceanresults[^/]*\/(kept|new|parts)$/;
const BUCKET = /:s3:::mpas-oceanresults[^/]*$/;

const inBucket = (grant: string, call: string, resource: RegExp): Need => ({
  grant,
  step: s3(call),
  says: tooFew('AccessDenied', grant.split(' ')[1] as string),
  resource,
});

/** Writing the results and reading them; the object `kept` and the upload are there before. */
export const RESULTS: readonly Need[] = [
  inBucket('WriteObjects s3:PutObject', "put_object(Bucket=B, Key='new', Body=b'1')", OBJECT),
  inBucket('WriteObjects s3:GetObject', "get_object(Bucket=B, Key='kept')", OBJECT),
  inBucket('WriteObjects s3:DeleteObject', "delete_object(Bucket=B, Key='new')", OBJECT),
  inBucket('WriteObjects s3:AbortMultipartUpload', "abort_multipart_upload(Bucket=B, Key='parts', UploadId=U)", OBJECT),
  inBucket('WriteBuckets s3:ListBucket', 'list_objects_v2(Bucket=B)', BUCKET),
  inBucket('WriteBuckets s3:GetBucketLocation', 'get_bucket_location(Bucket=B)', BUCKET),
];

/** What every machine does while it boots. */
function bootNeeds(script: string, report: string): Need[] {
  return [
    {
      grant: 'ReadSecrets secretsmanager:GetSecretValue',
      step: phase(script, 'secrets'),
      says: /secret: AccessDeniedException: .*secretsmanager:GetSecretValue/,
      resource: /:secretsmanager:.*:secret:/,
    },
    {
      grant: `${report} ec2:CreateTags`,
      step: REPORT,
      says: /report: no tags: UnauthorizedOperation: .*ec2:CreateTags/,
      resource: /:instance\/i-/,
    },
  ];
}

/** A machine's first program reads these two; the head's timer reads them again, without the first one's patience. */
function bundleNeeds(step: string, begins: string): Need[] {
  return [
    {
      grant: 'ReadBundles s3:GetObject',
      step,
      says: new RegExp(`${begins}.*AccessDenied.*s3:GetObject`),
      resource: /:s3:::cdk-.*\.zip$/,
    },
    {
      grant: 'ReadDocuments ssm:GetParameter',
      step,
      says: new RegExp(`${begins}.*AccessDeniedException.*ssm:GetParameter`),
      resource: /:parameter\/terrane\/mpas-ocean\/cluster$/,
    },
  ];
}

/** On a head whose volume `home` is held by a former head, in this order: each gets a little further. */
export const TAKE_OVER: readonly Need[] = [
  volume('Describe ec2:DescribeVolumes', /^\*$/),
  volume('AttachToHead ec2:StopInstances', /:instance\/i-/),
  volume('AttachVolumes ec2:DetachVolume', /:volume\/vol-/),
  volume('AttachToHead ec2:DetachVolume', /:instance\/i-/),
  volume('AttachVolumes ec2:AttachVolume', /:volume\/vol-/),
  volume('AttachToHead ec2:AttachVolume', /:instance\/i-/),
];

export const TAKEN_OVER = VOLUMES;

function volume(grant: string, resource: RegExp): Need {
  const action = grant.split(' ')[1] as string;
  return { grant, step: VOLUMES, says: tooFew('attach: UnauthorizedOperation', action), resource };
}

const launch = (grant: string, resource: RegExp, says = notLaunched(grant.split(' ')[1] as string)): Need => ({
  grant,
  step: RESUME,
  says,
  resource,
});

/** On a head that has a node. */
export const HEAD: readonly Need[] = [
  ...bootNeeds('head', 'ReportMachines'),
  ...bundleNeeds(UPDATE, 'update: '),
  ...RESULTS,
  launch('LaunchNodes ec2:RunInstances', /:instance\/\*$/),
  launch(
    'LaunchInto ec2:RunInstances',
    /:(launch-template|network-interface|placement-group|security-group|subnet|volume)\//,
  ),
  launch('LaunchImage ec2:RunInstances', /::(image|snapshot)\//),
  launch('TagOnLaunch ec2:CreateTags', /:(instance|volume)\//),
  launch('PassIdentity iam:PassRole', /:role\/.*ComputeIdentity/),
  launch('Describe ec2:DescribeLaunchTemplateVersions', /^\*$/),
  launch(
    'ReadPartitions ssm:GetParameter',
    /:parameter\/terrane\/mpas-ocean\/partition\/compute$/,
    new RegExp(`resume: ${UNLUCKY}: .*AccessDeniedException.*ssm:GetParameter`),
  ),
  {
    grant: 'Describe ec2:DescribeInstances',
    step: `${NODE} reconcile`,
    says: /reconcile: UnauthorizedOperation: .*ec2:DescribeInstances/,
    resource: /^\*$/,
  },
  {
    grant: 'TerminateNodes ec2:TerminateInstances',
    step: `${NODE} suspend ${RUNNING}`,
    says: /suspend: UnauthorizedOperation: .*ec2:TerminateInstances/,
    resource: /:instance\/i-/,
  },
  {
    grant: 'SignalGates cloudformation:SignalResource',
    step: phase('head', 'ready'),
    says: /signal: AccessDenied: .*cloudformation:SignalResource/,
    resource: /:cloudformation:.*:stack\//,
  },
];

/** On a node. */
export const COMPUTE: readonly Need[] = [
  ...bootNeeds('compute-compute', 'ReportFleets'),
  ...bundleNeeds(STUB, 'terrane-failed: phase="bundle" '),
  ...RESULTS,
];

const SESSIONS = [
  'SessionChannels ssmmessages:CreateControlChannel',
  'SessionChannels ssmmessages:CreateDataChannel',
  'SessionChannels ssmmessages:OpenControlChannel',
  'SessionChannels ssmmessages:OpenDataChannel',
  'SessionAgent ssm:UpdateInstanceInformation',
];

/** On both. */
export const UNNEEDED: readonly Unneeded[] = SESSIONS.map((grant) => ({
  grant,
  reason: 'the session agent is a stand-in',
}));
