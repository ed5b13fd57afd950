// The validator bundled in aws-cdk-lib costs one to two seconds a process; test/e2e has a suite that runs it on purpose.
process.env.CDK_VALIDATION ??= 'false';
