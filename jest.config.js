const shared = {
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': '<rootDir>/test/support/esbuild-transform.js' },
  moduleNameMapper: {
    '^terrane$': '<rootDir>/lib/index.ts',
    '^terrane/aws-cdk$': '<rootDir>/lib/targets/aws-cdk/index.ts',
    '^terrane/cdktf-aws$': '<rootDir>/lib/targets/terraform-aws/index.ts',
    '^terrane/cdktf-oci$': '<rootDir>/lib/targets/terraform-oci/index.ts',
    '^terrane/oci/([a-z0-9-]+)$': '<rootDir>/dist/oci/$1/index.js',
    '^terrane/testing$': '<rootDir>/lib/testing/index.ts',
    '^terrane/testing/jest$': '<rootDir>/lib/testing/jest.ts',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  setupFiles: ['<rootDir>/test/support/no-built-in-validation.js', '<rootDir>/test/support/short-traces.js'],
};

module.exports = {
  // By default one core is left to the editor: on two cores that is half of the machine.
  maxWorkers: '100%',
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/test/**/*.test.ts'], testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/'] },
    { ...shared, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.test.ts'] },
  ],
};
