#!/usr/bin/env perl
# Calls the handler: STDIN is the call's body, STDOUT the answer.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/function";
use Handler;

binmode STDIN;
binmode STDOUT;
my $body = do { local $/; <STDIN> };
print Handler::handle( $body // '' );
