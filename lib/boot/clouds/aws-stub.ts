import { PATHS } from '../paths';
import type { CloudStub } from './cloud';

// botocore alone waits five minutes for a service that no route leads to.
const QUICK = 'connect_timeout=5, retries={"total_max_attempts": 2}';

export const AWS_STUB: CloudStub = {
  environment: `# A metadata service that is slow gives no credentials within the SDK's own second.
export HOME=/root AWS_METADATA_SERVICE_TIMEOUT=15 AWS_METADATA_SERVICE_NUM_ATTEMPTS=3`,
  afterEarly: '',
  look: 'import importlib.util, sys; sys.exit(importlib.util.find_spec("boto3") is None)',
  install: {
    apt: [
      '  apt-get -qq -o DPkg::Lock::Timeout=240 update',
      '  DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=240 install --no-install-recommends python3-boto3',
    ],
    dnf: [
      '  dnf -q -y install python3-boto3 && return',
      '  dnf -q -y install epel-release || dnf -q -y install "oracle-epel-release-el$(rpm -E %rhel)"',
      '  dnf -q -y install python3-boto3',
    ],
  },
  tell: `import boto3, urllib.request as web
web.install_opener(web.build_opener(web.ProxyHandler({})))
def imds(path, method="GET", **headers):
    head = {"X-aws-ec2-metadata-token" + k: v for k, v in headers.items()}
    return web.urlopen(web.Request("http://169.254.169.254/latest/" + path, headers=head, method=method), timeout=5).read().decode()
me = imds("meta-data/instance-id", **{"": imds("api/token", "PUT", **{"-ttl-seconds": "60"})})
node = json.load(open("${PATHS.document}"))
from botocore.config import Config
quick = Config(region_name=node["region"], ${QUICK})
aws = lambda name: boto3.client(name, config=quick)
tags = {"terrane:phase": phase + " failed", "terrane:reason": reason[:256]}
try:
    aws("ec2").create_tags(Resources=[me], Tags=[{"Key": k, "Value": v} for k, v in tags.items()])
finally:
    read = aws("ssm").get_parameter(Name=node["documents"] + "/cluster")["Parameter"]["Value"]
    gate = json.loads(read).get("signal")
    if gate and node["role"] == "head":
        aws("cloudformation").signal_resource(
            StackName=gate["stack"], LogicalResourceId=gate["resource"], UniqueId=me + ":" + phase, Status="FAILURE")`,
  fetch: `import boto3, hashlib, io, json, os, shutil, sys, zipfile
from botocore.config import Config
node = json.load(open("${PATHS.document}"))
boto3.setup_default_session(region_name=node["region"])
quick = Config(${QUICK})
aws = lambda name: boto3.client(name, config=quick)
read = aws("ssm").get_parameter(Name=node["documents"] + "/cluster")["Parameter"]["Value"]
wanted = json.loads(read)["bundle"]
data = aws("s3").get_object(Bucket=wanted["bucket"], Key=wanted["key"])["Body"].read()`,
  attempts: 6,
};
