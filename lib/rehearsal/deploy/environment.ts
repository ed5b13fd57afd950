/** Where a rehearsal is, as a deployment needs it. */
export interface Target {
  readonly endpoint: string;
  readonly region: string;
  readonly account: string;
}

/** Variables of the user's that lead elsewhere: to an account, an endpoint, a profile, another state. */
const LEFT_OUT = /^(AWS_|CDK_DEFAULT_|CDKTF_|TF_WORKSPACE$|TF_DATA_DIR$|TF_REATTACH_PROVIDERS$)/;
const LOOPBACK = '127.0.0.1,localhost';

/** The environment of deployment tools: the user's own, with the rehearsal in place of every account and every endpoint. */
export function deployEnvironment(target: Target, own: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const kept = Object.fromEntries(Object.entries(own).filter(([name]) => !LEFT_OUT.test(name)));
  const direct = (name: string) => [own[name], LOOPBACK].filter(Boolean).join(',');
  return {
    ...kept,
    AWS_ENDPOINT_URL: target.endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: target.region,
    AWS_DEFAULT_REGION: target.region,
    // A profile of the user's is never read.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
    CDK_DEFAULT_ACCOUNT: target.account,
    CDK_DEFAULT_REGION: target.region,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    CDK_DISABLE_VERSION_CHECK: '1',
    // The CDK's own check of templates takes seconds, and belongs to `cdk synth`.
    CDK_VALIDATION: own['CDK_VALIDATION'] ?? 'false',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CHECKPOINT_DISABLE: '1',
    TF_IN_AUTOMATION: '1',
    CI: 'true',
    NO_PROXY: direct('NO_PROXY'),
    no_proxy: direct('no_proxy'),
  };
}
