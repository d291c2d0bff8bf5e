/* Makes allocations fail for a harness or a unit test: all of them go through wrap.c (ld's
 * --wrap). */
#ifndef FUZZ_WRAP_H
#define FUZZ_WRAP_H

/* Makes the nth allocation from now on fail, and all after it too if lasts is not 0; n = 0: none
 * fails. Returns 1 if the failure requested before has happened, else 0. */
int wrap_fail(unsigned n, int lasts);

#endif
