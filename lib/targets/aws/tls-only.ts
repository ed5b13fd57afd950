/**
 * A resource's policy that refuses whatever does not come over TLS. Resources are texts or an engine's values; actions are those
 * that the service knows in such a policy: topics have no `sns:*`.
 */
export function tlsOnlyPolicy<T>(action: 's3:*' | 'sqs:*' | 'sns:Publish', ...resources: readonly T[]) {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'TlsOnly',
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: action,
        Resource: resources,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  };
}
