package Handler;
use strict;
use warnings;

# Answers one call: gets its body, returns the answer. $ENV{Http_Method}, Http_Path, Http_Query and Http_… of each header
# are variables; to die is a failure.
sub handle {
    my ($body) = @_;
    my ($name) = $body =~ /(\S.*\S|\S)/;
    return 'Hello, ' . ( $name // 'world' ) . "!\n";
}

1;
