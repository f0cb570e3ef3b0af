<?php
declare(strict_types=1);

/**
 * Answers one call: gets its body, returns the answer. getenv('Http_Method'), Http_Path, Http_Query and Http_… of each
 * header are variables; an exception is a failure.
 */
function handle(string $body): string
{
    $name = trim($body) === '' ? 'world' : trim($body);
    return "Hello, $name!\n";
}
