import js from '@eslint/js'
import boundaries from 'eslint-plugin-boundaries'
import vue from 'eslint-plugin-vue'
import globals from 'globals'
import tseslint from 'typescript-eslint'

/** Who lives where. The first pattern that matches a file names its element. */
const elements = [
  { type: 'contract', pattern: 'src/shared/ipc' },
  { type: 'shared', pattern: 'src/shared' },
  { type: 'machine', pattern: 'src/main/session/machine' },
  { type: 'formatter', pattern: 'src/main/export/formats' },
  { type: 'session', pattern: 'src/main/session' },
  { type: 'assistant', pattern: 'src/main/assistant' },
  { type: 'port', pattern: 'src/main/ports' },
  { type: 'router', pattern: 'src/main/ipc' },
  { type: 'web-host', pattern: 'src/main/web-host' },
  { type: 'command', pattern: 'src/main/commands' },
  // What is left in main: one folder for each port's adapters.
  { type: 'adapter', pattern: 'src/main/*', capture: ['port'] },
  { type: 'preload', pattern: 'src/preload' },
  { type: 'ui', pattern: 'src/renderer/src/components/ui' },
  { type: 'component', pattern: 'src/renderer/src/components/*' },
  { type: 'composable', pattern: 'src/renderer/src/composables' },
  { type: 'store', pattern: 'src/renderer/src/stores' },
  { type: 'locale', pattern: 'src/renderer/src/locales' },
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
  allow('port', 'port', 'shared', 'contract'),
  allow('session', 'session', 'machine', 'port', 'shared', 'contract'),
  allow('adapter', 'session', 'port', 'shared', 'contract'),
  // Adapters share how files are written and how programs are started.
  {
    from: { element: { types: { anyOf: ['adapter', 'command'] } } },
    allow: { to: { element: { type: 'adapter', captured: { port: 'files' } } } },
  },
  {
    from: { element: { type: 'adapter' } },
    allow: { to: { element: { type: 'adapter', captured: { port: 'programs' } } } },
  },
  // An adapter's files know each other; of other adapters it knows nothing.
  {
    from: { element: { type: 'adapter' } },
    allow: { to: { element: { type: 'adapter', captured: { port: '{{from.element.captured.port}}' } } } },
  },
  // Exceptions: the demo reads and cuts sound as audio does, exporting to a file formats, and a socket goes its way.
  {
    from: { element: { type: 'adapter', captured: { port: 'demo' } } },
    allow: { to: { element: { type: 'adapter', captured: { port: 'audio' } } } },
  },
  {
    from: { element: { type: 'adapter', captured: { port: 'realtime' } } },
    allow: { to: { element: { type: 'adapter', captured: { port: 'network' } } } },
  },
  {
    from: { element: { type: 'adapter', captured: { port: 'export' } } },
    allow: { to: { element: { type: 'formatter' } } },
  },
  // The desktop's shell shows the assistant, and carries what windows ask to the router.
  {
    from: { element: { type: 'adapter', captured: { port: 'shell' } } },
    allow: { to: { element: { types: { anyOf: ['assistant', 'router'] } } } },
  },
  allow('assistant', 'assistant', 'session', 'machine', 'port', 'shared', 'contract'),
  allow('router', 'router', 'assistant', 'port', 'shared', 'contract'),
  allow('web-host', 'web-host', 'router', 'assistant', 'port', 'shared', 'contract'),
  // The web host serves the page.
  {
    from: { element: { type: 'web-host' } },
    allow: { to: { element: { type: 'adapter', captured: { port: 'page' } } } },
  },
  allow('command', 'command', 'adapter', 'formatter', 'router', 'session', 'machine', 'port', 'shared', 'contract'),
  allow('preload', 'contract'),
  allow('store', 'store', 'shared', 'contract'),
  allow('composable', 'composable', 'store', 'locale', 'shared'),
  allow('component', 'component', 'composable', 'store', 'ui', 'shared'),
  allow('ui', 'ui'),
  allow('locale', 'locale', 'shared'),
  allow('renderer', 'renderer', 'component', 'composable', 'store', 'ui', 'locale', 'shared', 'contract'),
  // Only stores talk to the main side.
  { disallow: { to: { file: { categories: 'ipc' } } } },
  { from: { element: { type: 'store' } }, allow: { to: { file: { categories: 'ipc' } } } },
]

/** Each of these packages has one door into the program. */
const guarded = {
  electron: {
    doors: ['src/main/shell/**', 'src/main/index.ts', 'src/preload/**'],
    why: 'the core runs without Electron',
  },
  'uiohook-napi': {
    doors: ['src/main/shell/hotkey/uiohook-watch.ts'],
    why: 'one file sees the keyboard, and shows that it keeps nothing of it',
  },
  libsql: {
    doors: ['src/main/storage/database/**', '**/*.test.ts', 'test/**'],
    why: 'the file is kept safe in one place',
  },
  naudiodon: { doors: ['src/main/audio/native/naudiodon-device.ts'], why: 'native audio has one adapter' },
  ws: {
    doors: [
      'src/main/realtime/web-socket-transport.ts',
      'src/main/web-host/bridge-sockets.ts',
      'src/main/demo/server.ts',
      '**/*.test.ts',
      'test/**',
      'bench/**',
    ],
    why: 'sockets belong to the transport, the web host and the demo server',
  },
}

