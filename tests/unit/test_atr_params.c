#include "report.h"

#include "atr/atr_params.h"

#include <math.h>

static struct atr_report report;

/* Writes a value with six significant digits, as in JSON, or "-" if it is not known. */
static void assert_figure(double value, const char *want)
{
	char text[32] = "-";

	if (!isnan(value))
		(void)snprintf(text, sizeof text, "%.6g", value);
	assert_string_equal(text, want);
}

static void write_defaults(char *out, unsigned bits)
{
	out[0] = '\0';
	for (unsigned i = 0; atr_default_name(i) != NULL; i++)
		if (bits >> i & 1)
			(void)sprintf(out + strlen(out), "%s%s", out[0] != '\0' ? " " : "",
			              atr_default_name(i));
}

static void assert_defaults(unsigned bits, const char *want)
{
	char text[128];

	write_defaults(text, bits);
	assert_string_equal(text, want);
}

struct figures {
	const char *cycles, *bit_rate, *guard, *wt, *bwt, *cwt, *cgt;
};

static void assert_figures(const struct atr_timing *timing, const struct figures *want)
{
	assert_figure(timing->cycles_per_etu, want->cycles);
	assert_figure(timing->bit_rate, want->bit_rate);
	assert_figure(timing->guard_time_etu, want->guard);
	assert_figure(timing->wt_ms, want->wt);
	assert_figure(timing->bwt_ms, want->bwt);
	assert_figure(timing->cwt_ms, want->cwt);
	assert_figure(timing->cgt_etu, want->cgt);
}

/* At 4 MHz. WT = WI * 960 * Fi/f; BWT = 11 etu + 2^BWI * 960 * 372/f; CWT = 11 + 2^CWI etu. */
static void worked_examples_have_their_figures(void **state)
{
	static const struct {
		const char *text;
		struct figures offered, at_reset;
	} rows[] = {
		{"3B 00",
	         {"372", "10752.7", "12", "892.8", "-", "-", "12"},
	         {"372", "10752.7", "12", "892.8", "-", "-", "12"}},
		{"3B A7 00 40 18 80 65 A2 08 01 01 52",
	         {"372", "10752.7", "12", "2142.72", "-", "-", "12"},
	         {"372", "10752.7", "12", "2142.72", "-", "-", "12"}},
		{"3B DA 18 FF 81 B1 FE 75 1F 03 00 31 F5 73 C0 01 60 00 90 00 1C",
	         {"31", "129032", "12", "-", "11427.9", "0.33325", "11"},
	         {"372", "10752.7", "12", "-", "11428.9", "3.999", "11"}},
		{"3B 9F 96 80 1F C7 80 31 A0 73 BE 21 13 67 43 20 07 18 00 00 01 A5",
	         {"16", "250000", "12", "1228.8", "-", "-", "12"},
	         {"372", "10752.7", "12", "1228.8", "-", "-", "12"}},
		{"3B E0 00 FF 81 31 FE 45 14",
	         {"372", "10752.7", "12", "-", "1429.5", "3.999", "11"},
	         {"372", "10752.7", "12", "-", "1429.5", "3.999", "11"}},
		{"3F 65 35 10 02 04 6C 90 00",
	         {"372", "10752.7", "28", "892.8", "-", "-", "28"},
	         {"372", "10752.7", "28", "892.8", "-", "-", "28"}},
		{"3B 80 80 01 01",
	         {"372", "10752.7", "12", "892.8", "1429.5", "762.879", "12"},
	         {"372", "10752.7", "12", "892.8", "1429.5", "762.879", "12"}},
		{"3B 90 95 91 81 31 FE 45 9F",
	         {"32", "125000", "12", "-", "1428.57", "0.344", "12"},
	         {"372", "10752.7", "12", "-", "1429.5", "3.999", "12"}},
		/* With T=15, N = 2 is counted in etu of Fi and Di: 12 + 2 * 16 / 372 before PPS. */
		{"3B D0 96 02 80 1F 03 +",
	         {"16", "250000", "14", "1228.8", "-", "-", "14"},
	         {"372", "10752.7", "12.086", "1228.8", "-", "-", "12.086"}},
		{"3B 50 96 02",
	         {"16", "250000", "14", "1228.8", "-", "-", "14"},
	         {"372", "10752.7", "14", "1228.8", "-", "-", "14"}},
		/* Fractions of a cycle must not be rounded. */
		{"3B 10 14",
	         {"46.5", "86021.5", "12", "892.8", "-", "-", "12"},
	         {"372", "10752.7", "12", "892.8", "-", "-", "12"}},
		/* Di is reserved: WT still results from Fi. */
		{"3B 10 1A",
	         {"-", "-", "12", "892.8", "-", "-", "12"},
	         {"372", "10752.7", "12", "892.8", "-", "-", "12"}},
		/* Reserved Fi. */
		{"3B 10 71",
	         {"-", "-", "12", "-", "-", "-", "12"},
	         {"372", "10752.7", "12", "-", "-", "-", "12"}},
		/* F and D are implicit: WT, and N, which T=15 counts in Fi/Di, are known. */
		{"3B D0 96 02 90 10 1F 03 +",
	         {"-", "-", "-", "1228.8", "-", "-", "-"},
	         {"372", "10752.7", "12.086", "1228.8", "-", "-", "12.086"}},
		{"3B 90 96 91 11 31 FE 45 +",
	         {"-", "-", "-", "-", "-", "-", "-"},
	         {"372", "10752.7", "12", "-", "1429.5", "3.999", "12"}},
		/* WI and BWI are reserved. */
		{"3B 80 C0 00 21 A5 +",
	         {"372", "10752.7", "12", "-", "-", "3.999", "12"},
	         {"372", "10752.7", "12", "-", "-", "3.999", "12"}},
		/* If the ATR ends before TC1, the guard time is not known. */
		{"3B 50 96",
	         {"16", "250000", "-", "1228.8", "-", "-", "-"},
	         {"372", "10752.7", "-", "1228.8", "-", "-", "-"}},
	};
	(void)state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		report_of(&report, rows[i].text);
		assert_figures(&report.params.offered, &rows[i].offered);
		assert_figures(&report.params.at_reset, &rows[i].at_reset);
	}
}

