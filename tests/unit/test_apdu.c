/* ISO/IEC 7816-3, 12.1: the seven cases with their exact lengths, and byte strings that are none of
 * them. */
#include "test.h"

#include "base/bytes.h"
#include "apdu/apdu.h"

#include <stdbool.h>

static struct apdu read_hex(const char *hex)
{
	uint8_t bytes[600];
	struct hex_result r = hex_read(hex, strlen(hex), bytes, sizeof bytes);

	return apdu_read(bytes, r.count);
}

struct row {
	const char *hex;
	enum apdu_case kind;
	enum apdu_error error;
	size_t nc, ne, detail;
};

static const struct row rows[] = {
	{"00A40000", APDU_1, APDU_FINE, 0, 0, 0},
	{"00B0000010", APDU_2S, APDU_FINE, 0, 16, 0},
	{"00B0000000", APDU_2S, APDU_FINE, 0, 256, 0},
	{"00A40000023F00", APDU_3S, APDU_FINE, 2, 0, 0},
	{"00A40000023F0000", APDU_4S, APDU_FINE, 2, 256, 0},
	{"00A40000023F0012", APDU_4S, APDU_FINE, 2, 18, 0},
	{"00B00000000100", APDU_2E, APDU_FINE, 0, 256, 0},
	{"00B00000000000", APDU_2E, APDU_FINE, 0, 65536, 0},
	{"00A400000000023F00", APDU_3E, APDU_FINE, 2, 0, 0},
	{"00A400000000023F000000", APDU_4E, APDU_FINE, 2, 65536, 0},
	{"00A400000000023F000102", APDU_4E, APDU_FINE, 2, 258, 0},
	/* wrong */
	{"", APDU_INVALID, APDU_SHORT_HEADER, 0, 0, 4},
	{"00A400", APDU_INVALID, APDU_SHORT_HEADER, 0, 0, 1},
	{"00A40000033F00", APDU_INVALID, APDU_LC_TOO_LONG, 3, 0, 1},
	{"00A40000013F0000", APDU_INVALID, APDU_LC_TOO_SHORT, 1, 0, 1},
	{"00A400000000", APDU_INVALID, APDU_HALF_EXTENDED, 0, 0, 0},
	{"00A4000000000000", APDU_INVALID, APDU_EXTENDED_LC_0, 0, 0, 0},
	{"00A400000000023F0000", APDU_INVALID, APDU_HALF_LE, 2, 0, 0},
	{"00A400000000033F00", APDU_INVALID, APDU_LC_TOO_LONG, 3, 0, 1},
	{"00A400000000013F000000AA", APDU_INVALID, APDU_LC_TOO_SHORT, 1, 0, 2},
	/* a short Lc with an extended Le, and the other way round */
	{"00A40000013F010000", APDU_INVALID, APDU_LC_TOO_SHORT, 1, 0, 2},
};

static void cases_by_length(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct apdu apdu = read_hex(rows[i].hex);
		char text[100];

		assert_int_equal(apdu.kind, rows[i].kind);
		assert_int_equal(apdu.error, rows[i].error);
		assert_int_equal(apdu.nc, rows[i].nc);
		assert_int_equal(apdu.detail, rows[i].detail);
		if (apdu.kind != APDU_INVALID)
			assert_int_equal(apdu.ne, rows[i].ne);
		else
			assert_true(apdu_error_text(&apdu, text, sizeof text) > 0);
	}
}

static void data_is_found(void **state)
{
	(void)state;
	assert_int_equal(read_hex("00A40000023F00").data_at, 5);
	assert_int_equal(read_hex("00A400000000023F000000").data_at, 7);
}

/* Each pair of Nc and Ne is encoded in exactly one way and decoded as the same pair. */
static void written_and_read_again(void **state)
{
	static const size_t ncs[] = {0, 1, 2, 254, 255, 256, 257, 65534, 65535};
	static const size_t nes[] = {0, 1, 2, 255, 256, 257, 65535, 65536};
	static uint8_t data[65535], out[9 + 65535];

	(void)state;
	memset(data, 0xA5, sizeof data);
	for (size_t i = 0; i < LENGTH(ncs); i++) {
		for (size_t j = 0; j < LENGTH(nes); j++) {
			for (int extended = 0; extended < 2; extended++) {
				struct apdu_parts parts = {0x80, 0xCA,   1,      2,
				                           data, ncs[i], nes[j], extended};
				size_t n = apdu_write(&parts, out);
				struct apdu apdu = apdu_read(out, n);

				assert_int_not_equal(apdu.kind, APDU_INVALID);
				assert_int_equal(apdu.nc, ncs[i]);
				assert_int_equal(apdu.ne, nes[j]);
				assert_int_equal(apdu.cla, 0x80);
				assert_int_equal(apdu.p2, 2);
				bool is_extended = apdu.kind >= APDU_2E;
				bool wanted = extended || ncs[i] > 255 || nes[j] > 256;
				assert_int_equal(is_extended, wanted && ncs[i] + nes[j] > 0);
				assert_memory_equal(out + apdu.data_at, data,
				                    apdu.data_at ? ncs[i] : 0);
			}
		}
	}
}

static void too_long_is_not_written(void **state)
{
	uint8_t out[16];
	struct apdu_parts data = {.nc = 65536}, le = {.ne = 65537};

	(void)state;
	assert_int_equal(apdu_write(&data, out), 0);
	assert_int_equal(apdu_write(&le, out), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cases_by_length),
		cmocka_unit_test(data_is_found),
		cmocka_unit_test(written_and_read_again),
		cmocka_unit_test(too_long_is_not_written),
	};

	return cmocka_run_group_tests_name("apdu", tests, NULL, NULL);
}
