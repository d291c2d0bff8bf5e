#include "base/columns.h"

#include "base/escape.h"

struct range {
	uint32_t first, last;
};

/* The blocks of EastAsianWidth.txt with W and F, except single symbols and scripts no longer in
 * use. */
static const struct range wide[] = {
	{0x1100, 0x115F},                                           /* Hangul leading consonants */
	{0x2E80, 0x303E},                                           /* CJK radicals, punctuation */
	{0x3041, 0x33FF},                                           /* kana, CJK letters */
	{0x3400, 0x4DBF},   {0x4E00, 0xA4CF},                       /* ideographs, Yi */
	{0xA960, 0xA97F},   {0xAC00, 0xD7A3},                       /* Hangul */
	{0xF900, 0xFAFF},   {0xFE30, 0xFE6F},                       /* compatibility forms */
	{0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},                       /* fullwidth forms */
	{0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1FAFF}, /* pictographs */
	{0x20000, 0x3FFFD},                                         /* ideographs */
};

/* Blocks of UnicodeData.txt with only Mn, Me and Cf. Combining marks of particular scripts count as
 * one column, so that a line is too short rather than too long. */
static const struct range none[] = {
	{0x0300, 0x036F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200F},
	{0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xE0100, 0xE01EF},
};

static bool is_in(const struct range *ranges, size_t count, uint32_t point)
{
	for (size_t i = 0; i < count; i++)
		if (point >= ranges[i].first && point <= ranges[i].last)
			return true;
	return false;
}

size_t utf8_columns(const char *text, size_t length)
{
	size_t columns = 0;
	uint32_t point;

	for (size_t at = 0; at < length;) {
		size_t taken = utf8_next(text + at, length - at, &point);

		at += taken > 0 ? taken : 1;
		if (taken <= 1)
			columns++;
		else if (!is_in(none, sizeof none / sizeof *none, point))
			columns += is_in(wide, sizeof wide / sizeof *wide, point) ? 2 : 1;
	}
	return columns;
}
