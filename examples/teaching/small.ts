import { certificate, type NotebookGatewayProps, oidc, onGateway } from 'terrane';

const SECRETS = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hppc';

/** A class of two on the smallest machine, for a rehearsal: `--outside login.example.edu:443=127.0.0.1:PORT` leads to a provider on this machine. */
export function small(certificateAuthority: string): NotebookGatewayProps {
  return {
    host: 'notebooks.example.edu',
    identity: oidc({
      issuer: 'https://login.example.edu',
      clientId: 'hub',
      clientSecret: `${SECRETS}/oidc-Ab3dEf`,
      allowedGroups: ['hppc-2027'],
      admins: ['lecturer'],
    }),
    tls: certificate({ secret: `${SECRETS}/tls-Gh5jKl` }),
    sessions: onGateway({ machine: 't3.medium' }),
    sizes: { standard: { cpus: 1, memoryGiB: 1 } },
    openTo: ['10.0.16.0/20'],
    software: {
      early: [
        `cat > /usr/local/share/ca-certificates/campus.crt <<'PEM'`,
        certificateAuthority.trim(),
        'PEM',
        'update-ca-certificates',
      ].join('\n'),
    },
    quotaVcpus: 4,
  };
}
