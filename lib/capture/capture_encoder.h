/* Events to records of usbmon (link type 220) as if a reader on USB had been watched: one device a
 * session, with its descriptors first. */
#ifndef CAPTURE_CAPTURE_ENCODER_H
#define CAPTURE_CAPTURE_ENCODER_H

#include "capture/capture_event.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CAPTURE_SESSIONS_MAX = 126 }; /* addresses of a bus */

struct capture_encoder;

/* Takes a record at a time in s and µs since 1970. */
struct capture_records {
	void *self;
	void (*take)(void *self, int64_t seconds, int32_t microseconds, const uint8_t *bytes,
	             size_t length);
};

/* Returns NULL if out of memory. */
struct capture_encoder *capture_encoder_new(struct capture_records records);
void capture_encoder_free(struct capture_encoder **encoder);
/* Takes the next event. Returns false if its session is above CAPTURE_SESSIONS_MAX. */
bool capture_encoder_take(struct capture_encoder *encoder, const struct capture_event *event);
/* Powers off the cards that have power. */
void capture_encoder_end(struct capture_encoder *encoder);

#endif
