#include "test.h"

#include "base/bytes.h"
#include "cards/pattern.h"
#include "cards/pattern_explain.h"

#include <stdlib.h>

static struct pattern_part parts[PATTERN_PARTS_MAX];

static size_t count_parts(const char *pattern, size_t length, const uint8_t *atr, size_t atr_length)
{
	size_t count;

	assert_true(pattern_explain(parts, &count, pattern, length, atr, atr_length));
	return count;
}

/* Writes "3B=3B  ..=00  .*=0102": each part and what it matched, separated by two blanks. */
static const char *explained(const char *pattern, const char *atr)
{
	static char out[8192];
	char hex[3 * PATTERN_ATR_MAX];
	uint8_t bytes[PATTERN_ATR_MAX];
	size_t length = hex_read(atr, strlen(atr), bytes, sizeof bytes).count;
	size_t count = count_parts(pattern, strlen(pattern), bytes, length);
	char *end = out;

	*out = '\0';
	for (size_t i = 0; i < count; i++) {
		hex_write(hex, bytes + parts[i].first, parts[i].count);
		end += snprintf(end, sizeof out - (size_t)(end - out), "%s%.*s=%s",
		                i > 0 ? "  " : "", (int)parts[i].length, pattern + parts[i].at,
		                hex);
	}
	return out;
}

static void bytes_and_their_parts(void **state)
{
	(void)state;
	assert_string_equal(explained("3B .. 00", "3B 65 00"), "3B=3B  ..=65  00=00");
	assert_string_equal(explained("3b  6[5-7] .0", "3B 66 00"), "3b=3B  6[5-7]=66  .0=00");
	assert_string_equal(explained("3B .* 38", "3B 01 02 03 38"), "3B=3B  .*=010203  38=38");
	assert_string_equal(explained("3B .*38", "3B 01 38"), "3B=3B  .*=01  38=38");
	/* The star ends in the middle of a byte. */
	assert_string_equal(explained("3B 0.*8", "3B 01 02 38"), "3B=3B  0.*=01  .*=02  .*8=38");
	assert_string_equal(explained("[3]B0*1.*", "3B"), "");
	assert_string_equal(explained("3B.00", "3B 00"), "3B=3B  00=00");
	assert_string_equal(explained("......", "3B 00"), "");
	assert_string_equal(explained(".....", "3B 00"), "..=3B  ..=00");
	assert_string_equal(explained(".*", "3B 00 01"), ".*=3B0001");
}

static void a_star_that_repeats_nothing(void **state)
{
	(void)state;
	assert_string_equal(explained("90 00.*", "90 00"), "90=90  00=00  .*=");
	assert_string_equal(explained("90 F*0*00", "90 00"), "90=90  F*0*=  00=00");
	assert_string_equal(explained("F*90 00", "90 00"), "F*=  90=90  00=00");
	assert_string_equal(explained("9F*0 00", "90 00"), "9F*0=90  00=00");
}

static void the_first_star_takes_the_most(void **state)
{
	(void)state;
	assert_string_equal(explained(".* .*", "01 02 03"), ".*=0102  .*=03");
	assert_string_equal(explained(".*.*", "01 02"), ".*=0102  .*=");
	assert_string_equal(explained("3B[0 ]*.*", "3B 00 00 01"), "3B=3B  [0 ]*=0000  [0 ]*.*=01");
}

static void nothing_to_explain(void **state)
{
	char *many = malloc(3 * PATTERN_ATOMS_MAX);
	uint8_t byte = 0x3B;

	(void)state;
	assert_string_equal(explained("3B 00", "3B 01"), "");
	assert_string_equal(explained("3B [", "3B 01"), "");
	assert_int_equal(count_parts(".*", 2, &byte, 0), 0);
	for (size_t i = 0; i < PATTERN_ATOMS_MAX; i++)
		memcpy(many + 2 * i, "3*", 2);
	memcpy(many + 2 * PATTERN_ATOMS_MAX, "3B", 2);
	assert_int_equal(count_parts(many, 2 * PATTERN_ATOMS_MAX + 2, &byte, 1), 0);
	/* With two atoms fewer, it can be explained. */
	assert_int_equal(count_parts(many + 4, 2 * PATTERN_ATOMS_MAX - 2, &byte, 1), 1 + 1);
	free(many);
}

/* What is true for every pattern: the parts are in order, each byte is in exactly one part, and a
 * part matches its own bytes. */
static void parts_cover_the_atr_once(void **state)
{
	static const char *const pieces[] = {".",  "*",     " ",  "0",  "1",  "[01]",
	                                     ".*", "[0 ]*", "..", "00", " 01"};
	struct pattern_subject subject;
	const char *wish = getenv("PATTERN_PAIRS");
	unsigned long most = 400000, rounds = wish != NULL ? strtoul(wish, NULL, 10) : most;
	size_t met = 0;

	(void)state;
	srand(5);
	if (rounds > most)
		rounds = most;
	for (unsigned long round = 0; round < rounds; round++) {
		uint8_t atr[4];
		char pattern[64] = "";
		size_t length = 1 + (size_t)rand() % sizeof atr, next = 0, at = 0;

		for (size_t i = 0; i < length; i++)
			atr[i] = (uint8_t)((rand() & 1) << 4 | (rand() & 1));
		for (int i = rand() % 9; i >= 0; i--)
			strcat(pattern, pieces[(size_t)rand() % LENGTH(pieces)]);
		pattern_subject(&subject, atr, length);
		bool meets = pattern_match(pattern, strlen(pattern), &subject);
		size_t count = count_parts(pattern, strlen(pattern), atr, length);
		assert_int_equal(count > 0, meets);
		for (size_t i = 0; i < count; i++) {
			assert_int_equal(parts[i].first, next);
			/* If a "*" matches several bytes, several parts may begin with it. */
			assert_true(parts[i].at >= at && parts[i].length > 0);
			assert_true(parts[i].at + parts[i].length <= strlen(pattern));
			at = parts[i].at;
			next += parts[i].count;
			if (parts[i].count == 0 ||
			    memchr(pattern + at, '*', parts[i].length) != NULL)
				continue;
			pattern_subject(&subject, atr + parts[i].first, parts[i].count);
			assert_true(pattern_match(pattern + at, parts[i].length, &subject));
		}
		if (count > 0) {
			assert_int_equal(next, length);
			met++;
		}
	}
	assert_true(met > rounds / 400);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_and_their_parts),
		cmocka_unit_test(a_star_that_repeats_nothing),
		cmocka_unit_test(the_first_star_takes_the_most),
		cmocka_unit_test(nothing_to_explain),
		cmocka_unit_test(parts_cover_the_atr_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
