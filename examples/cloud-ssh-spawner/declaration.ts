import { certificate, Duration, type NotebookGatewayProps, onMachines, proxyHeader, Size } from 'terrane';

/** The gateway in the institution's network, and machines for sessions in another, which routes lead to. */
export const elsewhere: NotebookGatewayProps = {
  host: 'notebooks.example.edu',
  identity: proxyHeader({ from: ['10.20.0.10/32'], allowedDomains: ['example.edu'] }),
  tls: certificate({ secret: 'arn:aws:secretsmanager:eu-north-1:123456789012:secret:elsewhere/tls-Ab3dEf' }),
  sessions: onMachines({
    offers: { standard: { machine: 'm7i.large', max: 20 }, gpu: { machine: 'g4dn.xlarge', max: 2 } },
    longest: Duration.hours(12),
    network: {
      id: 'vpc-0f0e0d0c0b0a09080',
      subnets: [{ id: 'subnet-0f0e0d0c0b0a09080', zone: 'eu-north-1b', cidr: '10.99.0.0/22' }],
    },
  }),
  home: { size: Size.gibibytes(200) },
  network: {
    id: 'vpc-0a1b2c3d4e5f60718',
    subnets: [{ id: 'subnet-0a1b2c3d4e5f60718', zone: 'eu-north-1a', cidr: '10.20.16.0/20' }],
  },
  quotaVcpus: 60,
};
