#include "show.h"

#include "base/bytes.h"

#include <stdio.h>

enum { ROW = 16 };

static void write_text(const char *text, size_t length)
{
	fwrite(text, 1, length, stdout);
}

void show_protocol(enum card_protocol protocol)
{
	if (protocol == CARD_T0 || protocol == CARD_T1)
		printf("Using T=%d protocol\n", protocol == CARD_T0 ? 0 : 1);
	else
		printf("Using an unknown protocol (not T=0 or T=1)\n");
}

void show_sent(const char *text, size_t length)
{
	fputs("> ", stdout);
	write_text(text, length);
	putchar('\n');
}

void show_sent_bytes(struct text *row, const uint8_t *bytes, size_t length)
{
	text_clear(row);
	text_puts(row, "> ");
	text_hex(row, bytes, length, ' ');
	text_puts(row, "\n");
	write_text(row->data, row->length);
}

void show_answer(struct text *row, const uint8_t *bytes, size_t length,
                 const struct sw_context *context)
{
	char words[160];

	text_clear(row);
	text_puts(row, "< ");
	for (size_t at = 0; at < length; at += ROW) {
		size_t n = length - at < ROW ? length - at : ROW;

		if (at > 0)
			text_puts(row, " \n");
		text_hex(row, bytes + at, n, ' ');
	}
	text_puts(row, " : ");
	if (length >= 2) {
		uint16_t sw = (uint16_t)(bytes[length - 2] << 8 | bytes[length - 1]);

		text_add(row, words, sw_text(sw_find(sw, context), sw, words, sizeof words));
	} else {
		text_puts(row, "no status word, the answer is too short");
	}
	text_puts(row, "\n");
	write_text(row->data, row->length);
}

void show_ok_atr(const struct card *card)
{
	char text[3 * CARD_ATR_MAX + 1];

	hex_write_spaced(text, card->atr, card->atr_length);
	printf("< OK: %s \n", text);
}

void show_ok(void)
{
	printf("< OK\n");
}

void show_ko(const char *text)
{
	printf("< KO: %s\n", text);
}
