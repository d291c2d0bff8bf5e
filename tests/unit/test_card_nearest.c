#include "test.h"

#include "base/bytes.h"
#include "cards/card_nearest.h"
#include "cards/cardlist.h"

static struct card_nearest nearest;

static struct atr parsed(const char *text)
{
	uint8_t bytes[ATR_KEPT];
	struct hex_result hex = hex_read(text, strlen(text), bytes, sizeof bytes);
	struct atr atr;

	atr_parse(&atr, bytes, hex.count);
	return atr;
}

static void ask(const char *text, const char *list, size_t wanted)
{
	struct atr atr = parsed(text);

	nearest.wanted = wanted;
	nearest.count = 0;
	card_nearest_scan(&nearest, &atr, list, strlen(list), "list", 0);
	card_nearest_finish(&nearest, &atr);
}

/* Writes "TA1 96/11, TCK 01/-": the differences of the nearest entry. */
static const char *differences(void)
{
	static char out[1024];
	char here[64], there[64], *end = out;

	*out = '\0';
	for (size_t i = 0; i < nearest.items[0].difference_count; i++) {
		const struct card_difference *d = &nearest.items[0].differences[i];

		hex_write(here, d->here, d->here_count);
		hex_write(there, d->there, d->there_count);
		end += snprintf(end, sizeof out - (size_t)(end - out), "%s%s %s/%s",
		                i > 0 ? ", " : "", d->name, d->here_count > 0 ? here : "-",
		                d->there_count > 0 ? there : "-");
	}
	return out;
}

static void historical_bytes_come_first(void **state)
{
	static const char list[] =
		"3B 65 00 00 41 42 43 44 99\n\tone historical byte differs, same interface bytes\n"
		"3B F5 96 00 FF 80 31 FE 45 41 42 43 44 45 00\n\tthe same ones, all else differs\n"
		"3B 65 00 00 99 98 97 96 95\n\tsame interface bytes only\n"
		"3B .. 00 00 41 42 43 44 45\n\ta pattern\n";

	(void)state;
	ask("3B 65 00 00 41 42 43 44 46", "3B 65 00 00 41 42 43 44 45\n\tx\n", 1);
	assert_string_equal(nearest.items[0].relation, "similar historical bytes");
	assert_string_equal(differences(), "T5 46/45");
	ask("3B 65 11 00 41 42 43 44 45", list, 3);
	assert_int_equal(nearest.count, 3);
	assert_int_equal(nearest.items[0].line, 3);
	assert_string_equal(nearest.items[0].relation, "same historical bytes");
	assert_int_equal(nearest.items[1].line, 1);
	assert_int_equal(nearest.items[2].line, 5);
	assert_string_equal(nearest.items[2].relation, "weak match");
}

static void what_differs(void **state)
{
	(void)state;
	ask("3B 65 00 00 41 42 43 44 45", "3F 75 96 00 00 41 42 43 44 45\n", 1);
	assert_string_equal(differences(), "TS 3B/3F, TA1 -/96");
	ask("3B 81 01 41 C1", "3B 81 11 41 D2\n", 1);
	assert_string_equal(differences(), "TD1 01/11, TA2 -/41, T1 41/D2, TCK C1/-");
	ask("3B 81 01 41 C1", "3B 81 01 41 C2\n", 1);
	assert_string_equal(differences(), "TCK C1/C2");
	assert_string_equal(nearest.items[0].relation, "same historical bytes");
	ask("3B 02 41 42", "3B 03 41 42 43\n", 1);
	assert_string_equal(differences(), "historical bytes 4142/414243");
	ask("3B 00", "3B 00\n", 1);
	assert_string_equal(differences(), "");
	assert_string_equal(nearest.items[0].relation, "no historical bytes in either");
}

