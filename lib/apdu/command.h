/* A command APDU and what its bytes and the session determine, for the functions that describe it.
 */
#ifndef APDU_COMMAND_H
#define APDU_COMMAND_H

#include "apdu/apdu.h"
#include "apdu/apdu_context.h"
#include "apdu/cla.h"
#include "apdu/ins.h"

/* Points into the command's bytes; owns nothing. */
struct command {
	const uint8_t *bytes;
	size_t length;
	struct apdu apdu;
	const uint8_t *data; /* the nc bytes; NULL if none, or if the lengths do not match */
	size_t nc;
	struct cla cla;
	enum ins_group group;
	struct ins_names names;
	struct apdu_selection selected;
	bool next_part;     /* apdu_is_next_part */
	uint8_t frame;      /* which part of the response this is, from 0 */
	uint32_t asked;     /* what it requests (apdu_asked_object); 0: nothing known */
	enum family family; /* of the selected application, or else of the instruction's name */
};

/* Parses length bytes, of which any are accepted; they must outlive the result. context may be
 * NULL. */
struct command command_read(const uint8_t *bytes, size_t length,
                            const struct apdu_context *context);

/* Returns true if INS, of whose bits those of mask count, is ins in this group, and its only known
 * meaning is that of the family (FAMILY_NONE: of any). */
bool command_is(const struct command *command, enum ins_group group, uint8_t ins, uint8_t mask,
                enum family family);

/* Returns true if the data is a list of secure messaging objects (ISO/IEC 7816-4:2005, 6). */
bool command_is_secured(const struct command *command);

#endif
