/* The table of formats in scriptor(5) corresponds to the rows of the table in the code. */
#include "../test.h"

#include "base/span.h"
#include "script/dialect/dialect.h"
#include "sys/file.h"

#include <stdio.h>

static void the_manual_lists_the_formats(void **state)
{
	struct file manual = {0};
	char wanted[200];
	const char *at;

	(void)state;
	assert_int_equal(file_read(&manual, "man/scriptor.5", FILE_COPY, true, 1 << 20), 0);
	size_t list = span_find((struct span){manual.data, manual.length},
	                        "The formats, also of scripts, are:\n.Bl ");
	assert_int_not_equal(list, SIZE_MAX);
	at = memchr(strchr(manual.data + list, '\n') + 1, '\n', 200);
	for (unsigned i = 0; dialect_word(i) != NULL; i++) {
		snprintf(wanted, sizeof wanted, "\n.It Cm %s\n%s\n", dialect_word(i),
		         dialect_rows[i].title);
		if (strncmp(at, wanted, strlen(wanted)) != 0)
			fail_msg("man/scriptor.5 lacks \"%s\" in its place", wanted);
		at += strlen(wanted) - 1;
	}
	assert_int_equal(strncmp(at, "\n.El\n", 5), 0);
	file_free(&manual);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(the_manual_lists_the_formats)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
