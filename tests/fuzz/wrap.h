/* Allocations that fail when a harness or a unit test says so: all of them go through wrap.c (ld's
 * --wrap). */
#ifndef FUZZ_WRAP_H
#define FUZZ_WRAP_H

/* The nth allocation from here on finds no memory, and none after it either if lasts is not 0. 0:
 * all find it. Returns 1 if the failure that was asked for before has come, else 0. */
int wrap_fail(unsigned n, int lasts);

#endif
