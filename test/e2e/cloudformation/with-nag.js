// Preloaded before an example's app: the app stays as it is, and cdk-nag's AwsSolutions pack looks at what it makes.
const { App, Validations } = require('aws-cdk-lib/core');
const { AwsSolutionsChecks } = require('cdk-nag');

const { synth } = App.prototype;
App.prototype.synth = function synthWithNag(...options) {
  Validations.of(this).addPlugins(new AwsSolutionsChecks(this));
  try {
    return synth.apply(this, options);
  } finally {
    // Findings on what is not acknowledged end the synthesis: the report is what the test reads.
    console.log('AwsSolutions looked at the app');
  }
};
