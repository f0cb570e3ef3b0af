# Greets whoever is named in the body.
use strict;
use warnings;

my $who = <STDIN> // '';
chomp $who;
printf "Hello, %s, from Perl!\n", $who eq '' ? 'world' : $who;
