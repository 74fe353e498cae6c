import js from '@eslint/js'
import boundaries from 'eslint-plugin-boundaries'
import globals from 'globals'
import tseslint from 'typescript-eslint'

/** Who lives where. The first pattern that matches a file names its element. */
const elements = [
  { type: 'contract', pattern: 'src/shared/ipc' },
  { type: 'shared', pattern: 'src/shared' },
  { type: 'machine', pattern: 'src/main/session/machine' },
  { type: 'formatter', pattern: 'src/main/export/formats' },
  { type: 'session', pattern: 'src/main/session' },
  { type: 'adapter', pattern: 'src/main/(audio|realtime|storage|export|demo|shell|clock)', capture: ['port'] },
  { type: 'router', pattern: 'src/main/ipc' },
  { type: 'command', pattern: 'src/main/commands' },
  { type: 'entry', pattern: 'src/main/(app|cli|web|index).ts', mode: 'file' },
  { type: 'preload', pattern: 'src/preload' },
  { type: 'ui', pattern: 'src/renderer/src/components/ui' },
  { type: 'store', pattern: 'src/renderer/src/(stores|ipc.ts)', mode: 'full' },
  { type: 'renderer', pattern: 'src/renderer' },
]

const allow = (from, ...to) => ({
  from: { element: { type: from } },
  allow: { to: { element: { types: { anyOf: to } } } },
})

/** Who may import whom; what is not listed is refused. docs/architecture.md says the same in words. */
const policies = [
  allow('contract', 'contract', 'shared'),
  allow('shared', 'shared', 'contract'),
  allow('machine', 'machine', 'shared', 'contract'),
  allow('formatter', 'formatter', 'shared', 'contract'),
  allow('session', 'session', 'machine', 'shared', 'contract'),
  allow('adapter', 'adapter', 'formatter', 'session', 'shared', 'contract'),
  allow('router', 'router', 'session', 'shared', 'contract'),
  allow('command', 'command', 'entry', 'adapter', 'formatter', 'router', 'session', 'machine', 'shared', 'contract'),
  allow('entry', 'entry', 'command', 'adapter', 'formatter', 'router', 'session', 'machine', 'shared', 'contract'),
  allow('preload', 'contract'),
  allow('store', 'store', 'shared', 'contract'),
  allow('renderer', 'renderer', 'store', 'ui', 'shared', 'contract'),
  allow('ui', 'ui'),
]

/** Each of these packages has one door into the program. */
const guarded = {
  electron: {
    doors: ['src/main/shell/**', 'src/main/index.ts', 'src/preload/**'],
    why: 'the core runs without Electron',
  },
  naudiodon: { doors: ['src/main/audio/naudiodon-device.ts'], why: 'native audio has one adapter' },
  ws: {
    doors: [
      'src/main/realtime/web-socket-transport.ts',
      'src/main/web.ts',
      'src/main/demo/server.ts',
      '**/*.test.ts',
      'test/**',
    ],
    why: 'sockets belong to the transport, the web host and the demo server',
  },
}

const restrict = (names) => ({
  'no-restricted-imports': [
    'error',
    { paths: names.map((name) => ({ name, message: `Only ${guarded[name].doors[0]} may: ${guarded[name].why}.` })) },
  ],
})

export default tseslint.config(
  { ignores: ['out/**', 'dist/**', 'coverage/**', 'node_modules/**'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.node.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-imports': 'off',
      ...restrict(Object.keys(guarded)),
    },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { boundaries },
    settings: {
      'boundaries/elements': elements,
      'boundaries/files': [{ category: 'test', pattern: '**/*.test.ts' }],
      'import/resolver': { node: { extensions: ['.ts', '.mjs', '.js'] } },
    },
    rules: { 'boundaries/dependencies': ['error', { default: 'allow', policies: [] }] },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          policies: [
            { allow: { to: { module: { origin: 'external' } } } },
            { allow: { to: { module: { origin: 'core' } } } },
            ...policies,
          ],
        },
      ],
    },
  },
  ...Object.keys(guarded).map((name) => ({
    files: guarded[name].doors,
    rules: restrict(
      Object.keys(guarded).filter((other) => !guarded[other].doors.some((door) => guarded[name].doors.includes(door))),
    ),
  })),
  {
    files: ['**/*.test.ts', 'test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  { files: ['scripts/**', '**/*.cjs', '*.mjs'], languageOptions: { globals: globals.node } },
)
