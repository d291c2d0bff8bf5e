#include "capture/t0_characters.h"

enum { HEADER = 5, NULL_BYTE = 0x60 };

void t0_characters_free(struct t0_characters *t0)
{
	text_free(&t0->command);
	text_free(&t0->response);
}

void t0_characters_reset(struct t0_characters *t0)
{
	text_clear(&t0->command);
	text_clear(&t0->response);
	t0->left = t0->granted = 0;
	t0->sends = t0->ends = false;
}

static uint8_t byte_at(const struct text *text, size_t i)
{
	return (uint8_t)text->data[i];
}

static void take_host(struct t0_characters *t0, const uint8_t *bytes, size_t length)
{
	bool data = t0->command.length >= HEADER;

	text_add(&t0->command, (const char *)bytes, length);
	if (data) {
		t0->sends = true;
		t0->left -= length < t0->left ? length : t0->left;
		t0->granted -= length < t0->granted ? length : t0->granted;
	} else if (t0->command.length >= HEADER) {
		/* 10.3.2: P3 00 means 256 bytes from the card, or none to it. */
		t0->left = byte_at(&t0->command, 4) != 0 ? byte_at(&t0->command, 4) : 256;
	}
}

static void finish(struct t0_characters *t0, struct track *track)
{
	track_command(track, (const uint8_t *)t0->command.data, t0->command.length);
	track_response(track, (const uint8_t *)t0->response.data, t0->response.length);
	t0_characters_reset(t0);
}

/* 10.3.3 */
static void take_procedure(struct t0_characters *t0, uint8_t byte)
{
	uint8_t ins = byte_at(&t0->command, 1);

	if (byte == NULL_BYTE)
		return;
	if (byte == ins) {
		t0->granted = t0->left;
	} else if ((byte ^ ins) == 0xFF) {
		t0->granted = t0->left > 0;
	} else {
		t0->ends = true;
		text_add(&t0->response, (const char *)&byte, 1);
	}
}

static void take_card(struct t0_characters *t0, struct track *track, uint8_t byte)
{
	if (t0->ends) {
		text_add(&t0->response, (const char *)&byte, 1);
		if (!t0->response.failed && !t0->command.failed)
			finish(t0, track);
	} else if (t0->granted > 0 && !t0->sends) {
		text_add(&t0->response, (const char *)&byte, 1);
		t0->granted--;
		t0->left--;
	} else {
		take_procedure(t0, byte);
	}
}

void t0_characters_take(struct t0_characters *t0, struct track *track, bool from_card,
                        const uint8_t *bytes, size_t length)
{
	enum { COMMAND_MAX = HEADER + 256 };

	if (!from_card && t0->command.length + length > COMMAND_MAX)
		t0_characters_reset(t0);
	if (!from_card && length > 0 && length <= COMMAND_MAX)
		take_host(t0, bytes, length);
	for (size_t i = 0; from_card && i < length && t0->command.length >= HEADER; i++)
		take_card(t0, track, bytes[i]);
	track->list->failed = track->list->failed || t0->command.failed || t0->response.failed;
}