static void tck_does_not_count(void **state)
{
	(void)state;
	ask("3B 81 01 41 C1", "3B 81 01 41 C2\n", 1);
	assert_int_equal(nearest.items[0].score, 10000);
	ask("3B 81 01 41 C1", "3B 81 01 41\n", 1);
	assert_int_equal(nearest.items[0].score, 10000);
}

static void order_and_number(void **state)
{
	static const char list[] = "3B 01 41\n\n3B 01 42\n\n3B 01 43\n\n3B 01 44\n";

	(void)state;
	ask("3B 01 45", list, 2);
	assert_int_equal(nearest.count, 2);
	assert_int_equal(nearest.items[0].line, 1);
	assert_int_equal(nearest.items[1].line, 3);
	ask("3B 01 43", list, 2);
	assert_int_equal(nearest.items[0].line, 5);
	assert_int_equal(nearest.items[1].line, 1);
	ask("3B 01 45", list, CARD_NEAREST_MAX);
	assert_int_equal(nearest.count, 4);
	ask("3B 01 45", "# nothing\n3B .. 45\n", 3);
	assert_int_equal(nearest.count, 0);
	ask("3B 01 45", list, 0);
	assert_int_equal(nearest.count, 0);
}

/* Returns the score of an entry that is the other ATR; 0 if there is none. */
static unsigned score_of(const struct atr *atr, const struct atr *other)
{
	char line[3 * ATR_KEPT];

	hex_write_spaced(line, other->bytes, other->length);
	nearest.wanted = 1;
	nearest.count = 0;
	card_nearest_scan(&nearest, atr, line, strlen(line), "list", 0);
	card_nearest_finish(&nearest, atr);
	assert_int_equal(nearest.count, other->length > 0);
	return nearest.count > 0 ? nearest.items[0].score : 0;
}

/* All prefixes of an ATR, and invalid bytes, compared with each other: the result is symmetric and
 * never greater than for identical ones. */
static void any_two(void **state)
{
	static const char *const texts[] = {
		"3B F5 96 00 FF 80 31 FE 45 41 42 43 44 45 00 11 22",
		"3F 6F 00 00 80 31 E0 6B 84 41 05 02 02 55 55 55 55",
		"00 11 22",
		("3B FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF "
	         "FF FF FF FF FF FF FF FF"),
	};
	enum { MOST = 150 };
	static unsigned scores[MOST][MOST];
	struct atr atrs[MOST];
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i < LENGTH(texts); i++) {
		uint8_t bytes[ATR_KEPT];
		size_t length = hex_read(texts[i], strlen(texts[i]), bytes, sizeof bytes).count;

		for (size_t cut = 0; cut <= length; cut++)
			atr_parse(&atrs[count++], bytes, cut);
	}
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < count; j++)
			scores[i][j] = score_of(&atrs[i], &atrs[j]);
	for (size_t i = 0; i < count; i++) {
		assert_true(atrs[i].length == 0 || scores[i][i] >= 6500 / 2);
		for (size_t j = 0; j < count; j++) {
			assert_true(scores[i][j] <= 10000);
			if (atrs[i].length > 0 && atrs[j].length > 0)
				assert_int_equal(scores[i][j], scores[j][i]);
		}
	}
}

/* Interface bytes that no ATR of 33 bytes can have: the number of differences is limited. */
static void many_differences(void **state)
{
	char list[3 * CARDLIST_ATR_MAX] = "3B F0";

	(void)state;
	for (int i = 0; i < 30; i++)
		strcat(list, " 11 22 33 F0");
	ask("3B 00", list, 1);
	assert_int_equal(nearest.items[0].difference_count, CARD_DIFFERENCES_MAX);
	assert_string_equal(nearest.items[0].differences[CARD_DIFFERENCES_MAX - 1].name, "TD20");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(historical_bytes_come_first),
		cmocka_unit_test(what_differs),
		cmocka_unit_test(tck_does_not_count),
		cmocka_unit_test(order_and_number),
		cmocka_unit_test(any_two),
		cmocka_unit_test(many_differences),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