const restrictedPaths = (names) =>
  names.map((name) => ({ name, message: `Only ${guarded[name].doors[0]} may: ${guarded[name].why}.` }))

const restrict = (names) => ({ 'no-restricted-imports': ['error', { paths: restrictedPaths(names) }] })

const typeScriptRules = {
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  'no-restricted-imports': 'off',
  ...restrict(Object.keys(guarded)),
}

const typesFrom = (project) => ({ project, tsconfigRootDir: import.meta.dirname })
/** Components and what stands beside them are one program. */
const webTypes = { ...typesFrom('./tsconfig.web.json'), extraFileExtensions: ['.vue'] }

export default tseslint.config(
  { ignores: ['out/**', 'dist/**', 'coverage/**', 'node_modules/**'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: typesFrom('./tsconfig.node.json') },
    rules: typeScriptRules,
  },
  {
    files: ['src/renderer/**/*.ts'],
    ignores: ['**/*.test.ts'],
    languageOptions: { parserOptions: webTypes },
  },
  {
    files: ['src/renderer/**/*.vue'],
    extends: [tseslint.configs.strictTypeChecked, vue.configs['flat/recommended']],
    languageOptions: { parserOptions: { ...webTypes, parser: tseslint.parser }, globals: globals.browser },
    rules: {
      ...typeScriptRules,
      // Prettier lays out.
      ...vue.configs['no-layout-rules'].rules,
      'vue/html-self-closing': ['error', { html: { void: 'any' } }],
      // Optional props are absent, not empty.
      'vue/require-default-prop': 'off',
      // Every word is in the catalogues.
      'vue/no-bare-strings-in-template': 'error',
    },
  },
  {
    files: ['src/**/*.{ts,vue}'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.property.name=/^(push|unshift|splice|max|min)$/] > SpreadElement',
          message: 'Each element goes on the stack, which overflows at some 100,000: use appendAll, or reduce.',
        },
      ],
    },
  },
  {
    files: ['src/renderer/**/*.{ts,vue}'],
    ignores: ['src/renderer/src/{ipc,main,web-bridge}.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'window', property: 'parley', message: 'Only ipc.ts reads the bridge.' },
      ],
    },
  },
  {
    files: ['src/renderer/src/components/ui/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(?!(vue|reka-ui|@lucide/vue)$|\\./)',
              message: 'These know props and emits, and nothing of Parley.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src/**/*.{ts,vue}'],
    plugins: { boundaries },
    settings: {
      'boundaries/elements': elements,
      'boundaries/files': [
        { category: 'test', pattern: '**/*.test.ts' },
        { category: 'entry', pattern: 'src/main/*.ts' },
        { category: 'ipc', pattern: 'src/renderer/src/ipc.ts' },
      ],
      'import/resolver': { node: { extensions: ['.ts', '.mjs', '.js', '.vue'] } },
    },
    rules: { 'boundaries/dependencies': ['error', { default: 'allow', policies: [] }] },
  },
  {
    files: ['src/**/*.{ts,vue}'],
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
            // The composition root and the entries wire everything; only they and commands know the root.
            { from: { file: { categories: 'entry' } }, allow: { to: { element: { type: '*' } } } },
            { disallow: { to: { file: { categories: 'entry' } } } },
            {
              from: { file: { categories: 'entry' } },
              allow: { to: { file: { categories: 'entry' } } },
            },
            {
              from: { element: { type: 'command' } },
              allow: { to: { file: { categories: 'entry' } } },
            },
          ],
        },
      ],
    },
  },
  // Where a file is behind two doors, the last one counts.
  ...[...new Set(Object.values(guarded).flatMap(({ doors }) => doors))].map((door) => ({
    files: [door],
    rules: restrict(Object.keys(guarded).filter((name) => !guarded[name].doors.includes(door))),
  })),
  {
    files: ['**/*.test.ts', 'test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  {
    // The openai package's types bring Node's along, so the compiler alone would not notice these.
    files: ['src/shared/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [{ group: ['node:*'], message: 'Shared code runs in the renderer too.' }],
          paths: restrictedPaths(Object.keys(guarded)),
        },
      ],
      'no-restricted-globals': [
        'error',
        'Buffer',
        'process',
        'window',
        'document',
        'setTimeout',
        'setInterval',
        'performance',
      ],
    },
  },
  { files: ['scripts/**', '**/*.cjs', '*.mjs'], languageOptions: { globals: globals.node } },
)
