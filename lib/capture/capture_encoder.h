/* Encodes events as records of usbmon (link type 220), as if the readers were on USB: one device
 * for each session, beginning with its descriptors. */
#ifndef CAPTURE_CAPTURE_ENCODER_H
#define CAPTURE_CAPTURE_ENCODER_H

#include "capture/capture_event.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CAPTURE_SESSIONS_MAX = 126 }; /* addresses of a bus */

struct capture_encoder;

/* Receives a record, with its time in s and µs since 1970. */
struct capture_records {
	void *self;
	void (*take)(void *self, int64_t seconds, int32_t microseconds, const uint8_t *bytes,
	             size_t length);
};

/* Returns an encoder that passes records on, to be freed with capture_encoder_free; NULL if out of
 * memory. */
struct capture_encoder *capture_encoder_new(struct capture_records records);
/* Frees the encoder and sets *encoder to NULL. */
void capture_encoder_free(struct capture_encoder **encoder);
/* Encodes the next event. Returns false if its session is above CAPTURE_SESSIONS_MAX. */
bool capture_encoder_take(struct capture_encoder *encoder, const struct capture_event *event);
/* Adds records that power off the cards, after the last event. */
void capture_encoder_end(struct capture_encoder *encoder);

#endif
