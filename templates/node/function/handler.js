'use strict';

/**
 * Answers one call. event has method, path, query, headers and body; return text, bytes, anything that JSON knows, or
 * context.status(404).headers({}).succeed(value).
 */
module.exports = async (event, context) => {
  const name = String(event.body).trim() || 'world';
  return `Hello, ${name}!\n`;
};
