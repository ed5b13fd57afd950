"""Names that differ: a service in a credential's scope, in botocore, in policies; operations and actions."""

from __future__ import annotations

BOTOCORE_NAMES: dict[str, tuple[str, ...]] = {
    "airflow": ("mwaa",),
    "apigateway": ("apigateway", "apigatewayv2"),
    "aps": ("amp",),
    "bedrock": ("bedrock-runtime", "bedrock", "bedrock-agent-runtime", "bedrock-agent"),
    "cloudhsm": ("cloudhsmv2", "cloudhsm"),
    "dynamodb": ("dynamodb", "dynamodbstreams"),
    "elasticfilesystem": ("efs",),
    "elasticloadbalancing": ("elbv2", "elb"),
    "elasticmapreduce": ("emr",),
    "es": ("opensearch", "es"),
    "greengrass": ("greengrassv2", "greengrass"),
    "kinesisanalytics": ("kinesisanalyticsv2", "kinesisanalytics"),
    "kinesisvideo": ("kinesisvideo", "kinesis-video-media", "kinesis-video-archived-media"),
    "monitoring": ("cloudwatch",),
    "rds": ("rds", "neptune", "docdb"),
    "s3": ("s3", "s3control"),
    "sagemaker": ("sagemaker", "sagemaker-runtime", "sagemaker-featurestore-runtime", "sagemaker-metrics"),
    "servicequotas": ("service-quotas",),
    "ses": ("sesv2", "ses"),
    "sso": ("sso-admin",),
    "states": ("stepfunctions",),
    "tagging": ("resourcegroupstaggingapi",),
    "timestream": ("timestream-write", "timestream-query"),
}

PREFIXES = {"monitoring": "cloudwatch", "tagging": "tag"}
"""Of actions in policies, where it is not the scope's name."""

ACTIONS = {
    "lambda:Invoke": "lambda:InvokeFunction",
    "lambda:InvokeAsync": "lambda:InvokeFunction",
    "lambda:InvokeWithResponseStream": "lambda:InvokeFunction",
    "sqs:ChangeMessageVisibilityBatch": "sqs:ChangeMessageVisibility",
    "sqs:DeleteMessageBatch": "sqs:DeleteMessage",
    "sqs:SendMessageBatch": "sqs:SendMessage",
}
"""Of operations, where an action has another name. Those of S3 are in `s3.py`."""

NEEDS_NOTHING = frozenset({"sts:GetCallerIdentity"})
"""https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html: no permission is required."""

UNSIGNED = frozenset({"AssumeRoleWithWebIdentity", "AssumeRoleWithSAML"})
"""Operations of STS whose proof is in their parameters."""

SESSION_POLICIES = frozenset({"Policy", "PolicyArns"})
"""Parameters of STS that narrow what a session may do."""

WAIT_CONDITION_HOST = "cloudformation-waitcondition-"
"""Buckets of CloudFormation's own: URLs into them are signed by AWS, not by the caller."""

NOT_JUDGED = {
    "ssmmessages:*": "the session agent is a stand-in",
    "ec2messages:*": "the session agent is a stand-in",
    "ssm:UpdateInstanceInformation": "the session agent is a stand-in",
    "elasticfilesystem:Client*": "mounts are a stand-in, which asks IAM nothing",
    "kms:*": "the use that other services make of keys for a caller is not judged",
    "s3express:*": "directory buckets are not emulated",
}
"""Why a rehearsal has no use for an action that a policy grants; patterns of actions."""

LIMITS = (
    ("IAM", "policies of roles and their boundaries are judged; those of buckets, keys and queues are not, nor trust"),
    ("KMS", "the use that services make of keys for a caller is not judged"),
    ("signatures", "the key in them counts; neither the signature itself nor the time in it is checked"),
    ("DeleteObjects", "one object that may not be deleted refuses the whole call"),
)
"""What the rehearsal does instead of IAM, for its list of stand-ins."""
