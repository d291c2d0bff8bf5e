#include "capture/track.h"

#include "apdu/secret.h"
#include "atr/atr_walk.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { HELD_MAX = 4096 }; /* bytes of comments held until the protocol is known */

void track_start(struct track *track, struct track_list *list, const char *reader)
{
	*track = (struct track){.list = list, .atr_waits = true, .protocol = TRACK_NO_PROTOCOL};
	snprintf(track->reader, sizeof track->reader, "%s", reader);
}

void track_free(struct track *track)
{
	text_free(&track->held);
}

static void report(struct track *track, struct capture_event event)
{
	if (track->number == 0) {
		track->number = ++track->list->count;
		report(track,
		       (struct capture_event){.kind = CAPTURE_SESSION, .text = track->reader});
	}
	event.session = track->number;
	track->list->sink.take(track->list->sink.self, &event);
}

/* Returns the protocol in use: unless it was set, the only one that the ATR offers. */
static int protocol_of(const struct track *track)
{
	struct atr atr;

	if (track->protocol != TRACK_NO_PROTOCOL)
		return track->protocol;
	if (track->atr_length == 0)
		return TRACK_NO_PROTOCOL;
	atr_walk(&atr, track->atr, track->atr_length);
	return atr.protocol_count == 1 ? atr.protocols[0] : TRACK_NO_PROTOCOL;
}

static void report_atr(struct track *track)
{
	int protocol = protocol_of(track);

	track->atr_waits = false;
	if (track->number != 0 && track->atr_length > 0)
		report(track,
		       (struct capture_event){.kind = CAPTURE_SESSION, .text = track->reader});
	if (track->atr_length > 0)
		report(track,
		       (struct capture_event){.kind = CAPTURE_ATR,
		                              .bytes = track->atr,
		                              .length = track->atr_length});
	if (protocol == 0 || protocol == 1)
		report(track,
		       (struct capture_event){.kind = CAPTURE_PROTOCOL,
		                              .number = (unsigned)protocol});
}

static void report_held(struct track *track)
{
	size_t length = track->held.length;

	if (track->atr_waits)
		report_atr(track);
	for (size_t at = 0; at < length; at += strlen(track->held.data + at) + 1)
		report(track,
		       (struct capture_event){.kind = CAPTURE_COMMENT,
		                              .text = track->held.data + at});
	text_clear(&track->held);
}

void track_atr(struct track *track, const uint8_t *atr, size_t length)
{
	report_held(track);
	track->atr_length = length < TRACK_ATR_MAX ? length : TRACK_ATR_MAX;
	memcpy(track->atr, atr, track->atr_length);
	track->atr_waits = track->powered = true;
	track->protocol = TRACK_NO_PROTOCOL;
}

void track_power_off(struct track *track)
{
	if (!track->powered)
		return;
	track_comment(track, "power off");
	track->powered = false;
}

void track_protocol(struct track *track, unsigned protocol)
{
	track->protocol = (int)protocol;
}

void track_command(struct track *track, const uint8_t *command, size_t length)
{
	report_held(track);
	report(track,
	       (struct capture_event){.kind = CAPTURE_COMMAND, .bytes = command, .length = length});
}

void track_response(struct track *track, const uint8_t *response, size_t length)
{
	if (length < 2)
		track_bytes(track, "response without a status word", response, length);
	else
		report(track,
		       (struct capture_event){
			       .kind = CAPTURE_RESPONSE, .bytes = response, .length = length});
}

static void comment(struct track *track, const char *text)
{
	if (!track->atr_waits || track->atr_length == 0 || track->held.length > HELD_MAX) {
		report_held(track);
		report(track, (struct capture_event){.kind = CAPTURE_COMMENT, .text = text});
		return;
	}
	text_add(&track->held, text, strlen(text) + 1);
	track->list->failed = track->list->failed || track->held.failed;
}

void track_comment(struct track *track, const char *format, ...)
{
	char text[160];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(text, sizeof text, format, args);
	va_end(args);
	comment(track, text);
}

void track_bytes(struct track *track, const char *what, const uint8_t *bytes, size_t length)
{
	enum { SHOWN_MAX = 512 };
	struct secret secret = secret_find_control(bytes, length);
	struct text text = {0};

	text_printf(&text, "%s:", what);
	for (size_t i = 0; i < length && i < SHOWN_MAX; i++) {
		text_puts(&text, " ");
		if (secret_has(secret, i))
			text_puts(&text, "**");
		else
			text_hex(&text, bytes + i, 1, '\0');
	}
	if (length > SHOWN_MAX)
		text_printf(&text, " and %zu more bytes", length - SHOWN_MAX);
	if (text.failed)
		track->list->failed = true;
	else
		comment(track, text.data);
	text_free(&text);
}

void track_end(struct track *track)
{
	report_held(track);
}
