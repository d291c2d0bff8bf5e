#include "pcsc_scan/show/state_words.h"

#include "base/reader_state.h"

#include <stddef.h>
#include <stdio.h>

const struct state_word state_words[] = {
	{READER_EMPTY, "empty"},
	{READER_PRESENT, "present"},
	{READER_MUTE, "mute"},
	{READER_UNPOWERED, "unpowered"},
	{READER_INUSE, "in-use"},
	{READER_EXCLUSIVE, "exclusive"},
	{READER_UNAVAILABLE, "unavailable"},
	{READER_UNKNOWN, "unknown"},
	{0, NULL},
};

const struct state_word state_words_classic[] = {
	{READER_IGNORE, "Ignore this reader"},      {READER_UNKNOWN, "Unknown"},
	{READER_UNAVAILABLE, "Status unavailable"}, {READER_EMPTY, "Card removed"},
	{READER_PRESENT, "Card inserted"},          {READER_ATRMATCH, "ATR matches card"},
	{READER_EXCLUSIVE, "Exclusive Mode"},       {READER_INUSE, "Shared Mode"},
	{READER_MUTE, "Unresponsive card"},         {0, NULL},
};

void state_text(uint32_t bits, char text[STATE_TEXT_SIZE])
{
	size_t n = 0;

	text[0] = '\0';
	for (const struct state_word *row = state_words; row->word != NULL; row++)
		if (bits & row->bit)
			n += (size_t)snprintf(text + n, STATE_TEXT_SIZE - n, "%s%s",
			                      n > 0 ? " " : "", row->word);
}

const char *state_summary(uint32_t bits)
{
	/* The first row whose bits are all set counts. */
	static const struct state_word summaries[] = {
		{READER_UNAVAILABLE, "unavailable"},
		{READER_MUTE, "card does not respond"},
		{READER_PRESENT | READER_EXCLUSIVE, "card held exclusively"},
		{READER_PRESENT | READER_INUSE, "card in use"},
		{READER_PRESENT | READER_UNPOWERED, "card unpowered"},
		{READER_PRESENT, "card present"},
		{READER_EMPTY, "no card"},
		{0, "unknown"},
	};
	const struct state_word *row = summaries;

	while ((bits & row->bit) != row->bit)
		row++;
	return row->word;
}
