<?php
declare(strict_types=1);

require __DIR__ . '/handler.php';

assert(handle("Ada\n") === "Hello, Ada!\n", 'greets who is named');
assert(handle('') === "Hello, world!\n", 'greets the world without a name');
echo "2 tests passed\n";
