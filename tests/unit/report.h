/* Reports on ATRs that tests write as text. */
#ifndef TESTS_UNIT_REPORT_H
#define TESTS_UNIT_REPORT_H

#include "test.h"

#include "base/bytes.h"
#include "base/problem.h"
#include "cards/atr_report.h"

/* Worked examples in which the meaning of each byte is known; the first ones have no problems. */
static const char *const atr_examples[] = {
	"3B 00",
	"3B DA 18 FF 81 B1 FE 75 1F 03 00 31 F5 73 C0 01 60 00 90 00 1C",
	"3B 9F 96 80 1F C7 80 31 A0 73 BE 21 13 67 43 20 07 18 00 00 01 A5",
	"3B 9D 95 80 3F C7 A0 80 31 A0 73 BE 21 13 51 05 83 05 90 00 7C",
	"3B DF 18 FF 81 F1 FE 43 00 3F 03 83 4D 49 46 41 52 45 20 50 6C 75 73 20 53 41 4D 3B",
	"3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 01 00 00 00 00 6A",
	"3B 90 95 91 81 31 FE 45 9F",
	"3B 81 80 01 80 80",
	"3B 80 80 01 01",
	"3B 8D 80 01 80 73 C0 21 C0 57 59 75 62 69 4B 65 FF 7F",
	"3B 84 80 01 80 82 90 00 97",
	"3B 87 80 01 C1 05 2F 2F 01 BC D6 A9",
	"3B 04 A2 13 10 91",
	"3B A7 00 40 18 80 65 A2 08 01 01 52",
	"3B E0 00 FF 81 31 FE 45 14",
	"3B 65 00 00 41 42 43 44 45",
	"3F 65 35 10 02 04 6C 90 00",
	"3B 6E 00 00 80 31 80 66 B0 84 0C 01 6E 01 83 00 90 00",
};
enum { ATR_EXAMPLES_CLEAN = 13 };

/* Parses the bytes of text; a "+" at its end appends the correct TCK. */
static inline size_t report_bytes(const char *text, uint8_t *bytes, size_t size)
{
	size_t length = strlen(text);
	int tck = length > 0 && text[length - 1] == '+';
	struct hex_result r = hex_read(text, length - (size_t)tck, bytes, size - 1);
	uint8_t sum = 0;

	assert_true(r.status == HEX_OK || r.status == HEX_EMPTY);
	for (size_t i = 1; i < r.count; i++)
		sum ^= bytes[i];
	bytes[r.count] = sum;
	return r.count + (size_t)tck;
}

static inline void report_of(struct atr_report *report, const char *text)
{
	uint8_t bytes[512];
	size_t length = report_bytes(text, bytes, sizeof bytes);

	atr_report_fill(report, bytes, length, ATR_CLOCK_DEFAULT);
}

/* Returns the problem with this code, or NULL. */
static inline const struct problem *report_problem(const struct atr *atr, const char *code)
{
	for (size_t i = 0; i < atr->problem_count; i++)
		if (strcmp(atr->problems[i].kind->code, code) == 0)
			return &atr->problems[i];
	return NULL;
}

#endif
