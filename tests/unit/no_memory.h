/* Tests of functions when memory runs out. */
#ifndef TESTS_UNIT_NO_MEMORY_H
#define TESTS_UNIT_NO_MEMORY_H

#include "test.h"

#include "base/text.h"
#include "tests/fuzz/wrap.h"

#include <stdbool.h>

/* Writes its result for subject. Returns false if it reports that memory ran out. */
typedef bool no_memory_run(const void *subject, struct text *out);

/* Makes each allocation of the run fail, once alone and once with all after it: the run must report
 * it, or give the same result as without a failure. */
static inline void no_memory(no_memory_run *run, const void *subject)
{
	enum { ROOM = 1 << 16 }; /* so that writing the result needs no memory of its own */
	struct text usual = {0}, got = {0};
	unsigned n = 0;

	text_printf(&usual, "%*s", ROOM, "");
	text_printf(&got, "%*s", ROOM, "");
	text_clear(&usual);
	assert_true(run(subject, &usual));
	assert_true(usual.length < ROOM);
	for (int came = 1; came;) {
		n++;
		for (int lasts = 0; lasts < 2; lasts++) {
			text_clear(&got);
			(void)wrap_fail(n, lasts);
			bool good = run(subject, &got) && !got.failed;
			came = wrap_fail(0, 0);
			if (good &&
			    (got.length != usual.length ||
			     memcmp(got.data, usual.data, usual.length) != 0))
				fail_msg("allocation %u fails: \"%s\" instead of \"%s\"", n,
				         got.data, usual.data);
		}
	}
	assert_true(n > 1);
	text_free(&usual);
	text_free(&got);
}

#endif
