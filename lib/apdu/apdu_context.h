/* The state of a card session that later commands and responses depend on: the selected
 * applications and files, and the command that a GET RESPONSE continues. */
#ifndef APDU_APDU_CONTEXT_H
#define APDU_APDU_CONTEXT_H

#include "apdu/apdu.h"
#include "names/aid.h"
#include "names/family.h"
#include "names/sw.h"
#include "tlv/pkcs15.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { APDU_CHANNELS = 20 };

/* Identifiers of the selected file and of the directory that contains it, or that it is: the MF, a
 * DF or, 7FFF, the application. 0: unknown. */
struct apdu_selection {
	uint16_t directory, file;
	/* Of a type 4 tag: the NDEF file that the capability container names, and how many bytes
	 * before the message contain its length. 0: not known. */
	uint16_t ndef_file;
	size_t ndef_length_bytes;
};

struct apdu_application {
	enum family family;
	uint8_t aid[AID_MAX];
	uint8_t aid_length; /* 0: none is known to be selected */
	struct apdu_selection selected;
	struct pkcs15_files files;
};

/* All zero is a card after reset. */
struct apdu_context {
	struct apdu_application channels[APDU_CHANNELS];
	uint8_t header[4]; /* CLA INS P1 P2 of the last command that did not continue another */
	bool has_header;
	bool goes_on;   /* its data goes on in the next command */
	uint8_t frames; /* parts of the response received so far, with more to follow; 0: none */
	uint32_t asked; /* what this command requests (apdu_asked_object); 0: nothing known */
};

/* Updates the context from a command and its response, status word included. Accepts any bytes. */
void apdu_context_learn(struct apdu_context *context, const uint8_t *command, size_t length,
                        const uint8_t *response, size_t response_length);

/* Returns the family of the application selected on the channel of cla, or the one that the class
 * implies: Calypso. context may be NULL. */
enum family apdu_context_family(const struct apdu_context *context, uint8_t cla);

/* Returns what is selected on that channel. context may be NULL. */
struct apdu_selection apdu_context_selected(const struct apdu_context *context, uint8_t cla);

/* Returns how many bytes in front of an NDEF message contain its length, if the selected file of an
 * application is the NDEF file of a type 4 tag; else 0. */
size_t apdu_ndef_length_bytes(enum family family, const struct apdu_selection *selected);

/* Returns the short identifier of the file that a command is for, 1 to 31; 0 if it is for the
 * selected file, or for none (ISO/IEC 7816-4:2005, 7.2.2, 7.3.2). */
uint8_t apdu_short_identifier(const struct apdu *apdu);

/* Returns what the meaning of the response's status word depends on, for sw_find: the command's
 * header and the application's family. context may be NULL. */
struct sw_context apdu_sw_context(const uint8_t *command, size_t length,
                                  const struct apdu_context *context);

/* Finds the DF name in the control information that SELECT returned. Returns false if it has none.
 */
bool apdu_get_name(const uint8_t *data, size_t length, const uint8_t **name, size_t *name_length);

/* Returns the tag, of at most four bytes, that a GET DATA with INS CB requests: the value of the
 * tag list (5C) in its nc bytes of data (ISO/IEC 7816-4:2005, 7.4.1); for NFCCTAP_MSG, and what
 * continues it, the number of the CTAP command (CTAP 2.1, 8); for READ BINARY in PKCS #15, what
 * the selected file contains (tlv/pkcs15.h). Returns 0 for other commands. context is as it was
 * before the command, or NULL. */
uint32_t apdu_asked_object(const struct apdu_context *context, const struct apdu *apdu,
                           const uint8_t *data, size_t nc);

/* Returns true if the data of the command continues that of the one before it. context is as it was
 * before it, or NULL. */
bool apdu_is_next_part(const struct apdu_context *context, const struct apdu *apdu);

/* Returns true if the command fetches more of the response to the context's last command: GET
 * RESPONSE, OATH's SEND REMAINING, or DESFire's additional frame. */
bool apdu_fetches_more(const struct apdu_context *context, uint8_t cla, uint8_t ins);

#endif
