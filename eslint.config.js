import js from '@eslint/js';
import { createProjectGraphAsync } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier/flat';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

// The boundary rule reads the project graph from nx's cache, and says nothing at all when there
// is none, as in a fresh clone.
await createProjectGraphAsync();

/** What each part may import, next to itself. A part that is not listed imports no other. */
const arrows = {
  core: [],
  commands: ['core'],
  client: ['core', 'commands'],
  automations: ['core', 'commands', 'client'],
  // `ocip sim` and `ocip generate` are the simulator and the generator under one roof.
  cli: ['core', 'commands', 'client', 'automations', 'simulator', 'generator'],
  simulator: ['core', 'commands'],
  generator: [],
  tools: ['core', 'commands', 'client', 'automations', 'cli', 'simulator', 'generator'],
  examples: ['core', 'commands', 'client', 'automations', 'cli', 'simulator'],
};

const boundaries = (extra = {}) => [
  'error',
  {
    // Tests read their own package the way its users do, through its exports.
    allowCircularSelfDependency: true,
    banTransitiveDependencies: true,
    // A package may load part of another on demand and import the rest of it.
    checkDynamicDependenciesExceptions: ['.*'],
    depConstraints: Object.entries({ ...arrows, ...extra }).map(([scope, imports]) => ({
      sourceTag: `scope:${scope}`,
      onlyDependOnLibsWithTags: [scope, ...imports].map((name) => `scope:${name}`),
    })),
  },
];

export default defineConfig(
  globalIgnores([
    '**/dist/',
    '**/test-results/',
    '**/.tsbuildinfo/',
    '.nx/',
    'packages/cli/bundle/',
    'packages/commands/src/',
    'packages/commands/reference/',
    'docs/reference/',
    'docs-site/',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': boundaries(),
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // `onClose: () => socket.end()` says all there is to say.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      eqeqeq: 'error',
    },
  },
  {
    // A library does not write to the console of the program that uses it.
    files: ['packages/*/src/**/*.ts'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['**/test/**/*.ts'],
    rules: {
      // vitest's asymmetric matchers (`expect.any`, `expect.objectContaining`) are typed `any`.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      // A test that takes the first of a list fails loudly enough when there is none.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    // The generator runs without core; its tests compile and run what it wrote, which needs it.
    files: ['tools/generator/test/**/*.ts'],
    rules: { '@nx/enforce-module-boundaries': boundaries({ generator: ['core'] }) },
  },
  {
    // The simulator is tried by the client; it does not need it.
    files: ['packages/simulator/test/**/*.ts'],
    rules: {
      '@nx/enforce-module-boundaries': boundaries({ simulator: ['core', 'commands', 'client'] }),
    },
  },
  {
    // Automations are tried on the simulator; they do not need it.
    files: ['packages/automations/test/**/*.ts'],
    rules: {
      '@nx/enforce-module-boundaries': boundaries({
        automations: ['core', 'commands', 'client', 'simulator'],
      }),
    },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: {
      globals: { console: 'readonly', process: 'readonly', URL: 'readonly' },
    },
  },
  prettier,
);
