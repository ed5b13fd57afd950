module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '\\.ts$': '<rootDir>/test/typescript.js' },
  // The matchers, and the serializer of blueprints.
  setupFilesAfterEnv: ['terrane/testing/jest'],
};
