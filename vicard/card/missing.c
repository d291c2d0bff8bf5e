#include "vicard/card/missing.h"

#include "apdu/apdu.h"

enum {
	INS_SELECT = 0xA4,
	INS_GET_RESPONSE = 0xC0,
	BY_NAME = 0x04,          /* P1 of SELECT (ISO/IEC 7816-4, 7.1.1) */
	SELECTED_MAX = 4 * 1024, /* bytes: more than that is a program searching */
};

void missing_free(struct missing *missing)
{
	text_free(&missing->record.text);
	text_free(&missing->selected);
	span_map_free(&missing->known);
	span_store_free(&missing->texts);
	*missing = (struct missing){0};
}

void missing_reset(struct missing *missing)
{
	text_clear(&missing->selected);
	missing->shown = false;
}

static void add_selected(struct missing *missing, const uint8_t *command, size_t length)
{
	const char count[] = {(char)(length >> 8), (char)length};

	if (missing->selected.length + length > SELECTED_MAX)
		text_clear(&missing->selected);
	text_add(&missing->selected, count, sizeof count);
	text_add(&missing->selected, (const char *)command, length);
	missing->shown = false;
}

void missing_found(struct missing *missing, const uint8_t *command, size_t length, uint16_t sw)
{
	struct apdu apdu = apdu_read(command, length);

	if (apdu.ins != INS_SELECT || (sw != 0x9000 && sw >> 8 != 0x61))
		return;
	if (apdu.p1 == BY_NAME)
		missing_reset(missing);
	add_selected(missing, command, length);
}

static void write_command(struct missing *missing, const uint8_t *command, size_t length)
{
	record_command(&missing->record, command, length, NULL);
	text_puts(&missing->record.text, "\n");
}

static void write_selected(struct missing *missing)
{
	const uint8_t *bytes = (const uint8_t *)missing->selected.data;

	for (size_t at = 0; !missing->shown && at < missing->selected.length;) {
		size_t length = (size_t)(bytes[at] << 8 | bytes[at + 1]);

		write_command(missing, bytes + at + 2, length);
		at += 2 + length;
	}
	missing->shown = true;
}

/* Returns true if the command was not seen before after the same SELECTs; false also if out of
 * memory. */
static bool is_new(struct missing *missing, const uint8_t *command, size_t length)
{
	struct text key = {0};
	bool added = false;

	if (missing->selected.length > 0)
		text_add(&key, missing->selected.data, missing->selected.length);
	text_add(&key, (const char *)command, length);
	struct span span = {key.data, key.length};
	if (!key.failed && span_map_find(&missing->known, span) == NULL) {
		span.text = span_store_add(&missing->texts, key.data, key.length);
		added = span.text != NULL && span_map_add(&missing->known, span, 0);
		missing->record.text.failed |= !added;
	}
	missing->record.text.failed |= key.failed;
	text_free(&key);
	return added;
}

void missing_add(struct missing *missing, const uint8_t *command, size_t length)
{
	struct apdu apdu = apdu_read(command, length);

	if (missing->count == MISSING_MAX) {
		missing->dropped++;
		return;
	}
	/* GET RESPONSE fetches data of the previous command and is not listed itself. */
	if (apdu.ins == INS_GET_RESPONSE || !is_new(missing, command, length))
		return;
	write_selected(missing);
	write_command(missing, command, length);
	missing->count++;
}