/* Fi, Di and fmax of each value: 7816-3, tables 7 and 8. */
static void ta1_gives_fi_di_and_fmax(void **state)
{
	static const unsigned fi[] = {372, 372, 558, 744,  1116, 1488, 1860, 0,
	                              0,   512, 768, 1024, 1536, 2048, 0,    0};
	static const unsigned khz[] = {4000, 5000, 6000, 8000,  12000, 16000, 20000, 0,
	                               0,    5000, 7500, 10000, 15000, 20000, 0,     0};
	static const unsigned di[] = {0, 1, 2, 4, 8, 16, 32, 64, 12, 20, 0, 0, 0, 0, 0, 0};
	(void)state;

	for (unsigned ta1 = 0; ta1 < 256; ta1++) {
		const uint8_t bytes[] = {0x3B, 0x10, (uint8_t)ta1};

		atr_report_values(&report, bytes, sizeof bytes, 0);
		assert_int_equal(report.params.fi, fi[ta1 >> 4]);
		assert_int_equal(report.params.di, di[ta1 & 15]);
		assert_int_equal(report.params.f_max_hz, khz[ta1 >> 4] * 1000);
		assert_int_equal(report.params.clock_hz,
		                 khz[ta1 >> 4] != 0 ? khz[ta1 >> 4] * 1000 : 4000000);
		assert_int_equal(report.params.pps_count, fi[ta1 >> 4] != 0 && di[ta1 & 15] != 0);
	}
}

/* The published bit rates at fmax of the most common TA1, truncated to whole numbers. */
static void bit_rates_at_fmax(void **state)
{
	static const struct {
		uint8_t ta1;
		int rate;
	} rows[] = {
		{0x11, 13440},  {0x12, 26881},  {0x13, 53763}, {0x14, 107526},
		{0x18, 161290}, {0x15, 215053}, {0x94, 78125}, {0x95, 156250},
		{0x96, 312500}, {0x97, 625000}, {0x91, 9765},  {0xA1, 9765},
	};
	(void)state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		const uint8_t bytes[] = {0x3B, 0x10, rows[i].ta1};

		atr_report_values(&report, bytes, sizeof bytes, 0);
		assert_int_equal((int)report.params.offered.bit_rate, rows[i].rate);
	}
}

static void defaults_are_named(void **state)
{
	static const struct {
		const char *text, *defaults, *unknown;
	} rows[] = {
		{"3B A7 00 40 18 80 65 A2 08 01 01 52", "Fi Di N clock_stop classes SPU", ""},
		{"3B DA 18 FF 81 B1 FE 75 1F 03 00 31 F5 73 C0 01 60 00 90 00 1C", "SPU EDC", ""},
		{"3B 00", "Fi Di N clock_stop classes SPU WI", ""},
		{"3B 80 81 01 +", "Fi Di N clock_stop classes SPU IFSC BWI CWI EDC", ""},
		{"3B 9F", "N", "Fi Di clock_stop classes SPU"},
		{"3B 00 ", "Fi Di N clock_stop classes SPU WI", ""},
		{"3B", "", "Fi Di N clock_stop classes SPU"},
		{"3B 80 C1 0A", "Fi Di N", "clock_stop classes SPU IFSC BWI CWI EDC"},
		{"3B 90 11 10 10", "N clock_stop classes SPU WI", ""},
		{"3B 80 10 10", "Fi Di N clock_stop classes SPU WI", ""},
	};
	(void)state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		report_of(&report, rows[i].text);
		assert_defaults(report.params.defaults, rows[i].defaults);
		assert_defaults(report.params.unknown, rows[i].unknown);
	}
	assert_null(atr_default_name(11));
}

