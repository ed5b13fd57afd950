import { declare } from './cluster';

declare().app.synth();
