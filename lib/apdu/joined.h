/* Data that takes several APDUs, put together: of commands that are chained, or of STORE DATA in
 * blocks; of a response that is fetched with GET RESPONSE; of a file of data objects, or an NDEF
 * file, that is read piece by piece.
 */
#ifndef APDU_JOINED_H
#define APDU_JOINED_H

#include "apdu/apdu_context.h"
#include "base/text.h"

enum { JOINED_DATA_AT = 7 }; /* offset of the data in an extended APDU */

struct apdu_joined_part {
	struct text bytes;
	size_t count; /* of commands or responses with data that are joined; 0: none */
	bool lost; /* the data is not kept: its start is not known, or it is too long for an APDU */
	bool ended; /* the last APDU was the last of several, whose data is complete now */
};

/* All zero is a session in which nothing was sent. */
struct apdu_joined {
	struct apdu_joined_part command;  /* so far, as one extended APDU without Le */
	struct apdu_joined_part response; /* the data so far, without status words */
	size_t from, whole; /* where the bytes of the response that are described begin and end */
	bool hidden;        /* the data of a command must not be shown, whatever secret_find says */
	bool goes_on;       /* the commands so far were joined, and more follow */
	uint8_t header[4];  /* CLA INS P1 P2 of the command that the responses are for */
	uint16_t sw;        /* of the last response */
};

void apdu_joined_free(struct apdu_joined *joined);

/* Takes a command and its response, status word included; accepts any bytes. hidden: the command
 * has bytes that must not be shown. context is as it was before the command; after a reset nothing
 * is joined with what was before. If memory runs out, bytes.failed is set until the next command,
 * and nothing is complete. */
void apdu_join(struct apdu_joined *joined, const uint8_t *command, size_t length, bool hidden,
               const uint8_t *response, size_t response_length, const struct apdu_context *context);

#endif
