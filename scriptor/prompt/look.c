#include "scriptor/prompt/look.h"

#include <stdio.h>

enum { TEXT_ROW = 64 };

static const struct palette *colours = &palette_plain;
static enum look_view view = VIEW_HEX;

static const enum role roles[] = {
	[SW_NORMAL] = ROLE_GOOD,    [SW_WARNING] = ROLE_WARNING,  [SW_EXECUTION] = ROLE_ERROR,
	[SW_CHECKING] = ROLE_ERROR, [SW_PROPRIETARY] = ROLE_INFO, [SW_INVALID] = ROLE_ERROR,
};

void look_colours(const struct palette *palette)
{
	colours = palette;
}

void look_view(enum look_view wanted)
{
	view = wanted;
}

const char *look_on(enum sw_class class)
{
	return colours->on[roles[class]];
}

const char *look_off(enum sw_class class)
{
	return colours->off[roles[class]];
}

bool look_is_hex(void)
{
	return view != VIEW_ASCII;
}

void look_text(const uint8_t *data, size_t length)
{
	if (view == VIEW_HEX)
		return;
	for (size_t at = 0; at < length; at += TEXT_ROW) {
		fputs("  \"", stdout);
		for (size_t i = at; i < length && i < at + TEXT_ROW; i++)
			putchar(data[i] >= 0x20 && data[i] < 0x7F ? data[i] : '.');
		fputs("\"\n", stdout);
	}
}
