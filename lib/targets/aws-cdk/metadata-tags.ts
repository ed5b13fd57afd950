import { type CfnResource, TagManager } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { type Finding, formatFinding } from '../../errors';

/**
 * EC2 starts no machine with instance metadata tags when a key of its tags holds a space or a slash, or is a bare `.`, `..`
 * or `_index`. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/work-with-tags-in-IMDS.html
 */
const ALLOWED = /^(?!(?:\.{1,2}|_index)$)[A-Za-z0-9+\-=.,_:@]+$/;

/** Errors for tags that machines cannot have, also those that came from a stack or an app around the construct. */
export function checkMetadataTags(path: string, taggables: readonly (IConstruct | CfnResource)[]): string[] {
  const keys = taggables.flatMap((taggable) => Object.keys(TagManager.of(taggable)?.tagValues() ?? {}));
  return [...new Set(keys)].filter((key) => !ALLOWED.test(key)).map((key) => formatFinding(finding(path, key)));
}

function finding(path: string, key: string): Finding {
  return {
    code: 'aws-metadata-tag-key',
    level: 'error',
    path: `${path}: tags`,
    message:
      `machines cannot have the tag '${key}': they read their tags from the instance metadata service, whose keys hold letters, digits ` +
      `and + - = . , _ : @ alone. Choose another key, or exclude machines: Tags.of(scope).add(key, value, ` +
      `{ excludeResourceTypes: ['AWS::EC2::Instance', 'AWS::EC2::LaunchTemplate'] }).`,
  };
}
