import { certificate, Duration, type NotebookGatewayProps, oneUser, onGateway, Size } from 'terrane';

/** One person's notebook with 4 CPUs and 10 GiB: what `docker run -p 8888:8888` opens to the world, behind TLS, a token and no open port. */
export const mine: NotebookGatewayProps = {
  host: 'notebook.ada.example.edu',
  identity: oneUser({ user: 'ada' }),
  tls: certificate({ secret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:ada/tls-Ab3dEf' }),
  sessions: onGateway({ machine: 't3.xlarge' }),
  sizes: { mine: { cpus: 4, memoryGiB: 10 } },
  policy: { idle: Duration.hours(2) },
  home: { size: Size.gibibytes(50) },
  quotaVcpus: 4,
};
