<?php
// Calls the handler: STDIN is the call's body, STDOUT the answer.
declare(strict_types=1);

ini_set('display_errors', 'stderr');
if (is_file(__DIR__ . '/function/vendor/autoload.php')) {
    require __DIR__ . '/function/vendor/autoload.php';
}
require __DIR__ . '/function/handler.php';

fwrite(STDOUT, handle((string) stream_get_contents(STDIN)));
