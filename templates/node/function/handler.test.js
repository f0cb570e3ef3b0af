'use strict';

const assert = require('node:assert');
const { test } = require('node:test');
const handler = require('./handler');

test('greets who is named', async () => {
  assert.strictEqual(await handler({ body: 'Ada\n' }, {}), 'Hello, Ada!\n');
});

test('greets the world without a name', async () => {
  assert.strictEqual(await handler({ body: '' }, {}), 'Hello, world!\n');
});
