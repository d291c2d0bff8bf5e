#include "vicard/card/t0.h"

#include "apdu/apdu.h"

#include <stdlib.h>
#include <string.h>

enum {
	INS_GET_RESPONSE = 0xC0,
	STATUS_LENGTH = 2,
	SHORT_MOST = 256, /* data bytes in one response, at most */
};

bool t0_start(struct t0 *t0)
{
	*t0 = (struct t0){.held = malloc(VICARD_MESSAGE_MAX)};
	return t0->held != NULL;
}

void t0_end(struct t0 *t0)
{
	free(t0->held);
	t0->held = NULL;
}

void t0_reset(struct t0 *t0)
{
	t0->at = t0->length = 0;
}

size_t t0_length(const uint8_t *command, size_t length)
{
	struct apdu apdu = apdu_read(command, length);

	return apdu.kind == APDU_2S || apdu.kind == APDU_4S ? length - 1 : length;
}

static void give_status(uint8_t sw1, size_t count, uint8_t *out, size_t *out_length)
{
	out[0] = sw1;
	out[1] = (uint8_t)(count < SHORT_MOST ? count : 0);
	*out_length = STATUS_LENGTH;
}

/* Returns the next ne bytes of the data held, and a status word with the number of bytes left. */
static void give_part(struct t0 *t0, size_t ne, uint8_t *out, size_t *out_length)
{
	size_t left = t0->length - STATUS_LENGTH - t0->at;

	if (ne > left) {
		give_status(0x6C, left, out, out_length);
		return;
	}
	memcpy(out, t0->held + t0->at, ne);
	t0->at += ne;
	if (ne < left) {
		give_status(0x61, left - ne, out + ne, out_length);
	} else {
		memcpy(out + ne, t0->held + t0->at, STATUS_LENGTH);
		*out_length = STATUS_LENGTH;
		t0_reset(t0);
	}
	*out_length += ne;
}

bool t0_take(struct t0 *t0, const uint8_t *command, size_t length, uint8_t *out, size_t *out_length)
{
	struct apdu apdu = apdu_read(command, length);

	if (!t0->on || t0->length == 0)
		return false;
	if (apdu.ins != INS_GET_RESPONSE || (apdu.kind != APDU_2S && apdu.kind != APDU_1)) {
		t0_reset(t0);
		return false;
	}
	/* A case 1 command is sent with P3 00. */
	give_part(t0, apdu.ne > 0 ? apdu.ne : SHORT_MOST, out, out_length);
	return true;
}

static void hold_response(struct t0 *t0, const uint8_t *answer, size_t length)
{
	memcpy(t0->held, answer, length);
	t0->length = length;
	t0->at = 0;
}

void t0_answer(struct t0 *t0, const uint8_t *command, size_t length, uint8_t *out,
               size_t *out_length)
{
	struct apdu apdu = apdu_read(command, length);

	if (!t0->on || *out_length <= STATUS_LENGTH)
		return;
	size_t count = *out_length - STATUS_LENGTH;

	if (apdu.kind == APDU_2S && count == apdu.ne)
		return;
	if (apdu.kind == APDU_2S && count <= SHORT_MOST) {
		give_status(0x6C, count, out, out_length);
		return;
	}
	hold_response(t0, out, *out_length);
	if (apdu.kind == APDU_2S)
		give_part(t0, apdu.ne, out, out_length);
	else
		give_status(0x61, count, out, out_length);
}
