use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Test::More tests => 2;
use Handler;

is( Handler::handle("Ada\n"), "Hello, Ada!\n", 'greets who is named' );
is( Handler::handle(''), "Hello, world!\n", 'greets the world without a name' );
