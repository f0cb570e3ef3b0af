# Answers every line of the body reversed.
use strict;
use warnings;
use open qw(:std :utf8);

while (my $line = <STDIN>) {
    chomp $line;
    print scalar reverse($line), "\n";
}
