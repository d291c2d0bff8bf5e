/* Expectations compared with responses. */
#include "test.h"

#include "script/expect.h"
#include "script/parse/parse.h"

#include <stdbool.h>
#include <stdlib.h>

/* Returns "" if the expectation is met, else the message. */
static void meets(const char *expectation, const char *data, size_t length, uint16_t sw, double ms,
                  const char *said)
{
	struct script script = {0};
	struct text why = {0};
	char line[200];

	snprintf(line, sizeof line, "00 %s", expectation);
	struct parser *parser = parse_new(&script, "x", NULL);
	assert_true(parse_text(parser, line, strlen(line)));
	bool met = expect_met(&script, script_expect(&script, &script.statements[0]),
	                      (const uint8_t *)data, length, sw, ms, &why);
	assert_string_equal(met ? "" : why.data, said);
	text_free(&why);
	parse_free(&parser);
	script_free(&script);
}

static void status_words(void **state)
{
	(void)state;
	meets("(9000)", "", 0, 0x9000, 0, "");
	meets("(61XX,9000)", "", 0, 0x9000, 0, "");
	meets("(61XX, 9000)", "", 0, 0x6112, 0, "");
	meets("(XXXX)", "", 0, 0x6112, 0, "");
	meets("(X0X0)", "", 0, 0x9000, 0, "");
	meets("(9000)", "", 0, 0x9001, 0, "expected status 9000, got 9001");
	meets("(9000,61XX)", "", 0, 0x6A82, 0, "expected status 9000 or 61XX, got 6A82");
}

static void data(void **state)
{
	(void)state;
	meets("[]", "", 0, 0x9000, 0, "");
	meets("[]", "a", 1, 0x9000, 0, "expected data [], got [61]");
	meets("[*]", "", 0, 0x9000, 0, "");
	meets("[*]", "ab", 2, 0x6A82, 0, "");
	meets("[6*]", "a", 1, 0x9000, 0, "");
	meets("[7*]", "a", 1, 0x9000, 0, "expected data [7*], got [61]");
	meets("[61*]", "", 0, 0x9000, 0, "expected data [61*], got []");
	meets("[616*]", "a", 1, 0x9000, 0, "expected data [616*], got [61]");
	meets("[6X X2]", "ab", 2, 0x9000, 0, "");
	meets("[6X]", "ab", 2, 0x9000, 0, "expected data [6X], got [6162]");
	meets("[6162]", "a", 1, 0x9000, 0, "expected data [6162], got [61]");
}

static void time_and_several(void **state)
{
	(void)state;
	meets("<50ms", "", 0, 0x9000, 49.9, "");
	meets("<50ms", "", 0, 0x9000, 50, "expected less than 50 ms, took 50.000 ms");
	meets("[](9000)", "a", 1, 0x6A82, 0,
	      "expected data [], got [61]; expected status 9000, got 6A82");
}

static void long_data_is_cut(void **state)
{
	char long_data[100] = "";

	(void)state;
	meets("[01]", long_data, sizeof long_data, 0x9000, 0,
	      "expected data [01], got "
	      "[0000000000000000000000000000000000000000000000000000000000000000... (200 "
	      "nibbles)]");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(status_words),
		cmocka_unit_test(data),
		cmocka_unit_test(time_and_several),
		cmocka_unit_test(long_data_is_cut),
	};

	return cmocka_run_group_tests_name("expect", tests, NULL, NULL);
}
