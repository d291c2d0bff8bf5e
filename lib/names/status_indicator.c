#include "names/status_indicator.h"

#include "names/sw.h"

/* 5.3.3.2, table 13; the first match counts. */
static const struct {
	uint8_t mask, value;
	const char *meaning;
} life_cycles[] = {
	{0xFF, 0x00, "no information"},
	{0xFF, 0x01, "creation state"},
	{0xFF, 0x03, "initialisation state"},
	{0xFD, 0x05, "operational state, activated"},
	{0xFD, 0x04, "operational state, deactivated"},
	{0xFC, 0x0C, "termination state"},
	{0xF0, 0x00, "reserved"},
	{0x00, 0x00, "proprietary"},
};

const char *life_cycle_name(unsigned lcs)
{
	size_t i = 0;

	while ((lcs & life_cycles[i].mask) != life_cycles[i].value)
		i++;
	return life_cycles[i].meaning;
}

static void put_sw(struct words *words, uint16_t sw)
{
	char text[160];

	(void)sw_text(sw_find(sw, NULL), sw, text, sizeof text);
	words_put(words, text);
}

void describe_status(struct words *words, int life_cycle, int sw)
{
	if (life_cycle >= 0)
		words_add(words, "life cycle %02X, %s", (unsigned)life_cycle,
		          life_cycle_name((unsigned)life_cycle));
	if (sw >= 0)
		words_add(words, "%sSW %04X, ", life_cycle >= 0 ? "; " : "", (unsigned)sw);
	if (sw > 0)
		put_sw(words, (uint16_t)sw);
	else if (sw == 0)
		words_put(words, "not reported");
}
