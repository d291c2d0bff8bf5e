# What Debian's ATR_analysis says of each ATR of standard input, all in one Perl: starting one takes long.
# Usage: perl atr_analysis.pl ATR_ANALYSIS; before each answer stands a line "@ ATR".
use strict;
use warnings;

BEGIN { *CORE::GLOBAL::exit = sub { die "EXIT\n" } }

my $program = shift;
$SIG{__WARN__} = sub { };
while (my $atr = <STDIN>) {
	chomp $atr;
	print "@ $atr\n";
	local @ARGV = ($atr);
	do $program;
}