static void values_of_protocol_bytes(void **state)
{
	const struct atr_params *p = &report.params;
	(void)state;

	report_of(&report, "3B DA 18 FF 81 B1 FE 75 1F 03 00 31 F5 73 C0 01 60 00 90 00 1C");
	assert_int_equal(p->fi, 372);
	assert_int_equal(p->di, 12);
	assert_int_equal(p->f_max_hz, 5000000);
	assert_int_equal(p->n, 255);
	assert_int_equal(p->ifsc, 254);
	assert_int_equal(p->bwi, 7);
	assert_int_equal(p->cwi, 5);
	assert_false(p->crc);
	assert_int_equal(p->clock_stop, 0);
	assert_int_equal(p->classes, 3);
	assert_int_equal(p->spu, 0);
	assert_false(p->t0);
	assert_true(p->t1);

	report_of(&report, "3B 9D 95 80 3F C7 A0 80 31 A0 73 BE 21 13 51 05 83 05 90 00 7C");
	assert_int_equal(p->clock_stop, 3);
	assert_int_equal(p->classes, 7);
	assert_int_equal(p->spu, 0xA0);
	assert_int_equal(p->wi, 10);

	/* Of two TC bytes for T=1 the first one counts; it selects a CRC. */
	report_of(&report, "3B 80 81 D1 20 01 71 40 23 00 +");
	assert_int_equal(p->ifsc, 0x20);
	assert_true(p->crc);
	assert_int_equal(p->bwi, 2);
	assert_int_equal(p->cwi, 3);
}

static void modes(void **state)
{
	(void)state;

	report_of(&report, "3B 90 95 91 81 31 FE 45 9F");
	assert_true(report.params.specific_mode);
	assert_false(report.params.implicit);
	assert_int_equal(report.params.pps_count, 0);
	report_of(&report, "3B 90 96 10 10");
	assert_true(report.params.implicit);
	assert_int_equal(report.params.fi, 512);
	assert_int_equal(report.params.di, 32);
	report_of(&report, "3B 00");
	assert_false(report.params.specific_mode);
}

static void pps_requests(void **state)
{
	static const struct {
		const char *text, *requests;
	} rows[] = {
		{"3B A7 00 40 18 80 65 A2 08 01 01 52", "0 FF1011FE"},
		{"3B DA 18 FF 81 B1 FE 75 1F 03 00 31 F5 73 C0 01 60 00 90 00 1C", "1 FF1118F6"},
		{"3B 9F 96 80 1F C7 80 31 A0 73 BE 21 13 67 43 20 07 18 00 00 01 A5", "0 FF109679"},
		{"3B 80 80 01 01", "0 FF1011FE 1 FF1111FF"},
		{"3B 90 95 91 81 31 FE 45 9F", ""}, /* specific mode */
		{"3B 90 95 91", ""},                /* the same, although TA2 is missing */
		{"3B 10 71", ""},
		{"3B 80 81 85 0E +", "1 FF1111FF 14 FF1E11F0"}, /* T=5 is reserved */
		{"3B 90", ""},                                  /* ends before TA1 */
	};
	(void)state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		char text[64] = "", hex[16];

		report_of(&report, rows[i].text);
		for (size_t p = 0; p < report.params.pps_count; p++) {
			const struct atr_pps *pps = &report.params.pps[p];

			hex_write(hex, pps->request, pps->length);
			(void)sprintf(text + strlen(text), "%s%u %s", p > 0 ? " " : "",
			              pps->protocol, hex);
		}
		assert_string_equal(text, rows[i].requests);
	}
}

static int done(void **state)
{
	(void)state;
	atr_report_free(&report);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(worked_examples_have_their_figures),
		cmocka_unit_test(ta1_gives_fi_di_and_fmax),
		cmocka_unit_test(bit_rates_at_fmax),
		cmocka_unit_test(defaults_are_named),
		cmocka_unit_test(values_of_protocol_bytes),
		cmocka_unit_test(modes),
		cmocka_unit_test(pps_requests),
	};

	return cmocka_run_group_tests_name("atr_params", tests, NULL, done);
}
