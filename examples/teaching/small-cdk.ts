import { readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib/core';
import { NotebookGateway } from 'terrane/aws-cdk';
import { small } from './small';

// The authority that has signed the certificate of the sign-in page, where it is the institution's own.
const authority = readFileSync(process.env['CAMPUS_AUTHORITY'] ?? 'authority.pem', 'utf8');
const app = new App();
new NotebookGateway(new Stack(app, 'Hppc', { env: { region: 'us-east-1' } }), 'Course', small(authority));
app.synth();
